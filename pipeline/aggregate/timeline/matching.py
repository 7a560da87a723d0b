"""Which record of a later paper is which of an earlier one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.aggregate.records import Record
from pipeline.aggregate.words import numbers, stems, vectors

SAME = 0.95
REWORDED = 0.5
"""Likeness from which on a record is taken for another in other words."""
LEAST_WORDS = 0.25
"""Share of words in common below which likeness of meaning alone does not make two records one."""
COVERED = 0.6
"""Share of a part's words that the whole must hold for a split or a merger."""
_ADDS = 0.2
_LEAST_IN_PART = 3
_WORDS, _MEANING = 0.6, 0.4
_REFERENCE, _AIM = 0.1, 0.05
_REFERENCE_AT = re.compile(r"^\W*([A-Za-z]{0,4}\d{1,3}(?:[.\-/]\d{1,3}){0,3}[a-z]?)[\s.:)\]]")


@dataclass(frozen=True, slots=True)
class Match:
    """Earlier record `a` is later record `b` (their numbers), with the likeness from 0 to 1."""

    a: int
    b: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Matched:
    """Pairs, each record in one at most; further parts of one earlier record, further sources of one later record.

    `split` and `merged` hold only what no pair has: the further later parts, and the further earlier ones.
    """

    pairs: tuple[Match, ...] = ()
    split: tuple[Match, ...] = ()
    merged: tuple[Match, ...] = ()


def match(
    earlier: Sequence[Record], later: Sequence[Record], aims: Mapping[str, str], *, parts: bool = True
) -> Matched:
    """Pairs the records of two papers, the likest first, ties by their words; then looks for splits and mergers.

    Likeness: words in common, rare ones more than common ones (weighted Dice), with the cosine of the vectors, and a
    little more for the same reference number or priority. Greedy best-first matching: each next pair is the likest of
    what is left, so that what was decided does not hang on the order of papers or records.

    Args:
        aims: folded words of priorities by their id.
        parts: whether to look for splits and mergers.
    """
    exact = _exact(earlier, later)
    left_a = [n for n in range(len(earlier)) if n not in exact]
    taken = set(exact.values())
    left_b = [n for n in range(len(later)) if n not in taken]
    pairs = [Match(a, b, 1.0) for a, b in exact.items()]
    if not left_a or not left_b:
        return Matched(tuple(sorted(pairs, key=_place)))
    rest = _match([earlier[n] for n in left_a], [later[n] for n in left_b], aims, parts)
    further = ((Match(left_a[m.a], left_b[m.b], m.likeness) for m in found) for found in rest)
    like, split, merged = (tuple(sorted(found, key=_place)) for found in further)
    return Matched(tuple(sorted((*pairs, *like), key=_place)), split, merged)


def _place(match: Match) -> tuple[int, int]:
    return match.a, match.b


def _exact(earlier: Sequence[Record], later: Sequence[Record]) -> dict[int, int]:
    """Records of the same words; where several have them, in the order of their ids."""
    holders: dict[str, list[int]] = defaultdict(list)
    for n in sorted(range(len(later)), key=lambda n: later[n].id, reverse=True):
        if later[n].folded:
            holders[later[n].folded].append(n)
    order = sorted(range(len(earlier)), key=lambda n: earlier[n].id)
    return {n: own.pop() for n in order if (own := holders.get(earlier[n].folded))}


def _match(
    earlier: Sequence[Record], later: Sequence[Record], aims: Mapping[str, str], parts: bool
) -> tuple[Sequence[Match], Sequence[Match], Sequence[Match]]:
    """Pairs, splits and mergers of records no two of which have the same words."""
    words, weights = _bags(earlier, later)
    bags = words * weights
    sizes_a, sizes_b = bags[: len(earlier)].sum(axis=1), bags[len(earlier) :].sum(axis=1)
    common = bags[: len(earlier)] @ words[len(earlier) :].T
    both = sizes_a[:, None] + sizes_b[None, :]
    dice = np.divide(2 * common, both, out=np.zeros_like(both), where=both > 0)
    likeness = _WORDS * dice
    rows, columns = (np.flatnonzero((dice >= LEAST_WORDS).any(axis=side)).tolist() for side in (1, 0))
    if len(rows):  # meaning is looked at where words allow a pair
        a, b = vectors(earlier[n].text for n in rows), vectors(later[n].text for n in columns)
        likeness[np.ix_(rows, columns)] += _MEANING * np.clip((a @ b.T).astype(np.float64), 0, 1)
    _add_marks(likeness, earlier, later, aims)
    likeness = np.clip(likeness, 0, 0.9999).round(4).astype(np.float64)
    pairs = _greedy(likeness, (likeness >= REWORDED) & (dice >= LEAST_WORDS), earlier, later)
    return pairs, *(_parts(words, weights, pairs, len(earlier), likeness) if parts else ((), ()))


def same_words(a: Record, b: Record, likeness: float) -> bool:
    """Whether two matched records say the same, with the same numbers."""
    return a.folded == b.folded or (likeness >= SAME and numbers(a.text) == numbers(b.text))


