"""The status vocabulary: patterns read from `vocabulary.toml`, macros filled in, one compiled pattern a list."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator

from pipeline.extract.caseless import Caseless, Match
from pipeline.extract.openings import either
from pipeline.extract.status.shares import NUMBER
from pipeline.extract.vocabulary import load
from schemas.states import Status

_MACRO = re.compile(r"\{([a-z]+)\}")


class Words(BaseModel):
    """What says one status: `stated` anywhere, `bare` and `past` by form alone, `cell` as the word of a cell.

    `legend`: as what a key says of a rating. `missed`: what tells of an action itself that its time is past.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    stated: tuple[str, ...]
    bare: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    cell: tuple[str, ...] = ()
    legend: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


class Remaining(BaseModel):
    """What qualifies a report: `stated` and `gathering` leave what is done unfinished, `retried` what is broken off."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    stated: tuple[str, ...]
    gathering: tuple[str, ...]
    retried: tuple[str, ...]


class Steps(BaseModel):
    """Steps on the way to most work: what is taken (`things`), what is done with it (`done`), and `whole` phrases."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    things: tuple[str, ...]
    done: tuple[str, ...]
    whole: tuple[str, ...]


class Told(BaseModel):
    """What the tense of a statement tells: see the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    past: tuple[str, ...]
    opening: tuple[str, ...]
    dated: tuple[str, ...]
    serving: tuple[str, ...]
    set_up: tuple[str, ...]


class Headings(BaseModel):
    """Headings that tell how far what stands below them has got, by status."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    stopped: tuple[str, ...]
    behind: tuple[str, ...]
    not_started: tuple[str, ...]
    in_progress: tuple[str, ...]
    completed: tuple[str, ...]


class Orders(BaseModel):
    """Verbs that open an action written as an order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verbs: tuple[str, ...]
    either: tuple[str, ...]
    with_object: tuple[str, ...]

    @field_validator("verbs", "either", "with_object")
    @classmethod
    def _plain(cls, verbs: tuple[str, ...]) -> tuple[str, ...]:
        for verb in verbs:
            if not re.fullmatch(r"[a-z][a-z -]*", verb):
                raise ValueError(f"{verb!r} is no plain verb: write it in lower case, without signs")
        return verbs


class Named(BaseModel):
    """What things are called that exist by themselves, and how long (in words) a bare name may be."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    things: tuple[str, ...]
    words: int


