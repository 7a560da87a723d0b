"""Plans whose table was flattened line by line: each cell a run of short lines, one cell after the other.

Such a table is known by the names of its columns, line below line, which stand over it and often over its parts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ingest.assemble import BlockKind, Draft, Piece
from pipeline.ingest.markers import MarkerKind
from pipeline.ingest.text.alignment import Alignment, align
from pipeline.ingest.text.drafts import name_cell
from pipeline.ingest.text.headers import Name, stacked_names
from pipeline.ingest.text.layout import NARROW
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.subrows import part
from pipeline.ingest.text.wording import ends_sentence, is_division, is_prose, is_titled

_TITLE_WORDS = 10
_SETTLED = 6  # lines by which the widest column is known
_PAGE_WIDE = 60  # characters; prose has lines longer than that
_WIDER = 1.2  # times the widest column
_FEWEST_ROWS = 2
_LEAST_CELLS = 3  # of most rows
_FEW = 0.1  # share of the lines
_CELLS_SPACED = 0.25  # share of the lines that begin a cell below a blank line
_WRAPPED = 1.9  # lines of the usual cell of a table in narrow columns
_LEAST_SCORE = -1.95  # mean of the lines, from which they fit their columns: shuffled, or in prose, they are below -2.2


@dataclass(frozen=True, slots=True)
class _Plan:
    """A header, and the half-open range of the lines that are its table's cells."""

    names: Sequence[Name]
    start: int
    end: int


def _headers(lines: Sequence[TextLine]) -> list[list[Name]]:
    """The headers of plans, in order."""
    found: list[list[Name]] = []
    i = 0
    while i < len(lines):
        names = stacked_names(lines, i)
        if names:
            found.append(names)
            i = names[-1].end
        else:
            i += 1
    return found


def rebuild_plans(lines: Sequence[TextLine], *, narrow: bool = False) -> list[list[TextLine] | Draft]:
    """Put tables in the place of the lines that are their cells; all other lines stay, in runs.

    Args:
        narrow: only tables whose cells are wrapped into narrow columns, several lines each: where a line breaks tells
            more of those than what it says.
    """
    out: list[list[TextLine] | Draft] = []
    done = 0
    for start, end, table in _tables(lines, narrow=narrow):
        if done < start:
            out.append(list(lines[done:start]))
        out.append(table)
        done = end
    if done < len(lines):
        out.append(list(lines[done:]))
    return out


def _tables(lines: Sequence[TextLine], *, narrow: bool) -> list[tuple[int, int, Draft]]:
    """The tables, each with the half-open range of its lines; those that have the same columns are read together."""
    headers = _headers(lines)
    titled = bool(headers) and headers[0][0].start > 0 and _is_name(lines[headers[0][0].start - 1])
    alike: dict[tuple[str, ...], list[_Plan]] = {}
    for n, names in enumerate(headers):
        end = headers[n + 1][0].start if n + 1 < len(headers) else len(lines)
        last = end - int(n + 1 < len(headers) and _is_title(lines, end - 1, titled=titled))
        end = _end(lines, names[-1].end, last)
        plans = alike.setdefault(tuple(name.role for name in names), [])
        start = names[-1].end + _rest(lines, plans[0].names if plans else names, names)
        other = narrow and (_is_wide(lines[start:end]) or _is_spaced(lines, names, start, end))
        if end - start >= _FEWEST_ROWS and not other:
            plans.append(_Plan(names, start, end))
    found: list[tuple[int, int, Draft]] = []
    for roles, plans in ((roles, plans) for roles, plans in alike.items() if plans):
        named = [lines[name.start : name.end] for name in plans[0].names]
        read = align([lines[plan.start : plan.end] for plan in plans], roles, named)
        for plan, alignment in zip(plans, read, strict=True):
            table = _table(lines[plan.start : plan.end], roles, named, alignment)
            wrapped = plan.end - plan.start >= _WRAPPED * sum(map(len, alignment.rows))
            if table is not None and (wrapped or not narrow):
                found.append((plan.names[0].start, plan.end, table))
    return sorted(found, key=lambda some: some[0])


