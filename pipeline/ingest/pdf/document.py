"""Opening PDFs: what is wrong with a file, in words that say what to do next."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

from pipeline.config import IngestSettings
from pipeline.ingest.pdf import calls
from pipeline.ingest.pdf.model import PageLayout
from pipeline.ingest.source import ReadError, Source
from schemas.states import State

_META = ("Title", "Author", "Subject", "CreationDate")

_WITHOUT_PAGES = "The PDF has no pages. Fetch it again from where it was published."
_PAGES = re.compile(rb"/Count\s+[1-9]")
_NO_PAGES = re.compile(rb"/Count\s+0\b")
_MOST_BOOKMARKS = 5_000


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: its words, and the index of its page (None where it leads to none)."""

    title: str
    page: int | None


@contextmanager
def opened(source: Source, settings: IngestSettings) -> Iterator[pypdfium.PdfDocument]:
    """An open document, closed afterwards.

    Raises:
        ReadError: the file is encrypted, damaged, without pages, or has more than `settings.max_pages`.
    """
    # PDFium keeps the error of an earlier file where this one opens without pages; so that it is never a locked one's.
    pdfium.FPDF_LoadMemDocument64(b"", 0, None)
    try:
        document = pypdfium.PdfDocument(source.data)
    except pypdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise ReadError(
                State.ENCRYPTED,
                "The PDF is locked with a password. Save a copy without password, or ask its publisher for one.",
            ) from error
        if _NO_PAGES.search(source.data) and not _PAGES.search(source.data):
            raise ReadError(State.EMPTY, _WITHOUT_PAGES) from error  # PDFium opens no document without pages
        raise ReadError(
            State.CORRUPT,
            "The PDF cannot be parsed: it is damaged or cut off. Fetch it again from where it was published.",
        ) from error
    try:
        count = len(document)
        if not count:
            raise ReadError(State.EMPTY, _WITHOUT_PAGES)
        if count > settings.max_pages:
            raise ReadError(
                State.TOO_LARGE,
                f"{count:,} pages; the limit is {settings.max_pages:,}. Split the file, or raise ingest.max_pages.",
            )
        yield document
    finally:
        document.close()


def read_meta(document: pypdfium.PdfDocument) -> list[tuple[str, str]]:
    """What the file says of itself, as pairs with lower-case names."""
    found = ((name, calls.string(calls.meta_text, calls.handle(document.raw), name.encode()).strip()) for name in _META)
    return [(name.lower(), words) for name, words in found if words]


def read_bookmarks(document: pypdfium.PdfDocument) -> list[Bookmark]:
    """The bookmarks of the highest level, or those below it where it is a single one; in the outline's order."""
    top = _bookmarks(document, None)
    if len(top) == 1:
        below = _bookmarks(document, top[0][1])
        return [mark for mark, _ in below or top]
    return [mark for mark, _ in top]


def _bookmarks(document: pypdfium.PdfDocument, parent: Any) -> list[tuple[Bookmark, Any]]:
    """The bookmarks right below `parent`, with their handles."""
    found: list[tuple[Bookmark, Any]] = []
    seen: set[int] = set()
    handle = pdfium.FPDFBookmark_GetFirstChild(document.raw, parent)
    while handle and len(found) < _MOST_BOOKMARKS:
        address = ctypes.addressof(handle.contents)
        if address in seen:
            break  # a damaged outline that leads back to itself
        seen.add(address)
        title = calls.string(calls.bookmark_title, address)
        to = pdfium.FPDFBookmark_GetDest(document.raw, handle)
        page = pdfium.FPDFDest_GetDestPageIndex(document.raw, to) if to else -1
        found.append((Bookmark(" ".join(title.split()), page if 0 <= page < len(document) else None), handle))
        handle = pdfium.FPDFBookmark_GetNextSibling(document.raw, handle)
    return found


def check_text(layouts: Sequence[PageLayout]) -> None:
    """Check that there is anything to read; furniture must have been taken out before.

    Raises:
        ReadError: no page has any text: `needs_ocr`, `empty` where nothing is drawn on them, `corrupt` where none
            can be read.
    """
    if any(page.rows or page.grids for page in layouts):
        return
    faults = dict.fromkeys(page.ocr_fault for page in layouts if page.ocr_fault)
    if faults:
        raise ReadError(State.NEEDS_OCR, f"The PDF has no text layer, and OCR failed: {'; '.join(faults)}.")
    if any(page.needs_ocr for page in layouts):
        raise ReadError(
            State.NEEDS_OCR,
            "The PDF has no text layer: its pages are images. Install Tesseract (and leave ingest.ocr at `auto`), or "
            "run the file through OCR (for example with OCRmyPDF), then read the result.",
        )
    if any(page.unread for page in layouts):
        raise ReadError(State.CORRUPT, "No page of the PDF can be read. Fetch it again, or have it repaired.")
    if any(page.ocr for page in layouts):
        raise ReadError(State.EMPTY, "The PDF holds images in which OCR found no words. Look at the file.")
    raise ReadError(State.EMPTY, "The pages of the PDF are blank. Fetch it again from where it was published.")


def warnings_of(layouts: Sequence[PageLayout]) -> list[str]:
    """Warnings that name the pages of which no text could be read; furniture must have been taken out before."""
    unread = [page.number for page in layouts if page.unread]
    found = []
    if unread:
        found.append(f"Damaged, could not be read: {named(unread)}. Fetch the file again, or have it repaired.")
    bare: dict[str, list[int]] = {}
    for page in layouts:
        if page.needs_ocr:
            bare.setdefault(page.ocr_fault, []).append(page.number)
    for fault, numbers in bare.items():
        because = f" ({fault})" if fault else ""
        found.append(f"Without text, images that need OCR: {named(numbers)}{because}.")
    return found


def named(numbers: Sequence[int]) -> str:
    """Pages in words, for messages: ``page 3``, ``pages 3-5, 7``."""
    return f"page{'s' if len(numbers) > 1 else ''} {_ranges(numbers)}"


def _ranges(numbers: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
