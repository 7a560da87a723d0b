"""Cells of tables that are put together again: names of columns, headings over rows, words."""

from collections.abc import Iterable

from pipeline.ingest.assemble import BlockKind, Draft, Piece

_LEVEL = 6
"""Of the headings in a table, below all others."""


def name_cell(column: int, texts: Iterable[str]) -> Draft:
    """The name of a column, in the first row, of its lines."""
    leaf = Draft(BlockKind.HEADING, [Piece(text) for text in texts], level=_LEVEL)
    return Draft(BlockKind.CELL, row=0, column=column, header=True, children=[leaf])


def heading_cell(row: int, width: int, texts: Iterable[str], *, number: str = "", marker: str = "") -> Draft:
    """A heading over the rows below it, in a cell over all columns."""
    leaf = Draft(BlockKind.HEADING, [Piece(text) for text in texts], level=_LEVEL, number=number, marker=marker)
    return Draft(BlockKind.CELL, row=row, column=0, column_span=width, children=[leaf])


def words_cell(row: int, column: int, texts: Iterable[str]) -> Draft:
    """A cell of one paragraph, of its lines."""
    leaf = Draft(BlockKind.PARAGRAPH, [Piece(text) for text in texts])
    return Draft(BlockKind.CELL, row=row, column=column, children=[leaf])
