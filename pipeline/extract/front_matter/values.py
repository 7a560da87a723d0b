"""Where the value of a label stands: behind it, in the next cell, in the cell below, or on the next lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.front_matter.units import Labelled, Unit
from pipeline.extract.front_matter.vocabulary import offices
from pipeline.extract.front_matter.words import key
from schemas.paper import Block, BlockKind, Paper

Range = tuple[int, int]
_MORE = {"title": 2, "report_of": 3}
"""How many unlabelled units may continue a value, by field."""
_UNKNOWN_LABEL = re.compile(
    r"[A-Z][\w()/’'-]*(?:\s+[\w()/’'-]+){0,5}?\s*\b(?:by|officer|member|director|date|number|no|ref|reference|holder|lead|contact)"
    r"(?:\(s\))?\s*:",
    re.IGNORECASE,
)
_SENTENCE = 6
_LONG_LINE = 25
"""Words: a unit of more is a paragraph and continues no value."""


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith(".") and text[:1].isupper() and len(text.split()) >= _SENTENCE


class Values:
    """Finds the ranges of values; made once a paper."""

    def __init__(self, paper: Paper, units: Sequence[Unit], found: Sequence[Labelled]) -> None:
        self.paper = paper
        self.units = units
        self.found = found
        self.labelled = {label.unit for label in found}
        self.named = {label.unit for label in found if label.entry.field != "other"}
        self.of_cell: dict[int, list[int]] = {}
        for number, unit in enumerate(units):
            if unit.cell >= 0:
                self.of_cell.setdefault(unit.cell, []).append(number)

    def ranges(self, label: Labelled) -> tuple[Range, ...]:
        """The ranges that hold a label's value, in order; empty where nothing stands there."""
        behind = self._trim(label.value, label.end)
        unit = self.units[label.unit]
        last = self._last_of_unit(label)
        if behind:
            return (behind, *(self._more(label, unit) if last else ()))
        if not last:
            return ()
        if unit.cell >= 0:
            return self._in_table(label, unit)
        return self._below(label)

    def _trim(self, start: int, end: int) -> Range | None:
        text = self.paper.text
        while start < end and (text[start].isspace() or text[start] in "*_:–—-."):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in "*_"):
            end -= 1
        return (start, end) if any(c.isalnum() for c in text[start:end]) else None

    def _last_of_unit(self, label: Labelled) -> bool:
        return label.end == self.units[label.unit].end

    def _free(self, number: int) -> bool:
        """Whether a unit exists, stands in the front and holds no label."""
        return number < len(self.units) and self.units[number].front and number not in self.labelled

    def _short(self, number: int) -> bool:
        unit = self.units[number]
        return len(self.paper.text[unit.start : unit.end].split()) <= _LONG_LINE

    def _more(self, label: Labelled, unit: Unit) -> tuple[Range, ...]:
        """Lines that continue a value that began on the label's line: those up to the next label."""
        limit = _MORE.get(label.entry.field, 0)
        numbers: list[int] = []
        at = label.unit + 1
        while len(numbers) < limit and self._free(at) and self._short(at) and self.units[at].cell == unit.cell:
            numbers.append(at)
            at += 1
        same_cell = unit.cell >= 0 and not (at < len(self.units) and self.units[at].cell == unit.cell)
        closed = at in self.labelled or same_cell
        if any(_UNKNOWN_LABEL.match(self.paper.text, self.units[n].start, self.units[n].end) for n in numbers):
            return ()
        if label.entry.field == "title" and any(
            _is_sentence(self.paper.text[self.units[n].start : self.units[n].end]) for n in numbers
        ):
            return ()
        if label.entry.field == "report_of" and not self._reporters(label, numbers):
            return ()
        if not numbers or not closed or any(self.units[n].heading and not unit.heading for n in numbers):
            return ()
        return tuple((self.units[n].start, self.units[n].end) for n in numbers)

    def _reporters(self, label: Labelled, numbers: Sequence[int]) -> bool:
        """Whether lines go on with who reports: the line before is not done, or each names an office."""
        if (
            self.paper.text[label.value : label.end]
            .rstrip()
            .casefold()
            .endswith((",", "&", "/", " and", " of", " for"))
        ):
            return True
        return all(offices() & set(key(self.paper.text[self.units[n].start : self.units[n].end])) for n in numbers)

    def _below(self, label: Labelled) -> tuple[Range, ...]:
        """The next line, or more of them for a title, where the label stands alone on its line."""
        at = label.unit + 1
        if not (label.unit + 1 < len(self.units) and at not in self.labelled and self._short(at)):
            return ()
        if self.units[label.unit].front and not self.units[at].front:
            return ()
        numbers = [at]
        limit = _MORE.get(label.entry.field, 0)
        while len(numbers) < limit and self._free(numbers[-1] + 1) and self._short(numbers[-1] + 1):
            numbers.append(numbers[-1] + 1)
        if len(numbers) > 1 and numbers[-1] + 1 not in self.labelled:
            numbers = numbers[:1]
        return tuple((self.units[n].start, self.units[n].end) for n in numbers)

    def _in_table(self, label: Labelled, unit: Unit) -> tuple[Range, ...]:
        """The rest of the label's cell, else the next cell of its row, else the cell below it."""
        own = self.of_cell[unit.cell]
        rest = own[own.index(label.unit) + 1 :]
        if rest:
            taken = []
            for number in rest:
                if number in self.labelled:
                    break
                taken.append(number)
            return tuple((self.units[n].start, self.units[n].end) for n in taken)
        cell = self.paper.blocks[unit.cell]
        right, under = self._right(cell), self._under(cell)
        if under is not None and self._goes_on(self.paper.blocks[under]):
            under = None  # the label heads a column of many values
        for other in right, under:
            numbers = self.of_cell.get(other, []) if other is not None else []
            if other is not None and numbers and numbers[0] not in self.labelled:
                own = [n for n in numbers if n not in self.labelled]
                if label.entry.field in _MORE:
                    own += self._rows_below(self.paper.blocks[other])
                return tuple((self.units[n].start, self.units[n].end) for n in own)
        return ()

    def _cells(self, cell: Block) -> list[tuple[int, Block]]:
        """The cells of the table that a cell belongs to."""
        siblings = self.paper.children(cell.parent) if cell.parent >= 0 else ()
        return [(i, self.paper.blocks[i]) for i in siblings if self.paper.blocks[i].kind is BlockKind.CELL]

    def _right(self, cell: Block) -> int | None:
        after = [(b.column, i) for i, b in self._cells(cell) if b.row == cell.row and b.column > cell.column]
        with_words = [(column, i) for column, i in sorted(after) if i in self.of_cell]
        return with_words[0][1] if with_words else None

    def _rows_below(self, value: Block) -> list[int]:
        """Units of the rows below a value that have words in its column alone: they continue it."""
        found: list[int] = []
        cells = self._cells(value)
        for row in range(value.row + value.row_span, value.row + value.row_span + 2):
            filled = [(i, b) for i, b in cells if b.row == row and i in self.of_cell]
            if len(filled) != 1 or filled[0][1].column != value.column or value.column == 0:
                break
            numbers = self.of_cell[filled[0][0]]
            if any(n in self.labelled or not self._short(n) for n in numbers):
                break
            found += numbers
        return found

    def _goes_on(self, cell: Block) -> bool:
        """Whether a value stands below the value, in the same column, in a row that has no labels of fields."""
        below = self._under(cell)
        if below is None or below not in self.of_cell:
            return False
        row = self.paper.blocks[below].row
        in_row = (self.of_cell.get(i, []) for i, b in self._cells(cell) if b.row == row)
        return not any(n in self.named for numbers in in_row for n in numbers)

    def _under(self, cell: Block) -> int | None:
        row = cell.row + cell.row_span
        return next((i for i, b in self._cells(cell) if b.row == row and b.column == cell.column), None)
