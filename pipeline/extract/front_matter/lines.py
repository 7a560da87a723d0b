"""Which lines may be a title, and which are a body's name, a date, a table's header or a web site's own words."""

from __future__ import annotations

import re
from functools import cache

from pipeline.dates import find_dates
from pipeline.extract.front_matter.site import is_site_line
from pipeline.extract.front_matter.vocabulary import any_of, pages
from pipeline.extract.front_matter.words import fold, key
from pipeline.extract.sections import role_of

NAMED = re.compile(
    r"\b(?:strategy|plan|policy|framework|report|review|update|scheme|charter|programme)\b", re.IGNORECASE
)
"""Words by which a line names a document."""
MOST_WORDS = 32
"""Words that a title may have."""
_SENTENCE_WORDS = 12
_NO_TITLES = frozenset(["purpose", "recommendations", "summary", "contact", "wards", "attendance"])
_PLACE = r"[\w’'-]+(?:\s+(?:and|upon|on|&|of|the)\s+[\w’'-]+)*(?:\s+[\w’'-]+)?"
_COUNCIL = re.compile(
    rf"(?:the\s+)?(?:(?:(?:london|royal|metropolitan|county)\s+)*(?:borough|city|county|district)\s+of\s+{_PLACE}|"
    r".*\b(?:council|corporation|combined\s+(?:county\s+)?authority)|"
    r"(?:cyngor\s+.*|comhairle\s+.*))",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?:councillors?|cllrs?\.?|members?\s+of\s+the|membership)\s+(?=[A-Z]|the\b)", re.IGNORECASE)
_COUNCIL_WORDS = 7
_DEPARTMENT_WORDS = 9
_OF_A_MEETING = frozenset(["meeting", "held", "the", "date", "time", "commencing", "dated", "noon"])


@cache
def appendix() -> re.Pattern[str]:
    """The opening of an appendix's line; group `rest` is what stands behind its number."""
    return re.compile(
        rf"^(?:{any_of(pages().appendix)})\s*(?:\d+[a-z]?|[a-z]|[ivx]+)?\s*(?P<rest>[:–—-]\s*.*|\s.*)?$", re.IGNORECASE
    )


@cache
def _passed_over() -> frozenset[str]:
    return frozenset(fold(line) for line in (*pages().passed_over, *pages().before_title))


@cache
def _columns() -> frozenset[str]:
    return frozenset(fold(word) for word in pages().columns)


@cache
def whole_meeting() -> frozenset[str]:
    """Folded lines that open the page of a whole meeting."""
    return frozenset(fold(line) for line in pages().whole_meeting)


def is_header(text: str) -> bool:
    """Whether a line is (a cell of) the header of a flattened table: much of it names columns."""
    words = [word for word in key(text) if len(word) > 1]
    named = sum(word in _columns() for word in words)
    return 0 < len(words) == named <= 3 or named >= max(3, len(words) * 0.45)


def is_authority(text: str) -> bool:
    """Whether a line is the name of an authority and no more, as letterheads have it."""
    return len(text.split()) <= _COUNCIL_WORDS and _COUNCIL.fullmatch(text.strip(" .,")) is not None


def is_date_line(text: str) -> bool:
    """Whether a line says hardly more than a date."""
    rest = text
    dates = [m for m in find_dates(text) if m.kind in {"day", "month", "year"}]
    for mention in dates:
        rest = rest.replace(mention.text, " ")
    return bool(dates) and not any(
        len(word) > 2 for word in key(rest) if not word.endswith("day") and word not in _OF_A_MEETING
    )


def is_history(text: str) -> bool:
    """Whether a line tells a document's history: its version, who adopted it, when it was last changed."""
    return _history().match(fold(text)) is not None


@cache
def _history() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(tuple(fold(words) for words in pages().history))})\b")


@cache
def _department() -> re.Pattern[str]:
    names = any_of(pages().department)
    return re.compile(rf"(?:{names})(?:\s+(?:of|for)\b.*)?|[^:–—]*\b(?:{names})", re.IGNORECASE)


def is_department(text: str) -> bool:
    """Whether a line is the name of a department and no more."""
    return len(text.split()) <= _DEPARTMENT_WORDS and _department().fullmatch(text.strip(" .,")) is not None


def is_title_line(text: str) -> bool:
    """Whether a line may be a title: no sentence, no date, no section heading, no web site's own words."""
    folded = fold(text)
    if not folded or folded in _passed_over() or len(text.split()) > MOST_WORDS or is_header(text):
        return False
    if is_history(text) or is_department(text) or is_site_line(text) or _PERSON.match(text):
        return False
    if text.rstrip().endswith((".", ";", ",")) and len(text.split()) > _SENTENCE_WORDS:
        return False
    return role_of(text) not in _NO_TITLES and not is_date_line(text) and any(len(word) > 2 for word in key(text))
