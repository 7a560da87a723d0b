"""Ruled tables of a page: pdfplumber's grid functions on edges and words that PDFium gave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, merge_edges
from pdfplumber.utils.geometry import obj_to_bbox

from pipeline.ingest.pdf.model import BBox, Edge, Frame, Span, around
from pipeline.ingest.pdf.rules import sides
from pipeline.ingest.pdf.spans import TextReader

_SNAP = 3.0  # points within which edges are one
_NARROW = 4.0  # a narrower row or column is a double rule
_MOST_EDGES = 3000  # a page with more is a drawing
_MOST_CROSSINGS, _MOST_INTERSECTIONS = 250_000, 4_000  # a page with more is squared paper or a chart
_COVERED = 0.6  # share of a table's positions that cells must cover


@dataclass(slots=True)
class RawCell:
    """A cell of the grid with the spans that stand in it."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: BBox
    spans: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class RawGrid:
    """A grid: column edges, row edges, cells."""

    columns: list[float]
    rows: list[float]
    cells: list[RawCell]

    @property
    def box(self) -> BBox:
        """The box around it."""
        return self.columns[0], self.rows[0], self.columns[-1], self.rows[-1]


def find_grids(
    edges: Sequence[Edge], fills: Sequence[BBox], spans: list[Span], reader: TextReader | None, frame: Frame
) -> tuple[list[RawGrid], list[Span]]:
    """The ruled tables of a page with their words, and the spans that stand in none.

    `reader` cuts spans that run over several cells; None where each is one word.

    Filled boxes that adjoin make a grid, too; but shading behind the words of a ruled cell does not divide it.
    """
    if not _may_hold_table([*edges, *(side for fill in fills for side in sides(fill))]):
        return [], spans
    ruled = [cell for table in _tables(edges) for cell in table] if fills and _may_hold_table(edges) else []
    filled_edges = [side for fill in fills if not any(_shades(fill, cell) for cell in ruled) for side in sides(fill)]
    grids: list[RawGrid] = []
    for cells in _tables([*edges, *filled_edges]):
        grid = _grid(cells)
        if grid and not any(_inside(grid.box, other.box) for other in grids):
            filled, rest = _fill(grid, spans, reader, frame)
            if filled:
                grids.append(grid)
                spans = rest
    return sorted(grids, key=lambda g: (g.box[1], g.box[0])), spans


def _may_hold_table(edges: Sequence[Edge]) -> bool:
    level = sum(edge.level for edge in edges)
    return level >= 2 and len(edges) - level >= 2 and len(edges) <= _MOST_EDGES


def _tables(edges: Sequence[Edge]) -> list[list[BBox]]:
    """Groups of adjoining cells, the largest area first."""
    objects: list[dict[str, Any]] = [
        {
            "x0": e.x0,
            "x1": e.x1,
            "top": e.y0,
            "bottom": e.y1,
            "width": e.x1 - e.x0,
            "height": e.y1 - e.y0,
            "orientation": "h" if e.level else "v",
        }
        for e in edges
    ]
    merged = merge_edges(objects, _SNAP, _SNAP, _SNAP, _SNAP)
    level = sum(e["orientation"] == "h" for e in merged)
    if level * (len(merged) - level) > _MOST_CROSSINGS:
        return []
    intersections = edges_to_intersections(merged, _SNAP, _SNAP)
    if len(intersections) > _MOST_INTERSECTIONS:
        return []
    tables: list[list[BBox]] = cells_to_tables(cells_of(intersections))
    return sorted(tables, key=lambda t: -_area(around(t)))


def cells_of(crossings: Mapping[tuple[float, float], Mapping[str, Sequence[dict[str, Any]]]]) -> list[BBox]:
    """The smallest cell to the right of and below each crossing of edges.

    It is what pdfplumber's `intersections_to_cells` finds; that gathers the edges of a crossing anew for each cell that
    it might belong to, which took most of the time of finding tables.
    """
    upright = {point: {obj_to_bbox(edge) for edge in edges["v"]} for point, edges in crossings.items()}
    level = {point: {obj_to_bbox(edge) for edge in edges["h"]} for point, edges in crossings.items()}
    below, right = defaultdict(list), defaultdict(list)
    for x, y in sorted(crossings, reverse=True):
        below[x].append(y)
        right[y].append(x)
    found = []
    for x, y in sorted(crossings):
        below[x].pop()  # itself: what is left stands below it, or to its right
        right[y].pop()
        found += _smallest((x, y), below[x], right[y], upright, level)
    return found


_EdgesAt = Mapping[tuple[float, float], set[BBox]]


