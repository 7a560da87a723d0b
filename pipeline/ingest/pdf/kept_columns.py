"""How far down a page words keep to the columns that names above them show, and where the columns part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.ingest.pdf.bands import without_bands
from pipeline.ingest.pdf.cell_runs import place
from pipeline.ingest.pdf.column_names import Header, Line, names_again, parted
from pipeline.ingest.pdf.model import Row

_LEAST_GUTTER = 2.0  # points
MARGIN = 1.5
"""Points between a column's edge and its words."""
_FAR = 3.5  # of the type size: a wider step ends the table
_SEAM = 6.0  # points left of a known column's edge where white space is looked for


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: names, what they hold, and the abscissae between which they stand."""

    names: tuple[str, ...]
    roles: tuple[str | None, ...]
    edges: tuple[float, ...]

    def of(self, row: Row) -> int | None:
        """The column in which a printed line stands; None where it runs over two."""
        first = place(self.edges, row.x0 + 1)
        return first if first == place(self.edges, row.x1 - 1) else None


@dataclass(slots=True)
class Body:
    """Lines below the names, up to `end`; rows that stand across all columns; the abscissae that part columns."""

    lines: list[Line]
    bands: list[Row]
    cuts: list[float]
    end: int


def find_body(lines: Sequence[Line], header: Header, bands: Mapping[int, bool]) -> Body | None:
    """The lines below names that keep to columns around their middles, as far as white space parts the columns."""
    middles = header.middles
    free = [[(left[1], right[0])] for left, right in pairwise(header.spans)]
    body = Body([], [], [], header.end)
    for at in range(header.end, len(lines)):
        line = [part for row in lines[at] for part in parted(row, free)]
        above = lines[at - 1] if at else line
        if line[0].base - above[0].base > _FAR * max(line[0].size, above[0].size) or names_again(lines[at]):
            break
        left = [_less(own, line) for own in free]
        over = any(sum(row.x0 < middle < row.x1 for middle in middles) > 1 for row in line)
        if over or any(max((x1 - x0 for x0, x1 in own), default=0) < _LEAST_GUTTER for own in left):
            if at not in bands:
                break
            body.bands.append(line[0])
        else:
            free = left
            body.lines.append(line)
        body.end = at + 1
    body.lines, dressed = without_bands(body.lines, bands, lines)
    body.bands.extend(dressed)
    if not body.lines:
        return None
    widest = [max(own, key=lambda gap: gap[1] - gap[0]) for own in free]
    body.cuts = [max(x1 - MARGIN, (x0 + x1) / 2) for x0, x1 in widest]
    return body


def _less(free: Sequence[tuple[float, float]], line: Sequence[Row]) -> list[tuple[float, float]]:
    """What is left of white space where the words of a line stand."""
    left = list(free)
    for row in line:
        left = [
            piece
            for x0, x1 in left
            for piece in ((x0, min(x1, row.x0)), (max(x0, row.x1), x1))
            if piece[1] - piece[0] > 0
        ]
    return left


def columns_of(header: Header, body: Body, before: Columns | None) -> Columns:
    """The columns of a table; those of the page before where it has the same names and keeps to them."""
    names = tuple(" ".join(row.printed for row in name) for name in header.names)
    rows = [row for line in body.lines for row in line]
    if before is not None and before.names == names and None not in {before.of(row) for row in rows}:
        return before
    everything = [*rows, *(row for name in header.names for row in name)]
    left = min(row.x0 for row in everything) - MARGIN
    right = max(row.x1 for row in everything) + MARGIN
    return Columns(names, header.roles, (left, *body.cuts, right))


def find_rest(lines: Sequence[Line], columns: Columns, bands: Mapping[int, bool]) -> Body | None:
    """The lines at the head of a page that keep to the columns of the page before."""
    body = Body([], [], list(columns.edges[1:-1]), 0)
    edges = columns.edges
    free = [[(edge - _SEAM, edge + MARGIN)] for edge in edges[1:-1]]
    for at, line in enumerate(lines):
        parts = [part for row in line for part in parted(row, free)]
        if at and line[0].base - lines[at - 1][0].base > _FAR * line[0].size:
            break
        if None in {columns.of(row) for row in parts}:
            if at not in bands:
                break
            body.bands.append(line[0])
        else:
            body.lines.append(parts)
        body.end = at + 1
    return body if len({columns.of(row) for line in body.lines for row in line}) > 1 else None
