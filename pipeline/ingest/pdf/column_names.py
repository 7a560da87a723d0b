"""Rows that name the columns of a table, as they stand over words that keep to columns without upright rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.columns import column_role
from pipeline.columns.work import with_work
from pipeline.ingest.pdf.model import Row

_NAME_WORDS = 9
_NAME_LINES = 5
_NEAR = 1.5  # of the type size: a name goes on in a line no farther below
_LEAST_ROLES = 3
_ANYWHERE = (((float("-inf"), float("inf")),),)

Line = list[Row]
"""The parts of one printed line, from left to right."""
Gaps = Sequence[Sequence[tuple[float, float]]]
"""For each pair of neighbouring columns, where white space stands between them."""


@dataclass(frozen=True, slots=True)
class Header:
    """Rows that name columns, by column from left to right, with their extents; `end`: the line behind them."""

    names: tuple[tuple[Row, ...], ...]
    roles: tuple[str | None, ...]
    end: int

    @property
    def spans(self) -> list[tuple[float, float]]:
        """Left and right edge of each name."""
        return [(min(row.x0 for row in name), max(row.x1 for row in name)) for name in self.names]

    @property
    def middles(self) -> list[float]:
        """The middle of each name."""
        return [(x0 + x1) / 2 for x0, x1 in self.spans]


def find_header(lines: Sequence[Line], start: int) -> Header | None:
    """The names of columns that begin on a line, as many lines as tell the most; None where they are too few."""
    if not any(_role(row) for row in lines[start]):
        return None
    best: Header | None = None
    most = (_LEAST_ROLES - 1, 0)
    for end in range(start + 1, min(start + _NAME_LINES, len(lines)) + 1):
        line, above = lines[end - 1], lines[max(end - 2, start)]
        lighter = above[0].bold and not all(row.bold for row in line)
        if lighter or line[0].base - above[0].base > _NEAR * above[0].size:
            break
        names = _beside([part for own in lines[start:end] for row in own for part in parted(row, _ANYWHERE)])
        words = [" ".join(row.printed for row in name) for name in names]
        if len(names) < _LEAST_ROLES or any(len(name.split()) > _NAME_WORDS for name in words):
            continue
        roles = tuple(column_role(name) if any(map(str.isalpha, name)) else "reference" for name in words)
        score = (len(set(roles) - {None}), -roles.count(None))
        goes_on = best is not None and len(names) == len(best.names) and _goes_on(lines, end - 1)
        if score > most or (score == most and goes_on):
            best, most = Header(names, roles, end), score
    if best is None or {"action", "progress"} & set(best.roles):
        return best
    settled = with_work(best.roles)
    return None if settled is None else replace(best, roles=tuple(settled))


def _role(row: Row) -> str | None:
    """What a column of this name holds; None where the words are too many for one."""
    words = row.printed
    return column_role(words) if words.count(" ") < _NAME_WORDS else None


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """Whether a line ends names begun above it: it is bold, or nearer to the line above than to the line below."""
    if lines[at][0].bold or at + 1 == len(lines):
        return lines[at][0].bold
    above, own, below = (line[0].base for line in lines[at - 1 : at + 2])
    return own - above < below - own - 1


def _beside(rows: Sequence[Row]) -> tuple[tuple[Row, ...], ...]:
    """Rows by column: those stand together whose extents overlap."""
    columns: list[list[Row]] = []
    right = float("-inf")
    for row in sorted(rows, key=lambda r: r.x0):
        if columns and row.x0 < right:
            columns[-1].append(row)
        else:
            columns.append([row])
        right = max(right, row.x1)
    return tuple(tuple(sorted(own, key=lambda r: r.base)) for own in columns)


def names_again(line: Line) -> bool:
    """Whether the names of columns stand on a line again."""
    return (
        len(line) > 1 and all(row.bold for row in line) and len({_role(row) for row in line} - {None}) >= _LEAST_ROLES
    )


def parted(row: Row, free: Gaps) -> list[Row]:
    """A printed line, cut where a gap within it lies between two columns.

    Args:
        free: where white space stands between neighbouring columns.
    """
    words = row.printed.split()
    cuts = [
        (left, right, count)
        for left, right, count in row.seams
        if 0 < count < len(words) and any(min(right, x1) - max(left, x0) > 1 for own in free for x0, x1 in own)
    ]
    if not cuts:
        return [row]
    lefts = [(row.x0, 0), *((right, count) for _, right, count in cuts)]
    rights = [*((left, count) for left, _, count in cuts), (row.x1, len(words))]
    parts = []
    for (x0, first), (x1, last) in zip(lefts, rights, strict=True):
        seams = tuple((left, right, n - first) for left, right, n in row.seams if first < n < last)
        part = replace(row, text=" ".join(words[first:last]), x0=x0, x1=x1, body_x0=x0, seams=seams, marker=None)
        number = len(row.marker.marker.split()) if row.marker and first == 0 else 0
        if 0 < number < last:
            part = replace(part, text=" ".join(words[number:last]), body_x0=row.body_x0, marker=row.marker)
        parts.append(part)
    return parts
