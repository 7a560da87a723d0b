"""How good confidences are: whether of the records with 0.8, eight in ten are right, and those with more, more."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

BANDS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Edges of the bands of the reliability table."""


@dataclass(frozen=True, slots=True)
class Band:
    """Records whose confidence lies in a band: how many, its mean, and the share that was right."""

    low: float
    high: float
    records: int
    mean: float
    right: float


@dataclass(frozen=True, slots=True)
class Quality:
    """How good confidences are.

    Attributes:
        right: share of the records that is right.
        brier, constant: mean squared error of the confidence, and of a constant in its place.
        error: expected calibration error over `bands`, weighted by their records.
    """

    records: int
    right: float
    brier: float
    constant: float
    error: float
    bands: tuple[Band, ...]


def quality_of(judged: Sequence[tuple[bool, float, float]]) -> Quality:
    """Quality over records, each with whether it is right, its confidence and the constant; there must be some."""
    n = len(judged)
    bands = []
    for low, high in pairwise(BANDS):
        own = [(right, p) for right, p, _ in judged if low <= p < high or p == high == BANDS[-1]]
        if own:
            bands.append(
                Band(low, high, len(own), sum(p for _, p in own) / len(own), sum(r for r, _ in own) / len(own))
            )
    return Quality(
        records=n,
        right=sum(right for right, _, _ in judged) / n,
        brier=sum((p - right) ** 2 for right, p, _ in judged) / n,
        constant=sum((c - right) ** 2 for right, _, c in judged) / n,
        error=sum(band.records * abs(band.mean - band.right) for band in bands) / n,
        bands=tuple(bands),
    )
