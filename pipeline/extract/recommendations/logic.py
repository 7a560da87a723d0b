"""Recommendations and resolutions: each numbered item once, as one verbatim range.

Where a paper states its recommendations twice (in the front block and in the last section), the fuller statement
is kept, of like ones the later.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.extract.overlap import dice
from pipeline.extract.recommendations.reader import RESOLVED, Reader, Recommendation
from pipeline.extract.sections import Sections
from schemas.paper import Paper

_WORD = re.compile(r"[^\W_]+")
_SAME = 0.8
"""Dice overlap of words from which two statements are one recommendation."""
_FULL = 0.9
"""Share of the other's words from which a later statement is as full as an earlier one."""


def _bag(paper: Paper, item: Recommendation) -> Counter[str]:
    return Counter(word.casefold() for word in _WORD.findall(paper.text[item.start : item.end]))


def _once(paper: Paper, found: Sequence[Recommendation]) -> tuple[Recommendation, ...]:
    """Each once. Two resolutions are two, however alike: a meeting may note many reports."""
    kept: list[tuple[Recommendation, Counter[str]]] = []
    for item in found:
        bag = _bag(paper, item)
        for n, (other, words) in enumerate(kept):
            both_resolved = item.decision == other.decision == RESOLVED
            if not both_resolved and dice(words, bag) >= _SAME:
                if item.decision == RESOLVED or bag.total() >= _FULL * words.total():
                    kept[n] = (item, bag)
                break
        else:
            kept.append((item, bag))
    return tuple(sorted((item for item, _ in kept), key=lambda item: item.start))


Range = tuple[int, int]


def read_recommendations(paper: Paper, sections: Sections) -> tuple[tuple[Recommendation, ...], tuple[Range, ...]]:
    """What `find_recommendations` and `recommendation_ranges` give, in one reading."""
    reader = Reader(paper, sections)
    reader.read()
    return _once(paper, reader.found), tuple(sorted(reader.covered))


def find_recommendations(paper: Paper, sections: Sections) -> tuple[Recommendation, ...]:
    """What the paper asks its body to decide, or records that it decided, in reading order, each once."""
    return read_recommendations(paper, sections)[0]


def recommendation_ranges(paper: Paper, sections: Sections) -> tuple[Range, ...]:
    """Half-open ranges of all blocks that state or introduce recommendations, both statements of one stated twice.

    No action may be drawn from them.
    """
    return read_recommendations(paper, sections)[1]
