"""Priorities that running text counts out: "It has three aims. The first is ...", "They are ..., ... and ...".

Words before the sentence, or in it, announce them by their number or whose they are; an ordinal, "they" or a list of
names that "are" the aims takes them up.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.statements.numbering import number_told
from pipeline.extract.statements.series import by_semicolons, counted, names_listed
from pipeline.extract.vocabulary import WordedForms, load

_LONGEST = 100  # words of a sentence that counts out aims
_LONGEST_ITEM = 40  # words
_NEAR = 260  # the same for "they"
_CLOSING = {"(": ")", "–": "–", "—": "—", "-": " - "}


class _Enumerated(WordedForms):
    hint: re.Pattern[str]
    said: re.Pattern[str]
    others: re.Pattern[str]
    they: re.Pattern[str]
    nth: re.Pattern[str]
    opened: re.Pattern[str]
    next: re.Pattern[str]
    single: tuple[re.Pattern[str], ...]
    are: re.Pattern[str]
    also: re.Pattern[str]
    turned: re.Pattern[str]
    ends: re.Pattern[str]
    never: re.Pattern[str]


@lru_cache(maxsize=1)
def _forms() -> _Enumerated:
    return load(__package__, "enumerated.toml", _Enumerated)


def enumerated(text: str, before: str = "") -> list[tuple[int, int]]:
    """The priorities that a sentence counts out, as ranges of it.

    Args:
        before: the sentences before it in the paragraph, in which they may be announced.
    """
    forms = _forms()
    lower = text.lower()
    if not forms.hint.search(lower) or len(lower.split()) > _LONGEST or lower.rstrip().endswith(("?", ":")):
        return []
    if forms.never.search(lower):
        return []
    if (opening := forms.opened.search(lower)) and not forms.others.search(lower, 0, opening.end()):
        return _items(text, lower, opening.end(), least=2)
    above = before.lower()
    if match := forms.they.search(lower):
        announced = _announced(above[-_NEAR:])
        return _series(text, match.end(), announced[1]) if announced else []
    if match := forms.nth.search(lower):
        announced = _announced(above)
        first = match["nth"] == "first" or (announced is not None and "first" in above[announced[0] :])
        if match["noun"] or (announced is not None and first):
            return _items(text, lower, match.end(), least=1)
    for form in forms.single:
        match = form.search(lower)
        if match and (forms.said.search(lower, 0, match.start("aim")) or _announced(above) is not None):
            return _items(text, lower, match.start("aim"), least=1)
    if forms.others.search(lower):
        return []
    if match := forms.are.search(lower):
        end = text.find(_CLOSING[match["closed"]], match.end()) if match["closed"] else len(text)
        return _series(text[:end], match.end(), 0) if end > 0 else []
    if match := forms.turned.search(lower) or forms.also.search(lower):
        start, end = match.span("list")
        return names_listed(text[:end], start)
    return []


def _announced(above: str) -> tuple[int, int] | None:
    """Where the words before a sentence last announce priorities, and how many (0: untold); None where they do not."""
    forms = _forms()
    found = None
    for match in forms.said.finditer(above):
        start = max(above.rfind(". ", 0, match.start()), 0)
        stop = above.find(". ", match.end())
        if not forms.others.search(above, start, stop if stop >= 0 else len(above)):
            found = match.end(), number_told(match["count"])
    return found


def _series(text: str, at: int, told: int) -> list[tuple[int, int]]:
    """The items of a list behind the words that open it."""
    parts = by_semicolons(text, at)
    if len(parts) > 1:
        return parts if (len(parts) == told if told else len(parts) > 2) else []
    return counted(text, at, told) if told else names_listed(text, at)


def _items(text: str, lower: str, at: int, *, least: int) -> list[tuple[int, int]]:
    """The items from an offset on, each behind an ordinal, without what the sentence goes on to say of them."""
    forms = _forms()
    edges = [at]
    for match in forms.next.finditer(lower, at):
        edges += [match.start(), match.end()]
    edges.append(len(text.rstrip().rstrip(".")))
    items = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if on := forms.ends.search(lower, start, end):
            end = on.start()
        items.append((start, end))
    fit = all(0 < len(text[a:b].split()) <= _LONGEST_ITEM for a, b in items)
    return items if fit and len(items) >= least else []


__all__ = ["enumerated"]
