"""Opening PDFs: what is wrong with a file, in words that say what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

from pipeline.config import IngestSettings
from pipeline.ingest.pdf.model import PageLayout
from pipeline.ingest.source import ReadError, Source
from schemas.states import State

_META = ("Title", "Author", "Subject", "CreationDate")


@contextmanager
def opened(source: Source, settings: IngestSettings) -> Iterator[pypdfium.PdfDocument]:
    """An open document, closed afterwards.

    Raises:
        ReadError: the file is encrypted, damaged, without pages, or longer than `settings.max_pages`.
    """
    try:
        document = pypdfium.PdfDocument(source.data)
    except pypdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise ReadError(
                State.ENCRYPTED,
                "The PDF is locked with a password. Save a copy without password, or ask its publisher for one.",
            ) from error
        raise ReadError(
            State.CORRUPT,
            "The PDF cannot be parsed: it is damaged or cut off. Fetch it again from where it was published.",
        ) from error
    try:
        count = len(document)
        if not count:
            raise ReadError(State.EMPTY, "The PDF has no pages. Fetch it again from where it was published.")
        if count > settings.max_pages:
            raise ReadError(
                State.TOO_LARGE,
                f"{count:,} pages; the limit is {settings.max_pages:,}. Split the file, or raise ingest.max_pages.",
            )
        try:
            yield document
        except pypdfium.PdfiumError as error:
            raise ReadError(
                State.CORRUPT, f"A page of the PDF cannot be read ({error}). Fetch the file again, or repair it."
            ) from error
    finally:
        document.close()


def read_meta(document: pypdfium.PdfDocument) -> list[tuple[str, str]]:
    """What the file says of itself, as pairs with lower-case names."""
    found = document.get_metadata_dict()
    return [(name.lower(), found[name].strip()) for name in _META if found.get(name, "").strip()]


def textless_warning(layouts: Sequence[PageLayout]) -> list[str]:
    """A warning that names the pages without text.

    Raises:
        ReadError: `needs_ocr` where no page has any.
    """
    bare = [page.number for page in layouts if not page.spans]
    if len(bare) == len(layouts):
        raise ReadError(
            State.NEEDS_OCR,
            "The PDF has no text layer: its pages are images. Run it through OCR (for example with OCRmyPDF), "
            "then read the result.",
        )
    if not bare:
        return []
    named = _ranges(bare)
    return [f"No text on page{'s' if len(bare) > 1 else ''} {named}: blank, or an image that needs OCR."]


def _ranges(numbers: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
