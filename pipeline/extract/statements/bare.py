"""Labels set in a column of their own, of which extraction left neither colon nor gap ("Lead Tree Officer").

The words alone do not tell such a label from the beginning of a sentence. That block after block begins with another of
them, and that the same ones come again, does.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from pipeline.columns import field_role, label_words
from schemas.paper import BlockKind, Paper

_LEAST_ROLES = 3  # of a run of blocks
_LEAST_TIMES = 2  # that a label comes
_NEEDED = frozenset(("lead", "due", "status", "progress"))


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    """A known label at the beginning of a block, before words that begin anew."""
    words = sorted(label_words(), key=lambda w: (-len(w), w))
    known = "|".join(r"[\s/-]+".join(map(re.escape, w.split())) for w in words)
    return re.compile(rf"(?P<label>(?=[A-Z])(?i:{known}))\s+(?=[A-Z0-9£“‘\"'(])")


def bare_labels(paper: Paper) -> dict[int, tuple[int, str]]:
    """Where the words behind a bare label begin in their block, and the label's role, by block."""
    found: dict[int, tuple[str, int, str]] = {}
    for i, block in enumerate(paper.blocks):
        if block.parent >= 0 or block.kind is BlockKind.TABLE:
            continue
        match = _opening().match(paper.text, block.body, block.end)
        role = field_role(match["label"], loose=False) if match else None
        if match and role:
            found[i] = (match["label"], match.end() - block.body, role)
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
