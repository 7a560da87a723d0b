"""Priorities that come up again: under their label alone, or with what is done for them in the same item."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.extract.overlap import dice
from pipeline.extract.statements.model import Kind, Statement
from pipeline.extract.vocabulary import fold
from schemas.paper import Paper

_ALIKE = 0.5
"""Dice overlap of words from which a title is that of the priority stated before."""
_NUMBERED = re.compile(
    r"\s(?:\d+|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten|i{1,3}|iv|vi{0,3})\W*$", re.IGNORECASE
)
_NAME = re.compile(r"(?P<name>[^.?!:;]{4,110}?[\w)’”])\.\s+(?=[A-Z£\d“])")
_LONGEST_NAME = 12  # words
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|must|been|being)\b", re.IGNORECASE)
_BOXES = re.compile(r"\[[ xX✓✔]?\]|[☐☑☒✓✔]")


def stated_before(paper: Paper, label: str, title: str, found: Iterable[Statement]) -> Statement | None:
    """The priority that was stated with this numbered label and other words than these, or None.

    Args:
        label: as printed ("Goal 1"); title: what stands behind it, "" where nothing does.
        found: the statements so far.
    """
    if not _NUMBERED.search(label):
        return None
    folded = fold(label)
    words = Counter(fold(title).split())
    for statement in found:
        if statement.kind is Kind.PRIORITY and statement.label and fold(statement.label) == folded:
            stated = Counter(fold(paper.text[statement.start : statement.end]).split())
            return statement if not title or dice(words, stated) < _ALIKE else None
    return None


def is_listed(label: str, found: Iterable[Statement]) -> bool:
    """Whether a bare label ("Corporate objective B") names an item of a numbered list of priorities above."""
    *words, number = label.split()
    noun = fold(words[-1]) if words else ""
    return bool(noun) and any(
        s.rule == "list.priority" and s.label.lower() == number.lower() and noun in fold(s.cue) for s in found
    )


def name_in_item(text: str) -> int:
    """Length of the name with which an item of several sentences begins ("Dry homes. Roofs will be mended."), or 0."""
    name = _NAME.match(text)
    if name is None or len(name["name"].split()) > _LONGEST_NAME or _VERB.search(name["name"]):
        return 0
    return name.end("name")


def is_form(text: str) -> bool:
    """Whether words are a form's boxes to tick ("Priority 3 - Good health [x] Priority 1 - Best start [ ]")."""
    return len(_BOXES.findall(text)) > 1
