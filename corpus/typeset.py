"""A specimen as a PDF, the same bytes each time: no compression, no dates, standard fonts only."""

import io
import re
from collections.abc import Callable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from markup import Block, Cell, Kind, Specimen
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

_MARGIN = 22 * mm
_SHADES = {
    "blue": colors.HexColor("#9dc3e6"),
    "green": colors.HexColor("#a9d18e"),
    "amber": colors.HexColor("#ffd966"),
    "red": colors.HexColor("#f4817b"),
    "grey": colors.HexColor("#ededed"),
}
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=14, spaceAfter=8)
_CELL = ParagraphStyle("cell", parent=_BODY, fontSize=9, leading=11, spaceAfter=0)
_HEADER_CELL = ParagraphStyle("header cell", parent=_CELL, fontName="Helvetica-Bold")
_HEADER_SHADE = colors.HexColor("#d9d9d9")
_NUMBER_INDENT = 30.0
_LABEL_WIDTH = 120.0


def _headings(style: str) -> dict[int, ParagraphStyle]:
    base = ParagraphStyle("heading", parent=_BODY, fontName="Helvetica-Bold", spaceBefore=6, keepWithNext=1)
    if style == "designed":
        teal = colors.HexColor("#005f73")
        return {
            1: ParagraphStyle("h1", parent=base, fontSize=24, leading=30, textColor=teal, spaceBefore=14),
            2: ParagraphStyle(
                "h2", parent=base, fontSize=15, leading=19, textColor=colors.white, backColor=teal, borderPadding=4,
                spaceAfter=14,
            ),
            3: ParagraphStyle("h3", parent=base, fontSize=13, leading=17, textColor=teal),
        }  # fmt: skip
    return {
        1: ParagraphStyle("h1", parent=base, fontSize=13, leading=16, alignment=TA_CENTER),
        2: ParagraphStyle("h2", parent=base, fontSize=12, leading=15),
        3: base,
    }


def _inline(text: str) -> str:
    """Bold, raised and broken lines in the mini-language of reportlab's paragraphs."""
    marked = escape(text).replace("\\\n", "<br/>").replace("\n", " ")
    marked = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", marked)
    return re.sub(r"\^(\w+)\^", r"<super>\1</super>", marked)


