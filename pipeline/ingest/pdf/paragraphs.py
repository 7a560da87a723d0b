"""Printed lines of one column or cell to headings, paragraphs and list items.

What parts two paragraphs: a marker, a wider gap, another size, an indent, or a line that breaks although the next
word would have fitted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.ingest.markers import MarkerKind, follows
from pipeline.ingest.pdf.model import Edge, Para, Row

_WIDER = 1.25  # of the usual leading: a wider one parts paragraphs
_LEADING = 1.25  # of the type size: the usual distance between baselines
_LEAST, _MOST, _MOST_UNSURE = 1.0, 1.9, 1.4
_SIZE_CHANGE = 0.08
_SLACK = 1.2  # of the type size: room that must be left for the end of a line that ends a sentence to tell
_ROOM, _SHARE = 1.5, 0.06  # of the type size, of the column: room where the line ends no sentence
_TERMINAL = (".", "!", "?", ":", ";")
_CLOSING = "\"'”’)]"
_DASHES = "-–—−"


def ends_sentence(text: str) -> bool:
    """Whether a line ends with punctuation that can end a sentence or clause."""
    return text.rstrip(_CLOSING + " ").endswith(_TERMINAL)


def starts_low(text: str) -> bool:
    """Whether a line starts as only the middle of a sentence does."""
    return text[:1].islower()


def make_paras(rows: Sequence[Row], right: float, *, rules: Sequence[Edge] = (), within: bool = False) -> list[Para]:
    """Paragraphs of rows that stand below each other.

    Args:
        rows: from top to bottom; a row whose marker proves to be part of its sentence gets it back.
        right: right edge of the column or cell, in points.
        rules: horizontal rules, which part what stands above from what stands below.
        within: the rows stand in a table cell.
    """
    leading = _leading(rows)
    paras: list[Para] = []
    number = ""
    for row in rows:
        current = paras[-1] if paras else None
        if row.marker and not _is_marker(row, current, right, leading, number):
            row = replace(row, text=row.printed, marker=None, body_x0=row.x0, apart=False)
        if current is None or row.marker or _ruled(current.last, row, rules) or _parts(current, row, right, leading):
            paras.append(Para([row], right, row.marker, within=within))
            if row.marker and row.marker.number:
                number = row.marker.number
        else:
            current.rows.append(row)
    return paras


def _ruled(before: Row, row: Row, rules: Sequence[Edge]) -> bool:
    """Whether a rule parts two rows."""
    return any(
        before.base < rule.y0 < row.base
        and rule.x0 <= row.x0 + 2
        and rule.x1 >= row.x0 + 0.5 * (row.x1 - row.x0)
        and rule.x0 <= before.x0 + 2
        for rule in rules
    )


def _leading(rows: Sequence[Row]) -> float:
    """The usual distance between baselines within a paragraph, of the type size.

    Lines that begin in the middle of a sentence show it; where there are none, wide steps are taken for gaps.
    """
    steps: list[float] = []
    sure: list[float] = []
    for before, row in pairwise(rows):
        size = max(before.size, row.size)
        step = (row.base - before.base) / size
        if step > 0.8:
            steps.append(step)
            if not row.marker and starts_low(row.text) and not ends_sentence(before.text):
                sure.append(step)
    if not steps:
        return _LEADING
    known = sorted(sure or steps)
    return min(max(known[len(known) * 3 // 10], _LEAST), _MOST if sure else _MOST_UNSURE)


def fits(before: Row, row: Row, right: float, slack: float) -> bool:
    """Whether the first word of a row would have fitted on the line before it, with `slack` points to spare."""
    text = row.printed
    if not text:
        return True
    advance = (row.x1 - row.x0) / len(text)
    word = text.split(" ", 1)[0]
    return before.x1 + advance * (len(word) + 1) + slack < right


def _is_marker(row: Row, current: Para | None, right: float, leading: float, number: str) -> bool:
    marker = row.marker
    assert marker is not None
    opens = current is None or row.base - current.last.base > _WIDER * leading * row.size
    if marker.number and follows(marker.number, number):
        return marker.sure or row.apart or opens
    if not marker.sure and not (row.apart and opens) and not (row.apart and row.bold):
        return False
    if marker.kind is MarkerKind.BULLET and marker.marker not in _DASHES:
        return True
    if current is None or opens:
        return True
    alike = current.marker is not None and abs(current.first.x0 - row.x0) < 2
    if alike:
        return True
    within = abs(row.x0 - _body(current)) < 2 and not row.apart
    unfinished = not ends_sentence(current.last.text)
    return not (within and unfinished and not fits(current.last, row, right, row.size))


def _body(para: Para) -> float:
    """Left edge of a paragraph's lines after the first."""
    return para.rows[1].x0 if len(para.rows) > 1 else para.first.body_x0


def _parts(para: Para, row: Row, right: float, leading: float) -> bool:
    """Whether a row without marker begins another paragraph."""
    last = para.last
    size = max(row.size, last.size)
    if row.turned or last.turned:
        return not (row.turned and last.turned)
    if row.parts > 1:
        return True
    step = row.base - last.base
    if step > _WIDER * leading * size or step < 0:
        return True
    if abs(row.size - last.size) > _SIZE_CHANGE * size:
        return True
    ends = ends_sentence(last.text)
    low = starts_low(row.text) and not ends
    spare = _SLACK * size if ends else max(_ROOM * size, _SHARE * (right - para.first.x0))
    if row.text.split(" ", 1)[0] == para.first.text.split(" ", 1)[0]:
        spare = _SLACK * size  # entries that open alike
    room = fits(last, row, right, spare)
    if row.bold != last.bold and (row.bold or ends or fits(last, row, right, size)) and not low:
        return True
    if (row.italic != last.italic or row.underlined != last.underlined) and room and not low:
        return True
    shift = row.x0 - _body(para)
    centred = abs((row.x0 + row.x1) - (last.x0 + last.x1)) < 6 and abs(shift) > 2
    if not centred:
        if shift > 0.9 * size and not (low and shift < 2.5 * size):
            return True
        hanging = row.x0 - para.first.x0 if para.marker else shift
        first_line = len(para.rows) == 1 and hanging > -4.5 * size and (low or not room)
        if shift < -0.6 * size and not first_line:
            return True
    return room and not low
