"""Bootstrap intervals: how far a figure would move with other papers of the same kind."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.evaluate.counts import DIGITS, Counts
from pipeline.evaluate.paper import PaperScore
from pipeline.evaluate.sources import KINDS
from schemas.states import Status

LEVEL = 0.95

Floats = NDArray[np.float64]


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
    """Intervals of all figures by the names of `pipeline.evaluate.figures`; none where no draw has the figure.

    Whole papers are drawn with replacement, since the records of one paper stand or fall together (percentile
    bootstrap: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13). Draws without a figure (of
    a field that none of their papers state) are passed over.

    Args:
        draws: number of resamples; 1,000 is customary.
        seed: the same seed and scores give the same intervals.

    Raises:
        ValueError: no scores, or `draws` is below 1.
    """
    found = _figures(scores, drawn(len(scores), draws, seed))
    made = {name: interval(figures) for name, figures in found.items()}
    return {name: own for name, own in made.items() if own}


def differences(
    scores: Sequence[PaperScore], other: Sequence[PaperScore], draws: int, seed: int = 0
) -> dict[str, Difference]:
    """How much better `scores` are than those of another run on the same papers: relaxed F1 of each kind, `mean_f1`.

    Both runs are scored on the same draws of papers, so that a hard paper is hard for both (paired bootstrap:
    Berg-Kirkpatrick, Burkett and Klein 2012, "An Empirical Investigation of Statistical Significance in NLP").

    Raises:
        ValueError: as `intervals`, or the papers are not the same in the same order.
    """
    if [s.paper for s in scores] != [s.paper for s in other]:
        raise ValueError("the two runs are not scored on the same papers")
    weights = drawn(len(scores), draws, seed)
    once = np.ones((1, len(scores)))
    found = {}
    for name in (*KINDS, "mean_f1"):
        own_now, others_now = (np.nan_to_num(_records(s, once)[name]) for s in (scores, other))
        own, others = (np.nan_to_num(_records(s, weights)[name]) for s in (scores, other))
        of = interval(own - others)
        if of:
            found[name] = Difference(round(float(own_now[0] - others_now[0]), DIGITS), of)
    return found


def drawn(papers: int, draws: int, seed: int) -> Floats:
    """How often each of a number of papers is drawn: draws × papers, each row adding up to the number of papers.

    Raises:
        ValueError: `papers` or `draws` is below 1.
    """
    if papers < 1 or draws < 1:
        raise ValueError("a bootstrap needs at least one paper and one draw")
    chosen = np.random.default_rng(seed).integers(papers, size=(draws, papers))
    weights = np.zeros((draws, papers))
    np.add.at(weights, (np.arange(draws)[:, np.newaxis], chosen), 1)
    return weights


def interval(figures: Floats) -> Interval | None:
    """The interval of a figure from its value in each draw (NaN: none); None where it has none in any."""
    known = figures[~np.isnan(figures)]
    if not len(known):
        return None
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(round(float(low), DIGITS), round(float(high), DIGITS), LEVEL, len(figures))


def _figures(scores: Sequence[PaperScore], weights: Floats) -> dict[str, Floats]:
    found = _records(scores, weights)
    for kind in KINDS:
        found[f"{kind}.strict"] = _f1([s.records[kind]["strict"] for s in scores], weights)
        found[f"{kind}.whole"] = _f1([s.whole[kind] for s in scores], weights)
        found[f"{kind}.status"] = _macro_f1(scores, weights, kind)
    for name in sorted({name for s in scores for name in s.fields}):
        found[name] = _f1([s.fields.get(name, Counts()) for s in scores], weights)
    found["themes"] = _f1([s.themes for s in scores], weights)
    free = weights @ np.array([[s.false_records, s.pages] if s.record_free else [0, 0] for s in scores])
    found["false_per_10_pages"] = _share(10 * free[:, 0], free[:, 1])
    return found


def _records(scores: Sequence[PaperScore], weights: Floats) -> dict[str, Floats]:
    """Relaxed F1 of each kind, over all papers and by authority, and the means of both over the kinds."""
    groups = dict.fromkeys(s.group for s in scores)
    authorities = [[i for i, s in enumerate(scores) if s.group == group] for group in groups]
    f1, macro = {}, {}
    for kind in KINDS:
        counts = [s.records[kind]["relaxed"] for s in scores]
        f1[kind] = _f1(counts, weights)
        sums = [weights[:, own] @ _array([counts[i] for i in own]) for own in authorities]
        macro[f"{kind}.by_authority"] = _mean(
            [np.where(own[:, 0] + own[:, 2] > 0, np.nan_to_num(_of_sums(own)), np.nan) for own in sums]
        )
    return {
        **f1,
        **macro,
        "mean_f1": np.mean([np.nan_to_num(own) for own in f1.values()], axis=0),
        "mean_f1_by_authority": _mean(list(macro.values())),
    }


def _f1(counts: Sequence[Counts], weights: Floats) -> Floats:
    return _of_sums(weights @ _array(counts))


def _array(counts: Sequence[Counts]) -> Floats:
    return np.array([(c.tp, c.fp, c.fn) for c in counts], dtype=np.float64)


def _of_sums(sums: Floats) -> Floats:
    """F1 of rows of (tp, fp, fn); NaN where all are 0."""
    tp, fp, fn = sums.T
    return _share(2 * tp, 2 * tp + fp + fn)


def _macro_f1(scores: Sequence[PaperScore], weights: Floats, kind: str) -> Floats:
    """Mean F1 of the statuses that the drawn papers' annotations have."""
    known = [status.value for status in Status]
    confused = np.zeros((len(scores), len(known), len(known) + 1))  # wanted × given, the last for no status
    for i, score in enumerate(scores):
        for want, got in score.statuses.get(kind, ()):
            confused[i, known.index(want), known.index(got) if got in known else len(known)] += 1
    sums = np.tensordot(weights, confused, axes=1)
    right = np.einsum("dkk->dk", sums[:, :, : len(known)])
    wanted, given = sums.sum(axis=2), sums.sum(axis=1)[:, : len(known)]
    return _mean(list(np.where(wanted > 0, np.nan_to_num(_share(2 * right, wanted + given)), np.nan).T))


def _share(parts: Floats, wholes: Floats) -> Floats:
    """Quotients; NaN where the whole is 0."""
    shares: Floats = np.divide(parts, wholes, out=np.full(wholes.shape, np.nan), where=wholes > 0)
    return shares


def _mean(figures: Sequence[Floats]) -> Floats:
    """Mean of those of the figures that each draw has; NaN where it has none."""
    rows = np.array(figures)
    known = ~np.isnan(rows)
    return _share(np.where(known, rows, 0.0).sum(axis=0), known.sum(axis=0).astype(np.float64))
