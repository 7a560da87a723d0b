"""A table as a grid: which cell covers which row and column, and where the header ends."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.columns import COLOURS, column_role
from pipeline.extract.labels import priority_label
from pipeline.extract.status import Certainty, status_of
from pipeline.extract.vocabulary import fold
from schemas.paper import Block, Paper

_LEAST_RATED = 2  # cells by which a column is one of ratings
_LONGEST_RATING = 3  # words
_CODED = 0.6  # share of a column's words with a digit from which they are codes


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells by position.

    Attributes:
        cells: block index of the cell that covers (row, column); merged cells cover several.
        body: first row below the header.
        roles: role of each column by its header, None where unknown.
        headers: the words of each column's header.
    """

    paper: Paper
    rows: int
    columns: int
    cells: dict[tuple[int, int], int]
    body: int
    roles: tuple[str | None, ...]
    headers: tuple[str, ...]

    def cell(self, row: int, column: int) -> Block | None:
        """The cell that covers a position, if any."""
        index = self.cells.get((row, column))
        return None if index is None else self.paper.blocks[index]

    def text(self, row: int, column: int) -> str:
        """The words of the cell at a position, white space folded."""
        cell = self.cell(row, column)
        return " ".join(self.paper.text[cell.start : cell.end].split()) if cell else ""

    def full_row(self, row: int) -> int | None:
        """The one cell that fills a row, where there is only one that says anything; None elsewhere."""
        index = self.cells.get((row, 0))
        if index is None or self.columns < 2 or not self.text(row, 0):
            return None
        block = self.paper.blocks[index]
        others = any(
            self.cells.get((row, c)) not in (index, None) and self.text(row, c) for c in range(1, self.columns)
        )
        return None if others or block.column_span < self.columns else index

    def with_roles(self, roles: tuple[str | None, ...], headers: tuple[str, ...] | None = None) -> Grid:
        """The same cells under other column roles."""
        body = self.body if headers is None else 0
        kept = self.headers if headers is None else headers
        return Grid(self.paper, self.rows, self.columns, self.cells, body, roles, kept)

    def codes(self, column: int) -> bool:
        """Whether a column names things by short codes ("SO1, SO2") rather than in words."""
        words = [
            w for r in range(self.body, self.rows) if self.full_row(r) is None for w in self.text(r, column).split()
        ]
        return bool(words) and sum(any(c.isdigit() for c in w) or len(w) <= 2 for w in words) >= _CODED * len(words)

    def rated(self, column: int) -> bool:
        """Whether a column's cells are ratings, or say nothing."""
        cells = [self.text(r, column) for r in range(self.body, self.rows) if self.full_row(r) is None]
        said = [cell for cell in cells if fold(cell)]
        return len(said) >= _LEAST_RATED and all(map(_is_rating, said))

    def columns_of(self, role: str) -> list[int]:
        """The columns with a role, from left to right."""
        return [c for c, found in enumerate(self.roles) if found == role]


def _is_rating(text: str) -> bool:
    """Whether a cell is a colour, or a state in a word or two."""
    if fold(text) in COLOURS:
        return True
    short = len(text.split()) <= _LONGEST_RATING and not text.rstrip().endswith(".")
    return short and status_of(text, kind="cell").certainty is Certainty.STATED


def _header_rows(paper: Paper, cells: dict[tuple[int, int], int], rows: int, columns: int) -> int:
    """How many rows at the top name the columns: those marked so, else one whose cells are column names."""
    marked = 0
    while marked < rows and any(
        (i := cells.get((marked, c))) is not None and paper.blocks[i].header for c in range(columns)
    ):
        marked += 1
    if marked:
        return min(marked, 2)
    for row in range(min(2, rows)):
        texts = [
            paper.text[paper.blocks[i].start : paper.blocks[i].end]
            for c in range(columns)
            if (i := cells.get((row, c))) is not None
        ]
        known = [t for t in texts if column_role(t) and not _is_labelled(t)]
        if len(known) >= 2 and len(known) * 2 >= len([t for t in texts if t.strip()]):
            return row + 1
    return 0


def _is_labelled(text: str) -> bool:
    """Whether a cell is a priority with its label ("Theme: A fair start"), which names no column."""
    label, at = priority_label(text) or ("", 0)
    return bool(label) and at < len(text)


def read_grid(paper: Paper, table: int) -> Grid:
    """The grid of table block number `table`."""
    cells: dict[tuple[int, int], int] = {}
    rows = columns = 0
    for index in paper.children(table):
        block = paper.blocks[index]
        rows = max(rows, block.row + block.row_span)
        columns = max(columns, block.column + block.column_span)
        for r in range(block.row, block.row + block.row_span):
            for c in range(block.column, block.column + block.column_span):
                cells.setdefault((r, c), index)
    body = _header_rows(paper, cells, rows, columns)
    headers = []
    for c in range(columns):
        words = []
        for r in range(body):
            if (i := cells.get((r, c))) is not None:
                text = " ".join(paper.text[paper.blocks[i].start : paper.blocks[i].end].split())
                if text and text not in words:
                    words.append(text)
        headers.append(words[-1] if words else "")
    roles = tuple(column_role(header) for header in headers)
    return Grid(paper, rows, columns, cells, body, roles, tuple(headers))
