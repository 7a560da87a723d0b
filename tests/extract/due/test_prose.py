"""Due dates as officers tell them in running prose: hopes and plans, seasons and events, and what is over."""

import pytest

from pipeline.extract.due import find_due

MEETING = "2031-06-10"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("It is hoped to reopen the slipway in February.", "2032-02"),
        ("The mooring licences, it is envisaged, go to the harbour forum in November.", "2031-11"),
        ("A new crane is pencilled in for March 2032.", "2032-03"),
        ("The chandlery was going to be re-let in October.", "2031-10"),
        ("The wardens will have all been trained by December.", "2031-12"),
        ("We’ll bring back the night ferry in July 2031.", "2031-07"),
        ("The trust will let us have its drawings in September.", "2031-09"),
        ("Members asked for a note on what the divers have found to come to the July Board.", "2031-07"),
        ("The lease is to be formally signed and the keys handed over in August.", "2031-08"),
        ("The new tariff starts on 1 October.", "2031-10-01"),
    ],
)
def test_what_is_hoped_planned_or_in_hand_is_due_then(text: str, date: str) -> None:
    due = find_due(text, kind="sentence", reference=MEETING)
    assert due is not None
    assert due.date == date


@pytest.mark.parametrize(
    "text",
    [
        "The inquiry culminated in May in a fine for the boatyard.",
        "The ferry trial ended in March when the money ran out.",
        "Two buoys were to no one's surprise lost in the storm; the third lapsed in April.",
        "The harbour office opened on 4 April.",
        "Orders for timber placed with the sawmill in May",
        "Divers examined four piers in April.",
        "The warden’s post is funded to March 2032.",
        "The yard should have been cleared by Easter.",
    ],
)
def test_what_is_over_or_was_missed_is_not_due(text: str) -> None:
    assert find_due(text, kind="sentence", reference=MEETING) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The slipway will be resurfaced before September.", "before September"),
        (
            "A draft should be ready before the end of the municipal year.",
            "before the end of the municipal year",
        ),
        (
            "The policy is expected to be agreed by the end of the calendar year.",
            "by the end of the calendar year",
        ),
        ("Signs will go up over the winter.", "over the winter"),
        ("All boats will have been counted by the summer.", "by the summer"),
        ("The quay is to be swept before the coming season.", "before the coming season"),
        ("The Harbour Master promised a reply within the fortnight.", "within the fortnight"),
        ("New buoys will be in the water in time for the summer regatta.", "the summer regatta"),
        ("Evening sailings will be tried from half term.", "half term"),
        ("The kiosk will be let again when the present lease expires.", "when the present lease expires"),
        ("A second warden will be sought once the first is in post.", "once the first is in post"),
        ("The map will be redrawn before the budget is set.", "before the budget is set"),
        ("Tolls will be looked at again in twelve months.", "in twelve months"),
        ("Dredging will be put out to tender early in 2032.", "early in 2032"),
        ("Findings will come to the October meeting of the Board.", "the October meeting"),
        ("The ferry will run on Sundays after Easter 2032.", "after Easter 2032"),
        ("Sandbags will be given out ahead of the winter.", "ahead of the winter"),
        ("A paper will follow in the course of the next few months.", "in the course of the next few months"),
        ("The buoys will be painted in the first half of next year.", "in the first half of next year"),
    ],
)
def test_times_told_by_season_event_or_span_are_kept_as_written(text: str, words: str) -> None:
    due = find_due(text, kind="sentence", reference=MEETING)
    assert due is not None
    assert due.text == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The board will have a monthly report on moorings.", "monthly"),
        ("Requests will go to a weekly panel.", None),
        ("The panel will meet quarterly.", "quarterly"),
        ("This year’s regatta will be smaller.", None),
    ],
)
def test_how_often_is_a_due_time_of_reports_and_meetings_alone(text: str, words: str | None) -> None:
    due = find_due(text, kind="sentence", reference=MEETING)
    assert (due.text if due else None) == words


@pytest.mark.parametrize(
    ("text", "kind", "words", "date", "last"),
    [
        ("The slip will be mended by Christmas.", "sentence", "by Christmas", "2031-12", "2031-12-26"),
        ("The yard will be let next month.", "sentence", "next month", "2031-07", "2031-07-31"),
        ("Signs will go up over the winter.", "sentence", "over the winter", None, "2032-02-29"),
        ("Next month", "cell", "Next month", "2031-07", "2031-07-31"),
        ("Next year", "cell", "Next year", None, None),
    ],
)
def test_times_told_from_the_meeting_have_their_days(
    text: str, kind: str, words: str, date: str | None, last: str | None
) -> None:
    due = find_due(text, kind=kind, reference=MEETING)  # type: ignore[arg-type]
    assert due is not None
    assert (due.text, due.date, due.date_to) == (words, date, last)
