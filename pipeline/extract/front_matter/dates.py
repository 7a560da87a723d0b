"""The date of the meeting (or of the decision) that a paper is for."""

from __future__ import annotations

import re

from pipeline.dates import DateMention, find_dates
from pipeline.extract.front_matter.front import Front
from pipeline.extract.front_matter.lines import is_history
from pipeline.extract.front_matter.model import FieldValue
from pipeline.extract.front_matter.names import body_in_header, is_body, trim
from pipeline.extract.front_matter.site import is_news_line
from pipeline.extract.front_matter.values import Range
from schemas.states import FieldSource

_NEAR_TOP = 12
_NEWS_UNITS = 3
_OPENING = 4
"""Units from the top among which notes of a meeting have its day, with the place and the hour beside it."""
_BESIDE_DAY = 14
_AROUND = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|date|at|on|the|time|am|pm|noon|to|o.clock|held|meeting|of)\b"
    r"|\d{1,2}[.:]\d{2}\s*(?:hrs|hours)?|\d{1,2}(?=\s*(?:[ap]\.?m\b|noon|o.clock))|[^\w]",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_TIME = re.compile(
    r"\b\d{1,2}(?:[.:]\d{2})?\s*(?:[ap]\.?m\b|noon\b|o.clock\b|hrs\b|hours\b)|\b\d{1,2}[.:]\d{2}\b", re.IGNORECASE
)
_HELD = re.compile(r"\W*(?:agenda|minutes|notes|meeting|held|date)\b", re.IGNORECASE)
_OF_MEETING = re.compile(r"\b(?:council|annual|budget|ordinary|extraordinary|special)\s+meeting\W*$", re.IGNORECASE)
_ITEM = re.compile(r"\(?\d{1,3}[.)]*\s+(?=minutes\b)", re.IGNORECASE)
_PREFERRED = ("meeting", "decided", "committee", "cabinet", "board", "panel")


def _mentions(front: Front, span: Range, kinds: tuple[str, ...]) -> list[DateMention]:
    found = find_dates(front.paper.text[span[0] : span[1]])
    return [m for m in found if m.kind in kinds and m.value]


def _value(front: Front, span: Range, mention: DateMention, rule: str) -> FieldValue:
    at = span[0] + mention.start
    return front.value("meeting_date", mention.value or "", (at, span[0] + mention.end), rule)


def _labelled(front: Front) -> FieldValue | None:
    labels = sorted(front.of("meeting_date"), key=lambda label: not any(w in label.words for w in _PREFERRED))
    for label in labels:
        for span in front.values.ranges(label)[:1]:
            for mention in _mentions(front, span, ("day", "month")):
                return _value(front, span, mention, label.rule)
    for label in front.of("committee"):
        for span in front.values.ranges(label)[:2]:
            for mention in _mentions(front, span, ("day", "month")):
                return _value(front, span, mention, label.rule)
    return None


def _line(front: Front) -> FieldValue | None:
    """A line near the top that is a date, or a body's name and a date, or a meeting's."""
    for number in front.front_units[front.greeting : front.greeting + _NEAR_TOP]:
        unit = front.units[number]
        if front.paper.blocks[unit.block].number:
            continue
        labels = [label.start for label in front.found if label.unit == number]
        for start, end in front.lines(unit):
            line = (start, min([end, *(at for at in labels if at >= start)]))
            words = front.text(line)
            if len(words.split()) > 24 or is_history(words):
                continue
            for mention in _mentions(front, line, ("day", "month"))[:1]:
                rest = words.replace(" ".join(mention.text.split()), " ")
                alone = not _AROUND.sub("", rest)
                body = is_body(front.text(trim(front, line)))
                if front.tells_of_meeting and number < _OPENING and _told_of_day(rest) and mention.kind == "day":
                    return _value(front, line, mention, "line:minutes")
                timed = mention.start == 0 and _WEEKDAY.match(mention.text) and _TIME.search(rest)
                met = _HELD.match(rest) or _OF_MEETING.search(rest)
                if ((alone or timed) and mention.kind == "day") or body or met:
                    return _value(front, line, mention, "line:body" if body else "line")
    return None


def _told_of_day(rest: str) -> bool:
    """Whether what stands beside a day on its line is short, and no sentence: a place, an hour, which meeting."""
    return len(rest.split()) <= _BESIDE_DAY and not rest.rstrip().endswith(".")


def _dated_item(front: Front) -> FieldValue | None:
    """ "22/02/2022 - Title" as web pages list decisions."""
    for unit in front.units[:_NEAR_TOP]:
        span = (unit.start, unit.end)
        for mention in _mentions(front, span, ("day",))[:1]:
            behind = front.paper.text[span[0] + mention.end : span[1]].lstrip()
            if mention.start == 0 and behind[:1] in "-–—":
                return _value(front, span, mention, "dated_item")
    return None


def _held(front: Front) -> FieldValue | None:
    """ "... held in the Council Chamber on Tuesday 4 March 2025" in the first paragraphs of minutes."""
    for unit in front.units[:6]:
        text = front.paper.text[unit.start : unit.end]
        if front.paper.blocks[unit.block].number or _ITEM.match(text):
            continue  # an agenda's item: the minutes of the last meeting
        held = re.search(r"\bheld\b", text, re.IGNORECASE)
        if held and re.search(r"\b(?:meeting|minutes|proceedings)\b", text[: held.start()], re.IGNORECASE):
            span = (unit.start + held.end(), unit.end)
            for mention in _mentions(front, span, ("day",))[:1]:
                return _value(front, span, mention, "held")
    return None


def _running_header(front: Front) -> FieldValue | None:
    """A running header that names the body and the day of its meeting."""
    for line in front.paper.furniture:
        if body_in_header(line) is None:
            continue
        for mention in find_dates(line):
            if mention.kind == "day" and mention.value:
                return FieldValue("meeting_date", mention.value, mention.text, FieldSource.PAPER, "running_header")
    return None


def _of_body(front: Front, committee: FieldValue | None) -> FieldValue | None:
    """The day right behind the body's name in a line at the top, where that is how the body was found."""
    if committee is None or committee.rule != "before_date" or committee.end is None:
        return None
    unit = next(u for u in front.units if u.start <= committee.end <= u.end)
    span = (committee.end, unit.end)
    return next((_value(front, span, m, "behind_body") for m in _mentions(front, span, ("day",))), None)


def find_meeting_date(front: Front, committee: FieldValue | None = None) -> FieldValue | None:
    """The date of the meeting or decision with the precision stated, or None where none is stated.

    Args:
        committee: the body that the paper goes to, as found.
    """
    if any(is_news_line(front.unit_text(unit)) for unit in front.units[:_NEWS_UNITS]):
        return _labelled(front)  # the day below is that of the story
    near_top = [value for value in (_held(front), _line(front)) if value is not None]
    first = min(near_top, key=lambda value: value.start or 0, default=None)
    return _labelled(front) or first or _dated_item(front) or _of_body(front, committee) or _running_header(front)
