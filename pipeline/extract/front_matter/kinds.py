"""The type of a paper, and the decision it asks of its body."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence
from functools import cache

from pipeline.extract.front_matter.front import OPENING_UNITS, Front
from pipeline.extract.front_matter.lines import is_header
from pipeline.extract.front_matter.model import FieldValue
from pipeline.extract.front_matter.values import Range
from pipeline.extract.front_matter.vocabulary import TypeRule, any_of, types
from pipeline.extract.front_matter.words import fold
from pipeline.extract.recommendations import Recommendation
from schemas.paper import BlockKind
from schemas.states import Decision, FieldSource, ReportType

_OF_REPORTS = frozenset({"report_of", "title"})
_SHEET_UNITS = 12
_CELL_WORDS = 5
_NARRATED_UNITS = 8
_STRENGTH = (Decision.APPROVE, Decision.ENDORSE, Decision.COMMENT, Decision.NOTE, Decision.OTHER)
# "the position on agreed actions": what was decided before is not asked for now.
_BEFORE_THING = re.compile(r"\b(?:on|of|against|with|for|all|the|these|those|any|each)\s+$", re.IGNORECASE)
_THING = re.compile(
    r"\s+(?:\w+\s+)?(?:actions?|recommendations?|plans?|priorities|measures|targets|outcomes|improvements|programme|budget)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\bbe\s+(?:\w+ly\s+)?(?=\w+ed\b)", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:,|and|,\s*and|/|and/or|on\s+and|upon\s+and|(?:\w+\s+){1,5}of\s+and)\s*(?:to\s+)?")
_SUBJECT_WORDS = 12
"""Words that may stand before the leading verb: who is asked, and how."""
_ASKED = re.compile(
    r"^.*?\b(?:asked|invited|recommended|requested|asks|invites)\b(?:\s+(?:\w+\s+){0,5}?(?:to|that)\b)?",
    re.IGNORECASE | re.DOTALL,
)


@cache
def _phrase(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(words)})(?!\w)", re.IGNORECASE)


@cache
def _folded(lines: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, lines))


@cache
def _verbs() -> tuple[tuple[Decision, re.Pattern[str]], ...]:
    return tuple((rule.decision, _phrase(rule.verbs)) for rule in types().decision if rule.verbs)


@cache
def _phrases() -> tuple[tuple[Decision, re.Pattern[str]], ...]:
    return tuple((rule.decision, _phrase(rule.phrases)) for rule in types().decision if rule.phrases)


def leading_decisions(text: str) -> tuple[Decision, ...]:
    """The decisions that the leading verbs of one recommendation ask for.

    Its first verb counts, with one joined to it ("note and approve", "note the development of and approve"); of a
    passive ("that the report be noted") the one behind "be". Where it asks for no more than to consider, a phrase
    such as "for comment" tells more.
    """
    hits = sorted(
        (m.start(), m.end(), decision)
        for decision, pattern in _verbs()
        for m in pattern.finditer(text)
        if not (m.group().endswith("ed") and _BEFORE_THING.search(text, 0, m.start()) and _THING.match(text, m.end()))
    )
    passive = _PASSIVE.search(text)
    if passive and not (hits and len(text[: hits[0][0]].split()) <= _SUBJECT_WORDS and hits[0][0] < passive.start()):
        hits = [hit for hit in hits if hit[0] >= passive.end()]
    found: list[Decision] = []
    end = -1
    for start, stop, decision in hits:
        if found and not _JOINED.fullmatch(text[end:start]):
            break
        found.append(decision)
        end = stop
    if set(found) <= {Decision.OTHER}:
        for decision, pattern in _phrases():
            if pattern.search(text):
                return (decision,)
    return tuple(found)


def find_decision(front: Front, recommendations: Sequence[Recommendation]) -> FieldValue | None:
    """What the body is asked to do, by the strongest leading verb of the recommendations; None where nothing is."""
    found: dict[Decision, Range] = {}
    for item in recommendations:
        for text in (_ASKED.sub("", front.paper.text[item.start : item.end]), _lead_in(front, item)):
            for decision in leading_decisions(text[:600]):
                found.setdefault(decision, (item.start, item.end))
    for decision in _STRENGTH:
        if decision in found:
            return front.value("decision_sought", decision.value, found[decision], "leading_verb")
    return _narrated(front)


def _lead_in(front: Front, item: Recommendation) -> str:
    """What the lead-in right before an item asks ("That Cabinet note and approve:"), or nothing."""
    before = bisect.bisect_right(front.starts, item.start) - 1
    while before >= 0 and front.units[before].end > item.start:
        before -= 1
    text = front.unit_text(front.units[before]) if before >= 0 else ""
    return _ASKED.sub("", text) if text.rstrip().endswith(":") else ""


def _narrated(front: Front) -> FieldValue | None:
    """What minutes or a purpose say was asked: "presented for comment", "the Board noted the report"."""
    for unit in front.units[:_NARRATED_UNITS]:
        for decision, pattern in _NARRATED:
            match = pattern.search(front.paper.text, unit.start, unit.end)
            if match:
                return front.value("decision_sought", decision.value, match.span(), "narrated")
    return None


_BODY = r"(?:Board|Panel|Committee|Sub-Committee|Cabinet|Executive|Council|Commission|Forum|Members)"
_NARRATED = (
    (Decision.APPROVE, re.compile(rf"\b{_BODY}\s+(?:approved|agreed)\s+(?:the|a)\b")),
    (Decision.ENDORSE, re.compile(rf"\b{_BODY}\s+endorsed\s+(?:the|a)\b")),
    (Decision.COMMENT, re.compile(r"\bfor\s+comments?\b")),
    (Decision.NOTE, re.compile(rf"\b{_BODY}\s+noted\s+(?:the|a|this)\b|\bfor\s+(?:information|noting)\b")),
)


def is_whole_meeting(front: Front, report_type: FieldValue | None) -> bool:
    """Whether minutes record a meeting and not one of its items: they list who attended. Such minutes decide many
    things and seek none of them."""
    if report_type is None or report_type.value != ReportType.MINUTES:
        return False
    return front.attended


def find_type(front: Front, title: FieldValue | None, sought: FieldValue | None) -> FieldValue | None:
    """The type of the paper by the first rule of `types.toml` that fits; None where none does."""
    asks = sought.value if sought else "none"
    for rule in types().rule:
        if (rule.sought and asks not in rule.sought) or _forbidden(front, rule):
            continue
        span = _place(front, rule, title)
        if span is not None:
            words = front.paper.text[span[0] : span[1]] if span[0] < span[1] else None
            at = span if words else (None, None)
            return FieldValue("report_type", rule.type.value, words, FieldSource.PAPER, f"type:{rule.place}", *at)
    return None


def _forbidden(front: Front, rule: TypeRule) -> bool:
    """Whether a label or a short line of the paper is one with which a rule does not fit."""
    reported = any(label.entry.field in _OF_REPORTS for label in front.found)
    if rule.unless_reported and reported and not front.called_notes:
        return True
    return not _folded(rule.unless).isdisjoint(front.short_words)


def _place(front: Front, rule: TypeRule, title: FieldValue | None) -> Range | None:
    """Where a rule's words stand in its place of the paper, or None."""
    if rule.place == "sought":
        return (0, 0)
    if rule.place == "letter":
        return (0, 0) if front.is_letter else None
    if rule.place == "notes":
        return (0, 0) if front.called_notes else None
    if rule.place == "sheet":
        marks = _folded(rule.words)
        near = front.units[:_SHEET_UNITS]
        return next(((unit.start, unit.end) for unit in near if fold(front.unit_text(unit)) in marks), None)
    if rule.place == "mark":
        marks = _folded(rule.words)
        if marks.isdisjoint(front.short_words):
            return None
        return next(((unit.start, unit.end) for words, unit in front.short_lines if words in marks), None)
    if rule.place == "table":
        return _table(front, rule)
    pattern = _phrase(rule.words)
    if rule.place == "title":
        if title is None or not pattern.search(title.value):
            return None
        return (title.start, title.end) if title.start is not None and title.end is not None else (0, 0)
    text, ranges = front.paper.text, front.opening[: 1 if rule.place == "first" else None]
    if not ranges or not pattern.search(text, ranges[0][0], ranges[-1][1]):  # hardly any paper has the words
        return None
    found = (pattern.search(text, start, end) for start, end in ranges)
    return next((match.span() for match in found if match), None)


def _table(front: Front, rule: TypeRule) -> Range | None:
    """A table whose first row (or a flattened header line) names each of the rule's words."""
    wanted = [fold(word) for word in rule.words]
    cells = list(
        itertools.takewhile(lambda u: len(front.unit_text(u).split()) <= _CELL_WORDS, front.units[:OPENING_UNITS])
    )
    joined = " ".join(front.unit_text(unit) for unit in cells)
    if len(cells) > 2 and is_header(joined) and all(f" {word} " in f" {fold(joined)} " for word in wanted):
        return cells[0].start, cells[-1].end
    for unit in front.units[:OPENING_UNITS]:
        text = front.unit_text(unit)
        if is_header(text) and all(f" {word} " in f" {fold(text)} " for word in wanted):
            return unit.start, unit.end
    for index, block in enumerate(front.paper.blocks):
        if block.kind is not BlockKind.TABLE:
            continue
        row = (front.paper.blocks[i] for i in front.paper.children(index))
        first = [fold(front.paper.text[c.start : c.end]) for c in row if c.row == 0]
        if all(any(word in cell for cell in first) for word in wanted):
            return block.start, block.end
    return None
