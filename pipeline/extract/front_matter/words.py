"""Words with their offsets, folded as the vocabularies have them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
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


@dataclass(frozen=True, slots=True)
class Word:
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
    found: list[Word] = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        plural = found and match.group().casefold() == "s" and _PLURAL.match(text, match.start() - 1)
        if found and (plural or text[match.start() - 1] in "'’") and match.start() - found[-1].end <= 2:
            last = found[-1]
            stop = plural.end() if plural else match.end()
            found[-1] = Word(last.text, last.start, min(stop, end) if end is not None else stop)
        else:
            found.append(Word(stem(match.group()), match.start(), match.end()))
    return found


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
