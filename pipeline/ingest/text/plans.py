"""Plans whose table was flattened line by line: each cell a run of short lines, one cell after the other.

Such a table is known by the names of its columns, line below line, which stand over it and often over its parts.
"""

from collections.abc import Sequence

from pipeline.ingest.assemble import BlockKind, Draft, Piece
from pipeline.ingest.markers import MarkerKind
from pipeline.ingest.text.alignment import align
from pipeline.ingest.text.drafts import name_cell
from pipeline.ingest.text.headers import Name, stacked_names
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.wording import ends_sentence, is_division, is_prose, is_titled

_ACTION_WIDTH = 30  # characters; the names of wide columns do not show how wide they are, but the longest lines do
_TYPICAL = 0.95  # quantile of the lengths of lines that is the width of the widest column
_TITLE_WORDS = 10
_SETTLED = 6  # lines by which the widest column is known
_PAGE_WIDE = 60  # characters; prose has lines longer than that
_WIDER = 1.2  # times the widest column
_FEWEST_ROWS = 2
_LEAST_CELLS = 3  # of most rows
_LEAST_SCORE = 0.0  # of a line, from which the lines fit their columns


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


def rebuild_plans(lines: Sequence[TextLine]) -> list[list[TextLine] | Draft]:
    """Put tables in the place of the lines that are their cells; all other lines stay, in runs."""
    out: list[list[TextLine] | Draft] = []
    done = 0
    headers = _headers(lines)
    titled = bool(headers) and headers[0][0].start > 0 and _is_name(lines[headers[0][0].start - 1])
    for n, names in enumerate(headers):
        end = headers[n + 1][0].start if n + 1 < len(headers) else len(lines)
        last = end - int(n + 1 < len(headers) and _is_title(lines, end - 1, titled=titled))
        end = _end(lines, names[-1].end, last)
        table = _table(lines, headers[0] if len(headers[0]) == len(names) else names, names, end)
        if table is None:
            continue
        if done < names[0].start:
            out.append(list(lines[done : names[0].start]))
        out.append(table)
        done = end
    if done < len(lines):
        out.append(list(lines[done:]))
    return out


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


def _table(lines: Sequence[TextLine], named: Sequence[Name], names: Sequence[Name], end: int) -> Draft | None:
    """The table of a header and the lines below it; None where they do not fit the columns.

    Args:
        named: the first header of the paper with these columns, where their names are whole.
    """
    start = names[-1].end
    roles = [name.role for name in names]
    if end - start < _FEWEST_ROWS:
        return None
    widths = [max(len(line.text) for line in lines[name.start : name.end]) + 2 for name in named]
    lengths = sorted(len(line.text) for line in lines[start:end])
    widths[roles.index("action")] = max(lengths[int(_TYPICAL * (len(lengths) - 1))], _ACTION_WIDTH)
    found = align(lines[start:end], roles, widths)
    whole = sum(len(row) >= _LEAST_CELLS for row in found.rows)
    if len(found.rows) < _FEWEST_ROWS or found.score < _LEAST_SCORE or whole * 2 < len(found.rows):
        return None
    cells = [name_cell(c, (line.text for line in lines[name.start : name.end])) for c, name in enumerate(named)]
    for r, row in enumerate(found.rows, 1):
        cells.extend(_cell([lines[start + i] for i in row[c]], r, c) for c in sorted(row))
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
