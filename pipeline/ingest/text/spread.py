"""Tables that kept their layout: cells stand below the names of their columns, with wide gaps between.

A line is cut where two or more blanks stand; each piece belongs to the column whose name it stands below. Pieces below
those of a row go on in its cells. Words that run on over several columns are a remark below their row, or a heading
above those to come.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.columns import named_role
from pipeline.ingest.assemble import BlockKind, Draft
from pipeline.ingest.text.drafts import heading_cell, name_cell, words_cell
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.wording import ends_name, ends_sentence

_GAP = re.compile(r"\s{2,}")
_NAMED = re.compile(r"[^\W\d_]|\b(?:19|20)\d{2}\b")  # a word, or a year
_REFERENCE = re.compile(r"(?:[A-Z]{1,4}[ .-]?|[a-z]{1,2})?\d{1,3}(?:[./-]\d{1,3}){0,2}[a-z]?[.):]?$|[A-Z]{1,2}$")
_ELSEWHERE = re.compile(r"(?:appendix|annex|section|chapter)\b", re.IGNORECASE)  # opens another part of the paper
_LEAST_COLUMNS = 3
_PAIRS = (
    {"action", "progress"},
    {"priority", "progress"},
    {"priority", "action"},
    {"action", "status"},
    {"action", "lead"},
    {"action", "due"},
)
"""What two columns hold that are a table by themselves."""
_NAME_WORDS = 7
_LOOK = 14  # lines below a header among which its rows are sought
_LEAST_ROWS = 2
_SLACK = 3  # characters by which a cell may stand before the name of its column
_OVER = 2  # characters by which words run into the next column
_HEADING_WORDS = 12
_KNOWN = 2  # names by which a line is another header
_MOST_GAP = 2  # blank lines within a table


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a line, and where it stands on the page: half-open range of columns of characters."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class _Row:
    """A row: for each column the parts in it, line by line; `remark`: words below it; `heading`: over all columns."""

    cells: dict[int, list[str]] = field(default_factory=dict)
    remark: list[str] = field(default_factory=list)
    heading: str = ""


def _parts(line: TextLine) -> list[_Part]:
    found, at = [], 0
    for gap in [*_GAP.finditer(line.text), None]:
        end = gap.start() if gap else len(line.text)
        if end > at:
            found.append(_Part(line.text[at:end], line.indent + at, line.indent + end))
        at = gap.end() if gap else end
    return found


def _header(line: TextLine) -> list[_Part]:
    """The names on a line that may be a table's header; [] where it is none."""
    if line.cells or line.level or line.part or "  " not in line.text or ends_name(line.text):
        return []
    parts = _parts(line)
    names = all(len(part.text.split()) <= _NAME_WORDS and not ends_name(part.text) for part in parts)
    small = sum(part.text[0].islower() for part in parts[1:])  # the second line of a name of three
    names &= not parts[0].text[0].islower() and small <= (len(parts) > _LEAST_COLUMNS)
    lettered = sum(_NAMED.search(part.text) is not None for part in parts)
    return parts if names and lettered * 2 >= len(parts) else []


class _Layout:
    """Where columns stand, by their names."""

    def __init__(self, names: Sequence[_Part]) -> None:
        self.names = list(names)

    def column(self, part: _Part) -> int:
        """The column that a part stands in: the one whose name it stands below, or the nearest."""
        return min(
            range(len(self.names)),
            key=lambda c: (
                max(self.names[c].start - part.end, part.start - self.names[c].end, 0),
                abs(self.names[c].start - part.start),
            ),
        )

    def runs_over(self, part: _Part) -> bool:
        """Whether a part reaches into the columns to its right: no gap parts it from them, so it is no cell."""
        after = [name.start for name in self.names if name.start > part.start + _SLACK]
        return bool(after) and part.end > min(after) + _OVER

    def fits(self, parts: Sequence[_Part]) -> bool:
        """Whether the parts of a line stand in columns of their own."""
        columns = [self.column(part) for part in parts]
        return len(set(columns)) == len(parts) and not any(map(self.runs_over, parts))


