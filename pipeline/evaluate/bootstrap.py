"""Bootstrap intervals: how far a figure would move with other papers of the same kind."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.evaluate.counts import DIGITS, Counts
from pipeline.evaluate.paper import PaperScore
from pipeline.evaluate.sources import KINDS

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A percentile interval: of `draws` resamples, the middle `level` lie from `low` to `high`."""

    low: float
    high: float
    level: float
    draws: int


def intervals(scores: Sequence[PaperScore], draws: int, seed: int = 0) -> dict[str, Interval]:
    """Intervals of the relaxed F1 of each kind (`priorities`, ...) and of their mean (`mean_f1`).

    Whole papers are drawn with replacement, since the records of one paper stand or fall together (percentile
    bootstrap: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).

    Args:
        draws: number of resamples; 1,000 is customary.
        seed: the same seed and scores give the same intervals.

    Raises:
        ValueError: no scores, or `draws` is below 1.
    """
    if not scores or draws < 1:
        raise ValueError("a bootstrap needs at least one paper and one draw")
    drawn = np.random.default_rng(seed).integers(len(scores), size=(draws, len(scores)))
    f1 = np.stack([_f1(_counts([s.records[kind]["relaxed"] for s in scores])[drawn].sum(axis=1)) for kind in KINDS])
    found = {kind: _interval(f1[k]) for k, kind in enumerate(KINDS)}
    found["mean_f1"] = _interval(f1.mean(axis=0))
    return found


def _counts(counts: Sequence[Counts]) -> NDArray[np.int64]:
    return np.array([(c.tp, c.fp, c.fn) for c in counts], dtype=np.int64)


def _f1(sums: NDArray[np.int64]) -> NDArray[np.float64]:
    """F1 of rows of (tp, fp, fn); 0 where all are 0."""
    tp, fp, fn = sums.T
    size = 2 * tp + fp + fn
    f1: NDArray[np.float64] = np.divide(2.0 * tp, size, out=np.zeros(len(sums)), where=size > 0)
    return f1


def _interval(figures: NDArray[np.float64]) -> Interval:
    low, high = np.quantile(figures, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(round(float(low), DIGITS), round(float(high), DIGITS), LEVEL, len(figures))
