"""Reported speech put back into what was said: "Mr Ash advised that it would be done" is "it will be done"."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.caseless import Caseless, Match
from pipeline.extract.minutes.words import any_of, speaker, vocabulary

_BY_NOBODY = re.compile(r"(?:^|[,\s])it\s+(?:was|had)\b", re.IGNORECASE)


@cache
def _patterns() -> tuple[Caseless, tuple[tuple[re.Pattern[str], str], ...]]:
    words = vocabulary().shift
    opening = r"\W*(?:(?:in|following|on|with|as|by)\b[^,;]{0,120},\s+)?"
    said = Caseless(
        rf"{opening}(?:{speaker()}|it)\s+(?:also\s+|then\s+|further\s+)?(?:{any_of(words.said)})\s+that,?\s+(?=\w)"
    )
    return said, tuple((re.compile(a, re.IGNORECASE), b) for a, b in words.pairs)


def _opening(text: str) -> Match | None:
    """The words by which a sentence says who said what follows; they end with "that", and are dear to look for."""
    return _patterns()[0].match(text) if "that" in text.lower() else None


def as_said(text: str) -> str:
    """The words of a sentence of minutes as they were said, as far as grammar tells.

    They are for judging it alone: a record's words are always those of the paper.
    """
    pairs = _patterns()[1]
    if match := _opening(text):
        text = text[match.end() :]
        text = text[:1].upper() + text[1:]
    for pattern, replacement in pairs:
        text = pattern.sub(replacement, text)
    return text


def said_from(text: str) -> int:
    """Where the words that somebody is reported to have said begin ("Mr Ash explained that ..."); 0 where none are.

    What "it was agreed that" or "it was said that" opens is told by the minutes themselves and is left whole.
    """
    match = _opening(text)
    return match.end() if match and not _BY_NOBODY.search(match.group()) else 0
