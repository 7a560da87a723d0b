"""Priorities named in passing, above all in minutes: "With regard to the first priority of quiet roads, ..."."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.statements.aims import Aim
from pipeline.extract.vocabulary import WordedForms, load

_LONGEST = 14  # words of a name


class _Named(WordedForms):
    hint: re.Pattern[str]
    labelled: re.Pattern[str]
    behind: tuple[re.Pattern[str], ...]
    nth: re.Pattern[str]
    clause: tuple[re.Pattern[str], ...]
    dated: re.Pattern[str]
    never: re.Pattern[str]


@lru_cache(maxsize=1)
def _named() -> _Named:
    return load(__package__, "named.toml", _Named)


def named_aims(text: str, before: str = "") -> list[Aim]:
    """Priorities that a sentence names by their label, their number or their kind, and what a plan was written for.

    Args:
        before: what stands before the sentence in its paragraph, or above it.
    """
    forms = _named()
    lower = text.lower()
    if not (forms.hint.search(lower) or forms.hint.search(before.lower())) or text.rstrip().endswith("?"):
        return []
    found = [match for match in forms.labelled.finditer(lower) if _short(match["aim"])]
    several = len({match["label"] for match in found}) > 1
    labelled = [
        Aim(*match.span("aim"), text[slice(*match.span("label"))])
        for match in found
        if several or text[match.start("label")].isupper()
    ]
    if labelled:
        return labelled
    if forms.never.search(lower):
        return []
    for pattern in forms.behind:
        if (match := pattern.search(lower)) and _short(match["aim"]):
            return [Aim(*match.span("aim"))]
    if forms.hint.search(before.lower()) and (match := forms.nth.search(lower)):
        return [Aim(*match.span("aim"))]
    if match := forms.dated.search(lower):
        return [Aim(*match.span(name)) for name in ("aim", "other") if match[name]]
    for pattern in forms.clause:
        if match := pattern.search(lower):
            return [Aim(*match.span("aim"))]
    return []


def _short(name: str) -> bool:
    return len(name.split()) <= _LONGEST
