"""What OCR saw on an image, as spans and rules in layout coordinates: straightened, with one type size a style."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipeline.ingest.ocr.tesseract import Pixels, Recognised, TextLine, Word
from pipeline.ingest.pdf.model import BBox, Edge, Frame, Span

_TYPE = 0.94  # of the type size: from the top of its tallest letters to the foot of its deepest
_ALIKE = 0.12  # of the body's type size: lines that differ by less are set in it
_UNSURE = 50  # confidence below which signs without letters or digits are taken for specks
_NOISE = 15  # confidence below which nothing is taken for a word
_SET_OFF = 0.45  # of the type size: a gap behind a bullet
_STEEP = 0.05  # a steeper baseline is no skew of the page


class _Vocabulary(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    bullets: frozenset[str]


_WORDS = _Vocabulary.model_validate(
    tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))
)


@dataclass(frozen=True, slots=True)
class SkewedFrame(Frame):
    """The frame of a scanned page, whose layout coordinates are straightened by `skew` (radians, clockwise)."""

    skew: float = 0.0

    def on_page(self, box: BBox) -> BBox:
        """The box on the page as displayed that holds a layout box."""
        x0, y0, x1, y1 = box
        corners = [_rotated(x, y, self.skew) for x in (x0, x1) for y in (y0, y1)]
        xs, ys = zip(*corners, strict=True)
        return Frame.on_page(self, (min(xs), min(ys), max(xs), max(ys)))


def _rotated(x: float, y: float, angle: float) -> tuple[float, float]:
    """A point turned about the top left of the page by `angle` radians, clockwise as y grows downwards."""
    cos, sin = math.cos(angle), math.sin(angle)
    return x * cos - y * sin, x * sin + y * cos


def skew_of(lines: Sequence[TextLine]) -> float:
    """The angle at which most of the text runs, in radians: the median over the lines by their width."""
    level = [line for line in lines if not line.turned and abs(line.slope) <= _STEEP]
    slopes = sorted((line.slope, line.box[2] - line.box[0]) for line in level)
    half, run = sum(width for _, width in slopes) / 2, 0.0
    for slope, width in slopes:
        run += width
        if run >= half:
            return math.atan(slope)
    return 0.0


def body_of(pages: Sequence[Recognised], scales: Sequence[float]) -> float:
    """The type size of most of the text of scanned pages, in points; 0 where there is none.

    `scales` are points a pixel.
    """
    sizes = sorted(
        (line.size * scale / _TYPE, sum(len(word.text) for word in line.words))
        for page, scale in zip(pages, scales, strict=True)
        for line in page.lines
    )
    half, run = sum(weight for _, weight in sizes) / 2, 0
    for size, weight in sizes:
        run += weight
        if run >= half:
            return round(size, 1)
    return 0.0


def make_spans(page: Recognised, scale: float, skew: float, body: float) -> list[Span]:
    """Words as spans in Tesseract's reading order; those of one line share a baseline and a size."""
    spans: list[Span] = []
    at = 0
    for line in page.lines:
        words = [word for word in line.words if _is_word(word)]
        if not words:
            continue
        size = line.size * scale / _TYPE
        size = body if abs(size - body) <= _ALIKE * body else round(2 * size) / 2
        if line.turned:
            words = [_turned_line(line)]
        base = _baseline(line, scale, skew)
        depth = line.depth * scale
        for i, word in enumerate(words):
            left, right = _across(word.box, scale, skew)
            text = word.text
            if not i and text in _WORDS.bullets and len(words) > 1:
                text = "•" if _across(words[1].box, scale, skew)[0] - right > _SET_OFF * size else text
            low = base + depth
            box = (left, line.box[1] * scale if line.turned else low - size * _TYPE, right, low)
            last = at + len(text) - 1
            spans.append(Span(text, *box, base, max(size, 1.0), first=at, last=last, turned=line.turned))
            at += len(text) + 1
        at += 1
    return spans


def make_edges(page: Recognised, scale: float, skew: float) -> list[Edge]:
    """Rules as edges, straightened."""
    edges = []
    for left, top, right, bottom in page.rules:
        x, y = _rotated((left + right) / 2 * scale, (top + bottom) / 2 * scale, -skew)
        width, height = (right - left) * scale, (bottom - top) * scale
        if width >= height:
            edges.append(Edge(x - width / 2, y, x + width / 2, y))
        else:
            edges.append(Edge(x, y - height / 2, x, y + height / 2))
    return edges


def _is_word(word: Word) -> bool:
    spelt = any(c.isalnum() for c in word.text) or word.text in _WORDS.bullets
    return word.confidence >= (_NOISE if spelt else _UNSURE)


def _turned_line(line: TextLine) -> Word:
    """A line that runs up or down the page, as one."""
    return Word(" ".join(word.text for word in line.words), line.box, 100)


def _across(box: Pixels, scale: float, skew: float) -> tuple[float, float]:
    """Left and right edge of a word."""
    left, top, right, bottom = (value * scale for value in box)
    x, _ = _rotated((left + right) / 2, (top + bottom) / 2, -skew)
    return x - (right - left) / 2, x + (right - left) / 2


def _baseline(line: TextLine, scale: float, skew: float) -> float:
    """Ordinate of a line's baseline, at the middle of the line."""
    left, _, right, bottom = line.box
    if line.turned:
        return bottom * scale
    middle = (left + right) / 2
    y = bottom + line.offset + line.slope * (middle - left)
    return _rotated(middle * scale, y * scale, -skew)[1]
