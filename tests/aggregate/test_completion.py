"""Statuses by authority, theme and priority, and how far two authorities are apart."""

import pandas as pd
import pytest

from pipeline.aggregate import compare, to_rows
from pipeline.aggregate.contrasts import contrasts
from pipeline.aggregate.statistics import bonferroni, newcombe
from schemas.compared import ContrastRow, PriorityCompletionRow, ThemeCompletionRow
from schemas.dataset import Dataset, Records
from schemas.records import CompletionRow
from schemas.states import Relation, Status
from tests.aggregate.specimens import action, link, paper, priority, progress, themes

DONE, UNDER_WAY, UNCLEAR = Status.COMPLETED, Status.IN_PROGRESS, Status.UNCLEAR
HARTSMERE = Records(
    paper=paper("h", "Hartsmere Borough Council", "HTM"),
    priorities=(priority("h", "p1"), priority("h", "p2"), priority("h", "p3")),
    actions=(
        action("h", "a1", DONE, "p1"),
        action("h", "a2", UNDER_WAY, "p1"),
        action("h", "a3", UNCLEAR),
    ),
    progress=(progress("h", "g1", "a1"),),
    record_links=(
        link("h", "a1", "p1", Relation.SERVES),
        link("h", "a2", "p2", Relation.SERVES),
        link("h", "a3", "nowhere", Relation.SERVES),
    ),
    record_themes=themes("care", a1="health", a2="health", a3="safety"),
)
SILENT = Records(paper=paper("s", "Silverdene District Council", "SDC"))
NOBODYS = Records(paper=paper("n"), actions=(action("n", "n1"),))


def many(name: str, done: int, total: int) -> Records:
    short = name[:3].lower()
    actions = tuple(action(short, f"{short}{i}", DONE if i < done else UNCLEAR) for i in range(total))
    return Records(paper=paper(short, name, short.upper()), actions=actions)


def test_by_authority_the_unclear_and_the_unreported_are_told_in_every_row() -> None:
    found = to_rows(compare(Dataset((HARTSMERE, SILENT))).completion, CompletionRow)
    assert [(r.total_unclear, r.total_without_report, r.papers_with_actions, r.largest_part) for r in found[5:7]] == [
        (1, 2, 1, 1.0),
        (0, 0, 0, None),
    ]


def test_by_theme_each_authority_has_all_statuses_of_each_theme() -> None:
    found = to_rows(compare(Dataset((HARTSMERE, SILENT))).completion_by_theme, ThemeCompletionRow)
    assert [(r.authority_id, r.theme, r.status) for r in found] == [
        (id_, theme, status) for id_ in ("HTM", "SDC") for theme in ("health", "safety") for status in Status
    ]
    done = found[0]
    assert (done.actions, done.total, done.share, done.without_report, done.papers) == (1, 2, 0.5, 0, 1)
    assert (found[-1].total, found[-1].share) == (0, None)


def test_by_priority_an_action_counts_under_each_that_it_serves_and_none_is_lost() -> None:
    found = to_rows(compare(Dataset((HARTSMERE, SILENT))).completion_by_priority, PriorityCompletionRow)
    assert [(r.priority_id, r.total, r.completed, r.unclear, r.without_report) for r in found] == [
        ("p1", 2, 1, 0, 1),
        ("p2", 1, 0, 0, 1),
        ("p3", 0, 0, 0, 0),
        (None, 1, 0, 1, 1),
    ]
    assert [r.completed_share for r in found] == [0.5, 0, None, 0]


def test_a_contrast_is_the_difference_with_newcombes_interval() -> None:
    found = to_rows(compare(Dataset((many("Abbotsmere", 56, 70), many("Bramford", 48, 80)))).contrasts, ContrastRow)
    (done,) = (r for r in found if r.status is DONE)
    assert (done.actions, done.total, done.other_actions, done.other_total) == (56, 70, 48, 80)
    assert (done.difference, done.difference_low, done.difference_high) == (0.2, 0.0524, 0.3339)
    assert (done.comparisons, done.adjusted_low, done.adjusted_high) == (1, 0.0524, 0.3339), "one pair, no adjustment"
    assert done.apart
    assert not done.small_sample


def test_many_pairs_have_wider_intervals() -> None:
    bodies = [many(name, 56, 70) for name in ("Abbotsmere", "Calder", "Dunmere", "Eastham")] + [
        many("Bramford", 48, 80)
    ]
    found = to_rows(compare(Dataset(tuple(bodies))).contrasts, ContrastRow)
    done = [r for r in found if r.status is DONE]
    assert {r.comparisons for r in done} == {10} == {len(done)}
    pair = done[0]
    adjusted = newcombe(56, 70, 48, 80, level=1 - 0.05 / 10)
    assert adjusted is not None
    assert (pair.adjusted_low, pair.adjusted_high) == pytest.approx(adjusted, abs=5e-5)
    assert pair.difference_low > 0 > pair.adjusted_low
    assert not pair.apart, "by itself it would be, among ten it may be chance"
    assert bonferroni(0) == bonferroni(1) == pytest.approx(0.95)


def test_no_contrast_with_those_of_whom_no_action_or_no_name_is_known() -> None:
    assert compare(Dataset((HARTSMERE, SILENT, NOBODYS))).contrasts.empty


def test_contrasts_of_one_theme_are_made_from_its_rows() -> None:
    other = Records(
        paper=paper("w", "Wexborough", "WEX"), actions=(action("w", "w1"),), record_themes=themes("care", w1="health")
    )
    by_theme = compare(Dataset((HARTSMERE, other))).completion_by_theme
    health: pd.DataFrame = contrasts(by_theme[by_theme["theme"] == "health"])
    assert health["difference"].tolist() == [0.5, 0.5, 0, 0, 0, -1]
    assert contrasts(by_theme[by_theme["theme"] == "safety"]).empty
