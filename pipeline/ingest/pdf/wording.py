"""Headings of pages whose type tells nothing, as OCR reads them: by wording and numbering, as in plain text.

The rules are those of the text reader; here its units are made of paragraphs that stand on a page.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pipeline.ingest.assemble import Piece
from pipeline.ingest.markers import Marker, MarkerKind
from pipeline.ingest.pdf.model import Flow, Grid, PageLayout, Para, Row
from pipeline.ingest.text.headings import find_headings
from pipeline.ingest.text.joining import Unit, sequences
from pipeline.ingest.text.lines import TextLine

_ALIKE = 0.6  # points by which sizes of one type differ
_GAP = 1.6  # of the type size: a wider step from line to line is a blank line
_NONE = Marker("", "", "", MarkerKind.NONE)


def unstyled_pages(layouts: Sequence[PageLayout], rows: Sequence[Row], body: float) -> frozenset[int]:
    """Numbers of the pages whose type tells no heading: those read by OCR, or all where all `rows` are set alike.

    Args:
        layouts: the pages of one paper.
        rows: all their printed lines, those in tables too.
        body: size of most of the text, in points.
    """
    alike = not any(row.bold or row.italic or row.underlined or abs(row.size - body) > _ALIKE for row in rows)
    return frozenset(page.number for page in layouts if page.ocr or alike)


def accept_sequences(flow: Flow, pages: Collection[int]) -> None:
    """Give paragraphs on `pages` the doubtful markers (a bare ``3``) that stand in a sequence, in place."""
    paras = [p for p in flow if isinstance(p, Para) and not p.marker and p.first.page in pages and p.first.parts == 1]
    lines = [TextLine(para.first.text) for para in paras]
    for n in sorted(sequences(lines)):
        para, marker = paras[n], lines[n].marker
        para.marker = marker
        para.rows[0] = replace(para.first, text=marker.rest, marker=marker)


def worded_headings(flow: Flow, levels: dict[int, int], pages: Collection[int]) -> dict[int, int]:
    """Levels (1 to 6) of the headings on `pages`, by index: those in `levels`, found by their looks, and by wording."""
    units: list[Unit | None] = []
    before: Para | None = None
    for i, item in enumerate(flow):
        if isinstance(item, Grid):
            units.append(None)
            before = None
            continue
        units.append(_unit(item, before, levels.get(i, 0)))
        before = item
    found = find_headings(units)
    return {i: level for i, level in found.items() if isinstance(item := flow[i], Para) and item.first.page in pages}


def _unit(para: Para, before: Para | None, level: int) -> Unit:
    first, text = para.first, para.text
    gap = before is None or before.last.page != first.page or not 0 <= first.base - before.last.base < _GAP * first.size
    aside = first.parts > 1 or first.turned or para.footnote
    line = TextLine(text, level=level, gap=int(gap), part=aside)
    pieces = [Piece(row.text) for row in para.rows if row.text]
    return Unit(para.marker or _NONE, line, pieces, len(text), apart=not pieces)
