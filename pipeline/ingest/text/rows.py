"""Tables whose rows can be told apart though their borders are lost: by references, or by the blank lines between.

The names of the columns stand over them, below or beside one another. Each row begins with a reference that goes on
from the last ("2.4", "22/05", "A7"), at a line's start or, where rows were run together, within a line; or the rows of
a table with a cell on every line are parted by blank lines. What stands in which column is told by `cells`.
"""

import re
from collections.abc import Sequence
from statistics import median

from pipeline.columns import column_role, field_role
from pipeline.ingest.assemble import BlockKind, Draft
from pipeline.ingest.text.beside import beside_references
from pipeline.ingest.text.cells import Cut, Manner, Word, cut_row, cut_rows, words_of
from pipeline.ingest.text.chunked import chunked_table, leads_chunks, named_chunks, run_table
from pipeline.ingest.text.drafts import heading_of, lines_cell, name_cell, words_cell
from pipeline.ingest.text.forms import is_money, is_state, is_when
from pipeline.ingest.text.headers import Header, settled_roles, side_by_side, stacked_names
from pipeline.ingest.text.labelled import part_labels, part_ratings
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.references import PARTS, REFERENCE, alike, goes_on, opens_series, shape
from pipeline.ingest.text.series import Found, Row, chunks_of, fits, lined_rows, strided_rows
from pipeline.ingest.text.spread import spread_table
from pipeline.ingest.text.strung import strung_table
from pipeline.ingest.text.vocabulary import WORDS
from pipeline.ingest.text.wording import division_label, ends_sentence, is_bare_division, is_caps, is_prose

_INLINE = re.compile(r"(?<=\S)\s+(?P<ref>(?:[A-Z]{1,4}[.-]?)?\d{1,3}(?:[./-]\d{1,3}){0,2})[.)]?\s+(?=[A-Z“\"‘'])")
_REFERS = re.compile(
    r"\b(?:see|also|and|or|with|by|in|from|of|to|for|per|under|ref|cf|actions?|items?|tasks?|recommendations?|nos?|para|section|step|point|project)[.:]?$",
    re.IGNORECASE,
)  # before a reference that is named rather than begins a row
_SECTION = re.compile(r"\d{1,2}\.0\s+[A-Z]{2}")  # a section of the report that the table stands in
_STACKED_ROLES = 3
_MOST_COLUMNS = 10
_NAME_WORDS = 8
_FEWEST = 2  # rows
_BEFORE = 3  # lines that may stand between the header and the first row
_STRAY = 14  # lines between two rows that may belong to the first
_HEADING_WORDS = 22
_GOOD = 0.6  # share of the rows that fit their columns
_CUT_LENGTH = 25  # characters; what is shorter a page break does not cut
_PAGE_WIDE = 110  # characters of a line that is no cell by itself
_MOST_LINES = 2.0  # per column, of the usual row of a table with a cell on every line


def rebuild_rows(lines: Sequence[TextLine]) -> list[list[TextLine] | Draft]:
    """Put tables in the place of the lines that are their cells; all other lines stay, in runs."""
    out: list[list[TextLine] | Draft] = []
    done = i = 0
    while i < len(lines):
        found = _table_at(lines, i)
        if found is None:
            i += 1
            continue
        draft, end = found
        if done < i:
            out.append(list(lines[done:i]))
        out.append(draft)
        done = i = end
    if done < len(lines):
        out.append(list(lines[done:]))
    return out


def _header_at(lines: Sequence[TextLine], at: int) -> tuple[Header, int, bool] | None:
    """The header that begins at a line, the line behind it, and whether its names stand one below the other."""
    side = side_by_side(lines[at])
    if side is not None:
        return side, at + 1, False
    stacked = stacked_names(lines, at, _STACKED_ROLES)
    if not stacked:
        return None
    names = [" ".join(line.text for line in lines[name.start : name.end]) for name in stacked]
    roles: list[str | None] = [name.role for name in stacked]
    end = stacked[-1].end
    apart = all(lines[name.start].gap for name in stacked[1:])
    while end < len(lines) and len(roles) < _MOST_COLUMNS and _is_last_name(lines, end, apart=apart):
        names.append(lines[end].text)
        roles.append(column_role(lines[end].text) or field_role(lines[end].text, loose=True))
        end += 1
    return Header(tuple(roles), tuple(names), (), parted=False), end, True


