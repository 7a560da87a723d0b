"""Tables without upright rules: a row of known column names, and below it words that keep to columns of their own.

Councils print plans with level rules alone, with shaded rows, or with nothing but white space. The names tell that a
table begins; where its columns part is where no word stands between one name and the next, down to its last line. How
its rows part is told in `row_cuts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

from pipeline.ingest.pdf.bands import band_lines, within
from pipeline.ingest.pdf.cell_runs import blocks, each, place_of, shared
from pipeline.ingest.pdf.column_names import Header, find_header
from pipeline.ingest.pdf.kept_columns import MARGIN, Body, Columns, columns_of, find_body, find_rest
from pipeline.ingest.pdf.model import BBox, Cell, Grid, PageLayout, Row, around
from pipeline.ingest.pdf.paragraphs import make_paras
from pipeline.ingest.pdf.row_cuts import row_cuts
from pipeline.ingest.pdf.rows import by_baseline

_LEAST_ROWS = 2


def take_headed(layouts: Sequence[PageLayout]) -> None:
    """Make tables of the loose rows of pages that stand below column names; one without names on its next page goes on
    in the columns of the last."""
    columns: Columns | None = None
    for page in layouts:
        columns = _take(page, columns)


def _take(page: PageLayout, before: Columns | None) -> Columns | None:
    """Move the rows of a page's tables into grids; the columns of the one that reaches its foot, if one does."""
    lines = by_baseline([row for row in page.rows if not row.turned])
    bands = cache(partial(band_lines, lines, page.shades))  # asked for on few pages
    taken: set[int] = set()
    columns: Columns | None = None
    body: Body | None = None
    at = 0
    while at < len(lines):
        columns, body, end = None, None, at + 1
        header = find_header(lines, at)
        if header is not None:
            body = find_body(lines, header, bands())
            columns = columns_of(header, body, before) if body else None
        elif at == 0 and before is not None:
            body, columns = find_rest(lines, before, bands()), before
        least = 1 if before is not None and columns is before else _LEAST_ROWS
        grid = _grid(page, columns, header, body, least) if columns and body else None
        if grid is None or body is None:
            columns = None
        else:
            page.grids.append(grid)
            end = body.end
            taken.update(id(row) for line in lines[at:end] for row in line)
        at = end
    if taken:
        page.rows = [row for row in page.rows if id(row) not in taken]
    return columns


def _grid(page: PageLayout, columns: Columns, header: Header | None, body: Body, least: int) -> Grid | None:
    """The table, or None where fewer than `least` rows can be told."""
    rows = [row for line in body.lines for row in line]
    extent = around(row.box for row in (*rows, *body.bands))
    box = (columns.edges[0], extent[1] - 1, columns.edges[-1], extent[3] + 1)
    placed = [(columns.of(row) or 0, row) for row in rows]
    bands = blocks(body.bands)
    marks = [box[1], *row_cuts(placed, bands, page.rules, page.shades, box, columns.roles), box[3]]
    if len(marks) <= least:
        return None
    offset = int(header is not None)
    cells: list[Cell] = []
    if header is not None:
        for c, name in enumerate(header.names):
            top = (columns.edges[c], min(row.y0 for row in name), columns.edges[c + 1], box[1])
            cells.append(_cell(page, (0, c), top, name))
    across = {place_of(marks, band[0]): band for band in bands}
    for r, words in across.items():
        band = _cell(page, (r + offset, 0), (box[0], marks[r], box[2], marks[r + 1]), words)
        band.column_span = len(columns.names)
        cells.append(band)
    for c, role in enumerate(columns.roles):
        own = [row for column, row in placed if column == c]
        others = [row for column, row in placed if column != c]
        for first, last, words in (
            shared(own, others, marks, across) if role == "priority" else each(own, marks, across)
        ):
            place = (columns.edges[c], marks[first], columns.edges[c + 1], marks[last + 1])
            cells.append(_cell(page, (first + offset, c), place, words))
            cells[-1].row_span = last - first + 1
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(page.number, around(cell.box for cell in cells), list(columns.edges), cells)


def _cell(page: PageLayout, place: tuple[int, int], box: BBox, rows: Sequence[Row]) -> Cell:
    own = sorted(rows, key=lambda r: (r.base, r.x0))
    right = max([box[2] - MARGIN, *(r.x1 for r in own)])
    filled = any(within(box, shade) for shade in page.shades)
    return Cell(*place, 1, 1, box, make_paras(own, right, within=True), filled=filled)
