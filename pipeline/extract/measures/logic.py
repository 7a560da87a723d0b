"""Quantities that report change or scale: values, what they were before, units and dates.

Of 114 annotated quantities 111 are found with their value, 107 with the right baseline too. What a person would not
call a measure ("two committees") is found as well: about one in four.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cache

from pipeline.dates import DateMention, find_dates
from pipeline.extract.caseless import Caseless
from pipeline.extract.measures.numbers import Number, any_of, find_numbers, vocabulary


@dataclass(frozen=True, slots=True)
class Measure:
    """One quantity.

    Attributes:
        start, end: half-open range of the text given.
        quantity: what is measured, verbatim, or "".
        value: as stated, in units of `unit` ("£1.7m" is 1.7 of "£ million"; "£50k" is 50000 of "£").
        baseline: what it was before, in the same unit, or None.
        unit: "%", a currency with its scale, a unit of measure, or the things counted.
        value_date, baseline_date: YYYY, YYYY-MM or YYYY-MM-DD, or None.
    """

    start: int
    end: int
    quantity: str
    value: float
    baseline: float | None
    unit: str
    value_date: str | None
    baseline_date: str | None


class _Patterns:
    def __init__(self) -> None:
        words = vocabulary().words
        near = rf"(?:(?:{any_of(words.approximations)})\s+)*"
        self.near = Caseless(rf"(?:(?:{any_of(words.approximations)})\s+)+$")
        self.change = re.compile(rf"\b(?:{any_of(words.changes)})\b", re.IGNORECASE)
        self.from_ = re.compile(rf"\bfrom\s+(?:a\s+|the\s+)?{near}$", re.IGNORECASE)
        self.to = re.compile(rf"\bto\s+(?:a\s+|the\s+)?{near}$", re.IGNORECASE)
        self.earlier = re.compile(
            rf"(?:\b(?:{any_of(words.earlier)})\s+(?:a\s+|the\s+)?{near}|baseline\W*)$", re.IGNORECASE
        )
        self.target = re.compile(rf"\b(?:{any_of(words.targets)})\s*{near}$", re.IGNORECASE)
        self.contrast = re.compile(r"\b(?:but|whereas|while|and)\b", re.IGNORECASE)
        # Lower case alone: "Looked After" is part of a name.
        self.stop = re.compile(rf"(?:{any_of(words.stops)})$")
        self.bare = Caseless(rf"\b(?:{any_of(words.changes)})\s+(?:\w+\s+)?to\s+{near}$")


@cache
def _patterns() -> _Patterns:
    return _Patterns()


_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z(])|\n+")
_WORD = re.compile(r"\s+([^\W\d_][\w’'&/-]*)")
_OF = re.compile(r"\s+of\s+((?:(?:the|all|its|our|these|those)\s+)?(?:[\w’'&/-]+\s*){1,6})", re.IGNORECASE)
_PLURAL = re.compile(r".*(?:[^s]s|people|children|staff|police|men|women|housing|personnel)$", re.IGNORECASE)
_BARE = re.compile(r"\s+(?:of\s+(?:these|those|them|which|whom)|(?:were|was|have|had|are)\s)")
_DATE_AFTER = re.compile(r"[\s,(]*(?:(?:in|at|as\s+at|as\s+of|by|on|for|during|since|up\s+to|:)\s*)*$", re.IGNORECASE)
_DATE_BEFORE = re.compile(r"[\s,:]*(?:[a-z]+\s+){0,4}")
"""What may stand between a date and the number it dates: "in May 2019 the share was 4%"."""
_REACH = 300
"""Code points before a number within which its sentence is read."""
_MOST_BETWEEN = 90
"""Code points that may stand between a value and its baseline."""


def find_measures(text: str, *, reference: str | None = None) -> list[Measure]:
    """The quantities in a record's words, in order.

    A pair ("risen from 7 in May to 19 as at October 2016", "24%, up from 15%") is one measure with a
    baseline. Dates, ages, lengths of time, and the numbers of paragraphs, pages and Acts are no quantities.

    Args:
        text: an action or a progress statement.
        reference: the date of the meeting, by which a date without a year is read where no other date helps.
    """
    if not any(character.isdigit() for character in text) and not _NUMBER_WORD.search(text):
        return []
    dates = find_dates(text, reference=reference, toward="past")
    numbers = list(find_numbers(text, dates))
    edges = [0, *(m.end() for m in _SENTENCE.finditer(text)), len(text)]
    found: list[Measure] = []
    i = 0
    while i < len(numbers):
        number = numbers[i]
        following = numbers[i + 1] if i + 1 < len(numbers) else None
        at = bisect_right(edges, number.start)
        start = max(edges[at - 1], number.start - _REACH)
        if following is not None and following.start < edges[min(at, len(edges) - 1)]:
            pair = _pair(text, start, number, following, dates)
            if pair is not None:
                value, baseline = pair
                found.append(_paired(text, start, value, baseline, reference))
                i += 2
                continue
        single = _single(text, start, number, dates)
        if single is not None:
            found.append(single)
        i += 1
    return found


_NUMBER_WORD = Caseless(rf"\b(?:{any_of(tuple(vocabulary().numbers) + tuple(vocabulary().multipliers))})\b")


def _pair(
    text: str, start: int, first: Number, second: Number, dates: list[DateMention]
) -> tuple[Number, Number] | None:
    """Value and baseline, where two numbers of a sentence report a change."""
    known = _patterns()
    between = text[first.end : second.start]
    if len(between) > _MOST_BETWEEN or not _same_kind(first, second):
        return None
    if known.from_.search(text, start, first.start) and known.to.search(between):
        return (second, first) if known.change.search(text, start, second.start) else None
    if known.target.search(between):
        return None
    if known.earlier.search(between):
        return first, second
    near = bisect_left(dates, first.end, key=lambda date: date.start)
    if "(" in between and near < len(dates) and dates[near].start < second.start:
        return first, second
    date_of_first, date_of_second = _date_of(text, first, dates), _date_of(text, second, dates)
    if (
        re.search(r"\(\s*(?:\w+\s+)?$", between)
        and date_of_second
        and text[second.end :].lstrip()[:1] in {"i", ")", ","}
    ):
        return first, second
    if not (date_of_first and date_of_second and known.contrast.search(between) and first.unit == "%"):
        return None
    earlier = (date_of_first.date_from or "") < (date_of_second.date_from or "")
    return (second, first) if earlier and date_of_first.date_from else None


def _same_kind(first: Number, second: Number) -> bool:
    return first.unit == second.unit or not first.unit or not second.unit


def _date_of(text: str, number: Number, dates: list[DateMention]) -> DateMention | None:
    """The date that stands right behind a number, or right before it."""
    near = bisect_left(dates, number.end, key=lambda date: date.start)
    for date in dates[near : near + 1]:
        if _DATE_AFTER.fullmatch(text, number.end, date.start):
            return date
    near = bisect_right(dates, number.start, key=lambda date: date.end)
    for date in dates[max(near - 1, 0) : near]:
        if _DATE_BEFORE.fullmatch(text, date.end, number.start):
            return date
    return None


def _dates_near(text: str, number: Number, reference: str | None) -> list[DateMention]:
    """The dates that can be a number's own, read by `reference`."""
    low = max(0, number.start - _MOST_BETWEEN)
    found = find_dates(text[low : number.end + _MOST_BETWEEN], reference=reference, toward="past")
    return [replace(date, start=date.start + low, end=date.end + low) for date in found]