def _is_last_name(lines: Sequence[TextLine], at: int, *, apart: bool) -> bool:
    """Whether a line behind the names that are known is another: before the blank line that ends the header.

    `apart`: blank lines stand between the names, so that the header ends where the first row's reference stands.
    """
    line = lines[at]
    if not line.text[0].isupper() or len(line.text.split()) > _NAME_WORDS or ends_sentence(line.text.rstrip("?")):
        return False
    if bool(line.gap) != apart or line.cut or line.cells or REFERENCE.match(line.text):
        return False
    below = lines[at + 1 : at + 1 + _BEFORE]
    if apart:
        return bool(below) and REFERENCE.fullmatch(below[0].text) is not None
    return any(other.gap for other in below)


def _table_at(lines: Sequence[TextLine], at: int) -> tuple[Draft, int] | None:
    """The table whose header begins at a line, and the line behind it."""
    named = named_chunks(lines, at)
    if named and (runs := run_table(named)):
        return runs
    if named and leads_chunks(lines, at) and (chunked := chunked_table(named)):
        return chunked
    return _known_rows(lines, at) or (chunked_table(named) if named else None)


def _known_rows(lines: Sequence[TextLine], at: int) -> tuple[Draft, int] | None:
    """The table that begins at a line, where its rows can be told apart without looking at the cells."""
    if known := spread_table(lines, at) or strung_table(lines, at) or beside_references(lines, at):
        return known
    opened = _header_at(lines, at)
    if opened is None:
        return None
    header, start, stacked = opened
    if start >= len(lines):
        return None
    stop = next((k for k in range(start, len(lines)) if _stops(lines, k)), len(lines))
    stacked = stacked or _stands_alone(lines[start : start + _BEFORE])
    manner = Manner(stacked=stacked, parted=header.parted)
    found = _referenced(lines, start, stop, stacked=stacked)
    if found is not None:
        return _draft(header, found, manner)
    if not stacked:
        found = lined_rows(lines, start, stop, header)
    else:
        found = _parted(lines, start, stop, header) or strided_rows(lines, start, stop, header)
    return _draft(header, found, manner) if found else None


def _stands_alone(lines: Sequence[TextLine]) -> bool:
    """Whether the first reference below names side by side has a line to itself, as the row's other cells will have."""
    first = next((line for line in lines if REFERENCE.match(line.text)), None)
    return first is not None and REFERENCE.fullmatch(first.text) is not None


def _stops(lines: Sequence[TextLine], at: int) -> bool:
    line = lines[at]
    return bool(line.level or line.cells or _SECTION.match(line.text)) or _header_at(lines, at) is not None


def _referenced(lines: Sequence[TextLine], start: int, stop: int, *, stacked: bool) -> Found | None:
    """Rows that begin with a reference each; None where the first line below the header, or the next few, has none."""
    rows: list[Row] = []
    stray: list[TextLine] = []
    last = ""
    spaced = False  # whether blank lines stand between the cells of a row
    i = end = start
    while i < stop:
        line = lines[i]
        reference = _anchor(line, last, stacked=stacked, first=not last or bool(stray))
        if reference is not None:
            spaced = spaced or (not rows and any(other.gap and not other.cut for other in lines[i + 1 : i + 3]))
            if stacked and rows and not stray:
                stray = _band(rows[-1], opens=opens_series(reference.rstrip(".):"), last))
            _place(rows, stray, reference, spaced=stacked and spaced)
            last = _open(rows, line, reference)
            stray = []
            end = i + 1
        elif not rows:
            if i - start >= _BEFORE or not _heads([line]):
                return None
            stray.append(line)
        elif not stray and (
            _carries_on(line, lines[i - 1]) or (line.cut and not rows[-1].lines and not rows[-1].heading)
        ):
            last = _extend(rows, line, last)
            end = i + 1
        elif len(stray) > _STRAY:
            break
        else:
            stray.append(line)
        i += 1
    if not rows:
        return None
    end += _last_cells(rows, lines[end:stop]) if stacked else 0
    return Found(rows, end)


def _band(row: Row, *, opens: bool) -> list[TextLine]:
    """Take from a row its last line where that heads the rows to come: in capitals, or before another series."""
    if len(row.lines) < _BEFORE or not _heads(row.lines[-1:]):
        return []
    text, above = row.lines[-1].text, row.lines[-2].text
    closed = ends_sentence(above) or is_state(above) or is_when(above)
    if _is_value(text) or not (opens or is_caps(text)) or not (opens or closed):
        return []
    return [row.lines.pop()] if closed or is_caps(text) else []


