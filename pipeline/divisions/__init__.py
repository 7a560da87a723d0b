"""What divisions of a plan are called before their number ("Theme 2"), to readers of text and to extraction alike."""

from collections.abc import Iterable
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from pipeline.vocabulary import load


class _Divisions(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    priorities: tuple[str, ...]
    before: tuple[str, ...]
    parts: tuple[str, ...]


@lru_cache(maxsize=1)
def _divisions() -> _Divisions:
    return load(__package__, "divisions.toml", _Divisions)


def _either(words: Iterable[str]) -> str:
    """A pattern that fits any of some words, the longest first."""
    return "|".join(sorted((w.replace(" ", r"\s+") for w in words), key=len, reverse=True))


def priority_words() -> str:
    """A pattern, for any case, of what a priority is called before its number ("our Council Plan Priority")."""
    known = _divisions()
    return rf"(?:the\s+)?(?:our\s+)?(?:(?:{_either(known.before)})\s+){{0,2}}(?:{_either(known.priorities)})"


def division_words() -> str:
    """The same of any part of a paper that has a number ("Theme", "Part", "Appendix")."""
    return rf"(?:{priority_words()}|{_either(_divisions().parts)})"


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    known = _divisions()
    words = (*known.before, *known.priorities, *known.parts, "the", "our")
    return frozenset(word.split(" ", 1)[0] for word in words)


def opens_as_division(text: str) -> bool:
    """Whether a text begins with a word with which divisions' names begin: soon told, before the patterns are tried."""
    first = text.split(maxsplit=1)[:1]
    return bool(first) and first[0].lower() in _first_words()
