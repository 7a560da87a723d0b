"""Tables written with tabs or pipes: rows, header, and cells that span rows or were cut by a page break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.ingest.assemble import BlockKind, Draft, Piece
from pipeline.ingest.markers import MarkerKind, follows, split_marker
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.wording import ends_sentence, is_label

_HEADER_WORDS = 10
_HAS_VALUE = re.compile(r"\d{2}|@|:$|[.;☐☒]$")


@dataclass(slots=True)
class _Cell:
    paragraphs: list[str]
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.paragraphs)


@dataclass(slots=True)
class Table:
    """A table draft, and the repeated header rows that were left out of it."""

    draft: Draft
    furniture: list[str] = field(default_factory=list)


def is_table(rows: Sequence[TextLine]) -> bool:
    """Whether a run of rows is a table: some row has two cells, and it is no list typed with tabs."""
    filled = [[c for c, cell in enumerate(row.cells) if cell] for row in rows if not row.rule]
    if not any(len(columns) > 1 for columns in filled):
        return False
    shown = [row for row in rows if not row.rule]
    return not all(
        (len(columns) == 2 and _marker_alone(row.cells[columns[0]])) or (len(columns) == 1 and columns[0] < 2)
        for row, columns in zip(shown, filled, strict=True)
    )


def _marker_alone(cell: Sequence[str]) -> bool:
    found = split_marker(cell[0] + "\tx") if cell else None
    return found is not None and found.rest == "x" and found.kind is not MarkerKind.NONE


def build_table(lines: Sequence[TextLine]) -> Table:
    """A table of rows in reading order. Ragged rows are filled with empty cells."""
    ruled = next((i for i, line in enumerate(lines) if line.rule), None)
    heads = ruled if ruled is not None and ruled <= 2 else None
    rows = [[list(cell) for cell in line.cells] for line in lines if not line.rule]
    width = max(map(len, rows))
    while width > 1 and not any(len(row) == width and row[-1] for row in rows):  # a tab at every row's end
        rows = [row[: width - 1] for row in rows]
        width -= 1
    rows = [row + [[] for _ in range(width - len(row))] for row in rows]
    rows = [row for row in rows if any(row)]
    header = heads if heads is not None else int(_is_header(rows))
    rows, furniture = _drop_repeats(rows, header)
    rows = _fill(rows, header)
    cells = _cells(rows, header)
    return Table(Draft(BlockKind.TABLE, children=[_draft(cell) for cell in cells]), furniture)


def _is_header(rows: list[list[list[str]]]) -> bool:
    """Whether the first row names the columns: filled throughout, short, without values; more rows follow."""
    if len(rows) < 2 or not all(rows[0]) or len(rows[0]) < 2:
        return False
    words = [" ".join(cell) for cell in rows[0]]
    return all(len(w.split()) <= _HEADER_WORDS and not _HAS_VALUE.search(w) for w in words)


def _drop_repeats(rows: list[list[list[str]]], header: int) -> tuple[list[list[list[str]]], list[str]]:
    """Leave out header rows that a new page repeats."""
    kept: list[list[list[str]]] = []
    furniture: list[str] = []
    for i, row in enumerate(rows):
        if i >= header and any(row == head for head in rows[:header]):
            furniture.append(" ".join(" ".join(cell) for cell in row))
        else:
            kept.append(row)
    return kept, furniture


def _fill(rows: list[list[list[str]]], header: int) -> list[list[list[str]]]:
    """Put a row whose cells are empty where those of the row above are filled, and the other way round, into that."""
    kept: list[list[list[str]]] = []
    for i, row in enumerate(rows):
        above = kept[-1] if kept and i > header else None
        first = next(k for k, cell in enumerate(row) if cell)
        if above and first and not any(above[first:]) and any(above[:first]):
            kept[-1] = [a or b for a, b in zip(above, row, strict=True)]
        else:
            kept.append(row)
    return kept


def _cells(rows: list[list[list[str]]], header: int) -> list[_Cell]:
    spanning = {c for c in range(1, len(rows[0])) if _numbered_apart([row[c] for row in rows[header:]])}
    open_cells: dict[int, _Cell] = {}
    cells: list[_Cell] = []
    for r, row in enumerate(rows):
        filled = [c for c, cell in enumerate(row) if cell]
        below = r > header
        for c, paragraphs in enumerate(row):
            above = open_cells.get(c)
            if paragraphs:
                if below and above and c and _goes_on(above, paragraphs[0]):
                    above.paragraphs[-1:] = [f"{above.paragraphs[-1]} {paragraphs[0]}", *paragraphs[1:]]
                    above.row_span = r - above.row + 1
                    spanning.add(c)
                    continue
                cell = _Cell(paragraphs, r, c, header=r < header)
                if filled == [c] == [0] and len(row) > 1 and c not in spanning and not spanning:
                    cell.column_span = len(row)
                open_cells[c] = cell
                cells.append(cell)
            elif below and above and above.row >= header and (c < filled[0] or c in spanning):
                above.row_span = r - above.row + 1
    return cells


def _numbered_apart(column: list[list[str]]) -> bool:
    """Whether a column's cells are numbered on over empty ones: then the empty ones are merged with those above."""
    numbers = [split_marker(cell[0]).number for cell in column if cell]
    numbers = [n for n in numbers if n]
    return any(not cell for cell in column) and len(numbers) > 1 and all(follows(b, a) for a, b in pairwise(numbers))


def _goes_on(above: _Cell, text: str) -> bool:
    """Whether a cell is the rest of the one above, cut by a page break: in the middle of a sentence."""
    return text[0].islower() and len(above.text.split()) > 3 and not ends_sentence(above.text)


def _draft(cell: _Cell) -> Draft:
    children = []
    for text in cell.paragraphs:
        marker = split_marker(text)
        if marker.sure and marker.marker and marker.rest:
            leaf = Draft(BlockKind.LIST_ITEM, [Piece(marker.rest)], number=marker.number, marker=marker.marker)
        elif cell.header or is_label(text):
            leaf = Draft(BlockKind.HEADING, [Piece(text)], level=6)
        else:
            leaf = Draft(BlockKind.PARAGRAPH, [Piece(text)])
        children.append(leaf)
    return Draft(
        BlockKind.CELL,
        row=cell.row,
        column=cell.column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        header=cell.header,
        children=children,
    )
