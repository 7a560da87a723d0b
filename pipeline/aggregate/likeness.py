"""Texts put together where their vectors are all very like each other (complete linkage)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

LEAST = 0.85
"""Least cosine of any two members of a group."""
_ROWS = 1024  # compared at a time: bounds the memory
_DIGITS = 4  # cosines that agree to so many decimals tie, on any machine

Vectors = NDArray[np.float32]


def alike(vectors: Vectors, least: float = LEAST) -> list[list[int]]:
    """Every row number once, in groups of which any two rows have a cosine of `least` or more.

    The most alike are put together first; ties go to the lower row numbers. Rows of no length stand alone.

    Args:
        vectors: shape (n, width), rows of length one or zero.
    """
    edges = sorted(_edges(vectors, least), key=lambda e: (-e[0], e[1], e[2]))
    group = list(range(len(vectors)))
    members = {i: [i] for i in group}
    like_all = {i: {i} for i in group}  # rows that are like every member of a group
    for _, i, j in edges:
        like_all[i].add(j)
        like_all[j].add(i)
    for _, i, j in edges:
        a, b = sorted((group[i], group[j]))
        if a == b or not like_all[a].issuperset(members[b]):
            continue
        for row in members[b]:
            group[row] = a
        members[a] = sorted(members[a] + members.pop(b))
        like_all[a] &= like_all.pop(b)
    return [members[a] for a in sorted(members)]


def _edges(vectors: Vectors, least: float) -> Iterator[tuple[float, int, int]]:
    for start in range(0, len(vectors), _ROWS):
        cosines = (vectors[start : start + _ROWS] @ vectors[start:].T).round(_DIGITS)
        for i, j in np.argwhere(cosines >= least):
            if i < j:
                yield float(cosines[i, j]), start + int(i), start + int(j)
