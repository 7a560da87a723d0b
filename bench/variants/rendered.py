"""Papers set anew from what was read of them: as web pages, Word files, PDFs, and as text taken out of those PDFs."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import docx
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table
from reportlab.platypus.doctemplate import LayoutError

from schemas.paper import CONTAINERS, Block, BlockKind, Paper

_FONTS = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold"}
_LETTERS = 55  # of a cell, from which on a column is wide
_WIDE = 5  # columns from which on a page is turned


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, paragraph or item, with its marker; or a table, of rows of cells of such parts."""

    kind: BlockKind
    marker: str = ""
    words: str = ""
    level: int = 0
    rows: list[list[Cell]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Marker and words."""
        return f"{self.marker} {self.words}".strip()

    @property
    def bulleted(self) -> bool:
        """Whether it is an item with a bullet."""
        return self.kind is BlockKind.LIST_ITEM and not any(map(str.isalnum, self.marker))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its column, and how many rows and columns it takes up."""

    parts: list[Part]
    column: int
    row_span: int
    column_span: int
    header: bool


def parts_of(paper: Paper) -> list[Part]:
    """What a paper is made of, in order."""
    return [_part(paper, i, block) for i, block in enumerate(paper.blocks) if block.parent < 0]


def _part(paper: Paper, i: int, block: Block) -> Part:
    if block.kind is not BlockKind.TABLE:
        return Part(block.kind, block.marker, " ".join(paper.body(block).split()), block.level)
    rows: dict[int, list[Cell]] = {}
    for c in paper.children(i):
        cell = paper.blocks[c]
        inner = [_part(paper, k, paper.blocks[k]) for k in paper.children(c) if paper.blocks[k].kind not in CONTAINERS]
        rows.setdefault(cell.row, []).append(Cell(inner, cell.column, cell.row_span, cell.column_span, cell.header))
    return Part(block.kind, rows=[rows[n] for n in sorted(rows)])


def as_html(parts: Sequence[Part]) -> bytes:
    """A web page."""
    return f"<html><body><main>{''.join(_html(parts))}</main></body></html>".encode()


def _html(parts: Sequence[Part]) -> Iterator[str]:
    listed = False
    for part in parts:
        if part.bulleted != listed:
            listed = part.bulleted
            yield "<ul>" if listed else "</ul>"
        if part.kind is BlockKind.TABLE:
            rows = []
            taken: set[tuple[int, int]] = set()
            for n, row in enumerate(part.rows):
                cells = []
                at = 0
                for cell in sorted(row, key=lambda cell: cell.column):
                    while at < cell.column:  # nothing stands there, but the columns behind it must not move up
                        if (n, at) not in taken:
                            cells.append("<td></td>")
                        at += 1
                    at = cell.column + cell.column_span
                    taken.update((n + k, c) for k in range(cell.row_span) for c in range(cell.column, at))
                    tag = "th" if cell.header else "td"
                    inner = [Part(BlockKind.PARAGRAPH, p.marker, p.words) if not p.bulleted else p for p in cell.parts]
                    body = "".join(_html(inner)) if len(inner) > 1 else escape("".join(p.text for p in inner))
                    cells.append(f'<{tag} rowspan="{cell.row_span}" colspan="{cell.column_span}">{body}</{tag}>')
                rows.append(f"<tr>{''.join(cells)}</tr>")
            yield f"<table>{''.join(rows)}</table>"
        elif part.bulleted:
            yield f"<li>{escape(part.words)}</li>"
        elif part.kind is BlockKind.HEADING:
            yield f"<h{max(part.level, 1)}>{escape(part.text)}</h{max(part.level, 1)}>"
        else:
            yield f"<p>{escape(part.text)}</p>"
    if listed:
        yield "</ul>"


def as_docx(parts: Sequence[Part], *, styled: bool = True) -> bytes:
    """A Word file; not `styled`: headings are bold paragraphs, bullets are typed."""
    document: Any = docx.Document()
    for part in parts:
        if part.kind is BlockKind.TABLE:
            _docx_table(document, part, styled)
        else:
            _docx_line(document.add_paragraph(), part, styled)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_line(line: Any, part: Part, styled: bool) -> None:
    if part.kind is BlockKind.HEADING and not styled:
        line.add_run(part.text).bold = True
    elif part.kind is BlockKind.HEADING:
        line.style = f"Heading {max(part.level, 1)}"
        line.add_run(part.text)
    elif part.bulleted and styled:
        line.style = "List Bullet"
        line.add_run(part.words)
    else:
        line.add_run(part.text.replace(" ", "\t", 1) if part.bulleted else part.text)


def _docx_table(document: Any, part: Part, styled: bool) -> None:
    width = max(cell.column + cell.column_span for row in part.rows for cell in row)
    table = document.add_table(rows=len(part.rows), cols=width)
    for n, row in enumerate(part.rows):
        for cell in row:
            made = table.cell(n, cell.column)
            last = min(n + cell.row_span, len(part.rows)) - 1
            made = made.merge(table.cell(last, cell.column + cell.column_span - 1))
            for k, inner in enumerate(cell.parts):
                own = Part(BlockKind.PARAGRAPH, inner.marker, inner.words) if not inner.bulleted else inner
                _docx_line(made.paragraphs[0] if not k else made.add_paragraph(), own, styled)


def as_pdf(
    parts: Sequence[Part], *, font: str = "Helvetica", columns: int = 1, ruled: bool = True, size: int = 11
) -> bytes:
    """A PDF with a header and page numbers."""
    wide = any(len(part.rows) and max(c.column for row in part.rows for c in row) >= _WIDE - 1 for part in parts)
    page = landscape(A4) if wide else A4
    margin = 2 * cm
    width = (page[0] - 2 * margin - (columns - 1) * 0.8 * cm) / columns
    frames = [
        Frame(margin + n * (width + 0.8 * cm), margin, width, page[1] - 2 * margin, 0, 0, 0, 0) for n in range(columns)
    ]
    out = io.BytesIO()

    def furnish(canvas: Any, document: Any) -> None:
        canvas.setFont(font, 9)
        canvas.drawString(margin, page[1] - 1.2 * cm, "Hartsmere Borough Council")
        canvas.drawCentredString(page[0] / 2, 1.1 * cm, f"Page {document.page}")

    document = BaseDocTemplate(out, pagesize=page, invariant=True)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=furnish))
    document.build([flow for part in parts for flow in _flow(part, font, size, width, ruled)])
    return out.getvalue()


