"""Which units are headings, and how deep."""

import re
from collections.abc import Sequence

from pipeline.ingest.markers import MarkerKind, follows
from pipeline.ingest.text.joining import Unit
from pipeline.ingest.text.vocabulary import WORDS
from pipeline.ingest.text.wording import (
    ends_sentence,
    folded,
    is_caps,
    is_division,
    is_label,
    is_named_division,
    is_open,
    is_prose,
    is_titled,
    leads_in,
)

_LONGEST = 250  # characters of a heading
_MOST_WORDS = 14  # of a title; a sentence-case heading is shorter
_SENTENCE_CASE = 6
_NUMBERED_CASE = 9  # of a sentence-case heading with a number
_DEEPEST = 6
_REACH = 4  # headings may follow upon one another before words come
_VALUE = re.compile(r":\s+\S")
_CODE = re.compile(r"\S*\d\S*$")
_CONTACT = re.compile(r"@|https?://|www\.|\b\d{4,}\b.*\d{3,}|^\W*\d")
_DIGITS = re.compile(r"\d+")
_ASKS = re.compile(r"(?:what|how|why|where|who|when)\b", re.IGNORECASE)
"""How headings begin that have a verb of their own ("What we are doing now")."""
_OPENS = re.compile(r"[“‘\"'(]?[A-Z£\d]")
"""How the text below a heading begins."""


def _could_be(unit: Unit, text: str) -> bool:
    """Whether the words alone allow a heading."""
    words = folded(text)
    if not words or words in WORDS.answers or _VALUE.search(text) or _CONTACT.search(text) or _CODE.match(text):
        return False
    return is_open(text) and not text[0].islower() and unit.marker.kind is not MarkerKind.BULLET


def _is_numbered_prose(following: Unit) -> bool:
    """Whether what follows is a numbered paragraph of running text, over which a heading may stand."""
    return following.marker.kind is MarkerKind.NUMBER and is_prose(following.text)


