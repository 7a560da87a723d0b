"""Spans to printed lines: one baseline, one column or cell."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from pipeline.ingest.markers import Marker, MarkerKind, split_marker
from pipeline.ingest.pdf.model import Edge, Row, Span

_SAME_BASE = 0.33  # of the type size: baselines of one line may differ by this
_SMALL = 0.82  # of the neighbour's size: a superscript or subscript is smaller than this
_COLUMN_GAP = 1.25  # of the type size: a wider gap may part columns
_MARKER_GAP = 7.0  # of the type size: how far words may stand from their number
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def underlines(edges: Sequence[Edge], spans: Sequence[Span]) -> list[Edge]:
    """Mark the spans that are underlined; the edges that are no underlines."""
    order = sorted(range(len(spans)), key=lambda i: spans[i].base)
    bases = [spans[i].base for i in order]
    rest: list[Edge] = []
    for edge in edges:
        if not edge.level:
            rest.append(edge)
            continue
        under = False
        low = bisect.bisect_left(bases, edge.y0 - 8)
        for i in order[low : bisect.bisect_right(bases, edge.y0 + 0.5)]:
            span = spans[i]
            depth = edge.y0 - span.base
            if depth <= 0.3 * span.size and edge.x0 >= span.x0 - 2.5 and edge.x1 <= span.x1 + 2.5:
                under = True
                if edge.x1 - edge.x0 >= 0.7 * (span.x1 - span.x0):
                    span.underlined = True
        if not under:
            rest.append(edge)
    return rest


def lines_of(spans: Sequence[Span]) -> list[list[Span]]:
    """Spans of each baseline from top to bottom, from left to right; superscripts stand with their line."""
    lines: list[list[Span]] = []
    tall: list[tuple[float, float]] = []  # base, size
    late: list[Span] = []
    largest = max((span.size for span in spans), default=0.0)
    for span in sorted(spans, key=lambda s: (s.base, s.x0)):
        at = None
        for i in range(len(lines) - 1, max(len(lines) - 4, -1), -1):
            base, size = tall[i]
            if abs(span.base - base) <= _SAME_BASE * min(size, span.size):
                at = i
                break
        if at is not None:
            lines[at].append(span)
            if span.size > tall[at][1] and span.base == tall[at][0]:
                tall[at] = (span.base, span.size)
        elif span.size < _SMALL * largest and len(span.text.strip()) <= 4:
            late.append(span)
        else:
            lines.append([span])
            tall.append((span.base, span.size))
    for span in late:
        _place_small(span, lines, tall)
    order = sorted(range(len(lines)), key=lambda i: (tall[i][0], lines[i][0].x0))
    return [sorted(lines[i], key=lambda s: (s.x0, s.first)) for i in order]


def _place_small(span: Span, lines: list[list[Span]], tall: list[tuple[float, float]]) -> None:
    middle = (span.y0 + span.y1) / 2
    best = None
    for i, line in enumerate(lines):
        base, size = tall[i]
        if not base - size <= middle <= base + 0.3 * size:
            continue
        near = any(abs(span.x0 - s.x1) < 0.5 * s.size or abs(s.x0 - span.x1) < 0.5 * s.size for s in line)
        if near and (best is None or abs(base - span.base) < abs(tall[best][0] - span.base)):
            best = i
    if best is None:
        lines.append([span])
        tall.append((span.base, span.size))
    else:
        lines[best].append(span)


def _blank(before: Span, span: Span) -> bool:
    """Whether a blank stands between two spans of one line."""
    gap = span.x0 - before.x1
    size = min(before.size, span.size)
    if span.first > before.last and span.spaced:
        return gap > 0.03 * size or gap < -0.5 * size
    limit = 0.25 if 0 <= span.first - before.last <= 1 else 0.12
    return gap > limit * size


def _words(line: Sequence[Span]) -> str:
    base = max(line, key=lambda s: (s.size, len(s.text)))
    parts: list[str] = []
    for i, span in enumerate(line):
        text = span.text
        blank = i > 0 and _blank(line[i - 1], span)
        raised = span.size < _SMALL * base.size and span.base < base.base - 0.12 * base.size
        if raised and i > 0 and not blank and text.strip().isdigit():
            text = text.translate(_RAISED)
        parts.append(f" {text}" if blank else text)
    return " ".join("".join(parts).split())


def make_row(line: Sequence[Span], page: int) -> Row:
    """A row of the spans of one line."""
    main = max(line, key=lambda s: (len(s.text), s.size))
    words = sum(len(s.text) for s in line)
    bold = sum(len(s.text) for s in line if s.bold)
    row = Row(
        page,
        _words(line),
        line[0].x0,
        min(s.y0 for s in line),
        max(s.x1 for s in line),
        max(s.y1 for s in line),
        main.base,
        round(main.size, 1),
        bold >= 0.9 * words,
        sum(len(s.text) for s in line if s.italic) >= 0.9 * words,
        all(s.underlined for s in line),
        body_x0=line[0].x0,
    )
    _find_marker(row, line)
    return row


def _find_marker(row: Row, line: Sequence[Span]) -> None:
    marker = split_marker(row.text)
    if marker.kind is MarkerKind.NONE:
        return
    head = "".join(line[0].text.split())
    printed = "".join(marker.marker.split())
    if len(line) > 1 and (head == printed or (marker.kind is MarkerKind.BULLET and len(head) == 1)):
        row.body_x0 = line[1].x0
        row.apart = row.body_x0 - line[0].x1 > 0.45 * row.size or marker.kind is MarkerKind.BULLET
        row.bold = all(s.bold for s in line[1:] if s.text.strip())
    else:
        length = max(len(row.text), 1)
        row.body_x0 = row.x0 + (row.x1 - row.x0) * (length - len(marker.rest)) / length
        row.apart = marker.kind is MarkerKind.BULLET
    row.marker = marker
    row.text = marker.rest


def _alone(spans: Sequence[Span]) -> Marker | None:
    text = _words(spans)
    if len(text) > 10:
        return None
    marker = split_marker(text)
    return marker if marker.kind is not MarkerKind.NONE and not marker.rest else None


def make_rows(spans: Sequence[Span], page: int, *, whole: bool) -> list[Row]:
    """Rows of spans. With `whole` one a baseline (in a cell); else cut at gaps wide enough to part columns."""
    rows: list[Row] = []
    for line in lines_of([s for s in spans if not s.turned]):
        parts = [line] if whole else _parts(line)
        rows.extend(make_row(part, page) for part in parts)
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
        if gap <= _COLUMN_GAP * size or (gap <= _MARKER_GAP * size and _alone(before)):
            before.append(span)
        else:
            parts.append([span])
    return parts
