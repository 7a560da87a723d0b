"""Counts of what was found, invented and missed, and the figures that follow from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

DIGITS = 3
"""Figures are rounded to this many decimals; a mean is the mean of rounded figures, as printed."""


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives, false negatives.

    The figures are rounded to `DIGITS` decimals, and None where there was nothing to find and nothing was found.
    """

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def any(self) -> bool:
        """Whether there was anything to find, or anything was found."""
        return bool(self.tp + self.fp + self.fn)

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right."""
        return round(self._precision, DIGITS) if self.any else None

    @property
    def recall(self) -> float | None:
        """Share of what there was to find that was found."""
        return round(self._recall, DIGITS) if self.any else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        if not self.any:
            return None
        p, r = self._precision, self._recall
        return round(2 * p * r / (p + r), DIGITS) if p + r else 0.0

    @property
    def _precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def _recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    def to_json(self) -> dict[str, float | int | None]:
        """`p`, `r`, `f1`, `tp`, `fp`, `fn`."""
        figures = {"p": self.precision, "r": self.recall, "f1": self.f1}
        return {**figures, "tp": self.tp, "fp": self.fp, "fn": self.fn}


def total(counts: Iterable[Counts]) -> Counts:
    """Sum of counts (micro average)."""
    return sum(counts, Counts())


def field_counts(stated: bool, given: bool, same: bool) -> Counts:
    """Counts of one value: a wrong one is both invented and missed; a value where none is stated, invented."""
    if not stated:
        return Counts(fp=int(given))
    return Counts(tp=1) if given and same else Counts(fp=int(given), fn=1)


def mean(figures: Sequence[float]) -> float | None:
    """Mean, rounded to `DIGITS`; None of no figures."""
    return round(sum(figures) / len(figures), DIGITS) if figures else None


@dataclass(frozen=True, slots=True)
class StatusScore:
    """Statuses of the matched records.

    Attributes:
        accuracy: share that is acceptable.
        macro_f1: mean F1 over the statuses that occur in the annotations.
        constant: share that the commonest status alone would get.
        of: number of matched records whose status is annotated.
        constant_macro_f1: mean F1 that the commonest status alone would get.
    """

    accuracy: float | None
    macro_f1: float | None
    constant: float | None
    of: int
    constant_macro_f1: float | None = None

    def to_json(self) -> dict[str, float | int | None]:
        """`accuracy`, `macro_f1`, `constant`, `of`."""
        return {"accuracy": self.accuracy, "macro_f1": self.macro_f1, "constant": self.constant, "of": self.of}


def status_score(pairs: Sequence[tuple[str, str]]) -> StatusScore:
    """Score of (status wanted, status given) pairs; where the one given is acceptable, it is the one wanted."""
    if not pairs:
        return StatusScore(None, None, None, 0)
    f1 = []
    wanted = [want for want, _ in pairs]
    for label in sorted(set(wanted)):
        counts = Counts(
            tp=sum(want == got == label for want, got in pairs),
            fp=sum(got == label != want for want, got in pairs),
            fn=sum(want == label != got for want, got in pairs),
        )
        f1.append(counts.f1 or 0.0)
    right = sum(want == got for want, got in pairs)
    commonest = max(wanted.count(label) for label in set(wanted))
    return StatusScore(
        round(right / len(pairs), DIGITS),
        mean(f1),
        round(commonest / len(pairs), DIGITS),
        len(pairs),
        round(2 * commonest / (commonest + len(pairs)) / len(f1), DIGITS),
    )
