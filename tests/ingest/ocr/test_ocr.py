"""Pages without a text layer: read by Tesseract where it is installed, named where it is not, or fails."""

import difflib
import io
import math
import shutil
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.config import IngestSettings
from pipeline.ingest import ReadError, Source, read
from pipeline.ingest.ocr.geometry import SkewedFrame, make_spans, skew_of
from pipeline.ingest.ocr.tesseract import OcrError, find_tesseract, read_hocr
from schemas.ids import fold
from schemas.paper import BlockKind, Paper
from schemas.states import State

needs_tesseract = pytest.mark.skipif(find_tesseract() is None, reason="the program tesseract is not installed")

LINE = """<span class='ocr_line' title="bbox 300 {top} 1500 {bottom}; baseline 0 -10; x_size 47; x_descenders 10">
<span class='ocrx_word' title='bbox 300 {top} 320 {bottom}; x_wconf 80'>{first}</span>
<span class='ocrx_word' title='bbox 400 {top} 800 {bottom}; x_wconf 96'>We will</span>
<span class='ocrx_word' title='bbox 820 {top} 1500 {bottom}; x_wconf 95'>dig &amp; plant.</span></span>"""
PAGE = "<html><body><div class='ocr_page' title='bbox 0 0 2480 3508'>{}</div></body></html>"
ONE_LINE = PAGE.format(LINE.format(top=1000, bottom=1050, first="*"))
NOTHING = PAGE.format("")


def scan(pages: list[bytes | None], text: str = "Words of a report") -> bytes:
    """A PDF whose pages are images (PNG bytes), or text where there is None."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    for picture in pages:
        if picture is None:
            canvas.drawString(72, 700, text)
        else:
            image = ImageReader(io.BytesIO(picture))
            width, height = image.getSize()
            size = A4 if width < height else landscape(A4)
            canvas.setPageSize(size)
            canvas.drawImage(image, 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def picture_of(path: Path, page: int, turn: int = 0, dpi: int = 150) -> bytes:
    """A page of a PDF as PNG bytes."""
    document = pypdfium2.PdfDocument(path)
    image = document[page].render(scale=dpi / 72, grayscale=True, rotation=turn).to_pil()
    document.close()
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def grey(corpus: Path) -> bytes:
    return picture_of(corpus / "papers" / "marlshire-2022-10-advocacy-contract.pdf", 0, dpi=40)


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a program `tesseract` first on the path, which runs the given lines of Python."""

    def make(code: str) -> None:
        program = tmp_path / "tesseract"
        version = "if '--version' in sys.argv: sys.exit(print('tesseract 0'))"
        program.write_text(f"#!{sys.executable}\nimport sys, time\n{version}\nsys.stdin.buffer.read()\n{code}\n")
        program.chmod(program.stat().st_mode | stat.S_IEXEC)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    return make


def papers(data: bytes, **settings: object) -> list[Paper]:
    return read(Source("scan.pdf", data), IngestSettings.model_validate(settings))


def fails(data: bytes, **settings: object) -> ReadError:
    with pytest.raises(ReadError) as caught:
        papers(data, **settings)
    return caught.value


def test_words_have_places_on_the_page(grey: bytes, engine: Callable[[str], None]) -> None:
    engine(f"print({ONE_LINE!r})")
    (paper,) = papers(scan([grey]))
    assert paper.text == "• We will dig & plant."
    assert paper.blocks[0].kind is BlockKind.LIST_ITEM
    assert paper.ocr
    (place,) = paper.places(0, len(paper.text))
    assert (place.page, place.x0, place.x1) == (1, pytest.approx(300 * 72 / 300), pytest.approx(1500 * 72 / 300))
    assert 1000 * 0.24 - 1 < place.y0 < place.y1 < 1050 * 0.24 + 1


def test_text_pages_of_a_mixed_file_are_left_alone(grey: bytes, engine: Callable[[str], None]) -> None:
    engine(f"print({ONE_LINE!r})")
    (paper,) = papers(scan([None, grey, None]))
    assert [page.ocr for page in paper.pages] == [False, True, False]
    assert paper.text.count("Words of a report") == 2
    assert paper.complete
    assert dict(paper.meta)["ocr"] == "tesseract 0"


def test_never_means_never(grey: bytes, engine: Callable[[str], None]) -> None:
    engine(f"print({ONE_LINE!r})")
    assert fails(scan([grey]), ocr="never").state is State.NEEDS_OCR
    (paper,) = papers(scan([None, grey]), ocr="never")
    assert paper.warnings == ("Without text, images that need OCR: page 2.",)
    assert not paper.complete


