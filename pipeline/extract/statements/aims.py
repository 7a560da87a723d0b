"""Aims in running text: what a strategy, plan or service says it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.extract.statements.numbering import NUMBERS
from pipeline.extract.vocabulary import WordedForms, load

_SEMICOLON = re.compile(r"\s*;\s*(?:and\s+|or\s+)?|\s*\n\s*")
_COMMA = re.compile(r"\s*(?:;|,(?!\d{3}))\s*(?:and\s+)?")
_AND = re.compile(r"\s+and\s+")
_AIMS = re.compile(
    r"\b(?:priorities|aims|objectives|goals|themes|outcomes|ambitions|pledges|promises|pillars|strands|targets)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r",?\s+(?:and|but)\s+(?:that|it|they|the\s+\w+\s+(?:was|were|would|should|will))\b.*", re.DOTALL)
_CLOSED = re.compile(r"\b(?:in|of|for|to|at|on|with|from|by)\s+\w+")
_MARK = re.compile(
    r"\s*[,;]?\s*(?:and\s+)?\((?:[ivx]{1,4}|[a-h]|\d{1,2})\)\s*|\s*[,;]?\s*(?:and\s+)?\b(?:[ivx]{1,4}|[a-h]|\d{1,2})\)\s*"
)
_TO = re.compile(r"[,;]?\s+(?:and\s+|as\s+well\s+as\s+)?(?=to\s+[a-z]+)|\s*[,;]\s*(?:and\s+)?(?=to\s+[a-z]+)")
_ING = re.compile(r"\s*[,;]\s*(?:and\s+)?(?=[a-z]+ing\s)|\s+and\s+(?=[a-z]+ing\s)")
_COUNTS = {"twin": 2, "dual": 2, "both": 2} | NUMBERS
_LONGEST = 120  # words of a sentence that states an aim
_SHORTEST_ITEM = 2
_LONGEST_ITEM = 14  # words of an item between commas
_CUT_FROM = 6  # words that an aim keeps, whatever follows


@dataclass(frozen=True, slots=True)
class Aim:
    """An aim in a sentence: its range there, and its label ("Priority 2") where it has one."""

    start: int
    end: int
    label: str = ""


class _Aims(WordedForms):
    hint: re.Pattern[str]
    whole: tuple[re.Pattern[str], ...]
    clause: tuple[re.Pattern[str], ...]
    listed: re.Pattern[str]
    within: re.Pattern[str]
    turned: re.Pattern[str]
    founded: tuple[re.Pattern[str], ...]
    fewer: re.Pattern[str]
    between: re.Pattern[str]
    told: re.Pattern[str]
    exists: re.Pattern[str]
    goes_on: re.Pattern[str]
    planned: re.Pattern[str]
    ends: re.Pattern[str]
    unlisted: re.Pattern[str]
    labelled: re.Pattern[str]
    tail: re.Pattern[str]
    never: re.Pattern[str]
    denied: re.Pattern[str]


@lru_cache(maxsize=1)
def _aims() -> _Aims:
    return load(__package__, "aims.toml", _Aims)


def _parts(text: str, at: int, divider: re.Pattern[str]) -> list[tuple[int, int]]:
    """What a divider leaves of a sentence from offset `at`, its full stop apart."""
    parts = []
    start = at
    for match in divider.finditer(text, at):
        parts.append((start, match.start()))
        start = match.end()
    parts.append((start, len(text.rstrip().rstrip("."))))
    return [(a, b) for a, b in parts if text[a:b].strip()]


def _last_and(text: str, start: int, end: int, *, titled: bool) -> re.Match[str] | None:
    """The "and" that parts the last two items: the first, unless what stands between it and another closes an item.

    Args:
        titled: the items begin with a capital, and so parts them an "and" that alone stands before one.
    """
    found = list(_AND.finditer(text, start, end))
    capitals = [m for m in found if text[m.end()].isupper()] if titled else []
    if len(capitals) == 1:
        return capitals[0]
    if len(found) > 1 and _CLOSED.search(text, found[0].end(), found[-1].start()):
        return found[-1]
    return found[0] if found else None


def _counted(text: str, at: int, told: int) -> list[Aim]:
    """The items of a list divided by commas and a last "and", where they are as many as the sentence says."""
    start = max(at, text.find(":", at) + 1)
    parts = _parts(text, start, _SEMICOLON if ";" in text[start:] else _COMMA)
    if len(parts) == told - 1:
        start, end = parts[-1]
        if last := _last_and(text, start, end, titled=text[parts[0][0]].isupper()):
            parts[-1:] = [(start, last.start()), (last.end(), end)]
    if len(parts) != told or any(len(text[a:b].split()) > _LONGEST_ITEM for a, b in parts):
        return []
    return [Aim(a, b) for a, b in parts]


def _enclosed(text: str, lower: str) -> list[Aim]:
    """The items of a list in brackets behind its number, or of one that the words behind it call aims."""
    for form in (_aims().within, _aims().turned):
        match = form.search(lower)
        if match and not _aims().unlisted.search(lower, 0, match.end()):
            start, end = match.span("list")
            if counted := _counted(text[:end], start, _COUNTS.get(match["count"]) or int(match["count"])):
                return counted
    return []


def _said(text: str, start: int, end: int) -> int:
    """Where an item ends behind which the sentence goes on to say something else (", and that ...")."""
    on = _GOES_ON.search(text, start, end)
    return on.start() if on else end


def _listed(text: str, lower: str, before: str) -> list[Aim]:
    """The items of a list of aims inside a sentence; none where their bounds are not sure."""
    if enclosed := _enclosed(text, lower):
        return enclosed
    fewer = (_aims().fewer,) if _AIMS.search(before) else ()
    for opening in (match for form in (_aims().listed, *_aims().founded, *fewer) for match in form.finditer(lower)):
        at = opening.end()
        if _aims().unlisted.search(lower, 0, at):
            return []
        colon = ":" in opening["opens"]
        count = opening.groupdict().get("count")
        told = 0 if count is None else _COUNTS.get(count) or int(count)
        marked = _parts(text, at, _MARK)
        if len(marked) >= 2 and _MARK.match(text, at) and (not told or len(marked) == told):
            return [Aim(a, _said(text, a, b)) for a, b in marked]
        parts = _parts(text, at, _SEMICOLON)
        if len(parts) >= 3 and colon:
            least = 1 if len(parts) == told else _SHORTEST_ITEM
            return [Aim(a, b) for a, b in parts if len(text[a:b].split()) >= least]
        if opening["comma"] and not told:
            continue
        if told and (counted := _counted(text, at, told)):
            return counted
    return []


def _in_verbs(text: str, lower: str, before: str) -> list[Aim]:
    """Aims put as "to ..." or "...ing" behind words that announce them: several, or the one that they announce."""
    aims = _aims()
    opening = aims.told.search(lower) or aims.exists.search(lower)
    if opening is None and aims.planned.search(before.lower()):
        opening = aims.goes_on.search(lower)
    if (
        opening is None
        or aims.never.search(lower)
        or aims.denied.search(lower)
        or aims.unlisted.search(lower, 0, opening.end())
    ):
        return []
    at, end = opening.end(), len(text.rstrip().rstrip("."))
    if tail := aims.ends.search(lower, at, end):
        end = tail.start()
    if opening.re == aims.exists:
        return [Aim(at, end)]
    divider = _TO if lower.startswith("to ", at) else _ING
    edges = [at]
    for match in divider.finditer(lower, at + 1, end):
        if _divides(lower, edges[-1], match, divider):
            edges.append(match.start())
            edges.append(match.end())
    edges.append(end)
    items = [Aim(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    count = opening.groupdict().get("count") or opening.groupdict().get("number")
    told = _COUNTS.get(count or "") or int(count or 0)
    if told and len(items) != told:
        return []
    least = _SHORTEST_ITEM + (divider is _TO)
    short = any(len(text[item.start : item.end].split()) < least for item in items)
    return [] if len(items) == 1 or short else items


def _divides(lower: str, start: int, match: re.Match[str], divider: re.Pattern[str]) -> bool:
    """Whether what may part two aims does: behind a comma or an "and", with an aim of some words before it."""
    parted = "," in match[0] or ";" in match[0] or "and" in match[0]
    return parted and len(lower[start : match.start()].split()) >= _SHORTEST_ITEM + (divider is _TO)


def _labelled(text: str, lower: str) -> Iterator[Aim]:
    """Numbered priorities that a sentence names; their titles begin with a capital."""
    for match in _aims().labelled.finditer(lower):
        start, end = match.span("aim")
        if text[start].isupper() and text[match.start()].isupper():
            yield Aim(start, end, text[match.start("label") : match.end("label")])


def _cut(text: str, lower: str, start: int, end: int) -> Aim:
    """An aim without what follows it in the sentence."""
    tail = _aims().tail.search(lower, start, end)
    if tail and len(text[start : tail.start()].split()) >= _CUT_FROM:
        end = tail.start()
    return Aim(start, end)


def find_aims(text: str, before: str = "") -> tuple[str, list[Aim]]:
    """Aims that a sentence states, and what shows it: `listed`, `labelled`, `whole`, `clause`, or "" for none.

    Args:
        before: the sentence before it in the paragraph, of whose plan it may go on to speak.
    """
    aims = _aims()
    lower = text.lower()
    if not aims.hint.search(lower):
        return "", []
    if not text.rstrip().endswith((":", "?")) and (items := _in_verbs(text, lower, before)):
        return "listed", items
    if items := _listed(text, lower, before):
        return "listed", items
    if len(lower.split()) > _LONGEST:
        return "", []
    if named := list(_labelled(text, lower)):
        return "labelled", named
    if (match := aims.between.search(lower)) and not aims.denied.search(lower, 0, match.start("aim")):
        return "clause", [Aim(*match.span("aim"))]
    if text.rstrip().endswith((":", "?")) or aims.never.search(lower):
        return "", []
    if not aims.denied.search(lower) and any(p.search(lower) for p in aims.whole):
        return "whole", [_cut(text, lower, 0, len(text))]
    for pattern in aims.clause:
        if (match := pattern.search(lower)) and not aims.denied.search(lower, 0, match.start("aim")):
            return "clause", [_cut(text, lower, *match.span("aim"))]
    return "", []
