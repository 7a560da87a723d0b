"""Bytes of a web page to text."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PRESCAN = 4096  # bytes; the standard asks for 1024, older pages put scripts before the declaration
_DECLARED = re.compile(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{1,40})",
    re.IGNORECASE,
)
_LATIN = frozenset({"ascii", "iso8859-1", "latin-1", "cp1252", "iso8859-15"})


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Text of a page, and warnings for the user.

    By byte order mark; else as UTF-8 where all bytes are (no page in another encoding is UTF-8 by chance); else as
    the page declares in its first bytes, names of Latin-1 meaning Windows-1252 as in the Encoding Standard; else as
    Windows-1252. Nulls go.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace").replace("\x00", ""), ()
    try:
        return data.decode("utf-8").replace("\x00", ""), ()
    except UnicodeDecodeError:
        encoding = _declared(data)
    text = data.decode(encoding, errors="replace").replace("\x00", "")
    if "\ufffd" not in text:
        return text, ()
    return text, (
        f"Not all bytes are {encoding}; the others stand as \ufffd. Fetch the page again, or save it as UTF-8.",
    )


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:_PRESCAN])
    if not found:
        return "cp1252"
    try:
        name = codecs.lookup((found[1] or found[2]).decode("ascii", "replace")).name
        if name in _LATIN or name.startswith("utf-16"):
            return "cp1252"
        "".encode(name)  # codecs that turn no text into bytes are no encodings of pages
        b"".decode(name)
    except (LookupError, UnicodeError):
        return "cp1252"
    if name != "utf-8":
        return name
    return "utf-8" if _mostly_utf8(data) else "cp1252"


def _mostly_utf8(data: bytes) -> bool:
    """Whether a page that calls itself UTF-8 is, but for a few damaged bytes."""
    text = data.decode("utf-8", errors="replace")
    return text.count("\ufffd") * 4 <= sum(c > "\x7f" for c in text)
