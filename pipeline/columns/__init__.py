"""What the columns of a table hold, by the words of its header, and what labels in running text stand before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from pydantic import BaseModel, ConfigDict

from pipeline.columns.who import as_we, may_say_who
from pipeline.vocabulary import fold, load, spelt_out

_FIRST_WORD = re.compile(r"[^a-z0-9]*([a-z0-9]+)")
_BRACKETED = re.compile(r"\(([^()]*)\)\s*$")
_STEPS = re.compile(r"\s*(?:[/,;|]|\bor\b)\s*")
_OF_PERIOD = re.compile(
    r" (?:(?:in|for|during|over|since|to) )?(?:the |this |last |past )+(?:(?:last|past) )?(?:financial )?"
    r"(?:year|quarter|period|month|half year|six months)(?: \w{4}(?: \w{2,4})?)?$"
)  # "What we did in the year"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_QUARTER = r"q[1-4]|quarter (?:[1-4]|one|two|three|four)|(?:half|mid|end of|full) year|year end|half yearly|quarterly"
_PERIOD = (
    rf"(?:{_QUARTER}|monthly|spring|summer|autumn|winter|(?:\d{{1,2}} )?{_MONTH}|latest|present)(?: (?:20)?\d\d){{0,2}}"
)
_HEAD_PERIOD = re.compile(rf"{_PERIOD} (?=[a-z])")  # "Q1 commentary", "Autumn 2023 position"
_TAIL_PERIOD = re.compile(rf" (?:(?:in|at|as at|to|for|by|during|at end of|end of) )?{_PERIOD}$")  # "Report for Q2"
_PERIOD_WORDS = frozenset(
    (
        "q1",
        "q2",
        "q3",
        "q4",
        "quarter",
        "quarterly",
        "half",
        "mid",
        "full",
        "year",
        "monthly",
        "spring",
        "summer",
        "autumn",
        "winter",
    )
)
_TOLD_OF_PERIOD = frozenset({"progress", "status"})
_YES_OR_NO = re.compile(r" (?:y n|yes no|y or n|yes or no)$")
_PREPOSITIONS = frozenset(
    ("of", "for", "to", "on", "against", "from", "in", "by", "at", "as", "since", "with", "towards")
)
_SHORTEST_SQUEEZED = 5
_LONGEST_HEADER = 14  # words; a longer cell is no header

COLOURS = frozenset(("red", "amber", "green", "blue", "r", "a", "g", "b", "black", "grey", "white", "purple", "yellow"))
"""What a cell of a rating column holds that says nothing by itself."""


class _Role(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    exact: frozenset[str]
    contains: tuple[str, ...]


class _Label(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    role: str
    words: frozenset[str]
    alone: frozenset[str] = frozenset()
    colon: frozenset[str] = frozenset()


class _Columns(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    role: tuple[_Role, ...]
    firm: frozenset[str]
    loose: frozenset[str]
    under_way: tuple[str, ...]
    milestones: tuple[str, ...]
    label: tuple[_Label, ...]
    column_only: frozenset[str]
    beside: frozenset[str]
    grades: frozenset[str]
    scale: frozenset[str]
    qualifiers: frozenset[str]
    heads: dict[str, frozenset[str]]
    elsewhere: frozenset[str]


@lru_cache(maxsize=1)
def _columns() -> _Columns:
    return load(__package__, "columns.toml", _Columns)


@lru_cache(maxsize=1)
def _exact() -> dict[str, str]:
    return {words: role.name for role in reversed(_columns().role) for words in role.exact}


@lru_cache(maxsize=1)
def _heads() -> dict[str, str]:
    return {word: role for role, words in _columns().heads.items() for word in words}


@lru_cache(maxsize=1)
def _contained() -> dict[str, list[tuple[list[str], str]]]:
    """Words that tell a role wherever they stand in a name, by the first of them; the more telling role first."""
    found: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
    for role in _columns().role:
        for words in role.contains:
            phrase = words.split(" ")
            found[phrase[0]].append((phrase, role.name))
    return dict(found)


def _folded(name: str) -> str:
    """A name as the vocabulary has it, its contractions written out ("What we'll do")."""
    return fold(spelt_out(name))


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    firsts = frozenset(words.split(" ", 1)[0] for words in _exact())
    return firsts | _PERIOD_WORDS | _columns().qualifiers


def opens_name(text: str) -> bool:
    """Whether the name of a column that is known may begin as this text does: soon told, and seldom so of prose."""
    lower = text.lower()
    first = _FIRST_WORD.match(lower)
    if first is None:
        return False
    word = first[1]
    if len(word) == 1 or word in _first_words() or "(" in lower:  # letters, or the steps, of a rating
        return True
    if may_say_who(text, word):
        return True
    return lower[first.end() : first.end() + 1] in ("’", "'")  # a contraction


def named_role(header: str) -> str | None:
    """The role of a column whose whole name is known, or None; sterner than `column_role`."""
    return _named_role(header) if opens_name(header) else None


@lru_cache(maxsize=16384)
def _named_role(header: str) -> str | None:
    if _has_scale(header):
        return "status"
    folded = _folded(header)
    known = _exact().get(folded) or ("status" if _is_scale(folded) else None)
    if known is None and (tail := _OF_PERIOD.search(folded)):
        return _exact().get(folded[: tail.start()])
    if known is None and (aside := _BRACKETED.search(header)):
        return _exact().get(_folded(header[: aside.start()]))
    if known is None and (asked := _YES_OR_NO.search(folded)):
        return "status" if _exact().get(folded[: asked.start()]) == "status" else None
    return known or _qualified(folded) or _told_of_period(folded) or _exact().get(as_we(folded))


def _qualified(folded: str) -> str | None:
    """The role of a name whose last word says what it is and whose others are no names ("Expected delivery date")."""
    *before, head = folded.split(" ")
    return _heads().get(head) if before and _columns().qualifiers.issuperset(before) else None


def _headed(words: Sequence[str]) -> str | None:
    """The role of a name by what it is about: its last word, before any preposition ("Milestone owner")."""
    core = list(takewhile(lambda word: word not in _PREPOSITIONS, words))
    return _heads().get(core[-1]) if core and len(words) > 1 and _columns().elsewhere.isdisjoint(words) else None


def _told_of_period(folded: str) -> str | None:
    """The role of a report or a rating that is named with its period ("Q1 commentary", "Position in March 2024")."""
    role = None
    if head := _HEAD_PERIOD.match(folded):
        role = _exact().get(folded[head.end() :])
    if role is None and (tail := _TAIL_PERIOD.search(folded)):
        role = _exact().get(folded[: tail.start()])
    return role if role in _TOLD_OF_PERIOD else None


def _has_scale(header: str) -> bool:
    """Whether a name is followed by the steps of a rating in brackets ("Stage (planned / started / done)")."""
    found = _BRACKETED.search(header)
    if found is None:
        return False
    known = {step.replace(" ", "") for step in _columns().scale}
    steps = [fold(step).replace(" ", "") for step in _STEPS.split(found[1])]
    return len(steps) > 1 and all(step in known for step in steps)


def _is_scale(folded: str) -> bool:
    """Whether a name is the letters of the colours that its column rates with ("R/A/G", "B-G-A-R-D")."""
    letters = folded.split()
    return len(letters) > 1 and {"r", "a", "g"} <= set(letters) and all(len(letter) == 1 for letter in letters)


@lru_cache(maxsize=8192)
def column_role(header: str) -> str | None:
    """The role of a column with this header, or None where it says nothing known."""
    folded = _folded(header)
    if not folded or len(folded.split()) > _LONGEST_HEADER:
        return None
    if known := named_role(header):
        return known
    squeezed = folded.replace(" ", "")  # a word that extraction has split ("Timescal e")
    for role in _columns().role:
        if folded in role.exact or (len(squeezed) > _SHORTEST_SQUEEZED and squeezed in role.exact):
            return role.name
    words = folded.split(" ")
    if headed := _headed(words):
        return headed
    for i, word in enumerate(words):
        for phrase, name in _contained().get(word, ()):
            if words[i : i + len(phrase)] == phrase:
                return name
    return None


def date_rank(header: str) -> int:
    """Which of several date columns says when: 0 the revised or final date, 1 any other, 2 a start or a review."""
    words = set(fold(header).split())
    if words & _columns().loose:
        return 2
    return 0 if words & _columns().firm else 1


def is_under_way(header: str) -> bool:
    """Whether a column of actions holds what is being done already ("Plans in place", "Current activity")."""
    padded = f" {fold(header)} "
    return any(f" {words} " in padded for words in _columns().under_way)


def heads_milestones(heading: str) -> bool:
    """Whether a heading or lead-in announces steps with their dates."""
    padded = f" {fold(heading)} "
    return any(f" {words} " in padded for words in _columns().milestones)


@lru_cache(maxsize=8192)
def field_role(label: str, *, loose: bool) -> str | None:
    """The role of a label before its words ("Lead officer: ..."), or None where it is none that is known.

    Labels mean what column names mean, but for those that the vocabulary lists as labels.

    Args:
        loose: a word within the label may decide ("Progress since the last meeting"), if the label is no sentence.
    """
    folded = _folded(label)
    for known in _columns().label:
        if folded in known.words or folded in known.alone:
            return known.role
    if folded in _columns().column_only:
        return None
    for role in _columns().role:
        if folded in role.exact and role.name != "action":
            return role.name
    if not loose or _VERB.search(label) or len(folded.split()) > _LONGEST_LABEL:
        return None
    role_name = column_role(label)
    return None if role_name in _HEADS else role_name


def colon_role(label: str) -> str | None:
    """The role of a label that is one only at a line's beginning before a colon ("What: ...", "Q2: ..."), else None."""
    folded = _folded(label)
    return next((known.role for known in _columns().label if folded in known.colon), None)


