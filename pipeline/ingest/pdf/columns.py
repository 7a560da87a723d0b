"""Reading order: columns of prose one after the other, everything else from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ingest.pdf.model import Grid, Row
from pipeline.ingest.pdf.regions import Region, make_regions

_LEAST_ROWS = 4  # of prose in a column
_LEAST_WIDTH = 11.0  # of the type size
_SHORT = 0.8  # of the room there is: shorter lines do not show where a column ends
_FULL = 0.5  # of its column: the median line of prose is at least so wide


Item = Row | Grid


def reading_order(rows: Sequence[Row], grids: Sequence[Grid]) -> list[Region | Grid]:
    """Regions and tables of one page as a reader takes them."""
    items: list[Item] = [*rows, *grids]
    ordered: list[Region | Grid] = []
    for band in _bands(items):
        _emit(band, ordered)
    for region in ordered:
        if isinstance(region, Region):
            region.right = _column_edge(region, rows)
    return ordered


def _column_edge(region: Region, rows: Sequence[Row]) -> float:
    """Right edge of a region's column: where its longest line ends, or the room there is if all lines are short."""
    left, right = min(row.x0 for row in region.rows), region.right
    top, bottom = min(row.y0 for row in region.rows), max(row.y1 for row in region.rows)
    room = max(row.x1 for row in rows if not row.turned or row in region.rows)
    for row in rows:
        if row.x0 > right and row.y1 > top and row.y0 < bottom:
            room = min(room, row.x0 - row.size)
    return right if right - left >= _SHORT * (room - left) else max(room, right)


def _top(item: Item) -> float:
    return item.y0 if isinstance(item, Row) else item.box[1]


def _bottom(item: Item) -> float:
    return item.y1 if isinstance(item, Row) else item.box[3]


def _left(item: Item) -> float:
    return item.x0 if isinstance(item, Row) else item.box[0]


def _right(item: Item) -> float:
    return item.x1 if isinstance(item, Row) else item.box[2]


def _bands(items: Sequence[Item]) -> list[list[Item]]:
    """Items in reading order, cut where columns begin or end; each band is one column."""
    ordered = sorted(items, key=lambda i: (_top(i), _left(i)))
    gutter = _gutter(ordered)
    if gutter is None:
        return [list(ordered)]
    found: list[list[Item]] = []
    run: list[Item] = []
    for item in ordered:
        if _left(item) < gutter - 1 < _right(item):
            above, below = _tail(run, gutter)
            found.extend([*_sides(above, gutter), below] if below else _sides(run, gutter))
            run = []
            found.append([item])
        else:
            run.append(item)
    found.extend(_sides(run, gutter))
    return _joined(found)


def _tail(run: Sequence[Item], gutter: float) -> tuple[list[Item], list[Item]]:
    """What stands in the columns, and the heading below them that belongs to the full-width text which follows."""
    bottom = max((_bottom(i) for i in run if _right(i) > gutter), default=0.0)
    below = [i for i in run if _top(i) >= bottom]
    if not below or not isinstance(below[0], Row) or not below[0].bold or below[0].y0 < bottom + 0.5 * below[0].size:
        return list(run), []
    return [i for i in run if _top(i) < bottom], below


def _joined(bands: list[list[Item]]) -> list[list[Item]]:
    """Neighbouring bands that are no columns as one."""
    joined: list[list[Item]] = []
    for band in bands:
        if joined and len(band) == 1 and len(joined[-1]) >= 1 and _below(joined[-1], band[0]):
            joined[-1].append(band[0])
        else:
            joined.append(list(band))
    return joined


def _below(band: Sequence[Item], item: Item) -> bool:
    return (
        _left(item) < max(map(_right, band))
        and _right(item) > min(map(_left, band))
        and _top(item) >= max(map(_top, band))
    )


def _sides(run: list[Item], gutter: float) -> list[list[Item]]:
    if not run:
        return []
    left = [i for i in run if _right(i) <= gutter]
    right = [i for i in run if _right(i) > gutter]
    nearest = [i for i in right if _left(i) < gutter + 4]
    if not (_is_prose(left) and _is_prose(nearest)):
        return [run]
    return [*_bands(left), *_bands(right)]


def _gutter(items: Sequence[Item]) -> float | None:
    """The left edge of a column of prose that has another beside it."""
    rows = [i for i in items if isinstance(i, Row) and not i.turned]
    if len(rows) < 2 * _LEAST_ROWS or not _beside(rows):
        return None
    edges: dict[int, list[Row]] = {}
    for row in rows:
        edges.setdefault(round(row.x0 / 3), []).append(row)
    leftmost = min(row.x0 for row in rows)
    for key in sorted(edges):
        own = edges[key]
        edge = min(row.x0 for row in own)
        if len(own) < _LEAST_ROWS or edge < leftmost + 6 * own[0].size:
            continue
        top, bottom = min(r.y0 for r in own), max(r.y1 for r in own)
        level = [r for r in rows if r.y1 > top and r.y0 < bottom]
        left = [r for r in level if r.x1 < edge - 0.7 * r.size]
        crossing = [r for r in level if r.x0 < edge - 3 and r.x1 > edge]
        if len(crossing) <= 0.34 * len(level) and _is_prose(left) and _is_prose(own):
            return edge
    return None


def _beside(rows: Sequence[Row]) -> bool:
    """Whether rows stand beside each other often enough for columns."""
    count = 0
    ordered = sorted(rows, key=lambda r: r.y0)
    for i, row in enumerate(ordered):
        for other in ordered[i + 1 : i + 4]:
            if other.y0 > row.y1 - 0.4 * row.height:
                break
            if other.x0 > row.x1 or other.x1 < row.x0:
                count += 1
                break
        if count >= _LEAST_ROWS:
            return True
    return False


def _is_prose(items: Sequence[Item]) -> bool:
    rows = [i for i in items if isinstance(i, Row)]
    if len(rows) < _LEAST_ROWS:
        return False
    left, right = min(r.x0 for r in rows), max(r.x1 for r in rows)
    widths = sorted(r.x1 - r.x0 for r in rows)
    wordy = sum(len(r.text.split()) >= 3 for r in rows)
    return (
        right - left >= _LEAST_WIDTH * rows[0].size
        and widths[len(widths) // 2] >= _FULL * (right - left)
        and wordy >= 0.5 * len(rows)
    )


def _emit(band: Sequence[Item], ordered: list[Region | Grid]) -> None:
    rows: list[Row] = []

    def flush() -> None:
        ordered.extend(make_regions(rows))
        rows.clear()

    for item in sorted(band, key=lambda i: (_top(i), _left(i))):
        if isinstance(item, Row):
            rows.append(item)
        else:
            flush()
            ordered.append(item)
    flush()
