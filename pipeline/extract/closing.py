"""Who and when, where both stand at the end of an item: "Mend the roof (Head of Assets, June 2024)", "... – HR/July".

A bracket at the end may hold anything; one of whose parts some are dates and the others names of persons, bodies or
posts says who does it and by when. A date alone in brackets says when.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.dates import parse_date

_BRACKET = re.compile(r"[(\[]\s*(?P<inside>[^()\[\]]{2,90}?)\s*[)\]]\s*[.;,]?\s*(?:and\s*)?$")
_TAIL = re.compile(r"\s+[–—|-]\s*(?P<inside>[^–—|.;()\[\]]{2,70}(?:\s+[–—|-]\s*[^–—|.;()\[\]]{2,40})?)\s*[.;]?\s*$")
_PARTS = re.compile(
    r"\s*[;|,]\s*|\s+[–—-]\s+|(?<![\d/])/|/(?![\d])|\s+(?=by\s+(?:the\s+)?(?:end|[A-Z\d]))|(?<=[a-z])\.\s+(?=[A-Z])"
)
_BEFORE_DATE = re.compile(
    r"(?:(?:due|target|deadline|when|by\s+when|timescale|date|completion|complete)\s*(?:date)?\s*[:–-]?\s*)?"
    r"(?:(?:due|by|before|until|from|in|on|for|no\s+later\s+than|w/c|week\s+(?:beginning|commencing))\s+)*(?:the\s+)?",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(
    r"(?:lead(?:\s+officer)?|owner|action|responsible(?:\s+officer)?|who|by\s+whom|officer)\s*[:–-]\s*|by\s+(?=[A-Z])",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    r"(?:by\s+|before\s+|after\s+|until\s+|from\s+)?(?:easter|christmas|(?:the\s+)?new\s+year|half[\s-]?term|year[\s-]?end|"
    r"(?:the\s+)?(?:next|following)\s+(?:meeting|cycle|year|month|week|quarter|term)|this\s+(?:year|month|week|term|spring|summer|autumn|winter)|"
    r"(?:spring|summer|autumn|winter)(?:\s+term)?|ongoing|on-going|immediate(?:ly)?|asap|quarterly|monthly|annually|termly)$",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:the\s+)?(?:[A-Z]{2,5}|[A-Z][\w’'.-]*(?:\s+(?:(?:of|and|for|the|&|in|to)\s+)*[A-Z(][\w’'.&)-]*){0,7}|[A-Z][\w’'-]+\s+(?:team|service|officers?|manager|lead))"
    r"(?:\s*(?:&|/|\band\b|\bwith\b)\s*(?:the\s+)?(?:[A-Z]{2,5}|[A-Z][\w’'.-]*(?:\s+(?:(?:of|and|for|the|&)\s+)*[A-Z][\w’'.&-]*){0,5}))*$"
)
_LONGEST_NAME = 10  # words


@dataclass(frozen=True, slots=True)
class Closing:
    """What the end of an item says, as half-open ranges of it: `start` of the whole, and of who and when."""

    start: int
    lead: tuple[int, int] | None
    due: tuple[int, int] | None


def closing(text: str) -> Closing | None:
    """Who is to do an item and when, where its end says so; None where it says neither or something else besides."""
    if match := _BRACKET.search(text):
        found = _read(text, match)
        if found or match.start() == 0:
            return found
    match = _TAIL.search(text)
    found = _read(text, match) if match else None
    return found if found and found.lead and found.due else None


def _read(text: str, match: re.Match[str]) -> Closing | None:
    names: list[tuple[int, int]] = []
    dates: list[tuple[int, int]] = []
    start, end = match.span("inside")
    edges = [(m.start(), m.end()) for m in _PARTS.finditer(text, start, end)]
    for part, stop in zip([start, *(b for _, b in edges)], [*(a for a, _ in edges), end], strict=True):
        words = text[part:stop]
        if not words.strip():
            continue
        at = _BEFORE_DATE.match(words)
        offset = at.end() if at else 0
        if parse_date(words[offset:].strip(" .")) or _OTHER_TIME.match(words.strip(" .")):
            kept = offset if parse_date(words[offset:].strip(" .")) else 0
            dates.append((part + kept, stop))
        elif names and _follows(names, dates) and _NAME.match(words):
            names[-1] = (names[-1][0], stop)
        else:
            label = _BEFORE_NAME.match(words)
            name = words[label.end() :] if label else words
            if not _NAME.match(name.strip()) or len(name.split()) > _LONGEST_NAME:
                return None
            names.append((stop - len(name), stop))
    if not dates or len(dates) > 1 or len(names) > 1:
        return None
    return Closing(match.start(), _trim(text, names[0]) if names else None, _trim(text, dates[0]))


def _follows(names: list[tuple[int, int]], dates: list[tuple[int, int]]) -> bool:
    """Whether a further name goes on the one before ("Head of Parks, Leisure and Sport")."""
    return not dates or dates[-1][0] < names[-1][0]


def _trim(text: str, span: tuple[int, int]) -> tuple[int, int]:
    words = text[span[0] : span[1]]
    return span[0] + len(words) - len(words.lstrip()), span[0] + len(words.rstrip(" ."))


__all__ = ["Closing", "closing"]
