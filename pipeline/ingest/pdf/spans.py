"""Text objects of a page as spans: words, box, size and weight, through PDFium.

PDFium is asked once a text object, not once a character: characters of one object follow each other, so that its end is
found by leaps. Character boxes are read only where one object runs over a column gap or a table rule.
"""

from __future__ import annotations

import ctypes
import math
import struct
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

import pypdfium2.raw as pdfium

from pipeline.ingest.pdf import calls
from pipeline.ingest.pdf.model import Frame, Span
from pipeline.ingest.pdf.symbols import SYMBOL_FONTS, clean

_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi", "extrabd")
_BOLD_WEIGHT = 600
_FONT_NAME = 256  # bytes: a longer name is not read
_FORCE_BOLD = 1 << 18  # PDF 32000-1, table 123
_ITALIC = 1 << 6
_INVISIBLE = 3  # text rendering mode of a text layer behind a scanned image
_FILL_AND_STROKE = 2
_WIDE = 0.72  # of the type size: a wider mean advance hints at gaps inside the object
_GAP = 1.5  # of the type size: a gap that separates columns
_FOUR_FLOATS = struct.Struct("4f").unpack_from


class TextReader:
    """Reads the spans of one open text page, by its handle; fonts are remembered for that page only."""

    def __init__(self, text_page: int) -> None:
        self._page = text_page
        self._fonts: dict[int, tuple[bool, bool, bool]] = {}
        self._count = max(calls.characters_of(text_page), 0)
        self._text = self._read_text()
        # What PDFium writes its answers to, with their addresses.
        self._box, self._matrix, self._point = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), (ctypes.c_double * 2)()
        self._box_at, self._matrix_at = ctypes.addressof(self._box), ctypes.addressof(self._matrix)
        self._x_at = ctypes.addressof(self._point)
        self._y_at = self._x_at + ctypes.sizeof(ctypes.c_double)

    def _read_text(self) -> str:
        if not self._count:
            return ""
        units, address = calls.room(2 * self._count + 2)
        written = calls.text_of(self._page, 0, self._count, address)
        text = units[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
        if written - 1 == self._count == len(text):
            return text
        codes = (calls.code_point(self._page, i) for i in range(self._count))
        return "".join(chr(c) if 0 < c < 0x110000 and not 0xD800 <= c < 0xE000 else "\ufffd" for c in codes)

    def runs(self) -> list[tuple[int, int, int]]:
        """Character ranges [first, last] of the text objects, in the file's order, with the object's handle."""
        found = []
        at, line_end = 0, -1
        page, count, text = self._page, self._count, self._text
        while at < count:
            if text[at] in "\r\n":
                at += 1
                continue
            owner = calls.text_object(page, at)
            if not owner:
                at += 1
                continue
            if line_end <= at:
                line_end = text.find("\r", at)
                line_end = count if line_end < 0 else line_end
            last = self._last(owner, at, line_end - 1)
            found.append((at, last, owner))
            at = last + 1
        return found

    def _last(self, owner: int, at: int, limit: int) -> int:
        """The last character of the text object that holds character `at`, up to `limit`."""
        page, object_at = self._page, calls.text_object
        if limit <= at or object_at(page, limit) == owner:
            return max(at, limit)
        last, leap = at, 8
        while leap:
            ahead = min(last + leap, limit - 1)
            if ahead > last and object_at(page, ahead) == owner:
                last = ahead
                leap *= 2
            else:
                leap = min(leap, ahead - last) // 2
        return last

    def style(self, owner: int) -> tuple[bool, bool, bool]:
        """Whether a text object is set in bold, in italics, in a font of symbols."""
        font = calls.font_of(owner)
        if not font:
            return False, False, False
        known = self._fonts.get(font)
        if known is None:
            written, address = calls.room(_FONT_NAME)
            calls.font_name(font, address, _FONT_NAME)
            name = written.split(b"\0", 1)[0].decode("utf-8", "replace").lower()
            flags = calls.font_flags(font)
            bold = (
                any(word in name for word in _BOLD_NAMES)
                or calls.font_weight(font) >= _BOLD_WEIGHT
                or bool(flags & _FORCE_BOLD)
            )
            italic = bool(flags & _ITALIC) or "italic" in name or "oblique" in name
            symbols = any(word in name for word in SYMBOL_FONTS)
            known = self._fonts[font] = (bold, italic, symbols)
        return known

    def is_link(self, index: int) -> bool:
        """Whether the text object of a character has the blue of links."""
        colour = calls.Numbers()
        if not calls.fill_colour(calls.text_object(self._page, index), *colour.at):
            return False
        red, green, blue, _ = colour.whole()
        return blue > red + 70 and blue > green + 40

    def turn(self, index: int) -> tuple[int, float]:
        """The clockwise turn that sets a character upright (-1: it is aslant), and its type size in points."""
        size: float = calls.font_size(self._page, index)
        if not calls.character_matrix(self._page, index, self._matrix_at):
            return 0, size
        a, b, c, d = _FOUR_FLOATS(self._matrix)
        scale = math.hypot(c, d) or 1.0
        if abs(b) <= abs(a) * 0.05:
            return (0 if a >= 0 else 180), size * scale
        if abs(a) <= abs(b) * 0.05:
            return (90 if b > 0 else 270), size * scale
        return -1, size * scale

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of a character in user space, ascent and descent of its font included."""
        calls.character_box(self._page, index, self._box_at)
        left, top, right, bottom = _FOUR_FLOATS(self._box)
        return left, bottom, right, top

    def extent(self, first: int, last: int) -> tuple[float, float, float, float]:
        """The box around two characters of one text object, as of `box`."""
        left, bottom, right, top = self.box(first)
        if first == last:
            return left, bottom, right, top
        x0, y0, x1, y1 = self.box(last)
        return min(left, x0), min(bottom, y0), max(right, x1), max(top, y1)

    def origin(self, index: int) -> tuple[float, float]:
        """The point on the baseline where a character starts, in user space."""
        calls.character_origin(self._page, index, self._x_at, self._y_at)
        x, y = self._point
        return x, y

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
                loose = pending_blank or gap > 0.15 * span.size
                if gap > _GAP * span.size or (loose and any(before[0] < cut < box[2] for cut in wanted)):
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


def read_spans(
    reader: TextReader, frame_of: Callable[[int | None], Frame]
) -> tuple[list[Span], Frame, bool, list[str]]:
    """The spans of a page in the file's order, its frame, whether its text is a hidden (OCR) layer; text set aslant.

    `frame_of` makes a Frame for a turn of the text. Which spans have the blue of links is not asked here.
    """
    raw = []
    turns: Counter[int] = Counter()
    hidden = shown = 0
    text = reader.text
    previous = -1
    aslant: list[str] = []
    for first, last, owner in reader.runs():
        words = text[first : last + 1]
        spaced = first > previous + 1 or words[:1].isspace() or (previous >= 0 and text[previous].isspace())
        previous = last
        start = first + len(words) - len(words.lstrip())
        words = words.strip()
        if not words:
            continue
        turn, size = reader.turn(start)
        if turn < 0:
            aslant.append(clean(text[first : last + 1]).strip())
            continue
        mode = calls.render_mode(owner)
        if mode == _INVISIBLE:
            hidden += 1
        else:
            shown += 1
        bold, italic, symbols = reader.style(owner)
        turns[turn] += len(words)
        raw.append((words, start, turn, size, bold or mode == _FILL_AND_STROKE, italic, symbols, spaced))
    upright = min(turns, key=lambda t: (-turns[t], t)) if turns else None
    frame = frame_of(upright)
    width, height = frame.layout_size
    spans: list[Span] = []
    for words, start, turn, size, bold, italic, symbols, spaced in raw:
        end = start + len(words) - 1
        x0, y0, x1, y1 = frame.to_layout(*reader.extent(start, end))
        if x1 < 0 or y1 < 0 or x0 > width or y0 > height:
            continue  # outside the visible page
        x, y = reader.origin(start)
        base = frame.to_layout(x, y, x, y)[1]
        turned = turn != frame.turn
        shown_as = clean(words, symbols=symbols)
        span = Span(shown_as, x0, y0, x1, y1, base, max(size, 1.0), bold, italic, spaced, start, end, turned)
        if not turned and len(shown_as) > 3 and x1 - x0 > _WIDE * size * len(shown_as):
            spans.extend(reader.pieces(span, frame))
        else:
            spans.append(span)
    return spans, frame, bool(hidden and not shown), aslant