def _flow(part: Part, font: str, size: int, width: float, ruled: bool) -> list[Flowable]:
    if part.kind is BlockKind.TABLE:
        return [_pdf_table(part, font, width, ruled), Spacer(0, 10)]
    return [_set(part, font, size)]


def _set(part: Part, font: str, size: int, after: float = 8) -> Paragraph:
    style = ParagraphStyle("body", fontName=font, fontSize=size, leading=1.25 * size, spaceAfter=after)
    if part.kind is BlockKind.HEADING:
        style.fontName, style.fontSize, style.keepWithNext = _FONTS[font], size + 3 - min(part.level, 3), 1
        return Paragraph(escape(part.text), style)
    if part.kind is BlockKind.LIST_ITEM:
        style.leftIndent, style.bulletIndent, style.bulletFontName = 30, 12 if part.bulleted else 0, font
        style.spaceAfter = after / 2
        return Paragraph(escape(part.words), style, bulletText=part.marker)
    return Paragraph(escape(part.text), style)


def _pdf_table(part: Part, font: str, width: float, ruled: bool) -> Flowable:
    count = max(cell.column + cell.column_span for row in part.rows for cell in row)
    size = 9
    shares = [1.0] * count
    grid: list[list[Any]] = [["" for _ in range(count)] for _ in part.rows]
    spans: list[Any] = []
    for n, row in enumerate(part.rows):
        for cell in row:
            inner = [
                _set(p, font, size, 2)
                if not cell.header
                else Paragraph(escape(p.text), ParagraphStyle("head", fontName=_FONTS[font], fontSize=size, leading=11))
                for p in cell.parts
            ]
            grid[n][cell.column] = inner or ""
            letters = sum(len(p.text) for p in cell.parts)
            if cell.column_span == 1:
                shares[cell.column] = max(shares[cell.column], min(1 + letters / _LETTERS, 5))
            if cell.row_span > 1 or cell.column_span > 1:
                last = min(n + cell.row_span, len(part.rows)) - 1
                spans.append(("SPAN", (cell.column, n), (cell.column + cell.column_span - 1, last)))
    table = Table(grid, colWidths=[width * share / sum(shares) for share in shares], repeatRows=1)
    rules = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if ruled else []
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *rules, *spans])
    return table


def pdftotext(pdf: bytes, *options: str) -> bytes:
    """What Poppler's pdftotext takes out of a PDF."""
    return subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True).stdout


Render = Callable[[Sequence[Part]], tuple[str, bytes] | None]
"""Of the parts of a paper, the ending of a file's name and its bytes; None where they cannot be set so."""


def _tabled(parts: Sequence[Part]) -> bool:
    return any(part.kind is BlockKind.TABLE for part in parts)


def _pdf(*, columns: int = 1, **options: Any) -> Render:
    def render(parts: Sequence[Part]) -> tuple[str, bytes] | None:
        try:
            return ".pdf", as_pdf(parts, columns=1 if _tabled(parts) else columns, **options)
        except LayoutError:  # a cell that is higher than a page
            return None

    return render


def _taken_out(*options: str) -> Render:
    """As pdftotext takes it out of a PDF, where there is pdftotext."""

    def render(parts: Sequence[Part]) -> tuple[str, bytes] | None:
        made = _pdf()(parts) if shutil.which("pdftotext") else None
        return (".txt", pdftotext(made[1], *options)) if made else None

    return render


RENDERED: dict[str, Render] = {
    "HTML": lambda parts: (".html", as_html(parts)),
    "DOCX, styles": lambda parts: (".docx", as_docx(parts)),
    "DOCX, bold and typed bullets": lambda parts: (".docx", as_docx(parts, styled=False)),
    "PDF, Helvetica, ruled": _pdf(),
    "PDF, Times, unruled": _pdf(font="Times-Roman", ruled=False, size=12),
    "PDF, two columns": _pdf(columns=2, size=10),
    "PDF, pdftotext": _taken_out(),
    "PDF, pdftotext -layout": _taken_out("-layout"),
    "PDF, pdftotext -raw": _taken_out("-raw"),
}