class _Setter:
    """Turns the blocks of one specimen into reportlab's flowables."""

    def __init__(self, specimen: Specimen, width: float) -> None:
        self.specimen = specimen
        self.width = width
        self.headings = _headings(specimen.style)

    def flowables(self) -> list[Flowable]:
        setters: dict[Kind, Callable[[Block], Flowable]] = {
            Kind.HEADING: lambda block: Paragraph(_inline(block.text), self.headings[block.level]),
            Kind.PARAGRAPH: self.paragraph,
            Kind.BULLET: self.bullet,
            Kind.LABELLED: self.labelled,
            Kind.OPPOSED: self.opposed,
            Kind.TABLE: self.table,
            Kind.PAGE_BREAK: lambda _: PageBreak(),
        }
        found: list[Flowable] = []
        for block in self.specimen.blocks:
            found.append(setters[block.kind](block))
            if block.kind is Kind.TABLE:
                found.append(Spacer(0, 10))
        return found

    def paragraph(self, block: Block) -> Flowable:
        if not block.label:
            return Paragraph(_inline(block.text), _BODY)
        style = ParagraphStyle("numbered", parent=_BODY, leftIndent=_NUMBER_INDENT, bulletIndent=0, bulletFontSize=11)
        return Paragraph(_inline(block.text), style, bulletText=block.label)

    def bullet(self, block: Block) -> Flowable:
        symbol = self.specimen.bullet == "symbol"
        indent = _NUMBER_INDENT + 14 * (block.level + 1)
        style = ParagraphStyle(
            "bullet",
            parent=_BODY,
            leftIndent=indent,
            bulletIndent=indent - 14,
            bulletFontName="Symbol" if symbol else "Helvetica",
            bulletFontSize=11,
            spaceAfter=4,
        )
        return Paragraph(_inline(block.text), style, bulletText="•" if symbol else self.specimen.bullet)

    def labelled(self, block: Block) -> Flowable:
        return self._pair(f"<b>{escape(block.label)}</b>", _inline(block.text), _LABEL_WIDTH)

    def opposed(self, block: Block) -> Flowable:
        return self._pair(_inline(block.label), _inline(block.text), self.width / 2)

    def _pair(self, left: str, right: str, left_width: float) -> Flowable:
        cells = [[Paragraph(left, _BODY), Paragraph(right, _BODY)]]
        style = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
        return Table(cells, colWidths=[left_width, self.width - left_width], style=style)

    def table(self, block: Block) -> Flowable:
        scale = self.width / sum(block.widths)
        commands: list[tuple[Any, ...]] = [
            ("GRID", (0, 0), (-1, -1), 0.6, colors.black),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
        if block.has_header:
            commands.append(("BACKGROUND", (0, 0), (-1, 0), _HEADER_SHADE))
        for y, row in enumerate(block.rows):
            for x, cell in enumerate(row):
                if cell.shade:
                    commands.append(("BACKGROUND", (x, y), (x, y), _SHADES[cell.shade]))
                if span := _span(block.rows, x, y):
                    commands.append(("SPAN", (x, y), span))
        cells = [
            [Paragraph(_inline(cell.text), _HEADER_CELL if block.has_header and y == 0 else _CELL) for cell in row]
            for y, row in enumerate(block.rows)
        ]
        widths = [width * scale for width in block.widths]
        return Table(cells, colWidths=widths, repeatRows=int(block.has_header), style=TableStyle(commands))


def _span(rows: tuple[tuple[Cell, ...], ...], x: int, y: int) -> tuple[int, int] | None:
    """The last column and row of the merged cell that begins at column `x` of row `y`; None if it is single."""
    if rows[y][x].merged_up or rows[y][x].merged_left:
        return None
    right, bottom = x, y
    while right + 1 < len(rows[y]) and rows[y][right + 1].merged_left:
        right += 1
    while bottom + 1 < len(rows) and rows[bottom + 1][x].merged_up:
        bottom += 1
    return (right, bottom) if (right, bottom) != (x, y) else None


def _build(specimen: Specimen, held: Sequence[Specimen], pages: int) -> tuple[bytes, int]:
    size = landscape(A4) if specimen.size == "A4 landscape" else A4
    buffer = io.BytesIO()
    count = 0

    def furnish(canvas: Canvas, _: Any) -> None:
        nonlocal count
        count = canvas.getPageNumber()
        canvas.setFont("Helvetica", 9)
        if specimen.header:
            canvas.drawString(_MARGIN, size[1] - 12 * mm, specimen.header)
        if specimen.footer:
            canvas.drawCentredString(size[0] / 2, 10 * mm, specimen.footer.format(page=count, pages=pages))

    document = SimpleDocTemplate(
        buffer,
        pagesize=size,
        title=specimen.title,
        author="The Committee Papers authors",
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        invariant=1,
        pageCompression=0,
    )
    width = size[0] - 2 * _MARGIN - 12  # a frame pads by 6 points on either side
    story = _Setter(specimen, width).flowables()
    for other in held:
        story += [PageBreak(), *_Setter(other, width).flowables()]
    document.build(story, onFirstPage=furnish, onLaterPages=furnish)
    return buffer.getvalue(), count


def render(specimen: Specimen, held: Sequence[Specimen] = ()) -> bytes:
    """The PDF's bytes, with the papers of a pack behind it; set twice where the footer names the number of pages."""
    data, pages = _build(specimen, held, 0)
    return _build(specimen, held, pages)[0] if "{pages}" in specimen.footer else data
