"""The readers that are compared, and the files they read."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import IngestSettings
from pipeline.ingest import ReadError, Source, read
from schemas.paper import BlockKind, Paper

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = IngestSettings(ocr="never", timeout_seconds=3600)
READERS = ("pdftotext", "pdfplumber", "papers")


@dataclass(frozen=True, slots=True)
class File:
    """A PDF that can be read, with the papers that it holds."""

    path: Path
    papers: tuple[Paper, ...]

    @property
    def pages(self) -> int:
        """Number of its pages."""
        return sum(len(paper.pages) for paper in self.papers)

    @property
    def tabled(self) -> bool:
        """Whether a table was found in it."""
        return any(block.kind is BlockKind.TABLE for paper in self.papers for block in paper.blocks)


def files(shared: Path | None) -> list[File]:
    """The PDFs of the specimens and of `shared/papers` that have a text layer."""
    paths = sorted((ROOT / "corpus").rglob("*.pdf")) + (sorted((shared / "papers").rglob("*.pdf")) if shared else [])
    found = []
    for path in paths:
        try:
            found.append(File(path, tuple(read(Source(path.name, path.read_bytes()), SETTINGS))))
        except ReadError:
            continue  # locked, cut off or scanned: nothing to compare
    return found


def every_paper(shared: Path | None) -> list[Paper]:
    """The papers of any format in the specimens and in `shared/papers`, each text once."""
    folders = [ROOT / "corpus" / "papers", ROOT / "corpus" / "forms", *([shared / "papers"] if shared else [])]
    found: dict[str, Paper] = {}
    for path in (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()):
        if path.name == "README.md":
            continue
        try:
            for paper in read(Source(path.name, path.read_bytes()), SETTINGS):
                found.setdefault(paper.text_id, paper)
        except ReadError:
            continue  # locked, cut off, scanned, or no paper
    return list(found.values())


def with_papers(path: Path) -> None:
    """Read with this project."""
    read(Source(path.name, path.read_bytes()), SETTINGS)


def with_pdfplumber(path: Path) -> None:
    """Text and tables with pdfplumber as it comes, each page closed after use."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()


def pdftotext(path: Path) -> list[str]:
    """The command that reads with Poppler's pdftotext."""
    return ["pdftotext", "-layout", str(path), "-"]


def command(reader: str, path: Path) -> list[str]:
    """The command that reads a file in a process of its own."""
    return pdftotext(path) if reader == "pdftotext" else [sys.executable, "-m", "bench.one", reader, str(path)]


def available() -> list[str]:
    """The readers that are installed."""
    return [reader for reader in READERS if reader != "pdftotext" or shutil.which("pdftotext")]


IN_PROCESS: dict[str, Callable[[Path], None]] = {"pdfplumber": with_pdfplumber, "papers": with_papers}
