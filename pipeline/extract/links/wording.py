"""How alike two wordings of one paper are: the words they share, weighed by how rare they are in that paper.

The weight of a word is its inverse document frequency over the paper's blocks (K. Spärck Jones, 1972), so that the
words that run through the whole paper ("housing" in a housing strategy) tie nothing together. Words are compared by
their stems, without the words of the trade ("report", "work", "council"), which are in `vocabulary.toml`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from pipeline.extract.vocabulary import load
from pipeline.vectors import Vector, sentence_vector
from schemas.paper import Paper

_WORD = re.compile(r"[A-Za-z]+(?:[’'][A-Za-z]+)?|\d+(?:[./]\d+)*")
_ENDINGS = (
    ("isations", "is"),
    ("isation", "is"),
    ("ising", "is"),
    ("ised", "is"),
    ("ise", "is"),
    ("izations", "is"),
    ("ization", "is"),
    ("izing", "is"),
    ("ized", "is"),
    ("ize", "is"),
    ("ations", ""),
    ("ation", ""),
    ("ements", ""),
    ("ement", ""),
    ("ments", ""),
    ("ment", ""),
    ("ities", ""),
    ("ity", ""),
    ("ions", ""),
    ("ion", ""),
    ("ives", ""),
    ("ive", ""),
    ("ings", ""),
    ("ing", ""),
    ("ies", ""),
    ("ied", ""),
    ("ers", ""),
    ("er", ""),
    ("ors", ""),
    ("or", ""),
    ("als", ""),
    ("al", ""),
    ("ily", "il"),
    ("ly", ""),
    ("ed", ""),
    ("es", ""),
    ("s", ""),
    ("e", ""),
    ("y", ""),
)
_SHORTEST_STEM = 4
_FEW = 3
_SHARE = 0.125
"""A word runs through the paper where it stands in more than `_FEW` blocks, and in more than this share of them."""
_VOWELS = frozenset("aeiou")


class Vocabulary(BaseModel):
    """The whole file `vocabulary.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    function_words: frozenset[str]
    trade_words: frozenset[str]
    plain_words: frozenset[str]
    goes_on: tuple[str, ...]
    aligned: tuple[str, ...]
    groups: tuple[str, ...]
    openings: tuple[str, ...]
    turns: tuple[str, ...]
    parts: tuple[str, ...]
    wholes: tuple[str, ...]
    closings: tuple[str, ...]
    numbered: tuple[str, ...]
    shared_out: tuple[str, ...]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words that links go by."""
    return load(__package__, "vocabulary.toml", Vocabulary)


def group_nouns() -> str:
    """What priorities are called ("theme", "strategic aim"), the longest first, as alternatives of an expression."""
    return "|".join(g.replace(" ", r"\s+") for g in sorted(vocabulary().groups, key=len, reverse=True))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its ending: "establishing", "established" and "establishment" are one; short words stay."""
    lower = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if not lower.isalpha():
        return lower
    for ending, stays in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) + len(stays) >= _SHORTEST_STEM:
            lower = lower[: len(lower) - len(ending)] + stays
            break
    if len(lower) > _SHORTEST_STEM and lower[-1] == lower[-2] and lower[-1] not in _VOWELS:
        lower = lower[:-1]  # planned, planning: plan
    return lower


@lru_cache(maxsize=2048)
def stems(text: str) -> tuple[str, ...]:
    """The stems of the words that say what a text is about, in order."""
    return tuple([found for word in _WORD.findall(text) if (found := _telling_stem(word))])


def own_stems(texts: Iterable[str]) -> list[frozenset[str]]:
    """For each text, the stems that no other of the texts has."""
    sets = [frozenset(stems(text)) for text in texts]
    held = Counter(word for words in sets for word in words)
    return [frozenset(word for word in words if held[word] == 1) for words in sets]


@lru_cache(maxsize=65536)
def _telling_stem(word: str) -> str:
    """The stem of a word that says what a text is about, "" of any other."""
    words = vocabulary()
    lower = word.lower().replace("’", "'")
    return "" if len(word) < 2 or lower in words.function_words or lower in words.trade_words else stem(word)


@lru_cache(maxsize=1)
def plain_stems() -> frozenset[str]:
    """The stems of words that stand in aims of any kind."""
    return frozenset(stem(word) for word in vocabulary().plain_words)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two wordings share.

    Attributes:
        score: share of the shorter wording's weight that the other has, too, 0 to 1.
        words: how many different words they share, but for those that run through the paper.
    """

    score: float
    words: int


class Wording:
    """The weights of one paper's words."""

    def __init__(self, paper: Paper) -> None:
        leaves = [paper.blocks[i] for i in paper.leaves]
        counts: Counter[str] = Counter()
        for block in leaves:
            counts.update(set(stems(paper.text[block.body : block.end])))
        total = len(leaves) + 1
        often = max(_FEW, _SHARE * total)
        self.common = frozenset(s for s, n in counts.items() if n > often)
        self._paper = paper
        self._weights = {s: math.log((total + 1) / (n + 0.5)) for s, n in counts.items()}
        self._rarest = math.log((total + 1) / 0.5)
        self._vectors: dict[tuple[int, int], Vector] = {}
        self._known: dict[tuple[int, int], dict[str, float]] = {}

    def weights(self, start: int, end: int) -> dict[str, float]:
        """The stems of a range of the paper's text, with their weights."""
        if (start, end) not in self._known:
            found = stems(self._paper.text[start:end])
            self._known[start, end] = {s: self._weights.get(s, self._rarest) for s in found}
        return self._known[start, end]

    def likeness(self, a: tuple[int, int], b: tuple[int, int]) -> Likeness:
        """How alike two ranges of the paper's text are in the words that say what they speak of."""
        one, other = self.weights(*a), self.weights(*b)
        shared = [s for s in one if s in other]
        least = min(sum(one.values()), sum(other.values()))
        return Likeness(
            sum(one[s] for s in shared) / least if least else 0.0, sum(s not in self.common for s in shared)
        )

    def closeness(self, a: tuple[int, int], b: tuple[int, int]) -> float:
        """How near two ranges of the paper's text are in meaning: the cosine of their sentence vectors, -1 to 1."""
        return float(self._vector(a) @ self._vector(b))

    def _vector(self, at: tuple[int, int]) -> Vector:
        if at not in self._vectors:
            self._vectors[at] = sentence_vector(" ".join(self._paper.text[slice(*at)].split()))
        return self._vectors[at]


__all__ = ["Likeness", "Wording", "plain_stems", "stem", "stems", "vocabulary"]
