"""Words set beside each other without rules: columns under a label each, and tables of three columns or more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ingest.pdf.model import Cell, Grid, Row, around
from pipeline.ingest.pdf.paragraphs import make_paras

Line = list[Row]
"""The parts of one printed line, from left to right."""

_LEAST_LINES = 3
_LEAST_COLUMNS = 3
_FAR = 4.0  # of the type size: a wider step ends a block of aligned words
_NEAR = 1.45  # of the type size: a narrower step can lead to the next line of the same row
_GUTTER = 0.8  # of the type size: between the columns of a table
_LONGEST = 12  # words in a table's cell line


@dataclass(slots=True)
class Block:
    """Lines `start` to `end` (half-open) are set in columns, which begin at `edges`."""

    start: int
    end: int
    edges: list[float]


def _column(edges: Sequence[float], row: Row) -> int | None:
    """The column in which a part stands; None where it runs over the next one."""
    column = sum(edge <= row.x0 + 3 for edge in edges) - 1
    if column < 0 or (column + 1 < len(edges) and row.x1 > edges[column + 1] - 2):
        return None
    return column


def labelled_columns(lines: Sequence[Line], start: int) -> Block | None:
    """A block such as two contacts side by side, each under a bold or colon-ended label of its own."""
    head = lines[start]
    if len(head) < 2 or not all(_is_label(row) for row in head):
        return None
    if len(head) >= _LEAST_COLUMNS and not all(row.text.endswith(":") for row in head):
        return None  # the header of a table
    edges = [row.x0 for row in head]
    end = start + 1
    filled = [0] * len(edges)
    while end < len(lines):
        step = lines[end][0].base - lines[end - 1][0].base
        places = [_column(edges, row) for row in lines[end]]
        if step > _FAR * lines[end][0].size or None in places or len(set(places)) < len(places):
            break
        if _is_label(lines[end][0]) and lines[end][0].text.endswith(":") and len(lines[end]) > 1:
            plain = [row for row in lines[end][1:] if not _is_label(row)]
            if plain:
                break  # a label with its value
        for place in places:
            filled[place or 0] += 1
        end += 1
    if end - start < _LEAST_LINES or min(filled) < 2:
        return None
    return Block(start, end, edges)


def in_columns(lines: Sequence[Line], block: Block) -> list[list[Row]]:
    """The rows of each column of a block."""
    columns: list[list[Row]] = [[] for _ in block.edges]
    for line in lines[block.start : block.end]:
        for row in line:
            columns[_column(block.edges, row) or 0].append(row)
    return columns


def _is_label(row: Row) -> bool:
    return not row.marker and len(row.text.split()) <= 6 and (row.bold or row.text.endswith(":"))


def table(lines: Sequence[Line], start: int) -> Block | None:
    """A table without rules: at least three lines of at least three parts that stand below each other."""
    end, full = start, 0
    spans: list[tuple[float, float]] = []
    while end < len(lines):
        line = lines[end]
        if end > start and line[0].base - lines[end - 1][0].base > _FAR * line[0].size:
            break
        if any(len(row.printed.split()) > _LONGEST for row in line):
            break
        merged = _merged([*spans, *((row.x0, row.x1) for row in line)], _GUTTER * line[0].size)
        if len(line) >= _LEAST_COLUMNS:
            if len(merged) < _LEAST_COLUMNS:
                break
            full += 1
        elif end == start or len(merged) < len(spans):
            break
        spans = merged
        end += 1
    while end > start and len(lines[end - 1]) < 2:
        end -= 1
    if full < _LEAST_LINES or full < 0.5 * (end - start):
        return None
    spans = _merged([(row.x0, row.x1) for line in lines[start:end] for row in line], _GUTTER * lines[start][0].size)
    taken = [sum(x0 <= row.x0 <= x1 for line in lines[start:end] for row in line) for x0, x1 in spans]
    if len(spans) < _LEAST_COLUMNS or min(taken) < 2:
        return None
    return Block(start, end, [x0 for x0, _ in spans])


def _merged(intervals: Sequence[tuple[float, float]], gutter: float) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for x0, x1 in sorted(intervals):
        if merged and x0 < merged[-1][1] + gutter:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def make_grid(lines: Sequence[Line], block: Block) -> Grid:
    """The table of a block: a line opens a row unless it is close to the last and lacks the first column."""
    own = lines[block.start : block.end]
    parts: list[dict[int, list[Row]]] = []
    last = 0.0
    for line in own:
        columns = [max(sum(edge <= row.x0 + 3 for edge in block.edges) - 1, 0) for row in line]
        near = line[0].base - last <= _NEAR * line[0].size
        if not parts or not (near and 0 not in columns):
            parts.append({})
        last = line[0].base
        for column, row in zip(columns, line, strict=True):
            parts[-1].setdefault(column, []).append(row)
    box = around(row.box for line in own for row in line)
    ends = [*block.edges[1:], box[2]]
    cells = []
    for n, row_parts in enumerate(parts):
        for column in range(len(block.edges)):
            rows = row_parts.get(column, [])
            own_box = around(row.box for row in rows) if rows else box
            cells.append(Cell(n, column, 1, 1, own_box, make_paras(rows, ends[column], within=True)))
    return Grid(own[0][0].page, box, [*block.edges, box[2]], cells)
