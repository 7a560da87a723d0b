"""Words with their offsets, folded as the vocabularies have them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+")
_PLURAL = re.compile(r"[(/]\s?s\)?", re.IGNORECASE)
SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "over",
        "the",
        "to",
        "under",
        "upon",
        "via",
        "with",
        "within",
    ]
)


class Word(NamedTuple):
    """A folded word and its half-open range."""

    text: str
    start: int
    end: int


def stem(word: str) -> str:
    """A word in lower case without plural s, so that "Wards", "Ward(s)" and "Ward" are one."""
    low = word.casefold()
    return low[:-1] if len(low) > 3 and low.endswith("s") and not low.endswith("ss") else low


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of text[start:end], stemmed; endings such as "(s)" and "/s" belong to the word before."""
    stop = len(text) if end is None else end
    found: list[Word] = []
    for match in WORD.finditer(text, start, stop):
        word, first, last = match.group(), match.start(), match.end()
        if len(word) == 1 and word in "sS" and found and first - found[-1].end <= 2:
            plural = _PLURAL.match(text, first - 1)
            if plural or text[first - 1] in "'’":
                before = found[-1]
                found[-1] = Word(before.text, before.start, min(plural.end() if plural else last, stop))
                continue
        found.append(Word(stem(word), first, last))
    return found


@lru_cache(maxsize=4096)
def key(text: str) -> tuple[str, ...]:
    """The folded words of a vocabulary entry."""
    return tuple(word.text for word in words_of(text))


def fold(text: str) -> str:
    """Folded words with one blank between."""
    return " ".join(key(text))


def tidy(text: str) -> str:
    """White space folded; dashes, colons and blanks at the ends dropped."""
    return " ".join(text.split()).strip(" \t-–—:;,|*_")


def headline(text: str) -> str:
    """A line set in capitals with capitals only at its words' beginnings; other text as it is."""
    letters = [c for c in text if c.isalpha()]
    if not letters or sum(c.isupper() for c in letters) < 0.8 * len(letters):
        return text
    out: list[str] = []
    for i, word in enumerate(text.split()):
        low = word.lower()
        inner = i and not out[-1].endswith((":", "–", "—", "-", "."))
        out.append(low if inner and low in SMALL else word[:1] + "".join(_lower(word)))
    return " ".join(out)


def _lower(word: str) -> list[str]:
    """The letters of a word behind its first, lowered but for those behind a joint (hyphen, slash, bracket)."""
    return [c if word[i] in "-/(&" else c.lower() for i, c in enumerate(word[1:])]
