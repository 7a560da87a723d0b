"""Names of bodies: what is one, what stands around it on a line, and of what kind it is."""

from __future__ import annotations

import re
from functools import cache

from pipeline.dates import find_dates
from pipeline.extract.front_matter.front import Front
from pipeline.extract.front_matter.lines import is_authority
from pipeline.extract.front_matter.site import trail
from pipeline.extract.front_matter.values import Range
from pipeline.extract.front_matter.vocabulary import bodies
from pipeline.extract.front_matter.words import fold, key, tidy

_LEAD = re.compile(
    r"(?:(?:(?:a\s+)?report\s+(?:for\s+\w+\s+)?to|to|meeting\s+of|members\s+of|"
    r"(?:the\s+)?chair(?:man)?\s+and\s+members\s+of|all\s+members\s+of|at\s+a\s+meeting\s+of|a\s+meeting\s+of|the)\s+|"
    r"(?:(?:draft\s+)?minutes|agenda|notes)\s*[-–—:]\s*)+",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s[-–—|]\s|\s*\|\s*|,\s")
_OWNER = re.compile(r"\s+[-–—|]\s+|\s*:\s+(?=[A-Z])|[^\S\n]{3,}")
"""What stands between an authority and its body on one line ("X COUNCIL – PLANNING COMMITTEE")."""
_OCLOCK = re.compile(r"[\s,–—-]*\d{1,2}(?:[.:]\d{2})?\s*(?:[ap]\.?m\b\.?|noon\b|hrs\b|hours\b)", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:\s*[-–—,:;|]|\s+(?:(?:meeting|on|held|held\s+on|at|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?|(?:draft\s+)?minutes|agenda|"
    r"(?:action\s+)?notes|notes\s+and\s+actions|action\s+points))+$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\((?:item|agenda|view|draft)\b[^)]*\)?\s*\.?$", re.IGNORECASE)
_PART = re.compile(r"\s*(?:\([^()]{1,40}\)|\s[A-Z]|\s(?:No\.?\s*)?\d|[-–—\s]+(?i:north|south|east|west|central))$")
"""What tells one of several bodies alike: "Planning Committee (East)", "Licensing Sub-Committee B"."""
_FOR = re.compile(
    r"(?i:committee|commission|panel|forum|sub-committee)\s+(?i:for|on)\s+(?=[A-Z])(?:(?:[A-Z][\w’'&-]*|&|and|of|the|in),?\s*)+$"
)
"""A body whose subject stands behind: "Scrutiny Commission for Rural Communities"."""
_TO = re.compile(r"\s+to\s+(?:the\s+)?(?=(?P<body>.+?)[\s.]*$)", re.IGNORECASE | re.DOTALL)
_NO_OFFICE = re.compile(
    r"s? (?:update|report|decisions?|briefing|question|signing|statement|announcement|said|\w+ed)\b"
)
"""Words behind "cabinet member" that make it the name of a paper, or a sentence."""
_OF_A_MEETING = frozenset(["meeting", "minute"])
_MOST_WORDS = 16


@cache
def _nouns() -> frozenset[str]:
    return frozenset(key(word)[-1] for word in bodies().noun)


@cache
def _raw_nouns() -> frozenset[str]:
    return frozenset(word.split()[-1] for word in bodies().noun)


@cache
def body_titles() -> frozenset[str]:
    """Folded names that stand for a whole body by themselves."""
    return frozenset(fold(word) for word in bodies().title)


@cache
def _openings() -> frozenset[str]:
    return frozenset(key(word)[0] for word in bodies().never_first)


@cache
def _members() -> tuple[str, ...]:
    return tuple(sorted((fold(word) for word in bodies().member), key=len, reverse=True))


def kind_of(name: str) -> str:
    """The kind of a body by its name (`other` where none fits)."""
    folded = fold(name)
    return next(kind.name for kind in bodies().kind if kind.fits(folded))


def _is_member(folded: str) -> bool:
    """Whether a folded line names one who decides alone ("Cabinet Member for Housing")."""
    title = next((title for title in _members() if folded.startswith(title)), None)
    return title is not None and not _NO_OFFICE.match(folded, len(title))


def is_body(text: str) -> bool:
    """Whether a phrase is the name of a body and nothing else."""
    words = key(text)
    if not words or len(words) > _MOST_WORDS or text.count("(") != text.count(")"):
        return False
    folded = " ".join(words)
    if folded in body_titles() or _is_member(folded):
        return True
    if len(words) == 1 or ":" in text or trail(text) or words[0] in _openings() or not _OF_A_MEETING.isdisjoint(words):
        return False
    return _last(text) in _raw_nouns() or _last(_PART.sub("", text)) in _raw_nouns() or _FOR.search(text) is not None


def _last(text: str) -> str:
    words: list[str] = re.findall(r"\w+", text)
    return words[-1].casefold() if words else ""


def trim(front: Front, span: Range) -> Range:
    """A range without the date, the time, the item and the words of address around a body's name."""
    text = front.paper.text
    start, end = span
    for mention in find_dates(text[start:end]):
        if not text[start : start + mention.start].strip(" \n-–—,:("):
            start += mention.end
            timed = _OCLOCK.match(text, start, end)
            start = timed.end() if timed else start
            break
        end = start + mention.start
        break
    while start < end and not text[start].isalnum():
        start += 1
    lead = _LEAD.match(text, start, end)
    if lead and lead.end() < end:
        start = lead.end()
    end = _last_word(text, start, end)
    owner = _OWNER.search(text, start, end)
    if owner and is_authority(text[start : owner.start()]) and is_body(text[owner.end() : end]):
        start = owner.end()
    comma = text.rfind(",", start, end)
    if comma > 0 and is_authority(text[comma + 1 : end].strip()) and fold(text[comma + 1 : end]) not in body_titles():
        end = comma
    for pattern in (_BRACKET, _TAIL, _BRACKET):
        tail = pattern.search(text[start:end])
        if tail:
            end = start + tail.start()
    return start, _last_word(text, start, end)


def _last_word(text: str, start: int, end: int) -> int:
    """Where the last word ends: blanks, dashes and stops behind it are left out."""
    while end > start and text[end - 1] in " \n\t-–—,:;.|*_(":
        end -= 1
    return end


def is_whole(name: str) -> bool:
    """Whether a body's name may be that of a whole authority."""
    return _last(name) in bodies().whole and fold(name) not in body_titles()


def mentions_body(name: str) -> bool:
    words = key(name)
    return 0 < len(words) <= _MOST_WORDS and (any(w in _nouns() for w in words) or " ".join(words) in body_titles())


def body_in_header(line: str) -> str | None:
    """A body's name in a running header ("X Council – Housing Committee, 21 June 2023 – Agenda Item 9")."""
    for piece in _PARTS.split(line):
        for mention in find_dates(piece)[:1]:
            piece = piece[: mention.start]
        name = tidy(_TAIL.sub("", piece))
        if name[:1].isupper() and is_body(name) and not is_authority(name):
            return name
    return None


def reported_to(words: str) -> re.Match[str] | None:
    """The body behind "to the" at the end of who reports, as group `body`; None where none is named."""
    for match in _TO.finditer(words):
        if is_body(match["body"]):
            return match
    return None
