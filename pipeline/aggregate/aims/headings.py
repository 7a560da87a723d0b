"""How a short heading ("Priority 3: Improving health", "Transport and Air Quality") may be read as labels of aims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.aggregate.aims.model import words
from pipeline.aggregate.aims.phrases import Tokens

LONGEST = 6
"""Words of the longest heading, those that make no difference left out."""
LISTED = 2
LONGEST_LISTED = 3
"""Headings that name more things, or with more words for one, are too wide to stand for each of them."""

Label = tuple[str, ...]


def as_label(heading: Sequence[str]) -> Label:
    """A heading without words that make no difference; whole where it has no others."""
    return _without(heading, _vocabulary().joining)


def readings(own: Tokens) -> Iterator[list[Label]]:
    """Readings of a text as labels, the nearest first; none where it is longer than a heading is."""
    known = _vocabulary()
    if len(own.words) > 2 * LONGEST:
        return
    start = _after_number(own, known.numbered)
    heading = own.words[start:]
    label = as_label(heading)
    if len(label) > LONGEST:
        return
    yield [label]
    yield [_without(heading, known.joining | known.improving)]
    parts: list[list[str]] = [[]]
    for word, sign in zip(heading, own.after[start:], strict=True):
        if sign or word == "and":
            parts.append([])
        if word != "and":
            parts[-1].append(word)
    listed = not {".", ":"}.intersection(own.after[start + 1 :])  # "Leisure centres: use less energy" lists nothing
    if listed and len(parts) <= LISTED and max(map(len, parts)) <= LONGEST_LISTED:
        yield [as_label(part) for part in parts]


class _Vocabulary:
    def __init__(self) -> None:
        self.joining = frozenset(words().joining.split())
        self.improving = frozenset(words().improving.split())
        self.numbered = frozenset(words().numbered.split())


@cache
def _vocabulary() -> _Vocabulary:
    return _Vocabulary()


def _without(heading: Sequence[str], left_out: frozenset[str]) -> Label:
    return tuple(word for word in heading if word not in left_out) or tuple(heading)


def _after_number(own: Tokens, numbered: frozenset[str]) -> int:
    """Where a heading begins after its number ("Priority 3: Health", "2. Housing")."""
    start = 1 if own.words and own.words[0] in numbered else 0
    return start + 1 if len(own.words) > start + 1 and own.words[start].isdigit() else 0
