"""Dates in text: finding, joining to ranges, and telling dates from numbers and words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from pipeline.dates import periods
from pipeline.dates.forms import JOIN, S0, S, any_of, forms
from pipeline.dates.periods import Period
from pipeline.dates.read import READERS, Reading
from pipeline.dates.vocabulary import vocabulary

Toward = Literal["nearest", "future", "past"]
_REACH = 40
"""How many code points before its first anchor (a year, a month, a number with strokes) a date may start."""
_ROOM = 12
_JOINED = re.compile(JOIN, re.IGNORECASE)
_LISTED = re.compile(rf"{S0}(?:/|&|,){S0}|{S}and{S}|{JOIN}", re.IGNORECASE)
_NUMBERED_KINDS = frozenset({"day", "month", "season", "term", "quarter"})


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as written, and the days it may mean.

    Attributes:
        start, end: half-open range of the text that was searched.
        text: those words.
        value: the finest of YYYY-MM-DD, YYYY-MM and YYYY that holds the whole period; None where it crosses years
            (2020/21) or the year is unknown.
        date_from, date_to: first and last day, ISO; None where the year is unknown.
        kind: day, month, year, quarter, season, term, financial_year, school_year, municipal_year or range. Where the
            words state no year, `_no_year` is added, or `_assumed_year` if a reference date decided it.
    """

    start: int
    end: int
    text: str
    value: str | None
    date_from: str | None
    date_to: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class _Around:
    before_month: re.Pattern[str]
    recurring_before: re.Pattern[str]
    recurring_after: re.Pattern[str]


@cache
def _around() -> _Around:
    cues = vocabulary().cues
    return _Around(
        re.compile(rf"(?<!\w)(?:{any_of(cues.before_month)}){S}(?:the{S})?$", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{any_of(cues.recurring_before)}){S}(?:the{S})?$", re.IGNORECASE),
        re.compile(rf"{S0},?{S0}(?:of{S}|in{S})?(?:{any_of(cues.recurring_after)})\b", re.IGNORECASE),
    )


def _starts(text: str) -> Iterator[int]:
    """Offsets at which a date may start, in order: behind its start, within reach, stands an anchor."""
    compiled = forms()
    done = 0
    for anchor in compiled.anchor.finditer(text):
        # The end leaves room for what must stand behind a number at the start.
        for start in compiled.start.finditer(text, max(anchor.start() - _REACH, done), anchor.end() + _ROOM):
            if start.start() >= anchor.end():
                break
            yield start.start()
        done = anchor.end()


def _readings(text: str, *, bare: bool) -> Iterator[Reading]:
    compiled = forms()
    done = 0
    starts = (start.start() for start in compiled.start.finditer(text)) if bare else _starts(text)
    for start in starts:
        if start < done:
            continue
        found = compiled.master.match(text, start)
        if found is None:
            continue
        name = found.lastgroup or ""
        if name == "numeric_month" and not bare:
            continue
        done = found.end()
        match = compiled.each[name].match(text, start)
        reading = READERS[name](match) if match else None
        if reading is not None and (reading.year is None or reading.period() is not None):
            yield reading


def _join(text: str, first: Reading, second: Reading) -> Reading | None:
    """Two dates as the ends of one period, or None where they are not."""
    last = second.period()
    if last is None or second.kind == "range" or first.kind == "range" or second.start < first.end:
        return None
    between = text[first.end : second.start]
    if first.year is None:
        if not _LISTED.fullmatch(between) or not {first.kind, second.kind} <= _NUMBERED_KINDS:
            return None
        year = second.year if second.year is not None else last[0].year
        start = first.at(year)
        if start is not None and start[0] > last[0]:
            start = first.at(year - 1)
    else:
        if not _JOINED.fullmatch(between) and not _between(text, first, between):
            return None
        start, year = first.period(), first.year
    if start is None or start[0] >= last[0]:
        return None
    days = (start[0], last[1])
    return Reading(first.start, second.end, "range", lambda _: days, year, first.month)


def _between(text: str, first: Reading, between: str) -> bool:
    return between.strip().lower() == "and" and text[max(first.start - 9, 0) : first.start].strip().lower().endswith(
        "between"
    )


def _stands(text: str, reading: Reading) -> bool:
    """Whether a date without a year is one: capitalised, not every year's, and behind a word that makes it a date."""
    around = _around()
    before = text[max(reading.start - 40, 0) : reading.start]
    if around.recurring_before.search(before) or around.recurring_after.match(text, reading.end):
        return False
    words = text[reading.start : reading.end]
    if reading.kind == "quarter":
        return True
    if not any(letter.isupper() for letter in words):
        return False
    if reading.kind == "day":
        return True
    # With a narrowing word in front ("end of March") the words start in lower case.
    return words[0].islower() or around.before_month.search(before) is not None


def _assumed(reading: Reading, reference: str, toward: Toward) -> Period | None:
    """The period in the year that brings it nearest to the reference date, on the side that is asked for."""
    moment = date.fromisoformat(f"{reference}-01-01"[:10] if len(reference) == 4 else f"{reference}-01"[:10])
    choices = [found for year in range(moment.year - 1, moment.year + 2) if (found := reading.at(year)) is not None]
    if toward == "future":
        choices = [found for found in choices if found[1] >= moment]
        return choices[0] if choices else None
    if toward == "past":
        choices = [found for found in choices if found[0] <= moment]
        return choices[-1] if choices else None
    return min(choices, key=lambda found: (_distance(found, moment), -found[0].toordinal()), default=None)


