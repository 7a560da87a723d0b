"""What is printed before the words of a block: numbers (``7.3.1``, ``(a)``, ``iv)``), references (``1.1a``), bullets.

The grammar is that of British official papers. A number that belongs to its sentence ("30 partners attended",
"2014 was", "21 st October", "1.5 million") is no marker.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class MarkerKind(StrEnum):
    """What sort of marker stands before the words."""

    NONE = "none"
    NUMBER = "number"
    LETTER = "letter"
    ROMAN = "roman"
    REFERENCE = "reference"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Marker:
    """A text split into its marker and its words.

    Attributes:
        number: the number without its punctuation (``7.3.1``, ``a``, ``iv``, ``1(1)``), or "" (bullet, none).
        marker: the number or bullet as it stands in the frozen text (``(a)``, ``1. (1)``, ``•``), or "".
        rest: the words behind it, without leading white space; all of the text where there is no marker.
        sure: whether the form alone shows it to be a marker. A bare ``3`` before a capital, an initial ``A.``
            and a code such as ``A3`` are not sure: accept them where they continue a sequence (`follows`) or
            stand before a heading.
    """

    number: str
    marker: str
    rest: str
    kind: MarkerKind
    sure: bool = True


class _Vocabulary(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    bullets: tuple[str, ...]
    stand_ins: tuple[str, ...]
    letters: tuple[str, ...]
    months: tuple[str, ...]
    ordinals: tuple[str, ...]
    units: tuple[str, ...]


_WORDS = _Vocabulary.model_validate(tomllib.loads(Path(__file__).with_name("markers.toml").read_text(encoding="utf-8")))
_SYMBOLS = "\uf020-\uf0ff"  # where symbol fonts put their glyphs
_PRINTED = frozenset(_WORDS.bullets)
_DASHES = "-–—−"


def _any(characters: tuple[str, ...]) -> str:
    return "".join(re.escape(c) for c in characters)


# Dashes have rules of their own; a star, a section sign and letters are bullets only with a blank behind them.
_SPACED = tuple(c for c in _WORDS.stand_ins if c in "*§" or c.isalpha())
_GLYPHS = _any(tuple(c for c in (*_WORDS.bullets, *_WORDS.stand_ins) if c not in (*_DASHES, *_SPACED)))
_ROMAN = r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})"
_BULLET = re.compile(
    rf"""(?: (?P<glyph>[{_GLYPHS}{_SYMBOLS}]) (?:(?=\D)|(?=\d+\s)|$)
      | (?P<dash>[{_DASHES}]) (?:\s+(?!\d+(?:,\d{{3}})+\b) | (?=[^\W\d_]) | (?=[“"‘'(£]) | \s*$)
      | (?P<spaced>§(?!\s*\d)|[{_any(tuple(c for c in _SPACED if c != "§"))}]) (?:\s+|$)
      | (?P<letter>[{_any(_WORDS.letters)}]) (?:\s*$ | \t\s* | \s{{2,}} | \s(?=[A-Z\d“"‘'(£]|[a-z]{{2}}))
    )\s*""",
    re.VERBOSE,
)
_UNIT = rf"(?!(?:{'|'.join(map(re.escape, _WORDS.units))})(?![^\W_]))"
_MONTH = rf"(?!(?i:{'|'.join((*_WORDS.months, *_WORDS.ordinals))})\b)"
_END = r"(?:\s+|$)"
_STUCK = r"(?:\s+|$|(?=[A-Z][a-z]))"  # the blank may be lost before a capital

# Tried in this order; `n` is the number, of a compound with `m`.
_COMPOUND = re.compile(rf"(?P<n>\d{{1,3}})[.)]?\s*\((?P<m>\d{{1,2}}|[a-z]|{_ROMAN})\){_END}(?=[^\Wa-z]|[“\"‘'£]|$)")
_SURE = (
    re.compile(rf"\((?P<n>\d{{1,3}}|[A-Za-z]|{_ROMAN}|(?P<twice>[a-z])(?P=twice))\){_STUCK}"),
    re.compile(rf"(?P<n>[1-9]\d{{0,2}}(?:\.\d{{1,3}}){{1,4}})(?:[.):]?{_END}{_UNIT}|(?=[A-Z][a-z]))"),
    re.compile(rf"(?P<n>[1-9]\d{{0,2}})[.)]{_STUCK}"),
    re.compile(r"(?P<n>[1-9]\d{0,2})(?:\t\s*|\s{3,})(?=\S)"),
)
_CODED = re.compile(
    rf"(?P<n>(?:[A-Z]{{1,3}})?\d{{1,3}}(?:\.\d{{1,3}})+[a-z]|[A-Z]{{1,3}}\d{{1,3}}(?:\.\d{{1,3}})+)[.):]?{_END}"
)
_LETTERED = re.compile(rf"(?P<n>{_ROMAN}|[a-zA-Z]|[IVX]{{1,4}})(?P<close>[.)]){_END}(?![a-z]\.|(?<=c\.\s)[\d£])")
_UNSURE = (
    (re.compile(r"(?P<n>[1-9]\d{0,2})$"), MarkerKind.NUMBER),
    (
        re.compile(rf"(?P<n>[1-9]\d{{0,2}})\s{{1,2}}{_MONTH}(?=[A-Z][A-Za-z]|A\s|[‘'“\"(]?[A-Z]{{2}})"),
        MarkerKind.NUMBER,
    ),
    (
        re.compile(rf"(?P<n>[A-Z]{{1,3}}\d{{1,3}}|\d{{1,2}}[a-z])(?:[.):]|\s[{_DASHES}])?{_END}(?=[A-Z]|$)"),
        MarkerKind.REFERENCE,
    ),
)
_IS_ROMAN = re.compile(rf"{_ROMAN}$")
_PLAIN_WORD = re.compile(r"[^\W\d_]{2,}(?=[\s,;'’-]|$)|[^\W\d_]{8}")  # most lines begin so, and have no marker
_MAY_NUMBER = re.compile(r"[\d(]|[A-Za-z][A-Za-z]{0,4}[.)\d]")


def is_bullet(character: str) -> bool:
    """Whether a single character can be a bullet (of a symbol font, too); letters such as ``o`` cannot tell alone."""
    return character in _PRINTED or character in _WORDS.stand_ins or "\uf020" <= character <= "\uf0ff"


def split_marker(text: str) -> Marker:
    """Split a line or block into its marker and its words.

    A Markdown bullet before a number (``- 1.1 Text``) is dropped. Without marker, `kind` is NONE and `rest` the
    text without white space around it.
    """
    return find_marker(text) or Marker("", "", text.strip(), MarkerKind.NONE)


def find_marker(text: str) -> Marker | None:
    """As `split_marker`; None where there is no marker."""
    text = text.strip()
    if not text or _PLAIN_WORD.match(text):
        return None
    bullet = _BULLET.match(text)
    if bullet:
        rest = text[bullet.end() :]
        numbered = _number(rest) if rest and bullet["dash"] and rest[0] in "0123456789(" else None
        if numbered and numbered.sure and numbered.rest:
            return numbered
        mark = text[0]
        shown = mark if mark in _PRINTED or bullet["letter"] else "•"
        return Marker("", shown, rest, MarkerKind.BULLET, sure=bool(not bullet["letter"] or rest))
    return _number(text)


def _number(text: str) -> Marker | None:
    if not _MAY_NUMBER.match(text):
        return None
    if found := _COMPOUND.match(text):
        return _marked(f"{found['n']}({found['m']})", found, MarkerKind.NUMBER)
    for pattern in _SURE:
        if found := pattern.match(text):
            return _marked(found["n"], found, _kind(found["n"]))
    if found := _CODED.match(text):
        return _marked(found["n"], found, MarkerKind.REFERENCE)
    if found := _LETTERED.match(text):
        initial = found["n"].isupper() and found["close"] == "."  # "A. Smith"
        return _marked(found["n"], found, _kind(found["n"]), sure=not initial)
    for pattern, kind in _UNSURE:
        if found := pattern.match(text):
            return _marked(found["n"], found, kind, sure=False)
    return None


def _marked(number: str, found: re.Match[str], kind: MarkerKind, *, sure: bool = True) -> Marker:
    return Marker(number, found.group().strip(), found.string[found.end() :].lstrip(), kind, sure)


def _kind(number: str) -> MarkerKind:
    if number[0].isdigit():
        return MarkerKind.NUMBER
    return MarkerKind.ROMAN if _IS_ROMAN.match(number.lower()) else MarkerKind.LETTER


_UNITS_OF_ROMAN = {"i": 1, "v": 5, "x": 10}


def _roman(number: str) -> int:
    values = [_UNITS_OF_ROMAN[c] for c in number.lower()]
    return sum(-v if any(w > v for w in values[i + 1 :]) else v for i, v in enumerate(values))


def _ordinals(part: str) -> tuple[int, ...]:
    """The places in a sequence that a part of a number can mean: ``i`` is the first roman and the ninth letter."""
    if part.isdigit():
        return (int(part),)
    letter = (ord(part.lower()) - ord("a") + 1,) if len(part) == 1 and part.isascii() else ()
    roman = (_roman(part),) if _IS_ROMAN.match(part.lower()) else ()
    return roman + letter


_PARTS = re.compile(r"\d+|[A-Za-z]+")


def follows(number: str, previous: str) -> bool:
    """Whether `number` is the next after `previous` in a sequence: 4 after 3, 2.10 after 2.9, b after a, v after iv.

    Also true where a level opens (2.1 after 2) or closes (3 after 2.4, 2.2 after 2.1.3).
    """
    new, old = _PARTS.findall(number), _PARTS.findall(previous)
    if not new or not old:
        return False
    if len(new) == len(old) + 1 and new[:-1] == old:
        return 1 in _ordinals(new[-1])
    if len(new) > len(old) or new[:-1] != old[: len(new) - 1]:
        return False
    before = _ordinals(old[len(new) - 1])
    same_sort = new[-1].isdigit() == old[len(new) - 1].isdigit()
    return same_sort and any(n - 1 in before for n in _ordinals(new[-1]))
