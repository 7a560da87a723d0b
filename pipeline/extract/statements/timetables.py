"""Timetables: tables of steps and their dates, which need no column names to be read."""

from __future__ import annotations

from dataclasses import replace

from pipeline.dates import find_dates, parse_date
from pipeline.extract.labels import priority_label
from pipeline.extract.statements.grid import Grid
from pipeline.extract.statements.milestones import milestone
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.statements.table_rows import Plan, RowReader
from pipeline.extract.vocabulary import fold

_DATED = 0.6  # share of a cell's characters that dates take up where it holds nothing but when
_LEAST_DATED = 3  # rows with a date from which a table is a timetable
_LEAST_HEADED = 2  # the same where a header or ratings tell more, and every row has a date
_STAGE = 4  # words: an action no longer than this that recurs from row to row is a stage of what stands before it
_NO_STEPS = ("measure", "risk", "resources", "recommendation")  # roles of a first column that holds no steps
_REPORTED = ("completed", "complete", "achieved", "done", "delayed", "started")


def _is_date(text: str) -> bool:
    """Whether a cell tells when, and hardly anything else ("Completed – October 2019")."""
    dates = find_dates(text)
    if not dates:
        return parse_date(text) is not None  # a bare year
    rest = text
    for date in dates:
        rest = rest.replace(date.text, " ")
    return sum(len(d.text) for d in dates) >= _DATED * len(text) or len(fold(rest).split()) <= 2


def _headed(grid: Grid) -> Grid:
    """The same table with its first row as header where nothing stands in that row but over the other columns."""
    named = [grid.text(0, c) for c in range(1, grid.columns)]
    if grid.body == 0 and not grid.text(0, 0) and all(named):
        return replace(grid, body=1, headers=("", *named))
    return grid


def as_timetable(grid: Grid) -> Grid | None:
    """A table of steps and their dates, with the roles that its cells show; None where it is none."""
    if grid.roles[0] in _NO_STEPS:
        return None
    grid = _headed(grid)
    filled = [r for r in range(grid.body, grid.rows) if grid.full_row(r) is None]
    rows = [r for r in filled if not priority_label(grid.text(r, 0))]
    dates = {c: sum(_is_date(grid.text(r, c)) for r in filled) for c in range(1, grid.columns)}
    told = grid.body > 0 or any(grid.rated(c) for c in range(1, grid.columns))
    dated = [c for c, n in dates.items() if n >= _LEAST_DATED or (told and n >= _LEAST_HEADED and n >= len(rows))]
    with_date = [r for r in filled if any(_is_date(grid.text(r, c)) for c in dated)]
    if not dated or len(with_date) * 2 < len(filled) or grid.codes(0):
        return None
    names = [fold(grid.headers[c]) for c in range(grid.columns)]
    roles: list[str | None] = [None] * grid.columns
    roles[0] = "action"
    for c in range(1, grid.columns):
        if c in dated:
            roles[c] = "progress" if names[c].startswith(("actual", "achieved", "completed")) else "due"
        elif grid.rated(c):
            roles[c] = "status"
    if grid.body == 0 and 0 in rows and all(grid.text(0, c) and not find_dates(grid.text(0, c)) for c in dated):
        grid = replace(grid, body=1)  # words over the dates: a header that nothing marks
    subject = subject_column(grid.with_roles(tuple(None for _ in roles)), 1) if 1 not in dated else -1
    if subject == 0:
        roles[0], roles[1] = None, "action"
    return grid.with_roles(tuple(roles))


def timetable_plan(grid: Grid) -> Plan:
    """How to read a timetable."""
    action = grid.columns_of("action")[0]
    return Plan((action,), (), tuple(grid.columns_of("progress")), subject=subject_column(grid, action))


def subject_column(grid: Grid, action: int) -> int:
    """The column before that of the actions, where these are but stages that recur for one thing after another."""
    if action < 1 or grid.roles[action - 1] not in (None, "priority", "reference"):
        return -1
    rows = [r for r in range(grid.body, grid.rows) if grid.full_row(r) is None and grid.text(r, action)]
    stages = [fold(grid.text(r, action)) for r in rows]
    named = [fold(grid.text(r, action - 1)) for r in rows]
    recur = len(stages) >= _LEAST_DATED and len(set(stages)) * 2 <= len(stages)
    short = all(len(stage.split()) <= _STAGE for stage in stages)
    return action - 1 if recur and short and all(named) and len(set(named)) > 1 else -1


class TimetableReader(RowReader):
    """Rows of steps and dates: headings between them name stages, not priorities."""

    def heading(self, cell: int) -> None:
        """A row of one cell is a step where it ends with a date of its own, or a priority with its label."""
        block = self.paper.blocks[cell]
        text = self.paper.text[block.start : block.end]
        if priority_label(text):
            super().heading(cell)
            return
        if (found := milestone(text)) is None:
            return
        step = Statement(Kind.ACTION, block.start, block.start + found.step.end, cell, "table.action", "")
        step.cells["due"] = Span(block.start + found.when.start, block.start + found.when.end)
        step.group = self.first_group + block.row
        self.statements.append(step)

    def fields(self, row: int, actions: list[Statement], reports: list[Statement], priorities: list[Statement]) -> None:
        """The step's date is that of its plan; of what has come about unplanned, the date when it did."""
        for column in self.grid.columns_of("due"):
            if set(_REPORTED) & set(fold(self.grid.text(row, column)).split()):
                reports.extend(self.column(Kind.PROGRESS, row, column, "table.progress", split=False))
        super().fields(row, actions, reports, priorities)
        for action in actions:
            due = action.cells.get("due") or action.cells.get("progress")
            if due and (dates := find_dates(self.paper.text[due.start : due.end])):
                action.cells["due"] = Span(due.start + dates[0].start, due.start + dates[-1].end)
