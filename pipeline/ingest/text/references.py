"""References that begin the rows of a table ("2.4", "22/05", "A7", "06/24 - 1"), and which come after which."""

import re

from pipeline.ingest.text.forms import is_when

_WORDED = r"(?:Action|Task|Item|Step|Project)\s+"
REFERENCE = re.compile(
    rf"(?P<ref>(?:[A-Z]{{1,4}}[ .-]?|{_WORDED})?\d{{1,3}}(?:[./-]\d{{1,3}}){{0,2}}[a-z]?(?:\s[-–]\s?\d{{1,3}})?)"
    r"[.):]?(?=\s|$)"
)
PARTS = re.compile(r"\d+|[A-Za-z]+")
_FIRST = frozenset(("1", "01", "001", "a", "A"))
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[A-Za-z]+")
_SKIPPED = 4  # references that a table may leave out
_NO_DIVISIONS = frozenset(("Q", "H", "Y"))  # a quarter, a half, a year


def shape(reference: str) -> str:
    """How a reference is made: its signs, `#` for a number, `A` for letters."""
    return _LETTERS.sub("A", _DIGITS.sub("#", reference))


def goes_on(new: str, old: str, *, strictly: bool) -> bool:
    """Whether a reference comes soon after another in the same numbering; `strictly`: right after it."""
    if shape(new) != shape(old):
        return False
    a, b = PARTS.findall(old), PARTS.findall(new)
    for k, (x, y) in enumerate(zip(a, b, strict=True)):
        if x == y:
            continue
        if not x.isdigit():
            rest = b[k + 1 :]
            return len(x) == len(y) and y > x and all(part in _FIRST for part in rest)
        step = int(y) - int(x)
        opens = all(part in _FIRST for part in b[k + 1 :])
        return step == 1 and opens if strictly else 0 < step <= _SKIPPED and (opens or k + 1 == len(b))
    return False


def opens_series(new: str, old: str) -> bool:
    """Whether a reference is the first of another division's, whose letter stands for its name ("R1" after "T2").

    So is the first of the next number ("2.1" after "1.4").
    """
    a, b = PARTS.findall(old), PARTS.findall(new)
    if shape(new) == shape(old) and len(b) > 1 and b[0].isdigit():
        return 0 < int(b[0]) - int(a[0]) <= 1 and all(part in _FIRST for part in b[1:])
    lettered = shape(new) == shape(old) and new[:1].isalpha() and a[0] != b[0] and b[0] not in _NO_DIVISIONS
    return lettered and all(part in _FIRST for part in b[1:])


def alike(new: str, old: str) -> bool:
    """Whether a reference is made as another, of two parts or more, and is no date: those of minutes keep no order."""
    return shape(new) == shape(old) and len(PARTS.findall(new)) > 1 and (" " in new or not is_when(new))
