"""What a report says of an action, read beside the action's words: how many of those asked for, which step toward it.

"Eight have signed" is all that is needed of "an agreement signed by eight partners" and not of one with eleven; "the
contract is let" leaves a building still to be built, but not a contract to be let.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.extract.caseless import Caseless, Match
from pipeline.extract.status.shares import NUMBER, number_value
from pipeline.extract.status.vocabulary import patterns
from schemas.states import Status

_UNIT = (
    r"(?:%|per\s*cent|pounds?|million|m\b|k\b|miles?|km|metres?|hours?|days?|weeks?|months?|years?|minutes?|nights?|a\.?m|"
    r"p\.?m|o['’]clock|and\s+\d+|to\s+\d+|or\s+(?:over|under|more)|[-–/]\d|(?:st|nd|rd|th)\b|percent|phases?|times?)"
)
_COUNT = Caseless(
    rf"(?<![\w£.,/-])(?P<number>{NUMBER})(?![\w,.]*\d)(?!\s*{_UNIT})\b"
    r"(?P<things>(?:[\s-]+[a-z][a-z’'-]+){0,4})",
)
_SHARE = re.compile(r"(?<![\w£.,])(?P<number>\d{1,3})(?:\.\d+)?\s*(?:%|per\s*cent)", re.IGNORECASE)
_AGED = re.compile(
    r"(?:\b(?:aged?|years?|under|over|phase|stage|section|route|class|grade|age|at|number|no\.?)\s+)$",
    re.IGNORECASE,
)
_MONTH = re.compile(r"\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_ELLIPTIC = re.compile(
    r"\W*(?:(?:now|already|so\s+far|the\s+first|first|some|about|panel\s+of|team\s+of)\s+)?$", re.IGNORECASE
)
_VERBS = re.compile(
    r"(?:ha(?:ve|s|d)|are|is|were|was|in|so|of|under|up|now|more|let|done|live|held|met|seen|made|built|open|complete|"
    r"households|people|families|posts|\w{3,}ed)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Counted:
    value: int
    noun: str
    start: int
    end: int


def _counts(text: str) -> list[_Counted]:
    found = []
    for match in _COUNT.finditer(text):
        if _AGED.search(text[: match.start()]) or _MONTH.match(text, match.end("number")):
            continue
        value = number_value(match["number"])
        if 1990 <= value <= 2100 and match["number"].isdigit():
            continue
        found.append(_Counted(value, match["things"].strip().lower(), match.start("number"), match.end("number")))
    return found


def _same(asked: str, told: str) -> bool:
    """Whether two counts are of the same things: one shares a noun, or the report leaves the noun out."""
    if not told or _VERBS.match(told):
        return True
    stems = {w.rstrip("s")[:5] for w in asked.split()}
    return any(w.rstrip("s")[:5] in stems for w in told.split()[:2])


def counted(report: str, about: str) -> tuple[Status, tuple[int, int]] | None:
    """How much of what an action asks for a report counts, and the words that count; None where it does not tell.

    Returns:
        `completed` where all that was asked for is there, else `in_progress`.
    """
    shares = [int(m["number"]) for m in _SHARE.finditer(about)]
    told = _SHARE.search(report)
    if len(shares) == 1 and told:
        reached = int(told["number"]) >= shares[0]
        return (Status.COMPLETED if reached else Status.IN_PROGRESS), told.span()
    asked = [c for c in _counts(about) if c.value > 1]
    if not asked:
        return None
    for count in _counts(report)[:1]:
        if not _ELLIPTIC.match(report[: count.start]):
            return None
        for wanted in asked:
            if _same(wanted.noun, count.noun):
                whole = count.value >= wanted.value
                return (Status.COMPLETED if whole else Status.IN_PROGRESS), (count.start, count.end)
    return None


_AIMED_AT = ("target", "goal", "aim")
_TARGET = Caseless(
    rf"(?<![\w£.,])£?(?P<told>{NUMBER})(?:\.\d+)?\s*(?P<unit>%|per\s*cent|days?|weeks?|months?|hours?|minutes?)?[^.;]{{0,60}}?"
    rf"(?:against|compared\s+with|set\s+against|short\s+of|\(|,|out\s+of)\s*(?:an?|the|its|our|their)?\s*"
    rf"(?:\w+\s+)?(?:{'|'.join(_AIMED_AT)})\s*(?:of|was|is|:)?\s*£?(?P<wanted>{NUMBER})",
)
_LOWER_IS_BETTER = re.compile(r"day|week|month|hour|minute", re.IGNORECASE)


def against_target(report: str) -> tuple[Status, tuple[int, int]] | None:
    """Whether a report that sets a figure against its target reached it, and the words that say so; else None."""
    lower = report.lower()
    match = _TARGET.search(report) if any(word in lower for word in _AIMED_AT) else None
    if match is None:
        return None
    told, wanted = number_value(match["told"]), number_value(match["wanted"])
    slow = match["unit"] is not None and _LOWER_IS_BETTER.match(match["unit"]) is not None
    reached = told <= wanted if slow else told >= wanted
    return (Status.COMPLETED if reached else Status.BEHIND), match.span()


@cache
def _words(text: str) -> frozenset[str]:
    return frozenset(w[:5].lower() for w in re.findall(r"[A-Za-z]{3,}", text))


def only_a_step(report: str, about: str) -> Match | None:
    """The words by which a report tells of a step toward an action that is about more than this step, or None.

    Every clause that tells of something done has to be one: "Tenders are back and the roof is on" is more.
    """
    known = patterns()
    first = known.step.search(report)
    if first is None:
        return None
    asked = _words(about)
    noun = next((g for g in (first.groupdict().get("noun"), first.groupdict().get("thing")) if g), "")
    return None if noun and _words(noun) & asked else first


__all__ = ["against_target", "counted", "only_a_step"]
