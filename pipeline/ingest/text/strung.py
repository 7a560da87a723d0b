"""Tables read column by column: below each column's name the cells of all its rows.

"Actions" / "A1 ..." / "A2 ..." / "Leads" / "A1 ..." / "A2 ...": the references tell which cells are of one row; without
references, that all columns have as many cells, and that names and dates stand where such are to be expected.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.columns import column_role, named_role
from pipeline.ingest.assemble import BlockKind, Draft
from pipeline.ingest.text.drafts import name_cell, words_cell
from pipeline.ingest.text.forms import is_name, is_state, is_when
from pipeline.ingest.text.headers import TOLD
from pipeline.ingest.text.lines import TextLine

_ITEM = re.compile(
    r"(?P<ref>\((?:[a-z]|\d{1,2}|[ivx]{1,4})\)|(?:[a-z]|[ivx]{1,4})\)|[A-Z]{0,3}\d{1,2}(?:\.\d{1,2})*[a-z]?[.):]?)(?:\s+(?=\S)|$)"
)
_LETTERED = re.compile(r"[A-Z]+\d|\d+\.\d")
_NAME_WORDS = 6
_FEWEST_ROWS = 2
_MOST_LINES = 40  # of one column
_FEWEST_TOLD = 2  # columns besides the actions; one is enough where references are codes
_CHECKED = frozenset({"due", "lead"})  # columns whose cells show whether they are such
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
    return _referenced(lines, at) or _counted(lines, at)


def _referenced(lines: Sequence[TextLine], at: int) -> tuple[Draft, int] | None:
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


def _counted(lines: Sequence[TextLine], at: int) -> tuple[Draft, int] | None:
    """The same without references: each line, or each run of lines between blank ones, is a cell."""
    names, roles = [at], ["action"]
    i = at + 1
    while i < len(lines) and i - names[-1] <= _MOST_LINES and not (lines[i].level or lines[i].cells):
        role = _role(lines[i]) if lines[i].gap and i - names[-1] > _FEWEST_ROWS else None
        if role and (role not in TOLD or role in roles):
            break
        if role:
            names.append(i)
            roles.append(role)
        i += 1
    if len(names) <= _FEWEST_TOLD or _CHECKED.isdisjoint(roles):
        return None
    spans = [_both(lines[a + 1 : b]) for a, b in pairwise([*names, i])]
    counts = set.intersection(*({len(cells) for cells in span} for span in spans[:-1]))
    for count in sorted(counts, reverse=True):
        last = [cells[:count] for cells in spans[-1] if len(cells) >= count]
        cells = [next(c for c in span if len(c) == count) for span in spans[:-1]] + last[:1]
        if count < _FEWEST_ROWS or not last or not all(map(_holds, roles, cells)):
            continue
        columns = [
            _Column(lines[n].text, role, {str(r): [line.text for line in cell] for r, cell in enumerate(some)})
            for n, role, some in zip(names, roles, cells, strict=True)
        ]
        return _draft(columns, referenced=False), names[-1] + 1 + sum(map(len, cells[-1]))
    return None


def _both(lines: Sequence[TextLine]) -> list[list[list[TextLine]]]:
    """The cells that lines may be: the runs of lines between blank ones, or each line."""
    runs: list[list[TextLine]] = []
    for line in lines:
        if runs and not line.gap and not line.cut:
            runs[-1].append(line)
        else:
            runs.append([line])
    return [runs, [[line] for line in lines]]


def _holds(role: str, cells: Sequence[Sequence[TextLine]]) -> bool:
    """Whether cells may be of a column: dates where it says when, names where it says who."""
    texts = [" ".join(line.text for line in cell) for cell in cells]
    if role == "due":
        return all(is_when(text) or not any(map(str.isalnum, text)) for text in texts)
    if role == "lead":
        return sum(is_name(text) > 0 for text in texts) >= _SHARE * len(texts)
    return all(not line.marker.number for cell in cells for line in cell[:1])


def _role(line: TextLine) -> str | None:
    """The role of a column whose name is the whole of a line."""
    text = line.text.rstrip(": ")
    if line.cells or not text or len(text.split()) > _NAME_WORDS or not text[0].isupper() or is_state(text):
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


def _draft(columns: Sequence[_Column], *, referenced: bool = True) -> Draft:
    cells = [name_cell(c, [column.name]) for c, column in enumerate(columns, int(referenced))]
    for r, reference in enumerate(columns[0].cells, 1):
        texts = [*([[reference]] if referenced else []), *(column.cells.get(reference, []) for column in columns)]
        cells += [words_cell(r, c, pieces) for c, pieces in enumerate(texts) if pieces]
    return Draft(BlockKind.TABLE, children=cells)
