"""How far two annotators agree: the ceiling for any score against the annotations of one."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from pipeline.evaluate.bootstrap import Interval, drawn, interval
from pipeline.evaluate.counts import DIGITS, Counts, total
from pipeline.evaluate.match import RELAXED, STRICT, Pair, candidates, one_to_one
from pipeline.evaluate.sources import KINDS, EvaluationError
from pipeline.evaluate.spans import locate, span_counts
from schemas.annotation import Annotation, GoldAction, GoldPriority, GoldProgress

Label = TypeVar("Label", bound=Hashable)
Floats = NDArray[np.float64]

_Gold = GoldPriority | GoldAction | GoldProgress

MODES = {"relaxed": RELAXED, "strict": STRICT}
"""Least overlap of the words of two annotators' records that are one, by mode."""
LABELS = ("kind", "status", "themes")


def alpha(units: Iterable[Sequence[Label]]) -> float | None:
    """Krippendorff's alpha for nominal labels: 1 is perfect agreement, 0 what chance gives, below 0 worse than that.

    Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: any number of observers,
    nominal data, missing values.

    Args:
        units: for each thing that was judged, the labels that it was given, in any order; a missing judgement is left
            out. Things with fewer than two labels say nothing of agreement and are passed over.

    Returns:
        None where there is nothing to agree on: no pair of labels, or one label throughout.
    """
    units = [list(unit) for unit in units]
    labels = list(dict.fromkeys(label for unit in units for label in unit))
    if not labels:
        return None
    value = float(_alphas(coincidences(units, labels)[np.newaxis])[0])
    return None if np.isnan(value) else value


def coincidences(units: Iterable[Sequence[Label]], labels: Sequence[Label]) -> Floats:
    """Krippendorff's matrix of coincidences: how often each label stands beside each other one, in all units together.

    A unit of m labels adds 1/(m-1) for each ordered pair of them. Matrices of different units add up.
    """
    index = {label: i for i, label in enumerate(labels)}
    found = np.zeros((len(labels), len(labels)))
    for unit in units:
        counts = Counter(index[label] for label in unit)
        if len(unit) > 1:
            for a, times in counts.items():
                for b, others in counts.items():
                    found[a, b] += times * (others - (a == b)) / (len(unit) - 1)
    return found


def _alphas(matrices: Floats) -> Floats:
    """Alpha of each of several matrices of coincidences; NaN where there is nothing to agree on."""
    of_label = matrices.sum(axis=2)
    n = of_label.sum(axis=1)
    disagreeing = n - np.einsum("dkk->d", matrices)
    by_chance = n * n - (of_label * of_label).sum(axis=1)
    found: Floats = 1 - np.divide((n - 1) * disagreeing, by_chance, out=np.full(len(n), np.nan), where=by_chance > 1e-9)
    return found


@dataclass(frozen=True, slots=True)
class AgreementFigure:
    """One figure: F1 of the records of a kind (`actions relaxed`), or alpha of a label (`alpha of status`).

    Attributes:
        of: number of records of both together, or of pairs of labels, that the figure rests on.
    """

    name: str
    value: float | None
    of: int
    interval: Interval | None = None


@dataclass(frozen=True)
class Agreement:
    """Agreement of two annotators over the papers that both annotated.

    Attributes:
        papers: names of those papers.
        records: by kind and mode (relaxed, strict), counts of the second annotator against the first, optional
            records included; F1 is the same either way.
        figures: F1 of the records of each kind and mode, and of the very spans they stand in where the texts are known
            (F1 stands in for kappa, since the number of spans that neither marked is unbounded: Hripcsak and Rothschild
            2005, doi:10.1197/jamia.M1733); alpha of the kind of record, over what both quote, as whatever
            kind; of the first-named status, over the actions and reports that both have; and of "carries the
            theme", over all themes used and the priorities and actions that both have.
        per_paper: the same figures of each paper, without intervals.
        only_one: papers that one of them alone annotated.
    """

    papers: tuple[str, ...]
    records: dict[str, dict[str, Counts]]
    figures: tuple[AgreementFigure, ...]
    per_paper: dict[str, tuple[AgreementFigure, ...]]
    only_one: tuple[str, ...] = ()

    def value(self, name: str) -> float | None:
        """The figure called `name`, over all papers. Raises KeyError where there is none."""
        return {figure.name: figure.value for figure in self.figures}[name]

    def to_json(self) -> dict[str, Any]:
        """A JSON-serialisable form."""

        def form(figures: Iterable[AgreementFigure]) -> dict[str, dict[str, Any]]:
            return {f.name: {name: value for name, value in asdict(f).items() if name != "name"} for f in figures}

        return {
            "papers": list(self.papers),
            "only_one": list(self.only_one),
            "figures": form(self.figures),
            "per_paper": {paper: form(figures) for paper, figures in self.per_paper.items()},
        }


@dataclass
class _Paper:
    """What two annotators made of one paper: counts by kind and mode, and pairs of labels by what they label."""

    counts: dict[str, dict[str, Counts]] = field(default_factory=lambda: defaultdict(dict))
    spans: dict[str, Counts] = field(default_factory=dict)
    labels: dict[str, list[tuple[Hashable, Hashable]]] = field(default_factory=lambda: defaultdict(list))