def _is_wide(lines: Sequence[TextLine]) -> bool:
    """Whether more than a few lines are longer than those of narrow columns."""
    return sum(len(line.text) > NARROW for line in lines) > _FEW * len(lines)


def _is_spaced(lines: Sequence[TextLine], names: Sequence[Name], start: int, end: int) -> bool:
    """Whether blank lines stand between the names and between the cells, which then need not be guessed."""
    named = names[-1].end - names[0].start > len(names)  # a name of several lines, with no blank line between
    apart = all(
        bool(lines[i].gap) == (i in {name.start for name in names}) for i in range(names[0].start + 1, names[-1].end)
    )
    spaced = sum(line.gap > 0 for line in lines[start:end])
    return named and apart and _CELLS_SPACED * (end - start) < spaced < end - start


def _rest(lines: Sequence[TextLine], whole: Sequence[Name], names: Sequence[Name]) -> int:
    """How many lines behind a header are the rest of names that a page break cut, as the whole header has them."""
    rest: list[str] = []
    for full, name in zip(whole, names, strict=True):
        texts = [line.text for line in lines[full.start : full.end]]
        rest += texts[name.end - name.start :]
    start = names[-1].end
    below = lines[start : start + len(rest)]
    return len(rest) if below and below[0].cut and [line.text for line in below] == rest else 0


def _is_name(line: TextLine) -> bool:
    return len(line.text.split()) <= _TITLE_WORDS and line.text[0].isupper() and not ends_sentence(line.text)


def _is_title(lines: Sequence[TextLine], at: int, *, titled: bool) -> bool:
    """Whether the line before a header is the title of the part that it opens; `titled`: the first header has one."""
    line = lines[at]
    apart = bool(line.gap or line.cut or line.level)
    return _is_name(line) and (apart or (titled and is_titled(line.text)))


def _end(lines: Sequence[TextLine], start: int, end: int) -> int:
    """Where the cells end: before a marked heading, a division of the paper, or prose as wide as a page."""
    widest = 0
    for i in range(start, end):
        text = lines[i].text
        if lines[i].level or is_division(text):
            return i
        prose = is_prose(" ".join(line.text for line in lines[i : i + 2]))
        if i - start >= _SETTLED and len(text) > max(_PAGE_WIDE, _WIDER * widest) and prose:
            return i - int(i - 1 > start and lines[i - 1].gap > 0 and _is_name(lines[i - 1]))
        widest = max(widest, len(text))
    return end


def _table(
    lines: Sequence[TextLine], roles: Sequence[str], names: Sequence[Sequence[TextLine]], read: Alignment
) -> Draft | None:
    """The table of lines that were read; None where they do not fit the columns.

    Args:
        names: of the columns, as the first header has them.
    """
    whole = sum(len(row) >= _LEAST_CELLS for row in read.rows)
    if len(read.rows) < _FEWEST_ROWS or read.score < _LEAST_SCORE or whole * 2 < len(read.rows):
        return None
    cells = [name_cell(c, (line.text for line in name)) for c, name in enumerate(names)]
    r = 1
    for row in read.rows:
        parts = part(row, roles, read.places, read.drops)
        if parts is None:
            cells.extend(_cell([lines[i] for i in row[c]], r, c) for c in sorted(row))
            r += 1
            continue
        for some in sorted(parts, key=lambda cell: (cell.start, cell.column)):
            cell = _cell([lines[i] for i in some.lines], r + some.start, some.column)
            cell.row_span = some.stop - some.start
            cells.append(cell)
        r += max(some.stop for some in parts)
    return Draft(BlockKind.TABLE, children=cells)


def _cell(lines: Sequence[TextLine], row: int, column: int) -> Draft:
    """A cell: its words, and its bullets as a list."""
    children: list[Draft] = []
    for line in lines:
        if line.marker.kind is MarkerKind.BULLET and line.marker.sure:
            pieces = [Piece(line.marker.rest)] if line.marker.rest else []
            children.append(Draft(BlockKind.LIST_ITEM, pieces, marker=line.marker.marker))
        elif children:
            children[-1].pieces.append(Piece(line.text))
        else:
            children.append(Draft(BlockKind.PARAGRAPH, [Piece(line.text)]))
    return Draft(BlockKind.CELL, row=row, column=column, children=children)
