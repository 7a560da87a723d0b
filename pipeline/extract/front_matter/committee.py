"""The body a paper goes to: from labels, headings, web pages, and addressees in the running text."""

from __future__ import annotations

import itertools
import re
from functools import cache

from pipeline.dates import find_dates
from pipeline.extract.front_matter.front import Front
from pipeline.extract.front_matter.lines import NAMED, is_authority, is_date_line, is_title_line
from pipeline.extract.front_matter.model import FieldValue
from pipeline.extract.front_matter.names import (
    body_in_header,
    body_titles,
    is_body,
    is_whole,
    mentions_body,
    reported_to,
    trim,
)
from pipeline.extract.front_matter.site import trail
from pipeline.extract.front_matter.values import Range
from pipeline.extract.front_matter.vocabulary import any_of, bodies
from pipeline.extract.front_matter.words import fold, headline, key
from schemas.states import FieldSource

_NAME = r"(?:(?:[A-Z][\w’'&-]*|&),?[^\S\n]+(?:(?:and|of|for|the|on|in|&)[^\S\n]+){0,2}){0,9}"
_MEETING_OF = re.compile(
    r"\b(?:meetings?|minutes|notes|proceedings|decisions)\s+of\s+"
    r"(?:(?:(?:an?|the)\s+)?(?:\w+\s+)?(?:meetings?|proceedings)\s+of\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_HELD = re.compile(
    r",?\s+(?:(?i:(?:to\s+be\s+)?held|commencing|convened)\b|which\s+met\b|(?i:on|at)\s+(?=(?i:the)\b|[A-Z0-9]))|,\s+(?=\w+(?i:day)\b)"
)
_LANGUAGES = re.compile(r"\s+/\s+")
_TO_MEMBERS = re.compile(
    r"all\s+(?:elected\s+)?(?:members|councillors)\b(?!\s+of\s+the\s+(?!council\b))", re.IGNORECASE
)
_SUBJECT_WORDS = 8
"""Words that a body's subject may have on the line above the rest of its name."""
_NAMED_BY_LABEL = frozenset(["committee", "panel"])
"""Words of labels whose value may be a body's subject alone ("Committee: Housing and Public Protection")."""
_PUBLISHERS = frozenset({"partnership", "partnerships"})
_LINE_WORDS = 24
_HEADINGS = 8
"""Units from the top among which a body's name may stand as a heading."""


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
        span = _in_english(front, trim(front, first))
        name = front.text(span)
        named = _NAMED_BY_LABEL.isdisjoint(label.words) or is_authority(name) or len(key(name)) > _SUBJECT_WORDS
        if label.words == ("to",) and _TO_MEMBERS.match(front.text(first)):
            continue  # "To: All Members of the Council" is a briefing, and goes to no meeting
        if is_body(name) or (mentions_body(name) and label.words != ("to",)) or not (named or find_dates(name)):
            return _value(front, span, label.rule)
    return None


def _in_english(front: Front, span: Range) -> Range:
    """The name in English of a name in two languages ("Y Cabinet / Cabinet"); else the range as it is."""
    at = span[0]
    for part in _LANGUAGES.split(front.paper.text[slice(*span)]):
        part_span = (at, at + len(part))
        if part_span != span and is_body(front.text(part_span)):
            return part_span
        at = front.paper.text.find("/", at + len(part)) + 1
        while front.paper.text[at : at + 1].isspace():
            at += 1
    return span


def _heading(front: Front) -> FieldValue | None:
    """A line near the top that is a body's name, with or without a date behind it.

    Of an authority that is a body itself ("... Fire Authority") and a body of its own below, the latter; of several,
    the one on whose line the day of its meeting stands. A partnership that heads a paper with no day publishes it.
    """
    found: list[FieldValue] = []
    dated: list[FieldValue] = []
    for number in () if front.is_letter else front.front_units[:_HEADINGS]:
        unit = front.units[number]
        spans = [trim(front, line) for line in front.lines_before_labels(number)]
        above = _begun_above(front, number)
        if above is not None and spans:
            spans.insert(0, trim(front, (above, spans[-1][1])))
        for span in spans:
            name = front.text(span)
            if name[:1].isupper() and is_body(name) and not (is_authority(name) and fold(name) not in body_titles()):
                found.append(_value(front, span, "heading"))
                if find_dates(front.text((span[1], unit.end))):
                    dated.append(found[-1])
                break
        stop = spans[-1][1] if number in front.labelled and spans else unit.end
        opened = _MEETING_OF.search(front.paper.text, unit.start, stop)
        if opened and (spans or number not in front.labelled):
            held = _HELD.search(front.paper.text, opened.end(), stop)
            inner = trim(front, (opened.end(), held.start() if held else stop))
            if is_body(front.text(inner)):
                found.append(_value(front, inner, "meeting_of"))
    own = [value for value in found if not is_whole(value.value)]
    met = bool(dated) or any(front.of("meeting_date")) or any(front.of("agenda_item")) or _a_day_near(front)
    kept = [value for value in (*dated, *own, *found) if met or fold(value.value).split()[-1] not in _PUBLISHERS]
    return next(iter(kept), None)


def _on_trail(front: Front) -> FieldValue | None:
    """A body's step of a trail, the day of its meeting as the next ("... > Homes Panel > 5 May 2022")."""
    for unit in front.units[:_HEADINGS]:
        for step, behind in itertools.pairwise(trail(front.unit_text(unit))):
            at = front.paper.text.find(step, unit.start, unit.end)
            if at >= 0 and is_body(step) and is_date_line(behind):
                return _value(front, (at, at + len(step)), "trail")
    return None


def _a_day_near(front: Front) -> bool:
    """Whether a line at the top is a date, or minutes are opened."""
    return front.attended or any(is_date_line(front.unit_text(unit)) for unit in front.units[:_HEADINGS])


