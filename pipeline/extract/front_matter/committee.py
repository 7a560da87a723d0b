"""The body a paper goes to: from labels, headings, web pages, and addressees in the running text."""

from __future__ import annotations

import re
from functools import cache

from pipeline.dates import find_dates
from pipeline.extract.front_matter.front import Front
from pipeline.extract.front_matter.lines import is_authority
from pipeline.extract.front_matter.model import FieldValue
from pipeline.extract.front_matter.values import Range
from pipeline.extract.front_matter.vocabulary import any_of, bodies
from pipeline.extract.front_matter.words import fold, headline, key, tidy
from schemas.states import FieldSource

_LEAD = re.compile(
    r"(?:(?:report\s+to|to|meeting\s+of|members\s+of|(?:the\s+)?chair(?:man)?\s+and\s+members\s+of|"
    r"all\s+members\s+of|a\s+meeting\s+of|the)\s+)+",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s[-–—|]\s|\s*\|\s*|,\s")
_TAIL = re.compile(
    r"(?:\s*[-–—,:;|]|\s+(?:meeting|on|held|held\s+on|at|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?)+$", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*\((?:item|agenda|view|draft)\b[^)]*\)?\s*\.?$", re.IGNORECASE)
_NAME = r"(?:(?:[A-Z][\w’'&-]*|&),?[^\S\n]+(?:(?:and|of|for|the|on|in|&)[^\S\n]+){0,2}){0,9}"
_MEETING_OF = re.compile(
    r"\b(?:meetings?|minutes|proceedings)\s+of\s+(?:(?:a|the)\s+meeting\s+of\s+)?(?:the\s+)?", re.IGNORECASE
)
_HELD = re.compile(r",?\s+(?:held\b|which\s+met\b|(?:on|at)\s+(?=the\b|[A-Z0-9]))|,\s+(?=\w+day\b)")
_MOST_WORDS = 16
_HEADINGS = 8
"""Units from the top among which a body's name may stand as a heading."""


@cache
def _nouns() -> frozenset[str]:
    return frozenset(key(word)[-1] for word in bodies().noun)


@cache
def _raw_nouns() -> frozenset[str]:
    return frozenset(word.split()[-1] for word in bodies().noun)


@cache
def _titles() -> frozenset[str]:
    return frozenset(fold(word) for word in bodies().title)


@cache
def _members() -> tuple[str, ...]:
    return tuple(fold(word) for word in bodies().member)


def kind_of(name: str) -> str:
    """The kind of a body by its name (`other` where none fits)."""
    folded = fold(name)
    return next(kind.name for kind in bodies().kind if kind.fits(folded))


def is_body(text: str) -> bool:
    """Whether a phrase is the name of a body and nothing else."""
    words = key(text)
    if not words or len(words) > _MOST_WORDS:
        return False
    folded = " ".join(words)
    if folded in _titles() or folded.startswith(_members()):
        return True
    last = re.findall(r"\w+", text)[-1].casefold()
    return last in _raw_nouns() and len(words) > 1 and words[0] not in {"report", "update", "minute", "agenda"}


def trim(front: Front, span: Range) -> Range:
    """A range without the date, the time, the item and the words of address around a body's name."""
    text = front.paper.text
    start, end = span
    for mention in find_dates(text[start:end]):
        if not text[start : start + mention.start].strip(" \n-–—,:("):
            start += mention.end
            break
        end = start + mention.start
        break
    while start < end and not text[start].isalnum():
        start += 1
    lead = _LEAD.match(text, start, end)
    if lead and lead.end() < end:
        start = lead.end()
    comma = text.rfind(",", start, end)
    if comma > 0 and is_authority(text[comma + 1 : end].strip()) and fold(text[comma + 1 : end]) not in _titles():
        end = comma
    for pattern in (_BRACKET, _TAIL, _BRACKET):
        tail = pattern.search(text[start:end])
        if tail:
            end = start + tail.start()
    while end > start and text[end - 1] in " \n\t-–—,:;.|*_(":
        end -= 1
    return start, end


def _value(front: Front, span: Range, rule: str) -> FieldValue:
    return front.value("committee", headline(front.text(span)), span, rule)


def _labelled(front: Front) -> FieldValue | None:
    decided = [label for label in front.of("meeting_date") if "decided" in label.words]
    for label in (*front.of("committee"), *decided):
        ranges = front.values.ranges(label)
        if not ranges:
            continue
        first = ranges[0]
        if len(ranges) > 1 and front.text(first).endswith((",", "and", "&")):
            first = (first[0], ranges[1][1])
        span = trim(front, first)
        name = front.text(span)
        if is_body(name) or (_mentions_body(name) and label.words != ("to",)):
            return _value(front, span, label.rule)
    return None


def _mentions_body(name: str) -> bool:
    words = key(name)
    return 0 < len(words) <= _MOST_WORDS and (any(w in _nouns() for w in words) or " ".join(words) in _titles())


def _heading(front: Front) -> FieldValue | None:
    """A line near the top that is a body's name, with or without a date behind it."""
    for number in front.front_units[:_HEADINGS]:
        unit = front.units[number]
        if number in front.labelled:
            continue
        for line in front.lines(unit):
            span = trim(front, line)
            name = front.text(span)
            if name[:1].isupper() and is_body(name) and not (is_authority(name) and fold(name) not in _titles()):
                return _value(front, span, "heading")
        opened = _MEETING_OF.search(front.paper.text, unit.start, unit.end)
        if opened:
            held = _HELD.search(front.paper.text, opened.end(), unit.end)
            inner = trim(front, (opened.end(), held.start() if held else unit.end))
            if is_body(front.text(inner)):
                return _value(front, inner, "meeting_of")
    return None


@cache
def _body_name() -> str:
    nouns = any_of(
        (*tuple(w.title() for w in bodies().noun if w not in {"council", "group", "authority"}), "Sub-Committee")
    )
    return rf"(?P<body>{_NAME}(?:{nouns}))"


@cache
def _purpose() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\n|[\s\d.])To\s+\w+\s+(?:to\s+)?(?:(?:the|members\s+of\s+the)\s+)?{_body_name()}\b")


