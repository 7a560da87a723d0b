"""From a written form to the period it names."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pipeline.dates import periods
from pipeline.dates.forms import BLANK, number_of
from pipeline.dates.periods import Period
from pipeline.dates.vocabulary import Part, vocabulary

_BLANKS = re.compile(BLANK + "+")
_LONGEST = 60
"""Years that a range of bare years may span; more are two numbers."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form says.

    Attributes:
        kind: day, month, year, quarter, season, term, financial_year, school_year, municipal_year or range.
        at: the period, given the year that it is said of (None: no such day in that year).
        year: that year as written, or None where the words do not state it.
        month: the month it starts in, for telling which year it must be.
    """

    start: int
    end: int
    kind: str
    at: Callable[[int], Period | None]
    year: int | None
    month: int

    def period(self) -> Period | None:
        """The period, None where the year is not stated or has no such day."""
        return None if self.year is None else self.at(self.year)


def _sixths(words: str | None) -> tuple[int, int] | None:
    if words is None:
        return None
    folded = _BLANKS.sub(" ", words.lower())
    parts: tuple[Part, ...] = vocabulary().parts
    return next(part.sixths for part in parts if folded in part.words)


def _month(words: str) -> int:
    return vocabulary().month_numbers[_BLANKS.sub("", words.lower()).rstrip(".")]


def _year(words: str) -> int:
    return periods.full_year(words.strip("'‘’´` \u00a0"))


def _narrow(period: Period | None, sixths: tuple[int, int] | None) -> Period | None:
    return period if period is None or sixths is None else periods.narrowed(period, sixths)


def _counted(*words: str | None) -> tuple[str, int]:
    """Kind and first month of a year that does not start in January; without words, the financial year."""
    for word in words:
        if word:
            for name, kind in vocabulary().years.items():
                if word.lower() in kind.words:
                    return f"{name}_year", kind.first_month
    return "financial_year", vocabulary().years["financial"].first_month


def _second_year(first: int, digits: str) -> int:
    """The later year of a pair; its missing digits are those of the first (2008/9, 2019-31, 1999/00)."""
    scale = 10 ** len(digits)
    year: int = first - first % scale + int(digits)
    return year if year > first or len(digits) == 4 else year + scale


def _iso(m: re.Match[str]) -> Reading:
    month, number = int(m["month"]), int(m["day"])
    return Reading(m.start(), m.end(), "day", lambda y: periods.day(y, month, number), int(m["year"]), month)


def _numeric(m: re.Match[str]) -> Reading:
    month = int(m["m1"] or m["m2"] or m["m3"] or m["m4"])
    year = _year(m["y1"] or m["y2"] or m["y3"] or m["y4"])
    number = int(m["day"])
    return Reading(m.start(), m.end(), "day", lambda y: periods.day(y, month, number), year, month)


def _day(m: re.Match[str]) -> Reading | None:
    month, number, year = _month(m["month"]), int(m["day"]), _year(m["year"])
    first = m.groupdict().get("day0")
    if first is None:
        return Reading(m.start(), m.end(), "day", lambda y: periods.day(y, month, number), year, month)
    start, end = periods.day(year, month, int(first)), periods.day(year, month, number)
    if start is None or end is None or start >= end:
        return None
    days = (start[0], end[1])
    return Reading(m.start(), m.end(), "range", lambda _: days, year, month)


def _month_year(m: re.Match[str]) -> Reading:
    month, sixths = _month(m["month"]), _sixths(m["part"])
    year = _year(m["year"] or m["year_"])
    return Reading(m.start(), m.end(), "month", lambda y: _narrow(periods.months(y, month, month), sixths), year, month)


def _numeric_month(m: re.Match[str]) -> Reading:
    month = int(m["month"])
    return Reading(m.start(), m.end(), "month", lambda y: periods.months(y, month, month), int(m["year"]), month)


def _quarter(m: re.Match[str]) -> Reading | None:
    last = number_of(m["q"] or m["ordinal"])
    first = number_of(m["q0"]) if m["q0"] else last
    if first > last:
        return None
    sixths = _sixths(m["part"])
    _, first_month = _counted(m["before"], m["before_"])
    year: int | None = None
    if m["lead"]:
        year = int(m["lead"][:4])
    elif m["y1"]:
        year = int(m["y1"])
        if _second_year(year, m["y2"]) != year + 1:
            return None
    elif m["s1"]:
        year = periods.full_year(m["s1"])
    elif m["year"]:
        year = int(m["year"])
        # "the first quarter of 2015" is the calendar's; "Q1 2015" and "Quarter 1 2015" the financial year's.
        if m["ordinal"] and not (m["before"] or m["before_"]):
            first_month = 1
    start = (first_month - 1 + 3 * (first - 1)) % 12 + 1
    later = first_month + 3 * (first - 1) > 12
    length = 3 * (last - first + 1)
    if m["month"] and year is None:
        month = _month(m["month"])
        return Reading(m.start(), m.end(), "quarter", lambda y: periods.months(y, month, month), None, month)

    def at(y: int) -> Period | None:
        return _narrow(periods.months(y + later, start, (start + length - 2) % 12 + 1), sixths)

    return Reading(m.start(), m.end(), "quarter" if first == last else "range", at, year, first_month)


def _season(m: re.Match[str]) -> Reading | None:
    word = m["season"].lower()
    season = next(season for season in vocabulary().seasons.values() if word in season.words)
    sixths = _sixths(m["part"])
    months = (season.term if m["term"] else None) or season.months
    year = int(m["year"]) if m["year"] else None
    following = m["next"]
    if year is not None and following and _second_year(year, following) != year + 1:
        return None

    def at(y: int) -> Period | None:
        if not following or months[1] < months[0]:
            return _narrow(periods.months(y, *months), sixths)
        if m["term"]:
            return _narrow(periods.months(y if months[0] >= 9 else y + 1, *months), sixths)
        if months[0] > 4:
            return _narrow(periods.months(y, *months), sixths)
        # "Spring 2026/27": the financial year has a bit of two springs.
        return periods.months(y, *months)[0], periods.months(y + 1, *months)[1]

    return Reading(m.start(), m.end(), "term" if m["term"] else "season", at, year, months[0])


def _pair(m: re.Match[str]) -> Reading | None:
    first = int(m["y1"])
    last = _second_year(first, m["y2"])
    sixths = _sixths(m["part"])
    kind, month = _counted(m["before"], m["after"])
    if last == first + 1:
        return Reading(
            m.start(), m.end(), kind, lambda y: _narrow(periods.twelve_months(y, month), sixths), first, month
        )
    if m["dash"] == "/" or len(m["y2"]) == 1 or m["before"] or m["after"]:
        return None
    number = int(m["y2"])
    if len(m["y2"]) == 2 and number <= first % 100:
        # 2018-11 is a month, not the years 2018 to 2111.
        if m["part"] or not 1 <= number <= 12 or _BLANKS.search(m[0]):
            return None
        return Reading(m.start(), m.end(), "month", lambda y: periods.months(y, number, number), first, number)
    if not 1 < last - first <= _LONGEST:
        return None
    return Reading(m.start(), m.end(), "range", lambda y: (date(y, 1, 1), date(last, 12, 31)), first, 1)


def _short_pair(m: re.Match[str]) -> Reading | None:
    first = periods.full_year(m["s1"])
    if (first + 1) % 100 != int(m["s2"]):
        return None
    kind, month = _counted(m["before"])
    sixths = _sixths(m["part"])
    return Reading(m.start(), m.end(), kind, lambda y: _narrow(periods.twelve_months(y, month), sixths), first, month)


def _years(m: re.Match[str]) -> Reading | None:
    first, last = ("y1", "y2") if m["y1"] else ("y3", "y4")
    end = int(m[last])
    if not 0 < end - int(m[first]) <= _LONGEST:
        return None
    return Reading(m.start(first), m.end(), "range", lambda y: (date(y, 1, 1), date(end, 12, 31)), int(m[first]), 1)


def _bare_year(m: re.Match[str]) -> Reading:
    sixths = _sixths(m["part"])
    start = m.start("part") if m["part"] else m.start("core")
    return Reading(start, m.end(), "year", lambda y: _narrow(periods.twelve_months(y, 1), sixths), int(m["core"]), 1)


def _day_alone(m: re.Match[str]) -> Reading:
    month, number = _month(m["month"]), int(m["day"])
    return Reading(m.start(), m.end(), "day", lambda y: periods.day(y, month, number), None, month)


def _month_alone(m: re.Match[str]) -> Reading:
    month, sixths = _month(m["month"]), _sixths(m["part"])
    return Reading(m.start(), m.end(), "month", lambda y: _narrow(periods.months(y, month, month), sixths), None, month)


READERS: dict[str, Callable[[re.Match[str]], Reading | None]] = {
    "iso": _iso,
    "numeric": _numeric,
    "day": _day,
    "american": _day,
    "month": _month_year,
    "numeric_month": _numeric_month,
    "quarter": _quarter,
    "season": _season,
    "pair": _pair,
    "short_pair": _short_pair,
    "years": _years,
    "year": _bare_year,
    "day_alone": _day_alone,
    "month_alone": _month_alone,
}
"""By the name of a form: its reading, or None where the words are no date (31 February)."""
