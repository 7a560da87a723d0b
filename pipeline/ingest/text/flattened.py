"""Tables that extraction flattened to text: cells in reading order, without borders.

Two forms can be told from running text. In one, cells of a row follow each other on a line with two blanks
between, and wrap (`split_cells`). In the other, every cell begins a line of its own, and a number alone on its
line begins the row (`rebuild`). Where the cells of a row cannot be counted, they stay paragraphs in order.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.ingest.assemble import BlockKind, Draft, Piece
from pipeline.ingest.markers import MarkerKind, split_marker
from pipeline.ingest.text.headers import side_by_side
from pipeline.ingest.text.joining import Unit
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.vocabulary import WORDS
from pipeline.ingest.text.wording import ends_sentence, folded, is_division, opens_division

_GAP = re.compile(r"(?<=\S) {2,}(?=[A-Z\d\W])")
_HEADER_CELLS = 3
_HEADER_WORDS = 8
_ROW = re.compile(r"(?:[A-Z]{1,4}[ .-]?)?\d{1,3}(?:[./-]\d{1,3}){0,2}[a-z]?[.):]?(?:\s{2,}|$)")
_NEAR = 4  # lines below a header, one of which begins the first row
_WITHIN = 1  # blank lines in a table
_WINDOW = 20  # lines below a header, of which
_ROW_SHARE = 0.3  # at least so many hold several cells
_FEWEST_ROWS = 3
_MOST_UNITS = 12  # of one row
_SHARE = 0.6  # of rows that have the usual number of cells


def split_cells(lines: Sequence[TextLine]) -> list[TextLine]:
    """Split rows into cells at wide gaps, from the first line on that looks like a table's header.

    For texts whose wrapped lines end in one blank and whose cells end in two (`Layout.double_ended`).
    """
    first = next((i for i, line in enumerate(lines) if _is_header(line) and _rows_follow(lines, i)), None)
    if first is None:
        return list(lines)
    out = list(lines[:first])
    known = False  # whether the table's columns are known by name: then its cells are joined to a line each
    for i, line in enumerate(lines[first:], first):
        if _is_known(lines, i):
            out.append(line)
            known = True
            continue
        if known and not line.cells and line.gap <= _WITHIN:
            for part in _split(line) if not opens_division(line.text) else [_whole(line)]:
                if _goes_on(out[-1], part):
                    out[-1] = _joined(out[-1], part)
                else:
                    out.append(replace(part, part=False))
            continue
        known = False
        out.extend(_split(line))
    return out


def _is_known(lines: Sequence[TextLine], at: int) -> bool:
    """Whether a line holds the names of a plan's columns, and rows follow of which each begins with its reference."""
    if lines[at].cells or side_by_side(lines[at]) is None:
        return False
    below = [line for line in lines[at + 1 : at + 1 + _WINDOW] if _ROW.match(line.text)]
    return len(below) > 1 and any(below[0] is line for line in lines[at + 1 : at + 1 + _NEAR])


def _split(line: TextLine) -> Iterator[TextLine]:
    """The cells of a line, each a line of its own."""
    texts = _cells(line.text) if not line.cells else [line.text]
    for i, text in enumerate(texts):
        last = i == len(texts) - 1
        wraps = last and line.trail == 1 and not text.isdigit()
        yield TextLine(
            text,
            indent=line.indent if i == 0 else 0,
            trail=line.trail if last else 2,
            gap=line.gap if i == 0 else 0,
            level=line.level,
            bold=line.bold,
            cut=line.cut and i == 0,
            cells=line.cells,
            rule=line.rule,
            wraps=wraps,
            part=len(texts) > 1,
        )


def _whole(line: TextLine) -> TextLine:
    """A line that heads the rows below it, in one piece."""
    return replace(line, text=" ".join(line.text.split()), wraps=line.trail == 1)


def _goes_on(before: TextLine, line: TextLine) -> bool:
    """Whether a line goes on in the cell that the line before it left open."""
    goes_on = line.marker.rest[:1].islower() if line.marker.marker else not line.cut or line.text[0].islower()
    return before.wraps and not line.gap and goes_on


def _joined(before: TextLine, line: TextLine) -> TextLine:
    glue = "" if before.text.endswith("-") and line.text[0].islower() else " "
    return replace(before, text=f"{before.text}{glue}{line.text}", trail=line.trail, wraps=line.wraps)


def _is_header(line: TextLine) -> bool:
    if line.cells or "  " not in line.text:
        return False
    if side_by_side(line) is not None:
        return True
    cells = _GAP.split(line.text)
    return len(cells) >= _HEADER_CELLS and all(
        len(cell.split()) <= _HEADER_WORDS and cell[0].isupper() and not ends_sentence(cell) for cell in cells
    )


def _rows_follow(lines: Sequence[TextLine], header: int) -> bool:
    below = lines[header + 1 : header + 1 + _WINDOW]
    return sum(len(_cells(line.text)) > 1 for line in below) >= _ROW_SHARE * len(below) > 0


def _cells(text: str) -> list[str]:
    """Cells of a line; a gap after a word that ends no cell is damage."""
    if "  " not in text:
        return [text]
    cells: list[str] = []
    for piece in _GAP.split(text):
        if cells and cells[-1].rsplit(maxsplit=1)[-1].lower() in WORDS.connecting:
            cells[-1] = f"{cells[-1]}  {piece}"
        else:
            cells.append(piece)
    return cells


