"""Tables read column by column: below each column's name the cells of all rows, each with its row's reference.

"Actions" / "A1 ..." / "A2 ..." / "Leads" / "A1 ..." / "A2 ...": the references tell which cells are of one row.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.columns import column_role, named_role
from pipeline.ingest.assemble import BlockKind, Draft, Piece
from pipeline.ingest.text.headers import TOLD
from pipeline.ingest.text.lines import TextLine

_ITEM = re.compile(
    r"(?P<ref>\((?:[a-z]|\d{1,2}|[ivx]{1,4})\)|(?:[a-z]|[ivx]{1,4})\)|[A-Z]{0,3}\d{1,2}(?:\.\d{1,2})*[a-z]?[.):]?)(?:\s+(?=\S)|$)"
)
_LETTERED = re.compile(r"[A-Z]+\d|\d+\.\d")
_NAME_WORDS = 6
_FEWEST_ROWS = 2
_FEWEST_TOLD = 2  # columns besides the actions; one is enough where references are codes
_SHARE = 0.6  # of the rows that have a cell in every column


@dataclass(slots=True)
class _Column:
    """A column: its name, its role, and the lines of its cells by reference."""

    name: str
    role: str
    cells: dict[str, list[str]] = field(default_factory=dict)


def strung_table(lines: Sequence[TextLine], at: int) -> tuple[Draft, int] | None:
    """The table whose first column's name is a line, and the line behind it; None where there is none."""
    if _role(lines[at]) != "action":
        return None
    columns: list[_Column] = []
    i = at
    while i < len(lines) and (role := _role(lines[i])) and role not in {column.role for column in columns}:
        column, end = _column(lines, i, role)
        if not column.cells or (columns and not _same(columns[0], column)):
            break
        columns.append(column)
        i = end
    told = [column for column in columns if column.role in TOLD]
    if not told or len(columns[0].cells) < _FEWEST_ROWS:
        return None
    if len(told) < _FEWEST_TOLD and not all(map(_LETTERED.match, columns[0].cells)):
        return None
    return _draft(columns), i


def _role(line: TextLine) -> str | None:
    """The role of a column whose name is the whole of a line."""
    text = line.text.rstrip(": ")
    if line.cells or not text or len(text.split()) > _NAME_WORDS or not text[0].isupper():
        return None
    return named_role(text) or column_role(text)


def _column(lines: Sequence[TextLine], at: int, role: str) -> tuple[_Column, int]:
    """The column whose name is a line, and the line behind its last cell."""
    column = _Column(lines[at].text, role)
    reference = ""
    i = at + 1
    while i < len(lines) and not lines[i].level and not lines[i].cells:
        line = lines[i]
        found = _ITEM.match(line.text)
        if found and _plain(found["ref"]) not in column.cells:
            reference = _plain(found["ref"])
            rest = line.text[found.end() :]
            column.cells[reference] = [rest] if rest else []
        elif not reference or (line.gap and not line.cut) or _role(line):
            break
        else:
            column.cells[reference].append(line.text)
        i += 1
    return column, i


def _plain(reference: str) -> str:
    return reference.strip("().:")


def _same(first: _Column, other: _Column) -> bool:
    """Whether a column's cells are of the rows of the first."""
    return set(other.cells) <= set(first.cells) and len(other.cells) >= _SHARE * len(first.cells)


def _draft(columns: Sequence[_Column]) -> Draft:
    cells = [
        Draft(
            BlockKind.CELL, row=0, column=c, header=True,
            children=[Draft(BlockKind.HEADING, [Piece(column.name)], level=6)],
        )
        for c, column in enumerate(columns, 1)
    ]  # fmt: skip
    for r, reference in enumerate(columns[0].cells, 1):
        texts = [[reference], *(column.cells.get(reference, []) for column in columns)]
        cells += [
            Draft(BlockKind.CELL, row=r, column=c,
                  children=[Draft(BlockKind.PARAGRAPH, [Piece(text) for text in pieces])])
            for c, pieces in enumerate(texts) if pieces
        ]  # fmt: skip
    return Draft(BlockKind.TABLE, children=cells)
