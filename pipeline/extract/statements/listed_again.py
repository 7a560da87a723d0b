"""A numbered list of priorities in short, each of which a label of its own puts at length further down.

"1. Hot meals" in the list and "Priority 1: Nobody in the borough goes without a hot meal" over what is done for it are
one priority, though they hardly share a word. The whole of the list shows it, where its words alone do not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.vocabulary import fold
from schemas.paper import Paper

_LABELLED = ("heading.priority", "label.priority", "table.label", "table.heading", "row.priority")
_LABEL = re.compile(r"(?P<noun>[A-Za-z]+)\s+(?P<number>\d{1,2}|[A-Za-z])\W*$")
_LEAST = 2
_ALIKE = 0.5  # share of the pairs that share a word
_SHORTEST = 4  # letters of a word that says something
_STEM = 5  # letters by which words are compared
_COMMON = frozenset(("that", "this", "with", "from", "their", "have", "will", "where", "which", "what", "when", "ours"))
"""Words as long that say nothing."""


def merge_listed(paper: Paper, statements: list[Statement]) -> list[Statement]:
    """Statements with each item of such a list made a mention of what its label puts at length."""
    lists: dict[str, list[Statement]] = defaultdict(list)
    labelled: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.kind is not Kind.PRIORITY or not statement.label:
            continue
        if statement.rule == "list.priority":
            lists[statement.cue].append(statement)
        elif statement.rule.startswith(_LABELLED) and (label := _LABEL.search(statement.label)):
            labelled[_stem(label["noun"]), label["number"].lower()].append(statement)
    gone: set[int] = set()
    for cue, items in lists.items():
        for noun in sorted({noun for noun, _ in labelled}):
            if noun in {_stem(word) for word in fold(cue).split()}:
                gone.update(_merge(paper, items, {n: made for (of, n), made in labelled.items() if of == noun}))
    return [s for s in statements if id(s) not in gone] if gone else statements


def _stem(word: str) -> str:
    """A noun in a form that one and many have in common ("priorities", "priority")."""
    word = word.lower()
    return word[:-3] if word.endswith("ies") else word.rstrip("sy")


def _merge(paper: Paper, items: Sequence[Statement], labelled: dict[str, list[Statement]]) -> set[int]:
    """The items of one list that are labelled further down, each made a mention there; by identity."""
    last = items[-1].start
    pairs = [
        (s, made[0])
        for s in items
        if len(made := [m for m in labelled.get(s.label.lower(), []) if m.start > last]) == 1
    ]
    if len({s.label for s in items}) < len(items) or len(pairs) < max(_LEAST, len(items)):
        return set()
    if sum(bool(_words(paper, a) & _words(paper, b)) for a, b in pairs) < _ALIKE * len(pairs):
        return set()
    if len(pairs) < len(labelled) - 1:
        return set()
    for item, full in pairs:
        if item.end - item.start > full.end - full.start:
            full.mentions.append(Span(full.start, full.end))
            full.start, full.end, full.block = item.start, item.end, item.block
        else:
            full.mentions.append(Span(item.start, item.end))
    return {id(item) for item, _ in pairs}


def _words(paper: Paper, statement: Statement) -> frozenset[str]:
    """The words of a priority that say something, by their beginnings."""
    words = fold(paper.text[statement.start : statement.end]).split()
    return frozenset(w[:_STEM] for w in words if len(w) >= _SHORTEST and w not in _COMMON)


__all__ = ["merge_listed"]
