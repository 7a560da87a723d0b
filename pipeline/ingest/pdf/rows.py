"""Spans to printed lines: one baseline, one column or cell."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.ingest.markers import Marker, MarkerKind, find_marker
from pipeline.ingest.pdf.model import Edge, Row, Span

_SAME_BASE = 0.33  # of the type size: baselines of one line may differ by this
_SMALL = 0.82  # of the neighbour's size: a superscript or subscript is smaller than this
_SMALL_LENGTH = 12  # characters in a superscript at most
_COLUMN_GAP = 1.25  # of the type size: a wider gap may part columns
_SEAM = 0.6  # of the type size: a wider gap may part cells of a table
_LOOSE_GAP = 0.35  # of the type size: parts columns where the file does not set the words one after the other
_MARKER_GAP = 7.0  # of the type size: how far words may stand from their number
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def underlines(edges: Sequence[Edge], spans: Sequence[Span]) -> list[Edge]:
    """Mark the spans that are underlined; the edges that are no underlines."""
    order: list[Span] = []
    bases: list[float] = []
    ends = {(round(e.x0 / 4), round(y / 4)) for e in edges if not e.level for y in (e.y0, e.y1)}
    rest: list[Edge] = []
    for edge in edges:
        if not edge.level or any((round(x / 4), round(edge.y0 / 4)) in ends for x in (edge.x0, edge.x1)):
            rest.append(edge)
            continue
        if not order:  # most pages have no rule that may underline words
            order = sorted(spans, key=lambda s: s.base)
            bases = [s.base for s in order]
        low = bisect.bisect_left(bases, edge.y0 - 8)
        over = order[low : bisect.bisect_right(bases, edge.y0 + 0.5)]
        over = [s for s in over if edge.y0 - s.base <= 0.3 * s.size and s.x1 > edge.x0 and s.x0 < edge.x1]
        if not over or min(s.x0 for s in over) > edge.x0 + 3 or max(s.x1 for s in over) < edge.x1 - 3:
            rest.append(edge)
            continue
        for span in over:
            if min(edge.x1, span.x1) - max(edge.x0, span.x0) >= 0.7 * (span.x1 - span.x0):
                span.underlined = True
    return rest


def lines_of(spans: Sequence[Span]) -> list[list[Span]]:
    """Spans of each baseline from top to bottom, from left to right; superscripts stand with their line."""
    if len(spans) == 1:
        return [list(spans)]
    lines: list[list[Span]] = []
    for span in sorted(spans, key=lambda s: (s.base, s.x0)):
        for line in lines[-3:]:
            if abs(span.base - line[0].base) <= _SAME_BASE * min(line[0].size, span.size):
                line.append(span)
                break
        else:
            lines.append([span])
    sizes = [span.size for span in spans]
    if sizes and min(sizes) < _SMALL * max(sizes):  # else nothing is small enough
        _raise_all(lines)
    ordered = [sorted(line, key=lambda s: (s.x0, s.first)) if len(line) > 1 else line for line in lines if line]
    return sorted(ordered, key=lambda line: (_main(line).base, line[0].x0))


def _raise_all(lines: list[list[Span]]) -> None:
    """Put superscripts and subscripts into the lines that they touch."""
    largest = [max([span.size for span in line]) for line in lines]
    for i, line in enumerate(lines):
        above = max(i - 3, 0)
        limit = _SMALL * max(largest[above:i] + largest[i + 1 : i + 4], default=0)
        if min([span.size for span in line]) < limit:
            near = lines[above:i] + lines[i + 1 : i + 4]
            lines[i] = [span for span in line if span.size >= limit or not _raise(span, near)]


def by_baseline(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows of each baseline from top to bottom, from left to right."""
    lines: list[list[Row]] = []
    for row in sorted(rows, key=lambda r: (r.base, r.x0)):
        if lines and row.base - lines[-1][0].base < _SAME_BASE * min(lines[-1][0].size, row.size):
            lines[-1].append(row)
        else:
            lines.append([row])
    return [sorted(line, key=lambda r: r.x0) for line in lines]


def _main(line: Sequence[Span]) -> Span:
    """The span that sets the tone of a line."""
    return line[0] if len(line) == 1 else max(line, key=lambda s: (len(s.text), s.size))


def _raise(span: Span, near: Sequence[list[Span]]) -> bool:
    """Put a superscript or subscript into the line that it touches."""
    if len(span.text) > _SMALL_LENGTH:
        return False
    middle = (span.y0 + span.y1) / 2
    for line in near:
        for other in line:
            touches = min(abs(span.x0 - other.x1), abs(other.x0 - span.x1)) < 0.5 * other.size
            if touches and span.size < _SMALL * other.size and other.base - other.size <= middle <= other.base + 2:
                line.append(span)
                return True
    return False


_DECIMAL = re.compile(r"\(?\d+(?:\.\d+)*[.)]?$")