def _anchor(line: TextLine, last: str, *, stacked: bool, first: bool) -> str | None:
    """The reference with which a line begins a row, as printed."""
    found = REFERENCE.match(line.text)
    if found is None:
        return None
    rest = line.text[found.end() :].strip()
    if rest[:1].islower() and first is False:
        return None
    if not last:
        return found.group() if rest or stacked else None
    if stacked and not rest and alike(found["ref"], last):
        return found.group()
    if stacked and rest[:1].isupper() and opens_series(found["ref"], last):
        return found.group()
    if goes_on(found["ref"], last, strictly=False):
        alone = stacked or (bool(line.gap) and goes_on(found["ref"], last, strictly=True))
        return found.group() if rest or alone else None
    restarts = first and shape(found["ref"]) == shape(last) and PARTS.findall(found["ref"])[-1] in ("1", "01")
    return found.group() if restarts and rest else None


def _open(rows: list[Row], line: TextLine, reference: str) -> str:
    rows.append(Row(reference))
    rest = line.text[len(reference) :]
    if not rest.strip():
        return reference.rstrip(".):")
    return _extend(rows, _cut(line, len(reference), len(line.text), first=True), reference.rstrip(".):"))


def _extend(rows: list[Row], line: TextLine, last: str) -> str:
    """Add a line to the last row, and cut it where the next rows begin within it; the last reference."""
    text, at = line.text, 0
    for found in _INLINE.finditer(text):
        before = text[at : found.start()].rsplit(maxsplit=1)
        named = not before or before[-1].lower() in WORDS.connecting or _REFERS.search(before[-1])
        if goes_on(found["ref"], last, strictly=True) and not named:
            rows[-1].lines.append(_cut(line, at, found.start(), first=at == 0))
            last = found["ref"]
            rows.append(Row(last))
            at = found.end()
    tail = re.search(r"\s(\S+)$", text[at:])
    named = tail is None or _REFERS.search(text[at : at + tail.start()])
    if tail and not named and REFERENCE.fullmatch(tail[1]) and goes_on(tail[1].rstrip(".)"), last, strictly=True):
        rows[-1].lines.append(_cut(line, at, at + tail.start(), first=at == 0))
        rows.append(Row(tail[1].rstrip(".)")))
        return rows[-1].reference
    rows[-1].lines.append(_cut(line, at, len(text), first=at == 0))
    return last


def _cut(line: TextLine, start: int, end: int, *, first: bool) -> TextLine:
    text = line.text[start:end]
    return TextLine(
        text.strip(), indent=line.indent if first else 0, trail=line.trail, gap=line.gap if first else 0,
        bold=line.bold, cut=line.cut and first,
    )  # fmt: skip


def _carries_on(line: TextLine, before: TextLine) -> bool:
    """Whether a line belongs to the row of the line before without more ado."""
    if division_label(line.text):
        return False
    cut_off = len(before.text) >= _CUT_LENGTH and not ends_sentence(before.text)
    return not line.gap or (line.cut and (line.text[0].islower() or cut_off))


def _heads(chunk: Sequence[TextLine]) -> bool:
    """Whether lines are the heading of the rows that follow."""
    text = " ".join(line.text for line in chunk)
    opening = chunk[0].marker.rest if chunk[0].marker.number else text
    return len(text.split()) <= _HEADING_WORDS and opening[:1].isupper() and not ends_sentence(text)


def _place(rows: list[Row], stray: Sequence[TextLine], reference: str, *, spaced: bool) -> None:
    """Give the lines before a row to the row above, or make them a heading of those that follow.

    Args:
        reference: of the row that follows; a heading may have the first part of it for its number.
    """
    chunks = _named_divisions(chunks_of(stray))
    for n, chunk in enumerate(chunks):
        division = bool(division_label(chunk[0].text)) or _numbers(chunk[0], reference)
        alone = n == len(chunks) - 1 and not spaced and len(chunk) <= 2 and not _is_value(chunk[0].text)
        if _heads(chunk) and (division or alone or not rows):
            rows.append(Row("", list(chunk), heading=True))
        elif rows and not rows[-1].heading:
            rows[-1].lines.extend(chunk)
        else:
            rows.append(Row("", list(chunk), heading=True))


def _named_divisions(chunks: Sequence[list[TextLine]]) -> list[list[TextLine]]:
    """The runs of lines, the label of a division together with its name where that stands below a blank line."""
    found: list[list[TextLine]] = []
    for chunk in chunks:
        above = found[-1] if found else []
        named = len(above) == 1 and is_bare_division(above[0].text) and _heads(chunk)
        if named or (above and chunk[0].cut and chunk[0].text[0].islower() and division_label(above[0].text)):
            found[-1] = [*above, *chunk]
        else:
            found.append(list(chunk))
    return found


