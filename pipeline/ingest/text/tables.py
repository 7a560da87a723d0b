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


@dataclass(slots=True)
class _Row:
    """Cells, each its paragraphs; `broken`: a page break or blank line stands before."""

    cells: list[list[str]]
    broken: bool


def build_table(lines: Sequence[TextLine]) -> Table:
    """A table of rows in reading order. Ragged rows are filled with empty cells."""
    ruled = next((i for i, line in enumerate(lines) if line.rule), None)
    heads = ruled if ruled is not None and ruled <= 2 else None
    rows = [_Row([list(cell) for cell in line.cells], bool(line.gap or line.cut)) for line in lines if not line.rule]
    rows = [row for row in rows if any(row.cells)]
    width = max(max(c for c, cell in enumerate(row.cells) if cell) for row in rows) + 1  # rows may end in a tab
    for row in rows:
        row.cells = row.cells[:width] + [[] for _ in range(width - len(row.cells))]
    if 2 * sum(row.broken for row in rows) > len(rows):  # blank lines between rows are this table's manner
        for row in rows:
            row.broken = False
    header = heads if heads is not None else int(_is_header(rows))
    rows, furniture = _drop_repeats(rows, header)
    rows = _fill(rows, header)
    return Table(Draft(BlockKind.TABLE, children=[_draft(cell) for cell in _cells(rows, header)]), furniture)


def _is_header(rows: Sequence[_Row]) -> bool:
    """Whether the first row names the columns: filled throughout, short, without values; more rows follow."""
    first = rows[0].cells
    if len(rows) < 2 or not all(first) or len(first) < 2:
        return False
    words = [" ".join(cell) for cell in first]
    return all(len(w.split()) <= _HEADER_WORDS and not _HAS_VALUE.search(w) for w in words)


def _drop_repeats(rows: Sequence[_Row], header: int) -> tuple[list[_Row], list[str]]:
    """Leave out header rows that a new page repeats."""
    heads = [row.cells for row in rows[:header]]
    kept = list(rows[:header])
    furniture: list[str] = []
    turned = False
    for row in rows[header:]:
        if row.cells in heads:
            furniture.append(" ".join(" ".join(cell) for cell in row.cells))
            turned = True
        else:
            row.broken = row.broken or turned
            kept.append(row)
            turned = False
    return kept, furniture


def _fill(rows: Sequence[_Row], header: int) -> list[_Row]:
    """Put a row whose cells are empty where those of the row above are filled, and the other way round, into that."""
    kept: list[_Row] = []
    for i, row in enumerate(rows):
        above = kept[-1].cells if kept and i > header else None
        first = next(k for k, cell in enumerate(row.cells) if cell)
        if above and first and not any(above[first:]) and any(above[:first]):
            kept[-1].cells = [a or b for a, b in zip(above, row.cells, strict=True)]
        else:
            kept.append(row)
    return kept


def _cells(rows: Sequence[_Row], header: int) -> list[_Cell]:
    spanning = {c for c in range(1, len(rows[0].cells)) if _numbered_apart([row.cells[c] for row in rows[header:]])}
    last: dict[int, _Cell] = {}  # of each column, the cell nearest above
    cells: list[_Cell] = []
    for r, row in enumerate(rows):
        filled = [c for c, cell in enumerate(row.cells) if cell]
        for c, paragraphs in enumerate(row.cells):
            above = last.get(c) if r > header else None
            if not paragraphs:
                if above and above.row >= header and (c < filled[0] or c in spanning):
                    above.row_span = r - above.row + 1
            elif above and row.broken and above.row + above.row_span == r and _goes_on(above, paragraphs[0]):
                above.paragraphs[-1:] = [f"{above.paragraphs[-1]} {paragraphs[0]}", *paragraphs[1:]]
                above.row_span = r - above.row + 1
            else:
                whole = filled == [0] and len(row.cells) > 1 and not spanning
                last[c] = _Cell(paragraphs, r, c, column_span=len(row.cells) if whole else 1, header=r < header)
                cells.append(last[c])
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
