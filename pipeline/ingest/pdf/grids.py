"""Ruled tables of a page: the cells between its rules, and the words that stand in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.ingest.pdf.lattice import Rule, cells_of, crossings, merged, tables_of
from pipeline.ingest.pdf.model import BBox, Edge, Frame, Span, around
from pipeline.ingest.pdf.rules import sides
from pipeline.ingest.pdf.spans import TextReader

_SNAP = 3.0  # points within which edges are one
_EXACT = 0.01  # points by which what is drawn at one place may differ
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
    boxed = [(fill, sides(fill)) for fill in fills]
    drawn = [*edges, *(side for _, own in boxed for side in own)]
    if not _may_hold_table(drawn):
        return [], spans
    if boxed and _may_hold_table(edges):
        rules = _rules(edges)
        tables = _tables(*rules)
        ruled = [cell for table in tables for cell in table]
        dividing = [side for fill, own in boxed if not any(_shades(fill, cell) for cell in ruled) for side in own]
        if not all(_is_drawn(side, *rules) for side in dividing):
            tables = _tables(*_rules([*edges, *dividing]))
    else:
        tables = _tables(*_rules(drawn))
    grids: list[RawGrid] = []
    for cells in tables:
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


def _rules(edges: Sequence[Edge]) -> tuple[list[Rule], list[Rule]]:
    """Level rules and upright ones, in order."""
    return (
        merged([(edge.y0, edge.x0, edge.x1) for edge in edges if edge.level], _SNAP),
        merged([(edge.x0, edge.y0, edge.y1) for edge in edges if not edge.level], _SNAP),
    )


def _is_drawn(side: Edge, level: Sequence[Rule], upright: Sequence[Rule]) -> bool:
    """Whether a rule runs all along a side of a box."""
    rules, at, start, end = (level, side.y0, side.x0, side.x1) if side.level else (upright, side.x0, side.y0, side.y1)
    for place, first, last in rules[bisect_left(rules, (at - _EXACT, 0.0, 0.0)) :]:
        if place > at + _EXACT:
            break
        if first <= start + _EXACT and last >= end - _EXACT:
            return True
    return False


def _tables(level: Sequence[Rule], upright: Sequence[Rule]) -> list[list[BBox]]:
    """Groups of adjoining cells, the largest area first."""
    if len(level) * len(upright) > _MOST_CROSSINGS:
        return []
    level_at, upright_at = crossings(level, upright, _SNAP)
    if len(level_at) > _MOST_INTERSECTIONS:
        return []
    return sorted(tables_of(cells_of(level_at, upright_at)), key=lambda table: -_area(around(table)))


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


def _nearest(marks: Sequence[float], values: Sequence[float]) -> dict[float, int]:
    """Which mark is the nearest to each value, by number."""
    return {value: min(range(len(marks)), key=lambda i: abs(marks[i] - value)) for value in set(values)}


def _grid(boxes: Sequence[BBox]) -> RawGrid | None:
    abscissae, ordinates = [x for b in boxes for x in (b[0], b[2])], [y for b in boxes for y in (b[1], b[3])]
    columns, rows = _marks(abscissae), _marks(ordinates)
    if len(columns) < 3 or len(rows) < 2:
        return None  # one column is a frame around text
    column_at, row_at = _nearest(columns, abscissae), _nearest(rows, ordinates)
    taken: set[tuple[int, int]] = set()
    cells = []
    for box in sorted(boxes, key=lambda b: (b[1], b[0])):
        c0, r0, c1, r1 = column_at[box[0]], row_at[box[1]], column_at[box[2]], row_at[box[3]]
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

    tops, lefts = grid.rows[:-1], grid.columns[:-1]

    def cell_at(x: float, y: float) -> RawCell | None:
        if not (x0 <= x <= x1 and y0 - 1 <= y <= y1 + 1):
            return None
        return lookup[bisect_right(tops, y, 1) - 1, bisect_right(lefts, x, 1) - 1]

    rest: list[Span] = []
    for span in spans:
        middle = (span.y0 + span.y1) / 2
        if not y0 - 1 <= middle <= y1 + 1:
            rest.append(span)
            continue
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
