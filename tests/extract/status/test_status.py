"""Statuses by own words, by reports and by ratings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.status import Certainty, combine, find_legend, status_of
from schemas.states import Status

C, P, N, B, S, U = (
    Status.COMPLETED,
    Status.IN_PROGRESS,
    Status.NOT_STARTED,
    Status.BEHIND,
    Status.STOPPED,
    Status.UNCLEAR,
)

REPORTS = [
    ("The supplier walked away and the work has gone out to tender again.", B),
    ("No suitable tenant was found.", B),
    ("Not finished in the year; rolled over.", B),
    ("The paper did not come to the Board owing to sickness.", B),
    ("Numbers have risen to 310 despite a second clerk.", B),
    ("Cannot start until the lease is signed.", N),
    ("Replaced by action 7.", S),
    ("The map has been on the website since May.", C),
    ("The bid has gone in and an answer is awaited.", P),
    ("Part implemented. Keys are signed for but not counted.", B),
    ("Deferred for the third year, as nobody had the time.", B),
    ("The letter had been overlooked and would go out in May.", B),
    ("No tenders were received.", B),
    ("The youth club lost ground over the winter.", B),
    ("Three clerks were taken on, yet the queue is longer than before.", B),
    ("The builder went into administration in March.", B),
    ("No start date has been agreed.", N),
    ("A toll was looked into and ruled out.", S),
    ("The order has been in force since 1 May.", C),
    ("Completed", C),
    ("Contract awarded to a local firm.", C),
    ("Two new workers are now in post.", C),
    ("Draft strategy out to consultation.", P),
    ("Phase 1 complete, phase 2 in progress.", P),
    ("Scheduled to start in January 2025.", N),
    ("No progress to date.", N),
    ("The deadline was missed.", B),
    ("Project cancelled following loss of grant.", S),
    ("Complete", C),
    ("Completed – June 2019", C),
    ("A new contact service has been established in each locality.", C),
    ("The guide is now in place across all four teams.", C),
    ("The board approved the sufficiency statement and published it.", C),
    ("Three clubs are now offering free sessions.", C),
    ("Two workshops were held for carers in the spring.", C),
    ("Ongoing", P),
    ("Work continues to progress on the depot.", P),
    ("A protocol is being developed with the health trust.", P),
    ("Officers are in the process of drafting the plan.", P),
    ("The contract has been signed and the builder is progressing with the design.", P),
    ("Good progress has been made.", P),
    ("Recruitment has begun.", P),
    ("The review is on track.", P),
    ("The survey is not yet complete.", P),
    ("85% complete", P),
    ("A company has been appointed but has yet to name its directors.", P),
    ("Work to be developed.", N),
    ("The new forms will be issued to schools.", N),
    ("Not yet started", N),
    ("0% complete", N),
    ("A lead officer has not yet been appointed.", N),
    ("Further work is needed on the pathway.", B),
    ("The opening is delayed because of the weather.", B),
    ("Progress has been slower than expected.", B),
    ("The target has only been partially met.", B),
    ("The item was carried forward to the next meeting.", B),
    ("There will be no further action on this.", S),
    ("The scheme will no longer be carried out.", S),
    ("It was decided not to proceed with the pilot.", S),
    ("The application has been withdrawn.", S),
    ("The Harbour Master reported that dredging was continuing and that two wrecks had gone.", P),
    ("The Clerk advised that the lease had been signed.", C),
    ("Huts have opened on the east beach. The west beach has still to find a keeper.", P),
    ("The club is once again offering free lessons.", P),
]


@pytest.mark.parametrize(("text", "status"), REPORTS)
def test_reports(text: str, status: Status) -> None:
    assert status_of(text, kind="progress").status is status


ACTIONS = [
    ("Develop a travel plan for the town hall", N),
    ("Development of a travel plan for the town hall", N),
    ("Revising the leaflet for carers", N),
    ("We will review the fostering offer by March.", N),
    ("An executive summary is to be produced.", N),
    ("Managers will work with the clinic to help children who have been harmed.", N),
    ("Once the plan has been agreed, a letter will be sent to residents.", N),
    ("It was agreed that a report be brought to the next meeting.", N),
    ("Officers have been asked to explore other venues.", N),
    ("Gates painted by the depot", N),
    ("Continue to promote the walking scheme", P),
    ("The team will continue to support young adults.", P),
    ("On-going training for staff and carers", P),
    ("The council is currently preparing a heat map.", P),
    ("A design guide has been published for builders.", C),
    ("The cabinet approved the framework in May.", C),
    ("The depot works will no longer be carried out.", S),
    ("Hartsmere Family Hubs", U),
    ("Officers are in the course of hiring two wardens.", P),
    ("repair each buoy within a week of its being reported", N),
    ("The jetties at Mill Reach were to have been opened by Easter.", Status.BEHIND),
    ("We had hoped to have a second boat by now.", Status.BEHIND),
    ("Every club should have had its visit by May.", Status.BEHIND),
]


@pytest.mark.parametrize(("text", "status"), ACTIONS)
def test_actions_by_their_own_words(text: str, status: Status) -> None:
    assert status_of(text, kind="action").status is status


CELLS = [
    ("Complete", C),
    ("100%", C),
    ("In progress", P),
    ("50%", P),
    ("On target", P),
    ("Partly complete", P),
    ("Partially met", B),
    ("Overdue", B),
    ("Not started", N),
    ("0%", N),
    ("Cancelled", S),
    ("RED", U),
    ("G", U),
    ("Amber / Green", U),
    ("", U),
]


@pytest.mark.parametrize(("text", "status"), CELLS)
def test_cells_without_a_legend(text: str, status: Status) -> None:
    assert status_of(text, kind="cell").status is status


def test_words_are_where_the_finding_says() -> None:
    text = "The guide for carers has been published."
    found = status_of(text, kind="progress")
    assert found.words is not None
    start, end = found.words
    assert text[start:end] == found.cue == "has been published"
    assert found.certainty is Certainty.STATED


def test_noun_phrase_takes_its_status_from_the_words_before_the_list() -> None:
    phrase = "a review of the pledge to children"
    assert status_of(phrase, kind="progress").status is U
    assert status_of(phrase, kind="progress", lead_in="Key actions that have been completed include:").status is C


LEGENDS = [
    (
        "Green – on track; Amber – at risk; Red – overdue; Blue – complete",
        {"green": P, "amber": B, "red": B, "blue": C},
    ),
    ("RAG: R = not started, A = in progress, G = complete", {"red": N, "amber": P, "green": C}),
    (
        "Blue represents complete, green means on target and grey indicates that work has not yet started.",
        {"blue": C, "green": P, "grey": N},
    ),
    ("BRAG: Blue (complete), Green (on target), Red (off target)", {"blue": C, "green": P, "red": B}),
    ("Key: B Complete; G On track; A Some slippage", {"blue": C, "green": P, "amber": B}),
    ("Rated green where there are no issues, amber where issues have been identified.", {"green": P, "amber": B}),
    ("G = over 75% done; R = less than 25% done", {"green": P, "red": P}),
    ("1 = not started\n2 = in progress\n3 = complete", {"1": N, "2": P, "3": C}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "statuses"), LEGENDS)
def test_legend_in_one_text(text: str, statuses: dict[str, Status]) -> None:
    legend = find_legend([text])
    assert legend is not None
    assert dict(legend.statuses) == statuses


def test_legend_in_table_rows_gives_colours_a_meaning() -> None:
    legend = find_legend(["Rating | Meaning", "Green | Completed", "Amber | In progress", "Red | Not started"])
    assert legend is not None
    assert status_of("GREEN", kind="cell", legend=legend).status is C
    assert status_of("A", kind="cell", legend=legend).status is P
    assert status_of("Blue", kind="cell", legend=legend).status is U


def test_a_colour_with_two_meanings_means_nothing() -> None:
    legend = find_legend(["Green – complete", "Red – overdue", "Amber – in progress", "Green – on track"])
    assert legend is not None
    assert "green" not in legend.statuses


@pytest.mark.parametrize(
    "texts", [[], ["The green space strategy is complete."], ["Red: overdue"], ["A1 = approved list", "5 members"]]
)
def test_no_legend(texts: list[str]) -> None:
    assert find_legend(texts) is None


def test_latest_report_decides() -> None:
    assert combine([(C, "2013-09"), (B, "2014-09")], N) is B
    assert combine([(B, "2014-09"), (C, None)], N) is C


def test_reports_of_one_date_are_completed_only_together() -> None:
    assert combine([(C, None), (C, None)], N) is C
    assert combine([(C, None), (P, None)], N) is P
    assert combine([(C, None), (U, None)], N) is C
    assert combine([(U, None)], N) is U
    assert combine([], P) is P


@given(st.text(max_size=300), st.sampled_from(["action", "progress", "cell"]))
def test_any_text_has_a_status_and_a_range(text: str, kind: str) -> None:
    found = status_of(text, kind=kind)  # type: ignore[arg-type]
    if found.words is not None:
        start, end = found.words
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Halted", Status.STOPPED),
        ("Merged with 2.3", Status.STOPPED),
        ("Being implemented", Status.IN_PROGRESS),
        ("Mostly complete", Status.IN_PROGRESS),
        ("In procurement", Status.IN_PROGRESS),
        ("Rescheduled", Status.BEHIND),
        ("Deadline passed", Status.BEHIND),
        ("Under pressure", Status.BEHIND),
        ("Queued", Status.NOT_STARTED),
        ("At planning stage", Status.NOT_STARTED),
        ("Recommended for closure", Status.COMPLETED),
        ("Workshop held in May", Status.COMPLETED),
        ("Boiler replaced", Status.COMPLETED),
        ("Waiting list cleared", Status.COMPLETED),
    ],
)
def test_words_of_a_status_cell_that_few_authorities_use(text: str, status: Status) -> None:
    assert status_of(text, kind="cell").status is status
