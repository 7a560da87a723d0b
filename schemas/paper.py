"""The document model: one frozen text, blocks on it, and the way back to the page.

All offsets are half-open ranges of `Paper.text`, in code points. Boxes are in points (1/72 inch) from the top
left corner of the page; pages count from 1. Formats without pages have no `pages` and no `lines`.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cached_property
from typing import Any


class BlockKind(StrEnum):
    """What a block is. Tables hold cells; cells hold headings, paragraphs and list items."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    CELL = "cell"


CONTAINERS = frozenset({BlockKind.TABLE, BlockKind.CELL})


@dataclass(frozen=True, slots=True)
class Block:
    """One range of the text and what it is on the page.

    `text[start:body]` is the printed marker (a number such as ``7.3.1`` or ``(a)``, or a bullet) with the blank
    behind it, `text[body:end]` the words. A block without marker has ``body == start``. Markers are in the text
    as a reader sees them; bullets of symbol fonts stand as ``•``.

    Attributes:
        level: of a heading 1 (highest) to 6; of a list item its nesting depth from 0; else 0.
        number: the printed number without its punctuation (``7.3.1``, ``a``, ``iv``), or "".
        marker: the printed number or bullet with its punctuation (``7.3.1``, ``(a)``, ``•``), or "".
        parent: index in `Paper.blocks` of the enclosing cell (for what stands in it) or table (for its cells),
            else -1.
        row, column, row_span, column_span: of a cell, from 0; spans are at least 1. A cell that spans rows
            stands once, at its first row.
        header: the cell belongs to a header row (or is a row header printed as one).
        bold: the whole block is set in bold (or was marked so).
    """

    kind: BlockKind
    start: int
    end: int
    body: int
    level: int = 0
    number: str = ""
    marker: str = ""
    parent: int = -1
    row: int = 0
    column: int = 0
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line (or the part of one that stands in one block): text[start:end] and its box on a page."""

    start: int
    end: int
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number from 1, the label printed on it (or ""), its size in points, whether read by OCR."""

    number: int
    label: str
    width: float
    height: float
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: a page from 1, its printed label, a box in points from the top left."""

    page: int
    page_label: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Paper:
    """One committee paper, read. Immutable; every later stage speaks in ranges of `text`.

    Attributes:
        file: the input as it was named, with `/` as separator.
        part_of: the paper_id of the pack this paper was split from, or "".
        first_page, last_page: the pages of the source it takes up, from 1; 0 where the format has no pages.
        blocks: in reading order; a table comes before its cells, a cell before what stands in it. Blocks that
            are not containers do not overlap, and the text between them is white space.
        lines: sorted by `start`, not overlapping; the map from offsets back to the pages.
        furniture: running headers, footers and page numbers that were taken out of the text, once each.
        warnings: what the reader has to say, in words for the user.
        complete: whether all of the source could be read; where not, the warnings say what is lacking.
    """

    paper_id: str
    source_id: str
    text_id: str
    file: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    lines: tuple[Line, ...] = ()
    part_of: str = ""
    first_page: int = 0
    last_page: int = 0
    furniture: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    meta: tuple[tuple[str, str], ...] = field(default=())
    """What the file says of itself (title, author, address), as pairs; hints only."""
    complete: bool = True

    @cached_property
    def leaves(self) -> tuple[int, ...]:
        """Indices of the blocks that hold words themselves: headings, paragraphs, list items."""
        return tuple(i for i, b in enumerate(self.blocks) if b.kind not in CONTAINERS)

    @cached_property
    def words(self) -> int:
        """Number of white-space separated words in the text."""
        return len(self.text.split())

    @cached_property
    def ocr(self) -> bool:
        """Whether any page was read by optical character recognition."""
        return any(page.ocr for page in self.pages)

    @property
    def record_scope(self) -> str:
        """What its records' ids are made of: the source; in a pack the paper, since the source holds several."""
        return self.paper_id if self.part_of else self.source_id

    def top(self, block: int) -> int:
        """The block of the page itself in which a block stands: its table, or the block itself."""
        while self.blocks[block].parent >= 0:
            block = self.blocks[block].parent
        return block

    @cached_property
    def _children(self) -> dict[int, tuple[int, ...]]:
        children: dict[int, list[int]] = {}
        for i, block in enumerate(self.blocks):
            if block.parent >= 0:
                children.setdefault(block.parent, []).append(i)
        return {parent: tuple(own) for parent, own in children.items()}

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    @cached_property
    def _ocr_pages(self) -> frozenset[int]:
        return frozenset(page.number for page in self.pages if page.ocr)

    @cached_property
    def _labels(self) -> dict[int, str]:
        return {page.number: page.label for page in self.pages}

    def children(self, index: int) -> tuple[int, ...]:
        """Indices of the blocks whose parent is block `index` (a table's cells, a cell's contents)."""
        return self._children.get(index, ())

    def body(self, block: Block) -> str:
        """The words of a block, without its marker."""
        return self.text[block.body : block.end]

    def lines_of(self, start: int, end: int) -> Iterator[Line]:
        """The printed lines that hold any of text[start:end]."""
        i = max(bisect.bisect_right(self._line_starts, start) - 1, 0)
        while i < len(self.lines) and self.lines[i].start < end:
            if self.lines[i].end > start:
                yield self.lines[i]
            i += 1

    def page_of(self, offset: int) -> int | None:
        """The page (from 1) on which the character at `offset` stands; None where there are no pages."""
        for line in self.lines_of(offset, offset + 1):
            return line.page
        i = bisect.bisect_right(self._line_starts, offset) - 1
        return self.lines[max(i, 0)].page if self.lines else None

    def is_ocr(self, start: int, end: int) -> bool:
        """Whether any of text[start:end] was read by optical character recognition."""
        return self.ocr and any(line.page in self._ocr_pages for line in self.lines_of(start, end))

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Boxes that hold text[start:end]: one for each run of consecutive lines of one column on one page."""
        found: list[Place] = []
        for line in self.lines_of(start, end):
            label = self._labels.get(line.page, "")
            last = found[-1] if found else None
            if last and last.page == line.page and line.y0 >= last.y0 and _beside(last, line):
                found[-1] = Place(
                    line.page,
                    label,
                    min(last.x0, line.x0),
                    min(last.y0, line.y0),
                    max(last.x1, line.x1),
                    max(last.y1, line.y1),
                )
            else:
                found.append(Place(line.page, label, line.x0, line.y0, line.x1, line.y1))
        return tuple(found)

    def to_json(self, *, places: bool = False) -> dict[str, Any]:
        """A JSON-serialisable form that `from_json` reads back to an equal Paper, its names in alphabetical order.

        With `places` it holds `block_places`, too: the places of each block, in the order of `blocks`.
        """
        data = {name: getattr(self, name) for name in sorted(each.name for each in fields(self))}
        for name in ("blocks", "lines", "pages"):
            data[name] = tuple(_plain(part) for part in data[name])
        if places:
            data["block_places"] = [[_plain(place) for place in self.places(b.start, b.end)] for b in self.blocks]
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Paper:
        """The Paper that `to_json` wrote. Raises TypeError or KeyError on data of another shape."""
        known = dict(data)
        known.pop("block_places", None)  # follows from the rest
        known["blocks"] = tuple(Block(**{**b, "kind": BlockKind(b["kind"])}) for b in data["blocks"])
        known["lines"] = tuple(Line(**line) for line in data["lines"])
        known["pages"] = tuple(Page(**page) for page in data["pages"])
        known["furniture"] = tuple(data["furniture"])
        known["warnings"] = tuple(data["warnings"])
        known["meta"] = tuple((key, value) for key, value in data["meta"])
        return cls(**known)


_NAMES = {kind: tuple(sorted(kind.__slots__)) for kind in (Block, Line, Page, Place)}


def _plain(part: Block | Line | Page | Place) -> dict[str, Any]:
    """As `dataclasses.asdict`, in alphabetical order and a tenth of its time: strings and numbers need no copy."""
    return {name: getattr(part, name) for name in _NAMES[type(part)]}


def _beside(place: Place, line: Line) -> bool:
    """Whether a line continues a box: it overlaps it from left to right, or stands on its last line."""
    return min(place.x1, line.x1) >= max(place.x0, line.x0) or line.y0 < place.y1