def spread_table(lines: Sequence[TextLine], at: int) -> tuple[Draft, int] | None:
    """The table whose header is a line, and the line behind it; None where there is none."""
    names = _header(lines[at])
    if len(names) < _LEAST_COLUMNS - 1:
        return None
    layout = _Layout(names)
    below = [_parts(line) for line in lines[at + 1 : at + 1 + _LOOK] if not line.cells]
    left = [parts[0] for parts in below if len(parts) > 1 and parts[0].end < names[0].start]
    if len(left) >= _LEAST_ROWS:  # the names leave the first column out
        layout.names.insert(0, _Part("", min(part.start for part in left), max(part.end for part in left)))
    width = len(layout.names)
    if width < _LEAST_COLUMNS and {named_role(name.text) for name in layout.names} not in _PAIRS:
        return None
    least = width if width <= _LEAST_COLUMNS else (width + 1) // 2 + 1
    if sum(len(parts) >= least and layout.fits(parts) for parts in below) < _LEAST_ROWS:
        return None
    start = at + 1
    while start < len(lines) and _goes_on_names(layout, lines[start]):
        start += 1
    rows, end = _rows(lines, start, layout)
    if sum(len(row.cells) > 1 for row in rows) < _LEAST_ROWS:
        return None
    return _draft(layout, rows), end


def _goes_on_names(layout: _Layout, line: TextLine) -> bool:
    """Take in a line of further words of the names ("Target" / "date"); False where it is none."""
    parts = _parts(line)
    if line.gap or not layout.fits(parts) or len(parts) >= len(layout.names):
        return False
    joined = {layout.column(part): part for part in parts}
    made = {c: f"{layout.names[c].text} {part.text}" for c, part in joined.items()}
    wraps = all(part.text[0].islower() for part in parts)
    told = all(named_role(text) for text in made.values())
    if not wraps and (not told or all(part.text[0].isupper() for part in parts)):
        return False
    for c, text in made.items():
        name = layout.names[c]
        layout.names[c] = _Part(text, min(name.start, joined[c].start), max(name.end, joined[c].end))
    return True


def _rows(lines: Sequence[TextLine], start: int, layout: _Layout) -> tuple[list[_Row], int]:
    rows: list[_Row] = []
    end = i = start
    waiting: list[str] = []  # headings, if rows follow
    numbered = _numbered(lines[start : start + _LOOK], layout)
    spaced = _spaced(lines[start : start + _LOOK], layout)
    opening = _opening(lines, start, layout) if _centred(lines[start : start + _LOOK], layout) else set()
    while i < len(lines):
        line = lines[i]
        if line.cells or line.level or (line.gap > _MOST_GAP and not line.cut) or _ELSEWHERE.match(line.text):
            break
        parts = _parts(line)
        if len(parts) >= _LEAST_COLUMNS and sum(named_role(part.text) is not None for part in parts) >= _KNOWN:
            break
        within = bool(opening and rows) and not waiting and (line.cut or not line.gap)
        told = within or i in opening  # by the blank lines between rows whose cells are centred
        if layout.fits(parts) and (told or len(parts) > 1):
            if i in opening or (not told and _opens(parts, layout, rows, line, numbered=numbered, spaced=spaced)):
                rows.extend(_Row(heading=text) for text in waiting)
                rows.append(_Row())
            elif waiting:
                break
            _fill(rows[-1], parts, layout)
        elif not waiting and spaced and _is_in_cell(line, parts, layout, rows):
            _fill(rows[-1], parts, layout)
        elif not waiting and _is_below(line, parts, layout, rows):
            _go_on(rows[-1], parts, layout)
        elif _heads(line) and len(waiting) < _LEAST_ROWS:
            waiting.append(line.text)
            i += 1
            continue
        elif waiting and _wraps(line, lines[i - 1]):
            waiting[-1] = f"{waiting[-1]} {line.text}"
            i += 1
            continue
        else:
            break
        waiting = []
        i += 1
        end = i
    return rows, end


def _numbered(lines: Sequence[TextLine], layout: _Layout) -> bool:
    """Whether the first column holds references."""
    first = [parts[0] for line in lines if len(parts := _parts(line)) > 1 and layout.column(parts[0]) == 0]
    return bool(first) and 2 * sum(_REFERENCE.match(part.text) is not None for part in first) > len(first)


def _runs(lines: Sequence[TextLine], layout: _Layout) -> list[list[tuple[int, bool]]]:
    """Lines with no blank one between: of each line its place, and whether a reference stands in the first column."""
    runs: list[list[tuple[int, bool]]] = []
    for i, line in enumerate(lines):
        first = _parts(line)[0]
        referred = layout.column(first) == 0 and _REFERENCE.match(first.text) is not None
        if not runs or line.gap or line.cut:
            runs.append([])
        runs[-1].append((i, referred))
    return runs


def _centred(lines: Sequence[TextLine], layout: _Layout) -> bool:
    """Whether cells stand at half the height of their rows, which blank lines part: each has its reference within."""
    runs = [[referred for _, referred in run] for run in _runs(lines, layout)]
    within = sum(any(run) and not run[0] for run in runs)
    return within >= _LEAST_ROWS and all(sum(run) <= 1 for run in runs)


