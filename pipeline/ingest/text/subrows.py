"""Rows within a row: paragraphs that stand side by side in its cells, at one height or one after the other.

An author who writes several actions into one cell lets white space between them, so that each stands beside its
progress and its date in the next cells.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_APART = 1.75  # lines from one line to the next, from which white space parts paragraphs
_LEVEL = 1.6  # lines by which paragraphs side by side may differ in height
_EACH = frozenset({"progress", "due", "status", "lead", "measure"})
"""Columns whose paragraphs bear out that each is of another action."""
_OWN = frozenset({"progress"})
"""Columns whose only paragraph is of the action beside it, not of all."""

Place = tuple[int, float]
"""A page, and the height below the row's top on that page, in lines."""


@dataclass(frozen=True, slots=True)
class SubCell:
    """Lines of a cell that stand beside some of a row's actions: from the one to below the other."""

    column: int
    start: int
    stop: int
    lines: list[int]


def part(
    row: Mapping[int, Sequence[int]], roles: Sequence[str], places: Sequence[Place], drops: Sequence[float]
) -> list[SubCell] | None:
    """The cells of a row that holds several actions; None where it holds one.

    Args:
        row: the lines of each cell, by column.
        roles: of the columns; one is `action`.
        places: of all lines of the table.
        drops: of all lines of the table, from the line before, in lines; 0 for the first of a page.
    """
    parts = {column: _paragraphs(lines, drops) for column, lines in row.items()}
    actions = parts.get(roles.index("action"), [])
    count = len(actions)
    if count < 2:
        return None
    tops = [places[paragraph[0]] for paragraph in actions]
    found: list[SubCell] = []
    borne = False
    for column, paragraphs in sorted(parts.items()):
        role = roles[column]
        if len(paragraphs) == 1 and role not in _OWN and role != "action":
            found.append(SubCell(column, 0, count, paragraphs[0]))
            continue
        if len(paragraphs) == count:
            beside = list(range(count))
        else:
            beside = [_beside(places[paragraph[0]], tops) for paragraph in paragraphs]
        borne = borne or (role in _EACH and len(set(beside)) > 1)
        for n in range(count):
            lines = [line for paragraph, at in zip(paragraphs, beside, strict=True) if at == n for line in paragraph]
            if lines:
                found.append(SubCell(column, n, n + 1, lines))
    return found if borne else None


def _paragraphs(lines: Sequence[int], drops: Sequence[float]) -> list[list[int]]:
    found: list[list[int]] = []
    for n, line in enumerate(lines):
        if not n or drops[line] >= _APART:
            found.append([])
        found[-1].append(line)
    return found


def _beside(place: Place, tops: Sequence[Place]) -> int:
    """The action beside which a paragraph stands: the last that begins no lower."""
    page, height = place
    return max(bisect_right(tops, (page, height + _LEVEL)) - 1, 0)
