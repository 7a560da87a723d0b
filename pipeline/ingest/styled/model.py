"""What the readers of formats with marked structure hand on: paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.ingest.markers import Marker


@dataclass(slots=True)
class Para:
    """A paragraph as the file has it.

    Attributes:
        lines: its words without automatic marker, cut at hard line breaks; tabs and blanks as they stand.
        level: of a heading that is marked as one, 1 to 6; else 0.
        bold: all its words are bold.
        marker: the number or bullet that the format prints without holding it in the text; `rest` is not used.
        depth: nesting of the list it stands in, from 0.
        size: type size of most of its words in points; 0 where unknown.
        underlined: all its words are underlined (and are no link).
    """

    lines: list[str]
    level: int = 0
    bold: bool = False
    marker: Marker | None = None
    depth: int = 0
    size: float = 0
    underlined: bool = False

    @property
    def text(self) -> str:
        """Its words, single blanks between."""
        return " ".join(" ".join(self.lines).split())


@dataclass(slots=True)
class Cell:
    """A table cell at its first row and column.

    Attributes:
        blocks: what stands in it.
        paras: the paragraphs of these, of tables within it too, in order.
        header: it is a header; set at first only where the file says so.
        filled: it is shaded.
    """

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    filled: bool = False
    blocks: list[Para | Grid] = field(default_factory=list)
    paras: list[Para] = field(default_factory=list)

    def add(self, blocks: Iterable[Para | Grid]) -> None:
        """Put blocks into it, behind what stands there."""
        for block in blocks:
            self.blocks.append(block)
            self.paras.extend([block] if isinstance(block, Para) else (p for c in block.cells for p in c.paras))

    @property
    def text(self) -> str:
        """Its words with their markers."""
        return " ".join(f"{p.marker.marker} {p.text}" if p.marker else p.text for p in self.paras).strip()


@dataclass(slots=True)
class Grid:
    """A table; its cells by row and column."""

    cells: list[Cell]

    @property
    def rows(self) -> int:
        """Number of rows."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def columns(self) -> int:
        """Number of columns."""
        return max((cell.column + cell.column_span for cell in self.cells), default=0)


Flow = Sequence[Para | Grid]
"""Blocks in reading order."""
