"""Times that are told from the day of the paper: "next month", "by Christmas", "the end of the financial year".

Only what one reading is possible of is read: "next year" may be the calendar's or the council's, and "next summer" is
this year's or the one after while this year's is still to come.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from pipeline.dates import periods
from pipeline.dates.find import DateMention
from pipeline.dates.forms import any_of
from pipeline.dates.periods import Period
from pipeline.dates.vocabulary import vocabulary

_COUNT = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "eighteen": 18} | {word: number for number, word in enumerate(_COUNT, 2)}
_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_UNIT_MONTHS = {"month": 1, "year": 12}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = vocabulary()
    parts = any_of(word for part in words.parts for word in part.words)
    part = rf"(?:(?P<part>{parts})[\s-]+(?:the\s+)?)?"
    before = (
        r"by|before|in|on|at|over|from|after|until|during|for|towards?|ahead\s+of|in\s+time\s+for|no\s+later\s+than"
    )
    opening = rf"\W*(?:{before})?\s*(?:the\s+)?"
    counted = any_of(word for kind in words.years.values() for word in kind.words)
    seasons = any_of(word for season in words.seasons.values() for word in season.words)
    which = r"(?:(?P<which>(?:the\s+)?(?:this|next|coming|new|current|following)|the)\s+)?"
    several = rf"\d{{1,2}}|{'|'.join(_NUMBERS)}"
    unit = r"day|week|fortnight|month|year"
    forms = {
        "month": rf"{opening}{part}(?P<which>this|next|the)\s+month",
        "counted": rf"{opening}{part}{which}(?P<kind>{counted}|calendar)\s+year",
        "season": rf"{opening}{part}{which}(?P<season>{seasons})(?P<term>\s+term)?(?:\s+months)?",
        "christmas": rf"{opening}christmas(?:\s+(?:holidays?|break|period))?",
        "easter": rf"{opening}easter(?:\s+(?:holidays?|break))?",
        "then": rf"\W*(?:with)?in\s+(?P<number>{several})\s+(?P<unit>{unit})[’']?s?[’']?\s+time",
        "until": r"\W*(?:over|in|within|during|for)\s+(?:the\s+)?(?:next|coming)\s+"
        rf"(?P<number>{several})\s+(?P<unit>{unit})s?",
    }
    return {name: re.compile(rf"(?:{form})\W*", re.IGNORECASE) for name, form in forms.items()}


def relative_date(text: str, *, reference: str) -> DateMention | None:
    """The time that a few words tell from the day of the paper, or None where they tell none or more than one.

    Args:
        text: the words and nothing else.
        reference: the day of the paper: YYYY-MM-DD, or YYYY-MM where the words tell no less than a month.

    Raises:
        ValueError: `reference` is not a date of that form.
    """
    if len(reference) < 7:
        return None
    moment, exact = date.fromisoformat(f"{reference}-01"[:10]), len(reference) == 10
    for name, pattern in _patterns().items():
        if match := pattern.fullmatch(text):
            period = _READERS[name](match, moment, exact)
            if period is None:
                return None
            value = periods.value_of(period)
            start, end = (day.isoformat() for day in period)
            return DateMention(0, len(text), text, value, start, end, "relative")
    return None


def _narrowed(match: re.Match[str], period: Period) -> Period:
    words = match["part"]
    if not words:
        return period
    told = " ".join(words.lower().replace("-", " ").split())
    sixths = next(part.sixths for part in vocabulary().parts if told in (w.replace("-", " ") for w in part.words))
    return periods.narrowed(period, sixths)


def _which(match: re.Match[str]) -> str:
    return match["which"].lower().split()[-1] if match["which"] else ""


def _nth_month(months: int) -> Period:
    """The month that so many months lie before, from the year 0 on."""
    year, month = divmod(months, 12)
    return periods.months(year, month + 1, month + 1)


def _month(match: re.Match[str], moment: date, exact: bool) -> Period | None:
    months = moment.year * 12 + moment.month - 1 + (_which(match) == "next")
    if _which(match) == "the" and not match["part"]:
        return None
    return _narrowed(match, _nth_month(months))


def _counted(match: re.Match[str], moment: date, exact: bool) -> Period | None:
    kind = match["kind"].lower()
    kinds = vocabulary().years.values()
    first = 1 if kind == "calendar" else next(k.first_month for k in kinds if kind in k.words)
    year = moment.year - (moment.month < first)
    if _which(match) in ("next", "new", "coming", "following"):
        year += 1
    return _narrowed(match, periods.twelve_months(year, first))


def _season(match: re.Match[str], moment: date, exact: bool) -> Period | None:
    word = match["season"].lower()
    season = next(season for season in vocabulary().seasons.values() if word in season.words)
    span = season.term if match["term"] else season.months
    if span is None:
        return None
    of_year = [periods.months(year, *span) for year in range(moment.year - 1, moment.year + 3)]
    coming = [period for period in of_year if period[1] >= moment]
    if _which(match) == "next" and coming[0][0].year == moment.year:
        return None  # this year's, or the one after?
    return _narrowed(match, coming[0])


def _christmas(match: re.Match[str], moment: date, exact: bool) -> Period | None:
    year = moment.year + ((moment.month, moment.day) > (12, 26))
    return date(year, 12, 24), date(year, 12, 26)


def _easter(match: re.Match[str], moment: date, exact: bool) -> Period | None:
    sunday = next(day for year in (moment.year, moment.year + 1) if (day := easter_sunday(year)) >= moment)
    return sunday - timedelta(days=2), sunday + timedelta(days=1)


def _ahead(match: re.Match[str], moment: date, exact: bool) -> Period | None:
    """The time so many days or months on: a day, or a month."""
    words, unit = match["number"].lower(), match["unit"].lower()
    count = int(words) if words.isdigit() else _NUMBERS[words]
    if unit in _UNIT_DAYS:
        end = moment + timedelta(days=count * _UNIT_DAYS[unit])
        return (end, end) if exact else None
    months = moment.year * 12 + moment.month - 1 + count * _UNIT_MONTHS[unit]
    return _nth_month(months)


def _until(match: re.Match[str], moment: date, exact: bool) -> Period | None:
    """All the time until then."""
    then = _ahead(match, moment, exact)
    return (moment, then[1]) if then else None


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the algorithm in J. Meeus, Astronomical Algorithms (1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


_READERS = {
    "month": _month,
    "counted": _counted,
    "season": _season,
    "christmas": _christmas,
    "easter": _easter,
    "then": _ahead,
    "until": _until,
}

__all__ = ["easter_sunday", "relative_date"]
