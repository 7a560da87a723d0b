"""Bytes to text: the encoding by what the bytes say, line endings and stray characters set right."""

import codecs
import re

from pipeline.ingest.characters import open_ligatures, right_encoding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028]")
_PARAGRAPH_END = "\u2029"
_VERTICAL = "\x0b"
# Nulls, controls, zero-width marks and lone surrogates: no reader sees them. Tab, line feed, form feed stay.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ufeff\u200b-\u200f\u202a-\u202e\u2060\ufffe\uffff\ud800-\udfff]"
)
_BLANKS = re.compile(r"[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SOFT_HYPHEN = re.compile(r"\xad(?:[ \t]*\n[ \t]*)?")


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Text of a file's bytes, and warnings for the user.

    UTF-8, UTF-16 or UTF-32 by byte order mark, else UTF-8, else Windows-1252 (its five undefined bytes become
    U+FFFD). UTF-8 that was taken for Windows-1252 before is put right; ligatures stand as letters. Lines end in
    ``\\n``; form feeds stay; soft hyphens and unseen characters go.
    """
    warnings: tuple[str, ...] = ()
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, errors="replace")
            break
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
            warnings = ("Not UTF-8: read as Windows-1252. Save the file as UTF-8 if characters look wrong.",)
    text = open_ligatures(right_encoding(text))
    text = _LINE_ENDS.sub("\n", text).replace(_PARAGRAPH_END, "\n\n").replace(_VERTICAL, "\n")
    if "\xad" in text:
        text = _SOFT_HYPHEN.sub("", text)
    return _BLANKS.sub(" ", _UNSEEN.sub("", text)), warnings
