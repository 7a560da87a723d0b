"""Lines that a web site prints around a page's own words: trails, menus, notices on cookies, names of its parts."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.front_matter.vocabulary import pages
from pipeline.extract.front_matter.words import fold

_ARROW = re.compile(r"\s+[>›»→]\s+|\s*::\s*")
_BAR = re.compile(r"\s+[/|·•]\s+|\s*\|\s*")
_MARKS = frozenset(">›»→:/|·•")
"""Signs of which a trail or menu has one."""
_LED = re.compile(r"\W*you\s+are\s+(?:here|in)\b\W*|\W*breadcrumbs?\b\W*", re.IGNORECASE)
_COOKIES = re.compile(r"\bcookies?\b", re.IGNORECASE)
_STEP_WORDS = 12
_FEWEST_BETWEEN_BARS = 3
_HOME = frozenset({"home", "homepage", "home page"})


def trail(text: str) -> tuple[str, ...]:
    """The steps of a trail to a page ("Home > Planning > Local Plan"), or the entries of a menu; () for any other line.

    Arrows part steps wherever they stand; bars and strokes only where there are three parts or the first is "Home", for
    they part much else.
    """
    if _MARKS.isdisjoint(text):
        return ()
    led = _LED.match(text)
    line = text[led.end() :] if led else text
    for mark, fewest in ((_ARROW, 2), (_BAR, 2 if led or _opens_home(line) else _FEWEST_BETWEEN_BARS)):
        steps = tuple(step.strip() for step in mark.split(line) if step.strip())
        if len(steps) >= fewest and not any(":" in step or len(step.split()) > _STEP_WORDS for step in steps[:-1]):
            return steps
    return ()


def _opens_home(line: str) -> bool:
    return fold(_BAR.split(line, maxsplit=1)[0]) in _HOME


@cache
def _parts() -> frozenset[str]:
    return frozenset(fold(line) for line in (*pages().site, *pages().news))


@cache
def _news() -> frozenset[str]:
    return frozenset(fold(line) for line in pages().news)


def is_site_line(text: str) -> bool:
    """Whether a line is a web site's own and says nothing of the page: a trail, a menu, a notice, a part's name."""
    return fold(text) in _parts() or bool(trail(text)) or _COOKIES.search(text) is not None


def is_news_line(text: str) -> bool:
    """Whether a line is the name of a web site's news, or of the press office."""
    return fold(text) in _news()
