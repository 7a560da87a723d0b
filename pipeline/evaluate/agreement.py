"""How far two annotators agree: the ceiling for any score against the annotations of one."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.evaluate.counts import DIGITS, Counts, total
from pipeline.evaluate.match import RELAXED, STRICT, candidates, one_to_one
from pipeline.evaluate.sources import KINDS, EvaluationError
from schemas.annotation import Annotation, GoldAction, GoldPriority, GoldProgress

Label = TypeVar("Label", bound=Hashable)

_Gold = GoldPriority | GoldAction | GoldProgress


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
    disagreeing = 0.0
    labels: Counter[Label] = Counter()
    for unit in units:
        if len(unit) < 2:
            continue
        labels.update(unit)
        same = sum(count * (count - 1) for count in Counter(unit).values())  # ordered pairs of like labels
        disagreeing += len(unit) - same / (len(unit) - 1)
    n = labels.total()
    by_chance = n * n - sum(count * count for count in labels.values())
    if not by_chance:
        return None
    return 1 - (n - 1) * disagreeing / by_chance


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


@dataclass(frozen=True)
class Agreement:
    """Agreement of two annotators over the papers that both annotated.

    Attributes:
        papers: names of those papers.
        records: by kind and mode (relaxed, strict), counts of the second annotator against the first, optional
            records included; F1 is the same either way.
        status: alpha of the first-named status, by kind, over the records that both have.
        themes: alpha of "carries the theme", over all themes used and the priorities and actions that both have.
        only_one: papers that one of them alone annotated.
    """

    papers: tuple[str, ...]
    records: dict[str, dict[str, Counts]]
    status: dict[str, float | None]
    themes: float | None
    only_one: tuple[str, ...] = ()


def agreement(one: Sequence[Annotation], other: Sequence[Annotation]) -> Agreement:
    """Compares two annotators' annotations of the same papers, found by their names.

    Raises:
        EvaluationError: they have no paper in common.
    """
    first, second = {a.paper: a for a in one}, {a.paper: a for a in other}
    papers = sorted(first.keys() & second.keys())
    if not papers:
        raise EvaluationError("The two sets of annotations have no paper in common; papers go by their `paper`.")
    counts: dict[str, dict[str, list[Counts]]] = {kind: {"relaxed": [], "strict": []} for kind in KINDS}
    statuses: dict[str, list[tuple[str, str]]] = {"actions": [], "progress": []}
    themes: list[tuple[frozenset[str], frozenset[str]]] = []
    for paper in papers:
        a_records, b_records = _records(first[paper]), _records(second[paper])
        for kind in KINDS:
            a, b = a_records[kind], b_records[kind]
            ordered = candidates([r.text for r in b], [r.text for r in a])
            for mode, floor in (("strict", STRICT), ("relaxed", RELAXED)):
                pairs = one_to_one(ordered, floor)
                counts[kind][mode].append(Counts(len(pairs), len(b) - len(pairs), len(a) - len(pairs)))
            for i, j in pairs:  # the relaxed ones
                x, y = a[j], b[i]
                if not isinstance(x, GoldPriority) and not isinstance(y, GoldPriority) and x.status and y.status:
                    statuses[kind].append((x.status[0], y.status[0]))
                if not isinstance(x, GoldProgress) and not isinstance(y, GoldProgress):
                    themes.append((frozenset(x.themes), frozenset(y.themes)))
    used = sorted({theme for pair in themes for own in pair for theme in own})
    return Agreement(
        papers=tuple(papers),
        records={kind: {mode: total(own) for mode, own in modes.items()} for kind, modes in counts.items()},
        status={kind: _rounded(alpha(pairs)) for kind, pairs in statuses.items()},
        themes=_rounded(alpha((theme in a, theme in b) for a, b in themes for theme in used)),
        only_one=tuple(sorted(first.keys() ^ second.keys())),
    )


def _records(annotation: Annotation) -> Mapping[str, Sequence[_Gold]]:
    return {"priorities": annotation.priorities, "actions": annotation.actions, "progress": annotation.progress}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
