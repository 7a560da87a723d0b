"""The functions of PDFium that are asked many times a page, with handles and addresses as integers.

As pypdfium2 declares them they make an object of each handle that they return, check the class of each that they are
given, and let go of the interpreter's lock: three times what most of these calls take themselves. Handles are checked
nowhere here. They must come from PDFium and be open still.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

_INT, _ADDRESS = ctypes.c_int, ctypes.c_void_p


def _declared(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def handle(pointer: Any) -> int:
    """The handle of what pypdfium2 has opened."""
    return ctypes.addressof(pointer.contents)


# Of a text page and a character; what is found is written to the addresses behind them.
text_object = _declared(pdfium.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)
"""Of a character: the text object that it belongs to; None where it belongs to none."""
font_size = _declared(pdfium.FPDFText_GetFontSize, ctypes.c_double, _ADDRESS, _INT)
character_matrix = _declared(pdfium.FPDFText_GetMatrix, _INT, _ADDRESS, _INT, _ADDRESS)
character_box = _declared(pdfium.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
character_origin = _declared(pdfium.FPDFText_GetCharOrigin, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)

# Of an object on a page, of a font.
render_mode = _declared(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)
fill_colour = _declared(pdfium.FPDFPageObj_GetFillColor, _INT, *[_ADDRESS] * 5)
font_of = _declared(pdfium.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
font_name = _declared(pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t, _ADDRESS, _ADDRESS, ctypes.c_size_t)
font_flags = _declared(pdfium.FPDFFont_GetFlags, _INT, _ADDRESS)
font_weight = _declared(pdfium.FPDFFont_GetWeight, _INT, _ADDRESS)