def test_without_the_program_pages_are_named(grey: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    error = fails(scan([grey]))
    assert error.state is State.NEEDS_OCR
    assert "Install Tesseract" in error.reason
    (paper,) = papers(scan([None, grey]))
    assert not paper.complete


def test_a_page_that_takes_too_long_is_named(grey: bytes, engine: Callable[[str], None]) -> None:
    engine("time.sleep(60)")
    began = time.monotonic()
    (paper,) = papers(scan([None, grey]), ocr_page_seconds=0.5)
    assert time.monotonic() - began < 40
    assert "page 2 (OCR took longer than 0.5 seconds; raise ingest.ocr_page_seconds)" in paper.warnings[0]
    assert not paper.complete


def test_time_for_a_file_is_shared_by_its_pages(grey: bytes, engine: Callable[[str], None]) -> None:
    engine(f"time.sleep(0.4)\nprint({ONE_LINE!r})")
    (paper,) = papers(scan([None, *[grey] * 12]), timeout_seconds=2.5)
    assert 0 < sum(page.ocr for page in paper.pages) < 12
    assert "ingest.timeout_seconds" in paper.warnings[-1]


@pytest.mark.parametrize("code", ["sys.exit('cannot load language')", "print('no hOCR <')", "print('')"])
def test_a_failing_program_costs_its_pages_alone(code: str, grey: bytes, engine: Callable[[str], None]) -> None:
    engine(code)
    (paper,) = papers(scan([None, grey]))
    assert paper.text == "Words of a report"
    assert "page 2 (" in paper.warnings[0]
    assert fails(scan([grey])).state is State.NEEDS_OCR


def test_pictures_without_words_are_no_fault(grey: bytes, engine: Callable[[str], None]) -> None:
    engine(f"print({NOTHING!r})")
    (paper,) = papers(scan([None, grey]))
    assert paper.complete
    assert fails(scan([grey])).state is State.EMPTY


def test_a_bullet_is_set_off_and_a_word_is_not() -> None:
    page = read_hocr(ONE_LINE.replace("*", "e").encode())
    assert make_spans(page, 0.24, 0.0, 12.0)[0].text == "•"
    near = read_hocr(ONE_LINE.replace("bbox 400", "bbox 330").replace("*", "e").encode())
    assert make_spans(near, 0.24, 0.0, 12.0)[0].text == "e"


def test_specks_are_no_words() -> None:
    page = read_hocr(ONE_LINE.replace("*", "~.").replace("x_wconf 80", "x_wconf 20").encode())
    assert [span.text for span in make_spans(page, 0.24, 0.0, 12.0)] == ["We will", "dig & plant."]


@pytest.mark.parametrize("data", [b"", b"\x00", b"<html>", b"<html><span class='ocr_separator' title='x'/></html>"])
def test_other_output_is_no_hocr(data: bytes) -> None:
    with pytest.raises(OcrError):
        read_hocr(data)


@given(st.floats(-0.04, 0.04), st.floats(50, 500), st.floats(50, 780))
def test_straightened_boxes_lead_back_to_the_page(slope: float, x: float, y: float) -> None:
    left, top = x / 0.24, (y + slope * (x - 300)) / 0.24
    span = f"bbox {left:.0f} {top:.0f} {left + 200:.0f} {top + 40:.0f}"
    line = (
        f"<html><span class='ocr_line' title='{span}; baseline {slope:.4f} 0; x_size 47; x_descenders 0'>"
        f"<span class='ocrx_word' title='{span}; x_wconf 90'>word</span></span></html>"
    )
    page = read_hocr(line.encode())
    skew = skew_of(page.lines)
    frame = SkewedFrame(0, 0, 595, 842, 0, 0, skew)
    (word,) = make_spans(page, 0.24, skew, 12.0)
    box = frame.on_page((word.x0, word.y0, word.x1, word.y1))
    assert math.isclose((box[0] + box[2]) / 2, min((left + 100) * 0.24, 595 - 24), abs_tol=26)
    assert abs((box[1] + box[3]) / 2 - (top + 20) * 0.24) < 14


def similarity(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, fold(one).split(), fold(other).split(), autojunk=False).ratio()


@needs_tesseract
@pytest.mark.parametrize("turn", [0, 90])
def test_a_scanned_specimen_reads_as_its_text_form(corpus: Path, turn: int) -> None:
    path = corpus / "papers" / "marlshire-2022-10-advocacy-contract.pdf"
    (printed,) = read(Source(path.name, path.read_bytes()))
    (paper,) = papers(scan([picture_of(path, 0, turn, dpi=200)]))
    assert similarity(printed.text, paper.text) >= 0.97
    first = paper.places(0, 4)[0]
    upright = (first.x0, first.y0)
    width = paper.pages[0].width
    there = {0: upright, 90: (first.y0, width - first.x1)}[turn]
    assert there[0] < 80
    assert there[1] < 100


@needs_tesseract
def test_a_scanned_table_is_a_table(corpus: Path) -> None:
    path = corpus / "papers" / "thornley-vale-2023-06-homelessness-action-plan.pdf"
    (paper,) = papers(scan([picture_of(path, 0, dpi=200)]))
    cells = [block for block in paper.blocks if block.kind is BlockKind.CELL]
    assert max(cell.column for cell in cells) >= 4


@needs_tesseract
def test_a_scan_of_a_real_paper(shared: Path) -> None:
    name = "rotherham-2014-10-lac-strategy-progress"
    (paper,) = papers((shared / "papers" / "forms" / f"{name}.scan.pdf").read_bytes())
    assert similarity((shared / "papers" / f"{name}.txt").read_text(encoding="utf-8"), paper.text) >= 0.98
    assert all(page.ocr for page in paper.pages)


def test_the_program_is_looked_for_on_the_path() -> None:
    assert find_tesseract() == shutil.which("tesseract")
