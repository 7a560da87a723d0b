"""Counts by theme, and what long and short papers do to them."""

import pytest

from pipeline.aggregate import compare, to_rows
from schemas.dataset import Dataset, Records
from schemas.records import CoverageRow
from tests.aggregate.specimens import action, paper, priority, progress, themes

HARTSMERE = "Hartsmere Borough Council", "HTM"


def cells(*papers: Records) -> dict[tuple[str | None, str], CoverageRow]:
    return {(r.authority_id, r.theme): r for r in to_rows(compare(Dataset(papers)).coverage, CoverageRow)}


def test_each_kind_has_counts_shares_and_rates_of_its_own() -> None:
    one = Records(
        paper=paper("h", *HARTSMERE, words=500),
        priorities=(priority("h", "p1"), priority("h", "p2")),
        actions=tuple(action("h", f"a{i}") for i in range(4)),
        progress=(progress("h", "g1"),),
        record_themes=themes("care", p1="health", a1="health", a2="health", a3="safety", g1="safety"),
    )
    other = Records(
        paper=paper("i", *HARTSMERE, words=1500),
        actions=(action("i", "a9"),),
        record_themes=themes("care", a9="safety"),
    )
    health = cells(one, other)["HTM", "health"]
    assert (health.total_priorities, health.total_actions, health.total_progress) == (2, 5, 1)
    assert (health.priorities_share, health.actions_share, health.progress_share) == (0.5, 0.4, 0)
    assert (health.priorities_per_1000_words, health.actions_per_1000_words) == (0.5, 1)
    assert (health.priorities_per_paper, health.actions_per_paper, health.progress_per_paper) == (0.5, 1, 0)


def test_a_report_has_the_themes_of_what_it_reports_on_unless_it_has_its_own() -> None:
    one = Records(
        paper=paper("h", *HARTSMERE),
        actions=(action("h", "a1"),),
        progress=(progress("h", "g1", "a1"), progress("h", "g2", "a1")),
        record_themes=themes("care", a1="health", g2="safety"),
    )
    assert {theme: row.progress for (_, theme), row in cells(one).items()} == {"health": 1, "safety": 1}


def test_a_long_paper_among_short_ones_is_told() -> None:
    long = Records(
        paper=paper("long", *HARTSMERE, words=9000),
        actions=tuple(action("long", f"l{i}") for i in range(8)),
        record_themes=themes("care", **{f"l{i}": "health" for i in range(8)}),
    )
    short = Records(
        paper=paper("short", *HARTSMERE, words=1000),
        actions=(action("short", "s1"), action("short", "s2")),
        record_themes=themes("care", s1="safety", s2="safety"),
    )
    found = cells(long, short)
    health, safety = found["HTM", "health"], found["HTM", "safety"]
    assert (health.share, health.mean_share) == (0.8, 0.5), "the long paper decides the one, not the other"
    assert (safety.share, safety.mean_share) == (0.2, 0.5)
    assert (health.shortest_words, health.longest_words, health.mixed_lengths) == (1000, 9000, True)
    assert health.largest_part == 1
    assert not cells(long)["HTM", "health"].mixed_lengths


def test_nothing_to_divide_by_is_empty_and_not_zero() -> None:
    silent = Records(paper=paper("s", "Silverdene District Council", "SDC"))
    told = Records(
        paper=paper("w", *HARTSMERE, words=0),
        progress=(progress("w", "g1"),),
        record_themes=themes("care", g1="health"),
    )
    found = cells(silent, told)
    for id_ in ("SDC", "HTM"):
        row = found[id_, "health"]
        assert (row.share, row.mean_share, row.largest_part, row.per_1000_words) == (None, None, None, None)
    assert found["SDC", "health"].actions_per_paper is None
    assert found["HTM", "health"].progress_per_paper == 1


@pytest.mark.parametrize("lengths", [(0, 0), (0, 1), (100, 301)])
def test_lengths_of_any_size_are_compared(lengths: tuple[int, int]) -> None:
    papers = [
        Records(
            paper=paper(f"p{i}", *HARTSMERE, words=words),
            actions=(action(f"p{i}", f"a{i}"),),
            record_themes=themes("care", **{f"a{i}": "health"}),
        )
        for i, words in enumerate(lengths)
    ]
    assert cells(*papers)["HTM", "health"].mixed_lengths is (lengths != (0, 0))
