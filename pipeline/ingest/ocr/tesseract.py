"""The program `tesseract`: found on the path, run once a page under a time limit, its hOCR read.

hOCR (https://kba.github.io/hocr-spec/1.2/) gives baselines and type sizes of lines, and rules between blocks, which its
plain tables do not. Tested with Tesseract 5.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray

from pipeline.ingest.programs import version_of

Image = NDArray[np.uint8]
"""A grey page image: rows from the top, columns from the left, 0 black to 255 white."""

_LANGUAGE = "eng"
_GRACE = 2  # of the time limit: CPU seconds after which an abandoned tesseract is ended by the system
_BOX = re.compile(r"\bbbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASELINE = re.compile(r"\bbaseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"\bx_size ([\d.]+)")
_DESCENDERS = re.compile(r"\bx_descenders (-?[\d.]+)")
_CONFIDENCE = re.compile(r"\bx_wconf (\d+)")

Pixels = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels of the image."""


class OcrError(Exception):
    """OCR of a page failed; the message says why, in words for the user."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box and how sure Tesseract is of it (0 to 100; not calibrated)."""

    text: str
    box: Pixels
    confidence: int


@dataclass(slots=True)
class TextLine:
    """A line: its box, its baseline (slope, and pixels below the lower left corner), height and depth of its type."""

    box: Pixels
    slope: float
    offset: float
    size: float
    depth: float
    turned: bool = False
    """It does not run from left to right."""
    words: list[Word] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What Tesseract saw on one image: lines in its reading order, and boxes of rules."""

    lines: list[TextLine]
    rules: list[Pixels]


def find_tesseract() -> str | None:
    """Path of the program, or None where it is not installed."""
    return shutil.which("tesseract")


def version(program: str) -> str:
    """What the program calls itself (``tesseract 5.3.0``), or its name alone where it does not say."""
    return version_of(program, "tesseract", 5)


def recognise(program: str, image: Image, dpi: int, seconds: float) -> Recognised:
    """Read one page image.

    Raises:
        OcrError: it took longer than `seconds`, or the program failed.
    """
    height, width = image.shape
    data = b"P5 %d %d 255\n" % (width, height) + image.tobytes()
    command = [program, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(dpi), "hocr"]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # one core a worker, and the same result each time
    )
    _bound(process.pid, seconds)
    try:
        out, said = process.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        process.kill()
        process.communicate()
        raise OcrError(f"OCR took longer than {seconds:g} seconds; raise ingest.ocr_page_seconds") from error
    if process.returncode:
        words = " ".join(said.decode("utf-8", "replace").split()[-20:])
        raise OcrError(
            f"{Path(program).name} failed (exit code {process.returncode}): {words or 'it does not say why'}"
        )
    return read_hocr(out)


def _bound(pid: int, seconds: float) -> None:
    """Let the system end a process whose parent was killed before it could."""
    if sys.platform == "linux":
        import resource

        limit = int(_GRACE * seconds) + 1
        try:
            resource.prlimit(pid, resource.RLIMIT_CPU, (limit, limit))
        except (ProcessLookupError, PermissionError):
            return  # it has ended already, or may not be bounded: the time limit above still holds


def read_hocr(data: bytes) -> Recognised:
    """Lines, words and rules of one page of hOCR.

    Raises:
        OcrError: it is not hOCR.
    """
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise OcrError(f"OCR gave no hOCR ({error})") from error
    lines: list[TextLine] = []
    rules: list[Pixels] = []
    for element in root.iter():
        title = element.get("title", "")
        kind = element.get("class", "")
        if kind == "ocr_separator":
            rules.append(_box(title))
        elif kind == "ocrx_word" and lines:
            text = "".join(element.itertext()).strip()
            found = _CONFIDENCE.search(title)
            if text:
                lines[-1].words.append(Word(text, _box(title), int(found[1]) if found else 0))
        elif kind.startswith("ocr_") and (size := _SIZE.search(title)):
            baseline, depth = _BASELINE.search(title), _DESCENDERS.search(title)
            slope, offset = (float(baseline[1]), float(baseline[2])) if baseline else (0.0, 0.0)
            box = _box(title)
            turned = not baseline and box[3] - box[1] > box[2] - box[0]  # Tesseract gives such lines no baseline
            lines.append(TextLine(box, slope, offset, float(size[1]), float(depth[1]) if depth else 0.0, turned))
    return Recognised([line for line in lines if line.words], rules)


def _box(title: str) -> Pixels:
    found = _BOX.search(title)
    if not found:
        raise OcrError("OCR gave hOCR without boxes")
    left, top, right, bottom = map(float, found.groups())
    return left, top, right, bottom
