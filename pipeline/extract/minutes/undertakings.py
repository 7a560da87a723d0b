"""What somebody takes upon himself at a meeting, is given to do or is asked for, as minutes report it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extract.caseless import Caseless
from pipeline.extract.minutes.words import compiled, doer, speaker, vocabulary

_OPENING = re.compile(
    r"\W*(?:(?:in|after|following|on|at|with|during|as|by|to|for|from|once|when)\b[^,;]{0,120},\s+)?(?:and\s+)?",
    re.IGNORECASE,
)
_EDGE = re.compile(r"[,;:]\s+|\b(?:that|and)\s+", re.IGNORECASE)
_ALSO = re.compile(r"(?:\s*\b(?:also|then|further|therefore|subsequently|had|has|kindly|both|all))+\s*$", re.IGNORECASE)
_PROMISING = (
    *("undert", "promised", "offered", "volunteered", "pledged", "agreed", "would", "gave an", "gave a c"),
    *("intention", "intended", "intending", "planned", "planning", "proposed", "proposing"),
)
"""One of these stands in every undertaking, as those below in every task and request; the patterns are dear."""
_GIVING = ("would", "will", "going to", "asked", "requested", "tasked", "instructed", "directed", "invited")
_ASKING = (
    *("ask", "request", "requir", "suggest", "agreed", "resolved", "call", "sought", "wished", "instruct", "direct"),
    *("task", "invit", "enquir", "quer", "propos", "recommend", "decided"),
)
_FURTHEST = 6  # edges before a verb behind which its subject is looked for


@cache
def _promises() -> tuple[Caseless, Caseless, Caseless, Caseless]:
    words = vocabulary().undertaking
    return (
        compiled(words.strong),
        compiled(*words.weak),
        compiled(*words.given),
        compiled(words.never),
    )


@cache
def _doer() -> re.Pattern[str]:
    return re.compile(doer(), re.IGNORECASE)


@cache
def _speaker() -> re.Pattern[str]:
    return re.compile(speaker(), re.IGNORECASE)


@cache
def _requests() -> tuple[Caseless, Caseless, Caseless]:
    words = vocabulary().request
    return compiled(*words.asks), compiled(*words.standing), compiled(words.never)


_MANY = re.compile(
    r"(?:(?:all|the|some|other) )*(?:members|councillors|residents|tenants|parents|everyone)$", re.IGNORECASE
)
"""Who is told to do something at a meeting, and is given no task by that."""


def _has(text: str, words: tuple[str, ...]) -> bool:
    lower = text.lower()
    return any(word in lower for word in words)


def _subject(text: str, verb: int, who: re.Pattern[str]) -> bool:
    """Whether the words right before a verb are somebody, from the sentence's or a clause's beginning on."""
    opening = _OPENING.match(text)
    edges = [0, opening.end() if opening else 0, *(m.end() for m in _EDGE.finditer(text, 0, verb))]
    before = _ALSO.sub("", text[:verb]).rstrip()
    if not before:
        return True
    for start in sorted(set(edges), reverse=True)[:_FURTHEST]:
        words = before[start:].strip()
        if words and who.fullmatch(words):
            return who is not _doer() or _MANY.fullmatch(words) is None
    # "The officer had looked into it and would ..."
    return before.endswith(" and") and opening is not None and who.match(text, opening.end()) is not None


def _heard(text: str, pattern: Caseless, who: re.Pattern[str]) -> Iterator[str]:
    for match in pattern.finditer(text):
        if _subject(text, match.start(), who):
            yield match.group().strip()


def undertaking(text: str) -> str:
    """The words by which a sentence reports an undertaking ("undertook to", "said that she would"), or ""."""
    if not _has(text, _PROMISING):
        return ""
    strong, weak, _, never = _promises()
    if never.search(text):
        return ""
    return next((cue for pattern in (strong, weak) for cue in _heard(text, pattern, _doer())), "")


def assigned(text: str) -> str:
    """The words by which minutes give somebody a task ("officers would circulate", "was asked to report"), or ""."""
    if not _has(text, _GIVING):
        return ""
    _, _, given, never = _promises()
    if never.search(text):
        return ""
    return next(_heard(text, given, _doer()), "")


def request(text: str) -> str:
    """The words by which somebody at a meeting asks for a thing or a deed ("asked that a copy be shared"), or ""."""
    if not _has(text, _ASKING):
        return ""
    asks, standing, never = _requests()
    if never.search(text):
        return ""
    if match := standing.search(text):
        return match.group().strip()
    for match in asks.finditer(text):
        before = text[: match.start()].rstrip().lower()
        if before.endswith(("it was", "it was also", "it was further", "was", "were")) or _subject(
            text, match.start(), _speaker()
        ):
            return match.group().strip()
    return ""


def resolved_task(text: str) -> str:
    """The words by which a resolution gives somebody a task ("officers be asked to report back"), or ""."""
    match = _resolved().search(text)
    return match.group().strip() if match else ""


def approves_steps(text: str) -> bool:
    """Whether a resolution approves the steps that stand in the list below it."""
    return _steps().search(text) is not None


@cache
def _steps() -> Caseless:
    return compiled(vocabulary().resolution.steps)


@cache
def _resolved() -> Caseless:
    return compiled(*vocabulary().resolution.tasks)
