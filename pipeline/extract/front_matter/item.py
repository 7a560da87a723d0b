"""The number of the agenda item."""

from __future__ import annotations

import re

from pipeline.dates import find_dates
from pipeline.extract.caseless import Caseless, Match
from pipeline.extract.front_matter.front import Front
from pipeline.extract.front_matter.lines import whole_meeting
from pipeline.extract.front_matter.model import FieldValue
from pipeline.extract.front_matter.site import is_site_line
from pipeline.extract.front_matter.units import Unit
from pipeline.extract.front_matter.values import Range
from pipeline.extract.front_matter.words import fold, tidy
from schemas.states import FieldSource

_ATTACHED = Caseless(r"\s*(?:\bpdf\s+icon\b)?\s*\bPDF\s+\d+(?:\.\d+)?\s*[KM]B\b(?s:.*)$")
"""What a web site prints behind an item's title: the attached file's size."""
_ITEM = re.compile(
    r"\(\s*Item\s+(?P<item>[A-Z]{0,4}\.?\d[\w./-]*?)\.?\s*\)|\bitem\s+(?P<other>[A-Z]{1,4}\.\d+)\b", re.IGNORECASE
)
_IN_HEADER = re.compile(
    r"(?:^|[-–—|,;(])\s*(?:Agenda\s+)?Item\s+(?:No\.?\s*)?(?P<item>\d{1,3}[A-Za-z]?)\b", re.IGNORECASE
)
_CITED = re.compile(r"\bAgenda\s+Item\s+(?:No\.?\s*)?(?P<item>\d{1,3}[A-Za-z]?)\b")
_NUMBERED = re.compile(r"^(?P<item>[A-Z]{0,4}\.?\d{1,3}[a-z]?)[.):]?\s+(?=\S)")
_NUMBER = re.compile(
    r"^(?:no\.?\s*)?(?P<item>[A-Z]{0,4}[.]?\d{1,4}[A-Za-z]?(?:[.][\da-z]+|/\d+|\s?\([\da-z]+\))*)[.)]?$", re.IGNORECASE
)
_FIRST = re.compile(r"^\W*(?P<item>\d{1,3}[a-zA-Z]?)\b")
_BEFORE_TITLE = re.compile(
    r"\s*(?:agenda\s+)?item\s+(?:no\.?\s*)?(?P<item>\d{1,3}[a-z]?)\s*[-–—:.]\s+(?=\S)", re.IGNORECASE
)
"""The item before the title on one line ("ITEM 4: HALF YEAR UPDATE")."""
_MINUTE = re.compile(r"(?:[A-Z]{1,4}[./ ]?)?\d{1,4}/\d{2}(?:[/-]\d{2})?[.:]?\s+(?=[A-Z])")
"""The number of a minute before its title ("L.17/20", "45/2023-24")."""
_NARRATED = re.compile(
    r"\b(?:RESOLVED|AGREED)\b|^(?:Minutes|Decisions?):\s*$|"
    r"\b(?:Board|Panel|Committee|Cabinet|Commission|Forum|Executive|Members)\s+(?:received|considered|heard|noted|was|were)\b",
    re.MULTILINE,
)
"""What minutes have, and a part of a longer document has not."""
_NEAR_TOP = 12
_FIRST_OF_EXTRACT = 2
"""A paper of its own begins with 1."""
_HEADERS = 4
_HEADER_WORDS = 20


def attached(text: str) -> Match | None:
    """What a web site prints behind an item's title, in a text."""
    return _ATTACHED.search(text) if "pdf" in text.lower() else None


def of_whole_meeting(front: Front) -> bool:
    """Whether the paper opens as the page of a whole meeting, or lists who attended."""
    first = fold(front.unit_text(front.units[0])) if front.units else ""
    return first in whole_meeting() or front.attended


def attached_item(front: Front) -> tuple[str, Range] | None:
    """The numbered line of an item on a web page ("14. Title PDF 171 KB"): number and the title's range."""
    if of_whole_meeting(front):
        return None
    for unit in front.units[:_NEAR_TOP]:
        block = front.paper.blocks[unit.block]
        text = front.paper.text[block.start : unit.end]
        if not attached(text):
            continue
        number, start = _number_before(front, unit)
        if number:
            return number, (start, unit.end)
    return None


