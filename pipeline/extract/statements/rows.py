"""Rows of a table that lost its borders: items numbered like references, each opening with what is to be done.

Text taken from a PDF without its geometry runs the cells of a row together. What still shows is the reference at
the row's head, the verb that opens the action, and where the next column begins: at a date, or at words that
stand by themselves elsewhere because they are another column's value.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.dates import find_dates
from pipeline.extract.statements.columns import column_role
from pipeline.extract.statements.features import shows
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.vocabulary import fold
from schemas.paper import BlockKind, Paper

_REFERENCE = re.compile(r"^(?:[A-Za-z]{1,4}[ .-]?)?\d{1,3}(?:[.-]\d{1,3}){0,2}[a-z]{0,2}$")
_LEAST_ROWS = 5
_OPENING = 0.6  # share of the rows that open with a verb from which they are rows of actions
_LONGEST = 90  # words: the median row of a plan is shorter
_LEAST_WORDS = 3  # words of an action before another column can begin
_WHEN = re.compile(
    r"\b(?:on-?going|in line with|plan to be|tbc|tbd|to be confirmed|immediate(?:ly)?|annually|"
    r"annual,|quarterly|monthly|short[- ]term|medium[- ]term|long[- ]term|as (?:and )?when|completed?|"
    r"red|amber|green)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Row:
    block: int
    start: int
    end: int


def _rows(paper: Paper, free: Iterable[int]) -> list[_Row]:
    return [
        _Row(i, paper.blocks[i].body, paper.blocks[i].end)
        for i in free
        if paper.blocks[i].kind is BlockKind.LIST_ITEM
        and _REFERENCE.match(paper.blocks[i].number)
        and any(c in paper.blocks[i].number for c in ".-") | paper.blocks[i].number[-1:].isalpha()
    ]


def _repeated(paper: Paper) -> list[str]:
    """Words that stand as a block of their own several times: values of a column."""
    counts = Counter(
        " ".join(paper.body(paper.blocks[i]).split())
        for i in paper.leaves
        if paper.blocks[i].kind is BlockKind.PARAGRAPH and paper.blocks[i].parent < 0
    )
    return sorted((t for t, n in counts.items() if n >= 2 and 3 <= len(t.split()) <= 20), key=len, reverse=True)


def _has_due_column(paper: Paper) -> bool:
    """Whether the names of columns are still there, one of them for when."""
    for i in paper.leaves:
        block = paper.blocks[i]
        words = fold(paper.body(block)).split()
        if 3 <= len(words) <= 40:
            names = {column_role(" ".join(words[a : a + n])) for a in range(len(words)) for n in (1, 2)}
            if "due" in names and "action" in names and len(names - {None}) >= 3:
                return True
    return False


def _end_of_action(paper: Paper, row: _Row, values: list[str], dated: bool) -> tuple[int, Span | None]:
    """Where the words of the action end, and the range that says when, if the next column does."""
    text = paper.text[row.start : row.end]
    end, when = len(text), None
    for value in values:
        at = text.find(value)
        if at > 0 and len(text[:at].split()) >= _LEAST_WORDS and at < end:
            end = at
    if dated:
        marks = [(d.start, d.end) for d in find_dates(text)]
        marks.extend(m.span() for m in _WHEN.finditer(text) if m.group()[:1].isupper())
        for start, stop in sorted(marks):
            before = text[:start].rstrip()
            if len(before.split()) < _LEAST_WORDS or before.endswith(
                (" by", " in", " from", " of", " to", "(", " the", " and")
            ):
                continue
            if start < end:
                end, when = start, Span(row.start + start, row.start + stop)
            break
    return row.start + len(text[:end].rstrip()), when


def read_rows(paper: Paper, free: Iterable[int]) -> list[Statement]:
    """Actions from the rows of flattened tables among the blocks `free`."""
    rows = _rows(paper, free)
    if len(rows) < _LEAST_ROWS:
        return []
    texts = [paper.text[r.start : r.end] for r in rows]
    lengths = sorted(len(t.split()) for t in texts)
    opening = sum(shows(t, "opens_verb") or shows(t, "opens_gerund") for t in texts)
    if opening < _OPENING * len(rows) or lengths[len(lengths) // 2] > _LONGEST:
        return []
    values = _repeated(paper)
    dated = _has_due_column(paper)
    found = []
    for row in rows:
        end, when = _end_of_action(paper, row, values, dated)
        if len(paper.text[row.start : end].split()) < _LEAST_WORDS:
            continue
        number = paper.blocks[row.block].number
        statement = Statement(Kind.ACTION, row.start, end, row.block, "row.action", number, label=number)
        if when is not None:
            statement.cells["due"] = when
        found.append(statement)
    return found
