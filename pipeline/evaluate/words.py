"""Comparison of texts by their words: Latin letters and digits, lower case, apostrophes dropped."""

import re
from collections import Counter

_WORD = re.compile(r"[a-z0-9]+")

Bag = Counter[str]
"""A multiset of words."""


def words(text: str) -> list[str]:
    """The words of `text`, in order."""
    return _WORD.findall(text.lower().replace("’", "").replace("'", ""))


def bag(text: str) -> Bag:
    """The words of `text` with their numbers."""
    return Counter(words(text))


def folded(text: str) -> str:
    """The words of `text`, one blank between them; `&` reads "and"."""
    return " ".join(words(text.replace("&", " and ")))


def dice(a: Bag, b: Bag) -> float:
    """Overlap of two multisets of words, 0 to 1 (Dice 1945, doi:10.2307/1932409); 0 of two empty ones."""
    size = a.total() + b.total()
    return 2 * (a & b).total() / size if size else 0.0
