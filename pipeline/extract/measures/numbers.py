"""Numbers in text: digits, number words, money and shares, without those that are numbers of things."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from pipeline.dates import DateMention
from pipeline.extract.caseless import Caseless
from pipeline.extract.vocabulary import load


class Words(BaseModel):
    """The table `words` of the vocabulary."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    units: tuple[str, ...]
    times: tuple[str, ...]
    references: tuple[str, ...]
    approximations: tuple[str, ...]
    changes: tuple[str, ...]
    earlier: tuple[str, ...]
    targets: tuple[str, ...]
    stops: tuple[str, ...]


class Vocabulary(BaseModel):
    """The whole file `vocabulary.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    numbers: dict[str, int]
    multipliers: dict[str, int]
    scales: dict[str, tuple[str, ...]]
    words: Words


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity as written: value, unit ("%", "£ million", "kg", "" for a bare count), half-open range."""

    start: int
    end: int
    value: float
    unit: str


def any_of(words: tuple[str, ...]) -> str:
    """The words as one pattern, the longest first; a `*` at the end stands for any letters."""
    escaped = (re.escape(w).replace(r"\ ", r"\s+").replace(r"\*", r"\w*") for w in words)
    return "|".join(sorted(escaped, key=lambda w: (-len(w), w)))


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that comes with the package."""
    return load(__package__, "vocabulary.toml", Vocabulary)


class _Patterns:
    def __init__(self, words: Vocabulary) -> None:
        spelt = any_of(tuple(words.numbers))
        times = any_of(tuple(words.multipliers))
        scales = any_of(tuple(form for forms in words.scales.values() for form in forms))
        units = any_of(words.words.units)
        self.number = re.compile(
            r"(?:(?<![\w.,/£$€+-])|(?<=\bc\.))(?P<sign>[-−])?(?P<money>£|€|\$)?\s?"
            r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d:])"
            rf"(?:\s?(?P<thousand>k|thousand)(?!\w)|\s?(?P<scale>{scales})(?!\w))?"
            rf"(?:\s?(?P<percent>%|per\s?cent(?!\w)|p\.p\.)|\s?(?P<unit>{units})(?!\w)|(?P<plus>\+))?"
            r"(?![\w/]|[.,]\d)",
            re.IGNORECASE,
        )
        self.spelt = Caseless(rf"(?<![\w-])(?P<word>{spelt}|a(?=\s+(?:{times})))(?:[\s-]+(?P<times>{times}))?(?![\w-])")
        self.reference = Caseless(
            rf"(?:^|[\s(\[/])(?:{any_of(words.words.references)})\.?\s*(?:[\d.]+\s*(?:,|and|&|to|or|-|–)\s*)*[(\[#]?$"
        )
        self.time = re.compile(
            rf"[\s-]*(?:(?:and|to|or|-|–)\s*\d+[\s-]*)?(?:{any_of(words.words.times)})s?(?![\w])", re.IGNORECASE
        )
        self.age = re.compile(
            r"[\s-]*(?:(?:and|to|or|-|–)\s*\d+[\s-]*)?(?:years?[\s-]+olds?|year[\s-]+old|yrs?\b|\+\s*year)",
            re.IGNORECASE,
        )
        self.scales = {form: scale for scale, forms in words.scales.items() for form in forms}


@cache
def _patterns() -> _Patterns:
    return _Patterns(vocabulary())


_YEAR = re.compile(r"(?:19|20)\d\d")
_LIST_NUMBER = re.compile(r"(?:^|\n)\s*$")


def find_numbers(text: str, dates: list[DateMention]) -> Iterator[Number]:
    """The quantities in `text`, in order, leaving out dates, ages, lengths of time and the numbers of things."""
    found = [*_digits(text), *_spelt(text)]
    for number in sorted(found, key=lambda n: n.start):
        near = bisect_right(dates, number.start, key=lambda date: date.end)
        if near < len(dates) and dates[near].start < number.end:
            continue
        if not _is_of_a_thing(text, number):
            yield number


def _digits(text: str) -> Iterator[Number]:
    known = _patterns()
    for match in known.number.finditer(text):
        value = float(match["digits"].replace(",", ""))
        if match["thousand"]:
            value *= 1000
        if match["sign"]:
            value = -value
        unit = match["money"] or ""
        if match["percent"]:
            unit = "%"
        elif match["unit"]:
            unit = " ".join(match["unit"].split())
        if match["scale"]:
            scale = known.scales[match["scale"].casefold()]
            # A lone "m" behind a number without a currency is metres as often as millions.
            unit = f"{unit} {scale}".strip() if unit or match["scale"].casefold() != "m" else "m"
        start = (
            match.start("sign") if match["sign"] else match.start("money") if match["money"] else match.start("digits")
        )
        yield Number(start, match.end(), value, unit)


def _spelt(text: str) -> Iterator[Number]:
    words = vocabulary()
    for match in _patterns().spelt.finditer(text):
        value = float(words.numbers.get(match["word"].casefold(), 1))
        if match["times"]:
            value *= words.multipliers[match["times"].casefold()]
        yield Number(match.start(), match.end(), value, "")


def _is_of_a_thing(text: str, number: Number) -> bool:
    """Whether a number is an age, a length of time, a year, a telephone number, or the number of a paragraph."""
    known = _patterns()
    before = text[max(0, number.start - 40) : number.start]
    if known.reference.search(before) and number.unit not in {"%"} and not number.unit.startswith("£"):
        return True
    if number.unit:
        return False
    words = text[number.start : number.end]
    if known.time.match(text, number.end) or known.age.match(text, number.end):
        return True
    if _YEAR.fullmatch(words) or (words.startswith("0") and len(words) > 1 and "." not in words):
        return True
    if _LIST_NUMBER.search(before) and re.match(r"[.)]", text[number.end : number.end + 1] or " "):
        return True
    return len(words) >= 8 and words.isdigit()
