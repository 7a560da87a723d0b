"""What a block says as the cell of a flattened row, where columns are run together: when, how rated, by whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.columns import COLOURS, column_role
from pipeline.dates import find_dates
from pipeline.extract.statements.model import Span
from pipeline.extract.vocabulary import fold

WHEN = re.compile(
    r"\b(?:on-?going|in line with|plan to be|tbc|tbd|to be confirmed|immediate(?:ly)?|annually|"
    r"annual,|quarterly|monthly|short[- ]term|medium[- ]term|long[- ]term|as (?:and )?when|completed?|"
    r"red|amber|green)\b",
    re.IGNORECASE,
)
"""Words with which a cell that says when may begin."""
ROLE_HOLDER = re.compile(
    r"\b(?:services?|team|managers?|officers?|department|head of|directors?|lead|unit|division|council|partnership)\b",
    re.IGNORECASE,
)
"""Words in the names of jobs, teams and bodies."""
_EARLY = 4  # characters that may stand before the date in a cell that says when
_SHORT = 8  # words of such a cell
_LONGEST = 30  # words of a block in which another column follows the date
_BETWEEN = re.compile(r"[\s,;/&–-]*(?:to|and|until|or|then)?[\s,;/&–-]*$")
_RATING = re.compile(r"\s+\d{1,2}$")
_TAIL = re.compile(r"(?:^|\s)(\w+)\s*$")
_HOLDER_WORDS = 4
_LEAST_HOLDERS = 3  # rows that a team or service leads before its name is known as such
_YEAR = re.compile(r"\s*((?:by |end of |during )?(?:19|20)\d{2}(?:\s*[/–-]\s*\d{2,4})?)(?!\S)", re.IGNORECASE)
_RATED = re.compile(r"\s*\d\s+(?=(?:on-?going|tbc|annually|quarterly|monthly)\b[^.]{0,30}$)", re.IGNORECASE)
_CLOSED = re.compile(r"(?:[.)]|[.)\s]\s*\d)$")
_BEGINS = re.compile(r"\s*(?:[A-Z£(]|\d+(?:\.\d+)? ?(?:FTE|k|m)\b|$)")


def when_of(text: str, repeated: Sequence[str]) -> Span | None:
    """The range at the head of a block that says when; None where it says something else.

    Args:
        repeated: texts that recur in other cells, at which the next column begins.
    """
    dates = find_dates(text)
    words = len(text.split())
    if dates and dates[0].start <= _EARLY and words <= _LONGEST:
        end = dates[0].end
        for before, after in pairwise(dates):
            if not _BETWEEN.match(text[before.end : after.start]):
                break
            end = after.end
        if words <= _SHORT:
            return Span(0, len(text))
        return Span(0, end) if _BEGINS.match(text, end) else None
    if (year := _YEAR.match(text)) and words <= _LONGEST and _BEGINS.match(text, year.end()):
        return Span(year.start(1), year.end(1))
    rated = _RATED.match(text)
    if rated:
        return Span(rated.end(), len(text))
    if WHEN.match(text):
        cuts = [at for value in repeated if (at := text.find(value)) > 0]
        return Span(0, len(text[: min(cuts)].rstrip() if cuts else text))
    return None


def when_at_end(text: str) -> Span | None:
    """The date, or word of time, at the end of a block, behind a full stop or a rating: the last column of the row."""
    found = [(d.start, d.end) for d in find_dates(text)]
    found.extend(m.span() for m in WHEN.finditer(text))
    for start, end in sorted(found):
        before = text[:start].rstrip()
        if not text[end:].strip(" .") and _CLOSED.search(before):
            return Span(start, end)
    return None


def rating_of(text: str) -> Span | None:
    """A colour in capitals at the end of a block, which is the rating of the next column."""
    tail = _TAIL.search(text)
    if tail is None or not tail[1].isupper() or len(tail[1]) < 3 or fold(tail[1]) not in COLOURS:
        return None
    return Span(tail.start(1), tail.end(1))


def _squeezed(text: str) -> str:
    return fold(text).replace(" ", "")


class Holders:
    """Names of teams and services: short values that recur from row to row, however extraction has split them."""

    def __init__(self, texts: Iterable[str], names: frozenset[str]) -> None:
        cores = [_RATING.sub("", text) for text in texts]
        counts = Counter(_squeezed(core) for core in cores if self._may_hold(core))
        self.known = {key for key, n in counts.items() if n >= _LEAST_HOLDERS and key not in names}
        self._tail: re.Pattern[str] | None = None

    def _tails(self) -> re.Pattern[str]:
        """Any of the names at the end of a block, letters spaced as extraction left them."""
        if self._tail is None:
            names = "|".join(r"\s*".join(map(re.escape, key)) for key in sorted(self.known, key=lambda k: (-len(k), k)))
            self._tail = re.compile(rf"(?<=[\w.,)])\s+({names or '(?!)'})(?:\s+\d{{1,2}})?$", re.IGNORECASE)
        return self._tail

    @staticmethod
    def _may_hold(text: str) -> bool:
        words = text.split()
        return (
            2 <= len(words) <= _HOLDER_WORDS
            and all(word[0].isupper() or word in ("and", "of", "for", "&", "the") for word in words)
            and not any(c.isdigit() for c in text)
            and not WHEN.match(text)
            and column_role(text) is None
            and text[-1].isalpha()
        )

    def find(self, text: str) -> Span | None:
        """The whole block, or its end, where that is such a name; without a rating that stands behind it."""
        core = _RATING.sub("", text)
        if _squeezed(core) in self.known:
            return Span(0, len(core))
        match = self._tails().search(text)
        return Span(match.start(1), match.end(1)) if match else None
