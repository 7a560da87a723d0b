"""What the rules of front matter look at: units, labels and where their values stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from pipeline.extract.front_matter.model import FieldValue
from pipeline.extract.front_matter.plain import all_labels
from pipeline.extract.front_matter.units import Labelled, Unit, units_of
from pipeline.extract.front_matter.values import Range, Values
from pipeline.extract.front_matter.words import fold
from pipeline.extract.sections import Sections
from schemas.paper import BlockKind, Paper
from schemas.states import FieldSource

OPENING_UNITS = 16
"""Units in which a paper says what it is."""
_OPENING_LENGTH = 2500
_LISTED_WORDS = 25
_ATTENDANCE_UNITS = 40
_SHORT_LINE = 40
_CALLED_UNITS = 3
_CALLED_WORDS = 20
_NOTES = re.compile(
    r"\bminutes\s*$|\b(?:summary|action|meeting)\s+notes?\b|\b(?:minutes|notes?)\s+(?:of|from)\b", re.IGNORECASE
)
"""How papers of a meeting are called: "Summary note", "NOTE OF EVIDENCE SESSION 2", "notes of third meeting"."""
_GREETING_UNITS = 25
_GREETING = re.compile(r"Dear\s+(?:[A-Z][\w.]*\s*){1,5},?\s*$")
_AREA = re.compile(r"\b(?:the|our|this)\s+(?P<area>Borough|County|District|City|Island)\b(?!\s+(?:Council|and|of\b))")
_ATTENDED = re.compile(
    r"(?:also\s+)?(?:present|in\s+attendance|attendees|attendance|apologies)\b[^.]{0,40}?(?::|\Z|for\s+absence)",
    re.IGNORECASE,
)


class Front:
    """A paper with its units and labels; made once a paper."""

    def __init__(self, paper: Paper, sections: Sections) -> None:
        self.paper = paper
        self.sections = sections
        self.units: tuple[Unit, ...] = units_of(paper, sections)
        self.found: tuple[Labelled, ...] = all_labels(paper, self.units)
        self.values = Values(paper, self.units, self.found)
        self.labelled = frozenset(label.unit for label in self.found)
        self._texts: dict[Range, str] = {}

    def of(self, field: str) -> Iterator[Labelled]:
        """The labels that name a field, in reading order."""
        return (label for label in self.found if label.entry.field == field)

    def text(self, span: Range) -> str:
        """The words of a range, white space folded."""
        if span not in self._texts:
            self._texts[span] = " ".join(self.paper.text[span[0] : span[1]].split())
        return self._texts[span]

    def unit_text(self, unit: Unit) -> str:
        """The words of a unit, white space folded."""
        return self.text((unit.start, unit.end))

    @cached_property
    def front_units(self) -> tuple[int, ...]:
        """Numbers of the units that stand before the body."""
        return tuple(n for n, unit in enumerate(self.units) if unit.front)

    @cached_property
    def attended(self) -> bool:
        """Whether the paper lists who attended, as the minutes of a whole meeting do."""
        return any(_ATTENDED.match(self.paper.text, u.start, u.end) for u in self.units[:_ATTENDANCE_UNITS])

    @cached_property
    def called_notes(self) -> bool:
        """Whether the paper calls itself the notes or the minutes of a meeting, at its top."""
        opened = [self.unit_text(unit) for unit in self.units[:_CALLED_UNITS]]
        named = (_NOTES.match(text) or (len(text.split()) <= _CALLED_WORDS and _NOTES.search(text)) for text in opened)
        return any(named)

    @property
    def tells_of_meeting(self) -> bool:
        """Whether the paper is of a meeting that was held: it lists who attended, or calls itself its notes."""
        return self.attended or self.called_notes

    @cached_property
    def opening(self) -> tuple[Range, ...]:
        """The first paragraphs, headings and recommendations; not the short numbered lines of an agenda."""
        found = []
        # Cells of a table of labels are passed over in the count: the paper's own words begin behind them.
        behind = (unit for unit in self.units[OPENING_UNITS:] if unit.cell < 0)
        in_tables = sum(unit.cell >= 0 for unit in self.units[:OPENING_UNITS])
        for unit in (*self.units[:OPENING_UNITS], *islice(behind, in_tables)):
            block, text = self.paper.blocks[unit.block], self.unit_text(unit)
            numbered = block.kind is BlockKind.LIST_ITEM and block.number
            listed = numbered and len(text.split()) <= _LISTED_WORDS and not text.startswith(("That ", "To "))
            if unit.start < _OPENING_LENGTH and not listed:
                found.append((unit.start, unit.end))
        return tuple(found)

    @cached_property
    def short_lines(self) -> tuple[tuple[str, Unit], ...]:
        """Units of a few words, folded: among them the labels that web sites and forms print alone on a line."""
        short = (unit for unit in self.units if unit.end - unit.start < _SHORT_LINE)
        return tuple((fold(self.paper.text[unit.start : unit.end]), unit) for unit in short)

    @cached_property
    def short_words(self) -> frozenset[str]:
        """The words of all short lines."""
        return frozenset(words for words, _ in self.short_lines)

    @cached_property
    def areas(self) -> Counter[str]:
        """What the paper calls its area ("the District", "our City"), by word."""
        return Counter(match["area"] for match in _AREA.finditer(self.paper.text))

    @cached_property
    def starts(self) -> list[int]:
        """Offsets at which the units start."""
        return [unit.start for unit in self.units]

    def lines(self, unit: Unit) -> tuple[Range, ...]:
        """The printed lines of a unit; the unit itself where the format has no lines."""
        found = [
            (max(line.start, unit.start), min(line.end, unit.end)) for line in self.paper.lines_of(unit.start, unit.end)
        ]
        return tuple(span for span in found if span[0] < span[1]) or ((unit.start, unit.end),)

    @cached_property
    def greeting(self) -> int:
        """Number of the unit below the one that greets somebody ("Dear Councillor"), as in a letter; else 0."""
        opened = enumerate(self.units[:_GREETING_UNITS], 1)
        return next((n for n, unit in opened if _GREETING.match(self.paper.text, unit.start, unit.end)), 0)

    @property
    def is_letter(self) -> bool:
        """Whether the paper greets somebody near its top."""
        return self.greeting > 0

    def lines_before_labels(self, number: int) -> tuple[Range, ...]:
        """The printed lines of a unit up to its first label; none where a label opens it."""
        unit = self.units[number]
        stop = min((label.start for label in self.found if label.unit == number), default=unit.end)
        return tuple((start, min(end, stop)) for start, end in self.lines(unit) if start < stop)

    def value(self, field: str, value: str, span: Range, rule: str) -> FieldValue:
        """A value found in the paper at `span`."""
        return FieldValue(field, value, self.paper.text[span[0] : span[1]], FieldSource.PAPER, rule, *span)