def rebuild(units: Sequence[Unit]) -> list[Unit | Draft]:
    """Put tables in the place of units that are their cells, where every row begins with a number on its own line."""
    out: list[Unit | Draft] = []
    i = floor = 0
    while i < len(units):
        table = _table_at(units, i, floor)
        if table:
            draft, header, i = table
            floor = i
            if header:
                del out[len(out) - header :]
            out.append(draft)
        else:
            out.append(units[i])
            i += 1
    return out


def _begins_row(unit: Unit) -> bool:
    return unit.apart and unit.marker.kind in (MarkerKind.NUMBER, MarkerKind.REFERENCE) and bool(unit.pieces)


def _plain(unit: Unit) -> bool:
    return not unit.marker.marker


def _table_at(units: Sequence[Unit], start: int, floor: int) -> tuple[Draft, int, int] | None:
    """The table whose first row begins at `start`: its draft, units of its header before `start`, and where it ends."""
    if not _begins_row(units[start]):
        return None
    rows, end = _rows(units, start)
    counts = Counter(sum(map(_plain, row[1:])) for row in rows)
    usual, times = max(counts.items(), key=lambda item: (item[1], -item[0]))
    if len(rows) < _FEWEST_ROWS or not usual or times < _SHARE * len(rows):
        return None
    header = _header(units[floor:start], usual + 2)
    rows, end = _without_next_header(rows, end, {folded(unit.text) for unit in header})
    if not header:
        return None
    if usual == 1:
        _cut_known(rows)
    shift = int(not _is_reference(header[0]) and len(header) == usual + 1)
    cells = [_cell([unit], 0, column + shift, header=True) for column, unit in enumerate(header)]
    for r, row in enumerate(rows, 1):
        cells += _row_cells(row, r, usual)
    return Draft(BlockKind.TABLE, children=cells), len(header), end


def _cut_known(rows: list[list[Unit]]) -> None:
    """Part from the words of a row the last cell of other rows, where no line's end showed the joint."""
    known = Counter(folded(row[-1].text) for row in rows if len(row) > 1 and _plain(row[-1]))
    values = [value for value, times in known.items() if times > 1 and len(value.split()) > 1]
    for row in rows:
        last = row[-1]
        if len(row) > 1 and _plain(last) and folded(last.text) in known:
            continue
        for at in range(1, len(last.pieces)):
            if folded(" ".join(piece.text for piece in last.pieces[at:])) in values:
                row.append(Unit(split_marker(""), last.first, last.pieces[at:]))
                del last.pieces[at:]
                break


def _is_reference(unit: Unit) -> bool:
    """Whether a header cell names the column of numbers."""
    return folded(unit.text).rstrip(".") in WORDS.references


def _rows(units: Sequence[Unit], start: int) -> tuple[list[list[Unit]], int]:
    rows: list[list[Unit]] = []
    i = start
    while i < len(units) and _begins_row(units[i]):
        row = [units[i]]
        i += 1
        while i < len(units) and len(row) < _MOST_UNITS and not _begins_row(units[i]) and not _is_border(units[i]):
            row.append(units[i])
            i += 1
        rows.append(row)
    return rows, i


def _is_border(unit: Unit) -> bool:
    return bool(unit.first.level) or unit.first.bold or is_division(unit.text) or bool(unit.marker.number)


def _header(before: Sequence[Unit], most: int) -> list[Unit]:
    """The header cells at the end of what stands before the first row; one less where the numbers' column has none."""
    header: list[Unit] = []
    for unit in reversed(before[-most:]):
        names = _plain(unit) and not _is_border(unit) and not unit.text.endswith(".")
        if not _is_reference(unit) and (not names or len(unit.text.split()) > _HEADER_WORDS):
            break
        header.insert(0, unit)
        if _is_reference(unit):
            break
    return header if len(header) >= most - 1 else []


def _without_next_header(rows: list[list[Unit]], end: int, header: set[str]) -> tuple[list[list[Unit]], int]:
    """End the table before a row's end that repeats a header cell: there the next table's header begins."""
    kept: list[list[Unit]] = []
    at = end - sum(map(len, rows))
    for row in rows:
        again = next((k for k, unit in enumerate(row) if k and folded(unit.text) in header), None)
        if again is None:
            kept.append(row)
            at += len(row)
            continue
        begin = again if _is_reference(row[again]) else max(again - 1, 1)
        kept.append(row[:begin])
        return kept, at + begin
    return kept, end


def _row_cells(row: list[Unit], r: int, usual: int) -> list[Draft]:
    """A number, the words behind it with their lists, and as many cells as rows usually have."""
    cut = len(row) - usual
    if cut < 1 or not all(map(_plain, row[cut:])):
        cut = len(row)
    body, last = row[:cut], row[cut:]
    number = Draft(BlockKind.PARAGRAPH, [Piece(row[0].marker.marker)])
    cells = [
        Draft(BlockKind.CELL, row=r, column=0, children=[number]),
        _cell(body, r, 1),
    ]
    return cells + [_cell([unit], r, 2 + k) for k, unit in enumerate(last)]


def _cell(units: Sequence[Unit], row: int, column: int, *, header: bool = False) -> Draft:
    children = []
    for unit in units:
        item = bool(unit.marker.marker) and not _begins_row(unit)
        marked = item or header  # the number of a row has a cell of its own, that of a column's name has not
        children.append(
            Draft(
                BlockKind.LIST_ITEM if item else BlockKind.HEADING if header else BlockKind.PARAGRAPH,
                unit.pieces,
                level=6 if header else 0,
                number=unit.marker.number if marked else "",
                marker=unit.marker.marker if marked else "",
                bold=unit.first.bold,
            )
        )
    return Draft(BlockKind.CELL, row=row, column=column, header=header, children=children)
