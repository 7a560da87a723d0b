"""Which units are headings, and how deep."""

import re
from collections.abc import Sequence

from pipeline.ingest.markers import MarkerKind, follows
from pipeline.ingest.text.joining import Unit, caps
from pipeline.ingest.text.layout import ends_sentence
from pipeline.ingest.text.vocabulary import WORDS

_LONGEST = 250  # characters of a heading in capitals or bold
_MOST_WORDS = 14  # of a title; a sentence-case heading is shorter
_SENTENCE_CASE = 6
_PROSE = 20  # words; more are no heading, no name and no address
_TITLE_SHARE = 0.6
_DEEPEST = 6
_REACH = 4  # headings may follow upon one another before words come
_END = re.compile(r"[.;,…][\"'”’)\]]*$")
_VALUE = re.compile(r":\s+\S")
_CODE = re.compile(r"\S*\d\S*$")
_CONTACT = re.compile(r"@|https?://|www\.|\b\d{4,}\b.*\d{3,}|^\W*\d")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_][\w'’]*")


def _folded(text: str) -> str:
    return " ".join(text.rstrip(":-– ").lower().split())


def is_label(text: str) -> bool:
    """Whether a line is one of the words that name what follows (`Action`, `Progress:`)."""
    return _folded(text) in WORDS.labels


def is_titled(text: str) -> bool:
    """Whether most words that carry meaning begin with a capital."""
    words = [w for w in _WORD.findall(text) if w.lower() not in WORDS.small]
    return bool(words) and sum(w[0].isupper() for w in words) >= _TITLE_SHARE * len(words)


def _could_be(unit: Unit, text: str) -> bool:
    """Whether the words alone allow a heading."""
    folded = _folded(text)
    if not folded or folded in WORDS.answers or _VALUE.search(text) or _CONTACT.search(text) or _CODE.match(text):
        return False
    return not _END.search(text) and not text[0].islower() and unit.marker.kind is not MarkerKind.BULLET


class _Finder:
    def __init__(self, units: Sequence[Unit | None]) -> None:
        self.units = units
        self.levels: dict[int, int] = {}
        self.known: dict[str, int] = {}
        self.depth = 0

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
        return self.levels

    def is_heading(self, i: int, unit: Unit, text: str) -> bool:
        if unit.first.level:
            return True
        if unit.apart:
            return False
        if is_label(text) and not unit.marker.marker:
            return True
        if not _could_be(unit, text):
            return False
        words = len(text.split())
        if unit.first.bold and not caps(text):
            return len(text) <= _LONGEST and self.leads(i)
        if caps(text) and len(text) <= _LONGEST and words <= 2 * _MOST_WORDS:
            return words > 1 or len(text) > 3
        if unit.marker.number:
            return self.is_numbered_heading(i, unit, text, words)
        return words <= _MOST_WORDS and self.stands_alone(i, unit, text, words)

    def is_numbered_heading(self, i: int, unit: Unit, text: str, words: int) -> bool:
        if unit.marker.kind is not MarkerKind.NUMBER or unit.marker.marker.startswith("(") or "(" in unit.marker.number:
            return False
        short = words <= (_MOST_WORDS if is_titled(text) else _SENTENCE_CASE)
        following = self.near(i + 1)
        if not short or (following is None and i + 1 >= len(self.units)):
            return False
        if following is None:
            return True
        number, after = unit.marker.number, following.marker.number
        if not after or following.marker.kind is not MarkerKind.NUMBER:
            return True
        if number.count(".") >= after.count("."):  # a sibling, or a step up: no words stand under this one
            return False
        return follows(after, number)

    def stands_alone(self, i: int, unit: Unit, text: str, words: int) -> bool:
        """A short line over text: in title case, or a known heading."""
        following = self.near(i + 1)
        if i + 1 >= len(self.units):
            return False
        if _folded(text) in WORDS.headings or following is None:
            return True
        if text.endswith("?"):
            return bool(unit.first.gap and following.first.gap and following.marker.number)
        if text.endswith(":") and not WORDS.lead_in.isdisjoint(text.lower().split()):
            return False
        if not is_titled(text) and not (text.endswith(":") and words <= _SENTENCE_CASE and unit.first.gap):
            return False
        before = self.near(i - 1)
        if not unit.first.gap and before and i - 1 not in self.levels and not _is_prose(before.text):
            return bool(following.marker.marker)
        return bool(following.first.gap or following.marker.marker or _is_prose(following.text)) and self.leads(i)

    def leads(self, i: int) -> bool:
        """Whether words come, at the latest under further headings; names, addresses and answers lead nowhere."""
        for unit in self.units[i + 1 : i + 1 + _REACH]:
            if unit is None or unit.marker.marker or is_label(unit.text) or _is_prose(unit.text):
                return True
            if _folded(unit.text) in WORDS.headings or _folded(unit.text) in WORDS.answers:
                return True
            if not _could_be(unit, unit.text) or unit.text.endswith(":"):
                return False
        return False

    def level(self, unit: Unit, text: str, usual: int) -> int:
        key = _DIGITS.sub("#", _folded(text))
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
            level = 1 if caps(text) else min(self.depth + 1, _DEEPEST) if self.depth else 2
        self.known.setdefault(key, level)
        return level


def _is_prose(text: str) -> bool:
    return len(text.split()) > _PROSE or (ends_sentence(text) and not text.endswith(":"))


def find_headings(units: Sequence[Unit | None]) -> dict[int, int]:
    """Levels (1 to 6) of the units that are headings, by index; None in `units` stands for a table."""
    return _Finder(units).run()
