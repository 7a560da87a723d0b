"""What a line of a flattened table looks like: a date, a rating, money, a job, an order (`forms.toml`)."""

import re
import tomllib
from collections.abc import Sequence
from enum import StrEnum
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
