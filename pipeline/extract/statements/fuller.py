"""Priorities listed in a word or two, each of which a heading takes up again, with a line below that says it in full.

"Roads" in the list, then the heading "1. Roads" and below it "Roads that are safe and free of holes": the line is the
priority, the list and the heading are mentions of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.extract.statements.headings import short_line
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.vocabulary import fold
from schemas.paper import BlockKind, Paper

_LONGEST_SHORT = 4  # words of a priority that says too little by itself
_LEAST = 2
_MOST = 0.6  # share of a list that is taken up so
_NO_AIM = re.compile(
    r"(?:we (?:will|have|are)|what|how|why|our|in 20|by 20|this (?:means|includes|section|priority))\b", re.IGNORECASE
)
"""How lines begin that lead something in."""


def state_in_full(paper: Paper, statements: Sequence[Statement]) -> None:
    """Move each priority of such a list to the line that says it in full; what it was before stays as a mention."""
    lists: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.kind is Kind.PRIORITY and statement.rule == "list.priority":
            lists[statement.cue].append(statement)
    taken = {s.block for s in statements}
    heads: dict[str, list[int]] = defaultdict(list)
    for i, block in enumerate(paper.blocks):
        if block.kind is BlockKind.HEADING and block.parent < 0:
            heads[fold(paper.body(block))].append(i)
    for items in lists.values():
        short = all(len(paper.text[s.start : s.end].split()) <= _LONGEST_SHORT for s in items)
        found = [(s, n) for s in items if (n := _heading(paper, s, heads, taken)) is not None] if short else []
        if len(found) >= max(_LEAST, _MOST * len(items)):
            for statement, heading in found:
                _move(paper, statement, heading)


def _heading(paper: Paper, statement: Statement, heads: dict[str, list[int]], taken: set[int]) -> int | None:
    """The heading that takes a priority up, if the line right below it says it in full."""
    again = [i for i in heads.get(fold(paper.text[statement.start : statement.end]), []) if i > statement.block]
    if len(again) != 1 or again[0] + 1 in taken:
        return None
    text = short_line(paper, again[0] + 1)
    return again[0] if text and not _NO_AIM.match(text) else None


def _move(paper: Paper, statement: Statement, heading: int) -> None:
    head, line = paper.blocks[heading], paper.blocks[heading + 1]
    statement.mentions += [Span(statement.start, statement.end), Span(head.body, head.end)]
    statement.start, statement.end, statement.block = line.body, line.end, heading + 1
    statement.label = statement.label or head.number.strip(".()")


__all__ = ["state_in_full"]
