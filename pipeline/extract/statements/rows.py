"""Rows of a table that lost its borders: each begins with a reference or a verb, and its cells follow one by one.

Text taken from a PDF without its geometry gives a table's cells as blocks in a row, or runs some of them together.
What still shows: the names of the columns, the reference at a row's head or the verb that opens the action, dates,
and words that recur because they are another column's values.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.columns import COLOURS, column_role
from pipeline.dates import find_dates
from pipeline.extract.statements.features import shows
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.statements.row_cells import ROLE_HOLDER, WHEN, Holders, rating_of, when_at_end, when_of
from pipeline.extract.vocabulary import fold
from schemas.paper import Block, BlockKind, Paper

_REFERENCE = re.compile(r"^(?:[A-Za-z]{1,4}[ .-]?)?\d{1,3}(?:[.-]\d{1,3}){0,2}[a-z]{0,2}$")
_BARE_REFERENCE = re.compile(r"^(?:[A-Za-z]{1,4}[ .-]?\d{1,3}[a-z]?|\d{1,3}[.-]\d{1,3}[a-z]?)\.?$")
_LEAST_ROWS = 5
_LEAST_COLUMNS = 3
_OPENING = 0.6  # share of the rows that open with a verb from which they are rows of actions
_LONGEST = 90  # words: the median row of a plan is shorter
_LEAST_WORDS = 3  # words of an action before another column can begin
_LONGEST_NAME = 8  # words of a column's name
_LONGEST_UNKNOWN = 4  # words of a name among them that says nothing known
_IDLE = 30  # blocks without a new row after which the table is over
_RATED = 0.5  # share of the dates behind a single digit from which the digit is no day, if no day has two
_TWO_DIGITS = re.compile(r"\d{2}(?:st|nd|rd|th)?\s+[A-Z]")
_RATING = re.compile(r"^[0-9]\s+(?=[A-Z][a-z]{2,8}\.? \d{4}\b)")
_DANGLING = (" by", " in", " from", " of", " to", "(", " the", " and")


@dataclass(slots=True)
class Rows:
    """What the rows yield: statements, and the blocks that are their cells."""

    statements: list[Statement] = field(default_factory=list)
    claimed: set[int] = field(default_factory=set)
    groups: int = 0


def _column_names(paper: Paper, blocks: Sequence[int], at: int) -> tuple[list[str], int]:
    """Roles of the columns whose names stand in consecutive blocks from position `at`, and the position behind them.

    One name among them may be unknown.
    """
    roles: list[str] = []
    end = n = at
    while n < len(blocks) and n - end <= 1:
        text = paper.body(paper.blocks[blocks[n]])
        role = column_role(text) if len(text.split()) <= _LONGEST_NAME else None
        n += 1
        if role is not None:
            roles.append(role)
            end = n
        elif not roles or len(text.split()) > _LONGEST_UNKNOWN:
            break
    return roles, end


def is_reference(block: Block) -> bool:
    """Whether a list item is numbered like a row of a plan (1.1a, 2.10, A3), not like a paragraph or a list."""
    number = block.number
    compound = any(c in number for c in ".-") or number[-1:].isalpha()
    return block.kind is BlockKind.LIST_ITEM and bool(_REFERENCE.match(number)) and compound


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _name_words(name: str) -> frozenset[str]:
    """The words of a name in any order, without those that one writer puts and another leaves out."""
    return frozenset(fold(name).split()) - {"and", "the", "of"}


def _opens(text: str) -> bool:
    return shows(text, "opens_verb") or shows(text, "opens_gerund")


class _RowsReader:
    def __init__(self, paper: Paper, free: Sequence[int], names: Iterable[str], first_group: int) -> None:
        self.paper = paper
        self.free = free
        self.rows = Rows(groups=first_group)
        counts = Counter(fold(paper.body(paper.blocks[i])) for i in free)
        known = list(names)
        self.names = {_name_words(name) for name in known}
        self.values = {v for v, n in counts.items() if n >= 2 and v} | {fold(name) for name in known}
        self.repeated = sorted(
            (
                text
                for i in free
                if counts[fold(text := " ".join(paper.body(paper.blocks[i]).split()))] >= 2
                and 3 <= len(text.split()) <= 20
            ),
            key=len,
            reverse=True,
        )
        self.referenced = self._referenced()
        titles = frozenset(fold(name).replace(" ", "") for name in known)
        self.holders = Holders((self.text(i) for i in free), titles)

    def _referenced(self) -> bool:
        """Whether the paper has rows that begin with a reference, most of them opening with a verb."""
        texts = [self.text(i) for i in self.free if is_reference(self.paper.blocks[i])]
        lengths = sorted(len(t.split()) for t in texts)
        return (
            len(texts) >= _LEAST_ROWS
            and sum(map(_opens, texts)) >= _OPENING * len(texts)
            and lengths[len(lengths) // 2] <= _LONGEST
        )

    def is_value(self, text: str) -> bool:
        """Whether a block recurs, or names a priority."""
        return fold(text) in self.values or _name_words(text) in self.names

    def text(self, i: int) -> str:
        return self.paper.body(self.paper.blocks[i])

    def read(self) -> Rows:
        at = 0
        while at < len(self.free):
            roles, behind = _column_names(self.paper, self.free, at)
            named = len(set(roles)) >= _LEAST_COLUMNS and "action" in roles
            if named:
                self.rows.claimed.update(self.free[at:behind])
                at = self.table(behind, roles)
            elif self.referenced and is_reference(self.paper.blocks[self.free[at]]):
                at = self.table(at, ["reference", "action"])
            else:
                at += 1
        return self.rows

    def table(self, at: int, roles: list[str]) -> int:
        """Read rows from position `at`; the position where the table is over."""
        row: Statement | None = None
        starts, idle, last = True, 0, at
        code = ""  # the reference that stands alone in the block above
        while at < len(self.free) and idle < _IDLE:
            i = self.free[at]
            block, text = self.paper.blocks[i], self.text(i)
            if len(set(_column_names(self.paper, self.free, at)[0])) >= _LEAST_COLUMNS and row is not None:
                break
            if roles[0] == "reference" and _BARE_REFERENCE.match(text):
                self.rows.claimed.add(i)
                starts, code, last = True, text, at
            elif self.begins(block, text, starts, code):
                row = self.action(i, roles, code)
                starts, idle, last, code = row is None, 0, at, ""
            elif block.kind is BlockKind.HEADING and fold(text) not in self.values:
                break
            elif row is not None:
                starts = self.cell(row, i, text, roles) or starts
                idle += 1
            else:
                idle += 1
            at += 1
        self.part_ratings()
        return max(at, last + 1)

    def part_ratings(self) -> None:
        """Where every date follows a digit ("2 Mar 2022"), the digit is the rating in the column before, not a day."""
        dues = [s.cells["due"] for s in self.rows.statements if "due" in s.cells]
        rated = [_RATING.match(self.paper.text[d.start : d.end]) for d in dues]
        if len(dues) < _LEAST_ROWS or sum(m is not None for m in rated) < _RATED * len(dues):
            return
        if any(_TWO_DIGITS.match(self.paper.text[d.start : d.end]) for d in dues):
            return
        for statement in self.rows.statements:
            due = statement.cells.get("due")
            if due and (match := _RATING.match(self.paper.text[due.start : due.end])):
                statement.cells["due"] = Span(due.start + match.end(), due.end)

    def begins(self, block: Block, text: str, starts: bool, code: str) -> bool:
        """Whether a block begins a row: it, or the block above, is a reference, or it opens with a verb."""
        if self.referenced:
            return is_reference(block)
        return (
            starts
            and block.kind is not BlockKind.HEADING
            and len(text.split()) > _LEAST_WORDS
            and (bool(code) or _opens(text))
            and fold(text) not in self.values
        )

    def action(self, i: int, roles: list[str], code: str) -> Statement | None:
        block = self.paper.blocks[i]
        number = block.number or code
        end, when = self.end_of_action(block, "due" in roles)
        if len(self.paper.text[block.body : end].split()) < _LEAST_WORDS:
            return None
        statement = Statement(Kind.ACTION, block.body, end, i, "row.action", number, label=number)
        statement.group = self.rows.groups
        self.rows.groups += 1
        if when is not None:
            statement.cells["due"] = when
        self.rows.statements.append(statement)
        self.rows.claimed.add(i)
        return statement

    def cell(self, row: Statement, i: int, text: str, roles: list[str]) -> bool:
        """Take a block in as a cell of the row; True where the row is then over."""
        block = self.paper.blocks[i]
        self.rows.claimed.add(i)
        if fold(text) in COLOURS:
            row.cells.setdefault("status" if "status" in roles else "other", Span(block.body, block.end))
            return False
        if "status" in roles and (rating := rating_of(text)):
            row.cells.setdefault("status", _moved(rating, block.body))
        when = when_of(text, self.repeated) if "due" in roles else None
        if when is not None:
            span = _moved(when, block.body)
            due = row.cells.setdefault("due", span)
            if due.end < span.start and not self.paper.text[due.end : span.start].strip() and find_dates(text):
                row.cells["due"] = Span(due.start, span.end)  # two dates, one below the other
            return roles[-1] == "due"
        if roles[-1] == "due" and "due" not in row.cells and (when := when_at_end(text)):
            row.cells["due"] = _moved(when, block.body)
            return True
        self.value(row, i, text, roles)
        return False

    def value(self, row: Statement, i: int, text: str, roles: list[str]) -> None:
        """Take in what recurs from row to row: who leads, or the priority that the row serves."""
        block = self.paper.blocks[i]
        if "lead" in roles and "lead" not in row.cells and not self.early(row, roles):
            held = self.holders.find(text)
            named = self.is_value(text) and len(fold(text).split()) > 1 and len(text.split()) <= _LONGEST_NAME
            if held is None and named and ROLE_HOLDER.search(text):
                held = Span(0, len(text))
            if held is not None and (self.leads_first(row, roles) or ROLE_HOLDER.search(text)):
                row.cells["lead"] = _moved(held, block.body)
                return
        if "priority" in roles and "priority" not in row.cells and _name_words(text) in self.names:
            span = row.cells["priority"] = Span(block.body, block.end)
            self.rows.statements.append(
                Statement(Kind.PRIORITY, span.start, span.end, i, "row.priority", "recurring value of a column")
            )

    @staticmethod
    def early(row: Statement, roles: list[str]) -> bool:
        """Whether the column of ratings stands before that of the leads, and the row has shown no rating yet."""
        return "status" in roles[: roles.index("lead")] and "status" not in row.cells

    @staticmethod
    def leads_first(row: Statement, roles: list[str]) -> bool:
        """Whether the next name in a row is a lead's, not a priority's."""
        return "priority" not in roles[: roles.index("lead")] or "priority" in row.cells

    def end_of_action(self, block: Block, dated: bool) -> tuple[int, Span | None]:
        """Where the words of the action end, and the range that says when, if the next column does."""
        text = self.paper.text[block.body : block.end]
        end, when = len(text), None
        for value in self.repeated:
            at = text.find(value)
            if at > 0 and len(text[:at].split()) >= _LEAST_WORDS:
                end = min(end, at)
        if dated:
            marks = [(d.start, d.end) for d in find_dates(text)]
            marks.extend(m.span() for m in WHEN.finditer(text) if m.group()[:1].isupper())
            for start, stop in sorted(marks):
                before = text[:start].rstrip()
                if len(before.split()) < _LEAST_WORDS or before.endswith(_DANGLING):
                    continue
                if start < end:
                    end, when = start, Span(block.body + start, block.body + stop)
                break
        return block.body + len(text[:end].rstrip()), when


def read_rows(paper: Paper, free: Sequence[int], names: Iterable[str], first_group: int) -> Rows:
    """Actions, and the priorities they name, from the rows of flattened tables.

    Args:
        free: blocks at the top level that nothing else has read, in order.
        names: of priorities known from elsewhere in the paper.
        first_group: number of the first row.
    """
    return _RowsReader(paper, free, names, first_group).read()
