"""One open page to what is known of it once it is closed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

from pipeline.ingest.pdf import calls
from pipeline.ingest.pdf.grids import RawGrid, find_grids
from pipeline.ingest.pdf.model import BBox, Cell, Edge, Frame, Grid, PageLayout, Row, Span
from pipeline.ingest.pdf.paragraphs import make_paras
from pipeline.ingest.pdf.rows import make_rows, underlines
from pipeline.ingest.pdf.rules import is_pictured, read_rules
from pipeline.ingest.pdf.spans import TextReader, read_spans

_FEW = 8  # text objects: a page with more is no scan with a stamp on it
_LETTER: BBox = (0.0, 0.0, 612.0, 792.0)  # points: a page whose size is not told
_PADDING = 4.0  # points between a cell's rule and its words, where nothing better is known


def read_page(document: pypdfium.PdfDocument, index: int) -> PageLayout:
    """Read a page and close it; one that cannot be loaded comes back `unread`."""
    page = _opened(document, index)
    if page is None:
        return _unread(document, index)
    try:
        text_page = calls.load_text(page)
        if text_page is None:
            return _unread(document, index)
        try:
            return _read(page, text_page, document, index)
        finally:
            calls.close_text(text_page)
    finally:
        calls.close_page(page)


def _opened(document: pypdfium.PdfDocument, index: int) -> int | None:
    """The handle of a page, with what was filled into its form fields made part of it; None where it is damaged."""
    handle = calls.handle(document.raw)
    page: int | None = calls.load_page(handle, index)
    if page is None or document.get_formtype() == pdfium.FORMTYPE_NONE:
        return page
    if calls.flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
        calls.close_page(page)  # what was made part of it shows when it is opened again
        page = calls.load_page(handle, index)
    return page


def _unread(document: pypdfium.PdfDocument, index: int) -> PageLayout:
    try:
        width, height = document.get_page_size(index)
    except pypdfium.PdfiumError:
        width = height = 0.0  # not known
    return PageLayout(index + 1, Frame(0, 0, width, height, 0, 0), _label(document, index), unread=True)


def _visible(page: int) -> BBox:
    """The crop box within the media box: left, bottom, right, top."""
    box = calls.Numbers()
    media = box.floats() if calls.media_box(page, *box.at) else _LETTER
    crop = box.floats() if calls.crop_box(page, *box.at) else media
    left, bottom = max(crop[0], media[0]), max(crop[1], media[1])
    right, top = min(crop[2], media[2]), min(crop[3], media[3])
    if right - left > 1 and top - bottom > 1:
        return left, bottom, right, top
    return media


def _read(page: int, text_page: int, document: pypdfium.PdfDocument, index: int) -> PageLayout:
    left, bottom, right, top = _visible(page)
    shown = 90 * calls.quarter_turns(page)

    def frame_of(upright: int | None) -> Frame:
        return Frame(left, bottom, right - left, top - bottom, shown, shown if upright is None else upright)

    reader = TextReader(text_page)
    spans, frame, hidden, aslant = read_spans(reader, frame_of)
    edges, fills = read_rules(page, frame) if spans else ([], [])
    edges = underlines(edges, spans)
    for span in spans:
        span.link = span.underlined and reader.is_link(span.first)
    raw, loose = find_grids(edges, fills, spans, reader, frame)
    number = index + 1
    return PageLayout(
        number=number,
        frame=frame,
        label=_label(document, index),
        rows=make_rows(loose, number, whole=False),
        grids=[_grid(grid, number, fills) for grid in raw],
        ocr=hidden,
        pictured=len(spans) <= _FEW and is_pictured(page, frame, blank=not spans),
        rules=[edge for edge in edges if edge.level],
        shades=fills,
        aslant=aslant,
    )


def from_spans(
    spans: list[Span], edges: list[Edge], frame: Frame, number: int
) -> tuple[list[Row], list[Grid], list[Edge]]:
    """Loose rows, tables and horizontal rules of a page of whole words, as OCR gives them."""
    edges = underlines(edges, spans)
    raw, loose = find_grids(edges, [], spans, None, frame)
    rules = [edge for edge in edges if edge.level]
    return make_rows(loose, number, whole=False), [_grid(grid, number, []) for grid in raw], rules


def _label(document: Any, index: int) -> str:
    return calls.string(calls.page_label, calls.handle(document.raw), index).strip()


def _grid(grid: RawGrid, page: int, fills: list[BBox]) -> Grid:
    cells = []
    for raw in grid.cells:
        rows = [_without_lone_marker(row) for row in make_rows(raw.spans, page, whole=True)]
        right = max([raw.box[2] - _PADDING, *(row.x1 for row in rows)])
        cells.append(
            Cell(
                raw.row,
                raw.column,
                raw.row_span,
                raw.column_span,
                raw.box,
                make_paras(rows, right, within=True),
                filled=any(_covers(fill, raw.box) for fill in fills),
            )
        )
    return Grid(page, grid.box, list(grid.columns), cells)


def _without_lone_marker(row: Row) -> Row:
    """A reference or dash that stands alone in its line of a cell is what the cell says."""
    if row.marker is None or row.text:
        return row
    return replace(row, text=row.printed, marker=None, body_x0=row.x0, apart=False)


def _covers(fill: BBox, box: BBox) -> bool:
    if fill[1] >= box[3] or fill[3] <= box[1]:
        return False
    width = min(fill[2], box[2]) - max(fill[0], box[0])
    height = min(fill[3], box[3]) - max(fill[1], box[1])
    return width > 0.8 * (box[2] - box[0]) and height > 0.8 * (box[3] - box[1])
