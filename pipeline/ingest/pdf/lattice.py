"""Rules to the tables that they draw: rules that all but meet are one, where they cross, the cells between crossings.

The method is that of pdfplumber's `merge_edges`, `edges_to_intersections`, `intersections_to_cells` and
`cells_to_tables` (https://github.com/jsvine/pdfplumber, MIT), and so are the cells that it finds; but rules are tuples,
those of a crossing are gathered once, and tables are followed from corner to corner.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.ingest.pdf.model import BBox

Rule = tuple[float, float, float]
"""The ordinate of a level rule, or the abscissa of an upright one; from where to where it runs."""
Point = tuple[float, float]
RulesAt = Mapping[Point, set[Rule]]
"""Which rules of one direction meet at each crossing."""


def merged(rules: Sequence[Rule], tolerance: float) -> list[Rule]:
    """Rules of one direction, in order: those no farther apart than `tolerance` stand at their mean, and are one where
    they run into each other."""
    found: list[Rule] = []
    for at, start, end in sorted(_snapped(rules, tolerance)):
        if found and found[-1][0] == at and start <= found[-1][2] + tolerance:
            found[-1] = (at, found[-1][1], max(found[-1][2], end))
        else:
            found.append((at, start, end))
    return found


def _snapped(rules: Sequence[Rule], tolerance: float) -> Iterable[Rule]:
    """Rules at the mean place of those that stand so near to each other that no wider step parts them."""
    groups: list[list[Rule]] = []
    group_at: dict[float, list[Rule]] = {}
    last = float("-inf")
    for at in sorted({rule[0] for rule in rules}):
        if at > last + tolerance:
            groups.append([])
        group_at[at] = groups[-1]
        last = at
    for rule in rules:
        group_at[rule[0]].append(rule)
    for group in groups:
        mean = sum([rule[0] for rule in group]) / len(group)
        for at, start, end in group:
            yield at + (mean - at), start, end


def crossings(level: Sequence[Rule], upright: Sequence[Rule], tolerance: float) -> tuple[RulesAt, RulesAt]:
    """Where rules cross, or come as near to it as `tolerance`: the level rules there, and the upright ones."""
    level_at: dict[Point, set[Rule]] = defaultdict(set)
    upright_at: dict[Point, set[Rule]] = defaultdict(set)
    for standing in upright:
        x, top, bottom = standing
        for lying in level:
            y, left, right = lying
            if top <= y + tolerance and bottom >= y - tolerance and x >= left - tolerance and x <= right + tolerance:
                level_at[x, y].add(lying)
                upright_at[x, y].add(standing)
    return level_at, upright_at


def cells_of(level_at: RulesAt, upright_at: RulesAt) -> list[BBox]:
    """The smallest cell to the right of and below each crossing."""
    below: dict[float, list[float]] = defaultdict(list)
    right: dict[float, list[float]] = defaultdict(list)
    for x, y in sorted(level_at, reverse=True):
        below[x].append(y)
        right[y].append(x)
    found = []
    for x, y in sorted(level_at):
        below[x].pop()  # itself: what is left stands below it, or to its right
        right[y].pop()
        found += _smallest((x, y), below[x], right[y], level_at, upright_at)
    return found


def _smallest(
    corner: Point, below: Sequence[float], right: Sequence[float], level_at: RulesAt, upright_at: RulesAt
) -> list[BBox]:
    """The cell of an upper left corner, in a list of one, if there is one; the nearest points stand last."""
    x, y = corner
    for bottom in reversed(below):
        if upright_at[x, y].isdisjoint(upright_at[x, bottom]):
            continue
        for end in reversed(right):
            if (
                (end, bottom) in upright_at
                and not level_at[x, y].isdisjoint(level_at[end, y])
                and not upright_at[end, bottom].isdisjoint(upright_at[end, y])
                and not level_at[end, bottom].isdisjoint(level_at[x, bottom])
            ):
                return [(x, y, end, bottom)]
    return []


def tables_of(cells: Sequence[BBox]) -> list[list[BBox]]:
    """Cells that hang together by their corners, two or more, in the order of their first cells."""
    by_corner: dict[Point, list[BBox]] = defaultdict(list)
    for cell in cells:
        for corner in _corners(cell):
            by_corner[corner].append(cell)
    found: list[list[BBox]] = []
    seen: set[BBox] = set()
    for cell in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        if cell in seen:
            continue
        seen.add(cell)
        table = [cell]
        for member in table:  # grows as it goes
            for corner in _corners(member):
                for other in by_corner.pop(corner, ()):
                    if other not in seen:
                        seen.add(other)
                        table.append(other)
        if len(table) > 1:
            found.append(table)
    return found


def _corners(cell: BBox) -> tuple[Point, Point, Point, Point]:
    x0, y0, x1, y1 = cell
    return (x0, y0), (x0, y1), (x1, y0), (x1, y1)
