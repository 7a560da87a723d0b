"""Statements from tables: what a row promises, who leads, by when, and how far it has got."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.dates import find_dates
from pipeline.extract.labels import priority_label
from pipeline.extract.statements.cells import heads_rows, items, number_of_block, says, whole, without_number
from pipeline.extract.statements.columns import COLOURS
from pipeline.extract.statements.grid import Grid, read_grid
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.vocabulary import fold
from schemas.paper import Paper

_FIELDS = ("lead", "due", "status", "partners", "measure", "progress", "reference")
_ROW_FIELDS = frozenset({"lead", "due", "status", "progress"})
_CODED = 0.6  # share of a column's words with a digit from which they are codes
_DATED = 0.6  # share of a cell's characters that dates take up where it holds nothing but when
_LEAST_KEY = 2  # rows of a key to colours
_LEAST_DATED = 3  # rows with a date from which a table without column names is a timetable


@dataclass(slots=True)
class TableReading:
    """What one table yields: its statements, and whether it was understood (else its cells are read as prose)."""

    statements: list[Statement] = field(default_factory=list)
    understood: bool = False
    grid: Grid | None = None
    below: Statement | None = None
    """The heading inside the table under which its last rows stand."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which columns of a table are read as what."""

    actions: tuple[int, ...]
    priorities: tuple[int, ...]
    progress: tuple[int, ...] = ()
    codes: int = -1
    """A column that names priorities by their codes."""


class _RowReader:
    def __init__(self, grid: Grid, plan: _Plan, first_group: int) -> None:
        self.grid = grid
        self.paper = grid.paper
        self.plan = plan
        self.first_group = first_group
        self.made: dict[tuple[Kind, int], list[Statement]] = {}  # by cell: a merged cell serves many rows
        self.statements: list[Statement] = []
        self.below: Statement | None = None  # the heading inside the table under which the rows stand

    def read(self) -> list[Statement]:
        for row in range(self.grid.body, self.grid.rows):
            index = self.grid.full_row(row)
            if index is None:
                self.row(row)
            else:
                self.heading(index)
        return self.statements

    def make(self, kind: Kind, cell: int, rule: str, cue: str, *, split: bool) -> list[Statement]:
        """Statements of one cell, made once however many rows it spans."""
        known = self.made.get((kind, cell))
        if known is not None:
            return known
        made = []
        for block, span in items(self.paper, cell) if split else [(cell, whole(self.paper, cell))]:
            label, words = without_number(self.paper, span)
            if says(self.paper.text[words.start : words.end]):
                label = label or number_of_block(self.paper, block)
                made.append(Statement(kind, words.start, words.end, block, rule, cue, label=label))
        self.made[kind, cell] = made
        self.statements.extend(made)
        return made

    def row_cells(self, row: int) -> dict[str, Span]:
        """What the other columns of a row say, by role; the leftmost column of a role that says anything speaks."""
        found: dict[str, Span] = {}
        for column, role in enumerate(self.grid.roles):
            index = self.grid.cells.get((row, column))
            if role not in _FIELDS or role in found or index is None or column in self.plan.actions:
                continue
            span = whole(self.paper, index)
            if says(self.paper.text[span.start : span.end]):
                found[role] = span
        return found

    def column(self, kind: Kind, row: int, column: int, rule: str, *, split: bool) -> list[Statement]:
        index = self.grid.cells.get((row, column))
        return [] if index is None else self.make(kind, index, rule, self.grid.headers[column], split=split)

    def row(self, row: int) -> None:
        priorities: list[Statement] = []
        for n, column in enumerate(self.plan.priorities):
            made = self.column(Kind.PRIORITY, row, column, "table.priority", split=False)
            for statement in made if n else ():
                statement.scope = statement.scope or self.grid.headers[column]
            priorities.extend(made)
        for statement in priorities[1:]:
            if statement not in priorities[0].aligned:
                priorities[0].aligned.append(statement)
        actions = [s for c in self.plan.actions for s in self.column(Kind.ACTION, row, c, "table.action", split=True)]
        reports = [
            s
            for c in self.plan.progress or self.worded_status(row)
            for s in self.column(Kind.PROGRESS, row, c, "table.progress", split=False)
        ]
        self.fields(row, actions, reports, priorities)
        if self.plan.codes >= 0 and (code := self.grid.text(row, self.plan.codes)):
            for priority in priorities:
                priority.label = code

    def fields(self, row: int, actions: list[Statement], reports: list[Statement], priorities: list[Statement]) -> None:
        """Tell the row's actions and reports what the other columns say, and that they belong together."""
        cells = self.row_cells(row)
        above = priorities[:1] or ([self.below] if self.below else [])
        codes = self.plan.codes if not priorities else -1
        for statement in (*actions, *reports):
            if statement.group < 0:
                statement.group = self.first_group + row
            for role, span in cells.items():
                statement.cells.setdefault(role, span)
            for priority in above:
                statement.cells.setdefault("priority", Span(priority.start, priority.end))
            if codes >= 0 and (index := self.grid.cells.get((row, codes))) is not None:
                statement.cells.setdefault("priority_codes", whole(self.paper, index))

    def heading(self, cell: int) -> None:
        """A row of one cell: where it heads the rows below it, a priority that they serve."""
        span = whole(self.paper, cell)
        text = self.paper.text[span.start : span.end]
        label, at = priority_label(text) or ("", 0)
        if not label and not heads_rows(text):
            return
        self.below = None
        if at < len(text) and (label or self.plan.actions):
            self.below = Statement(Kind.PRIORITY, span.start + at, span.end, cell, "table.heading", label, label=label)
            self.statements.append(self.below)

    def worded_status(self, row: int) -> tuple[int, ...]:
        """Status columns of a row that say more than a colour, where no column reports progress."""
        return tuple(
            c
            for c in self.grid.columns_of("status")
            if (words := fold(self.grid.text(row, c))) not in COLOURS and not words.isdigit()
        )


