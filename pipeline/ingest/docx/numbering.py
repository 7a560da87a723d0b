"""Automatic numbers and bullets, as Word prints them (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from pipeline.ingest.docx.styles import Styles, W, is_on, number, value
from pipeline.ingest.markers import Marker, MarkerKind, split_marker
from pipeline.ingest.pdf.symbols import SYMBOL_FONTS, clean

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_SHORT = re.compile(r"[\w.()\[\]:/-]{1,12}$")
_WORD = re.compile(r"[^\W\d_]{3}")
_IS_ROMAN = re.compile(r"[ivxlcdm]+$")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 4000
_MOST_LETTERS = 780  # thirty rounds of the alphabet


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str = ""
    legal: bool = False
    restart: int | None = None
    picture: bool = False
    symbols: bool = False


@dataclass(slots=True)
class _List:
    """A numbering instance: the list whose counters it shares, its levels, and where it starts afresh."""

    shared: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of a document; ask once for each, in reading order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        abstract = {value(a, "abstractNumId"): a for a in root.findall(f"{W}abstractNum")}
        linked = {value(a.find(f"{W}styleLink")): key for key, a in abstract.items()}
        for num in root.findall(f"{W}num"):
            key = value(num.find(f"{W}abstractNumId"))
            link = value(abstract[key].find(f"{W}numStyleLink")) if key in abstract else ""
            key = linked.get(link, key) if link else key
            if key not in abstract:
                continue
            own = _List(key, dict(map(_level, abstract[key].findall(f"{W}lvl"))))
            for override in num.findall(f"{W}lvlOverride"):
                at = number(override, "ilvl") or 0
                redefined = override.find(f"{W}lvl")
                if redefined is not None:
                    own.levels[at] = _level(redefined)[1]
                start = number(override.find(f"{W}startOverride"))
                if start is not None:
                    own.starts[at] = start
            self._lists[value(num, "numId")] = own

    def marker(self, paragraph: Element | None, style: str) -> tuple[Marker | None, str, int]:
        """The marker printed before a paragraph, words printed before it in the place of a marker, and its depth."""
        found = self._place(paragraph, style)
        if found is None:
            return None, "", 0
        name, at = found
        own = self._lists[name]
        level = own.levels.get(at)
        if level is None:
            return None, "", 0
        if level.form == "bullet":
            return _bullet(level), "", at
        self._count(name, own, at)
        printed = self._printed(own, at, level)
        if not printed:
            return None, "", at
        marker = _marker(printed)
        return (marker, "", at) if marker else (None, printed, at)

    def _place(self, paragraph: Element | None, style: str) -> tuple[str, int] | None:
        direct = paragraph.find(f"{W}numPr") if paragraph is not None else None
        inherited = self._styles.find(style, "pPr", "numPr")
        name = at = None
        if direct is not None:
            name, at = value(direct.find(f"{W}numId")) or None, number(direct.find(f"{W}ilvl"))
        if name is None and inherited is not None:
            name = value(inherited.find(f"{W}numId")) or None
            if at is None:
                at = self._level_of_style(name, style)
            if at is None:
                at = number(inherited.find(f"{W}ilvl"))
        if name is None or name == "0" or name not in self._lists:
            return None
        return name, min(max(at or 0, 0), _LEVELS - 1)

    def _level_of_style(self, name: str | None, style: str) -> int | None:
        own = self._lists.get(name or "")
        if own is None:
            return None
        for link in self._styles.chain(style):
            for at, level in own.levels.items():
                if level.style and level.style == value(link, "styleId"):
                    return at
        return None

    def _count(self, name: str, own: _List, at: int) -> None:
        counters = self._counters.setdefault(own.shared, {})
        if at in own.starts and (name, at) not in self._started:
            counters[at] = own.starts[at]
        elif at in counters:
            counters[at] += 1
        else:
            counters[at] = own.starts.get(at, own.levels[at].start)
        self._started.add((name, at))
        for deeper in [d for d in counters if d > at]:
            level = own.levels.get(deeper)
            if level is None or level.restart is None or at < level.restart:
                del counters[deeper]

    def _printed(self, own: _List, at: int, level: _Level) -> str:
        counters = self._counters[own.shared]

        def number_of(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            other = own.levels.get(place, _Level())
            count = counters.get(place, own.starts.get(place, other.start))
            return _formed(count, "decimal" if level.legal and other.form != "none" else other.form)

        return " ".join(_PLACE.sub(number_of, level.text).split())


def _level(element: Element) -> tuple[int, _Level]:
    start = number(element.find(f"{W}start"))
    form = element.find(f"{W}numFmt")
    if form is None:
        form = next((f for f in element.iter(f"{W}numFmt")), None)  # within mc:AlternateContent
    return number(element, "ilvl") or 0, _Level(
        start=1 if start is None else start,
        form=value(form) or "decimal",
        text=value(element.find(f"{W}lvlText")),
        style=value(element.find(f"{W}pStyle")),
        legal=bool(is_on(element.find(f"{W}isLgl"))),
        restart=number(element.find(f"{W}lvlRestart")),
        picture=element.find(f"{W}lvlPicBulletId") is not None,
        symbols=is_symbol_font(value(element.find(f"{W}rPr/{W}rFonts"), "ascii")),
    )


def _bullet(level: _Level) -> Marker | None:
    if not level.text.strip() and not level.picture:
        return None
    sign = clean(level.text.strip()[:1], symbols=level.symbols).strip()
    found = split_marker(f"{sign}\tX")
    shown = found.marker if found.kind is MarkerKind.BULLET else "•"
    return Marker("", shown, "", MarkerKind.BULLET)


def _marker(printed: str) -> Marker | None:
    """The marker that a printed number is; None where it holds words (`Priority 1:`), which belong to the text."""
    found = split_marker(f"{printed}\tX")
    if found.kind is not MarkerKind.NONE and found.rest == "X":
        return Marker(found.number, printed, "", found.kind)
    bare = printed.strip(".()[]:/- ")
    if not bare or _WORD.search(bare) or not _SHORT.match(printed):
        return None
    if bare.isdigit():
        kind = MarkerKind.NUMBER
    elif bare.isalpha():
        kind = MarkerKind.ROMAN if _IS_ROMAN.match(bare.lower()) and len(bare) > 1 else MarkerKind.LETTER
    else:
        kind = MarkerKind.REFERENCE
    return Marker(bare, printed, "", kind)


def is_symbol_font(name: str) -> bool:
    """Whether the letters of a font are signs."""
    return any(part in name.lower() for part in SYMBOL_FONTS)


def roman(count: int) -> str:
    """A number in small roman numerals (decimal from 4000 on, and below 1)."""
    if not 0 < count < _MOST_ROMAN:
        return str(count)
    letters = []
    for worth, sign in _ROMAN:
        times, count = divmod(count, worth)
        letters.append(sign * times)
    return "".join(letters)


def letters(count: int) -> str:
    """A number in small letters as Word counts: a to z, aa, bb to zz, aaa."""
    if not 0 < count <= _MOST_LETTERS:
        return str(count)
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _formed(count: int, form: str) -> str:
    if form == "none":
        return ""
    if form in {"lowerLetter", "upperLetter"}:
        return letters(count).upper() if form[0] == "u" else letters(count)
    if form in {"lowerRoman", "upperRoman"}:
        return roman(count).upper() if form[0] == "u" else roman(count)
    if form == "decimalZero":
        return f"{count:02d}"
    if form == "ordinal":
        teen = count % 100 // 10 == 1
        return f"{count}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th')}"
    return str(count)