def _blank(before: Span, span: Span, opens: bool) -> bool:
    """Whether a blank stands between two spans of one line, of which the first may open it."""
    if opens and span.text[:1].isupper() and _DECIMAL.match(before.text) and not before.text.isdigit():
        return True
    gap = span.x0 - before.x1
    size = min(before.size, span.size)
    if span.first > before.last and span.spaced:
        raised = abs(span.base - before.base) > 0.1 * size  # a superscript may pass for a new line
        return gap > 0.03 * size or gap < -0.5 * size or not raised
    limit = 0.25 if 0 <= span.first - before.last <= 1 else 0.12
    return gap > limit * size


def _words(line: Sequence[Span]) -> str:
    if len(line) == 1:
        return " ".join(line[0].text.split())
    base = _main(line)
    parts: list[str] = []
    for i, span in enumerate(line):
        text = span.text
        blank = i > 0 and _blank(line[i - 1], span, i == 1)
        raised = span.size < _SMALL * base.size and span.base < base.base - 0.12 * base.size
        if raised and i > 0 and not blank and text.strip().isdigit():
            text = text.translate(_RAISED)
        parts.append(f" {text}" if blank else text)
    return " ".join("".join(parts).split())


def make_row(line: Sequence[Span], page: int) -> Row:
    """A row of the spans of one line."""
    row = _row_of_one(line[0], page) if len(line) == 1 else _row_of_several(line, page)
    _find_marker(row, line)
    return row


def _row_of_one(span: Span, page: int) -> Row:
    """What `_row_of_several` makes of a line of one span, as most lines are."""
    return Row(
        page,
        " ".join(span.text.split()),
        span.x0,
        span.y0,
        span.x1,
        span.y1,
        span.base,
        round(span.size, 1),
        span.bold or not span.text,
        span.italic or not span.text,
        span.underlined and not span.link,
        body_x0=span.x0,
    )


def _row_of_several(line: Sequence[Span], page: int) -> Row:
    main = _main(line)
    words = sum(len(s.text) for s in line)
    return Row(
        page,
        _words(line),
        line[0].x0,
        min(s.y0 for s in line),
        max(s.x1 for s in line),
        max(s.y1 for s in line),
        main.base,
        round(main.size, 1),
        sum(len(s.text) for s in line if s.bold) >= 0.9 * words,
        sum(len(s.text) for s in line if s.italic) >= 0.9 * words,
        all(s.underlined and not s.link for s in line),
        body_x0=line[0].x0,
        seams=_seams(line),
    )


def _seams(line: Sequence[Span]) -> tuple[tuple[float, float, int], ...]:
    """Gaps wider than blanks are, each with the number of words before it."""
    return tuple(
        (before.x1, span.x0, len(_words(line[:i]).split()))
        for i, (before, span) in enumerate(pairwise(line), 1)
        if span.x0 - before.x1 > _SEAM * max(before.size, span.size)
    )


def _find_marker(row: Row, line: Sequence[Span]) -> None:
    marker = find_marker(row.text)
    if marker is None:
        return
    head = "".join(line[0].text.split())
    printed = "".join(marker.marker.split())
    if len(line) > 1 and (head == printed or (marker.kind is MarkerKind.BULLET and len(head) == 1)):
        row.body_x0 = line[1].x0
        row.apart = row.body_x0 - line[0].x1 > 0.45 * row.size
        row.bold = all(s.bold for s in line[1:] if s.text.strip())
    else:
        length = max(len(row.text), 1)
        row.body_x0 = row.x0 + (row.x1 - row.x0) * (length - len(marker.rest)) / length
    row.marker = marker
    row.text = marker.rest


def _alone(spans: Sequence[Span]) -> Marker | None:
    text = _words(spans)
    if len(text) > 10:
        return None
    marker = find_marker(text)
    return marker if marker and not marker.rest else None


def make_rows(spans: Sequence[Span], page: int, *, whole: bool) -> list[Row]:
    """Rows of spans. With `whole` one a baseline (in a cell); else cut at gaps wide enough to part columns."""
    rows: list[Row] = []
    for line in lines_of([s for s in spans if not s.turned]):
        parts = [line] if whole or len(line) == 1 else _parts(line)
        rows.extend([make_row(part, page) for part in parts])
    for span in spans:
        if span.turned:
            row = make_row([span], page)
            row.turned = True
            rows.append(row)
    return rows


def _parts(line: Sequence[Span]) -> list[list[Span]]:
    parts: list[list[Span]] = [[line[0]]]
    for span in line[1:]:
        before = parts[-1]
        gap = span.x0 - max(s.x1 for s in before)
        size = max(before[-1].size, span.size)
        follows = -2 <= span.first - before[-1].last <= 4
        if gap <= (_COLUMN_GAP if follows else _LOOSE_GAP) * size or (gap <= _MARKER_GAP * size and _alone(before)):
            before.append(span)
        else:
            parts.append([span])
    return parts
