"""Paragraphs over columns and pages."""

from __future__ import annotations

import re

from pipeline.ingest.pdf.model import Para
from pipeline.ingest.pdf.paragraphs import ends_sentence, fits, starts_low

_SAME_SIZE = 0.08
_UNFINISHED = re.compile(r"(?:\w[-\xad]|,)$")
_LEANING = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "our",
        "that",
        "the",
        "their",
        "to",
        "will",
        "with",
    ]
)
"""Words that end no sentence."""


def goes_on(para: Para, following: Para) -> bool:
    """Whether a paragraph at the head of a column or page is the rest of the one before."""
    if following.marker or not following.first.text or not para.last.text:
        return False
    if para.last.turned or following.first.turned or following.first.parts > 1:
        return False
    if abs(para.last.size - following.first.size) > _SAME_SIZE * para.last.size:
        return False
    if para.bold != following.bold and (para.within or not starts_low(following.first.text)):
        return False
    if ends_sentence(para.last.text):
        return False
    if starts_low(following.first.text) or _UNFINISHED.search(para.last.text):
        return True
    if para.last.text.rsplit(" ", 1)[-1].casefold() in _LEANING:
        return True
    return not para.within and not para.bold and not fits(para.last, following.first, para.right, para.size)


def join_paras(paras: list[Para], following: list[Para]) -> None:
    """Append the paragraphs of a cell's next part to its first."""
    rest = list(following)
    if paras and rest and goes_on(paras[-1], rest[0]):
        paras[-1].rows.extend(rest.pop(0).rows)
    paras.extend(rest)
