"""The clauses of a statement: which verb is its own, and which one stands in a clause that depends on it."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.extract.caseless import Caseless, Match

_REACH = 60
"""Code points before a verb in which the word stands that makes its clause depend on another."""
# What stands before a relative or other dependent clause; a verb that follows it says nothing of the work itself.
_DEPENDENT = re.compile(
    r"\b(?:which|who|whom|whose|(?-i:that)|where|when|once|if|while|whilst|unless|until|because|as|how|what|whether|"
    r"although|though|having|subject\s+to|ensur(?:e|es|ing))(?:\s+[\w’'-]+){0,6}?\s*$",
    re.IGNORECASE,
)
# What is told by the way of something else: "a class, which had been stopped, is back", "sessions having been cut".
_BY_THE_WAY = re.compile(
    r"\b(?:which|who|whom|whose|those\s+that|where|having|if|unless)(?:\s+[\w’'-]+){0,4}?\s*$", re.IGNORECASE
)
_LEADING_CLAUSE = re.compile(
    r"\W*(?:once|when|if|where|while|whilst|although|though|after|following|since|as|because|given|having|despite|"
    r"subject\s+to|with\s+regard\s+to|in\s+terms\s+of|at\s+the\s+time)\b[^,.;:]{0,160},\s*",
    re.IGNORECASE,
)
# "The Clerk reported that work was going on", "It is fair to say that ...": what was reported is what counts.
_REPORTED = re.compile(
    r"\W*(?:(?:[\w’'&-]+\s+){0,4}?(?:would|should|must|may|might|can|could|will|is|was)\s+(?:(?:be|also|perhaps)\s+)*"
    r"(?:fair|right|true|noted|said|admitted|recalled|remembered|recall|remember|seen|aware|pleased|sorry|glad)"
    r"(?:\s+to\s+\w+)?\s+that\s+|"
    r"(?:[\w’'&-]+\s+){1,8}?(?:reported|advised|confirmed|explained|stated|noted|said|highlighted|announced|"
    r"updated\s+(?:members|the\s+\w+)|informed\s+(?:members|the\s+\w+))\s+that\s+)",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"'“‘(]?[A-Z0-9])|\n{2,}|;\s+")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|began|begins)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:.](?=\s|$)|\s[–—-]\s")
# "... has been agreed and will be published in May": a further step of the same work.
TO_COME = re.compile(
    r"(?:[.;]\s+|,?\s\b(?:and|but)\s)(?:(?!that\b|which\b|who\b|if\b|when\b|where\b)[\w’'-]+\s+){0,5}?"
    r"(?:should|will(?!\s+(?:also|not)\b)|shall|(?:is|are)\s+(?:now\s+|then\s+)?(?:to\s+[a-z]+|due|expected|planned|"
    r"scheduled|booked))\b",
    re.IGNORECASE,
)


def main_clause(pattern: re.Pattern[str] | Caseless, text: str, start: int, end: int) -> Match | None:
    """The first match in text[start:end] that is not the verb of a dependent clause."""
    for match in pattern.finditer(text, start, end):
        if not _DEPENDENT.search(text, max(start, match.start() - _REACH), match.start()):
            return match
    return None


def not_by_the_way(pattern: Caseless, text: str) -> Match | None:
    """The first match in a text that is not told of something else by the way."""
    found = pattern.finditer(text)
    return next((m for m in found if not _BY_THE_WAY.search(text, max(0, m.start() - _REACH), m.start())), None)


def body_of(text: str, start: int, end: int) -> int:
    """Where a sentence begins to tell, behind a leading clause and behind who reported it."""
    lead = _LEADING_CLAUSE.match(text, start, end) or _REPORTED.match(text, start, end)
    return lead.end() if lead else start


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text that are not empty, as half-open ranges."""
    edges = [0, *(match.end() for match in SENTENCE_END.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(edges) if text[a:b].strip()]


def told(text: str, start: int) -> Match | None:
    """The finite verb by which the first clause behind `start` tells what is, or was, instead of what to do."""
    clause = _CLAUSE_END.search(text, start)
    return main_clause(_AUXILIARY, text, start, clause.start() if clause else len(text))
