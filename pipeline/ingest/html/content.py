"""What of a page is the paper: furniture and hidden parts are taken out of its tree."""

from __future__ import annotations

import re

from pipeline.ingest.html.css import Sheet, is_hidden
from pipeline.ingest.html.tree import Element
from pipeline.ingest.html.vocabulary import WORDS

_LANDMARKS = frozenset(["nav", "aside", "footer", "header", "search", "dialog"])
_OF_PAGE = frozenset(["footer", "header"])  # within an article they belong to it
_WITHIN = frozenset(["main", "article", "section"])
_LISTS = frozenset(["ul", "ol", "div", "td", "table", "p", "section"])
_HEADINGS = frozenset(["h1", "h2", "h3"])
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_FEWEST_LINKS = 4
_LINK_SHARE = 0.8  # of the words in a menu that are links
_LINK_WORDS = 6.0  # in a link of a menu, on average
_MOST = 0.5  # of a page's words; what holds more is no furniture
_NOTICE = 80  # words: what only a name shows to be furniture is short, or mostly links
_MAIN_WORDS = 15  # a main element with fewer, and not most of the page, is a mistake


def take_furniture(root: Element, sheet: Sheet) -> tuple[list[Element], list[Element]]:
    """The parts of a page that hold the paper, and its furniture; what is not shown is taken out of both."""
    body = next((e for e in root.walk() if e.tag == "body"), root)
    _drop_unseen(body, sheet)
    total = len(body.words.split())
    mains = _mains(body)
    words = sum(len(main.words.split()) for main in mains)
    if mains and (words >= _MAIN_WORDS or 2 * words >= total):
        furniture = _outside(body, mains)
        for main in mains:
            furniture += _prune(main, words, menus=False)
        return mains, furniture
    return [body], _prune(body, total, menus=True)


def _drop_unseen(root: Element, sheet: Sheet) -> None:
    for element in root.walk():
        element.children = [
            child for child in element.children if isinstance(child, str) or not _is_unseen(child, sheet)
        ]


def _is_unseen(element: Element, sheet: Sheet) -> bool:
    if element.tag in WORDS.unseen or "hidden" in element.attributes:
        return True
    if element.tag == "input" and element.get("type").lower() == "hidden":
        return True
    classes = element.get("class").lower().split()
    shown = any(name.startswith("d-") and name != "d-none" for name in classes)  # on wider screens
    if not shown and not WORDS.hidden.isdisjoint(classes):
        return True
    return is_hidden(sheet.of(element))


def _mains(body: Element) -> list[Element]:
    found: list[Element] = []
    stack = [body]
    while stack:
        element = stack.pop()
        if element.tag == "main" or element.get("role").lower() == "main":
            found.append(element)
        else:
            stack.extend(child for child in reversed(element.children) if isinstance(child, Element))
    return found


def _outside(body: Element, mains: list[Element]) -> list[Element]:
    """The largest elements that hold nothing of the main parts, and the words beside them."""
    inside = {id(main) for main in mains}
    holding: set[int] = set(inside)
    parents: dict[int, Element] = {
        id(child): element for element in body.walk() for child in element.children if isinstance(child, Element)
    }
    for main in mains:
        parent = parents.get(id(main))
        while parent is not None and id(parent) not in holding:
            holding.add(id(parent))
            parent = parents.get(id(parent))
    found: list[Element] = []
    stack: list[Element] = [body]
    while stack:
        element = stack.pop()
        if id(element) in inside:
            continue
        if id(element) not in holding:
            found.append(element)
            continue
        loose = [child for child in element.children if isinstance(child, str) and child.strip()]
        if loose:
            found.append(Element("div", {}, list(loose)))
        stack.extend(child for child in reversed(element.children) if isinstance(child, Element))
    return found


def _prune(root: Element, total: int, *, menus: bool) -> list[Element]:
    """Take page furniture out of an element: landmarks, what is named so, and (with `menus`) lists of links."""
    furniture: list[Element] = []
    stack: list[tuple[Element, bool]] = [(root, root.tag in _WITHIN)]
    while stack:
        element, within = stack.pop()
        kept: list[Element | str] = []
        for child in element.children:
            if isinstance(child, Element) and _is_furniture(child, total, within=within, menus=menus):
                furniture.append(child)
            else:
                kept.append(child)
        element.children = kept
        inner = [child for child in kept if isinstance(child, Element)]
        stack.extend((child, within or child.tag in _WITHIN) for child in reversed(inner))
    return furniture


def _is_furniture(element: Element, total: int, *, within: bool, menus: bool) -> bool:
    role = element.get("role").lower()
    named = _named(element)
    landmark = element.tag in _LANDMARKS and not (within and element.tag in _OF_PAGE)
    menu = menus and element.tag in _LISTS and _is_menu(element)
    if not (landmark or role in WORDS.roles or named or menu):
        return False
    inner = list(element.walk())
    words = len(element.words.split())
    if any(e.tag == "main" for e in inner):
        return False
    if named and not (landmark or role in WORDS.roles or menu):
        linked = sum(len(e.words.split()) for e in inner if e.tag == "a")
        if (words > _NOTICE and 2 * linked < words) or any(e.tag == "h1" for e in inner):
            return False
    if element.tag == "header" or role == "banner":
        return not any(e.tag == "h1" and e.words for e in inner)  # a report's own title page
    return words <= max(_MOST * total, _MAIN_WORDS)


def _named(element: Element) -> bool:
    """Whether the class or id says that the element is furniture; not of the words within a sentence."""
    if element.tag in {"body", "table", "tr", "td", "th", "tbody", "span", "a", "form"} or element.tag in _HEADINGS:
        return False
    for name in (*element.get("class").split(), element.get("id")):
        parts = {part.lower() for part in _NAME_PARTS.findall(name)}
        if name.lower() in WORDS.furniture or not parts.isdisjoint(WORDS.furniture):
            return True
    return False


def _is_menu(element: Element) -> bool:
    """Whether an element is a list of links to other pages of the site; links to documents or in the page are not."""
    links: list[str] = []
    for inner in element.walk():
        if inner.tag in _HEADINGS:
            return False
        if inner.tag == "a" and inner.get("href"):
            address = inner.get("href").strip().lower()
            if address.startswith(("#", "mailto:", "tel:")) or any(part in address for part in WORDS.documents):
                return False
            if text := inner.words:
                links.append(text)
    if len(links) < _FEWEST_LINKS:
        return False
    linked = sum(len(text.split()) for text in links)
    whole = len(element.words.split())
    return linked >= _LINK_SHARE * whole and linked <= _LINK_WORDS * len(links)
