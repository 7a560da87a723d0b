"""Cells of tables that are put together again: names of columns, headings over rows, words."""

from collections.abc import Iterable, Sequence

from pipeline.ingest.assemble import BlockKind, Draft, Piece
from pipeline.ingest.markers import MarkerKind
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.wording import ends_sentence

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
    pieces: list[Piece] = []
    for text in texts:
        pieces.append(_after(pieces[-1].text, text) if pieces else Piece(text))
    return Draft(BlockKind.CELL, row=row, column=column, children=[Draft(BlockKind.PARAGRAPH, pieces)])


def _after(before: str, text: str) -> Piece:
    """A line that goes on in a cell; a word cut at its hyphen is joined, and keeps it."""
    return Piece(text, glue="" if before.endswith("-") and text[0].islower() else " ")


def heading_of(lines: Sequence[TextLine], row: int, width: int) -> Draft:
    """A cell over all columns, its number apart from its words."""
    first = lines[0].marker
    marked = bool(first.number and first.rest)
    texts = [first.rest if marked else lines[0].text, *(line.text for line in lines[1:])]
    number, marker = (first.number, first.marker) if marked else ("", "")
    return heading_cell(row, width, texts, number=number, marker=marker)


def lines_cell(lines: Sequence[TextLine], row: int, column: int) -> Draft:
    """A cell: its words, and its bullets as a list."""
    children: list[Draft] = []
    for line in lines:
        if line.marker.kind is MarkerKind.BULLET and line.marker.sure and line.marker.rest:
            children.append(Draft(BlockKind.LIST_ITEM, [Piece(line.marker.rest)], marker=line.marker.marker))
        elif children and not (line.gap and ends_sentence(children[-1].text)):
            children[-1].pieces.append(_after(children[-1].text, line.text))
        else:
            children.append(Draft(BlockKind.PARAGRAPH, [Piece(line.text)]))
    return Draft(BlockKind.CELL, row=row, column=column, children=children)