class _Finder:
    def __init__(self, units: Sequence[Unit | None]) -> None:
        self.units = units
        self.levels: dict[int, int] = {}
        self.known: dict[str, int] = {}
        self.depth = 0
        self.numbered = ""  # the number of the last heading that has a whole one

    def near(self, i: int) -> Unit | None:
        return self.units[i] if 0 <= i < len(self.units) else None

    def run(self) -> dict[int, int]:
        marked = [u.first.level for u in self.units if u and u.first.level]
        usual = max(set(marked), key=lambda n: (marked.count(n), -n)) if marked else 2
        for i, unit in enumerate(self.units):
            if not unit:
                continue
            text = unit.text
            if not text or not self.is_heading(i, unit, text):
                continue
            self.levels[i] = self.level(unit, text, usual)
            if unit.marker.number.isdigit():
                self.numbered = unit.marker.number
        return self.levels

    def is_heading(self, i: int, unit: Unit, text: str) -> bool:
        if unit.first.level:
            return True
        if unit.apart or unit.first.part or len(text) > _LONGEST:
            return False
        if is_label(text) and not unit.marker.marker:
            return True
        words = len(text.split())
        if is_division(text) and words <= _MOST_WORDS and not unit.marker.marker:
            return True
        if unit.first.gap and is_named_division(text) and words <= _MOST_WORDS and not unit.marker.marker:
            return True
        if self.counts_on(i, unit, text, words):
            return True
        if not _could_be(unit, text):
            return False
        if unit.first.bold and not is_caps(text):
            return self.leads(i)
        if is_caps(text) and words <= 2 * _MOST_WORDS and (words > 1 or len(text) > 3):
            return True
        if unit.marker.number:
            return self.is_numbered_heading(i, unit, text, words)
        return words <= _MOST_WORDS and self.stands_alone(i, unit, text, words)

    def counts_on(self, i: int, unit: Unit, text: str, words: int) -> bool:
        """Whether a line goes on counting from a numbered heading above, with more than numbered lines between."""
        number = unit.marker.number
        before = self.near(i - 1)
        return (
            number.isdigit()
            and unit.marker.kind is MarkerKind.NUMBER
            and not unit.marker.marker.startswith("(")
            and unit.first.gap > 0
            and words <= _MOST_WORDS
            and is_open(text)
            and text[0].isupper()
            and before is not None
            and before.marker.kind is not MarkerKind.NUMBER
            and bool(self.numbered)
            and follows(number, self.numbered)
        )

    def is_numbered_heading(self, i: int, unit: Unit, text: str, words: int) -> bool:
        number = unit.marker.number
        if unit.marker.kind is not MarkerKind.NUMBER or unit.marker.marker.startswith("(") or "(" in number:
            return False
        if self.ends_list(i, unit):
            return False
        titled = is_titled(text)
        if words > (_MOST_WORDS if titled else _NUMBERED_CASE) or i + 1 >= len(self.units):
            return False
        if not titled and words > _SENTENCE_CASE:
            before, after = self.near(i - 1), self.near(i + 1)
            if after is None or after.marker.marker or not is_prose(after.text) or leads_in(text):
                return False
            if before and before.marker.number and follows(number, before.marker.number):
                return False
        depth = number.count(".")
        for k in range(i + 1, len(self.units)):  # a contents list reaches its next number without words between
            following = self.units[k]
            if following is None or following.marker.kind is not MarkerKind.NUMBER or "(" in following.marker.marker:
                return True
            if following.marker.number.count(".") <= depth:
                return False
            if is_prose(following.text):
                return True
        return False

    def ends_list(self, i: int, unit: Unit) -> bool:
        """Whether a numbered line counts on from an item right above it, with no blank line between."""
        before = self.near(i - 1)
        return (
            before is not None
            and not unit.first.gap
            and i - 1 not in self.levels
            and before.marker.kind is MarkerKind.NUMBER
            and follows(unit.marker.number, before.marker.number)
        )

    def stands_alone(self, i: int, unit: Unit, text: str, words: int) -> bool:
        """A short line over text: in title case, or a known heading."""
        following = self.near(i + 1)
        if i + 1 >= len(self.units):
            return False
        if folded(text) in WORDS.headings or following is None:
            return True
        if text.endswith("?"):
            if _ASKS.match(text) and words <= _NUMBERED_CASE and is_prose(following.text):
                return bool(unit.first.gap)
            return bool(unit.first.gap and following.first.gap and following.marker.marker)
        if text.endswith(":") and leads_in(text):
            return False
        if not is_titled(text) and not (text.endswith(":") and words <= _SENTENCE_CASE and unit.first.gap):
            return self.is_set_off(i, unit, text, words)
        if following.marker.marker and following.text[:1].islower():  # the first words of the items below
            return False
        before = self.near(i - 1)
        if not unit.first.gap and before and i - 1 not in self.levels and not is_prose(before.text):
            return False
        return bool(following.first.gap or following.marker.marker or is_prose(following.text)) and self.leads(i)

    def is_set_off(self, i: int, unit: Unit, text: str, words: int) -> bool:
        """A few words in sentence case between a finished paragraph and a new one."""
        before, following = self.near(i - 1), self.near(i + 1)
        if words > _SENTENCE_CASE or following is None:
            return False
        apart = unit.first.gap > 0 and following.first.gap > 0
        if following.marker.marker and not (apart and _is_numbered_prose(following) and not leads_in(text)):
            return False
        if leads_in(text) and not apart and not _ASKS.match(text):
            return False
        finished = unit.first.gap > 0 or i - 1 in self.levels or before is None or ends_sentence(before.text)
        below = is_prose(following.text) or (apart and following.text.endswith(":"))
        return finished and below and _OPENS.match(following.text) is not None

    def leads(self, i: int) -> bool:
        """Whether words come, at the latest under further headings; names, addresses and answers lead nowhere."""
        for unit in self.units[i + 1 : i + 1 + _REACH]:
            if unit is None or unit.marker.marker or is_label(unit.text) or is_prose(unit.text):
                return True
            if folded(unit.text) in WORDS.headings or folded(unit.text) in WORDS.answers:
                return True
            if not _could_be(unit, unit.text) or unit.text.endswith(":"):
                return False
        return False

    def level(self, unit: Unit, text: str, usual: int) -> int:
        key = _DIGITS.sub("#", folded(text))
        number = unit.marker.number
        if unit.marker.kind is MarkerKind.NUMBER and number:
            self.depth = min(number.count(".") + 1, _DEEPEST)
            self.known.setdefault(key, self.depth)
            return self.depth
        if is_label(text):
            return min(self.depth + 2, _DEEPEST)
        if key in self.known and "#" in key:
            return self.known[key]
        if unit.first.bold:
            level = usual
        elif unit.first.level:
            level = unit.first.level
        else:
            level = 1 if is_caps(text) else min(self.depth + 1, _DEEPEST) if self.depth else 2
        self.known.setdefault(key, level)
        return level


def find_headings(units: Sequence[Unit | None]) -> dict[int, int]:
    """Levels (1 to 6) of the units that are headings, by index; None in `units` stands for a table."""
    return _Finder(units).run()
