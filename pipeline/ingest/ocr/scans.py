"""Pages without a text layer, read by OCR.

Its words stand as spans on the page, so that the layout code of text PDFs makes lines, paragraphs and tables of them.
What OCR cannot tell is left unsaid: no word is bold or in italics, and headings show by their wording alone.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace

import numpy as np
import pypdfium2 as pypdfium

from pipeline.config import IngestSettings
from pipeline.ingest.ocr.geometry import SkewedFrame, body_of, make_edges, make_spans, skew_of
from pipeline.ingest.ocr.tesseract import Image, OcrError, Recognised, find_tesseract, recognise, version
from pipeline.ingest.packs.lines import in_margin
from pipeline.ingest.pdf.layout import from_spans
from pipeline.ingest.pdf.model import PageLayout, Row, Span

__all__ = ["needs_reading", "read_scans"]

_DPI = 300
_LEAST_DPI = 100
_MOST_PIXELS = 40_000_000  # of an image: an A3 page at 300 dpi has 17 million
_SHARE = 0.8  # of the time a file may take
_GOOD = 0.6  # mean confidence of a page below which it is tried in other turns
_FEW = 5  # words of a page that is tried in other turns
_TURNS = (90, 270, 180)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What OCR saw on a page: turned clockwise from how it is displayed, points a pixel."""

    page: Recognised
    turn: int
    scale: float

    @property
    def worth(self) -> float:
        """Sum of the confidences (0 to 1) of the words of level lines."""
        return sum(word.confidence for line in self.page.lines if not line.turned for word in line.words) / 100

    @property
    def good(self) -> bool:
        """Whether it seems to have been read the right way up, or holds too little to tell."""
        words = sum(len(line.words) for line in self.page.lines)
        return words < _FEW or self.worth >= _GOOD * words


def needs_reading(page: PageLayout) -> bool:
    """Whether a page shows a picture and no words but those that were stamped in its margins."""
    return page.pictured and not page.unread and not page.grids and all(in_margin(page, row) for row in page.rows)


def read_scans(document: pypdfium.PdfDocument, layouts: list[PageLayout], settings: IngestSettings) -> str:
    """Read the pages of `layouts` that need OCR, in place; returns the engine's name, or "" where none was at work.

    A page that cannot be read keeps its layout, with the reason in `ocr_fault`.
    """
    wanted = [i for i, page in enumerate(layouts) if needs_reading(page)]
    program = find_tesseract() if wanted and settings.ocr == "auto" else None
    if program is None:
        return ""
    clock = time.monotonic
    deadline = clock() + _SHARE * settings.timeout_seconds
    seen: dict[int, _Seen] = {}
    for i in wanted:
        seconds = min(settings.ocr_page_seconds, deadline - clock())
        if seconds <= 0:
            layouts[i].ocr_fault = "no time was left for OCR; raise ingest.timeout_seconds, or split the file"
            continue
        try:
            seen[i] = _see(document, i, program, seconds)
        except OcrError as error:
            layouts[i].ocr_fault = str(error)
    body = body_of([one.page for one in seen.values()], [one.scale for one in seen.values()])
    for i, one in seen.items():
        layouts[i] = _layout(layouts[i], one, body)
    return version(program)


def _see(document: pypdfium.PdfDocument, index: int, program: str, seconds: float) -> _Seen:
    image, dpi = _render(document, index)
    end = time.monotonic() + seconds
    scale = 72 / dpi

    def attempt(turn: int) -> _Seen:
        turned = np.ascontiguousarray(np.rot90(image, -turn // 90))
        left = max(end - time.monotonic(), 0.1) if turn else seconds
        return _Seen(recognise(program, turned, dpi, left), turn, scale)

    best = attempt(0)
    for other in _TURNS:
        if best.good:
            break
        try:
            best = max(best, attempt(other), key=lambda one: one.worth)
        except OcrError:
            break  # no time is left: what was read stands
    return best


def _render(document: pypdfium.PdfDocument, index: int) -> tuple[Image, int]:
    """A page as a grey image, and its dots an inch: fewer where the page is large."""
    page = document[index]
    try:
        width, height = page.get_size()
        inches = max(width * height / 72**2, 1e-6)
        dpi = min(_DPI, int(math.sqrt(_MOST_PIXELS / inches)))
        if dpi < _LEAST_DPI:
            raise OcrError("too large a page for OCR; print it to a smaller one")
        bitmap = page.render(scale=dpi / 72, grayscale=True)
        try:
            pixels: Image = np.array(bitmap.to_numpy(), dtype=np.uint8)
        finally:
            bitmap.close()
    except pypdfium.PdfiumError as error:
        raise OcrError("the page could not be drawn") from error
    finally:
        page.close()
    return pixels.reshape(pixels.shape[:2]), dpi


def _layout(page: PageLayout, seen: _Seen, body: float) -> PageLayout:
    """The layout of a page as OCR saw it, with what was stamped on it as text before."""
    skew = skew_of(seen.page.lines)
    old = page.frame
    frame = SkewedFrame(old.left, old.bottom, old.width, old.height, old.shown, (old.shown + seen.turn) % 360, skew)
    stamps = page.rows if old.turn == frame.turn else []
    spans = [
        span for span in make_spans(seen.page, seen.scale, skew, body) if not any(_on(span, row) for row in stamps)
    ]
    rows, grids, rules = from_spans(spans, make_edges(seen.page, seen.scale, skew), frame, page.number)
    return replace(
        page, frame=frame, rows=[*stamps, *rows], grids=grids, rules=rules, ocr=True, pictured=False, ocr_fault=""
    )


def _on(span: Span, row: Row) -> bool:
    """Whether a word stands where a row does."""
    x, y = span.middle
    return row.x0 - 2 <= x <= row.x1 + 2 and row.y0 - 2 <= y <= row.y1 + 2