def _bags(earlier: Sequence[Record], later: Sequence[Record]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """One row a record, one column a stem (0 or 1), and the weight of each stem, the more the rarer it is."""
    bags = [stems(r.folded) for r in (*earlier, *later)]
    index = {word: n for n, word in enumerate(sorted(frozenset().union(*bags)))}
    columns = np.array([index[word] for bag in bags for word in bag], dtype=np.intp)
    matrix = np.zeros((len(bags), len(index)))
    matrix[np.repeat(np.arange(len(bags)), [len(bag) for bag in bags]), columns] = 1
    weights = np.log(1 + len(bags) / np.bincount(columns, minlength=len(index)))
    return matrix, weights


def _equal(a: Sequence[str], b: Sequence[str]) -> NDArray[np.bool_] | bool:
    """Which of `a` is which of `b`, shape (len(a), len(b)), or no two; an empty text is like no other."""
    if not any(a) or not any(b):
        return False
    number = {text: n for n, text in enumerate(dict.fromkeys((*a, *b)), start=1)} | {"": 0}
    one, other = (np.array([number[text] for text in own]) for own in (a, b))
    same: NDArray[np.bool_] = (one[:, None] == other[None, :]) & (one[:, None] > 0)
    return same


@lru_cache(maxsize=10_000)
def _reference(text: str) -> str:
    found = _REFERENCE_AT.match(text)
    return found[1].lower() if found else ""


def _add_marks(
    likeness: NDArray[np.float64], earlier: Sequence[Record], later: Sequence[Record], aims: Mapping[str, str]
) -> None:
    likeness += _REFERENCE * _equal([_reference(r.text) for r in earlier], [_reference(r.text) for r in later])
    one, other = ([_aims(r, aims) for r in own] for own in (earlier, later))
    likeness += _AIM * _equal(one, other)


def _aims(record: Record, aims: Mapping[str, str]) -> str:
    return "\n".join(sorted({aims[id_] for id_ in record.serves if id_ in aims})) if record.serves else ""


def _greedy(
    likeness: NDArray[np.float64], allowed: NDArray[np.bool_], earlier: Sequence[Record], later: Sequence[Record]
) -> list[Match]:
    rows, columns = np.nonzero(allowed)
    ranked = sorted(
        zip(rows.tolist(), columns.tolist(), strict=True),
        key=lambda p: (-likeness[p], earlier[p[0]].folded, later[p[1]].folded, earlier[p[0]].id, later[p[1]].id),
    )
    used_a: set[int] = set()
    used_b: set[int] = set()
    pairs = []
    for i, j in ranked:
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            pairs.append(Match(i, j, float(likeness[i, j])))
    return sorted(pairs, key=lambda m: (m.a, m.b))


def _parts(
    words: NDArray[np.float64],
    weights: NDArray[np.float64],
    pairs: Sequence[Match],
    n: int,
    likeness: NDArray[np.float64],
) -> tuple[list[Match], list[Match]]:
    """Later records that are a further part of an earlier one, and the other way about."""
    first, then = words[:n], words[n:]
    partner_of_a = {m.a: m.b for m in pairs}
    partner_of_b = {m.b: m.a for m in pairs}
    split = _further(first, then, weights, partner_of_a, set(partner_of_b))
    merged = _further(then, first, weights, partner_of_b, set(partner_of_a))
    return (
        [Match(whole, part, float(likeness[whole, part])) for whole, part in split],
        [Match(part, whole, float(likeness[part, whole])) for whole, part in merged],
    )


def _further(
    wholes: NDArray[np.float64],
    parts: NDArray[np.float64],
    weights: NDArray[np.float64],
    partner: Mapping[int, int],
    taken: set[int],
) -> list[tuple[int, int]]:
    """Unmatched parts most of whose words stand in a whole whose partner leaves them out, as (whole, part).

    Each must add words of the whole that its partner and the parts found before lack.
    """
    free = [p for p in range(len(parts)) if p not in taken]
    if not free or not partner:
        return []
    held = (parts[free] * weights) @ wholes.T  # weight of the words of each part that each whole holds
    size = (parts[free] * weights).sum(axis=1)
    number = parts[free] @ wholes.T
    covered = np.divide(held, size[:, None], out=np.zeros_like(held), where=size[:, None] > 0)
    which, holders = np.nonzero((covered >= COVERED) & (number >= _LEAST_IN_PART))
    options = [
        (-round(float(covered[k, whole]), 6), whole, free[k])
        for k, whole in zip(which.tolist(), holders.tolist(), strict=True)
        if whole in partner
    ]
    if not options:
        return []
    found = []
    done: set[int] = set()
    told: dict[int, NDArray[np.float64]] = {}
    for _, whole, part in sorted(options):
        if part in done:
            continue
        known = told.get(whole, parts[partner[whole]])
        fresh = (wholes[whole] * parts[part] * (1 - known) * weights).sum()
        if fresh >= _ADDS * (wholes[whole] * weights).sum():
            done.add(part)
            told[whole] = np.maximum(known, parts[part])
            found.append((whole, part))
    return sorted(found)