def _paired(text: str, start: int, value: Number, baseline: Number, reference: str | None) -> Measure:
    value_date = _date_of(text, value, _dates_near(text, value, reference))
    stated = value_date.value if value_date and "no_year" not in value_date.kind else None
    # A month without a year is the last one before the date of the value.
    baseline_date = _date_of(text, baseline, _dates_near(text, baseline, stated or reference))
    first, last = min(value.start, baseline.start), max(value.end, baseline.end)
    for date in (value_date, baseline_date):
        if date is not None:
            first, last = min(first, date.start), max(last, date.end)
    quantity, begin = _subject(text, start, min(value.start, baseline.start))
    unit = value.unit or baseline.unit
    if not unit:
        unit, end = _counted(text, value)
        last = max(last, end)
    return Measure(
        min(first, begin),
        last,
        quantity,
        value.value,
        baseline.value,
        unit,
        value_date.value if value_date else None,
        baseline_date.value if baseline_date else None,
    )


def _single(text: str, start: int, number: Number, dates: list[DateMention]) -> Measure | None:
    first = near.start() if (near := _patterns().near.search(text, start, number.start)) else number.start
    last, quantity, unit = number.end, "", number.unit
    if unit:
        if of := _OF.match(text, number.end):
            words = _until_stop(of[1])
            quantity, last = words, of.start(1) + len(words) if words else last
    else:
        unit, last = _counted(text, number)
        if not unit and not (
            near or _BARE.match(text, number.end) or _patterns().bare.search(text, start, number.start)
        ):
            return None
    date = _date_of(text, Number(number.start, last, number.value, unit), dates)
    if date is not None and date.start >= last:
        last = date.end
    return Measure(first, last, quantity, number.value, None, unit, date.value if date else None, None)


def _until_stop(words: str) -> str:
    """The words before the first that ends a noun phrase."""
    kept: list[str] = []
    for i, word in enumerate(words.split()):
        if i and _patterns().stop.fullmatch(word):
            break
        kept.append(word)
    joined = " ".join(kept)
    return joined if words.startswith(joined) else words[: words.find(kept[-1]) + len(kept[-1])] if kept else ""


def _counted(text: str, number: Number) -> tuple[str, int]:
    """The things that a bare number counts (a plural noun phrase of at most eight words) and where they end."""
    stop, end, last_plural = _patterns().stop, number.end, number.end
    for _ in range(8):
        word = _WORD.match(text, end)
        if word is None or stop.fullmatch(word[1]):
            break
        end = word.end()
        if _PLURAL.fullmatch(word[1]):
            last_plural = end
    return text[number.end : last_plural].strip(), last_plural


_SUBJECT_END = re.compile(
    r"\s+(?:(?:have|has|had|will\s+have|is|are|was|were|be|been|being|will|would|to|by|\w+ly)\s+)*"
    r"(?:increas|rose|risen|ris|gr[eo]w|reduc|fell|fall|decreas|declin|drop|improv|went|gone|moved|chang|doubl|halv|worsen|"
    r"expand|cut|extend)\w*(?:\s+(?:to|by))?(?:\s+(?:from|in|since|between)\b.*)?\s*$|"
    r"\s+(?:from|was|were|is|are|of)\s+(?:a\s+)?$",
    re.IGNORECASE | re.DOTALL,
)


def _subject(text: str, start: int, stop: int) -> tuple[str, int]:
    """What changed, and where it begins: the words before the verb, back to the last comma or joining word."""
    end = _SUBJECT_END.search(text, start, stop)
    if end is None:
        return "", stop
    words = text[start : end.start()]
    cut = max((m.end() for m in re.finditer(r"[,;:(]\s+|\s(?:and|but|that|where|while)\s+", words)), default=0)
    subject = words[cut:].strip()
    if not subject or len(subject.split()) > 20:
        return "", stop
    return subject, start + words.index(subject, cut)
