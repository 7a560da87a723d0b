"""Actions and priorities of invented papers, followed from one to the next."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.aggregate import Tables, tables_of, to_rows
from pipeline.aggregate.counting import count_once
from pipeline.aggregate.measures import quantities
from pipeline.aggregate.timeline import timeline as followed
from schemas.dataset import Dataset, Records
from schemas.records import LinkRow, MeasureRow, ThemeRow, TimelineRow
from schemas.states import Change, Relation, Status

Make = Callable[..., Records]
PLAN = "Tree and Hedgerow Strategy 2014-18"
UPDATE = "Tree and Hedgerow Strategy: progress report"
SURVEY = "Survey every veteran oak in the northern parishes"
NURSERY = "Open a nursery for native saplings at Millbrook depot"
WARDENS = "Recruit twelve volunteer tree wardens from the parish councils"


def timeline(*papers: Records) -> list[TimelineRow]:
    return to_rows(followed(count_once(tables_of(Dataset(papers))).tables), TimelineRow)


def changes(rows: list[TimelineRow], kind: str = "action") -> list[tuple[str, int | None, Change, Status | None]]:
    return [(row.paper_id, row.point, row.change, row.status) for row in rows if row.kind == kind]


def test_an_action_keeps_its_thread_over_new_words_and_its_status_is_that_of_each_paper(make: Make) -> None:
    rows = timeline(
        make("a", PLAN, "2014-03-01", ((SURVEY, Status.NOT_STARTED),)),
        make("b", UPDATE, "2015-03-01", ((SURVEY.upper() + ".", Status.IN_PROGRESS),)),
        make("c", UPDATE, "2016-03-01", (("A survey of veteran oaks in all northern parishes", Status.COMPLETED),)),
    )
    assert changes(rows) == [
        ("a", 1, Change.FIRST, Status.NOT_STARTED),
        ("b", 2, Change.SAME, Status.IN_PROGRESS),
        ("c", 3, Change.REWORDED, Status.COMPLETED),
    ]
    assert len({row.thread_id for row in rows}) == 1
    assert [row.previous_status for row in rows] == [None, Status.NOT_STARTED, Status.IN_PROGRESS]
    assert rows[1].likeness == 1.0
    assert rows[2].likeness in {row.likeness for row in rows} - {None, 1.0}


def test_what_disappears_has_no_report_and_is_never_done(make: Make) -> None:
    rows = timeline(
        make("a", PLAN, "2014-03-01", ((SURVEY, Status.COMPLETED), NURSERY)),
        make("b", UPDATE, "2015-03-01", (NURSERY,)),
        make("c", UPDATE, "2016-03-01", (NURSERY,)),
    )
    missing = [row for row in rows if row.change == "no report found"]
    assert [(row.paper_id, row.status, row.previous_status, row.text) for row in missing] == [
        ("b", None, Status.COMPLETED, None)
    ]


def test_an_action_found_again_goes_on_after_the_gap(make: Make) -> None:
    rows = timeline(
        make("a", PLAN, "2014-03-01", (SURVEY, NURSERY)),
        make("b", UPDATE, "2015-03-01", (NURSERY,)),
        make("c", UPDATE, "2016-03-01", (SURVEY, NURSERY)),
    )
    survey = [row for row in rows if row.thread_id == rows[0].thread_id]
    assert [row.change for row in survey] == [Change.FIRST, Change.NOT_FOUND, Change.SAME]
    assert survey[-1].basis == "after a gap"


def test_a_stopped_action_is_dropped_and_stays_so(make: Make) -> None:
    rows = timeline(
        make("a", PLAN, "2014-03-01", ((NURSERY, Status.IN_PROGRESS),)),
        make("b", UPDATE, "2015-03-01", ((NURSERY, Status.STOPPED),)),
        make("c", UPDATE, "2016-03-01", ((NURSERY, Status.STOPPED),)),
    )
    assert [row.change for row in rows] == [Change.FIRST, Change.DROPPED, Change.SAME]


def test_an_action_split_in_two(make: Make) -> None:
    both = "Recruit twelve volunteer tree wardens and open a nursery for native saplings at Millbrook depot"
    rows = timeline(
        make("a", PLAN, "2014-03-01", (both, SURVEY)),
        make("b", UPDATE, "2015-03-01", ("Recruit twelve volunteer tree wardens", NURSERY, SURVEY)),
    )
    split = [row for row in rows if row.change == Change.SPLIT]
    assert {row.action_id for row in split} == {"ba0", "ba1"}
    assert {row.previous_ids for row in split} == {"aa0"}
    assert len({row.thread_id for row in split}) == 2


def test_two_actions_merged_in_one(make: Make) -> None:
    both = "Recruit twelve volunteer tree wardens and open a nursery for native saplings at Millbrook depot"
    rows = timeline(
        make("a", PLAN, "2014-03-01", ("Recruit twelve volunteer tree wardens", NURSERY, SURVEY)),
        make("b", UPDATE, "2015-03-01", (both, SURVEY)),
        make("c", UPDATE, "2016-03-01", (both, SURVEY)),
    )
    merged = [row for row in rows if row.change == Change.MERGED]
    assert {row.action_id for row in merged} == {"ba0"}
    assert len({row.thread_id for row in merged}) == 2
    assert "aa0;aa1" in {";".join(sorted((row.previous_ids or "").split(";"))) for row in merged}
    assert [row.change for row in rows if row.paper_id == "c"] == [Change.SAME, Change.SAME]  # one thread goes on


def test_a_report_without_its_action_is_a_report_on_it(make: Make) -> None:
    rows = timeline(
        make("a", PLAN, "2014-03-01", (SURVEY, NURSERY)),
        make(
            "b",
            UPDATE,
            "2015-03-01",
            (NURSERY,),
            reports=(("Every veteran oak in the northern parishes has been surveyed", None, Status.COMPLETED),),
        ),
    )
    survey = [row for row in rows if row.thread_id == rows[0].thread_id]
    assert [(row.change, row.status, row.action_id, row.progress_id) for row in survey] == [
        (Change.FIRST, Status.UNCLEAR, "aa0", None),
        (Change.REPORTED, Status.COMPLETED, None, "br0"),
    ]


def test_unlike_actions_are_not_taken_for_one(make: Make) -> None:
    rows = timeline(make("a", PLAN, "2014-03-01", (SURVEY,)), make("b", UPDATE, "2015-03-01", (WARDENS,)))
    assert [row.change for row in rows] == [Change.FIRST, Change.NOT_FOUND, Change.NEW]


def test_a_paper_without_actions_has_a_row_and_drops_nothing(make: Make) -> None:
    rows = timeline(
        make("a", PLAN, "2014-03-01", (SURVEY,)),
        make("b", UPDATE, "2015-03-01"),
        make("c", UPDATE, "2016-03-01", (SURVEY,)),
    )
    assert [(row.paper_id, row.change) for row in rows] == [
        ("a", Change.FIRST),
        ("c", Change.SAME),
        ("b", Change.NOTHING),
    ]


def test_papers_of_one_day_are_one_point(make: Make) -> None:
    rows = timeline(
        make("a", PLAN, "2014-03-01", (SURVEY,)),
        make("b", UPDATE, "2015-03-01", (SURVEY,)),
        make("b2", UPDATE + ", appendix", "2015-03-01", (NURSERY,)),
    )
    assert [(row.paper_id, row.point, row.change) for row in rows] == [
        ("a", 1, Change.FIRST),
        ("b", 2, Change.SAME),
        ("b2", 2, Change.NEW),
    ]


@pytest.mark.parametrize(
    ("title", "other", "together"),
    [
        ("Looked After Children Strategy 2012-15", "Children in Care Strategy: annual update", True),
        ("Climate Change Action Plan", "Climate Emergency - progress report Q3 2021/22", True),
        ("Housing Strategy", "Library Strategy", False),
        ("Housing Strategy 2012-16", "Housing Strategy 2017-21", False),
        ("Progress Report", "Progress Report", False),
        ("Parks Panel", "Parks Panel", False),
    ],
)
def test_papers_are_on_one_strategy_by_the_subject_and_period_of_their_titles(
    make: Make, title: str, other: str, together: bool
) -> None:
    rows = timeline(
        make("a", title, "2014-03-01", (SURVEY,), committee="Parks Panel"),
        make("b", other, "2018-03-01", (WARDENS,), committee="Parks Panel"),
    )
    assert (len({row.strategy_id for row in rows}) == 1) == together


def test_papers_under_other_titles_are_on_one_strategy_by_their_records(make: Make) -> None:
    own = (SURVEY, NURSERY, WARDENS)
    rows = timeline(make("a", "Green Hartsmere", "2014-03-01", own), make("b", "Progress", "2015-03-01", own))
    assert {row.strategy for row in rows} == {"Green Hartsmere"}


def test_authorities_are_kept_apart_and_papers_of_nobody_alone(make: Make) -> None:
    rows = timeline(
        make("a", PLAN, "2014-03-01", (SURVEY,)),
        make("b", PLAN, "2015-03-01", (SURVEY,), authority="Wexborough City Council", authority_id="WXB"),
        make("c", PLAN, "2015-03-01", (NURSERY,), authority=None, authority_id=None),
        make("d", PLAN, "2016-03-01", (NURSERY,), authority=None, authority_id=None),
    )
    assert {row.change for row in rows} == {Change.FIRST}
    assert len({row.strategy_id for row in rows}) == 4


@pytest.mark.parametrize(
    ("title", "file", "date", "basis"),
    [
        ("Tree Strategy 2014-18", "x.pdf", "2014", "title"),
        ("Tree Strategy 2014-18: report for September 2016", "x.pdf", "2016-09", "title"),
        ("Tree Strategy", "tree-strategy-2015-final.pdf", "2015", "file name"),
        ("Tree Strategy", "x.pdf", None, None),
    ],
)
def test_a_paper_without_a_meeting_is_dated_by_its_title_or_file(
    make: Make, title: str, file: str, date: str | None, basis: str | None
) -> None:
    (row,) = timeline(make("a", title, None, (SURVEY,), file=file))
    assert (row.date, row.date_basis, row.meeting_date) == (date, basis, None)
    assert row.change == (Change.FIRST if date else Change.UNDATED)


def test_priorities_are_followed_to_actions_by_theme_by_link_and_by_restatement(make: Make) -> None:
    plan = make("a", PLAN, "2014-03-01", priorities=("Theme 1: Woodland", "Hedgerows", "Orchards", "Safety"))
    plan = replace(
        plan,
        record_themes=(
            ThemeRow(record_id="ap0", taxonomy="trees", theme="woods"),
            ThemeRow(record_id="ap1", taxonomy="trees", theme="hedges"),
        ),
    )
    update = make(
        "b", UPDATE, "2015-03-01", ((SURVEY, Status.COMPLETED), (NURSERY, Status.BEHIND)), priorities=("3. Orchards",)
    )
    update = replace(
        update,
        record_themes=(ThemeRow(record_id="ba0", taxonomy="trees", theme="woods"),),
        record_links=(LinkRow(paper_id="b", from_id="ba1", to_id="bp0", relation=Relation.SERVES, basis="heading"),),
    )
    rows = [row for row in timeline(plan, update) if row.kind == "priority" and row.paper_id == "b"]
    assert [(row.previous_ids, row.change, row.action_id, row.status, row.basis) for row in rows] == [
        ("ap0", Change.TAKEN_UP, "ba0", Status.COMPLETED, "theme woods"),
        ("ap1", Change.NOT_FOUND, None, None, None),
        ("ap2", Change.SAME, None, None, None),
        ("ap2", Change.TAKEN_UP, "ba1", Status.BEHIND, "serves it"),
        ("ap3", Change.NOT_FOUND, None, None, None),
    ]


WORDS = st.sampled_from(
    [SURVEY, NURSERY, WARDENS, SURVEY + " and moors", f"{WARDENS}; {NURSERY}", "Review", "12 ponds dug", "—"]
)
TITLES = st.sampled_from([PLAN, UPDATE, "Draft " + PLAN, "Pond Plan v0.2", "Pond Plan v1", "", "Progress"])
DATES = st.sampled_from([None, "2014", "2014-03", "2014-03-01", "2014-03-20", "2015-03-01"])


@st.composite
def datasets(draw: st.DrawFn, make: Make) -> Dataset:
    papers = []
    for n in range(draw(st.integers(0, 5))):
        statuses = st.tuples(WORDS, st.sampled_from(list(Status)))
        actions = tuple(draw(st.lists(statuses, max_size=4)))
        reports = tuple((draw(WORDS), draw(st.sampled_from([None, k])), s) for k, (_, s) in enumerate(actions))
        body = draw(st.sampled_from([("Hartsmere", "HTM"), ("Wexborough", None), (None, None)]))
        made = make(
            f"p{n}",
            draw(TITLES),
            draw(DATES),
            actions,
            tuple(draw(st.lists(WORDS, max_size=3))),
            reports,
            authority=body[0],
            authority_id=body[1],
        )
        measure = MeasureRow(paper_id=f"p{n}", measure_id=f"p{n}m", text="3", value=3, unit=draw(WORDS), start=1, end=2)
        papers.append(replace(made, measures=(measure,)))
    return Dataset(tuple(papers))


@settings(max_examples=12, deadline=None)
@given(data=st.data(), rng=st.randoms(use_true_random=False))
def test_the_order_of_papers_and_records_changes_no_row(make: Make, data: st.DataObject, rng: random.Random) -> None:
    tables = tables_of(data.draw(datasets(make)))
    shuffled = {}
    for name, frame in vars(tables).items():
        order = list(range(len(frame)))
        rng.shuffle(order)
        shuffled[name] = frame.iloc[order].reset_index(drop=True)
    one, other = count_once(tables), count_once(Tables(**shuffled))
    assert one.table.equals(other.table)
    assert one.notes == other.notes
    assert followed(one.tables).equals(followed(other.tables))
    assert quantities(one.tables).equals(quantities(other.tables))


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_nothing_is_lost_and_nothing_counts_twice(make: Make, data: st.DataObject) -> None:
    dataset = data.draw(datasets(make))
    counting = count_once(tables_of(dataset))
    counted = counting.table
    ids = [r.paper.paper_id for r in dataset.papers]
    records = [a.action_id for r in dataset.papers for a in r.actions]
    records += [p.priority_id for r in dataset.papers for p in r.priorities]
    records += [p.progress_id for r in dataset.papers for p in r.progress]
    assert sorted(counted["record_id"]) == sorted([*ids, *records])
    kept = set(counted.loc[counted["counted"], "record_id"])
    assert set(counted["counted_as"].dropna()) <= kept  # what counts instead does count
    line = followed(counting.tables)
    assert set(line["action_id"].dropna()) == {i for i in kept if i in records and "a" in i}
    assert set(line["priority_id"].dropna()) == {i for i in kept if i in records and i.rpartition("p")[0]}
    assert line.loc[line["change"] == "no report found", "status"].isna().all()
    assert set(line["paper_id"]) == {i for i in ids if i in kept}
    alone = line[(line["kind"] == "action") & line["change"].isin(["same", "reworded", "dropped", "no report found"])]
    assert not alone.duplicated(["thread_id", "point"]).any()
