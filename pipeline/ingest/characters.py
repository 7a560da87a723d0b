"""Characters that stand for others: ligatures, and UTF-8 that was taken for Windows-1252 on its way."""

import re

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
"""One sign for several letters, as type has it."""

_LIGATURE = re.compile("[ﬀ-ﬆ]")
_LEFT_BYTES = {0x81, 0x8D, 0x8F, 0x90, 0x9D}  # that Windows-1252 leaves undefined: readers keep them as they are
_BYTES = {(chr(n) if n in _LEFT_BYTES else bytes([n]).decode("cp1252")): n for n in range(0x80, 0x100)}
_LATER = re.escape("".join(sign for sign, n in _BYTES.items() if n < 0xC0))
# Each byte is a sign now: of two bytes; of three, of which the first two are those of dashes, quotes, arrows, ticks,
# boxes and bullets; and of ligatures and signs of symbol fonts.
_TAKEN_FOR = re.compile(
    rf"[\xc2\xc3][{_LATER}]|\xe2[\u20ac\u201a\u201e\u2020\u2013\u2014\u0153\u02dc][{_LATER}]"
    rf"|\xef[\u20ac\x81\u201a\u0192\xac][{_LATER}]"
)
_FIRST = frozenset("\xc2\xc3\xe2\xef")
_CUT = re.compile("\xe2\u20ac(?![\\w])")  # a closing quote whose last byte nobody could show


def open_ligatures(text: str) -> str:
    """Text with the letters of ligatures one by one."""
    return _LIGATURE.sub(lambda found: LIGATURES[found[0]], text) if not text.isascii() else text


def right_encoding(text: str) -> str:
    """Text in which what is UTF-8 read as Windows-1252 is put right.

    Signs of two and three bytes are looked for that no words hold ("itâ€™s", "Â£5"); what is none stays.
    """
    if text.isascii() or _FIRST.isdisjoint(text):
        return text
    return _CUT.sub("\u201d", _TAKEN_FOR.sub(_right, text))


def _right(found: re.Match[str]) -> str:
    try:
        return bytes(_BYTES[sign] for sign in found[0]).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
