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


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of one run less that of another, with its interval; 0 outside of it is hardly chance."""

    value: float
    interval: Interval


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
    drawn = _drawn(len(scores), draws, seed)
    return {name: _interval(f1) for name, f1 in _figures(scores, drawn).items()}


def differences(
    scores: Sequence[PaperScore], other: Sequence[PaperScore], draws: int, seed: int = 0
) -> dict[str, Difference]:
    """How much better `scores` are than those of another run on the same papers, by the figures of `intervals`.

    Both runs are scored on the same draws of papers, so that a hard paper is hard for both (paired bootstrap:
    Berg-Kirkpatrick, Burkett and Klein 2012, "An Empirical Investigation of Statistical Significance in NLP").

    Raises:
        ValueError: as `intervals`, or the papers are not the same in the same order.
    """
    if [s.paper for s in scores] != [s.paper for s in other]:
        raise ValueError("the two runs are not scored on the same papers")
    drawn = _drawn(len(scores), draws, seed)
    all_once = np.arange(len(scores))[np.newaxis]
    own, others = _figures(scores, drawn), _figures(other, drawn)
    own_now, others_now = _figures(scores, all_once), _figures(other, all_once)
    return {
        name: Difference(round(float(own_now[name][0] - others_now[name][0]), DIGITS), _interval(f1 - others[name]))
        for name, f1 in own.items()
    }


def _drawn(papers: int, draws: int, seed: int) -> NDArray[np.int64]:
    if not papers or draws < 1:
        raise ValueError("a bootstrap needs at least one paper and one draw")
    return np.random.default_rng(seed).integers(papers, size=(draws, papers))


def _figures(scores: Sequence[PaperScore], drawn: NDArray[np.int64]) -> dict[str, NDArray[np.float64]]:
    """Relaxed F1 of each kind and their mean, for each draw (a row of indices of papers)."""
    f1 = {kind: _f1(_counts([s.records[kind]["relaxed"] for s in scores])[drawn].sum(axis=1)) for kind in KINDS}
    return {**f1, "mean_f1": np.mean(list(f1.values()), axis=0)}


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
