"""PDF to Papers: text and geometry through PDFium, ruled tables with pdfplumber."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.config import IngestSettings
from pipeline.ingest.assemble import assemble
from pipeline.ingest.headers import mark_headers
from pipeline.ingest.pdf.blocks import Maker
from pipeline.ingest.pdf.columns import reading_order
from pipeline.ingest.pdf.document import check_text, named, opened, read_bookmarks, read_meta, warnings_of
from pipeline.ingest.pdf.furniture import body_size, take_furniture, take_numbers
from pipeline.ingest.pdf.headed import take_headed
from pipeline.ingest.pdf.headings import Body
from pipeline.ingest.pdf.hyphens import Words
from pipeline.ingest.pdf.joins import goes_on
from pipeline.ingest.pdf.layout import read_page
from pipeline.ingest.pdf.model import Grid, PageLayout, Para, Row
from pipeline.ingest.pdf.paragraphs import make_paras
from pipeline.ingest.pdf.tables import continues, join_grids
from pipeline.ingest.pdf.wording import unstyled_pages
from pipeline.ingest.source import Source
from schemas.paper import Page, Paper

if TYPE_CHECKING:
    from pipeline.ingest.packs import Part

_FOOTNOTE = 0.92  # of the body's type size
_FOOT = 0.6  # of the page's height: footnotes stand below
_SHEET_BLOCKS = 14  # of a pack's front sheet: they tell whose meeting it is and when


def read_pdf(source: Source, settings: IngestSettings) -> list[Paper]:
    """Read a PDF into its Papers: one, or the front sheet and the items of a pack.

    Raises:
        ReadError: `encrypted`, `corrupt`, `empty`, `too_large` or `needs_ocr`.
    """
    from pipeline.ingest.ocr.scans import read_scans  # these build on this package's model
    from pipeline.ingest.packs import find_parts

    with opened(source, settings) as document:
        layouts = [read_page(document, index) for index in range(len(document))]
        meta = read_meta(document)
        bookmarks = read_bookmarks(document)
        if engine := read_scans(document, layouts, settings):
            meta.append(("ocr", engine))
    parts = find_parts(layouts, bookmarks)
    if parts:
        return _read_pack(source, layouts, meta, parts)
    text = _set(layouts)
    check_text(layouts)
    return [_paper(source, layouts, text, meta)]


@dataclass(slots=True)
class _Text:
    """What the pages of one paper say: blocks in the making, and what was taken out."""

    flow: list[Para | Grid]
    body: Body
    words: Words
    furniture: list[str]


def _set(layouts: Sequence[PageLayout], taken: Sequence[str] = ()) -> _Text:
    """The text of the pages of one paper, of which `taken` was already taken out."""
    from pipeline.ingest.packs import take_fillers

    body = body_size(layouts)
    furniture = [*taken, *take_furniture(layouts, body), *take_fillers(layouts)]
    take_headed(layouts)
    rows = list(_rows(layouts))
    words = Words(rows)
    unstyled = unstyled_pages(layouts, rows, body)
    bold = _mostly_bold(layouts, body)
    flow, repeated = _flow(layouts, body)
    return _Text(flow, Body(body, bold, unstyled), words, list(dict.fromkeys([*furniture, *repeated])))


def _paper(
    source: Source,
    layouts: Sequence[PageLayout],
    text: _Text,
    meta: Sequence[tuple[str, str]],
    *,
    pack: Paper | None = None,
    warnings: Sequence[str] = (),
) -> Paper:
    maker = Maker({page.number: page.frame for page in layouts}, text.words, text.body)
    said = [*warnings_of(layouts), *warnings]
    return assemble(
        source,
        maker.drafts(text.flow),
        "application/pdf",
        pages=[
            Page(p.number, p.label, round(p.frame.size[0], 2), round(p.frame.size[1], 2), ocr=p.ocr) for p in layouts
        ],
        pack=pack,
        furniture=text.furniture,
        warnings=said,
        meta=meta,
        complete=not said,
    )


def _read_pack(
    source: Source, layouts: list[PageLayout], meta: Sequence[tuple[str, str]], parts: Sequence[Part]
) -> list[Paper]:
    """The papers of a pack. A part without any text is named in a warning of the first paper."""
    from pipeline.ingest.packs import Numbering, take_stamps

    numbers = Numbering(layouts)
    labels = [numbers.label(i) for i in range(len(layouts))]
    printed = [list(page.rows) for page in layouts]
    take_stamps(layouts, parts)
    take_numbers(layouts, body_size(layouts))
    taken = [[row.printed for row in rows if row not in page.rows] for rows, page in zip(printed, layouts, strict=True)]
    for i, page in enumerate(layouts):
        if not labels[i] and (boxed := numbers.take_boxed(page, i)):
            taken[i].append(boxed)
            labels[i] = boxed.split()[-1]
    texts: list[tuple[Part, _Text]] = []
    bare: list[str] = []
    for part in parts:
        own = layouts[part.first : part.last + 1]
        text = _set(own, [words for page in taken[part.first : part.last + 1] for words in page])
        if any(page.rows or page.grids for page in own):
            texts.append((part, text))
        else:
            nothing = f"No text on {named([page.number for page in own])}."
            bare += [f"{part.named}: {warning}" for warning in warnings_of(own) or [nothing]]
    for page, label in zip(layouts, labels, strict=True):
        page.label = label or page.label
    check_text(layouts)
    pack = assemble(source, (), "application/pdf")  # it lends its id alone where there is no front sheet
    papers: list[Paper] = []
    sheet: list[tuple[str, str]] = []
    for part, text in texts:
        own = layouts[part.first : part.last + 1]
        about = [*(pair for pair in meta if pair[0] != "title" or part.front), *part.meta, *sheet]
        papers.append(
            _paper(source, own, text, about, pack=None if part.front else pack, warnings=bare if not papers else ())
        )
        if part.front:
            sheet = [("front_sheet", _opening(papers[-1]))]
    return papers


def _opening(sheet: Paper) -> str:
    """The first lines of a pack's front sheet, which tell whose meeting it is for and when; one block a line."""
    blocks = (sheet.blocks[i] for i in sheet.leaves[:_SHEET_BLOCKS])
    return "\n".join(" ".join(sheet.text[block.start : block.end].split()) for block in blocks)


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
    grown: dict[int, Grid] = {}
    repeated: dict[str, None] = {}
    for page in layouts:
        opening = True
        height = page.frame.layout_size[1]
        for part in reading_order(page.rows, page.grids):
            if isinstance(part, Grid):
                before = _last(flow)
                if opening and isinstance(before, Grid) and before.page == page.number - 1 and continues(before, part):
                    repeated.update(dict.fromkeys(join_grids(before, part)))
                    grown[id(before)] = before
                else:
                    mark_headers(part)
                    flow.append(part)
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
    for grid in grown.values():
        mark_headers(grid)
    return flow, list(repeated)


def _last(flow: Sequence[Para | Grid]) -> Para | Grid | None:
    """The last block that is no footnote."""
    for item in reversed(flow):
        if isinstance(item, Grid) or not item.footnote:
            return item
    return None
