"""Lots of priorities written to try alignment on: a table that holds the priorities, their papers and their groups."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from pipeline.aggregate.alignment import Priority
from pipeline.evaluate.alignment import (
    DOUBTFUL,
    AlignmentScore,
    GoldGroups,
    Key,
    aligned_pairs,
    gold_groups,
    read_table,
    score,
)

_COLUMNS = ("paper", "id", "domain", "text", "group", "sure")


@dataclass(frozen=True)
class Lot:
    """Priorities of several papers (each named by its title), and which of them mean the same."""

    priorities: tuple[Priority, ...]
    titles: dict[str, str]
    groups: GoldGroups


def read_lot(path: Path) -> Lot:
    """The lot of a table with the columns paper, id, domain, text, group (ids joined by ";", or empty) and sure.

    Raises:
        EvaluationError: the file cannot be read or lacks a column.
    """
    rows = read_table(path, _COLUMNS, "corpus/README.md")
    members: dict[str, dict[Key, bool]] = defaultdict(dict)
    domains: dict[str, str] = {}
    for row in rows:
        for group in filter(None, row["group"].split(";")):
            members[group][row["paper"], row["id"]] = row["sure"] != DOUBTFUL
            domains[group] = row["domain"]
    return Lot(
        tuple(Priority(row["paper"], row["id"], row["text"]) for row in rows),
        {row["paper"]: row["paper"] for row in rows},
        gold_groups(members, domains),
    )


def score_lot(lot: Lot) -> AlignmentScore:
    """How well the built-in aims put the priorities of a lot together."""
    return score(aligned_pairs(lot.priorities, lot.titles), lot.groups)
