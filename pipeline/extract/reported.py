"""The time for which a report speaks: by the column it stands in, or by its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.dates import find_dates

_AS_AT = re.compile(
    r"\b(?:as (?:at|of)|(?:position|update|progress|status|correct|data) (?:at|as at|as of))(?: the)?(?: end of)?\s+$",
    re.IGNORECASE,
)
_LONGEST_CUE = 40  # characters before a date in which the words that make it one of report are looked for


@dataclass(frozen=True, slots=True)
class AsOf:
    """The time as written, and as YYYY, YYYY-MM or YYYY-MM-DD where the words tell.

    `by_column`: the header of the report's column, or its label, says so, as it does of all that stands there.
    `until`: the last day that the words may mean, by which reports on one action are put in order.
    """

    text: str
    date: str | None
    by_column: bool
    until: str | None = field(default=None, compare=False)


def as_of(text: str, header: str = "", reference: str | None = None) -> AsOf | None:
    """The time for which a report speaks, or None where neither its column nor its words say.

    Args:
        header: of the column in which the report stands ("Position at June 2019"), or "".
        reference: the date of the paper, near which dates without a year lie.

    Raises:
        ValueError: `reference` is not a date (YYYY, YYYY-MM or YYYY-MM-DD).
    """
    if header and (dates := find_dates(header, reference=reference, toward="past")):
        return AsOf(dates[-1].text, dates[-1].value, by_column=True, until=dates[-1].date_to)
    for date in reversed(find_dates(text, reference=reference, toward="past")):
        if _AS_AT.search(text[max(0, date.start - _LONGEST_CUE) : date.start]):
            return AsOf(date.text, date.value, by_column=False, until=date.date_to)
    return None
