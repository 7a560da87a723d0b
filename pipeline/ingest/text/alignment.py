"""Lines of flattened tables to their columns: what stands one below the other belongs side by side.

Every line goes on in its cell, perhaps in a new paragraph, begins the next cell to the right (some may be empty) or
begins a new row; behind a page break the cells of a row go on in turn. What decides is how each step is known to look
(`evidence`): how a line begins and the one before ends, the blank lines between, and whether it has the form (a date, a
job, money) that its column holds; and whether it broke where a column of that width breaks it (`readings`). Widths and
blank lines are learnt from the tables themselves, in a few rounds from several beginnings.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ingest.text.evidence import Evidence, Join, gap_scores, heads
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.measure import Wrapped, best_width, first_width, wide
from pipeline.ingest.text.readings import Reader, Reading

_ROUNDS = 3
_SAMPLE = 1000  # lines from which a table is learnt
_STARTS = (1.0, 0.75, 1.35)  # times the usual widths of columns whose names do not tell them
_PARTED = 2.0  # lines between paragraphs that a page break parts
_GAIN = 0.01  # by which a round must better the last


@dataclass(frozen=True, slots=True)
class Alignment:
    """The rows of a table.

    Attributes:
        rows: for each, the lines of its cells by column.
        score: the mean of the lines' scores, in logarithms of probabilities.
        places: of each line, the page and the height below the row's top on it, in lines.
        drops: of each line, how far it stands below the one before, in lines; 0 where that is in another cell.
    """

    rows: tuple[dict[int, list[int]], ...]
    score: float
    places: tuple[tuple[int, float], ...]
    drops: tuple[float, ...]


def align(
    tables: Sequence[Sequence[TextLine]], roles: Sequence[str], names: Sequence[Sequence[TextLine]]
) -> list[Alignment]:
    """Put the lines of flattened tables, which have the same columns, in these.

    Args:
        tables: at least one; for each, all lines below its header, at least one.
        roles: of the columns from left to right; one is `action`.
        names: of the columns, each the lines in which the header has it.
    """
    parts = [Evidence(lines, roles) for lines in tables]
    told = [_wrapped(name, double=parts[0].double) for name in names]
    apart = any(part.apart for part in parts)
    if sum(map(len, tables)) <= _SAMPLE:
        found = _best(parts, told, apart=apart)
    else:
        known = [Evidence(lines, roles) for lines in _sample(tables)]
        paths = [reading.path() for reading in _best(known, told, apart=apart)]
        widths, gaps = _widths(known, paths, told), gap_scores(_joints(known, paths), apart=apart)
        found = [Reader(part, widths, gaps).read() for part in parts]
    return [_alignment(*both) for both in zip(parts, found, strict=True)]


def _sample(tables: Sequence[Sequence[TextLine]]) -> list[Sequence[TextLine]]:
    """As much of the tables as shows their widths."""
    found: list[Sequence[TextLine]] = []
    left = _SAMPLE
    for lines in tables:
        if left > 0:
            found.append(lines[:left])
            left -= len(lines)
    return found


def _best(parts: Sequence[Evidence], names: Sequence[Wrapped], *, apart: bool) -> list[Reading]:
    """The best readings of tables: each round reads them with what the round before has learnt."""
    best: list[Reading] = []
    for times in _STARTS:
        widths = [first_width(role, name, times) for role, name in zip(parts[0].roles, names, strict=True)]
        gaps = gap_scores([], apart=apart)
        last = float("-inf")
        for _ in range(_ROUNDS):
            found = [Reader(part, widths, gaps).read() for part in parts]
            total = sum(reading.score for reading in found)
            if not best or total > sum(reading.score for reading in best):
                best = found
            if total <= last + _GAIN:
                break
            last = total
            paths = [reading.path() for reading in found]
            widths = _widths(parts, paths, names)
            gaps = gap_scores(_joints(parts, paths), apart=apart)
    return best


def _wrapped(name: Sequence[TextLine], *, double: bool) -> Wrapped:
    """What the lines of a column's name show of its width."""
    lengths = [wide(line.text) for line in name]
    rest = heads(name[1:], double=double)
    return Wrapped(lengths, [length + head for length, head in zip(lengths, rest, strict=False)])


def _widths(parts: Sequence[Evidence], paths: Sequence[Sequence[Reading]], names: Sequence[Wrapped]) -> list[float]:
    """The widths of the columns, as a reading shows them."""
    cells = [Wrapped() for _ in names]
    for part, path in zip(parts, paths, strict=True):
        for i, reading in enumerate(path):
            cells[reading.column].lengths.append(part.lengths[i])
            if reading.join is Join.WRAP and not part.lines[i].cut:
                cells[reading.column].bounds.append(part.lengths[i - 1] + part.heads[i])
    return [best_width(*both) for both in zip(cells, names, strict=True)]


def _joints(parts: Sequence[Evidence], paths: Sequence[Sequence[Reading]]) -> list[tuple[Join, int]]:
    """How the lines of a reading stand to those before, and how far from them; page breaks left out."""
    return [
        (path[i].join, part.gaps[i])
        for part, path in zip(parts, paths, strict=True)
        for i in range(1, len(path))
        if not part.lines[i].cut
    ]


def _alignment(evidence: Evidence, reading: Reading) -> Alignment:
    path = reading.path()
    rows: list[dict[int, list[int]]] = []
    places: list[tuple[int, float]] = []
    drops: list[float] = []
    page = 0
    for i, at in enumerate(path):
        cut = evidence.lines[i].cut
        page += cut
        if at.opens:
            rows.append({})
        rows[-1].setdefault(at.column, []).append(i)
        places.append((page, at.height))
        inside = at.join in (Join.WRAP, Join.PARAGRAPH) and at.before is not None and at.before.column == at.column
        if inside:
            drops.append(evidence.tops[i] if cut else evidence.drops[i])
        else:
            drops.append(_PARTED if at.join is Join.PARAGRAPH else 0.0)
    return Alignment(tuple(rows), reading.score / len(path), tuple(places), tuple(drops))
