"""Tables of a page: the grid as the HTML standard forms it; layout tables give their contents."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.ingest.html.tree import Element
from pipeline.ingest.styled import Cell, Grid, Para, finish, is_layout

_MOST_COLUMNS, _MOST_ROWS = 1000, 65534  # spans are cut there, as in the standard
_GROUPS = ("thead", "tbody", "tfoot")
_PAGE_BLOCKS = 12  # blocks in a cell of a table that lays out a page

ReadCell = Callable[[Element], list[Para | Grid]]


def read_grid(table: Element, read: ReadCell) -> list[Para | Grid]:
    """A table with its caption before it; the contents of one that is only layout."""
    before: list[Para | Grid] = []
    for child in table.children:
        if isinstance(child, Element) and child.tag == "caption":
            before += read(child)
    cells: list[Cell] = []
    r = 0
    for group in _groups(table):
        rows = list(group)
        r = _place(rows, r, cells, read)
    grid = Grid(cells)
    if not any(cell.paras for cell in cells):
        return before
    if table.get("role").lower() in {"presentation", "none"} or is_layout(grid) or _lays_out(cells):
        return [*before, *(block for cell in cells for block in cell.blocks)]
    return [*before, finish(grid)]


def _lays_out(cells: list[Cell]) -> bool:
    """Whether a table lays out a page: without headers, one cell holds tables or sections."""
    if any(cell.header for cell in cells):
        return False
    for cell in cells:
        headings = sum(isinstance(block, Para) and block.level > 0 for block in cell.blocks)
        if any(isinstance(block, Grid) for block in cell.blocks) or headings > 1:
            return True
        if headings and len(cell.blocks) >= _PAGE_BLOCKS:
            return True
    return False


def _groups(table: Element) -> Iterator[Iterator[tuple[Element, bool]]]:
    """Rows of each row group, with whether they are in the table's head; the head first, the foot last."""
    order = {"thead": 0, "tfoot": 2}
    groups = [child for child in table.children if isinstance(child, Element) and child.tag in (*_GROUPS, "tr")]
    for group in sorted(groups, key=lambda child: order.get(child.tag, 1)):
        if group.tag == "tr":
            yield iter([(group, False)])
        else:
            rows = [child for child in group.children if isinstance(child, Element) and child.tag == "tr"]
            yield ((row, group.tag == "thead") for row in rows)


def _place(rows: list[tuple[Element, bool]], first: int, cells: list[Cell], read: ReadCell) -> int:
    """Place the cells of one row group from row `first` on; returns the row after it."""
    taken: dict[int, int] = {}  # by column, the first row that a cell from above leaves free
    for i, (row, head) in enumerate(rows):
        r, column = first + i, 0
        for element in row.children:
            if not isinstance(element, Element) or element.tag not in {"td", "th"}:
                continue
            while taken.get(column, 0) > r:
                column += 1
            wide = min(max(_span(element, "colspan"), 1), _MOST_COLUMNS)
            high = min(_span(element, "rowspan") or len(rows) - i, len(rows) - i, _MOST_ROWS)
            cell = Cell(r, column, max(high, 1), wide, header=head or element.tag == "th")
            cell.filled = bool(element.get("bgcolor"))
            for c in range(column, column + wide):
                taken[c] = r + cell.row_span
            cells.append(cell)
            cell.add(read(element))
            column += wide
    return first + len(rows)


def _span(element: Element, name: str) -> int:
    text = element.get(name).strip()
    return int(text[:6]) if text.isascii() and text.isdigit() else 1
