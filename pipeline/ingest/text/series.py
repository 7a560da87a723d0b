"""Rows of flattened tables that nothing marks: cell follows cell in a fixed series, or each line is a row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.ingest.text.cells import Cut, Manner, cut_row, suits, words_of
from pipeline.ingest.text.headers import Header
from pipeline.ingest.text.lines import TextLine

_FEWEST = 2  # rows
_FEWEST_UNSURE = 3  # rows of which but one column shows whether its cells are such
_MOST_LINES = 3  # of a row on lines of its own
_MOST_ROWS = 60
_CHECKED = frozenset({"due", "lead", "status"})  # columns whose cells show whether they are such
_WIDEST = 160  # characters of a line that holds a cell


@dataclass(slots=True)
class Row:
    """A row: its reference, or none, and its other lines; `heading`: it is a line over the rows below."""

    reference: str
    lines: list[TextLine] = field(default_factory=list)
    heading: bool = False


@dataclass(slots=True)
class Found:
    """Rows, and the line behind the last."""

    rows: list[Row]
    end: int


def chunks_of(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Runs of lines without a blank line between."""
    found: list[list[TextLine]] = []
    for line in lines:
        if found and not line.gap and not line.cut:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def fits(roles: Sequence[str | None], cut: Cut) -> bool:
    """Whether a row has an action and at least half of its other cells, all such as their columns hold."""
    filled = {c for c, (a, b) in enumerate(cut.cells) if b > a}
    return roles.index("action") in filled and 2 * len(filled) >= len(roles) and cut.score > 0


def strided_rows(lines: Sequence[TextLine], start: int, stop: int, header: Header) -> Found | None:
    """Rows of which each line, or each run of lines between blank ones, is a cell, none of them empty."""
    inside = lines[start:stop]
    apart = [[line] for line in (chunks_of(inside)[:1] or [[]])[0]]
    return _in_series(apart, start, header) or _in_series(chunks_of(inside), start, header)


def _in_series(cells: Sequence[Sequence[TextLine]], start: int, header: Header) -> Found | None:
    roles = header.roles
    checked = [c for c, role in enumerate(roles) if role in _CHECKED]
    rows: list[Row] = []
    end = start
    for at in range(0, len(cells) - len(roles) + 1, len(roles)):
        row = cells[at : at + len(roles)]
        texts = [" ".join(line.text for line in cell) for cell in row]
        suited = all(suits(role, text) for role, text in zip(roles, texts, strict=True))
        if not suited or any(len(line.text) > _WIDEST or line.level for cell in row for line in cell):
            break
        rows.append(Row("", [line for cell in row for line in cell]))
        end += sum(map(len, row))
    least = _FEWEST if len(checked) > 1 else _FEWEST_UNSURE
    return Found(rows, end) if len(rows) >= least and checked else None


def lined_rows(lines: Sequence[TextLine], start: int, stop: int, header: Header) -> Found | None:
    """Rows that each begin on a line of their own and may wrap, told by where their cells fit best."""
    inside = lines[start : min(stop, start + _MOST_ROWS)]
    manner = Manner(parted=header.parted)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for i in range(1, len(inside) + 1):
        found = (-1e9, i - 1)
        for j in range(max(i - _MOST_LINES, 0), i):
            if best[j][0] < -1e8 or any(line.gap and k for k, line in enumerate(inside[j:i])):
                continue
            cut = cut_row(words_of(inside[j:i]), header.roles, manner)
            if _is_whole(header, cut) and best[j][0] + cut.score > found[0]:
                found = (best[j][0] + cut.score, j)
        best.append(found)
    last = max((i for i in range(len(best)) if best[i][0] > -1e8), default=0)
    cuts: list[int] = [last]
    while cuts[-1] > 0:
        cuts.append(best[cuts[-1]][1])
    cuts.reverse()
    rows = [Row("", list(inside[a:b])) for a, b in pairwise(cuts)]
    return Found(rows, start + last) if len(rows) >= _FEWEST else None


def _is_whole(header: Header, cut: Cut) -> bool:
    """Whether a row has an action and a cell in every column that shows whether its cells are such."""
    filled = {c for c, (a, b) in enumerate(cut.cells) if b > a}
    checked = {c for c, role in enumerate(header.roles) if role in _CHECKED}
    return fits(header.roles, cut) and len(checked) > 1 and checked <= filled