def beside_role(label: str) -> str | None:
    """The role of a label that is one only beside others ("Owner: Clerk    Date: May"), else None."""
    folded = _folded(label)
    return _exact().get(folded) if folded in _columns().beside else None


def label_of(text: str) -> str | None:
    """`action` or `progress` where the text is a label of these that needs no other to be one, else None."""
    folded = fold(text)
    return next((known.role for known in _columns().label if folded in known.alone), None)


_VERB = re.compile(
    r"\b(?:is|are|was|were|that|which|who|should|can|must|including|include[sd]?|following)\b", re.IGNORECASE
)
_LONGEST_LABEL = 7  # words
_HEADS = frozenset(("action", "priority", "recommendation"))
"""Roles that open a record: only a label that is known as a whole has one of them."""


@lru_cache(maxsize=1)
def known_labels() -> frozenset[str]:
    """The labels that are known as a whole, folded: they are told apart even where several stand on one line."""
    words = {w for known in _columns().label for w in known.words | known.alone}
    named = {w for role in _columns().role if role.name not in ("priority", "action") for w in role.exact}
    return frozenset(words | (named - _columns().column_only))


@lru_cache(maxsize=1)
def label_openings() -> frozenset[str]:
    """The first words of those labels: where a line begins with none of them, it begins with no label."""
    return frozenset(label.split(maxsplit=1)[0] for label in known_labels())


def is_grade(text: str) -> bool:
    """Whether a "Priority" is how urgent a piece of work is ("High", "2"), not what it serves."""
    return fold(text) in _columns().grades
