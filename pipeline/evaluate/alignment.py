"""How well priorities that mean the same are found: pairs of them over papers, against groups made by hand."""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from pipeline.aggregate.aims import BUILT_IN, matcher
from pipeline.aggregate.alignment import Priority, align
from pipeline.evaluate.counts import Counts
from pipeline.evaluate.match import candidates, one_to_one
from pipeline.evaluate.sources import EvaluationError, read_run
from pipeline.evaluate.words import bag
from schemas.annotation import Annotation

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


def read_table(path: Path, columns: Sequence[str], told: str) -> list[dict[str, str]]:
    """The rows of a CSV file that has these columns; `told` names the page that tells its form.

    Raises:
        EvaluationError: the file cannot be read or lacks a column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="")
            if lacking := [name for name in columns if name not in (reader.fieldnames or ())]:
                raise EvaluationError(f"{path} has no column {', '.join(lacking)}. {told} tells its form.")
            return list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise EvaluationError(f"{path} cannot be read as UTF-8 CSV: {error}.") from error


def read_groups(path: Path) -> GoldGroups:
    """The groups of a file with the columns group, domain, gold_file, priority_id and sure (yes or maybe).

    Raises:
        EvaluationError: the file cannot be read or lacks a column.
    """
    rows = read_table(path, _COLUMNS, "docs/annotation.md")
    members: dict[str, dict[Key, bool]] = defaultdict(dict)
    domains: dict[str, str] = {}
    for row in rows:
        members[row["group"]][Path(row["gold_file"]).stem, row["priority_id"]] = row["sure"] != DOUBTFUL
        domains[row["group"]] = row["domain"]
    return gold_groups(members, domains)


def gold_groups(members: Mapping[str, Mapping[Key, bool]], domains: Mapping[str, str]) -> GoldGroups:
    """Groups with their pairs.

    Args:
        members: of each group, with whether they are certain.
        domains: of each group.
    """
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


@dataclass(frozen=True)
class AlignmentScore:
    """Pairwise counts of one way to put priorities together.

    Attributes:
        every: over all annotated priorities; what the reader left out counts as alike to none.
        grouped: over those priorities alone that the reader put in some group.
        recall: by domain of the groups, pairs found and pairs there.
    """

    every: Counts
    grouped: Counts
    recall: Mapping[str, tuple[int, int]]


def score(found: frozenset[Pair], gold: GoldGroups) -> AlignmentScore:
    """All figures of pairs that were put together."""
    listed = sorted({key for group in gold.groups.values() for key in group})
    recall: dict[str, list[bool]] = defaultdict(list)
    for pair, domains in sorted(gold.same.items()):
        for domain in domains:
            recall[domain].append(pair in found)
    return AlignmentScore(
        score_pairs(found, gold),
        score_pairs(found, gold, listed),
        {domain: (sum(own), len(own)) for domain, own in sorted(recall.items())},
    )


def annotated_priorities(annotations: Sequence[Annotation]) -> tuple[list[Priority], dict[str, str]]:
    """The priorities of annotations, each under the stem of its paper's file name, and the papers' titles."""
    titles = {Path(a.paper).stem: a.metadata.title or "" for a in annotations}
    return [Priority(Path(a.paper).stem, p.id, p.text) for a in annotations for p in a.priorities], titles


def aligned_pairs(
    priorities: Iterable[Priority], titles: Mapping[str, str], aims: Sequence[str] = (BUILT_IN,)
) -> frozenset[Pair]:
    """Pairs that stand together in a group of `pipeline.aggregate.alignment.align`."""
    groups = align(priorities, dict(titles), matcher(tuple(aims)))
    return pairs_of([(m.priority.paper_id, m.priority.id) for m in group.members] for group in groups)


def extracted_pairs(out: Path, annotations: Sequence[Annotation], aims: Sequence[str] = (BUILT_IN,)) -> frozenset[Pair]:
    """Pairs that the priorities of the run in `out` put together, as pairs of the annotated ones that they match.

    A priority matches the annotated one that it shares most words with (Dice at least 0.5), one to one; what matches
    none is aligned with the rest but not scored.

    Raises:
        EvaluationError: the tables cannot be read.
    """
    run = read_run(out)
    priorities: list[Priority] = []
    titles: dict[str, str] = {}
    gold_key: dict[Key, Key] = {}
    for annotation in annotations:
        papers = run.papers(Path(annotation.paper).name)
        found = run.of("priorities", papers)
        titles |= {row["paper_id"]: row.get("title", "") for row in papers}
        priorities += [Priority(row["paper_id"], row["priority_id"], row["text"]) for row in found]
        texts = [p.text for p in annotation.priorities]
        for i, j in one_to_one(candidates([row["text"] for row in found], texts)):
            gold_key[found[i]["paper_id"], found[i]["priority_id"]] = (
                Path(annotation.paper).stem,
                annotation.priorities[j].id,
            )
    together = aligned_pairs(priorities, titles, aims)
    return pairs_of([gold_key[a], gold_key[b]] for a, b in together if a in gold_key and b in gold_key)


def score_words(priorities: Sequence[Priority], gold: GoldGroups) -> AlignmentScore:
    """The bag-of-words baseline: pairs whose TF-IDF cosine is high enough.

    Each of the two counts has the threshold that is best for it on `gold` itself, which flatters the baseline.
    """
    ways = [score(found, gold) for found in word_pairs(priorities)]
    every, grouped = (max(ways, key=lambda w: getattr(w, name).f1 or 0.0) for name in ("every", "grouped"))
    return AlignmentScore(every.every, grouped.grouped, grouped.recall)


def word_pairs(priorities: Sequence[Priority]) -> list[frozenset[Pair]]:
    """Pairs whose TF-IDF cosine is at least 0.10, 0.12, ... 0.98."""
    bags = [bag(p.text) for p in priorities]
    holding = Counter(word for own in bags for word in own)
    weights = [
        {word: n * (math.log((1 + len(bags)) / (1 + holding[word])) + 1) for word, n in sorted(own.items())}
        for own in bags
    ]
    lengths = [math.sqrt(sum(w * w for w in own.values())) or 1.0 for own in weights]
    alike: list[tuple[float, Pair]] = []
    for (i, a), (j, b) in combinations(enumerate(priorities), 2):
        shared = weights[i].keys() & weights[j].keys()
        if a.paper_id != b.paper_id and shared:
            dot = math.fsum(weights[i][word] * weights[j][word] for word in shared)
            pair = pairs([(a.paper_id, a.id), (b.paper_id, b.id)])[0]
            alike.append((round(dot / lengths[i] / lengths[j], 6), pair))
    steps = [k / 50 for k in range(5, 50)]
    return [frozenset(pair for cosine, pair in alike if cosine >= least) for least in steps]
