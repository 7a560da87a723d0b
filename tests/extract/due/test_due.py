"""Due dates in cells and sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.due import find_due

SENTENCES = [
    ("The plan will be published by March 2015.", "2015-03"),
    ("Install new boilers by the end of June 2021", "2021-06"),
    ("The tide map will be launched in June 2013 and reviewed in 2016.", "2013-06"),
    ("The harbour show will be held on 9 July 2024.", "2024-07-09"),
    ("A report is due in September 2014.", "2014-09"),
    ("The depot is being transferred on May 1st 2016.", "2016-05-01"),
    ("Start of work on the harbour wall, May 2024", "2024-05"),
    ("Dredge the inner basin (Head of Harbours, March 2031)", "2031-03"),
    ("An open day for every club (June 2031)", "2031-06"),
    ("It was agreed that a note on the moorings be brought to the meeting in June 2023.", "2023-06"),
]
WORDS = [
    ("Mend the crane (Estates; Easter)", "Easter"),
    ("The ferry will sail again in the spring.", "in the spring"),
    ("A draft will be shared at the next Harbour Panel meeting.", "the next Harbour Panel meeting"),
    ("Publish the guide as soon as possible", "as soon as possible"),
    ("Works will start within the next six months.", "within the next six months"),
    ("The board will review the figures quarterly.", "quarterly"),
    ("The tide tables will be printed each year in March.", "each year in March"),
    ("Officers will bring a paper back in due course.", "in due course"),
    ("The Clerk agreed to send the log to members within two weeks.", "within two weeks"),
    ("The rota will come back in six months’ time.", "in six months’ time"),
    ("Two cranes will be ordered as a matter of urgency.", "as a matter of urgency"),
    ("More talks with the clubs are planned for the months ahead.", "months ahead"),
    ("The kiosks will open before Easter.", "before Easter"),
    ("Accounts will be closed at year end.", "at year end"),
    ("Tenders to be sought to coincide with the dredging", "to coincide with the dredging"),
    ("The board will review the bids at the end of the trial, and then choose.", "at the end of the trial"),
    ("The rota will be sent to all wardens this week.", "this week"),
    ("Lessons will be free for children from the new school year.", "the new school year"),
    ("Keys will be handed out before the regatta starts.", "before the regatta starts"),
]
NOTHING = [
    "The board has met monthly since 2012.",
    "The strategy 2013-16 was approved in May 2013.",
    "The guide published in October 2010 will be revised.",
    "In November, the leases were presented to the harbour board.",
    "Deliver the Housing Strategy 2022-2026",
    "Develop a travel plan",
    "Cabinet approved the plan in June 2020.",
    "The plan stands. Once it has been tested during 2014, it will be printed.",
    "Following the inspection in May 2017, Ofsted judged services as good.",
    "",
    "Subject to the agreement of the Harbour Forum, a fund will be set up.",
    "the hiring of a second warden, who took up his post in May 2023",
    "The annual regatta was held by the club.",
]


@pytest.mark.parametrize(("text", "date"), SENTENCES)
def test_dates_in_sentences(text: str, date: str) -> None:
    due = find_due(text, kind="sentence")
    assert due is not None
    assert due.date == date
    assert text[due.start : due.end] == due.text


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_other_words_in_sentences(text: str, words: str) -> None:
    due = find_due(text, kind="sentence")
    assert due is not None
    assert (due.text, due.date) == (words, None)


@pytest.mark.parametrize("text", NOTHING)
def test_dates_of_other_things(text: str) -> None:
    assert find_due(text, kind="sentence") is None


def test_year_comes_from_the_meeting() -> None:
    due = find_due("The plan will be sent by the 1st February.", kind="sentence", reference="2023-01-24")
    assert due is not None
    assert due.date == "2023-02-01"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("March 2026", "2026-03"),
        ("31/03/2022", "2022-03-31"),
        ("2030", "2030"),
        ("Ongoing", None),
        ("Ongoing, quarterly", None),
        ("TBC", None),
        ("June 2022 and May 2026", None),
    ],
)
def test_cells_keep_their_words(text: str, date: str | None) -> None:
    due = find_due(f"  {text}\n", kind="cell")
    assert due is not None
    assert (due.text, due.date) == (text, date)


def test_what_a_cell_was_due_before_a_change_is_not_when_it_is() -> None:
    for words in (
        "01/09/2031 (was 01/04/2031)",
        "Sept 2031 [originally April 2030]",
        "September 2031 (moved from May)",
    ):
        due = find_due(words, kind="cell")
        assert due is not None
        assert (due.text, due.date and due.date[:7]) == (words, "2031-09")


def test_cell_with_two_dates_spans_both() -> None:
    due = find_due("June 2022 and May 2026", kind="cell")
    assert due is not None
    assert (due.date_from, due.date_to) == ("2022-06-01", "2026-05-31")


@pytest.mark.parametrize("text", ["", "  ", "-", "N/A"])
def test_cells_that_say_nothing(text: str) -> None:
    assert find_due(text, kind="cell") is None


@given(st.text(max_size=200), st.sampled_from(["sentence", "cell"]))
def test_words_are_verbatim(text: str, kind: str) -> None:
    due = find_due(text, kind=kind)  # type: ignore[arg-type]
    if due is not None:
        assert due.text
        assert text[due.start : due.end] == due.text


@pytest.mark.parametrize(
    ("text", "words", "date"),
    [
        ("The Harbour Master will bring prices to the March meeting.", "the March meeting", None),
        ("Dredging is due to start in early to mid 2031.", "early to mid 2031", "2031"),
        ("A survey of the wall is planned for the autumn of 2031.", "the autumn of 2031", "2031"),
    ],
)
def test_the_words_of_a_date_say_which_part_of_it_or_what_is_held_then(text: str, words: str, date: str | None) -> None:
    due = find_due(text, kind="sentence")
    assert due is not None
    assert (due.text, due.date, text[due.start : due.end]) == (words, date, words)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("We intend to ask for views by the time the next plan is drawn up.", "by the time the next plan is drawn up"),
        ("Rebuild the huts after the election", "after the election"),
        ("Offer free boat trips during the summer holidays", "summer holidays"),
        ("Hold the swimming gala each May", "each May"),
        ("Set aside 15 moorings for young people every year, and tell the clubs.", "every year"),
        ("The County's engineers were to mend the quay in the next financial year.", "the next financial year"),
        ("She is to visit the huts which have stood empty for longest by the end of March.", "end of March"),
        ("Answer all letters within ten working days", None),
        ("Carry out 95% of checks within six weeks", None),
        ("New for this year: a boat for every school", None),
    ],
)
def test_times_of_other_kinds_and_standards_that_are_none(text: str, due: str | None) -> None:
    found = find_due(text, kind="sentence")
    assert (found.text if found else None) == due


@pytest.mark.parametrize(("text", "date"), [("Jan 24 –", "2024-01"), ("To 2024", "2024")])
def test_edges_of_cells_are_no_part_of_a_date(text: str, date: str) -> None:
    found = find_due(text, kind="cell")
    assert found is not None
    assert found.date == date
    assert text[found.start : found.end] == found.text