def _before_date(front: Front) -> FieldValue | None:
    """A body named right before a day, in a line at the top ("Version 4 for the Homes Board, 12 June 2019")."""
    for unit in front.units[:_HEADINGS]:
        text = front.paper.text[unit.start : unit.end]
        if len(text.split()) > _LINE_WORDS:
            continue
        for mention in find_dates(text):
            named = re.search(_body_name() + r"[\s,:–—-]*$", text[: mention.start]) if mention.kind == "day" else None
            if named and len(key(named["body"])) > 1:
                start = unit.start + named.start("body")
                return _value(front, (start, unit.start + named.end("body")), "before_date")
    return None


def _begun_above(front: Front, number: int) -> int | None:
    """Where a body's name begins on the line above, of which a line has but the end ("OVERVIEW AND SCRUTINY COMMITTEE"
    behind "COMMUNITY SAFETY AND"); None where the line above is something of its own."""
    if number == 0 or number - 1 in front.labelled or number in front.labelled:
        return None
    above, unit = front.units[number - 1], front.units[number]
    first, second = front.unit_text(above), front.unit_text(unit)
    if above.cell >= 0 or unit.cell >= 0 or not first or first.isupper() != second.isupper():
        return None
    open_end = first.rstrip().endswith((" and", " AND", "&", ","))
    bare = fold(second) in {fold(name) for name in bodies().needs_subject} and len(first.split()) <= _SUBJECT_WORDS
    alone = is_body(first) or is_authority(first) or not is_title_line(first) or NAMED.search(first) is not None
    return above.start if (open_end or bare) and not alone else None


def _reported_to(front: Front) -> FieldValue | None:
    """ "REPORT BY THE DIRECTOR OF HOUSING TO THE HOUSING COMMITTEE"."""
    for label in front.of("report_of"):
        for span in front.values.ranges(label)[:1]:
            to = reported_to(front.paper.text[slice(*span)])
            if to is not None:
                return _value(front, (span[0] + to.start("body"), span[0] + to.end("body")), "reported_to")
    return None


@cache
def _body_name() -> str:
    nouns = any_of(
        (*tuple(w.title() for w in bodies().noun if w not in {"council", "group", "authority"}), "Sub-Committee")
    )
    return rf"(?P<body>(?!(?:That|The|This|If|When|As|A|And)\b){_NAME}(?:{nouns}))"


@cache
def _purpose() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\n|[\s\d.])To\s+\w+\s+(?:to\s+)?(?:(?:the|members\s+of\s+the)\s+)?{_body_name()}\b")


@cache
def _addressed() -> tuple[tuple[str, re.Pattern[str]], ...]:
    name = _body_name()
    asked = r"(?:asked|invited|recommended|requested)\b"
    verbs = (
        r"(?:notes?|noted|approves?|agrees?|endorses?|commends?|refers?|receives?|considers?|supports?|recommends?|"
        r"adopts?)\b"
    )
    number = r"(?:\(?\w{1,3}[.)]\s+)?"
    past = r"(?:considered|received|noted|discussed|reviewed|approved|endorsed|commented)\b"
    return (
        ("asked", re.compile(rf"(?<!\w)(?:[Tt]he\s+)?{name}\s+(?:is|are|will\s+be)\s+{asked}")),
        ("that_body", re.compile(rf"\b[Tt]hat\s+(?:the\s+)?{name}\s*[:,]?\s+{verbs}")),
        ("that_body", re.compile(rf"\b[Tt]hat\s+(?:the\s+)?{name}\s*[:;]")),
        ("resolved", re.compile(rf"\bRESOLVED\b[^\w(]{{0,6}}(?i:that\s+)?{number}{name}\s*{number}{verbs}", re.DOTALL)),
        (
            "updates",
            re.compile(
                rf"\b(?:[Tt]o|which|that)\s+(?:update|inform|advise|consult|ask|brief)s?\s+(?:the\s+|members\s+of\s+(?:the\s+)?)?{name}\b"
            ),
        ),
        ("body_did", re.compile(rf"(?:^|\n)(?P<body>Council|Cabinet)\s+(?:had\s+before\s+it|{past})")),
        ("decision", re.compile(rf"\n{number}(?P<body>Cabinet|Council|Executive)\s+{verbs}")),
        ("body_did", re.compile(rf"(?:^|\n)(?:The\s+)?{name}(?:\s+{past}|\s*:?\n\W*{past}|\s*:?\n\(?[a1][.)])")),
    )


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
                if len(key(front.text(span))) > 1 or fold(front.text(span)) in body_titles():
                    found.setdefault(fold(front.text(span)), span)
    if len(found) == 1:
        return _value(front, next(iter(found.values())), "addressee:purpose")
    return None


def _in_text(front: Front) -> FieldValue | None:
    """A body named in full as the paper's addressee; nothing where two are. Minutes of a meeting ask others."""
    if front.attended:
        return None
    text = front.paper.text
    for rule, pattern in _addressed():
        found: dict[str, Range] = {}
        for match in pattern.finditer(text):
            span = match.span("body")
            name = front.text(span)
            words = key(name)
            if len(words) == 1 and fold(name) not in body_titles():
                continue  # "the Board" names none
            found.setdefault(fold(name), span)
        if len(found) == 1:
            return _value(front, next(iter(found.values())), f"addressee:{rule}")
        if found:
            return None
    return None


def find_committee(front: Front) -> FieldValue | None:
    """The body that a paper goes to, or None where none is named or two are."""
    return (
        _labelled(front)
        or _heading(front)
        or _on_trail(front)
        or _reported_to(front)
        or _before_date(front)
        or _running_header(front)
        or _in_text(front)
        or _in_purpose(front)
    )
