"""PDF to Papers: text and geometry through PDFium, ruled tables through pdfplumber's grid functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.config import IngestSettings
from pipeline.ingest.assemble import assemble
from pipeline.ingest.headers import mark_headers
from pipeline.ingest.pdf.blocks import Maker
from pipeline.ingest.pdf.columns import reading_order
from pipeline.ingest.pdf.document import opened, read_meta, warnings_of
from pipeline.ingest.pdf.furniture import body_size, take_furniture
from pipeline.ingest.pdf.headings import Body
from pipeline.ingest.pdf.hyphens import Words
from pipeline.ingest.pdf.joins import goes_on
from pipeline.ingest.pdf.layout import read_page
from pipeline.ingest.pdf.model import Grid, PageLayout, Para, Row
from pipeline.ingest.pdf.paragraphs import make_paras
from pipeline.ingest.pdf.tables import continues, join_grids
from pipeline.ingest.source import Source
from schemas.paper import Page, Paper

_FOOTNOTE = 0.92  # of the body's type size
_FOOT = 0.6  # of the page's height: footnotes stand below


def read_pdf(source: Source, settings: IngestSettings) -> list[Paper]:
    """Read a PDF into one Paper.

    Raises:
        ReadError: `encrypted`, `corrupt`, `empty`, `too_large` or `needs_ocr`.
    """
    with opened(source, settings) as document:
        layouts = [read_page(document, index) for index in range(len(document))]
        meta = read_meta(document)
    body = body_size(layouts)
    furniture = take_furniture(layouts, body)
    warnings = warnings_of(layouts)
    words = Words(list(_rows(layouts)))
    bold = _mostly_bold(layouts, body)
    flow, repeated = _flow(layouts, body)
    maker = Maker({page.number: page.frame for page in layouts}, words, Body(body, bold))
    furniture.extend(text for text in repeated if text not in furniture)
    pages = [Page(p.number, p.label, round(p.frame.size[0], 2), round(p.frame.size[1], 2), ocr=p.ocr) for p in layouts]
    paper = assemble(
        source,
        maker.drafts(flow),
        "application/pdf",
        pages=pages,
        furniture=furniture,
        warnings=warnings,
        meta=meta,
        complete=not warnings,
    )
    return [paper]


def _rows(layouts: Sequence[PageLayout]) -> Iterator[Row]:
    for page in layouts:
        yield from page.rows
        for grid in page.grids:
            for cell in grid.cells:
                for para in cell.paras:
                    yield from para.rows


def _mostly_bold(layouts: Sequence[PageLayout], body: float) -> bool:
    weights: Counter[bool] = Counter()
    for row in _rows(layouts):
        if abs(row.size - body) < 0.6:
            weights[row.bold] += len(row.text)
    return weights[True] > weights[False]


def _flow(layouts: Sequence[PageLayout], body: float) -> tuple[list[Para | Grid], list[str]]:
    """Paragraphs and tables of all pages in reading order, joined over columns and pages; repeated header rows."""
    flow: list[Para | Grid] = []
    grids: list[Grid] = []
    repeated: dict[str, None] = {}
    for page in layouts:
        opening = True
        height = page.frame.layout_size[1]
        for part in reading_order(page.rows, page.grids):
            if isinstance(part, Grid):
                before = _last(flow)
                if opening and isinstance(before, Grid) and before.page == page.number - 1 and continues(before, part):
                    repeated.update(dict.fromkeys(join_grids(before, part)))
                else:
                    mark_headers(part)
                    flow.append(part)
                    grids.append(part)
            else:
                paras = make_paras(part.rows, part.right, rules=page.rules)
                for para in paras:
                    para.footnote = para.size < _FOOTNOTE * body and para.first.y0 > _FOOT * height
                before = _last(flow)
                near = isinstance(before, Para) and before.last.page >= page.number - 1
                if isinstance(before, Para) and near and paras and goes_on(before, paras[0]):
                    before.rows.extend(paras.pop(0).rows)
                flow.extend(paras)
            opening = False
    for grid in grids:
        mark_headers(grid)
    return flow, list(repeated)


def _last(flow: Sequence[Para | Grid]) -> Para | Grid | None:
    """The last block that is no footnote."""
    for item in reversed(flow):
        if isinstance(item, Grid) or not item.footnote:
            return item
    return None
