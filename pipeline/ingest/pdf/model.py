"""What the stages of the PDF reader hand to each other.

Coordinates are layout coordinates: points from the top left of the page turned so that its text stands upright.
`Frame.on_page` leads back to the page as it is displayed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.ingest.markers import Marker

BBox = tuple[float, float, float, float]
"""x0, y0, x1, y1 with y downwards."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page lies: crop box in user space (left, bottom, width, height) and clockwise turns in degrees."""

    left: float
    bottom: float
    width: float
    height: float
    shown: int
    """The turn under which viewers display the page."""
    turn: int
    """The turn under which most of its text stands upright."""

    def to_layout(self, left: float, bottom: float, right: float, top: float) -> BBox:
        """A box in user space, in layout coordinates."""
        if self.turn == 0:
            return (
                left - self.left,
                self.height - (top - self.bottom),
                right - self.left,
                self.height - (bottom - self.bottom),
            )
        return _turned(self, self.turn, left - self.left, bottom - self.bottom, right - self.left, top - self.bottom)

    def on_page(self, box: BBox) -> BBox:
        """A layout box on the page as displayed, cut at its edges, in points from the top left."""
        x0, y0, x1, y1 = box if self.turn == self.shown else _turned(self, self.shown, *_unturned(self, box))
        width, height = self.size
        if 0 <= x0 <= width and 0 <= x1 <= width and 0 <= y0 <= height and 0 <= y1 <= height:
            return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)
        return (
            round(min(max(x0, 0.0), width), 2),
            round(min(max(y0, 0.0), height), 2),
            round(min(max(x1, 0.0), width), 2),
            round(min(max(y1, 0.0), height), 2),
        )

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as displayed."""
        return (self.height, self.width) if self.shown in (90, 270) else (self.width, self.height)

    @property
    def layout_size(self) -> tuple[float, float]:
        """Width and height in layout coordinates."""
        return (self.height, self.width) if self.turn in (90, 270) else (self.width, self.height)


def _turned(frame: Frame, turn: int, left: float, bottom: float, right: float, top: float) -> BBox:
    if turn == 0:
        return left, frame.height - top, right, frame.height - bottom
    if turn == 90:
        return bottom, left, top, right
    if turn == 180:
        return frame.width - right, bottom, frame.width - left, top
    return frame.height - top, frame.width - right, frame.height - bottom, frame.width - left


def _unturned(frame: Frame, box: BBox) -> BBox:
    x0, y0, x1, y1 = box
    if frame.turn == 0:
        return x0, frame.height - y1, x1, frame.height - y0
    if frame.turn == 90:
        return y0, x0, y1, x1
    if frame.turn == 180:
        return frame.width - x1, y0, frame.width - x0, y1
    return frame.width - y1, frame.height - x1, frame.width - y0, frame.height - x0


@dataclass(slots=True)
class Span:
    """A run of characters of one text object: one font, one size, one baseline.

    `spaced` tells that white space stands between this and the span before it in the file. `first` and `last`
    are character indices of the text page. `turned` marks text that does not stand upright in the layout.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    spaced: bool = True
    first: int = -1
    last: int = -1
    turned: bool = False
    underlined: bool = False
    link: bool = False
    """Set in the blue of links."""

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its box."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


@dataclass(slots=True)
class Row:
    """A printed line within one column or cell: its words and how they are set.

    `marker` is set where a number or bullet is printed before the words (then `text` is without it), `body_x0`
    is the left edge of the words.
    """

    page: int
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    marker: Marker | None = None
    apart: bool = False
    """The marker is set apart from the words by a gap, or is a bullet."""
    body_x0: float = 0.0
    turned: bool = False
    seams: tuple[tuple[float, float, int], ...] = ()
    """Gaps within it that may part two cells: their left and right edge, and how many of its words stand before."""
    parts: int = 1
    """How many pieces set apart by wide gaps it was made of."""

    @property
    def printed(self) -> str:
        """Its words with the marker before them."""
        return f"{self.marker.marker} {self.text}".strip() if self.marker else self.text

    @property
    def box(self) -> BBox:
        """Its box."""
        return self.x0, self.y0, self.x1, self.y1

    @property
    def height(self) -> float:
        """Height of the box."""
        return self.y1 - self.y0


class Edge(NamedTuple):
    """A horizontal or vertical rule, or the side of a box."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        """Whether it is horizontal."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(slots=True)
class Para:
    """A heading, paragraph or list item in the making."""

    rows: list[Row]
    right: float = 0.0
    """Right edge of the column."""
    marker: Marker | None = None
    footnote: bool = False
    within: bool = False
    """It stands in a table cell."""

    @property
    def first(self) -> Row:
        """Its first printed line."""
        return self.rows[0]

    @property
    def last(self) -> Row:
        """Its last printed line."""
        return self.rows[-1]

    @property
    def text(self) -> str:
        """Its words, a blank between lines."""
        return " ".join([row.text for row in self.rows])

    @property
    def bold(self) -> bool:
        """Whether all of it is set in bold."""
        bold = False
        for row in self.rows:
            if row.text:
                if not row.bold:
                    return False
                bold = True
        return bold

    @property
    def size(self) -> float:
        """Type size of its first line, in points."""
        return self.rows[0].size


@dataclass(slots=True)
class Cell:
    """A logical table cell."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: BBox
    paras: list[Para] = field(default_factory=list)
    header: bool = False
    filled: bool = False

    @property
    def text(self) -> str:
        """Its words with their markers."""
        return " ".join([f"{p.marker.marker} {p.text}" if p.marker else p.text for p in self.paras]).strip()


@dataclass(slots=True)
class Grid:
    """A ruled table: column edges from left to right, and its cells by row and column."""

    page: int
    box: BBox
    columns: list[float]
    cells: list[Cell]

    @property
    def rows(self) -> int:
        """Number of rows."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)


Flow = Sequence[Para | Grid]
"""Paragraphs and tables in reading order."""


@dataclass(slots=True)
class PageLayout:
    """What one page yields while it is open: loose rows, tables; nothing that holds on to the page."""

    number: int
    frame: Frame
    label: str
    rows: list[Row] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    ocr: bool = False
    """Its text comes from OCR: a hidden layer, or read here."""
    ocr_fault: str = ""
    """Why OCR could not read it, in words for the user."""
    pictured: bool = False
    """Something other than text is drawn on it: a large image, or paths on a page without text."""
    unread: bool = False
    """It could not be loaded."""
    rules: list[Edge] = field(default_factory=list)
    """Horizontal rules."""
    shades: list[BBox] = field(default_factory=list)
    """Filled boxes."""
    aslant: list[str] = field(default_factory=list)
    """Text that stands neither upright nor at a right angle: watermarks."""

    @property
    def needs_ocr(self) -> bool:
        """Whether it shows something, but holds no text besides running lines."""
        return self.pictured and not self.rows and not self.grids


def around(boxes: Iterable[BBox]) -> BBox:
    """The box around boxes, of which there is at least one."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)
