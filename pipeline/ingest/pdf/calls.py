"""The functions of PDFium that are asked many times a page, with handles and addresses as integers.

As pypdfium2 declares them they make an object of each handle that they return, check the class of each that they are
given, and let go of the interpreter's lock, which takes up to half of the time of such a call. Handles are checked
nowhere here: they must come from PDFium and be open still.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

_FOUR_FLOATS, _FOUR_UNSIGNED = (struct.Struct(form).unpack for form in ("4f", "4I"))
_INT, _LONG, _SIZE, _ADDRESS = ctypes.c_int, ctypes.c_ulong, ctypes.c_size_t, ctypes.c_void_p


def _declared(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def handle(pointer: Any) -> int:
    """The handle of what pypdfium2 has opened."""
    return ctypes.addressof(pointer.contents)


def room(size: int) -> tuple[bytearray, int]:
    """Bytes to be written to, at least one, and their address, which holds as long as they are kept as they are.

    An array of `ctypes` would need a type of its own for each size, which takes far longer to make.
    """
    written = bytearray(max(size, 1))
    return written, ctypes.addressof(ctypes.c_char.from_buffer(written))


class Numbers:
    """Room for four numbers of four bytes, with their addresses."""

    def __init__(self) -> None:
        self._written, first = room(16)
        self.at = tuple(first + 4 * n for n in range(4))

    def floats(self) -> tuple[float, float, float, float]:
        """The numbers, where they are such with a fraction."""
        return _FOUR_FLOATS(self._written)

    def whole(self) -> tuple[int, int, int, int]:
        """The numbers, where they are whole and not below zero."""
        return _FOUR_UNSIGNED(self._written)


def string(function: Callable[..., int], *asked: Any) -> str:
    """What a function says that writes a string in UTF-16 to an address, if there is room, and returns its bytes."""
    size = function(*asked, None, 0)
    if size <= 2:
        return ""  # the end of a string alone
    written, address = room(size)
    function(*asked, address, size)
    return written[:-2].decode("utf-16-le", "replace")


# Of a document; for `string`.
page_label = _declared(pdfium.FPDF_GetPageLabel, _LONG, _ADDRESS, _INT, _ADDRESS, _LONG)
meta_text = _declared(pdfium.FPDF_GetMetaText, _LONG, _ADDRESS, ctypes.c_char_p, _ADDRESS, _LONG)
bookmark_title = _declared(pdfium.FPDFBookmark_GetTitle, _LONG, _ADDRESS, _ADDRESS, _LONG)

# Of a document and the number of a page; of a page. Pages must be closed.
load_page = _declared(pdfium.FPDF_LoadPage, _ADDRESS, _ADDRESS, _INT)
"""None where the page cannot be loaded."""
close_page = _declared(pdfium.FPDF_ClosePage, None, _ADDRESS)
flatten = _declared(pdfium.FPDFPage_Flatten, _INT, _ADDRESS, _INT)
quarter_turns = _declared(pdfium.FPDFPage_GetRotation, _INT, _ADDRESS)
media_box = _declared(pdfium.FPDFPage_GetMediaBox, _INT, *[_ADDRESS] * 5)
crop_box = _declared(pdfium.FPDFPage_GetCropBox, _INT, *[_ADDRESS] * 5)
objects_of = _declared(pdfium.FPDFPage_CountObjects, _INT, _ADDRESS)

# Of a page: what it says, which must be closed.
load_text = _declared(pdfium.FPDFText_LoadPage, _ADDRESS, _ADDRESS)
close_text = _declared(pdfium.FPDFText_ClosePage, None, _ADDRESS)

# Of a text page and a character; what is found is written to the addresses behind them.
text_object = _declared(pdfium.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)
"""Of a character: the text object that it belongs to; None where it belongs to none."""
characters_of = _declared(pdfium.FPDFText_CountChars, _INT, _ADDRESS)
code_point = _declared(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _ADDRESS, _INT)
text_of = _declared(pdfium.FPDFText_GetText, _INT, _ADDRESS, _INT, _INT, _ADDRESS)
font_size = _declared(pdfium.FPDFText_GetFontSize, ctypes.c_double, _ADDRESS, _INT)
character_matrix = _declared(pdfium.FPDFText_GetMatrix, _INT, _ADDRESS, _INT, _ADDRESS)
character_box = _declared(pdfium.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
character_origin = _declared(pdfium.FPDFText_GetCharOrigin, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)

# Of a page, or of a form on it, and the number of an object.
page_object = _declared(pdfium.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
form_object = _declared(pdfium.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, _LONG)

# Of an object.
kind_of = _declared(pdfium.FPDFPageObj_GetType, _INT, _ADDRESS)
object_matrix = _declared(pdfium.FPDFPageObj_GetMatrix, _INT, _ADDRESS, _ADDRESS)
object_bounds = _declared(pdfium.FPDFPageObj_GetBounds, _INT, *[_ADDRESS] * 5)
fill_colour = _declared(pdfium.FPDFPageObj_GetFillColor, _INT, *[_ADDRESS] * 5)
members_of = _declared(pdfium.FPDFFormObj_CountObjects, _INT, _ADDRESS)

# Of a text object, of its font.
render_mode = _declared(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)
font_of = _declared(pdfium.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
font_name = _declared(pdfium.FPDFFont_GetBaseFontName, _SIZE, _ADDRESS, _ADDRESS, _SIZE)
font_flags = _declared(pdfium.FPDFFont_GetFlags, _INT, _ADDRESS)
font_weight = _declared(pdfium.FPDFFont_GetWeight, _INT, _ADDRESS)

# Of a path, of its segments.
segments_of = _declared(pdfium.FPDFPath_CountSegments, _INT, _ADDRESS)
draw_mode = _declared(pdfium.FPDFPath_GetDrawMode, _INT, *[_ADDRESS] * 3)
path_segment = _declared(pdfium.FPDFPath_GetPathSegment, _ADDRESS, _ADDRESS, _INT)
segment_kind = _declared(pdfium.FPDFPathSegment_GetType, _INT, _ADDRESS)
segment_point = _declared(pdfium.FPDFPathSegment_GetPoint, _INT, *[_ADDRESS] * 3)
segment_closes = _declared(pdfium.FPDFPathSegment_GetClose, _INT, _ADDRESS)
