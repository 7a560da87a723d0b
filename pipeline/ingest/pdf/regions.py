"""The rows of one column as running text, columns under labels, and tables without rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.ingest.pdf.aligned import in_columns, labelled_columns, make_grid, table
from pipeline.ingest.pdf.model import Grid, Row
from pipeline.ingest.pdf.rows import by_baseline

_WIDE = 1.25  # of the type size: a gap within a line that sets its parts off


@dataclass(slots=True)
class Region:
    """Rows that follow each other in one column, whose right edge is `right`."""

    rows: list[Row]
    right: float


def make_regions(rows: Sequence[Row]) -> list[Region | Grid]:
    """Rows of one column from top to bottom, words that are set beside each other apart; turned text after all else."""
    lines = _lines([row for row in rows if not row.turned])
    found: list[Region | Grid] = []
    plain: list[Row] = []

    def flush() -> None:
        if plain:
            found.append(Region(list(plain), max(row.x1 for row in plain)))
            plain.clear()

    i = 0
    while i < len(lines):
        labelled = labelled_columns(lines, i) if len(lines[i]) > 1 else None
        unruled = table(lines, i) if len(lines[i]) > 1 and not labelled else None
        if labelled:
            flush()
            found.extend(Region(own, max(row.x1 for row in own)) for own in in_columns(lines, labelled))
            i = labelled.end
        elif unruled:
            flush()
            found.append(make_grid(lines, unruled))
            i = unruled.end
        else:
            row = lines[i][0]
            for part in lines[i][1:]:
                row = _beside_it(row, part, apart=True)
            plain.append(row)
            i += 1
    flush()
    turned = [row for row in rows if row.turned]
    if turned:
        found.append(Region(turned, max(row.x1 for row in turned)))
    return found


def _lines(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows by baseline, each from left to right; what overlaps is a line of its own."""
    found: list[list[Row]] = []
    for line in by_baseline(rows):
        parts: list[Row] = []
        over: list[Row] = []
        for row in line:
            if not parts:
                parts.append(row)
            elif row.x0 < parts[-1].x1 - 1:
                over.append(row)
            elif row.x0 - parts[-1].x1 <= _WIDE * row.size:
                parts[-1] = _beside_it(parts[-1], row, apart=False)
            else:
                parts.append(row)
        found.append(parts)
        found.extend([row] for row in over)
    return found


def _beside_it(row: Row, part: Row, *, apart: bool) -> Row:
    """A row and what stands on the same line to its right, as one."""
    return replace(
        row,
        text=f"{row.text} {part.printed}".strip(),
        x1=part.x1,
        y0=min(row.y0, part.y0),
        y1=max(row.y1, part.y1),
        bold=row.bold and part.bold,
        italic=row.italic and part.italic,
        underlined=row.underlined and part.underlined,
        body_x0=part.x0 if apart and row.parts == 1 else row.body_x0,
        parts=row.parts + apart,
    )