def agreement(
    one: Sequence[Annotation],
    other: Sequence[Annotation],
    texts: Mapping[str, str] | None = None,
    *,
    draws: int = 0,
    seed: int = 0,
) -> Agreement:
    """Compares two annotators' annotations of the same papers, found by their file names.

    Args:
        texts: the papers' text by file name, where there is one, in which to find the very spans that they quote.
        draws, seed: of the bootstrap over papers; 0 draws for no intervals, and none with a single paper.

    Raises:
        EvaluationError: they have no paper in common.
    """
    first, second = ({Path(a.paper).name: a for a in own} for own in (one, other))
    names = sorted(first.keys() & second.keys())
    if not names:
        raise EvaluationError(
            "The two sets of annotations have no paper in common. Papers go by the file name in their field `paper`."
        )
    papers = [_compared(first[name], second[name], (texts or {}).get(name, "")) for name in names]
    weights = drawn(len(papers), draws, seed) if draws and len(papers) > 1 else None
    return Agreement(
        papers=tuple(names),
        records={kind: {mode: total(p.counts[kind][mode] for p in papers) for mode in MODES} for kind in KINDS},
        figures=tuple(_figures(papers, weights)),
        per_paper={name: tuple(_figures([paper], None)) for name, paper in zip(names, papers, strict=True)},
        only_one=tuple(sorted(first.keys() ^ second.keys())),
    )


def _compared(one: Annotation, other: Annotation, text: str) -> _Paper:
    found = _Paper()
    own, others = _records(one), _records(other)
    for kind in KINDS:
        a, b = own[kind], others[kind]
        ordered = candidates([r.text for r in b], [r.text for r in a])
        pairs: list[Pair] = []
        for mode, floor in sorted(MODES.items(), key=lambda item: -item[1]):
            pairs = one_to_one(ordered, floor)
            found.counts[kind][mode] = Counts(len(pairs), len(b) - len(pairs), len(a) - len(pairs))
        for i, j in pairs:  # the relaxed ones
            _label(found, a[j], b[i])
        found.spans[kind] = span_counts(_spans(text, b), _spans(text, a))
    every, every_other = ([(kind, r.text) for kind in KINDS for r in records[kind]] for records in (own, others))
    ordered = candidates(
        [text for _, text in every_other],
        [text for _, text in every],
        lambda i, j: every_other[i][0] == every[j][0],  # the same words may be an action and a report on it
    )
    found.labels["kind"] = [(every[j][0], every_other[i][0]) for i, j in one_to_one(ordered, RELAXED)]
    return found


def _spans(text: str, records: Iterable[_Gold]) -> list[tuple[int, int]]:
    return [span for record in records if (span := locate(text, record.text))]


def _label(found: _Paper, x: _Gold, y: _Gold) -> None:
    if not isinstance(x, GoldPriority) and not isinstance(y, GoldPriority) and x.status and y.status:
        found.labels["status"].append((x.status[0], y.status[0]))
    if (
        not isinstance(x, GoldProgress)
        and not isinstance(y, GoldProgress)
        and x.states("themes")
        and y.states("themes")
    ):
        found.labels["themes"].append((frozenset(x.themes), frozenset(y.themes)))


def _figures(papers: Sequence[_Paper], weights: Floats | None) -> Iterable[AgreementFigure]:
    """Figures over some papers; `weights`, draws × papers, for intervals."""
    named = {f"{kind} {mode}": [p.counts[kind][mode] for p in papers] for kind in KINDS for mode in MODES}
    named |= {f"{kind} same span": [p.spans[kind] for p in papers] for kind in KINDS}
    for name, counts in named.items():
        both = np.array([(2 * c.tp, 2 * c.tp + c.fp + c.fn) for c in counts], dtype=np.float64)
        of = total(counts)
        spread = None
        if weights is not None:
            shared, size = (weights @ both).T
            spread = interval(np.divide(shared, size, out=np.full(len(size), np.nan), where=size > 0))
        yield AgreementFigure(name, of.f1, 2 * of.tp + of.fp + of.fn, spread)
    for name in LABELS:
        units = [_units(name, p.labels[name]) for p in papers]
        labels = sorted({label for own in units for unit in own for label in unit}, key=str)
        matrices = np.array([coincidences(own, labels) for own in units])
        value = float(_alphas(matrices.sum(axis=0)[np.newaxis])[0])
        spread = interval(_alphas(np.tensordot(weights, matrices, axes=1))) if weights is not None else None
        yield AgreementFigure(
            f"alpha of {name}", None if np.isnan(value) else round(value, DIGITS), sum(map(len, units)), spread
        )


def _units(name: str, pairs: Sequence[tuple[Any, Any]]) -> Sequence[tuple[Hashable, Hashable]]:
    """What is judged: of themes, for each theme that the paper's records have, whether a record carries it."""
    if name != "themes":
        return pairs
    used = sorted({theme for pair in pairs for own in pair for theme in own})
    return [(theme in a, theme in b) for a, b in pairs for theme in used]


def _records(annotation: Annotation) -> Mapping[str, Sequence[_Gold]]:
    return {"priorities": annotation.priorities, "actions": annotation.actions, "progress": annotation.progress}
