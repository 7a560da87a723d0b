"""Paragraphs and tables to drafts: what is a heading, a list item, a paragraph; how deep a list is nested."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ingest.assemble import BlockKind, Draft, Piece
from pipeline.ingest.markers import Marker, MarkerKind, split_marker
from pipeline.ingest.styled.model import Cell, Flow, Grid, Para
from pipeline.ingest.styled.tables import opened
from pipeline.ingest.text.headings import find_headings
from pipeline.ingest.text.joining import Unit, sequences
from pipeline.ingest.text.layout import goes_on
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.vocabulary import WORDS
from pipeline.ingest.text.wording import ends_sentence, folded, is_caps, is_division, is_label

_LONGEST = 22  # words in a heading that is only set in bold
_UNDERLINED = 14  # words in an underlined heading
_LARGER, _TITLE = 1.12, 1.3  # of the usual type size: a heading, a title
_SENTENCE = 6  # words: what is longer and ends with a full stop is a sentence
_LOWEST = 6  # level of a heading within a cell
_DIGITS = re.compile(r"\d+")
_NONE = Marker("", "", "", MarkerKind.NONE)


@dataclass(slots=True)
class _Item:
    """One printed paragraph: its marker, its words, and what the file says of it."""

    para: Para
    marker: Marker
    pieces: list[str]

    @property
    def text(self) -> str:
        return " ".join(self.pieces)


class _Depths:
    """Nesting of list items, from 0: a style of marker seen further out closes the lists within."""

    def __init__(self) -> None:
        self._styles: list[tuple[str, int]] = []

    def heading(self) -> None:
        """A heading or table ends all lists."""
        self._styles.clear()

    def words(self) -> None:
        """Words between items end a list of bullets, not one of numbers."""
        self._styles = [style for style in self._styles if style[0] != MarkerKind.BULLET.value]

    def of(self, marker: Marker, declared: int | None) -> int:
        """Depth of the next item; `declared` is the nesting that the file tells, None of a typed marker."""
        number, printed = marker.number.split("(")[0], marker.marker
        if number != marker.number:  # of "1. (1)" the outer number counts
            printed = printed.split("(")[0].rstrip()
        shape = f"{printed.replace(number, '#')}{number.count('.')}" if number else ""
        style = (f"{marker.kind.value}{shape}", 0 if number else declared or 0)
        if style in self._styles:
            depth = self._styles.index(style)
            del self._styles[depth + 1 :]
            return depth
        if declared is not None:
            self._styles = [s for s in self._styles if s[0] != MarkerKind.BULLET.value or s[1] < declared]
        self._styles.append(style)
        return len(self._styles) - 1


def make_drafts(flow: Flow) -> list[Draft]:
    """Drafts of a document's blocks, in reading order. Tables that are only layout give their contents."""
    items = _items(opened(flow))
    levels = _levels(items)
    drafts: list[Draft] = []
    depths = _Depths()
    for i, item in enumerate(items):
        if isinstance(item, Grid):
            depths.heading()
            drafts.append(Draft(BlockKind.TABLE, children=[_cell(cell) for cell in item.cells]))
        elif i in levels:
            depths.heading()
            drafts.append(_leaf(item, BlockKind.HEADING, levels[i]))
        else:
            drafts.append(_plain(item, depths))
    return drafts


def _items(parts: Sequence[Para | Grid]) -> list[_Item | Grid]:
    items: list[_Item | Grid] = []
    typed: list[tuple[int, TextLine]] = []
    for part in parts:
        if isinstance(part, Grid):
            items.append(part)
            continue
        for shown in _lines(part):
            if shown.marker.kind is MarkerKind.NONE:
                typed.append((len(items), TextLine(shown.pieces[0])))
            items.append(shown)
    accepted = sequences([line for _, line in typed])
    for n, (i, line) in enumerate(typed):
        item = items[i]
        marker = line.marker
        if isinstance(item, _Item) and (marker.sure or n in accepted or item.para.level):
            _mark(item, marker)
    return items


def _mark(item: _Item, marker: Marker) -> None:
    if marker.kind is MarkerKind.NONE or (not marker.number and not marker.rest):
        return
    item.marker = marker
    item.pieces[:1] = [marker.rest] if marker.rest else []


def _lines(para: Para) -> list[_Item]:
    """A paragraph cut at hard line breaks; not within a heading, nor where a sentence runs on."""
    items: list[_Item] = []
    marker = para.marker
    for line in para.lines:
        text = line.strip()
        if not text:
            continue
        if items and (para.level or _runs_on(items[-1].pieces[-1], text)):
            items[-1].pieces.append(text)
        else:
            items.append(_Item(para, (marker or _NONE) if not items else _NONE, [text]))
    if not items and marker and marker.number:
        items.append(_Item(para, marker, []))
    return items


def _runs_on(before: str, text: str) -> bool:
    if ends_sentence(before):
        return False
    return goes_on(TextLine(text)) or before.rsplit(maxsplit=1)[-1].lower() in WORDS.connecting


