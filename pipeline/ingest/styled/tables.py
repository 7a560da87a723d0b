"""Tables: which are only layout, and which of their cells are headers."""

from __future__ import annotations

from collections import defaultdict

from pipeline.ingest.headers import mark_headers, mark_labels
from pipeline.ingest.styled.model import Flow, Grid, Para


def is_layout(grid: Grid) -> bool:
    """Whether a table says nothing by its rows and columns: it has one column, and no header."""
    filled = {cell.column for cell in grid.cells if cell.paras}
    return len(filled) < 2 and not any(cell.header for cell in grid.cells)


def opened(flow: Flow) -> list[Para | Grid]:
    """Blocks with the contents of tables in the place of those that are only layout."""
    found: list[Para | Grid] = []
    for block in flow:
        if isinstance(block, Grid) and is_layout(block):
            for cell in block.cells:
                found.extend(opened(cell.blocks))
        else:
            found.append(block)
    return found


def finish(grid: Grid) -> Grid:
    """Sort the cells, close up columns that no cell begins in, and find headers where the file names none."""
    grid.cells.sort(key=lambda cell: (cell.row, cell.column))
    _close_up(grid)
    if any(cell.header for cell in grid.cells):
        last = max(cell.row for cell in grid.cells if cell.header)
        if last < 2 and last + 1 < grid.rows:
            mark_labels(grid)
    else:
        mark_headers(grid)
    return grid


def _close_up(grid: Grid) -> None:
    """Number rows and columns without gaps: of those in which no cell begins, nothing is left to see."""
    columns = {column: i for i, column in enumerate(sorted({cell.column for cell in grid.cells}))}
    rows = {row: i for i, row in enumerate(sorted({cell.row for cell in grid.cells}))}
    ends: dict[str, dict[int, int]] = defaultdict(dict)
    for cell in grid.cells:
        for name, places, start, span in (
            ("c", columns, cell.column, cell.column_span),
            ("r", rows, cell.row, cell.row_span),
        ):
            if start + span not in ends[name]:
                ends[name][start + span] = sum(place < start + span for place in places)
    for cell in grid.cells:
        right, bottom = ends["c"][cell.column + cell.column_span], ends["r"][cell.row + cell.row_span]
        cell.column, cell.row = columns[cell.column], rows[cell.row]
        cell.column_span, cell.row_span = max(right - cell.column, 1), max(bottom - cell.row, 1)