class Vocabulary(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    macros: dict[str, str]
    stopped: Words
    behind: Words
    not_started: Words
    in_progress: Words
    completed: Words
    future: Words
    remaining: Remaining
    steps: Steps
    told: Told
    headings: Headings
    orders: Orders
    named: Named
    colours: dict[str, tuple[str, ...]]

    def compile(self, patterns: tuple[str, ...]) -> Caseless:
        """One pattern that finds any of `patterns` between word boundaries; nothing where there are none.

        Raises:
            ValueError: a pattern names an unknown macro or is no regular expression.
        """
        if not patterns:
            return Caseless(r"(?!)")
        filled = [self.fill(pattern) for pattern in patterns]
        try:
            return Caseless(rf"(?<!\w){either(filled)}(?!\w)")
        except re.error:
            self._blame(patterns)
            raise

    def _blame(self, patterns: tuple[str, ...]) -> None:
        for pattern in patterns:
            try:
                re.compile(self.fill(pattern))
            except re.error as error:
                raise ValueError(f"status vocabulary: {pattern!r} is no regular expression: {error}") from error

    def fill(self, pattern: str) -> str:
        """`pattern` with its macros filled in, a blank standing for any white space or hyphen."""

        def macro(match: re.Match[str]) -> str:
            if match[1] not in self.macros:
                raise ValueError(f"status vocabulary: {{{match[1]}}} in {pattern!r} is no macro")
            return self.fill(self.macros[match[1]])

        return _MACRO.sub(macro, pattern).replace(" ", r"[\s-]+")


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that comes with the package."""
    return load(__package__, "vocabulary.toml", Vocabulary)


_FINITE = (
    r"is|are|was|were|has|have|had|will|would|should|can|must|to\s+be|continu\w+|remains?|commenced|started|began|"
    r"progress\w*|took|aims?|goes"
)


_OBJECT = r"(?:an?|the|all|every|each|more|our|its|their|new|another|two|three|four|five|six|\d+)\b"


def _any(verbs: tuple[str, ...]) -> str:
    return "|".join(sorted((verb.replace(" ", r"[\s-]+") for verb in verbs), key=len, reverse=True))


def _all(words: Vocabulary, patterns: tuple[str, ...]) -> str:
    return "|".join(map(words.fill, patterns))


_OPENING = re.compile(r"\W*(?:\S+\s+){0,2}\w+")
"""The first three words, which hold the beginning of an order."""
BEGUN = re.compile(r"\b(?:start|beg[aiu]n|commenc)", re.IGNORECASE)
"""What tells that something was begun."""
_SEASON = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|spring|summer|autumn|winter|easter|christmas|20\d\d"
)


class Patterns:
    """The compiled patterns of the vocabulary."""

    def __init__(self, words: Vocabulary) -> None:
        by_status = {
            Status.STOPPED: words.stopped,
            Status.BEHIND: words.behind,
            Status.NOT_STARTED: words.not_started,
            Status.IN_PROGRESS: words.in_progress,
            Status.COMPLETED: words.completed,
        }
        self.stated = {status: words.compile(w.stated) for status, w in by_status.items()}
        self.bare = {status: words.compile(w.bare) for status, w in by_status.items()}
        self.past = words.compile(words.completed.past)
        self.missed = words.compile(words.behind.missed)
        self.future = words.compile(words.future.stated)
        self.legend = {status: words.compile(w.legend) for status, w in by_status.items()}
        self.remaining = words.compile(words.remaining.stated)
        self.gathering = words.compile(words.remaining.gathering)
        self.retried = words.compile(words.remaining.retried)
        self.cell = {status: words.compile(w.cell) for status, w in by_status.items()}
        verbs = (*words.orders.verbs, *words.orders.either, *words.orders.with_object)
        self._first_verbs = frozenset(re.split("[ -]", verb)[0] for verb in verbs)
        self._order = Caseless(
            rf"\W*(?:to\s+)?(?:[\w-]+ly\s+)?(?:(?:{_any(words.orders.verbs)})\b(?!\s+(?:{_FINITE}))|"
            rf"(?:{_any(words.orders.either)})\b(?!\s+to\s+be\b)(?!(?:\s+\w+){{0,3}}\s+(?!to\b)(?:{_FINITE}))|"
            rf"(?:{_any(words.orders.with_object)})\s+{_OBJECT})"
        )
        things, done = "|".join(map(words.fill, words.steps.things)), "|".join(map(words.fill, words.steps.done))
        self.step = Caseless(
            rf"(?<!\w)(?:(?P<noun>(?:{things})s?)(?!\w)[^.;:]{{0,50}}?(?<!\w)(?:{done})(?!\w)|"
            rf"(?:{done})\s+(?:\w+\s+){{0,3}}?(?P<thing>(?:{things})s?)(?!\w)|"
            rf"(?:{'|'.join(map(words.fill, words.steps.whole))})(?!\w))"
        )
        told = words.told
        self.told_past = words.compile(told.past)
        self.told_opening = Caseless(rf"\W*(?:we\s+)?(?:{_all(words, told.opening)})\s")
        self.told_dated = Caseless(
            rf"\b(?:{_all(words, told.dated)})\s+(?:[\w’'&-]+\s+){{0,6}}?(?:in|on|since|during)\s+"
            rf"(?:(?:early|late|mid|the)[\s-]+)?(?:\d{{1,2}}\s+)?(?:{_SEASON})\b"
        )
        # "27 empty homes brought back into use", "All open cases audited": how many were done.
        self.told_counted = re.compile(
            rf"\W*(?:(?:all|both|over|some|another|a\s+further|nearly|more\s+than)\s+)*(?:{NUMBER})\s+"
            rf"(?:(?!(?:to|that|who|which|for|of|in)\b)[\w’'-]+\s+){{1,5}}?{words.macros['done']}\b"
            r"(?!\s+(?:by\s+\d|by\s+the|each|every|a\s+year|per|annually|people|young|children))",
            re.IGNORECASE,
        )
        self.serving = re.compile(
            rf"\b(?:{_all(words, told.serving)})\s+(?:of\s+\w+\s+)?(?:\([^)]*\)\s*)?"
            r"(?:(?:has|have|had|all|both|now|was|were)\s+)*(?:started|began|begun)\b"
            r"(?=\s+(?:in|on|at|after|last|this|work|from|here)\b|\s*[.,;]|\s*$)",
            re.IGNORECASE,
        )
        self.set_up = words.compile(told.set_up)
        self.headings = {
            status: re.compile(rf"\W*(?:{'|'.join(map(words.fill, getattr(words.headings, status.value)))})\W*$", re.I)
            for status in by_status
        }
        self.name = Caseless(rf"\b(?:{_any(words.named.things)})\b")
        self.name_words = words.named.words
        self.colours: dict[str, str] = {name: colour for colour, names in words.colours.items() for name in names}

    def order(self, text: str) -> Match | None:
        """The order with which a text opens ("Publish a guide", "To gladly publish ..."), or None."""
        opened = _OPENING.match(text)
        if opened is None or self._first_verbs.isdisjoint(re.split(r"\W+", opened[0].lower())):
            return None
        return self._order.match(text)


@cache
def patterns() -> Patterns:
    """The compiled patterns of the vocabulary that comes with the package."""
    return Patterns(vocabulary())
