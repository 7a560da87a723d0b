"""The words that tell a status by themselves: in a cell, or before a report says more."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.status.finding import MOST_TEXTS, StatusFinding, finding
from pipeline.extract.status.shares import NUMBER
from pipeline.extract.status.vocabulary import patterns

NEGATION = re.compile(r"(?:\b(?:yet|still)\s+to\b|\b(?:not|no|never)\b)", re.IGNORECASE)
_VERDICT = re.compile(
    r"\s*((?:[\w’'/%-]+[ \t]+){0,3}[\w’'/%-]+)(?:[.;:]\s|\s+[–—-]\s|[.;:]?\s*$)|"
    r"\s*((?:done|completed?|finished|closed|dropped|cancelled|withdrawn|abandoned|delayed|overdue|ongoing)),\s",
    re.IGNORECASE,
)
_A_NUMBER = re.compile(rf"\s*(?:{NUMBER})\s", re.IGNORECASE)


@lru_cache(maxsize=MOST_TEXTS)
def cell_word(text: str) -> StatusFinding | None:
    """The status word of a short text; a longer one ("partly complete") wins over the shorter within it."""
    if len(text.split()) > 8:
        return None
    known = patterns().cell
    hits = [(m.end() - m.start(), -m.start(), status, m) for status, p in known.items() if (m := p.search(text))]
    if NEGATION.search(text):
        hits = [hit for hit in hits if NEGATION.match(hit[3][0])]
    if not hits:
        return None
    _, _, status, match = max(hits, key=lambda hit: hit[:2])
    return finding(status, match)


def verdict(text: str) -> StatusFinding | None:
    """The word or two that a report opens with before it says more ("Done. The lights were ...", "At risk: ...")."""
    match = _VERDICT.match(text)
    if match is None:
        return None
    said, start = (match[1] or match[2]), max(match.start(1), match.start(2))
    if _A_NUMBER.match(said) or (word := cell_word(said)) is None:
        return None
    assert word.words is not None
    if len(said.split()) > len(said[slice(*word.words)].split()) + 1:  # a sentence of its own
        return None
    return StatusFinding(word.status, (word.words[0] + start, word.words[1] + start), word.cue, word.certainty)
