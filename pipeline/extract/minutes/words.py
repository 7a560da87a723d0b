"""The vocabulary of minutes, compiled: who speaks, what is delivered, what is done."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

from pipeline.extract.caseless import Caseless
from pipeline.extract.vocabulary import load


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Speakers(_Frozen):
    officers: tuple[str, ...]
    members: tuple[str, ...]
    bodies: tuple[str, ...]
    no_names: tuple[str, ...]
    titles: tuple[str, ...]
    stops: tuple[str, ...]


class _Delivered(_Frozen):
    things: tuple[str, ...]
    done: tuple[str, ...]


class _Deeds(_Frozen):
    verbs: tuple[str, ...]


class Undertaking(_Frozen):
    """Forms of undertakings: `strong` by themselves, `weak` behind who undertakes; `never`: what makes them none."""

    strong: str
    weak: tuple[str, ...]
    given: tuple[str, ...]
    never: str


class Request(_Frozen):
    """Forms of requests behind who asks, those that name nobody, and what makes them none."""

    asks: tuple[str, ...]
    standing: tuple[str, ...]
    never: str


class Resolution(_Frozen):
    """Resolutions that give somebody work, and those that approve the steps of the list below them."""

    tasks: tuple[str, ...]
    steps: str


class Work(_Frozen):
    """Reports of work under way, tallies of how far pieces of work have got, and work that is meant to be done."""

    under_way: tuple[str, ...]
    tally: tuple[str, ...]
    meant: tuple[str, ...]


class Talk(_Frozen):
    """What tells of the meeting.

    Attributes:
        verbs: behind a speaker, but for what `but` lets through; notes: the same at the beginning of notes.
        always: forms that are talk whoever speaks.
    """

    verbs: tuple[str, ...]
    notes: tuple[str, ...]
    but: str
    always: tuple[str, ...]


class Recognise(_Frozen):
    """What shows that blocks are minutes."""

    opening: tuple[str, ...]
    attended: tuple[str, ...]
    decided: tuple[str, ...]
    labels: frozenset[str]
    telling: tuple[str, ...]
    told: tuple[str, ...]


class Notes(_Frozen):
    """Labels of actions in notes, and what stands in an owner's place and names nobody."""

    labels: tuple[str, ...]
    nobody: frozenset[str]


class Shift(_Frozen):
    """How reported speech is put back: pairs of pattern and replacement, and the verbs of saying."""

    pairs: tuple[tuple[str, str], ...]
    said: tuple[str, ...]


class Vocabulary(_Frozen):
    """The whole file `vocabulary.toml`."""

    speakers: _Speakers
    delivered: _Delivered
    deeds: _Deeds
    undertaking: Undertaking
    request: Request
    resolution: Resolution
    work: Work
    talk: Talk
    recognise: Recognise
    notes: Notes
    shift: Shift


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the package."""
    return load(__package__, "vocabulary.toml", Vocabulary)


def any_of(words: tuple[str, ...]) -> str:
    """A pattern for plain words, the longest first."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered)


INITIALS = r"(?-i:[A-Z]{2,4}(?:\s*(?:&|/|,|\+|and)\s*[A-Z]{2,4}){0,4})"
"""Initials of persons: "JB", "CW & EMCG"."""
_CAPITALS = r"(?-i:(?:[A-Z][\w’'&-]*,?\s*(?:and\s+|&\s+|of\s+)?){1,5})"
_OF = (
    r"(?:\s+(?:of|for|to|in|from|at)\s+(?:the\s+)?(?-i:[\w’'&-]*[A-Z][\w’'&-]*|\w+)"
    r"(?:,?\s+(?:and\s+|&\s+|of\s+|for\s+|the\s+)*(?-i:[A-Z][\w’'&-]*)){0,6}?)"
)
_ASIDE = (
    rf"(?:(?:\s+[–—-]|:)\s+{_CAPITALS})?(?:\s+(?:from|of|for|at)\s+{_CAPITALS})?"
    r"(?:\s*\([^)]{1,60}\)|,\s+[^;.]{3,120}?,?)?"
)
"""What may stand behind somebody's name: a portfolio, where he is from, his office in brackets or between commas."""


@cache
def _filler() -> str:
    """A word that may stand before the head of an office or a body."""
    return rf"(?:(?!(?:{any_of(vocabulary().speakers.stops)})\b)[\w’'&()/.–—-]+[,:]?\s+)"


@cache
def _titled() -> str:
    titles = rf"(?:{any_of(vocabulary().speakers.titles)})\.?"
    more = rf"(?:\s*(?:,|and|&)\s*(?:{titles}\s+)?[A-Z][\w’'-]+){{0,3}}"
    return rf"(?-i:{titles}(?:\s+[A-Z][\w’'.-]*){{1,3}}{more})"


@cache
def _named() -> str:
    never = rf"(?!(?i:{any_of(vocabulary().speakers.no_names)})\b)"
    return rf"(?-i:{never}[A-Z][\w’'-]+(?:\s+{never}(?:[A-Z][\w’'-]+|[A-Z]\.?|de|van|der)){{1,3}})"


def _heads(words: tuple[str, ...]) -> str:
    return rf"(?:{any_of(words)})(?:e?s)?\b"


@cache
def doer() -> str:
    """Who can take something on: persons by name, title or initials, offices, officers and teams."""
    words = vocabulary().speakers
    heads = _heads(words.officers + words.members)
    office = rf"(?:(?:the|an?|all|both|our|relevant|appropriate)\s+)?{_filler()}{{0,7}}?{heads}{_OF}?"
    return rf"(?:(?:{_titled()}|{_named()}|{INITIALS}|{office}){_ASIDE}|he|she|they)"


@cache
def owner() -> str:
    """Who is named as the owner of a noted action: initials, persons, or an office as it is printed, in capitals."""
    words = vocabulary().speakers
    heads = _heads(words.officers + words.members)
    office = rf"(?-i:(?:[A-Z][\w’'&/-]*|of|for|and|the|&),?\s+){{0,8}}?{heads}{_OF}?|(?:the\s+)?(?:\w+\s+)?{heads}"
    return rf"(?:{INITIALS}|{_titled()}|{_named()}|{office})"


@cache
def speaker() -> str:
    """Who can say or ask something: those who can take something on, and bodies."""
    words = vocabulary().speakers
    which = r"(?:(?:the|an?|some|other|several|many|all|one|two|another|that)\s+)?"
    body = rf"{which}{_filler()}{{0,5}}?{_heads(words.bodies)}"
    return rf"(?:{doer()}|{body}{_ASIDE})"


def fill(pattern: str) -> str:
    """A pattern of the vocabulary with the names in braces filled in, its blanks standing for any white space."""
    words = vocabulary()
    named = {
        "deed": rf"(?:{any_of(words.deeds.verbs)})",
        "done": rf"(?:{any_of(words.delivered.done)})",
        "thing": rf"(?:{any_of(words.delivered.things)})(?:e?s)?",
        "body": rf"(?:{any_of(words.speakers.bodies)})",
    }
    if "{doer}" in pattern:
        named["doer"] = doer()
    spaced = re.sub(r"(?<!\[) (?![^\[\]]*\])", r"\\s+", pattern)
    return re.sub(r"\{(deed|done|thing|body|doer)\}", lambda m: named[m[1]], spaced)


def compiled(*patterns: str) -> Caseless:
    """A pattern that finds any of some of the vocabulary, without regard to case."""
    return Caseless("|".join(map(fill, patterns)))