def _words(grid: Grid, column: int) -> int:
    return sum(len(grid.text(r, column).split()) for r in range(grid.body, grid.rows))


def _codes(grid: Grid, column: int) -> bool:
    """Whether a column names things by short codes ("SO1, SO2") rather than in words."""
    words = [w for r in range(grid.body, grid.rows) if grid.full_row(r) is None for w in grid.text(r, column).split()]
    return bool(words) and sum(any(c.isdigit() for c in w) or len(w) <= 2 for w in words) >= _CODED * len(words)


def _plan(grid: Grid) -> _Plan | None:
    """How to read a table by its column names; None where they do not tell."""
    roles = {role for role in grid.roles if role}
    if grid.rows <= grid.body:
        return None
    actions = grid.columns_of("action")
    priorities = grid.columns_of("priority")
    coded = [c for c in priorities if _codes(grid, c)]
    codes = coded[0] if coded else -1
    beside = {grid.headers[c] for c in coded}  # a header over several columns names the coded one among them
    priorities = [c for c in priorities if c not in coded and grid.headers[c] not in beside]
    progress = tuple(grid.columns_of("progress"))
    if actions and (len(roles) > 1 or grid.columns == 1):
        return _Plan((max(actions, key=lambda c: _words(grid, c)),), tuple(priorities), progress, codes)
    if roles & _ROW_FIELDS and len(roles) > 1:
        if priorities:
            return _Plan((priorities[-1],), tuple(priorities[:-1]), progress, codes)
        free = [c for c, role in enumerate(grid.roles) if role in (None, "recommendation")]
        if free and len(roles & _ROW_FIELDS) > 1:
            return _Plan((max(free, key=lambda c: _words(grid, c)),), (), progress, codes)
        return None
    if len(priorities) > 1:
        return _Plan((), tuple(priorities), progress, codes)
    if priorities and ("reference" in roles or codes >= 0) and grid.columns == 2:
        reference = next(iter(grid.columns_of("reference")), codes)
        return _Plan((), tuple(priorities), (), reference)
    return None


