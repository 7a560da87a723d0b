"""Folding of written names, so that the same name is the same string however it is typed."""

import re
import unicodedata

_APOSTROPHES = re.compile(r"['‘’`´ʼ]")
_NOT_WORD = re.compile(r"[^\w]+|_")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")


def fold(name: str) -> str:
    """Lower case, no accents, no punctuation, single blanks; `&` is "and", "M.B.C." is "mbc".

    A name turned round behind a comma ("Bristol, City of") keeps its order; the forms of names know both.
    """
    if name.isascii() and name.replace(" ", "").isalpha():
        return " ".join(name.lower().split())
    if not name.isascii():
        name = unicodedata.normalize("NFKD", _APOSTROPHES.sub("'", name)).translate(_MARKS)
    if "." in name:
        name = _DOTTED.sub(lambda m: m[0].replace(".", ""), name)
    name = name.lower().replace("&", " and ").replace("'", "")
    return _NOT_WORD.sub(" ", name).strip()


def in_full(folded: str) -> str:
    """A folded name with the point of the compass in front of it in full ("n lincolnshire" is "north lincolnshire")."""
    first, blank, rest = folded.partition(" ")
    full = _COMPASS.get(first)
    return f"{full} {rest}" if full and blank else folded


_COMPASS = {
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "ne": "north east",
    "nw": "north west",
    "se": "south east",
    "sw": "south west",
    "nth": "north",
    "sth": "south",
}
_MARKS = dict.fromkeys(range(0x300, 0x370))
