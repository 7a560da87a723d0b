"""Styles: what a paragraph or run takes from its style, the styles that one is based on, and the defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off", "none"})
_HEADING = re.compile(r"heading\s*([1-9])\b", re.IGNORECASE)
_LIST = re.compile(r"list (?:bullet|number|continue)\s*([2-5])$", re.IGNORECASE)
_BODY_TEXT = 9  # outline level of what is no heading
_LEVELS = 6


def value(element: Element | None, name: str = "val") -> str:
    """An attribute of a property element, or ""."""
    return "" if element is None else element.get(W + name, "")


def is_on(element: Element | None) -> bool | None:
    """Whether a property is switched on; None where it is not stated."""
    return None if element is None else value(element).lower() not in _OFF


def number(element: Element | None, name: str = "val") -> int | None:
    """A whole number in an attribute of a property element; None where there is none."""
    try:
        return int(value(element, name))
    except ValueError:
        return None


class Styles:
    """The styles of a document by id."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        self._defaults: Element | None = None
        self._cache: dict[tuple[str, str, str], Element | None] = {}
        if root is None:
            return
        self._defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        for style in root.iter(f"{W}style"):
            name = value(style, "styleId")
            self._styles.setdefault(name, style)
            if value(style, "type") == "paragraph" and value(style, "default").lower() in {"1", "true", "on"}:
                self._default = self._default or name

    def of(self, paragraph: Element | None) -> str:
        """The id of a paragraph's style, given its properties."""
        named = value(paragraph.find(f"{W}pStyle")) if paragraph is not None else ""
        return named if named in self._styles else self._default

    def chain(self, name: str) -> Iterator[Element]:
        """A style, and those that it is based on, nearest first."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            yield style
            name = value(style.find(f"{W}basedOn"))

    def find(self, name: str, group: str, prop: str) -> Element | None:
        """A property (`pPr` or `rPr` is the group) of a style, from the nearest style that states it."""
        key = (name, group, prop)
        if key not in self._cache:
            path = f"{W}{group}/{W}{prop}"
            self._cache[key] = next((e for style in self.chain(name) if (e := style.find(path)) is not None), None)
        return self._cache[key]

    def run_property(self, run: Element | None, paragraph_style: str, prop: str) -> Element | None:
        """A property of a run: its own, its style's, its paragraph style's, the document's default."""
        if run is not None:
            own = run.find(W + prop)
            if own is not None:
                return own
            styled = self.find(value(run.find(f"{W}rStyle")), "rPr", prop)
            if styled is not None:
                return styled
        styled = self.find(paragraph_style, "rPr", prop)
        if styled is None and self._defaults is not None:
            return self._defaults.find(W + prop)
        return styled

    def heading_level(self, paragraph: Element | None, style: str) -> int:
        """Level 1 to 6 of a heading by its outline level or the name of its style; 0 of other paragraphs."""
        outline = number(paragraph.find(f"{W}outlineLvl")) if paragraph is not None else None
        if outline is None:
            outline = number(self.find(style, "pPr", "outlineLvl"))
        if outline is not None:
            return min(outline + 1, _LEVELS) if 0 <= outline < _BODY_TEXT else 0
        for link in self.chain(style):
            name = value(link.find(f"{W}name"))
            if found := _HEADING.match(name):
                return min(int(found[1]), _LEVELS)
            if name.lower() == "title":
                return 1
        return 0

    def list_depth(self, style: str) -> int:
        """Nesting told by the name of a list style (`List Bullet 2`), from 0."""
        for link in self.chain(style):
            if found := _LIST.match(value(link.find(f"{W}name"))):
                return int(found[1]) - 1
        return 0

    def sets_off_first_row(self, style: str) -> bool:
        """Whether a table style sets its first row in bold or shades it."""
        for link in self.chain(style):
            for part in link.findall(f"{W}tblStylePr"):
                if value(part, "type") == "firstRow":
                    bold = is_on(part.find(f"{W}rPr/{W}b"))
                    return bool(bold) or part.find(f"{W}tcPr/{W}shd") is not None
        return False
