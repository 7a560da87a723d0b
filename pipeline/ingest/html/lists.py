"""The numbers and bullets that browsers print before list items."""

from __future__ import annotations

from pipeline.ingest.docx.numbering import roman
from pipeline.ingest.html.css import CounterStyle, Sheet, list_style
from pipeline.ingest.html.tree import Element
from pipeline.ingest.markers import Marker, MarkerKind, split_marker

_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
_BULLETS = frozenset(["disc", "circle", "square", "disclosure-open", "disclosure-closed"])
_BULLET = Marker("", "•", "", MarkerKind.BULLET)


class ListCounter:
    """Counts the items of one list."""

    def __init__(self, element: Element, sheet: Sheet) -> None:
        self._sheet = sheet
        self._ordered = element.tag == "ol"
        named = list_style(sheet.of(element)) or _TYPES.get(element.get("type"), element.get("type").lower())
        self._style = named or ("decimal" if self._ordered else "disc")
        self._step = -1 if "reversed" in element.attributes else 1
        items = sum(isinstance(child, Element) and child.tag == "li" for child in element.children)
        start = _whole(element.get("start"))
        self._next = start if start is not None else (items if self._step < 0 else 1)

    def marker(self, item: Element) -> Marker | None:
        """The marker of the next item; None where the list prints none."""
        own = list_style(self._sheet.of(item)) or _TYPES.get(item.get("type"), "")
        count = self._next
        if self._ordered:
            given = _whole(item.get("value"))
            count = self._next if given is None else given
            self._next = count + self._step
        style = own or self._style
        if style == "none":
            return None
        if style in _BULLETS or (not self._ordered and style not in self._sheet.counters):
            return _BULLET
        return numbered(self.printed(count, style))

    def printed(self, count: int, style: str) -> str:
        """A number as the list prints it."""
        counter = self._sheet.counters.get(style, CounterStyle(style))
        return f"{counter.prefix}{_formed(count, counter.form)}{counter.suffix}"


def numbered(printed: str) -> Marker | None:
    """The marker that a printed number is."""
    found = split_marker(f"{printed}\tX")
    if found.kind is MarkerKind.NONE or found.rest != "X":
        bare = printed.strip("().[]:- ")
        return Marker(bare, printed, "", MarkerKind.REFERENCE) if bare else None
    return Marker(found.number, printed, "", found.kind)


def compound(outer: Marker, inner: Marker) -> Marker | None:
    """`1. (1)`: the marker of an item that begins with a numbered list; None where the two stand apart."""
    printed = f"{outer.marker} {inner.marker}"
    found = split_marker(f"{printed} X")
    if outer.number and inner.number and found.rest == "X" and found.number == f"{outer.number}({inner.number})":
        return Marker(found.number, printed, "", found.kind)
    return None


def _formed(count: int, form: str) -> str:
    form = form.lower()
    if form in {"lower-alpha", "lower-latin"}:
        return _letters(count)
    if form in {"upper-alpha", "upper-latin"}:
        return _letters(count).upper()
    if form in {"lower-roman", "upper-roman"}:
        return roman(count) if form[0] == "l" else roman(count).upper()
    if form == "decimal-leading-zero":
        return f"{count:02d}"
    return str(count)


def _letters(count: int) -> str:
    """A number in small letters as browsers count: a to z, aa, ab to zz, aaa."""
    if count < 1:
        return str(count)
    shown = ""
    while count:
        count, place = divmod(count - 1, 26)
        shown = chr(ord("a") + place) + shown
    return shown


def _whole(text: str) -> int | None:
    try:
        return int(text.strip()[:9])
    except ValueError:
        return None
