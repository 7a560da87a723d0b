"""Which printed lines of a column stand in which rows of a table without upright rules, once its rows are known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pipeline.ingest.pdf.model import Row

_CLOSE = 1.45  # of the type size: lines of one cell follow each other no farther

Run = tuple[int, int, list[Row]]
"""First and last row of a cell, and its printed lines."""


def place(marks: Sequence[float], value: float) -> int:
    """Between which of the marks a value stands; values beyond the ends belong to the outermost places."""
    return min(max(sum(mark <= value for mark in marks) - 1, 0), len(marks) - 2)


def place_of(marks: Sequence[float], row: Row) -> int:
    """The row of a table, given by the ordinates that bound its rows, in which a printed line stands."""
    return place(marks, _middle(row))


def _middle(row: Row) -> float:
    return row.base - row.size / 3


def blocks(rows: Sequence[Row]) -> list[list[Row]]:
    """Printed lines of one column, those together that follow each other closely."""
    found: list[list[Row]] = []
    for row in sorted(rows, key=lambda r: r.base):
        if found and row.base - found[-1][-1].base <= _CLOSE * row.size:
            found[-1].append(row)
        else:
            found.append([row])
    return found


def each(own: Sequence[Row], marks: Sequence[float], bands: Collection[int]) -> Iterator[Run]:
    """The cells of a column, one for each row that is no band."""
    for r in range(len(marks) - 1):
        if r not in bands:
            yield r, r, [row for row in own if place_of(marks, row) == r]


def shared(own: Sequence[Row], others: Sequence[Row], marks: Sequence[float], bands: Collection[int]) -> Iterator[Run]:
    """The cells of a column whose words may stand for several rows, at the top of these or in their middle.

    Args:
        own: the printed lines of the column; others: those of the other columns, which tell where rows begin.
        marks: the ordinates that bound the rows; bands: the rows that are one cell across all columns.
    """
    words = blocks(own)
    rows = [r for r in range(len(marks) - 1) if r not in bands]
    runs = _runs(rows)
    within = [[block for block in words if place_of(marks, block[0]) in run] for run in runs]
    one_each = all(place_of(marks, block[0]) == place_of(marks, block[-1]) for block in words)
    if (one_each and len(words) >= len(rows)) or any(
        len(some) > len(run) for some, run in zip(within, runs, strict=True)
    ):
        yield from each(own, marks, bands)
        return
    starts = {r: min((row.base for row in others if place_of(marks, row) == r), default=marks[r]) for r in rows}
    topped = all(abs(block[0].base - starts.get(place_of(marks, block[0]), 0)) < block[0].size / 2 for block in words)
    for run, some in zip(runs, within, strict=True):
        yield from (_from_tops if topped else _about_middles)(run, some, marks)


def _from_tops(run: Sequence[int], words: Sequence[list[Row]], marks: Sequence[float]) -> Iterator[Run]:
    """Each block stands for the rows from the one in which it begins."""
    tops = [place_of(marks, block[0]) for block in words]
    if not tops or tops[0] > run[0]:
        yield run[0], tops[0] - 1 if tops else run[-1], []
    for n, (block, top) in enumerate(zip(words, tops, strict=True), 1):
        below = tops[n] if n < len(tops) else run[-1] + 1
        yield top, max(below - 1, top), block


def _about_middles(run: Sequence[int], words: Sequence[list[Row]], marks: Sequence[float]) -> Iterator[Run]:
    """Each block stands for the rows of which it is in the middle; the last for all that are left."""
    top = run[0]
    if not words:
        yield top, run[-1], []
    for n, block in enumerate(words, 1):
        left = len(words) - n
        last = run[-1]
        if left:
            middle = (_middle(block[0]) + _middle(block[-1])) / 2
            ends = range(top, run[-1] - left + 1)
            last = min(ends, key=lambda r: abs((marks[top] + marks[r + 1]) / 2 - middle))
        yield top, last, block
        top = last + 1


def _runs(rows: Sequence[int]) -> list[list[int]]:
    """Numbers in order, those together that follow each other."""
    runs: list[list[int]] = []
    for r in rows:
        if runs and runs[-1][-1] == r - 1:
            runs[-1].append(r)
        else:
            runs.append([r])
    return runs
