"""Rules to the tables that they draw: rules that all but meet are one, where they cross, the cells between crossings.

Rules are put together, and cells to tables, by pdfplumber (https://github.com/jsvine/pdfplumber). What lies between is
its method, too, and finds the cells of its `edges_to_intersections` and `intersections_to_cells`; but those gather the
rules of a crossing anew for each cell that it might belong to, which takes most of the time of finding tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pdfplumber.table import cells_to_tables, merge_edges

from pipeline.ingest.pdf.model import BBox

Rule = tuple[float, float, float]
"""The ordinate of a level rule, or the abscissa of an upright one; from where to where it runs."""
Point = tuple[float, float]
RulesAt = Mapping[Point, set[Rule]]
"""Which rules of one direction meet at each crossing."""


def merged(rules: Sequence[Rule], tolerance: float) -> list[Rule]:
    """Rules of one direction, in order: those no farther apart than `tolerance` stand at their mean, and are one where
    they run into each other."""
    level = [
        {"orientation": "h", "x0": start, "x1": end, "top": at, "bottom": at, "width": end - start, "height": 0.0}
        for at, start, end in rules
    ]
    found = merge_edges(level, tolerance, tolerance, tolerance, tolerance)
    return sorted([(edge["top"], edge["x0"], edge["x1"]) for edge in found])


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
    tables: list[list[BBox]] = cells_to_tables(list(cells))
    return tables
