"""A page's elements to paragraphs and tables, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.ingest.html.css import Sheet, is_bold
from pipeline.ingest.html.lists import ListCounter, compound
from pipeline.ingest.html.tables import read_grid
from pipeline.ingest.html.tree import Element
from pipeline.ingest.html.vocabulary import WORDS
from pipeline.ingest.markers import Marker, MarkerKind, split_marker
from pipeline.ingest.styled import Grid, Para

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_LISTS = frozenset(["ul", "ol", "menu", "dir"])
_BOLD = frozenset(["b", "strong", "th"])
_PREFORMATTED = frozenset(["pre", "xmp", "listing"])
_BOXES = frozenset(["checkbox", "radio"])
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNSEEN = str.maketrans(dict.fromkeys("\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))


@dataclass(frozen=True, slots=True)
class _Setting:
    """How words are set that stand directly in an element."""

    bold: bool = False
    underlined: bool = False
    linked: bool = False
    raised: bool = False
    preformatted: bool = False


@dataclass(slots=True)
class _Line:
    """The words gathered since the last border of a block."""

    parts: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    underlined: int = 0


class Builder:
    """Makes the blocks of one part of a page."""

    def __init__(self, sheet: Sheet, *, depth: int = -1, bold: bool = False) -> None:
        self.flow: list[Para | Grid] = []
        self._sheet = sheet
        self._setting = _Setting(bold=bold)
        self._line = _Line()
        self._level = 0
        self._depth = depth
        self._marker: Marker | None = None  # of a list item that has no words yet

    def read(self, elements: Sequence[Element]) -> list[Para | Grid]:
        """The blocks of elements in order."""
        for element in elements:
            self._element(element, self._setting)
            self._close()
        self._drop_marker()
        return self.flow

    def _inside(self, element: Element, setting: _Setting) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._add(child, setting)
            else:
                self._element(child, setting)

    def _element(self, element: Element, setting: _Setting) -> None:
        tag = element.tag
        if tag == "br":
            self._line.parts.append("\n")
        elif tag == "input":
            self._box(element, setting)
        elif tag == "table":
            self._close()
            self._table(element)
        elif tag in _LISTS:
            self._close()
            self._list(element, setting)
        elif tag in _HEADINGS:
            self._close()
            self._level = _HEADINGS[tag]
            self._inside(element, self._set(element, _Setting(bold=True)))
            self._close()
            self._level = 0
        elif tag in WORDS.blocks or element.get("role") == "heading":
            self._close()
            self._level = self._level or _aria_level(element)
            self._inside(element, self._set(element, setting))
            self._close()
            self._level = 0 if element.get("role") == "heading" else self._level
        elif tag == "q":
            self._add("“", setting)
            self._inside(element, setting)
            self._add("”", setting)
        else:
            self._inside(element, self._set(element, setting))

    def _set(self, element: Element, setting: _Setting) -> _Setting:
        tag = element.tag
        said = is_bold(self._sheet.of(element))
        return _Setting(
            bold=said if said is not None else setting.bold or tag in _BOLD,
            underlined=setting.underlined or tag == "u",
            linked=setting.linked or tag == "a",
            raised=setting.raised or tag == "sup",
            preformatted=setting.preformatted or tag in _PREFORMATTED,
        )

    def _add(self, text: str, setting: _Setting) -> None:
        if not text.isascii():
            text = text.translate(_UNSEEN)
        if setting.preformatted:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        else:
            text = text.replace("\n", " ").replace("\r", " ")
        if setting.raised and text.strip().isdigit() and self._line.letters:
            text = text.strip().translate(_RAISED)
        letters = len(text) - sum(map(str.isspace, text))
        line = self._line
        line.parts.append(text)
        line.letters += letters
        line.bold += letters * setting.bold
        line.underlined += letters * (setting.underlined and not setting.linked)

    def _box(self, element: Element, setting: _Setting) -> None:
        kind = element.get("type").lower()
        if kind in _BOXES:
            self._add(" ☒ " if "checked" in element.attributes else " ☐ ", setting)
        elif kind in {"", "text", "email", "tel", "url", "number", "date"}:
            self._add(f" {element.get('value')} ", setting)

    def _close(self) -> None:
        """End the paragraph; words of a list item take its marker."""
        line, self._line = self._line, _Line()
        lines = [part for part in "".join(line.parts).split("\n") if part.strip()]
        if not lines:
            return
        marker, self._marker = self._marker, None
        if marker and marker.kind is MarkerKind.BULLET:
            typed = split_marker(lines[0])
            if typed.sure and typed.marker and typed.rest:  # a list only in name: what is typed counts
                marker = None
        self.flow.append(
            Para(
                lines,
                level=self._level,
                bold=line.bold == line.letters > 0,
                marker=marker,
                depth=max(self._depth, 0),
                underlined=line.underlined == line.letters > 0,
            )
        )

    def _drop_marker(self) -> None:
        """Let an item without words stand by its number."""
        marker, self._marker = self._marker, None
        if marker and marker.number:
            self.flow.append(Para([], marker=marker, depth=max(self._depth, 0)))

    def _list(self, element: Element, setting: _Setting) -> None:
        counter = ListCounter(element, self._sheet)
        self._depth += 1
        for child in element.children:
            if isinstance(child, str):
                self._add(child, setting)
            elif child.tag == "li":
                self._close()
                self._begin_item(counter.marker(child))
                self._inside(child, self._set(child, setting))
                self._close()
                self._drop_marker()
            else:
                self._element(child, setting)
        self._close()
        self._depth -= 1

    def _begin_item(self, marker: Marker | None) -> None:
        """The marker of a new item; with that of the item around it, where this one opens it."""
        if self._marker and marker:
            joined = compound(self._marker, marker)
            if joined:
                marker, self._marker = joined, None
            else:
                self._drop_marker()
        self._marker = marker or self._marker

    def _table(self, element: Element) -> None:
        waiting = self._marker
        found = read_grid(element, lambda cell: self._cell(cell))
        if found and waiting:
            self._drop_marker()
        self.flow.extend(found)

    def _cell(self, element: Element) -> list[Para | Grid]:
        inner = Builder(self._sheet, bold=element.tag == "th")
        return inner.read([element])


def _aria_level(element: Element) -> int:
    if element.get("role") != "heading":
        return 0
    level = element.get("aria-level").strip()
    return min(int(level), 6) if level.isdigit() and level != "0" else 2