@cache
def _addressed() -> tuple[tuple[str, re.Pattern[str]], ...]:
    name = _body_name()
    asked = r"(?:asked|invited|recommended|requested)\b"
    verbs = r"(?:notes?|noted|approves?|agrees?|endorses?|receives?|considers?|supports?|recommends?|adopts?)\b"
    past = r"(?:considered|received|noted|discussed|reviewed|approved|endorsed|commented)\b"
    return (
        ("asked", re.compile(rf"(?<!\w)(?:[Tt]he\s+)?{name}\s+(?:is|are|be|will\s+be)\s+{asked}")),
        ("that_body", re.compile(rf"\b[Tt]hat\s+(?:the\s+)?{name}\s*[:,]?\s+{verbs}")),
        ("that_body", re.compile(rf"\b[Tt]hat\s+(?:the\s+)?{name}\s*[:;]")),
        (
            "updates",
            re.compile(
                rf"\b(?:[Tt]o|which|that)\s+(?:update|inform|advise|consult|ask|brief)s?\s+(?:the\s+|members\s+of\s+(?:the\s+)?)?{name}\b"
            ),
        ),
        ("body_did", re.compile(rf"(?:^|\n)(?P<body>Council|Cabinet)\s+(?:had\s+before\s+it|{past})")),
        ("body_did", re.compile(rf"(?:^|\n)(?:The\s+)?{name}(?:\s+{past}|\s*:?\n\W*{past}|\s*:?\n\(?[a1][.)])")),
    )


def body_in_header(line: str) -> str | None:
    """A body's name in a running header ("X Council – Housing Committee, 21 June 2023 – Agenda Item 9")."""
    for piece in _PARTS.split(line):
        for mention in find_dates(piece)[:1]:
            piece = piece[: mention.start]
        name = tidy(_TAIL.sub("", piece))
        if name[:1].isupper() and is_body(name) and not is_authority(name):
            return name
    return None


def _running_header(front: Front) -> FieldValue | None:
    for line in front.paper.furniture:
        name = body_in_header(line)
        if name:
            return FieldValue("committee", headline(name), line, FieldSource.PAPER, "running_header")
    return None


def _in_purpose(front: Front) -> FieldValue | None:
    """A body named in full as the one that the report's purpose speaks to ("To tell the Housing Board how ...")."""
    found: dict[str, Range] = {}
    for section in front.sections.all:
        if section.role == "purpose" and section.named:
            for match in _purpose().finditer(front.paper.text, section.start, section.end):
                span = match.span("body")
                if len(key(front.text(span))) > 1 or fold(front.text(span)) in _titles():
                    found.setdefault(fold(front.text(span)), span)
    if len(found) == 1:
        return _value(front, next(iter(found.values())), "addressee:purpose")
    return None


def _in_text(front: Front) -> FieldValue | None:
    """A body named in full as the paper's addressee; nothing where two are."""
    text = front.paper.text
    for rule, pattern in _addressed():
        found: dict[str, Range] = {}
        for match in pattern.finditer(text):
            span = match.span("body")
            name = front.text(span)
            words = key(name)
            if len(words) == 1 and fold(name) not in _titles():
                continue  # "the Board" names none
            found.setdefault(fold(name), span)
        if len(found) == 1:
            return _value(front, next(iter(found.values())), f"addressee:{rule}")
        if found:
            return None
    return None


def find_committee(front: Front) -> FieldValue | None:
    """The body that a paper goes to, or None where none is named or two are."""
    return _labelled(front) or _heading(front) or _running_header(front) or _in_text(front) or _in_purpose(front)
