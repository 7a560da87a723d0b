"""What of a page is the paper: furniture and hidden parts are taken out of its tree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.ingest.html.css import Sheet, is_hidden
from pipeline.ingest.html.tree import Element
from pipeline.ingest.html.vocabulary import WORDS

_LANDMARKS = frozenset(["nav", "aside", "footer", "header", "search", "dialog"])
_OF_PAGE = frozenset(["footer", "header"])  # within an article they belong to it
_WITHIN = frozenset(["main", "article", "section"])
_LISTS = frozenset(["ul", "ol", "div", "td", "table", "p", "section"])
_HEADINGS = frozenset(["h1", "h2", "h3"])
_NEVER = frozenset(["body", "table", "tr", "td", "th", "tbody", "span", "form"])
_SKIPS = frozenset(["skip", "skiplink", "skiplinks"])
_NEAR = ("#", "mailto:", "tel:")
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


@dataclass(slots=True)
class _Measure:
    """What is in an element, as far as it tells furniture from text."""

    words: int = 0
    linked: int = 0  # words that are links
    links: int = 0
    papers: bool = False  # a link to a document, or within the page
    headings: bool = False
    title: bool = False  # h1 with words
    main: bool = False

    def add(self, inner: _Measure) -> None:
        """Count in an element within this one."""
        self.words += inner.words
        self.linked += inner.linked
        self.links += inner.links
        self.papers |= inner.papers
        self.headings |= inner.headings
        self.title |= inner.title
        self.main |= inner.main


def _measures(root: Element) -> dict[int, _Measure]:
    """Measures of the elements in a part of a page, by identity, each made once from those within it."""
    found: dict[int, _Measure] = {}
    for element in reversed(list(root.walk())):
        own = found[id(element)] = _Measure(main=element.tag == "main")
        for child in element.children:
            if isinstance(child, str):
                own.words += len(child.split())
            else:
                own.add(found[id(child)])
        own.headings |= element.tag in _HEADINGS
        own.title |= element.tag == "h1" and own.words > 0
        if element.tag == "a" and element.get("href"):
            address = element.get("href").strip().lower()
            own.papers |= address.startswith(_NEAR) or any(part in address for part in WORDS.documents)
            own.linked, own.links = own.words, int(own.words > 0)
    return found


def _prune(root: Element, total: int, *, menus: bool) -> list[Element]:
    """Take page furniture out of an element: landmarks, what is named so, and (with `menus`) lists of links."""
    furniture: list[Element] = []
    measures = _measures(root)
    stack: list[tuple[Element, bool]] = [(root, root.tag in _WITHIN)]
    while stack:
        element, within = stack.pop()
        kept: list[Element | str] = []
        for child in element.children:
            if isinstance(child, Element) and _is_furniture(
                child, measures[id(child)], total, within=within, menus=menus
            ):
                furniture.append(child)
            else:
                kept.append(child)
        element.children = kept
        inner = [child for child in kept if isinstance(child, Element)]
        stack.extend((child, within or child.tag in _WITHIN) for child in reversed(inner))
    return furniture


def _is_furniture(element: Element, measure: _Measure, total: int, *, within: bool, menus: bool) -> bool:
    role = element.get("role").lower()
    landmark = role in WORDS.roles or (element.tag in _LANDMARKS and not (within and element.tag in _OF_PAGE))
    menu = menus and element.tag in _LISTS and _is_menu(measure)
    if measure.main:
        return False
    if not landmark and not menu:
        long = measure.words > _NOTICE and 2 * measure.linked < measure.words
        if long or measure.title or not _named(element):
            return False
    if element.tag == "header" or role == "banner":
        return not measure.title  # a report's own title page
    return measure.words <= max(_MOST * total, _MAIN_WORDS)


def _named(element: Element) -> bool:
    """Whether the class or id says that the element is furniture; not of the words within a sentence."""
    if element.tag in _NEVER or element.tag in _HEADINGS:
        return False
    words = _SKIPS if element.tag == "a" else WORDS.furniture
    for name in (*element.get("class").split(), element.get("id")):
        if name.lower() in words or any(part.lower() in words for part in _NAME_PARTS.findall(name)):
            return True
    return False


def _is_menu(measure: _Measure) -> bool:
    """Whether an element is a list of links to other pages of the site; links to documents or in the page are not."""
    if measure.headings or measure.papers or measure.links < _FEWEST_LINKS:
        return False
    return measure.linked >= _LINK_SHARE * measure.words and measure.linked <= _LINK_WORDS * measure.links