def _distance(period: Period, moment: date) -> int:
    if period[0] <= moment <= period[1]:
        return 0
    return min(abs((period[0] - moment).days), abs((period[1] - moment).days))


def _mention(text: str, reading: Reading, reference: str | None, toward: Toward) -> DateMention:
    period, kind = reading.period(), reading.kind
    if period is None and reference:
        period = _assumed(reading, reference, toward)
        kind += "_assumed_year" if period else "_no_year"
    elif period is None:
        kind += "_no_year"
    words = text[reading.start : reading.end]
    if period is None:
        return DateMention(reading.start, reading.end, words, None, None, None, kind)
    return DateMention(
        reading.start, reading.end, words, periods.value_of(period), period[0].isoformat(), period[1].isoformat(), kind
    )


def _joined(text: str, readings: Iterator[Reading]) -> Iterator[Reading]:
    previous: Reading | None = None
    for reading in readings:
        if previous is not None:
            both = _join(text, previous, reading)
            if both is not None:
                previous = both
                continue
            yield previous
        previous = reading
    if previous is not None:
        yield previous


@lru_cache(maxsize=2048)
def _in_running_text(text: str) -> tuple[Reading, ...]:
    """The dates of a text by themselves, which several ask for, with a reference of their own."""
    return tuple(_joined(text, _readings(text, bare=False)))


def find_dates(text: str, *, reference: str | None = None, toward: Toward = "nearest") -> list[DateMention]:
    """All dates in running text, in order, not overlapping.

    Day before month, as in Britain; a date that does not exist (31/02/2014) is none; recurring and event dates ("each
    March", "quarterly", "next meeting") are none. A bare number is a year only behind a word such as "by" or "since".
    A month alone counts where a word makes it a date ("in July"); without `reference` its year stays unknown.

    Args:
        reference: the date (YYYY, YYYY-MM or YYYY-MM-DD) that dates without a year are put near, such as the meeting's.
        toward: whether those lie nearest to it, on or after it, or on or before it.

    Raises:
        ValueError: `reference` is not a date of that form.
    """
    return [
        _mention(text, reading, reference, toward)
        for reading in _in_running_text(text)
        if reading.year is not None or _stands(text, reading)
    ]


_SHORT_MONTH = re.compile(r"([A-Za-z]{3,4})\.?[ \u00a0](\d\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_DASHED = re.compile(r"(\d\d)-(\d\d)-(\d\d)")
_SHORT_PAIR = re.compile(r"(\d\d)/(\d\d)")
_PADDING = re.compile(
    r"[\s.,:;()\[\]*–-]|\b(?:by|in|on|the|at|of|from|during|for|until|till|before|after|due|date|to|a|and|then|or|"
    r"onwards|sooner|earlier|later|meeting|completed|complete|approx|approximately|around|circa|target|am|pm|noon|"
    r"between)\b|\b\d{1,2}(?:[.:]\d\d)?[ ]?(?:am|pm|noon)?(?!\d)",
    re.IGNORECASE,
)


def _whole(text: str) -> tuple[str, str] | None:
    """A longer writing of forms that are dates only where nothing else stands beside them, and their kind."""
    words = text.strip()
    if _YEAR.fullmatch(words):
        return f"in {words}", "year"
    if (m := _SHORT_MONTH.fullmatch(words)) and m[1].lower() in vocabulary().month_numbers:
        return f"{m[1]} '{m[2]}", "month"
    if m := _SHORT_DASHED.fullmatch(words):
        return f"{m[1]}/{m[2]}/{m[3]}", "day"
    if (m := _SHORT_PAIR.fullmatch(words)) and (int(m[1]) + 1) % 100 == int(m[2]):
        return f"FY {words}", "financial_year"
    return None


def parse_date(text: str, *, reference: str | None = None, toward: Toward = "nearest") -> DateMention | None:
    """The one date that a short value (a table cell, the value of a label) states, or None.

    Reads more than `find_dates`, since a value has nothing else in it: a bare year, a month or season alone, `Mar 24`,
    `03/2024`, `24/25`. A full date may have words around it ("Cabinet, 5 December 2011"); one without a year may
    not. None too where the value states several dates: `find_dates` tells them apart.

    Args:
        reference, toward: as in `find_dates`.

    Raises:
        ValueError: `reference` is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD.
    """
    start = len(text) - len(text.lstrip())
    longer = _whole(text)
    if longer is not None:
        found = find_dates(longer[0])
        if len(found) != 1:
            return None
        words = text.strip()
        return replace(found[0], start=start, end=start + len(words), text=words, kind=longer[1])
    stated, unstated = [], []
    for reading in _joined(text, _readings(text, bare=True)):
        if reading.year is not None:
            stated.append(reading)
        elif not _around().recurring_after.match(text, reading.end):
            unstated.append(reading)
    if stated:
        alone = len(stated) == 1 and not any(_stands(text, reading) for reading in unstated)
        return _mention(text, stated[0], reference, toward) if alone else None
    if len(unstated) != 1 or _PADDING.sub("", text[: unstated[0].start] + text[unstated[0].end :]):
        return None
    return _mention(text, unstated[0], reference, toward)
