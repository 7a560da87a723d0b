"""What the front matter of a paper is: values, each with its words, its source and the rule that found it."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.states import FieldSource


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One piece of front matter.

    Attributes:
        field: the column of `papers.csv` it fills (or `contact`, which stands in `paper_fields.csv` alone).
        value: normalised (an ISO date of known precision, a code, a folded title).
        words: as printed; None where the value comes from outside the paper.
        rule: what found it.
        start, end: half-open range of the paper's text, where the words stand there.
    """

    field: str
    value: str
    words: str | None
    source: FieldSource
    rule: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of one paper, in the order of the columns; several authorities are several values."""

    values: tuple[FieldValue, ...]
    warnings: tuple[str, ...] = ()

    def first(self, field: str) -> FieldValue | None:
        """The first value of a field, or None where the paper does not say."""
        return next((value for value in self.values if value.field == field), None)

    def get(self, field: str) -> str | None:
        """The first value's text of a field, or None where the paper does not say."""
        found = self.first(field)
        return found.value if found else None
