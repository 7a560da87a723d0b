"""When two values of a field are the same."""

import re

from pipeline.evaluate.match import RELAXED, STRICT
from pipeline.evaluate.words import bag, dice, folded

_SEPARATOR = re.compile(r"[;|,]\s*")


def same_lead(got: str, want: str) -> bool:
    """Whether two names of whoever is responsible share at least half of their words."""
    return bool(got and want) and (folded(got) == folded(want) or dice(bag(got), bag(want)) >= RELAXED)


def same_due(date: str, words: str, want: str) -> bool:
    """Whether a due date, or the words it is stated in, is the one wanted (a date, else words)."""
    if not want:
        return False
    target = folded(want)
    return bool((date or words) and folded(date or words) == target) or bool(words and folded(words) == target)


def metadata_same(name: str, got: str, want: str) -> bool:
    """Whether two values of field `name` of the front matter are the same.

    Titles share nine tenths of their words; a meeting's date may be more precise than the one wanted.
    """
    if not got or not want:
        return False
    if name == "title":
        return dice(bag(got), bag(want)) >= STRICT
    if name == "meeting_date":
        return got.startswith(want)
    return folded(got) == folded(want)


def themes_of(cell: str) -> set[str]:
    """The codes of a `themes` cell."""
    return {code for code in _SEPARATOR.split(cell) if code}
