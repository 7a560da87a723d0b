"""Text objects of a page as spans: words, box, size and weight, through PDFium.

PDFium is asked once a text object, not once a character: characters of one object follow each other, so that its end is
found by leaps. Character boxes are read only where one object runs over a column gap or a table rule.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.ingest.pdf.model import Frame, Span
from pipeline.ingest.pdf.symbols import SYMBOL_FONTS, clean

_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi", "extrabd")
_BOLD_WEIGHT = 600
_FORCE_BOLD = 1 << 18  # PDF 32000-1, table 123
_ITALIC = 1 << 6
_INVISIBLE = 3  # text rendering mode of a text layer behind a scanned image
_FILL_AND_STROKE = 2
_WIDE = 0.72  # of the type size: a wider mean advance hints at gaps inside the object
_GAP = 1.5  # of the type size: a gap that separates columns


class TextReader:
    """Reads the spans of one open text page; fonts are remembered for that page only."""

    def __init__(self, text_page: Any) -> None:
        self._page = text_page
        self._fonts: dict[int, tuple[bool, bool, bool]] = {}
        self._count = max(pdfium.FPDFText_CountChars(text_page), 0)
        self._text = self._read_text()
        self._box = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._x = ctypes.c_double()
        self._y = ctypes.c_double()
        self._colour = tuple(ctypes.c_uint() for _ in range(4))

    def _read_text(self) -> str:
        if not self._count:
            return ""
        buffer = ctypes.create_string_buffer(2 * self._count + 2)
        pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        written = pdfium.FPDFText_GetText(self._page, 0, self._count, pointer)
        text = buffer.raw[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
        if written - 1 == self._count == len(text):
            return text
        codes = (pdfium.FPDFText_GetUnicode(self._page, i) for i in range(self._count))
        return "".join(chr(c) if 0 < c < 0x110000 and not 0xD800 <= c < 0xE000 else "\ufffd" for c in codes)

    def runs(self) -> list[tuple[int, int, Any]]:
        """Character ranges [first, last] of the text objects, in the file's order, with the object."""
        found = []
        at, line_end = 0, -1
        page, count, text, get = self._page, self._count, self._text, pdfium.FPDFText_GetTextObject
        while at < count:
            if text[at] in "\r\n":
                at += 1
                continue
            owner = get(page, at)
            if not owner:
                at += 1
                continue
            if line_end <= at:
                line_end = text.find("\r", at)
                line_end = count if line_end < 0 else line_end
            last = self._last(ctypes.addressof(owner.contents), at, line_end - 1)
            found.append((at, last, owner))
            at = last + 1
        return found

    def _last(self, address: int, at: int, limit: int) -> int:
        """The last character of the text object at `address` that holds character `at`, up to `limit`."""
        page, get = self._page, pdfium.FPDFText_GetTextObject

        def same(i: int) -> bool:
            owner = get(page, i)
            return bool(owner) and ctypes.addressof(owner.contents) == address

        if limit <= at or same(limit):
            return max(at, limit)
        last, leap = at, 8
        while leap:
            ahead = min(last + leap, limit - 1)
            if ahead > last and same(ahead):
                last = ahead
                leap *= 2
            else:
                leap = min(leap, ahead - last) // 2
        return last

    def style(self, owner: Any) -> tuple[bool, bool, bool]:
        """Whether a text object is set in bold, in italics, in a font of symbols."""
        font = pdfium.FPDFTextObj_GetFont(owner)
        if not font:
            return False, False, False
        address = ctypes.addressof(font.contents)
        known = self._fonts.get(address)
        if known is None:
            buffer = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.value.decode("utf-8", "replace").lower()
            flags = pdfium.FPDFFont_GetFlags(font)
            bold = (
                any(word in name for word in _BOLD_NAMES)
                or pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
                or bool(flags & _FORCE_BOLD)
            )
            italic = bool(flags & _ITALIC) or "italic" in name or "oblique" in name
            symbols = any(word in name for word in SYMBOL_FONTS)
            known = self._fonts[address] = (bold, italic, symbols)
        return known

    def is_link(self, owner: Any) -> bool:
        """Whether a text object has the blue of links."""
        red, green, blue, alpha = self._colour
        if not pdfium.FPDFPageObj_GetFillColor(owner, red, green, blue, alpha):
            return False
        return blue.value > red.value + 70 and blue.value > green.value + 40

    def turn(self, index: int) -> tuple[int, float]:
        """The clockwise turn that sets a character upright (-1: it is aslant), and its type size in points."""
        size = pdfium.FPDFText_GetFontSize(self._page, index)
        matrix = self._matrix
        if not pdfium.FPDFText_GetMatrix(self._page, index, matrix):
            return 0, size
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        a, b = matrix.a, matrix.b
        if abs(b) <= abs(a) * 0.05:
            return (0 if a >= 0 else 180), size * scale
        if abs(a) <= abs(b) * 0.05:
            return (90 if b > 0 else 270), size * scale
        return -1, size * scale

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of a character in user space, ascent and descent of its font included."""
        rect = self._box
        pdfium.FPDFText_GetLooseCharBox(self._page, index, rect)
        return rect.left, rect.bottom, rect.right, rect.top

    def origin(self, index: int) -> tuple[float, float]:
        """The point on the baseline where a character starts, in user space."""
        pdfium.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        return self._x.value, self._y.value

    @property
    def text(self) -> str:
        """The text of the page, one code point a character index."""
        return self._text

    def pieces(self, span: Span, frame: Frame, cuts: Iterable[float] = ()) -> list[Span]:
        """A span cut where its characters leave a column gap, and at the white space next to layout abscissae."""
        wanted = sorted(cuts)
        parts: list[list[tuple[int, tuple[float, float, float, float]]]] = [[]]
        pending_blank = False
        for i in range(span.first, span.last + 1):
            if self._text[i].isspace() or not self._text[i].isprintable():
                pending_blank = True
                continue
            box = frame.to_layout(*self.box(i))
            if parts[-1]:
                before = parts[-1][-1][1]
                gap = box[0] - before[2]
                crossed = any(before[0] < cut < box[2] for cut in wanted)
                if gap > _GAP * span.size or (crossed and (pending_blank or gap > 0.15 * span.size)):
                    parts.append([])
            parts[-1].append((i, box))
            pending_blank = False
        if len(parts) < 2:
            return [span]
        return [
            replace(
                span,
                text=clean(self._text[part[0][0] : part[-1][0] + 1]),
                x0=part[0][1][0],
                x1=part[-1][1][2],
                first=part[0][0],
                last=part[-1][0],
                spaced=True if n else span.spaced,
            )
            for n, part in enumerate(parts)
        ]


def read_spans(reader: TextReader, frame_of: Any) -> tuple[list[Span], Frame, bool, list[str]]:
    """The spans of a page in the file's order, its frame, whether its text is a hidden (OCR) layer; text set aslant.

    `frame_of` makes a Frame for a turn of the text.
    """
    raw = []
    turns: Counter[int] = Counter()
    hidden = shown = 0
    text = reader.text
    previous = -1
    aslant: list[str] = []
    for first, last, owner in reader.runs():
        words = text[first : last + 1]
        gap = text[previous + 1 : first]
        spaced = bool(gap) or words[:1].isspace() or (previous >= 0 and text[previous].isspace())
        previous = last
        start = first + len(words) - len(words.lstrip())
        end = first + len(words.rstrip()) - 1
        if end < start:
            continue
        turn, size = reader.turn(start)
        if turn < 0:
            aslant.append(clean(words).strip())
            continue
        mode = pdfium.FPDFTextObj_GetTextRenderMode(owner)
        if mode == _INVISIBLE:
            hidden += 1
        else:
            shown += 1
        bold, italic, symbols = reader.style(owner)
        link = reader.is_link(owner)
        turns[turn] += end - start + 1
        raw.append((start, end, turn, size, (bold or mode == _FILL_AND_STROKE, italic, symbols, link), spaced))
    upright = min(turns, key=lambda t: (-turns[t], t)) if turns else None
    frame: Frame = frame_of(upright)
    spans: list[Span] = []
    for start, end, turn, size, (bold, italic, symbols, link), spaced in raw:
        one, other = reader.box(start), reader.box(end)
        box = frame.to_layout(
            min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
        )
        x, y = reader.origin(start)
        base = frame.to_layout(x, y, x, y)[1]
        turned = turn != frame.turn
        words = text[start : end + 1]
        span = Span(
            clean(words, symbols=symbols),
            *box,
            base,
            max(size, 1.0),
            bold,
            italic,
            spaced,
            start,
            end,
            turned,
            link=link,
        )
        width, height = frame.layout_size
        if box[2] < 0 or box[3] < 0 or box[0] > width or box[1] > height:
            continue  # outside the visible page
        if not turned and len(span.text) > 3 and box[2] - box[0] > _WIDE * size * len(span.text):
            spans.extend(reader.pieces(span, frame))
        else:
            spans.append(span)
    return spans, frame, bool(hidden and not shown), aslant
