"""What a line of a flattened table looks like: a date, a rating, money, a job, an order (`forms.toml`)."""

import re
import tomllib
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipeline.dates import find_dates
from pipeline.ingest.text.lines import TextLine

_REFERENCE = re.compile(r"(?:[A-Za-z]{1,4}[ .-]?)?\d{1,3}(?:[.-]\d{1,3}){0,2}[a-z]?\.?$")
_YEAR = re.compile(r"(?:19|20)\d{2}\b(?!\s+[a-z])")
_GERUND = re.compile(r"[A-Z][a-z]{3,}ing\s+(?!is\b|was\b)[a-z]")
_NAME_LINES = 5  # of the name of a job in a narrow column
_NAME_WORDS = 6


class Form(StrEnum):
    """One thing that a line may look like."""

    REFERENCE = "reference"
    DATE = "date"
    WHEN = "when"
    STATUS = "status"
    MONEY = "money"
    JOB = "job"
    JOB_ENDS = "job ends"
    DEPARTMENT = "department"
    OTHERS = "others"
    VERB = "verb"


class _Forms(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    when: tuple[str, ...]
    status: tuple[str, ...]
    money: tuple[str, ...]
    jobs: tuple[str, ...]
    departments: tuple[str, ...]
    others: tuple[str, ...]
    verbs: tuple[str, ...]
    recurring: frozenset[str]
    loose: frozenset[str]
    states: tuple[str, ...]
    grades: frozenset[str]
    amounts: tuple[str, ...]


_WORDS = _Forms.model_validate(tomllib.loads(Path(__file__).with_name("forms.toml").read_text(encoding="utf-8")))


def _pattern(words: Sequence[str], *, opening: bool = False) -> re.Pattern[str]:
    options = "|".join(
        re.escape(word.rstrip("*")).replace(r"\ ", r"\s+") + (r"[\w,.-]*" if word.endswith("*") else "")
        for word in sorted(words, key=lambda w: (-len(w), w))
    )
    before = "" if opening else r"(?<![^\W_])"
    return re.compile(rf"{before}(?:{options})(?![^\W_])", re.IGNORECASE)


_WHEN, _STATUS, _VERB = (_pattern(words, opening=True) for words in (_WORDS.when, _WORDS.status, _WORDS.verbs))
_MONEY, _DEPARTMENT, _OTHERS = (_pattern(words) for words in (_WORDS.money, _WORDS.departments, _WORDS.others))
_JOB = re.compile("|".join(sorted(("".join(filter(str.isalpha, w)) for w in _WORDS.jobs), key=len, reverse=True)), re.I)


def _forms(text: str) -> set[Form]:
    found = set()
    if _REFERENCE.match(text):
        found.add(Form.REFERENCE)
    if find_dates(text) or _YEAR.match(text):
        found.add(Form.DATE)
    if _VERB.match(text) or _GERUND.match(text):
        found.add(Form.VERB)
    for form, pattern in ((Form.WHEN, _WHEN), (Form.STATUS, _STATUS)):
        if pattern.match(text):
            found.add(form)
    for form, pattern in ((Form.MONEY, _MONEY), (Form.DEPARTMENT, _DEPARTMENT), (Form.OTHERS, _OTHERS)):
        if pattern.search(text):
            found.add(form)
    return found


def _job_at(lines: Sequence[TextLine], at: int) -> int | None:
    """The last line of the name of a job that begins here, cut over short lines as a narrow column cuts it."""
    if not lines[at].text[0].isupper():
        return None
    letters, words = "", 0
    for n in range(at, min(at + _NAME_LINES, len(lines))):
        words += len(lines[n].text.split())
        if words > _NAME_WORDS or (n > at and lines[n].gap > 1):
            return None
        letters += "".join(filter(str.isalpha, lines[n].text))
        if any(match.end() == len(letters) for match in _JOB.finditer(letters)):
            return n
    return None


def forms_of(lines: Sequence[TextLine]) -> list[frozenset[Form]]:
    """What each line looks like."""
    every = [_forms(line.text) for line in lines]
    for at, found in enumerate(every):
        if not found & {Form.DATE, Form.WHEN, Form.MONEY} and (end := _job_at(lines, at)) is not None:
            found.add(Form.JOB)
            every[end].add(Form.JOB_ENDS)
    return [frozenset(found) for found in every]


_STATE = re.compile(
    "|".join(rf"(?:{re.escape(word)})" for word in sorted(_WORDS.states, key=lambda w: (-len(w), w))), re.IGNORECASE
)
_AMOUNT = re.compile(
    rf"(?:£{{1,5}}|(?:c\.?\s*|circa\s+|up\s+to\s+|approx(?:imately|\.)?\s+|~)?£[\d,.]+\s?(?:k|m|bn|million|pa|p\.a\.)?|"
    rf"{'|'.join(map(re.escape, sorted(_WORDS.amounts, key=lambda w: (-len(w), w))))})"
    r"(?:\s*(?:[-–/]|to|p\.?a\.?|per\s+(?:year|annum)|£[\d,.]+\s?[km]?)\s*)*",
    re.IGNORECASE,
)
_COLOUR = re.compile(
    r"[A-Z](?:\s*[\u2190-\u21ff\u25a0-\u25ff]+)?|[\u2190-\u21ff\u25a0-\u25ff\u2600-\u27bf●○]+|\d{1,3}\s?%"
)
_INITIALS = re.compile(r"[A-Z]{2,4}(?:\s*(?:/|,|&|and|\+)\s*[A-Z]{2,4})*")
_TIME_WORD = re.compile(r"(?:19|20)\d{2}(?:[/–-]\d{2,4})?|q[1-4]|\d{1,2}(?:st|nd|rd|th)?|[^\W\d]+|\S", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")  # or a year in short: behind a month
_YEAR_ALONE = re.compile(r"(?:19|20)\d{2}(?:[/–-]\d{2,4})?|q[1-4]", re.IGNORECASE)
_HEAD = re.compile(
    r"(?:(?:deputy|assistant|interim|senior)\s+)*(?:head|director|chair|leader|secretary)\s+(?:of|for)\b|"
    r"cllrs?\b|councillors?\b",
    re.IGNORECASE,
)
_NAME_LONGEST = 8  # words
_SMALL = frozenset(("of", "and", "for", "the", "&", "/", "–", "-", "with", "in", "to"))


@lru_cache(maxsize=8192)
def is_when(text: str) -> bool:
    """Whether words say when and nothing else ("By end of March 2025", "Ongoing", "2024/25", "Autumn")."""
    told = False
    rest = text
    for date in reversed(find_dates(text)):
        rest = f"{rest[: date.start]} {rest[date.end :]}"
        told = True
    for word in _TIME_WORD.findall(rest.lower()):
        if _YEAR_ALONE.fullmatch(word) or word in _WORDS.recurring:
            told = True
        elif word not in _WORDS.loose and word.isalnum() and not (told and _DAY.fullmatch(word)):
            return False
    return told


@lru_cache(maxsize=8192)
def is_money(text: str) -> bool:
    """Whether words are an amount or say where it is from ("££", "£20k", "Within existing budgets")."""
    return _AMOUNT.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def is_state(text: str) -> bool:
    """Whether words are a rating or a state and nothing else ("Green", "On track", "G", "75%")."""
    words = text.rstrip(". ")
    return _STATE.fullmatch(words) is not None or _COLOUR.fullmatch(words) is not None


def opens_with_state(text: str) -> bool:
    """Whether words begin with a state and a stop behind it ("Live. Two stations open")."""
    found = _STATE.match(text)
    return (
        found is not None and found.end() < len(text) and text[found.end() : found.end() + 2].lstrip()[:1] in ".,;:–-("
    )


def begins_with_state(text: str) -> bool:
    """Whether the first words are a state ("Dropped after consultation")."""
    found = _STATE.match(text)
    return found is not None and not text[found.end() : found.end() + 1].isalnum()


def is_grade(text: str) -> bool:
    """Whether words are a step of a scale ("High", "None", "M/H")."""
    return text.lower().rstrip(".") in _WORDS.grades


@lru_cache(maxsize=8192)
def is_name(text: str) -> float:
    """How much words look like those of a person, a job or a body: 0 where they do not, 1.5 for jobs and initials."""
    words = text.replace("/", " / ").split()
    if len(words) > _NAME_LONGEST or text[-1] in ".;:!?":
        return 0.0
    if _INITIALS.fullmatch(text):
        return 1.5
    if not all(word[0].isupper() or word.lower() in _SMALL for word in words) or words[0].lower() in _SMALL:
        return 0.0
    letters = "".join(filter(str.isalpha, text))
    if any(match.end() == len(letters) for match in _JOB.finditer(letters)) or _HEAD.match(text):
        return 1.5
    return 0.6