def _smallest(
    corner: tuple[float, float], below: Sequence[float], right: Sequence[float], upright: _EdgesAt, level: _EdgesAt
) -> list[BBox]:
    """The cell of an upper left corner, in a list of one, if there is one; the nearest points stand last."""
    x, y = corner
    for bottom in reversed(below):
        if upright[x, y].isdisjoint(upright[x, bottom]):
            continue
        for end in reversed(right):
            if (
                (end, bottom) in upright
                and not level[x, y].isdisjoint(level[end, y])
                and not upright[end, bottom].isdisjoint(upright[end, y])
                and not level[end, bottom].isdisjoint(level[x, bottom])
            ):
                return [(x, y, end, bottom)]
    return []


def _area(box: BBox) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _inside(box: BBox, other: BBox) -> bool:
    return (
        box[0] >= other[0] - _SNAP
        and box[1] >= other[1] - _SNAP
        and box[2] <= other[2] + _SNAP
        and box[3] <= other[3] + _SNAP
    )


def _shades(fill: BBox, cell: BBox) -> bool:
    """Whether a filled box stands within a ruled cell and is smaller than it."""
    if not _inside(fill, cell):
        return False
    return (cell[2] - cell[0]) - (fill[2] - fill[0]) > _SNAP or (cell[3] - cell[1]) - (fill[3] - fill[1]) > _SNAP


def _marks(values: Sequence[float]) -> list[float]:
    """Distinct abscissae or ordinates, those of double rules as one."""
    marks: list[float] = []
    for value in sorted(set(values)):
        if not marks or value - marks[-1] >= _NARROW:
            marks.append(value)
    return marks


def _nearest(marks: Sequence[float], value: float) -> int:
    return min(range(len(marks)), key=lambda i: abs(marks[i] - value))


def _grid(boxes: Sequence[BBox]) -> RawGrid | None:
    columns = _marks([x for b in boxes for x in (b[0], b[2])])
    rows = _marks([y for b in boxes for y in (b[1], b[3])])
    if len(columns) < 3 or len(rows) < 2:
        return None  # one column is a frame around text
    taken: set[tuple[int, int]] = set()
    cells = []
    for box in sorted(boxes, key=lambda b: (b[1], b[0])):
        c0, c1 = _nearest(columns, box[0]), _nearest(columns, box[2])
        r0, r1 = _nearest(rows, box[1]), _nearest(rows, box[3])
        places = {(r, c) for r in range(r0, r1) for c in range(c0, c1)}
        if places and not places & taken:
            taken |= places
            cells.append(RawCell(r0, c0, r1 - r0, c1 - c0, (columns[c0], rows[r0], columns[c1], rows[r1])))
    if len(taken) < _COVERED * (len(columns) - 1) * (len(rows) - 1):
        return None
    cells.extend(
        RawCell(r, c, 1, 1, (columns[c], rows[r], columns[c + 1], rows[r + 1]))
        for r in range(len(rows) - 1)
        for c in range(len(columns) - 1)
        if (r, c) not in taken
    )
    return RawGrid(columns, rows, sorted(cells, key=lambda cell: (cell.row, cell.column)))


def _fill(grid: RawGrid, spans: Sequence[Span], reader: TextReader | None, frame: Frame) -> tuple[bool, list[Span]]:
    """Put spans into the cells; False where the grid is no table. Also the spans left over."""
    x0, y0, x1, y1 = grid.box
    lookup = {
        (r, c): cell
        for cell in grid.cells
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.column, cell.column + cell.column_span)
    }

    def cell_at(x: float, y: float) -> RawCell | None:
        if not (x0 <= x <= x1 and y0 - 1 <= y <= y1 + 1):
            return None
        row = max(sum(mark <= y for mark in grid.rows[:-1]) - 1, 0)
        column = max(sum(mark <= x for mark in grid.columns[:-1]) - 1, 0)
        return lookup[(row, column)]

    rest: list[Span] = []
    for span in spans:
        middle = (span.y0 + span.y1) / 2
        pieces = [span]
        ends = cell_at(max(span.x0 + 1, x0), middle), cell_at(min(span.x1 - 1, x1), middle)
        if reader and ends[0] is not ends[1] and not span.turned:
            pieces = reader.pieces(span, frame, grid.columns)
        for piece in pieces:
            home = cell_at(*piece.middle)
            if home is None:
                rest.append(piece)
            else:
                home.spans.append(piece)
    used = [cell for cell in grid.cells if cell.spans]
    table = (
        len(used) >= 2
        and (len(used) >= 0.2 * len(grid.cells) or len(used) >= 12)
        and len({cell.column for cell in used}) >= 2
    )
    if not table:
        for cell in grid.cells:
            cell.spans.clear()
        return False, list(spans)
    return True, rest
