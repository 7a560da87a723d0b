"""Reading order: columns of prose one after the other, everything else from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.ingest.pdf.model import Grid, Row

_LEAST_ROWS = 4  # of prose in a column
_LEAST_WIDTH = 11.0  # of the type size
_WIDE = 1.25  # of the type size: a gap within a line that sets its parts off
_FULL = 0.5  # of its column: the median line of prose is at least so wide


@dataclass(slots=True)
class Region:
    """Rows that follow each other in one column, whose right edge is `right`."""

    rows: list[Row]
    right: float


Item = Row | Grid


def reading_order(rows: Sequence[Row], grids: Sequence[Grid]) -> list[Region | Grid]:
    """Regions and tables of one page as a reader takes them."""
    items: list[Item] = [*rows, *grids]
    ordered: list[Region | Grid] = []
    for band in _bands(items):
        _emit(band, ordered)
    return ordered


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
            found.extend(_sides(run, gutter))
            run = []
            found.append([item])
        else:
            run.append(item)
    found.extend(_sides(run, gutter))
    return _joined(found)


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
        if rows:
            merged = _merge(rows)
            ordered.append(Region(merged, max((r.x1 for r in merged if not r.turned), default=merged[0].x1)))
            rows.clear()

    for item in sorted(band, key=lambda i: (_top(i), _left(i))):
        if isinstance(item, Row):
            rows.append(item)
        else:
            flush()
            ordered.append(item)
    flush()


def _merge(rows: Sequence[Row]) -> list[Row]:
    """Rows of one baseline as one; turned text after all else."""
    merged: list[Row] = []
    for row in sorted((r for r in rows if not r.turned), key=lambda r: (round(r.base), r.x0)):
        last = merged[-1] if merged else None
        if last and abs(last.base - row.base) < 0.33 * min(last.size, row.size) and row.x0 >= last.x1 - 1:
            merged[-1] = replace(
                last,
                text=f"{last.text} {row.printed}".strip(),
                x1=row.x1,
                y0=min(last.y0, row.y0),
                y1=max(last.y1, row.y1),
                bold=last.bold and row.bold,
                italic=last.italic and row.italic,
                underlined=last.underlined and row.underlined,
                body_x0=row.x0 if last.parts == 1 and row.x0 - last.x1 > _WIDE * row.size else last.body_x0,
                parts=last.parts + (row.x0 - last.x1 > _WIDE * row.size),
            )
        else:
            merged.append(row)
    merged.sort(key=lambda r: (r.base, r.x0))
    return [*merged, *(r for r in rows if r.turned)]
