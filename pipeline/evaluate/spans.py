"""Ranges of a paper's text: where a quote stands, and how far two sets of ranges agree."""

import re
from collections.abc import Iterable

from pipeline.evaluate.counts import Counts

_WORD = re.compile(r"[^\W_]+")


def locate(text: str, quote: str) -> tuple[int, int] | None:
    """The first half-open range of `text` that has the words of `quote` in their order, whatever stands between them.

    Case, white space and punctuation make no difference, since annotators fold them; None where there is none.
    """
    words = _WORD.findall(quote)
    if not words:
        return None
    found = re.search(r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, words)) + r"(?![^\W_])", text, re.IGNORECASE)
    return found.span() if found else None


def span_counts(one: Iterable[tuple[int, int]], other: Iterable[tuple[int, int]], overlap: float = 1.0) -> Counts:
    """Agreement of two sets of half-open ranges of one text, the second taken as right; F1 is the same either way.

    Two ranges agree where their intersection is at least `overlap` of their union (1.0: the same range); each
    counts once, the best pairs first. F1 stands in for kappa, since the number of ranges that neither marked
    is unbounded (Hripcsak and Rothschild 2005, doi:10.1197/jamia.M1733).

    Raises:
        ValueError: `overlap` is not above 0 and at most 1, or a range is empty.
    """
    if not 0 < overlap <= 1:
        raise ValueError(f"overlap is above 0 and at most 1, not {overlap}")
    own, others = sorted(set(one)), sorted(set(other))
    if any(start >= end for start, end in (*own, *others)):
        raise ValueError("a range that holds nothing marks nothing")
    near = []
    first = 0
    longest = max((end - start for start, end in others), default=0)
    for i, (start, end) in enumerate(own):
        while first < len(others) and others[first][0] <= start - longest:
            first += 1
        j = first
        while j < len(others) and others[j][0] < end:
            shared = min(end, others[j][1]) - max(start, others[j][0])
            union = max(end, others[j][1]) - min(start, others[j][0])
            if shared > 0 and shared / union >= overlap:
                near.append((-shared / union, i, j))
            j += 1
    used_own: set[int] = set()
    used_others: set[int] = set()
    for _, i, j in sorted(near):
        if i not in used_own and j not in used_others:
            used_own.add(i)
            used_others.add(j)
    right = len(used_own)
    return Counts(right, len(own) - right, len(others) - right)