def _levels(items: Sequence[_Item | Grid]) -> dict[int, int]:
    """Levels of headings: as marked; else as in plain text, but by their looks alone only where none is marked."""
    plain = [item for item in items if isinstance(item, _Item)]
    heavy = sum(len(item.text) for item in plain if item.para.bold)
    all_bold = 2 * heavy > sum(len(item.text) for item in plain)
    usual = _usual_size(plain)
    units: list[Unit | None] = []
    for item in items:
        if isinstance(item, Grid):
            units.append(None)
            continue
        text = item.text
        level, bold = item.para.level, item.para.bold and not all_bold
        if not level and _is_title(item, usual):
            level = 1 if item.para.size >= _TITLE * usual else 2
        if item.para.underlined and len(text.split()) <= _UNDERLINED:
            bold = True
        line = TextLine(text, level=level, bold=bold and len(text.split()) <= _LONGEST, gap=1)
        units.append(Unit(item.marker, line, [Piece(p) for p in item.pieces], len(text), apart=not item.pieces))
    levels = find_headings(units)  # as in plain text, where looks alone must do
    marked = any(unit and (unit.first.level or (unit.first.bold and i in levels)) for i, unit in enumerate(units))
    if marked:
        for i, unit in enumerate(units):
            if unit and i in levels and not _shown(unit, units[i + 1 : i + 2]):
                unit.apart = True
        levels = find_headings(units)
    _deepen(levels, units)
    return levels


def _deepen(levels: dict[int, int], units: Sequence[Unit | None]) -> None:
    """Put headings that are only set in bold under the marked ones before them; like ones on one level."""
    last = 0
    known: dict[str, int] = {}
    for i in levels:
        unit = units[i]
        if unit is None:
            continue
        key = _DIGITS.sub("#", folded(unit.text))
        if unit.first.level:
            if not unit.marker.number:
                levels[i] = unit.first.level
            last = levels[i]
        elif last and is_label(unit.text):
            levels[i] = min(max(levels[i], last + 1), _LOWEST)
        elif last and unit.first.bold and not unit.marker.number:
            levels[i] = known.get(key) or min(last + 1, _LOWEST)
        if "#" in key:
            known.setdefault(key, levels[i])


def _usual_size(items: Sequence[_Item]) -> float:
    """The type size in which most of the text is set, in points; 0 where sizes are not known."""
    sizes: Counter[float] = Counter()
    for item in items:
        sizes[item.para.size] += len(item.text)
    return max(sizes.items(), key=lambda entry: (entry[1], entry[0]))[0] if sizes else 0


def _is_title(item: _Item, usual: float) -> bool:
    """Whether a short line is set larger than the text."""
    if not usual or item.para.size < _LARGER * usual or item.marker.kind is MarkerKind.BULLET:
        return False
    words, letters = len(item.text.split()), sum(map(str.isalpha, item.text))
    if item.text.endswith((";", ",")) or (item.text.endswith(".") and words > _SENTENCE):
        return False
    return words <= _LONGEST and (letters > 2 or words > 1)


def _shown(unit: Unit, following: Sequence[Unit | None]) -> bool:
    """Whether a heading shows itself by more than its place between paragraphs."""
    text, number = unit.text, unit.marker.number
    opens = number and any(after and after.marker.number.startswith(f"{number}.") for after in following)
    return bool(
        unit.first.level
        or unit.first.bold
        or opens
        or is_caps(text)
        or is_label(text)
        or is_division(text)
        or folded(text) in WORDS.headings
    )


def _plain(item: _Item, depths: _Depths) -> Draft:
    if item.marker.kind is MarkerKind.NONE:
        depths.words()
        return _leaf(item, BlockKind.PARAGRAPH, 0)
    declared = item.para.depth if item.para.marker else None
    return _leaf(item, BlockKind.LIST_ITEM, depths.of(item.marker, declared))


def _leaf(item: _Item, kind: BlockKind, level: int) -> Draft:
    pieces = [Piece(text) for text in item.pieces]
    return Draft(kind, pieces, level, item.marker.number, item.marker.marker, item.para.bold)


def _cell(cell: Cell) -> Draft:
    items = [item for para in cell.paras for item in _lines(para)]
    bold = bool(items) and all(item.para.bold for item in items)
    depths = _Depths()
    children: list[Draft] = []
    for i, item in enumerate(items):
        if item.marker.kind is MarkerKind.NONE:
            marker = split_marker(item.text)
            if marker.sure and marker.rest:
                _mark(item, split_marker(item.pieces[0]))
        if not item.pieces:  # a number alone is what the cell says
            item.pieces, item.marker = [item.marker.marker], _NONE
        if level := _level_in_cell(cell, item, all_bold=bold, last=i == len(items) - 1):
            depths.heading()
            children.append(_leaf(item, BlockKind.HEADING, level))
        else:
            children.append(_plain(item, depths))
    return Draft(
        BlockKind.CELL,
        row=cell.row,
        column=cell.column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        header=cell.header,
        bold=bold,
        children=children,
    )


def _level_in_cell(cell: Cell, item: _Item, *, all_bold: bool, last: bool) -> int:
    """Level of a heading in a cell, above words of the same cell; else 0."""
    if last or cell.header or item.marker.kind is MarkerKind.BULLET or len(item.text.split()) > _LONGEST:
        return 0
    if item.para.level:
        return item.para.level
    if item.marker.kind is not MarkerKind.NONE:
        return 0
    return _LOWEST if is_label(item.text) or (item.para.bold and not all_bold) else 0
