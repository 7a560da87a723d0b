"""Statements from tables: what a row promises, who leads, by when, and how far it has got."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.columns import COLOURS
from pipeline.extract.statements.bands import read_bands
from pipeline.extract.statements.column_roles import roles_by_content
from pipeline.extract.statements.grid import Grid, read_grid
from pipeline.extract.statements.model import Statement
from pipeline.extract.statements.table_rows import Plan, RowReader
from pipeline.extract.statements.timetables import TimetableReader, as_timetable, subject_column, timetable_plan
from pipeline.extract.vocabulary import fold
from schemas.paper import Paper

_ROW_FIELDS = frozenset({"lead", "due", "status", "progress"})
_LEAST_KEY = 2  # rows of a key to colours
_FIGURE = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*(?:[A-Za-z]{1,3}\b[^A-Za-z]*)?")  # with its unit
_FIGURED = 0.7  # share of a column's cells
_LONGEST_NAME = 16  # words of what is counted


@dataclass(slots=True)
class TableReading:
    """What one table yields: its statements, and whether it was understood (else its cells are read as prose)."""

    statements: list[Statement] = field(default_factory=list)
    understood: bool = False
    grid: Grid | None = None
    below: Statement | None = None
    """The heading inside the table under which its last rows stand."""


def _words(grid: Grid, column: int) -> int:
    return sum(len(grid.text(r, column).split()) for r in range(grid.body, grid.rows))


def _plan(grid: Grid) -> Plan | None:
    """How to read a table by its column names; None where they do not tell."""
    roles = {role for role in grid.roles if role}
    if grid.rows <= grid.body:
        return None
    actions = grid.columns_of("action")
    priorities = grid.columns_of("priority")
    coded = [c for c in priorities if grid.codes(c)]
    codes = coded[0] if coded else -1
    beside = {grid.headers[c] for c in coded}  # a header over several columns names the coded one among them
    priorities = [c for c in priorities if c not in coded and grid.headers[c] not in beside]
    progress = tuple(grid.columns_of("progress"))
    if actions and (len(roles) > 1 or grid.columns == 1):
        action = max(actions, key=lambda c: _words(grid, c))
        subject = subject_column(grid, action)
        return Plan((action,), tuple(c for c in priorities if c != subject), progress, codes, subject)
    if roles & _ROW_FIELDS and len(roles) > 1:
        if priorities:
            return Plan((priorities[-1],), tuple(priorities[:-1]), progress, codes)
        free = [c for c, role in enumerate(grid.roles) if role in (None, "recommendation")]
        if free and len(roles & _ROW_FIELDS) > 1:
            return Plan((max(free, key=lambda c: _words(grid, c)),), (), progress, codes)
        return None
    if len(priorities) > 1:
        return Plan((), tuple(priorities), progress, codes)
    if priorities and ("reference" in roles or codes >= 0) and grid.columns == 2:
        reference = next(iter(grid.columns_of("reference")), codes)
        return Plan((), tuple(priorities), (), reference)
    return None


def _is_key(grid: Grid) -> bool:
    """Whether a table explains colours: two columns, the first of nothing but their names."""
    names = [fold(grid.text(r, 0)) for r in range(grid.body, grid.rows)]
    return grid.columns == 2 and len(names) >= _LEAST_KEY and all(name in COLOURS for name in names)


def _is_figures(grid: Grid) -> bool:
    """Whether a table is one of figures, whose first column names what is counted: nothing is stated in it."""
    rows = [r for r in range(grid.body, grid.rows) if grid.full_row(r) is None]
    if len(rows) < _LEAST_KEY or any(len(grid.text(r, 0).split()) > _LONGEST_NAME for r in rows):
        return False
    figured = [
        c
        for c in range(1, grid.columns)
        if sum(_FIGURE.fullmatch(grid.text(r, c)) is not None for r in rows) > _FIGURED * len(rows)
    ]
    return len(figured) >= _LEAST_KEY and len(figured) * 2 >= grid.columns - 1


def read_table(paper: Paper, table: int, first_group: int, before: TableReading | None = None) -> TableReading:
    """Read table block number `table`; its rows are numbered as groups from `first_group`.

    Args:
        before: the table above with nothing between, whose column names (and last heading) hold for one without any.
    """
    grid = read_grid(paper, table)
    above = before.grid if before is not None else None
    if (banded := read_bands(grid, first_group)) is not None:
        return TableReading(banded, understood=True)
    if grid.body == 0 and above is not None and above.columns == grid.columns:
        grid = grid.with_roles(above.roles, above.headers)
    grid = roles_by_content(grid, above)
    if _is_key(grid):
        return TableReading(understood=True)
    plan = _plan(grid)
    if plan is not None:
        reader = RowReader(grid, plan, first_group)
        if before is not None and above is not None and above.roles == grid.roles:
            reader.below = before.below  # the same table, gone on over the page
    elif (timetable := as_timetable(grid)) is not None:
        grid = timetable
        reader = TimetableReader(grid, timetable_plan(grid), first_group)
    else:
        return TableReading(understood=_is_figures(grid))
    return TableReading(reader.read(), understood=True, grid=grid, below=reader.below)