def _is_key(grid: Grid) -> bool:
    """Whether a table explains colours: two columns, the first of nothing but their names."""
    names = [fold(grid.text(r, 0)) for r in range(grid.body, grid.rows)]
    return grid.columns == 2 and len(names) >= _LEAST_KEY and all(name in COLOURS for name in names)


def _is_date(text: str) -> bool:
    """Whether a cell tells when, and hardly anything else ("Completed – October 2019")."""
    dates = find_dates(text)
    if not dates:
        return False
    rest = text
    for date in dates:
        rest = rest.replace(date.text, " ")
    return sum(len(d.text) for d in dates) >= _DATED * len(text) or len(fold(rest).split()) <= 2


def _timetable(grid: Grid) -> Grid | None:
    """A table of steps and their dates, with the roles that its cells show; None where it is none."""
    dated = [
        c
        for c in range(1, grid.columns)
        if sum(_is_date(grid.text(r, c)) for r in range(grid.body, grid.rows)) >= _LEAST_DATED
    ]
    filled = [r for r in range(grid.body, grid.rows) if grid.full_row(r) is None]
    with_date = [r for r in filled if any(_is_date(grid.text(r, c)) for c in dated)]
    if not dated or len(with_date) * 2 < len(filled) or _codes(grid, 0):
        return None
    names = [fold(grid.headers[c]) for c in range(grid.columns)]
    roles: list[str | None] = [None] * grid.columns
    roles[0] = "action"
    for c in dated:
        roles[c] = "progress" if names[c].startswith(("actual", "achieved", "completed")) else "due"
    if grid.body == 0 and all(grid.text(0, c) and not find_dates(grid.text(0, c)) for c in dated):
        grid = replace(grid, body=1)  # words over the dates: a header that nothing marks
    return grid.with_roles(tuple(roles))


def read_table(paper: Paper, table: int, first_group: int, before: TableReading | None = None) -> TableReading:
    """Read table block number `table`; its rows are numbered as groups from `first_group`.

    Args:
        before: the table above with nothing between, whose column names (and last heading) hold for one without any.
    """
    grid = read_grid(paper, table)
    above = before.grid if before is not None else None
    if grid.body == 0 and above is not None and above.columns == grid.columns:
        grid = grid.with_roles(above.roles, above.headers)
    if _is_key(grid):
        return TableReading(understood=True)
    plan = _plan(grid)
    if plan is not None:
        reader = _RowReader(grid, plan, first_group)
        if before is not None and above is not None and above.roles == grid.roles:
            reader.below = before.below  # the same table, gone on over the page
    elif (timetable := _timetable(grid)) is not None:
        grid = timetable
        reader = _TimetableReader(grid, _Plan((0,), (), tuple(grid.columns_of("progress"))), first_group)
    else:
        return TableReading()
    return TableReading(reader.read(), understood=True, grid=grid, below=reader.below)


class _TimetableReader(_RowReader):
    """Rows of steps and dates: headings between them name stages, not priorities."""

    def heading(self, cell: int) -> None:
        del cell

    def fields(self, row: int, actions: list[Statement], reports: list[Statement], priorities: list[Statement]) -> None:
        for column in self.grid.columns_of("due"):
            text = self.grid.text(row, column)
            if any(
                w in fold(text).split() for w in ("completed", "complete", "achieved", "done", "delayed", "started")
            ):
                reports.extend(self.column(Kind.PROGRESS, row, column, "table.progress", split=False))
        super().fields(row, actions, reports, priorities)
        for action in actions:
            if (due := action.cells.get("due")) and (dates := find_dates(self.paper.text[due.start : due.end])):
                action.cells["due"] = Span(due.start + dates[0].start, due.start + dates[-1].end)
