"""Scores of pairs of priorities, worked out by hand on invented groups."""

from pathlib import Path

import pytest

from pipeline.aggregate.alignment import Priority
from pipeline.evaluate.alignment import (
    aligned_pairs,
    pairs_of,
    read_groups,
    score,
    score_pairs,
    score_words,
    word_pairs,
)
from pipeline.evaluate.counts import Counts
from pipeline.evaluate.sources import EvaluationError

TABLE = """group,label,domain,gold_file,priority_id,sure
1,Warm homes,housing,a.json,P1,yes
1,Warm homes,housing,b.json,P1,yes
1,Warm homes,housing,c.json,P1,maybe
2,Trees,climate,a.json,P2,yes
2,Trees,climate,b.json,P2,yes
2,Trees,climate,b.json,P3,yes
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "alignments.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_pairs_are_of_different_papers_and_doubtful_ones_apart(table: Path) -> None:
    gold = read_groups(table)
    assert set(gold.same) == {(("a", "P1"), ("b", "P1")), (("a", "P2"), ("b", "P2")), (("a", "P2"), ("b", "P3"))}
    assert gold.doubtful == {(("a", "P1"), ("c", "P1")), (("b", "P1"), ("c", "P1"))}


def test_doubtful_pairs_count_neither_way(table: Path) -> None:
    gold = read_groups(table)
    found = pairs_of([[("a", "P1"), ("b", "P1"), ("c", "P1")], [("a", "P9"), ("b", "P2")]])
    assert score_pairs(found, gold) == Counts(tp=1, fp=1, fn=2)
    assert score_pairs(found, gold, [("a", "P1"), ("b", "P1")]) == Counts(tp=1)
    assert score(found, gold).recall == {"climate": (0, 2), "housing": (1, 1)}


def test_a_table_without_its_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("group,label\n1,x\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="gold_file"):
        read_groups(path)


PRIORITIES = [
    Priority("a", "P1", "Help tenants who struggle with energy bills to keep warm"),
    Priority("a", "P2", "Plant trees"),
    Priority("b", "P1", "End fuel poverty"),
    Priority("b", "P2", "More woodland and hedges"),
    Priority("b", "P3", "Plant trees in parks"),
]


def test_meaning_finds_what_words_alone_do_not(table: Path) -> None:
    gold = read_groups(table)
    own = aligned_pairs(PRIORITIES, {})
    assert own == set(gold.same)
    assert (("a", "P2"), ("b", "P3")) in word_pairs(PRIORITIES)[0]
    assert score_words(PRIORITIES, gold).every == Counts(tp=1, fn=2)
