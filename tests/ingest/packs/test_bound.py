"""Real papers bound into a pack on the spot, as meeting software does it, are the same texts as alone."""

import io
from pathlib import Path

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.config import IngestSettings
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.source import ReadError, Source
from schemas.paper import Paper

SETTINGS = IngestSettings(ocr="never")
MOST = 12  # papers in the pack


def front_sheet(lengths: list[int]) -> bytes:
    """A page that lists items with the numbers of their pages, from 2 on."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    canvas.drawString(250, 790, "AGENDA")
    first = 2
    for number, length in enumerate(lengths, 1):
        canvas.drawString(72, 790 - 40 * number, f"{number}.  Report number {chr(64 + number)}")
        canvas.drawString(90, 776 - 40 * number, f"(Pages {first} - {first + length - 1})")
        first += length
    canvas.save()
    return buffer.getvalue()


def stamp(document: pypdfium.PdfDocument, page: pypdfium.PdfPage, text: str, x: float, y: float) -> None:
    """Print words on a page, as the makers of packs do."""
    words = pdfium.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", 10.0)
    code = (text + "\0").encode("utf-16-le")
    pdfium.FPDFText_SetText(words, (pdfium.FPDF_WCHAR * (len(text) + 1)).from_buffer_copy(code))
    pdfium.FPDFPageObj_Transform(words, 1, 0, 0, 1, x, y)
    pdfium.FPDFPage_InsertObject(page.raw, words)


def bind(papers: list[tuple[Path, Paper]]) -> bytes:
    """One PDF of a front sheet and papers, each page with its number, each first page with its item stamped on."""
    pack = pypdfium.PdfDocument.new()
    firsts = {}
    for data in (front_sheet([len(paper.pages) for _, paper in papers]), *(path.read_bytes() for path, _ in papers)):
        firsts[len(pack)] = len(firsts)
        source = pypdfium.PdfDocument(data)
        pack.import_pages(source)
        source.close()
    for index in range(1, len(pack)):
        page = pack[index]
        width, height = page.get_size()
        stamp(pack, page, f"Page {index + 1}", width / 2 - 15, 12)
        if index in firsts:
            stamp(pack, page, f"Agenda Item {firsts[index]}", width - 100, height - 20)
        pdfium.FPDFPage_GenerateContent(page.raw)
        page.close()
    buffer = io.BytesIO()
    pack.save(buffer)
    pack.close()
    return buffer.getvalue()


@pytest.mark.parametrize("half", [0, 1])
def test_real_papers_bound_into_a_pack_keep_their_text_id(shared: Path, half: int) -> None:
    alone: list[tuple[Path, Paper]] = []
    for path in sorted((shared / "papers").rglob("*.pdf"))[half::2]:
        try:
            (paper,) = read_pdf(Source(path.name, path.read_bytes()), SETTINGS)
        except ReadError:
            continue  # locked, cut off or scanned
        alone.append((path, paper))
    chosen = alone[:MOST]
    _, *held = read_pdf(Source("pack.pdf", bind(chosen)), SETTINGS)
    assert [len(paper.pages) for paper in held] == [len(paper.pages) for _, paper in chosen]
    differing = [path.name for (path, paper), own in zip(chosen, held, strict=True) if paper.text_id != own.text_id]
    assert differing == []
    labels = [page.label for paper in held for page in paper.pages]
    assert labels == [str(number) for number in range(2, len(labels) + 2)]
