"""A long document, made of the specimens on the spot."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pypdfium

from bench.readers import ROOT


def make(path: Path, pages: int) -> None:
    """Write a PDF of so many pages: those of the specimens over and over."""
    whole = pypdfium.PdfDocument.new()
    sources = [pypdfium.PdfDocument(source) for source in sorted((ROOT / "corpus" / "papers").glob("*.pdf"))]
    while len(whole) < pages:
        for source in sources:
            wanted = list(range(min(len(source), pages - len(whole))))
            if wanted:
                whole.import_pages(source, wanted)
    whole.save(path)
    for document in (*sources, whole):
        document.close()
