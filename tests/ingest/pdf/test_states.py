"""What cannot be read: the ledger state, and a reason that says what to do next."""

import io

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from pipeline.config import IngestSettings
from pipeline.ingest.pdf import calls, read_pdf
from pipeline.ingest.source import ReadError, Source
from schemas.states import State

WITHOUT_OCR = IngestSettings(ocr="never")


def words(canvas):
    canvas.drawString(72, 700, "Words of a report")


def blank(canvas):
    canvas.rect(100, 100, 50, 50)
    canvas.showPage()


def fails(data: bytes, **settings: int) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_pdf(Source("specimen.pdf", data), WITHOUT_OCR.model_copy(update=settings))
    assert caught.value.reason.endswith(".")
    return caught.value


def test_password(pdf):
    error = fails(pdf(words, encrypt=StandardEncryption("secret", "owner")))
    assert error.state is State.ENCRYPTED
    assert "without password" in error.reason


def test_empty_user_password_opens(pdf):
    data = pdf(words, encrypt=StandardEncryption("", "owner", canPrint=0))
    assert read_pdf(Source("specimen.pdf", data), WITHOUT_OCR)[0].text == "Words of a report"


@pytest.mark.parametrize("keep", [0.6, 0.2, 0.01])
def test_truncated(pdf, keep):
    data = pdf(words)
    assert fails(data[: int(len(data) * keep)] or b"%PDF-1.4").state is State.CORRUPT


def test_garbage_after_the_header():
    assert fails(b"%PDF-1.7\n" + b"\x00garbage" * 50).state is State.CORRUPT


def test_a_title_in_broken_utf16_costs_nothing_else(pdf):
    def titled(canvas):
        canvas.setTitle("Qzxq")
        words(canvas)

    data = pdf(titled)
    assert b"(Qzxq)" in data
    (paper,) = read_pdf(Source("specimen.pdf", data.replace(b"(Qzxq)", b"<FEFFD800>")), WITHOUT_OCR)
    assert paper.text == "Words of a report"


def without_pages():
    document = pypdfium2.PdfDocument.new()
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def test_no_pages():
    assert fails(without_pages()).state is State.EMPTY


def test_a_locked_file_before_it_does_not_make_one_without_pages_locked(pdf):
    assert fails(pdf(words, encrypt=StandardEncryption("secret", "owner"))).state is State.ENCRYPTED
    assert fails(without_pages()).state is State.EMPTY


def test_too_many_pages(pdf):
    error = fails(pdf(lambda canvas: [blank(canvas) for _ in range(3)]), max_pages=2)
    assert error.state is State.TOO_LARGE
    assert "ingest.max_pages" in error.reason


def test_images_only(pdf):
    error = fails(pdf(blank))
    assert error.state is State.NEEDS_OCR
    assert "OCR" in error.reason


def test_pages_without_text_are_named(pdf):
    def draw(canvas):
        words(canvas)
        canvas.showPage()
        for _ in range(2):
            blank(canvas)
        words(canvas)
        canvas.showPage()
        blank(canvas)

    (paper,) = read_pdf(Source("specimen.pdf", pdf(draw)), WITHOUT_OCR)
    assert paper.warnings == ("Without text, images that need OCR: pages 2-3, 5.",)
    assert not paper.complete


def test_blank_pages_are_no_fault(pdf):
    def draw(canvas):
        words(canvas)
        canvas.showPage()
        canvas.showPage()
        words(canvas)

    (paper,) = read_pdf(Source("specimen.pdf", pdf(draw)), WITHOUT_OCR)
    assert paper.complete
    assert not paper.warnings
    assert fails(pdf(lambda canvas: canvas.showPage())).state is State.EMPTY


def test_scan_with_stamped_page_numbers_needs_ocr(pdf):
    """Packs stamp page numbers on scanned appendices, which then seemed to have text."""
    picture = ImageReader(Image.new("L", (60, 80), 200))

    def draw(canvas):
        for number in range(41, 45):
            canvas.drawImage(picture, 0, 0, 595, 842)
            canvas.drawString(290, 20, f"Page {number}")
            canvas.showPage()

    assert fails(pdf(draw)).state is State.NEEDS_OCR


def test_damaged_page_among_others_is_named(pdf, monkeypatch):
    """One page that could not be loaded failed the whole document."""
    load = calls.load_page
    monkeypatch.setattr(calls, "load_page", lambda document, index: load(document, index) if index != 1 else None)

    def draw(canvas):
        for _ in range(3):
            words(canvas)
            canvas.showPage()

    (paper,) = read_pdf(Source("specimen.pdf", pdf(draw)), WITHOUT_OCR)
    assert len(paper.pages) == 3
    assert not paper.complete
    assert paper.warnings[0].startswith("Damaged, could not be read: page 2.")


def test_hidden_text_layer_is_told_as_ocr(pdf):
    def draw(canvas):
        text = canvas.beginText(72, 700)
        text.setTextRenderMode(3)
        text.textLine("Words that OCR left behind the picture")
        canvas.drawText(text)
        canvas.showPage()
        words(canvas)

    (paper,) = read_pdf(Source("specimen.pdf", pdf(draw)), WITHOUT_OCR)
    assert [page.ocr for page in paper.pages] == [True, False]


def test_every_page_is_closed(pdf, monkeypatch):
    opened, closed = [], []
    for what in ("page", "text"):
        load, close = getattr(calls, f"load_{what}"), getattr(calls, f"close_{what}")
        monkeypatch.setattr(calls, f"load_{what}", lambda *asked, load=load: opened.append(load(*asked)) or opened[-1])
        monkeypatch.setattr(calls, f"close_{what}", lambda page, close=close: closed.append(page) or close(page))

    def draw(canvas):
        for _ in range(5):
            words(canvas)
            canvas.showPage()

    read_pdf(Source("specimen.pdf", pdf(draw)), WITHOUT_OCR)
    assert len(opened) == 10
    assert sorted(opened) == sorted(closed)
