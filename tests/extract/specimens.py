"""Invented papers for the tests of extraction, built block by block."""

from collections.abc import Sequence

from pipeline.ingest.assemble import Draft, Piece, assemble
from pipeline.ingest.source import Source
from schemas.paper import BlockKind, Paper

Cell = str | Draft | Sequence[Draft]


def heading(text: str, level: int = 1, number: str = "") -> Draft:
    return Draft(BlockKind.HEADING, [Piece(text)], level=level, number=number, marker=number)


def para(text: str, number: str = "") -> Draft:
    return Draft(BlockKind.PARAGRAPH, [Piece(text)], number=number, marker=number)


def item(text: str, marker: str = "•", level: int = 0) -> Draft:
    """A list item; its number is what the marker holds besides punctuation."""
    return Draft(BlockKind.LIST_ITEM, [Piece(text)], level=level, number=marker.strip("().•-"), marker=marker)


def cell(content: Cell, row: int, column: int, *, rows: int = 1, columns: int = 1, header: bool = False) -> Draft:
    """A table cell: a string is its one paragraph ("" leaves it empty)."""
    if isinstance(content, str):
        children = [para(content)] if content else []
    else:
        children = [content] if isinstance(content, Draft) else list(content)
    return Draft(
        BlockKind.CELL, row=row, column=column, row_span=rows, column_span=columns, header=header, children=children
    )


def table(*rows: Sequence[Cell | None], header: int = 1) -> Draft:
    """A table of rows of cells, the first `header` of them marked as header.

    None goes on with the cell above it; a row of one cell fills the width of the table.
    """
    width = max(len(row) for row in rows)
    cells: list[Draft] = []
    last: dict[int, Draft] = {}
    for r, row in enumerate(rows):
        for c, content in enumerate(row):
            if content is None:
                last[c].row_span = r - last[c].row + 1
                continue
            last[c] = cell(content, r, c, columns=width if len(row) == 1 else 1, header=r < header)
            cells.append(last[c])
    return Draft(BlockKind.TABLE, children=cells)


def paper(*drafts: Draft | str) -> Paper:
    """A paper of blocks; a string is a paragraph."""
    made = [para(d) if isinstance(d, str) else d for d in drafts]
    return assemble(Source("paper.txt", repr(made).encode()), made, "text/plain")
