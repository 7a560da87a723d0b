"""Where the phrases of many patterns stand in a text, in one walk over its words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.aggregate.aims.model import HERE, Words, slots

WINDOW = 12
"""Words over which the slots of one pattern may be spread."""
_SENTENCE_GAP = 6
"""Words that the end of a sentence counts for: what stands in two sentences is seldom one aim."""

_TOKEN = re.compile(r"[^\W_]+|(?<!\d)[.;:!?](?!\d)|[,&/–—•]")

_COUNCIL = re.compile(r"\b(?:borough|city|county|district|town|metropolitan|unitary)\s+council(?=s?\b)")
"""A council's kind says nothing of the area that an aim is for."""

_ENDS = ".;:!?"

Hit = tuple[int, int]
"""Half-open range of tokens."""
Slot = frozenset[str]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text in lower case.

    Attributes:
        at: how far each stands from the beginning, ends of sentences counted in.
        after: the sign before each: "" for none, ",", ":", or "." (any other that ends a sentence or parts it in two).
    """

    words: tuple[str, ...]
    at: tuple[int, ...]
    after: tuple[str, ...]


def tokens(text: str) -> Tokens:
    """Words of `text`; an apostrophe joins what stands around it, any other sign parts it."""
    words, at, after, place, sign = [], [], [], 0, ""
    plain = _COUNCIL.sub("council", text.lower().replace("’", "").replace("'", ""))
    for found in _TOKEN.findall(plain):
        if found[0].isalnum():
            words.append(found)
            at.append(place)
            after.append(sign if words else "")
            place, sign = place + 1, ""
        elif found in _ENDS:
            place, sign = place + _SENTENCE_GAP, ":" if found == ":" and sign != "." else "."
        else:
            sign = sign or ","
    return Tokens(tuple(words), tuple(at), tuple(after))


def expand(slot: Iterable[str], words: Words) -> Slot:
    """The alternatives of a slot with its sets put in.

    Raises:
        ValueError: there is no set of that name.
    """
    out: set[str] = set()
    for alternative in slot:
        name = alternative[1:]
        if alternative == HERE or not alternative.startswith("@"):
            out.add(alternative)
        elif name in words.sets:
            out |= expand(slots(words.sets[name])[0], words)
        else:
            raise ValueError(f"there is no set {alternative} ({', '.join(sorted(words.sets))})")
    return frozenset(out)


class Found:
    """Which slots have an alternative in a text, and where.

    Attributes:
        present: the slots as bits, bit n for slot n.
    """

    def __init__(self, marks: list[tuple[int, int, int]]) -> None:
        self._marks = marks
        self.present = 0
        for _, _, slots_ in marks:
            self.present |= slots_

    def hits(self, slot: int) -> list[Hit]:
        """Where the alternatives of a slot stand, in order."""
        return [(start, end) for start, end, slots_ in self._marks if slots_ >> slot & 1]


class Finder:
    """Finds where alternatives of slots stand. A slot is known by the number that `add` gives it."""

    def __init__(self) -> None:
        self._numbers: dict[Slot, int] = {}
        self._slots: list[Slot] = []
        self._exact: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        self._prefix: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        self._starting = lru_cache(maxsize=50_000)(self._look_up)

    def add(self, slot: Slot) -> int:
        """The number of a slot, new or known; `HERE` is left to the caller. To be called before `find`."""
        if (known := self._numbers.get(slot)) is not None:
            return known
        number = self._numbers[slot] = len(self._numbers)
        self._slots.append(slot)
        for alternative in sorted(slot - {HERE}):
            first, *rest = alternative.split()
            table = self._prefix if first.endswith("*") else self._exact
            table[first.removesuffix("*")].append((tuple(rest), number))
        return number

    def slot(self, number: int) -> Slot:
        """The alternatives of a slot."""
        return self._slots[number]

    def find(self, words: tuple[str, ...]) -> Found:
        """The slots of a text."""
        marks = []
        for i, word in enumerate(words):
            alone, phrases = self._starting(word)
            if alone:
                marks.append((i, i + 1, alone))
            for rest, slots_ in phrases:
                end = i + 1 + len(rest)
                if end <= len(words) and all(map(_is, words[i + 1 : end], rest)):
                    marks.append((i, end, slots_))
        return Found(marks)

    def _look_up(self, word: str) -> tuple[int, tuple[tuple[tuple[str, ...], int], ...]]:
        """Slots (as bits) of which the word is an alternative, and phrases that begin with it, each with its slots."""
        beginning = (self._prefix.get(word[:n], ()) for n in range(1, len(word) + 1))
        by_rest: dict[tuple[str, ...], int] = defaultdict(int)
        for rest, number in (*self._exact.get(word, ()), *(entry for entries in beginning for entry in entries)):
            by_rest[rest] |= 1 << number
        return by_rest.pop((), 0), tuple(sorted(by_rest.items()))


def _is(word: str, pattern: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def together(anchor: list[Hit], others: list[list[Hit]], at: tuple[int, ...]) -> Iterator[tuple[Hit, ...]]:
    """For each hit of the anchor slot, the nearest free hit of each other slot, where all stand within `WINDOW`."""
    for hit in anchor:
        chosen = [hit]
        for hits in others:
            free = (h for h in hits if all(h[1] <= c[0] or h[0] >= c[1] for c in chosen))
            best = min(free, key=lambda h: abs(at[h[0]] - at[hit[0]]), default=None)
            if best is None:
                break
            chosen.append(best)
        else:
            places = [at[start] for start, _ in chosen]
            if max(places) - min(places) <= WINDOW:
                yield tuple(chosen)