def _is_value(text: str) -> bool:
    """Whether a line is a rating, a date or money: the last cell of a row rather than a heading."""
    return is_state(text) or is_when(text) or is_money(text)


def _numbers(line: TextLine, reference: str) -> bool:
    """Whether a line is numbered as what a reference belongs to ("2. Travel" before "2.1")."""
    number = line.marker.number
    return bool(number and line.marker.rest) and re.match(rf"{re.escape(number)}[./-]", reference) is not None


def _last_cells(rows: list[Row], lines: Sequence[TextLine]) -> int:
    """Give the last row the cells that blank lines part from it, as many as others have; the count of their lines."""
    parts = [1 + sum(line.gap > 0 for line in row.lines) for row in rows[:-1] if not row.heading]
    usual = int(median(parts)) if parts else 1
    have = 1 + sum(line.gap > 0 for line in rows[-1].lines)
    taken = 0
    for chunk in chunks_of(lines):
        if have >= usual or division_label(chunk[0].text) or any(len(line.text) > _PAGE_WIDE for line in chunk):
            break
        rows[-1].lines.extend(chunk)
        taken += len(chunk)
        have += 1
    return taken


def _parted(lines: Sequence[TextLine], start: int, stop: int, header: Header) -> Found | None:
    """Rows of a cell on every line that blank lines part; None where they are not that."""
    rows: list[Row] = []
    end = start
    manner = Manner(stacked=True)
    for chunk in chunks_of(lines[start:stop]):
        whole = 1 < len(chunk) <= _MOST_LINES * len(header.roles) and fits(
            header.roles, cut_row(words_of(chunk), header.roles, manner)
        )
        if not whole or (is_prose(chunk[0].text) and len(chunk[0].text) > _PAGE_WIDE):
            break
        rows.append(Row("", chunk))
        end += len(chunk)
    return Found(rows, end) if len(rows) >= _FEWEST else None


def _draft(header: Header, found: Found, manner: Manner) -> tuple[Draft, int] | None:
    """The table, and the line behind it; None where too few rows fit the columns."""
    roles, names = settled_roles(header.names, header.roles), list(header.names)
    told = part_labels(found.rows) or part_ratings(found.rows, roles)
    numbered = any(row.reference for row in found.rows)
    shift = int(numbered and roles[0] != "reference")
    inner = roles[1:] if numbered and not shift else roles
    first = int(numbered)
    cells = [name_cell(c, [name]) for c, name in enumerate(names, shift)]
    width = len(names) + shift + int(told is not None)
    if told is not None and told.label:
        cells.append(name_cell(width - 1, [told.label]))
    words = [words_of(row.lines) if not row.heading else [] for row in found.rows]
    cuts = cut_rows([some for some in words if some], inner, manner)
    if manner.stacked and "progress" not in inner and not _enough(inner, cuts):
        inner = ["progress" if role == "status" else role for role in inner]  # told in words: "Letter sent 2 July"
        cuts = cut_rows([some for some in words if some], inner, manner)
    waiting = iter(cuts)
    for r, (row, some) in enumerate(zip(found.rows, words, strict=True), 1):
        if row.heading:
            cells.append(heading_of(row.lines, r, width))
            continue
        if row.reference:
            cells.append(words_cell(r, 0, [row.reference]))
        if told is not None and (value := told.values.get(r - 1)):
            cells.append(words_cell(r, width - 1, [value]))
        for c, (a, b) in enumerate(next(waiting).cells if some else ()):
            if b > a:
                cells.append(lines_cell(_lines(row.lines, some[a:b]), r, c + first))
    if len(cuts) < _FEWEST or not _enough(inner, cuts):
        return None
    return Draft(BlockKind.TABLE, children=cells), found.end


def _enough(roles: Sequence[str | None], cuts: Sequence[Cut]) -> bool:
    """Whether enough of the rows fit the columns."""
    return sum(fits(roles, cut) for cut in cuts) >= _GOOD * len(cuts)


def _lines(lines: Sequence[TextLine], words: Sequence[Word]) -> list[TextLine]:
    """The lines, or parts of lines, that some of a row's words are."""
    found = []
    for number in sorted({word.line for word in words}):
        inside = [word for word in words if word.line == number]
        line = lines[number]
        whole = inside[0].start == 0
        found.append(TextLine(line.text[inside[0].start : inside[-1].end], gap=line.gap if whole else 0))
    return found
