"""Statements from tables: what a row promises, who leads, by when, and how far it has got."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.extract.statements.columns import fold
from pipeline.extract.statements.grid import Grid, read_grid
from pipeline.extract.statements.labels import priority_label
from pipeline.extract.statements.model import Kind, Span, Statement
from schemas.paper import BlockKind, Paper

_EMPTY = frozenset({"", "n a", "na", "none", "tbc", "nil", "not applicable", "-"})
_COLOUR = frozenset({"red", "amber", "green", "blue", "r", "a", "g", "b", "black", "grey", "white", "purple", "yellow"})
_NUMBERED = re.compile(r"^\s*\(?(\d{1,2}(?:\.\d+)*|[a-z]|[ivx]+)[.):]\s+", re.IGNORECASE)
_REFERENCE = re.compile(r"^\(?[A-Za-z]{0,4}[ .-]?\d{1,3}(?:\.\d{1,3})*[a-z]?[.)]?$")
_FIELDS = ("lead", "due", "status", "partners", "measure", "progress", "reference")
_TELLING = frozenset({"action", "progress", "due", "lead"})


@dataclass(slots=True)
class TableReading:
    """What one table yields: its statements, and whether it was understood (else its cells are read as prose)."""

    statements: list[Statement] = field(default_factory=list)
    understood: bool = False


def _items(paper: Paper, cell: int) -> list[tuple[int, Span]]:
    """What stands in a cell: its list items, each with the paragraphs below it, or the cell as a whole."""
    children = paper.children(cell)
    block = paper.blocks[cell]
    items = [i for i in children if paper.blocks[i].kind is BlockKind.LIST_ITEM]
    if len(items) < 2:
        if len(children) == 1:
            only = paper.blocks[children[0]]
            return [(cell, Span(only.body, only.end))]
        first = paper.blocks[children[0]] if children else block
        return [(cell, Span(first.body, block.end))]
    return [(i, Span(paper.blocks[i].body, paper.blocks[i].end)) for i in items]


def _said(text: str) -> bool:
    return fold(text) not in _EMPTY


def _label_cut(text: str, span: Span) -> tuple[str, Span]:
    """A printed number at the head of a cell ("1. To improve ...") apart from its words."""
    match = _NUMBERED.match(text[span.start : span.end])
    if not match:
        return "", span
    return match.group(1), Span(span.start + match.end(), span.end)


class _TableReader:
    def __init__(self, grid: Grid, group: int) -> None:
        self.grid = grid
        self.paper = grid.paper
        self.group = group
        self.made: dict[tuple[Kind, int], list[Statement]] = {}  # by cell, since a merged cell serves many rows
        self.statements: list[Statement] = []
        self.below: Statement | None = None  # the heading inside the table under which the rows stand

    def make(self, kind: Kind, cell: int, rule: str, cue: str, *, split: bool) -> list[Statement]:
        """Statements of one cell, made once however many rows it spans."""
        known = self.made.get((kind, cell))
        if known is not None:
            return known
        parts = _items(self.paper, cell) if split else [(cell, _whole(self.paper, cell))]
        made = []
        for at, span in parts:
            label, words = _label_cut(self.paper.text, span)
            label = label or self.number(at)
            if words.end > words.start and _said(self.paper.text[words.start : words.end]):
                made.append(Statement(kind, words.start, words.end, at, rule, cue, label=label))
        self.made[kind, cell] = made
        self.statements.extend(made)
        return made

    def number(self, block: int) -> str:
        """The number printed at the head of a block, or of the first block in a cell."""
        own = self.paper.blocks[block]
        children = self.paper.children(block)
        return own.number or (self.paper.blocks[children[0]].number if children else "")

    def row_cells(self, row: int) -> dict[str, Span]:
        """What the other columns of a row say, by role; the leftmost column of a role speaks for it."""
        found: dict[str, Span] = {}
        for column, role in enumerate(self.grid.roles):
            if role in _FIELDS and role not in found:
                index = self.grid.cells.get((row, column))
                if index is None:
                    continue
                span = _whole(self.paper, index)
                if _said(self.paper.text[span.start : span.end]):
                    found[role] = span
        return found

    def row(self, row: int, action_columns: list[int], priority_columns: list[int], group: int) -> None:
        grid = self.grid
        priorities: list[Statement] = []
        for n, column in enumerate(priority_columns):
            index = grid.cells.get((row, column))
            if index is None:
                continue
            made = self.make(Kind.PRIORITY, index, "table.priority", grid.headers[column], split=False)
            for statement in made:
                if n:
                    statement.scope = statement.scope or grid.headers[column]
            priorities.extend(made)
        cells = self.row_cells(row)
        actions: list[Statement] = []
        for column in action_columns:
            index = grid.cells.get((row, column))
            if index is not None:
                actions.extend(self.make(Kind.ACTION, index, "table.action", grid.headers[column], split=True))
        progress: list[Statement] = []
        for column in grid.columns_of("progress") or self.worded_status(row):
            index = grid.cells.get((row, column))
            if index is not None:
                progress.extend(self.make(Kind.PROGRESS, index, "table.progress", grid.headers[column], split=False))
        for statement in (*actions, *progress):
            if statement.group < 0:
                statement.group = group
            for role, span in cells.items():
                statement.cells.setdefault(role, span)
            for priority in priorities[:1] or ([self.below] if self.below else []):
                statement.cells.setdefault("priority", Span(priority.start, priority.end))
        for statement in priorities[1:]:
            if statement not in priorities[0].aligned:
                priorities[0].aligned.append(statement)

    def heading(self, row: int) -> None:
        """A heading inside the table: a priority of the rows below where it is labelled as one."""
        index = self.grid.cells[row, 0]
        span = _whole(self.paper, index)
        text = self.paper.text[span.start : span.end]
        self.below = None
        if found := priority_label(text):
            label, at = found
            if at < len(text):
                self.below = Statement(
                    Kind.PRIORITY, span.start + at, span.end, index, "table.heading", label, label=label
                )
                self.statements.append(self.below)

    def worded_status(self, row: int) -> list[int]:
        """Status columns of a row that say more than a colour, where no column reports progress."""
        return [
            c
            for c in self.grid.columns_of("status")
            if (words := fold(self.grid.text(row, c))) not in _COLOUR and not words.isdigit()
        ]


def _whole(paper: Paper, cell: int) -> Span:
    block = paper.blocks[cell]
    children = paper.children(cell)
    start = paper.blocks[children[0]].body if children else block.body
    return Span(start, block.end)


def _understood(grid: Grid) -> bool:
    """Whether the header tells enough to read rows by it: what is done, or what is aimed at, and something beside."""
    roles = {role for role in grid.roles if role}
    if grid.body == 0 or grid.rows <= grid.body:
        return False
    if "action" in roles:
        return len(roles) > 1 or grid.columns == 1
    if "priority" in roles:
        return len(grid.columns_of("priority")) > 1 or bool(roles & _TELLING)
    return False


def _untitled_action_column(grid: Grid) -> int | None:
    """The column of actions where none is named so: beside columns of owners and dates, the one with most words."""
    roles = {role for role in grid.roles if role}
    if not (
        {"due", "lead"} <= roles
        or {"due", "progress"} <= roles
        or {"lead", "progress"} <= roles
        or {"due", "status"} <= roles
    ):
        return None
    free = [c for c, role in enumerate(grid.roles) if role in (None, "recommendation", "measure")]
    named = [c for c in free if grid.roles[c] is None]
    return max(
        named or free,
        key=lambda c: sum(len(grid.text(r, c)) for r in range(grid.body, grid.rows)),
        default=None,
    )


def read_table(paper: Paper, table: int, first_group: int) -> TableReading:
    """Read table block number `table`; its rows are numbered as groups from `first_group`."""
    grid = read_grid(paper, table)
    actions = grid.columns_of("action")
    priorities = grid.columns_of("priority")
    if not _understood(grid):
        if grid.body == 0 or (column := _untitled_action_column(grid)) is None:
            return TableReading()
        actions = [column]
    if not actions and len(priorities) > 1 and any(r in _TELLING for r in grid.roles if r):
        actions, priorities = priorities[-1:], priorities[:-1]
    elif not actions and priorities and any(r in _TELLING for r in grid.roles if r):
        actions, priorities = priorities, []
    reader = _TableReader(grid, first_group)
    for row in range(grid.body, grid.rows):
        if _spans_table(grid, row):
            reader.heading(row)
            continue
        reader.row(row, actions[:1] if actions else [], priorities, first_group + row)
    return TableReading(reader.statements, understood=True)


def _spans_table(grid: Grid, row: int) -> bool:
    """Whether one cell takes up the whole row: a heading inside the table."""
    index = grid.cells.get((row, 0))
    return (
        index is not None
        and grid.columns > 1
        and all(grid.cells.get((row, c)) in (index, None) or not grid.text(row, c) for c in range(grid.columns))
    )
