"""What counts once, of invented papers that say the same several times."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.aggregate import compare, to_rows
from pipeline.aggregate.statistics import wilson
from pipeline.aggregate.titles import Stage, period, subject, version
from schemas.compared import CountedRow
from schemas.dataset import Dataset, Records
from schemas.records import CompletionRow, LinkRow
from schemas.states import Reason, Relation, Status

Make = Callable[..., Records]
TITLE = "Allotments and Growing Spaces Strategy"
ACTIONS = (
    "Clear the derelict plots at Furlong Lane and let them by spring",
    "Install water troughs on every site with more than twenty plots",
    "Train site secretaries in dealing with boundary disputes",
)
OTHERS = (
    "Publish a map of community orchards with opening hours",
    "Offer half plots to newcomers on the waiting list at each site",
    "Agree a tariff for water with the supplier before the next season",
)


def left_out(*papers: Records) -> list[tuple[str, Reason, str | None]]:
    counted = to_rows(compare(Dataset(papers)).counted, CountedRow)
    return [(row.record_id, row.reason, row.counted_as) for row in counted if not row.counted]


def actions_counted(*papers: Records) -> int:
    return sum(row.actions for row in to_rows(compare(Dataset(papers)).completion, CompletionRow))


def test_a_report_its_pack_and_its_web_page_count_once(make: Make) -> None:
    report = make("report", TITLE, "2019-05-14", ACTIONS)
    page = make("page", "Agenda item", None, ACTIONS[:2], authority=None, authority_id=None)
    pack = make("pack", "Public reports pack", "2019-05-14", (*ACTIONS, OTHERS[0]))
    assert {row for row in left_out(report, page, pack) if row[0] in ("report", "page")} == {
        ("report", Reason.LIKE_TEXT, "pack"),
        ("page", Reason.LIKE_TEXT, "pack"),
    }
    assert actions_counted(report, page, pack) == 4
    assert ("pagea1", Reason.LIKE_TEXT, "packa1") in left_out(report, page, pack)


def test_a_marked_copy_is_told_of_with_its_records(make: Make) -> None:
    report = make("a", TITLE, "2019-05-14", ACTIONS)
    copy = make("b", TITLE, "2019-05-14", ACTIONS, duplicate_of="a")
    assert left_out(report, copy)[0] == ("b", Reason.SAME_TEXT, "a")
    assert ("ba2", Reason.SAME_TEXT, "aa2") in left_out(report, copy)
    assert actions_counted(report, copy) == 3


@pytest.mark.parametrize(
    "other",
    [
        {"date": "2019-11-14"},  # half a year later
        {"actions": tuple((text, Status.COMPLETED) for text in ACTIONS)},  # news
        {"actions": OTHERS},
        {"authority": "Wexborough City Council", "authority_id": "WXB"},
    ],
)
def test_papers_that_say_something_else_both_count(make: Make, other: dict[str, object]) -> None:
    second = {"title": TITLE, "date": "2019-06-11", "actions": ACTIONS, **other}
    assert left_out(make("a", TITLE, "2019-05-14", ACTIONS), make("b", **second)) == []


def test_a_draft_is_listed_and_its_final_counts(make: Make) -> None:
    draft = make("draft", f"DRAFT {TITLE} 2020-25", "2019-09-01", (*ACTIONS, OTHERS[0]))
    final = make("final", f"{TITLE} 2020-25", "2020-02-01", (*ACTIONS, OTHERS[1]))
    comparison = compare(Dataset((draft, final)))
    row = next(r for r in to_rows(comparison.counted, CountedRow) if r.record_id == "draft")
    assert (row.counted, row.reason, row.counted_as, row.cue) == (False, Reason.DRAFT, "final", "draft")
    assert actions_counted(draft, final) == 4
    assert set(comparison.timeline["paper_id"]) == {"final"}
    assert any("draft" in note for note in comparison.notes)


def test_of_two_drafts_the_higher_version_counts_until_there_is_a_final(make: Make) -> None:
    first = make("v1", f"{TITLE} v0.2", "2019-01-10", ACTIONS)
    second = make("v2", f"{TITLE} v0.10", "2019-02-10", ACTIONS)
    final = make("v3", TITLE, "2019-06-10", ACTIONS)
    assert left_out(first, second)[0] == ("v1", Reason.DRAFT, "v2")
    assert {row[2] for row in left_out(first, second, final) if row[0] in ("v1", "v2")} == {"v3"}


def test_a_draft_alone_counts(make: Make) -> None:
    assert left_out(make("a", f"Draft {TITLE}", "2019-01-10", ACTIONS)) == []


def test_a_draft_for_the_next_period_is_not_superseded_by_this_ones_strategy(make: Make) -> None:
    draft = make("a", f"Draft {TITLE} 2025-30", "2019-01-10", ACTIONS)
    assert left_out(draft, make("b", f"{TITLE} 2019-24", "2019-03-10", OTHERS)) == []


def test_a_priority_in_list_and_section_counts_once_and_its_actions_stay_on_it(make: Make) -> None:
    paper = make(
        "a", TITLE, "2019-05-14", (ACTIONS[0],), ("Fair letting of plots", "Priority 1: Fair letting of plots")
    )
    link = LinkRow(paper_id="a", from_id="aa0", to_id="ap1", relation=Relation.SERVES, basis="heading")
    paper = replace(paper, record_links=(link,), actions=(paper.actions[0].model_copy(update={"priority_id": "ap1"}),))
    assert left_out(paper) == [("ap1", Reason.STATED_AGAIN, "ap0")]


def test_an_action_stated_twice_counts_once_with_the_status_that_is_told(make: Make) -> None:
    paper = make("a", TITLE, "2019-05-14", (ACTIONS[0], (ACTIONS[0], Status.COMPLETED)))
    assert left_out(paper) == [("aa0", Reason.STATED_AGAIN, "aa1")]
    done = [r.actions for r in to_rows(compare(Dataset((paper,))).completion, CompletionRow) if r.actions]
    assert done == [1]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [("Ongoing review", (Status.UNCLEAR,) * 2), (ACTIONS[0], (Status.COMPLETED, Status.BEHIND))],
)
def test_short_or_contradicting_actions_are_two(make: Make, text: str, statuses: tuple[Status, Status]) -> None:
    assert left_out(make("a", TITLE, "2019-05-14", tuple((text, status) for status in statuses))) == []


def test_a_report_on_an_action_stated_again_is_put_down_to_the_one_that_counts(make: Make) -> None:
    paper = make(
        "a", TITLE, "2019-05-14", (ACTIONS[0], ACTIONS[0]), reports=(("The plots are let", 1, Status.COMPLETED),)
    )
    assert left_out(paper) == [("aa0", Reason.STATED_AGAIN, "aa1")]
    rows = to_rows(compare(Dataset((paper,))).completion, CompletionRow)
    assert sum(row.without_report for row in rows) == 0


def test_papers_of_one_meeting_state_an_action_once(make: Make) -> None:
    cover = make("a", "Cover report", "2019-05-14", (ACTIONS[0], *OTHERS))
    plan = make("b", TITLE, "2019-05-14", ACTIONS)
    assert left_out(cover, plan) == [("ba0", Reason.SAME_MEETING, "aa0")]


@pytest.mark.parametrize(
    ("title", "file", "stage", "number"),
    [
        ("Draft Growing Strategy", "a.pdf", Stage.DRAFT, ()),
        ("Growing Strategy (consultation draft)", "a.pdf", Stage.DRAFT, ()),
        ("Growing Strategy", "Growing_strategy_DRAFT_v3.docx", Stage.DRAFT, (3,)),
        ("Growing Strategy Version 0.4", "a.pdf", Stage.DRAFT, (0, 4)),
        ("Growing Strategy v2.1", "a.pdf", Stage.UNMARKED, (2, 1)),
        ("Growing Strategy - final", "a.pdf", Stage.FINAL, ()),
        ("Growing Strategy", "a.pdf", Stage.UNMARKED, ()),
        ("Final-year students and drafting", "a.pdf", Stage.FINAL, ()),
    ],
)
def test_versions_by_title_and_file(title: str, file: str, stage: Stage, number: tuple[int, ...]) -> None:
    found = version(title, file)
    assert (found.stage, found.number) == (stage, number)


@pytest.mark.parametrize(
    ("title", "years"),
    [("Plan 2012-15", (2012, 2015)), ("Plan 2018 – 2020", (2018, 2020)), ("Plan 2023/24", None), ("Plan 2024", None)],
)
def test_periods_of_strategies_are_no_financial_years(title: str, years: tuple[int, int] | None) -> None:
    assert period(title) == years


def test_subjects_leave_out_sort_of_paper_years_and_authority() -> None:
    one = subject(
        "Hartsmere's Looked After Children Strategy 2012-15 – Progress Update Q3", "Hartsmere Borough Council"
    )
    assert one == subject("Children in care: action plan")
    assert subject("Annual performance report 2020/21") == frozenset()


def test_shares_of_nothing_are_not_stated(make: Make) -> None:
    rows = to_rows(compare(Dataset((make("a", TITLE),))).completion, CompletionRow)
    assert {row.share for row in rows} == {None}
    assert wilson(0, 0) is None
