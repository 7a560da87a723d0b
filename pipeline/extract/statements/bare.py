"""Labels set in a column of their own, of which extraction left neither colon nor gap ("Lead Tree Officer").

The words alone do not tell such a label from the beginning of a sentence. That block after block begins with another of
them, and that the same ones come again, does.
"""

from __future__ import annotations

import re
from collections import Counter

from pipeline.columns import field_role, known_labels, label_openings
from pipeline.vocabulary import fold
from schemas.paper import BlockKind, Paper

_FIRST = re.compile(r"[A-Z][\w’']*")
_WORDS_ON = re.compile(r"\s+(?=[A-Z0-9£“‘\"'(])")  # where a label may end
_NUMBER = re.compile(r"[A-Z]{0,3}\d+(?:[./]\d+)*[a-z]?$")  # the label's own, with no words behind it
_LONGEST = 60  # characters of a label
_LEAST_ROLES = 3  # of a run of blocks
_LEAST_TIMES = 2  # that a label comes
_NEEDED = frozenset(("lead", "due", "status", "progress"))


def _opening(text: str) -> re.Match[str] | None:
    """The longest known label at the beginning of some words, before others that begin anew."""
    first = _FIRST.match(text)
    if first is None or fold(first[0]) not in label_openings():
        return None
    found = None
    for match in _WORDS_ON.finditer(text, 0, _LONGEST):
        if fold(text[: match.start()]) in known_labels() and not _NUMBER.match(text, match.end()):
            found = match
    return found


def bare_labels(paper: Paper) -> dict[int, tuple[int, str]]:
    """Where the words behind a bare label begin in their block, and the label's role, by block."""
    found: dict[int, tuple[str, int, str]] = {}
    for i, block in enumerate(paper.blocks):
        if block.parent >= 0 or block.kind is BlockKind.TABLE:
            continue
        text = paper.body(block)
        opening = _opening(text)
        label = text[: opening.start()] if opening else ""
        role = field_role(label, loose=False) if label else None
        if opening and role:
            found[i] = (label, opening.end(), role)
    times = Counter(label for label, _, _ in found.values())
    kept: dict[int, tuple[int, str]] = {}
    for run in _runs(sorted(found)):
        again = [i for i in run if times[found[i][0]] >= _LEAST_TIMES]
        roles = {found[i][2] for i in again}
        if len(roles) >= _LEAST_ROLES and len(roles & _NEEDED) > 1 and len({found[i][0] for i in again}) > 2:
            kept.update((i, found[i][1:]) for i in again)
    return kept


def _runs(blocks: list[int]) -> list[list[int]]:
    """Blocks that follow one upon another, but for one between."""
    runs: list[list[int]] = []
    for i in blocks:
        if runs and i - runs[-1][-1] <= 2:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs
