"""A page's markup to a plain tree, as browsers read it (the HTML standard's parser, by Lexbor)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.ingest.html.vocabulary import WORDS

_DEEPEST = 512  # nested elements, as in browsers; the parser's time grows with the square of the depth
_NESTED = 120  # of the tree; what is deeper stands side by side
_ROWS = frozenset(["table", "thead", "tbody", "tfoot", "tr", "colgroup"])
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")


@dataclass(slots=True)
class Element:
    """An element: its name in lower case, its attributes, and its elements and words in order."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute, or ""."""
        return self.attributes.get(name, "")

    def walk(self) -> Iterator[Element]:
        """The elements in it, itself first, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(child for child in reversed(element.children) if isinstance(child, Element))

    @property
    def words(self) -> str:
        """All words in it, single blanks between."""
        parts: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                parts.append(item)
            else:
                stack.extend(reversed(item.children))
        return " ".join(" ".join(parts).split())


def parse(text: str) -> Element:
    """The tree of a page, comments left out, entities that were encoded twice decoded."""
    root = LexborHTMLParser(_shallow(text)).root
    top = Element("html", {})
    if root is None:
        return top
    stack: list[tuple[LexborNode, Element, int]] = [(root, top, 0)]
    while stack:
        node, parent, depth = stack.pop()
        following = node.next
        if following is not None and depth:
            stack.append((following, parent, depth))
        if node.is_text_node:
            parent.children.append(_decoded(node.text_content or ""))
        elif node.is_element_node:
            element = Element((node.tag or "").lower(), {k.lower(): v or "" for k, v in node.attributes.items()})
            parent.children.append(element)
            child = node.first_child
            if child is not None:
                keeps = depth < _NESTED or parent.tag in _ROWS  # words cannot stand beside cells
                stack.append((child, element if keeps else parent, depth + 1))
    return top


def _decoded(text: str) -> str:
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _shallow(text: str) -> str:
    """The markup without the tags that nest deeper than browsers go."""
    depth = most = 0
    for found in _TAG.finditer(text):
        if found[2].lower() not in WORDS.flat:
            depth = max(depth - 1, 0) if found[1] else depth + 1
            most = max(most, depth)
    if most <= _DEEPEST:
        return text
    depth = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal depth
        if found[2].lower() in WORDS.flat:
            return found[0]
        if found[1]:
            depth = max(depth - 1, 0)
            return found[0] if depth < _DEEPEST else ""
        depth += 1
        return found[0] if depth <= _DEEPEST else ""

    return _TAG.sub(kept, text)
