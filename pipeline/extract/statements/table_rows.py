"""The rows of a table whose columns are known: what each promises, who leads, by when, and how far it has got."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.columns import COLOURS, column_role, date_rank
from pipeline.dates import find_dates
from pipeline.extract.labels import priority_label
from pipeline.extract.statements.cells import heads_rows, items, number_of_block, says, says_of, whole, without_number
from pipeline.extract.statements.grid import Grid
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.status import Certainty, status_of
from pipeline.extract.vocabulary import fold
from schemas.paper import BlockKind

_CAME_ABOUT = ("actual", "achieved", "date completed", "date achieved", "completed on")
_LABEL_WORDS = 5
_FIELDS = ("lead", "due", "status", "partners", "measure", "progress", "reference")


def _is_rating(text: str) -> bool:
    """Whether words are a rating behind its label ("Overall judgement: Partly met")."""
    label, _, value = text.partition(":")
    return (
        bool(value)
        and len(label.split()) <= _LABEL_WORDS
        and status_of(value, kind="cell").certainty is Certainty.STATED
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """Which columns of a table are read as what."""

    actions: tuple[int, ...]
    priorities: tuple[int, ...]
    progress: tuple[int, ...] = ()
    codes: int = -1
    """A column that names priorities by their codes."""
    subject: int = -1
    """A column that names what the actions are stages of ("Parking plan" before "Consultation")."""


class RowReader:
    """Reads the rows of a table by its plan."""

    def __init__(self, grid: Grid, plan: Plan, first_group: int) -> None:
        self.grid = grid
        self.paper = grid.paper
        self.plan = plan
        self.first_group = first_group
        self.made: dict[tuple[Kind, int], list[Statement]] = {}  # by cell: a merged cell serves many rows
        self.statements: list[Statement] = []
        self.ahead = 0  # next steps so far
        self.below: Statement | None = None  # the heading inside the table under which the rows stand

    def read(self) -> list[Statement]:
        """All statements of the table, in the order of its rows."""
        for row in range(self.grid.body, self.grid.rows):
            index = self.grid.full_row(row)
            if index is None:
                index = self.labelled_row(row)
            if index is None:
                self.row(row)
            else:
                self.heading(index)
        return self.statements

    def labelled_row(self, row: int) -> int | None:
        """The first cell of a row that is a priority with its label, where at most a count stands beside it."""
        index = self.grid.cells.get((row, 0))
        if index is None or self.plan.priorities:
            return None
        label, at = priority_label(self.grid.text(row, 0)) or ("", 0)
        others = [text for c in range(1, self.grid.columns) if (text := self.grid.text(row, c))]
        counted = all(text[0].isdigit() and not find_dates(text) for text in others)
        return index if label and at and counted and len(others) * 2 <= self.grid.columns else None

    def make(
        self, kind: Kind, cell: int, rule: str, cue: str, *, split: bool, numbered: bool = False
    ) -> list[Statement]:
        """Statements of one cell, made once however many rows it spans."""
        known = self.made.get((kind, cell))
        if known is not None:
            return known
        made = []
        for block, span in items(self.paper, cell, numbered=numbered) if split else [(cell, whole(self.paper, cell))]:
            if kind is Kind.ACTION and block != cell and self.labelled(block, span):
                continue
            label, words = without_number(self.paper, span)
            if says(self.paper.text[words.start : words.end]):
                label = label or number_of_block(self.paper, block)
                made.append(Statement(kind, words.start, words.end, block, rule, cue, label=label))
        self.made[kind, cell] = made
        self.statements.extend(made)
        return made

    def labelled(self, block: int, span: Span) -> bool:
        """Take in a priority that stands with its label among the actions of a cell ("Priority Two: ...")."""
        text = self.paper.text[span.start : span.end]
        label, at = priority_label(text) or ("", 0)
        if not label or at >= len(text):
            return False
        self.statements.append(
            Statement(Kind.PRIORITY, span.start + at, span.end, block, "table.label", label, label=label)
        )
        return True

    def row_cells(self, row: int) -> dict[str, Span]:
        """What the other columns of a row say, by role.

        The leftmost column of a role that says anything speaks; of several dates the one that counts.
        """
        found: dict[str, Span] = {}
        columns = sorted(
            range(self.grid.columns),
            key=lambda c: date_rank(self.grid.headers[c]) if self.grid.roles[c] == "due" else 0,
        )
        for column in columns:
            role = self.grid.roles[column]
            index = self.grid.cells.get((row, column))
            if role not in _FIELDS or role in found or index is None or column in self.plan.actions:
                continue
            span = whole(self.paper, index)
            if says_of(role, self.paper.text[span.start : span.end]):
                found[role] = span
        if "due" not in found and (done := self.done_on(row)) is not None:
            found["due"] = done
        return found

    def done_on(self, row: int) -> Span | None:
        """The date on which a step came about, where a column holds such dates ("Actual")."""
        for column, header in enumerate(self.grid.headers):
            index = self.grid.cells.get((row, column))
            if index is not None and fold(header).startswith(_CAME_ABOUT) and column not in self.plan.actions:
                span = whole(self.paper, index)
                if find_dates(self.paper.text[span.start : span.end]):
                    return span
        return None

    def column(self, kind: Kind, row: int, column: int, rule: str, *, split: bool) -> list[Statement]:
        index = self.grid.cells.get((row, column))
        if index is None:
            return []
        numbered = any(any(ch.isdigit() for ch in self.grid.text(row, c)) for c in self.grid.columns_of("reference"))
        return self.make(kind, index, rule, self.grid.headers[column], split=split, numbered=numbered)

    def stages(self, row: int) -> list[Statement]:
        """The stage that a row dates, with what it is a stage of where that stands right before it."""
        if self.plan.subject < 0:
            return []
        of = self.grid.cells.get((row, self.plan.subject))
        stage = self.grid.cells.get((row, self.plan.actions[0]))
        if of is None or stage is None or not says(self.grid.text(row, self.plan.actions[0])):
            return []
        start, end = whole(self.paper, of), whole(self.paper, stage)
        if self.paper.text[start.end : end.start].strip():  # a merged cell over several stages
            start = end
        made = Statement(
            Kind.ACTION, start.start, end.end, stage, "table.action", self.grid.headers[self.plan.actions[0]]
        )
        self.statements.append(made)
        return [made]

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
        actions = self.stages(row) or [
            s for c in self.plan.actions for s in self.column(Kind.ACTION, row, c, "table.action", split=True)
        ]
        reports = [
            s
            for c in self.plan.progress or self.worded_status(row)
            for s in self.column(Kind.PROGRESS, row, c, "table.progress", split=self.is_list(row, c))
        ]
        self.fields(row, actions, reports, priorities)
        self.next_steps(row, priorities)
        if self.plan.codes >= 0 and (code := self.grid.text(row, self.plan.codes)):
            for priority in priorities:
                priority.label = code

    def is_list(self, row: int, column: int) -> bool:
        """Whether a cell is a list and nothing else."""
        index = self.grid.cells.get((row, column))
        children = self.paper.children(index) if index is not None else ()
        return len(children) > 1 and all(self.paper.blocks[i].kind is BlockKind.LIST_ITEM for i in children)

    def next_steps(self, row: int, priorities: list[Statement]) -> None:
        """What is to be done next: actions of their own, of which the row's report and rating say nothing."""
        steps = [
            s
            for c in self.grid.columns_of("next")
            for s in self.column(Kind.ACTION, row, c, "table.next", split=True)
            if s.group < 0
        ]
        above = priorities[:1] or ([self.below] if self.below else [])
        lead = self.row_cells(row).get("lead") if steps else None
        for n, statement in enumerate(steps):
            statement.group = self.first_group + self.grid.rows + self.ahead + n
            if lead is not None:
                statement.cells.setdefault("lead", lead)
            for priority in above:
                statement.cells.setdefault("priority", Span(priority.start, priority.end))
        self.ahead += len(steps)

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
        if not label and (not heads_rows(text) or column_role(text) or _is_rating(text)):
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
            if (words := fold(self.grid.text(row, c))) not in COLOURS and not words.isdigit() and len(words) > 1
        )
