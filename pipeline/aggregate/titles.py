"""What the title of a paper says of it: its subject, its period, and whether it is a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import PurePath

from pipeline.aggregate.words import share, stem, vocabulary
from schemas.ids import fold

_PERIOD = re.compile(r"\b((?:19|20)\d\d)\s*(?:-|–|—|/|to)\s*((?:19|20)?\d\d)\b")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_VERSION = re.compile(r"(?<!\w)v(?:ersion)?[\s._]?(\d+(?:[._]\d+)*)(?!\w)")
_UNDERSCORE = re.compile(r"(?<!\d)_|_(?!\d)")
_LONG = 2
"""Years from first to last that make a strategy's period; one more is a financial year."""
_CLOSE = 0.6
_ALLIED = 0.5


class Stage(IntEnum):
    """How far the text of a paper has got."""

    DRAFT = 0
    UNMARKED = 1
    FINAL = 2


@dataclass(frozen=True, slots=True)
class Version:
    """What is said of the version of a paper, and the words that say it."""

    stage: Stage
    number: tuple[int, ...] = ()
    words: str = ""


@lru_cache(maxsize=1)
def _same() -> tuple[re.Pattern[str], dict[str, str]]:
    heads = {fold(word): fold(group[0]).replace(" ", "_") for group in vocabulary().same for word in group}
    longest = sorted(heads, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b"), heads


@lru_cache(maxsize=50_000)
def subject(title: str, authority: str = "") -> frozenset[str]:
    """The words of a title that say what the paper is on: without years, sort of paper and the authority's name."""
    pattern, heads = _same()
    plain = pattern.sub(lambda m: heads[m[0]], fold(title))
    own = set(fold(authority).split())
    words = (word for word in plain.split() if not word[0].isdigit() and len(word) > 1)
    telling = (w for w in words if w not in vocabulary().generic and not {w, w.removesuffix("s"), f"{w}s"} & own)
    return frozenset(map(stem, telling))


def alike(a: frozenset[str], b: frozenset[str]) -> float:
    """How much of two subjects is common, 0 to 1 (Jaccard); 0 where either has no words."""
    return share(len(a & b), len(a | b))


def period(title: str) -> tuple[int, int] | None:
    """First and last year of the strategy that a title names ("2012-15"); None for a financial year or none."""
    for first, last in _PERIOD.findall(title):
        begin = int(first)
        end = int(last) if len(last) > 2 else int(first[:2] + last)
        if _LONG <= end - begin <= 40:
            return begin, end
    return None


def first_year(text: str) -> str | None:
    """The first year that stands in a text."""
    found = _YEAR.search(text)
    return found[1] if found else None


@lru_cache(maxsize=1)
def _marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = vocabulary()
    draft, final = (
        re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(map(fold, own), key=lambda w: (-len(w), w))))})\b")
        for own in (words.draft, words.final)
    )
    return draft, final


def version(title: str, file: str) -> Version:
    """The version of a paper by its title, else by the name of its file. A version below 1 is a draft."""
    for text in (title, PurePath(file.replace("\\", "/")).stem):
        plain = _UNDERSCORE.sub(" ", text.lower())
        number = _VERSION.search(plain)
        parts = tuple(int(n) for n in re.split(r"[._]", number[1])) if number else ()
        folded = fold(plain)
        draft, final = _marks()
        if found := draft.search(folded):
            return Version(Stage.DRAFT, parts, found[0])
        if found := final.search(folded):
            return Version(Stage.FINAL, parts, found[0])
        if number:
            return Version(Stage.DRAFT if parts[0] == 0 else Stage.UNMARKED, parts, number[0])
    return Version(Stage.UNMARKED)


def close(likeness: float) -> bool:
    """Whether subjects of this likeness are one subject."""
    return likeness >= _CLOSE


def allied(likeness: float) -> bool:
    """Whether subjects of this likeness may be one, if something else speaks for it."""
    return likeness >= _ALLIED