def _number_before(front: Front, unit: Unit) -> tuple[str, int]:
    """The number with which a line opens, and where its other words begin; ("", its beginning) where it has none."""
    block = front.paper.blocks[unit.block]
    match = _NUMBERED.match(front.paper.text[block.start : unit.end])
    return (match["item"], block.start + match.end()) if match else (block.number, unit.start)


def _in_header(front: Front, unit: Unit) -> re.Match[str] | None:
    """The item in a short line of the letterhead ("Homes Board 12 June 2019 - item 4")."""
    text = front.unit_text(unit)
    return _IN_HEADER.search(text) if len(text.split()) <= _HEADER_WORDS else None


def numbered_item(front: Front) -> Range | None:
    """The range of the words of a numbered first line whose number the meeting's line below repeats ("12. Title" above
    "Meeting: 7 May 2023 - Cabinet (Item 12)"), or of those behind a minute's number ("L.17/20 Title")."""
    if of_whole_meeting(front):
        return None
    cited = {m["item"] for u in front.units[:_NEAR_TOP] for m in _ITEM.finditer(front.paper.text, u.start, u.end)}
    for unit in front.units[:_NEAR_TOP]:
        number, start = _number_before(front, unit)
        if number and number.rstrip(".)") in cited:
            return start, unit.end
        minute = _MINUTE.match(front.paper.text, unit.start, unit.end)
        if minute:
            return minute.end(), unit.end
    return _extract(front)


def _extract(front: Front) -> Range | None:
    """The range of the title of one minute out of a meeting's ("31. Title" as the first line, and no 32)."""
    first = next((unit for unit in front.units[:_NEAR_TOP] if not is_site_line(front.unit_text(unit))), None)
    number, start = _number_before(front, first) if first else ("", 0)
    if first is None or not number.isdigit() or int(number) < _FIRST_OF_EXTRACT:
        return None
    line = front.paper.text[front.paper.blocks[first.block].start : first.end]
    dated = any(mention.start == 0 for mention in find_dates(line)[:1])
    if dated or first is front.units[-1] or not _NARRATED.search(front.paper.text):
        return None
    following = str(int(number) + 1)
    others = (_number_before(front, unit)[0] for unit in front.units if unit is not first)
    return None if following in others else (start, first.end)


def find_agenda_item(front: Front) -> FieldValue | None:
    """The number of the agenda item as printed ("6", "OS.130"), or None where none is printed."""
    whole = of_whole_meeting(front)
    for label in front.of("agenda_item"):
        if whole and label.words == ("item",):
            continue
        for span in front.values.ranges(label)[:1]:
            words = tidy(front.text(span))
            match = _NUMBER.match(words) or (_FIRST.match(words) if label.entry.colon is False else None)
            if match:
                return _at(front, span, match["item"], label.rule)
    if whole:
        return None
    item = attached_item(front)
    for unit in front.units[:_NEAR_TOP]:
        match = _ITEM.search(front.paper.text, unit.start, unit.end)
        if match and match.end() - match.start() < unit.end - unit.start:
            return _at(front, match.span(), match["item"] or match["other"], "web_page")
        before = _BEFORE_TITLE.match(front.paper.text, unit.start, unit.end)
        if before:
            return _at(front, before.span(), before["item"], "before_title")
    opened = [(u, m) for u in front.units[:_HEADERS] if (m := _in_header(front, u))]
    if len({m["item"] for _, m in opened}) == 1:
        unit, match = opened[0]
        return _at(front, (unit.start, unit.end), match["item"], "in_header")
    if item:
        return FieldValue("agenda_item", item[0], item[0], FieldSource.PAPER, "web_item")
    for line in front.paper.furniture:
        header = _CITED.search(line) or _IN_HEADER.search(line)
        if header:
            return FieldValue("agenda_item", header["item"], header.group(), FieldSource.PAPER, "running_header")
    listed = dict(front.paper.meta).get("agenda_item")
    if listed and front.paper.part_of:
        return FieldValue("agenda_item", listed, None, FieldSource.PACK, "front_sheet")
    cited = {m["item"]: m.span("item") for m in _CITED.finditer(front.paper.text)}
    if len(cited) == 1:
        number, span = next(iter(cited.items()))
        return _at(front, span, number, "cited")
    return None


def _at(front: Front, span: Range, words: str, rule: str) -> FieldValue:
    """A value at the place of its words within a range."""
    at = front.paper.text.find(words, span[0], span[1])
    return front.value("agenda_item", words, (at, at + len(words)) if at >= 0 else span, rule)
