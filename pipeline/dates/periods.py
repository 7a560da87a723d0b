"""Calendar arithmetic on periods: pairs of dates, both included."""

from calendar import monthrange
from datetime import date, timedelta

Period = tuple[date, date]


def day(year: int, month: int, number: int) -> Period | None:
    """One day, or None if there is no such day."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return found, found


def months(year: int, first: int, last: int) -> Period:
    """The months `first` to `last` (1 to 12), from `year`; they end in the next year where `last` < `first`."""
    end = year + (last < first)
    return date(year, first, 1), date(end, last, monthrange(end, last)[1])


def twelve_months(year: int, first: int) -> Period:
    """Twelve months from the first of a month."""
    return months(year, first, first - 1 or 12)


def narrowed(period: Period, sixths: tuple[int, int]) -> Period:
    """A part of a period, in sixths of it: of a year two months each, of a month five days each."""
    start, end = period
    low, high = sixths
    if start.day == 1 and (end + timedelta(days=1)).day == 1:
        count = (end.year - start.year) * 12 + end.month - start.month + 1
        if count % 6 == 0:
            first = start.year * 12 + start.month - 1 + count * low // 6
            last = start.year * 12 + start.month - 1 + count * high // 6 - 1
            return (
                date(first // 12, first % 12 + 1, 1),
                date(last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1]),
            )
    days = (end - start).days + 1
    return start + timedelta(days=days * low // 6), start + timedelta(days=days * high // 6 - 1)


def value_of(period: Period) -> str | None:
    """The finest of day, month and year (YYYY-MM-DD, YYYY-MM, YYYY) that holds the whole period; None if none does."""
    start, end = period
    if start == end:
        return start.isoformat()
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.year:04d}-{start.month:02d}"
    return f"{start.year:04d}" if start.year == end.year else None


def full_year(digits: str) -> int:
    """The year that two or four digits name; two digits mean 1970 to 2069."""
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (1900 if number >= 70 else 2000)
