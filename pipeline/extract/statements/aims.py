"""Aims in running text: what a strategy, plan or service says it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.extract.openings import Openings
from pipeline.extract.statements.enumerated import enumerated
from pipeline.extract.statements.numbering import number_told
from pipeline.extract.statements.series import by_semicolons, counted, parts_of
from pipeline.extract.vocabulary import WordedForms, load

_AIMS = re.compile(
    r"\b(?:priorities|aims|objectives|goals|themes|outcomes|ambitions|pledges|promises|pillars|strands|targets)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r",?\s+(?:and|but)\s+(?:that|it|they|the\s+\w+\s+(?:was|were|would|should|will))\b.*", re.DOTALL)
_MARK = re.compile(
    r"\s*[,;]?\s*(?:and\s+)?\((?:[ivx]{1,4}|[a-h]|\d{1,2})\)\s*|\s*[,;]?\s*(?:and\s+)?\b(?:[ivx]{1,4}|[a-h]|\d{1,2})\)\s*"
)
_TO = re.compile(r"[,;]?\s+(?:and\s+|as\s+well\s+as\s+)?(?=to\s+[a-z]+)|\s*[,;]\s*(?:and\s+)?(?=to\s+[a-z]+)")
_THAT = re.compile(r"[,;]?\s+and\s+(?=that\s)|\s*[,;]\s*(?:and\s+)?(?=that\s)")
_AND_TO = re.compile(r",?\s+and\s+(?:also\s+)?(?=to\s+(?!do\b)[a-z]+\s)")
_DATED = re.compile(r"\b(?:by|before|in|from) (?:[a-z]+ )*20\d\d(?:[/–-]\d{2,4})?\W*$")
_ING = re.compile(r"\s*[,;]\s*(?:and\s+)?(?=[a-z]+ing\s)|\s+and\s+(?=[a-z]+ing\s)")
_LONGEST = 120  # words of a sentence that states an aim
_SHORTEST_ITEM = 2
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


@lru_cache(maxsize=1)
def _clauses() -> Openings:
    return Openings(_aims().clause)


def _enclosed(text: str, lower: str) -> list[Aim]:
    """The items of a list in brackets behind its number, or of one that the words behind it call aims."""
    for form in (_aims().within, _aims().turned):
        match = form.search(lower)
        if match and not _aims().unlisted.search(lower, 0, match.end()):
            start, end = match.span("list")
            if items := counted(text[:end], start, number_told(match["count"])):
                return [Aim(a, b) for a, b in items]
    return []


def _said(text: str, start: int, end: int) -> int:
    """Where an item ends behind which the sentence goes on to say something else (", and that ...")."""
    on = _GOES_ON.search(text, start, end)
    return on.start() if on else end


def _listed(text: str, lower: str, before: str) -> list[Aim]:
    """The items of a list of aims inside a sentence; none where their bounds are not sure."""
    if enclosed := _enclosed(text, lower):
        return enclosed
    fewer = (_aims().fewer,) if _aims().fewer.search(lower) and _AIMS.search(before) else ()
    for opening in (match for form in (_aims().listed, *_aims().founded, *fewer) for match in form.finditer(lower)):
        at = opening.end()
        if _aims().unlisted.search(lower, 0, at):
            return []
        colon = ":" in opening["opens"]
        told = number_told(opening.groupdict().get("count"))
        marked = parts_of(text, at, _MARK)
        if len(marked) >= 2 and _MARK.match(text, at) and (not told or len(marked) == told):
            return [Aim(a, _said(text, a, b)) for a, b in marked]
        parts = by_semicolons(text, at)
        if len(parts) >= 3 and colon:
            least = 1 if len(parts) == told else _SHORTEST_ITEM
            return [Aim(a, b) for a, b in parts if len(text[a:b].split()) >= least]
        if opening["comma"] and not told:
            continue
        if told and (items := counted(text, at, told)):
            return [Aim(a, b) for a, b in items]
    return []


def _counted_out(text: str, lower: str, above: str) -> list[Aim]:
    """The aims that a sentence counts out after words that announce them, there or before it."""
    ranges = enumerated(text, above)
    return [Aim(a, b) for a, b in ranges] if ranges and not _aims().never.search(lower) else []


def _in_verbs(text: str, lower: str, before: str) -> list[Aim]:
    """Aims put as "to ..." or "...ing" behind words that announce them: several, or the one that they announce."""
    aims = _aims()
    opening = aims.told.search(lower) or aims.exists.search(lower)
    if opening is None and (goes_on := aims.goes_on.search(lower)) and aims.planned.search(before.lower()):
        opening = goes_on
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
    divider = _TO if lower.startswith("to ", at) else _THAT if lower.startswith("that ", at) else _ING
    edges = [at]
    for match in divider.finditer(lower, at + 1, end):
        if _divides(lower, edges[-1], match, divider):
            edges.append(match.start())
            edges.append(match.end())
    edges.append(end)
    items = [Aim(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    count = opening.groupdict().get("count") or opening.groupdict().get("number")
    told = number_told(count)
    if told and len(items) != told:
        return []
    least = _SHORTEST_ITEM + (divider is not _ING)
    short = any(len(text[item.start : item.end].split()) < least for item in items)
    return [] if len(items) == 1 or short else items


def _divides(lower: str, start: int, match: re.Match[str], divider: re.Pattern[str]) -> bool:
    """Whether what may part two aims does: behind a comma or an "and", with an aim of some words before it."""
    parted = "," in match[0] or ";" in match[0] or "and" in match[0]
    return parted and len(lower[start : match.start()].split()) >= _SHORTEST_ITEM + (divider is not _ING)


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


def _two(lower: str, aim: Aim) -> list[Aim]:
    """The two aims that one "to ... and to ..." puts together, where each says something by itself."""
    parted = list(_AND_TO.finditer(lower, aim.start, aim.end)) if lower.startswith("to ", aim.start) else []
    if len(parted) != 1 or _DATED.search(lower, parted[0].end(), aim.end):
        return []  # a date at the end is that of both
    parts = [Aim(aim.start, parted[0].start()), Aim(parted[0].end(), aim.end)]
    return parts if all(len(lower[part.start : part.end].split()) >= _CUT_FROM for part in parts) else []


def find_aims(text: str, before: str = "", above: str = "") -> tuple[str, list[Aim]]:
    """Aims that a sentence states, and what shows it: `listed`, `labelled`, `whole`, `clause`, or "" for none.

    Args:
        before: the sentence before it in the paragraph, of whose plan it may go on to speak.
        above: as much as may announce aims that the sentence counts out.
    """
    aims = _aims()
    lower = text.lower()
    if not aims.hint.search(lower):
        return ("listed", counted_out) if (counted_out := _counted_out(text, lower, above or before)) else ("", [])
    if not text.rstrip().endswith((":", "?")) and (items := _in_verbs(text, lower, before)):
        return "listed", items
    if items := _listed(text, lower, before):
        return "listed", items
    if items := _counted_out(text, lower, above or before):
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
    for match in _clauses().search(lower).values():
        if not aims.denied.search(lower, 0, match.start("aim")):
            aim = _cut(text, lower, *match.span("aim"))
            return "clause", _two(lower, aim) or [aim]
    return "", []
