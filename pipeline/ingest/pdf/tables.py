"""Tables over page breaks."""

from __future__ import annotations

from pipeline.ingest.headers import is_bold, names_columns
from pipeline.ingest.pdf.joins import goes_on, join_paras
from pipeline.ingest.pdf.model import Cell, Grid

_SAME = 5.0  # points by which column edges of one table may differ between pages


def continues(grid: Grid, following: Grid) -> bool:
    """Whether a table at the head of the next page is the rest of one.

    It has the same column edges (or one has all those of the other), and no header row of other words.
    """
    one = [x - grid.columns[0] for x in grid.columns]
    other = [x - following.columns[0] for x in following.columns]
    if abs(one[-1] - other[-1]) > _SAME:
        return False
    few, many = sorted((one, other), key=len)
    if not all(any(abs(x - y) <= _SAME for y in many) for x in few):
        return False
    top = [c for c in following.cells if c.row == 0 and c.text]
    head = [c.text for c in grid.cells if c.row == 0 and c.text]
    return not (len(top) > 1 and names_columns(top) and all(map(is_bold, top)) and [c.text for c in top] != head)


def join_grids(grid: Grid, following: Grid) -> list[str]:
    """Append a table's next page to it; returns the texts of header rows that it repeats."""
    _align(grid, following)
    repeated = _drop_repeated(grid, following)
    if not following.cells:
        return repeated
    last = grid.rows
    bottom = {c.column: c for c in grid.cells if c.row + c.row_span == last}
    top = [c for c in following.cells if c.row == 0]
    pairs = [(bottom.get(c.column), c) for c in top]
    running = [
        (a, b)
        for a, b in pairs
        if a
        and b.paras
        and a.paras
        and not a.header
        and a.column_span == b.column_span
        and goes_on(a.paras[-1], b.paras[0])
    ]
    if _row_goes_on(grid, pairs, running):
        for a, b in pairs:
            if a:
                join_paras(a.paras, b.paras)
                a.row_span += b.row_span - 1
        merged, offset = {id(b) for _, b in pairs}, last - 1
    else:
        spanning = [(a, b) for a, b in pairs if a and not b.paras and (b.row_span > 1 or a.row_span > 1)]
        for a, b in [*running, *spanning]:
            assert a is not None
            join_paras(a.paras, b.paras)
            a.row_span += b.row_span
        merged, offset = {id(b) for _, b in [*running, *spanning]}, last
    for cell in following.cells:
        if id(cell) not in merged:
            cell.row += offset
            grid.cells.append(cell)
    grid.cells.sort(key=lambda c: (c.row, c.column))
    grid.page = following.page
    return repeated


def _row_goes_on(grid: Grid, pairs: list[tuple[Cell | None, Cell]], running: list[tuple[Cell, Cell]]) -> bool:
    """Whether the first row on the next page is the rest of the last row."""
    if not pairs or any(a is None or a.column_span != b.column_span for a, b in pairs):
        return False
    first, opening = pairs[0]
    assert first is not None
    if not any(b.paras for _, b in pairs):
        return False
    if running:
        return not opening.paras or any(b is opening for _, b in running)
    if opening.paras or not first.paras or opening.row_span > 1 or first.row_span > 1:
        return False
    blanks = [c for c in grid.cells if c.column == 0 and not c.paras]
    return not blanks and all(a is not None and a.paras for a, b in pairs if b.paras)


def _align(grid: Grid, following: Grid) -> None:
    """Give both tables the same columns."""
    shift = grid.columns[0] - following.columns[0]
    moved = [x + shift for x in following.columns]
    marks = list(grid.columns)
    marks.extend(x for x in moved if all(abs(x - y) > _SAME for y in grid.columns))
    marks.sort()
    for table, own in ((grid, grid.columns), (following, moved)):
        places = [min(range(len(marks)), key=lambda i, x=x: abs(marks[i] - x)) for x in own]  # type: ignore[misc]
        for cell in table.cells:
            start, end = places[cell.column], places[cell.column + cell.column_span]
            cell.column, cell.column_span = start, end - start
    grid.columns = marks


def _drop_repeated(grid: Grid, following: Grid) -> list[str]:
    texts: list[str] = []
    while True:
        row = len(texts)
        mine = [c.text for c in grid.cells if c.row == row]
        theirs = [c.text for c in following.cells if c.row == row]
        head = any(c.header for c in grid.cells if c.row >= row) or row == 0
        if not head or mine != theirs or not any(mine) or any(c.row_span > 1 for c in grid.cells if c.row == row):
            break
        texts.append(" | ".join(filter(None, mine)))
    following.cells = [c for c in following.cells if c.row >= len(texts)]
    for cell in following.cells:
        cell.row -= len(texts)
    return texts
