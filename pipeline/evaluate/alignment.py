"""How well priorities that mean the same are found: pairs of them over papers, against groups made by hand."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from pipeline.evaluate.counts import Counts
from pipeline.evaluate.sources import EvaluationError

_COLUMNS = ("group", "domain", "gold_file", "priority_id", "sure")
DOUBTFUL = "maybe"

Key = tuple[str, str]
"""Paper and id of a priority."""
Pair = tuple[Key, Key]
"""Two priorities of different papers, the lesser first."""


@dataclass(frozen=True)
class GoldGroups:
    """Pairs that a reader put together.

    Attributes:
        same: pairs for certain, with the domains of their groups; `doubtful`: pairs that count neither way.
        groups: members of each group, doubtful ones included.
    """

    same: Mapping[Pair, frozenset[str]]
    doubtful: frozenset[Pair]
    groups: Mapping[str, frozenset[Key]]


def read_groups(path: Path) -> GoldGroups:
    """The groups of a file with the columns group, domain, gold_file, priority_id and sure (yes or maybe).

    Raises:
        EvaluationError: the file cannot be read or lacks a column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="")
            if lacking := [name for name in _COLUMNS if name not in (reader.fieldnames or ())]:
                raise EvaluationError(f"{path} has no column {', '.join(lacking)}. docs/annotation.md tells its form.")
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise EvaluationError(f"{path} cannot be read as UTF-8 CSV: {error}.") from error
    members: dict[str, dict[Key, bool]] = defaultdict(dict)
    domains: dict[str, str] = {}
    for row in rows:
        members[row["group"]][Path(row["gold_file"]).name, row["priority_id"]] = row["sure"] != DOUBTFUL
        domains[row["group"]] = row["domain"]
    same: dict[Pair, set[str]] = defaultdict(set)
    doubtful: set[Pair] = set()
    for group, own in sorted(members.items()):
        for pair in pairs(own):
            if own[pair[0]] and own[pair[1]]:
                same[pair].add(domains[group])
            else:
                doubtful.add(pair)
    return GoldGroups(
        {pair: frozenset(own) for pair, own in same.items()},
        frozenset(doubtful - set(same)),
        {group: frozenset(own) for group, own in members.items()},
    )


def pairs(group: Iterable[Key]) -> list[Pair]:
    """Pairs of a group's members that are of different papers."""
    return [(a, b) for a, b in combinations(sorted(set(group)), 2) if a[0] != b[0]]


def pairs_of(groups: Iterable[Iterable[Key]]) -> frozenset[Pair]:
    """Pairs of different papers that stand together in some group."""
    return frozenset(pair for group in groups for pair in pairs(group))


def score_pairs(found: frozenset[Pair], gold: GoldGroups, known: Sequence[Key] | None = None) -> Counts:
    """Pairwise counts: pairs rightly put together, wrongly, and not; doubtful ones count neither way.

    Args:
        known: priorities that are looked at; pairs with others are left out on both sides. All without it.
    """
    within = None if known is None else set(known)

    def counts(pair: Pair) -> bool:
        return pair not in gold.doubtful and (within is None or (pair[0] in within and pair[1] in within))

    own = {pair for pair in found if counts(pair)}
    wanted = {pair for pair in gold.same if counts(pair)}
    return Counts(len(own & wanted), len(own - wanted), len(wanted - own))