def _opening(lines: Sequence[TextLine], start: int, layout: _Layout) -> set[int]:
    """The lines that begin the rows of a table whose cells are centred: of each row with a reference the first."""
    return {start + run[0][0] for run in _runs(lines[start:], layout) if any(referred for _, referred in run)}


def _spaced(lines: Sequence[TextLine], layout: _Layout) -> bool:
    """Whether blank lines stand between the rows: before each line that has a cell in every column.

    In a table of two columns cells wrap in both at once; there two lines behind blank ones are enough.
    """
    width = len(layout.names)
    if width == _LEAST_COLUMNS - 1:
        return sum(len(_parts(line)) == width for line in lines if line.gap) >= _LEAST_ROWS
    whole = [line for line in lines if len(_parts(line)) == width]
    return len(whole) >= _LEAST_ROWS and all(line.gap or line.cut for line in whole[1:])


def _opens(
    parts: Sequence[_Part], layout: _Layout, rows: Sequence[_Row], line: TextLine, *, numbered: bool, spaced: bool
) -> bool:
    """Whether a line of cells begins a row, rather than going on in those of the row above."""
    columns = [layout.column(part) for part in parts]
    if not rows or rows[-1].heading:
        return True
    if numbered:
        return columns[0] == 0
    if columns[0] != 0 or parts[0].text[0].islower() or (spaced and not (line.gap or line.cut)):
        return False
    always = set.intersection(*[set(row.cells) for row in rows if row.cells])
    if not line.gap and not always <= set(columns):  # it has nothing where every row has something
        return False
    return len(parts) >= len(rows[-1].cells) or bool(line.gap) or columns[-1] == len(layout.names) - 1


def _fill(row: _Row, parts: Sequence[_Part], layout: _Layout) -> None:
    for part in parts:
        row.cells.setdefault(layout.column(part), []).append(part.text)


def _is_in_cell(line: TextLine, parts: Sequence[_Part], layout: _Layout, rows: Sequence[_Row]) -> bool:
    """Whether a line with no blank line before goes on in the cell above it: rows are told apart by blank lines."""
    if not rows or rows[-1].heading or rows[-1].remark or line.gap or len(parts) > 1:
        return False
    return layout.column(parts[0]) in rows[-1].cells and not layout.runs_over(parts[0])


def _is_below(line: TextLine, parts: Sequence[_Part], layout: _Layout, rows: Sequence[_Row]) -> bool:
    """Whether a line that is no row of cells belongs to the row above: it goes on there, or is set in below it."""
    if not rows or rows[-1].heading or (line.gap and not line.cut):
        return False
    if len(parts) == 1 and not layout.runs_over(parts[0]) and layout.column(parts[0]) in rows[-1].cells:
        return layout.column(parts[0]) > 0 or parts[0].text[0] in "([" or parts[0].text[0].islower()
    return parts[0].start >= layout.names[1].start - _SLACK or bool(rows[-1].remark and line.indent)


def _go_on(row: _Row, parts: Sequence[_Part], layout: _Layout) -> None:
    """Words below a row: more of a cell where they stand in its column and go on there, else a remark."""
    single = parts[0]
    column = layout.column(single)
    goes_on = single.text[0].islower() or single.text[0] in "(["
    if len(parts) == 1 and not layout.runs_over(single) and not row.remark and (goes_on or column > 1):
        row.cells.setdefault(column, []).append(single.text)
    else:
        row.remark.append(" ".join(part.text for part in parts))


def _heads(line: TextLine) -> bool:
    words = line.text.split()
    asks = words[-1].endswith("?")
    return line.text[0].isupper() and len(words) <= _HEADING_WORDS and (asks or not ends_sentence(line.text))


def _wraps(line: TextLine, above: TextLine) -> bool:
    """Whether a heading goes on in a line, in the width of the column that it stands in."""
    return not line.gap and line.text[0].islower() and _heads(above) and abs(line.indent - above.indent) <= _SLACK


def _draft(layout: _Layout, rows: Sequence[_Row]) -> Draft:
    remarked = any(row.remark for row in rows)
    width = len(layout.names) + remarked
    cells = [name_cell(c, [name.text]) for c, name in enumerate(layout.names) if name.text]
    for r, row in enumerate(rows, 1):
        if row.heading:
            cells.append(heading_cell(r, width, [row.heading]))
            continue
        texts = dict(sorted(row.cells.items()))
        if row.remark:
            texts[width - 1] = row.remark
        cells += [words_cell(r, c, pieces) for c, pieces in texts.items()]
    return Draft(BlockKind.TABLE, children=cells)
