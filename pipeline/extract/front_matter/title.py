"""The title of a paper, in its own words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from pipeline.dates import find_dates
from pipeline.extract.front_matter.front import Front
from pipeline.extract.front_matter.item import attached, attached_item, numbered_item
from pipeline.extract.front_matter.lines import MOST_WORDS, NAMED, appendix, is_title_line
from pipeline.extract.front_matter.model import FieldValue
from pipeline.extract.front_matter.names import is_body
from pipeline.extract.front_matter.site import trail
from pipeline.extract.front_matter.topmost import topmost
from pipeline.extract.front_matter.values import Range
from pipeline.extract.front_matter.vocabulary import pages
from pipeline.extract.front_matter.words import fold, headline, tidy
from schemas.states import FieldSource

_PRESENTED = re.compile(
    r"\breport\b[^.]*?\b(?:presenting|setting\s+out)\s+the\s+"
    r"(?P<title>(?:draft\s+)?(?:[A-Z][\w’'&-]*\s+(?:(?:and|of|for|the)\s+)*){1,12}"
    r"(?:Strategy|Plan|Policy|Framework|Report|Review|Update)(?:\s+20\d\d(?:\s?[-–/]\s?\d{2,4})?)?)"
)
_PAGE = re.compile(r"[\s|]+(?:page\s+)?\d{1,4}(?:\s+of\s+\d{1,4})?$", re.IGNORECASE)
_NEAR_TOP = 12
_LONGEST = 60
"""Words that a labelled title may have."""
_MORE_LINES = 3
_BELOW_TRAIL = 20
"""Units below the trail to a web page among which its title stands."""


def _joined(spans: Sequence[Range]) -> Range:
    return spans[0][0], spans[-1][1]


def _value(front: Front, span: Range, rule: str) -> FieldValue:
    start, end = span
    cut = attached(front.paper.text[start:end])
    if cut and cut.start() > 0:
        end = start + cut.start()
    return front.value("title", _as_one(front, start, end), (start, end), rule)


def _as_one(front: Front, start: int, end: int) -> str:
    """A title's words on one line; a slogan in capitals is parted from what it heads by a colon."""
    units = [(max(u.start, start), min(u.end, end)) for u in front.units if u.start < end and u.end > start]
    lines = [tidy(front.text(span)) for span in units]
    words = headline(lines[0]) if lines else ""
    for before, line in itertools.pairwise(lines):
        parted = before.isupper() and not line.isupper() and before[-1:].isalnum()
        words = f"{words}: {line}" if parted else f"{words} {headline(line)}"
    return headline(tidy(front.text((start, end)))) if all(line.isupper() for line in lines) else words


def _labelled(front: Front) -> FieldValue | None:
    for label in front.of("title"):
        ranges = front.values.ranges(label)
        if ranges and len(front.text(_joined(ranges)).split()) <= _LONGEST:
            return _value(front, _joined(ranges), label.rule)
    return None


def _behind_mark(front: Front) -> FieldValue | None:
    """The line behind "Agenda item", "Decision details" and the like."""
    marks = {fold(line) for line in pages().before_title}
    for number, unit in enumerate(front.units[: _NEAR_TOP - 1]):
        if fold(front.unit_text(unit)) not in marks or number + 1 >= len(front.units):
            continue
        behind = front.units[number + 1]
        text = front.unit_text(behind)
        if number + 1 not in front.labelled and len(text.split()) <= MOST_WORDS and fold(text) not in marks:
            return _value(front, (behind.start, behind.end), "web_page")
    return None


def _at_trails_end(front: Front) -> FieldValue | None:
    """What the trail to a web page ends with: the line below that says it again, else the step itself."""
    for number, unit in enumerate(front.units[:_NEAR_TOP]):
        steps = trail(front.unit_text(unit))
        if len(steps) < 2 or not is_title_line(steps[-1]):
            continue
        last = fold(steps[-1])
        for below in front.units[number + 1 : number + 1 + _BELOW_TRAIL]:
            words = fold(front.unit_text(below))
            if words == last or (below.heading and last in words and len(words.split()) <= MOST_WORDS):
                return _value(front, (below.start, below.end), "trail")
    return None


def _behind_reporter(front: Front) -> FieldValue | None:
    """The line, or lines in the same dress, behind "REPORT OF THE DIRECTOR"."""
    for label in front.of("report_of"):
        if label.words[0] not in {"report", "joint"} or "author" in label.words:
            continue
        ranges = front.values.ranges(label)
        at = label.unit + 1
        while ranges and at < len(front.units) and front.units[at].start < ranges[-1][1]:
            at += 1
        lines: list[Range] = []
        while at < len(front.units) and front.units[at].front and at not in front.labelled and len(lines) < _MORE_LINES:
            unit = front.units[at]
            text = front.unit_text(unit)
            dressed = unit.heading or text.isupper() or front.paper.blocks[unit.block].bold
            if not dressed or (lines and not text.isupper()):
                break
            if not is_title_line(text) or front.paper.blocks[unit.block].number:
                break
            lines.append((unit.start, unit.end))
            at += 1
        if lines:
            return _value(front, _joined(lines), "behind_reporter")
    return None


def _dated_item(front: Front) -> FieldValue | None:
    """ "22/02/2022 - Title", as web pages head a decision."""
    for unit in front.units[:_NEAR_TOP]:
        text = front.unit_text(unit)
        for mention in find_dates(text)[:1]:
            behind = text[mention.end :].lstrip()
            if mention.start == 0 and mention.kind == "day" and behind[:1] in tuple("-–—"):
                words = tidy(behind)
                at = front.paper.text.find(words, unit.start, unit.end)
                if at >= 0 and not is_body(words):
                    return _value(front, (at, at + len(words)), "dated_item")
    return None


def _numbered_item(front: Front) -> FieldValue | None:
    span = numbered_item(front)
    return _value(front, span, "numbered_item") if span and is_title_line(front.text(span)) else None


def _presented(front: Front) -> FieldValue | None:
    """ "... a report presenting the draft Example Strategy for comment" in the first paragraph of minutes."""
    for unit in front.units[:2]:
        match = _PRESENTED.search(front.paper.text, unit.start, unit.end)
        if match:
            return _value(front, match.span("title"), "presented")
    return None


def _unpaged(lines: Sequence[str]) -> list[str]:
    """Running headers without the page number that sets one apart from the next."""
    stems = [_PAGE.sub("", line) for line in lines]
    return [stem if stems.count(stem) > 1 else line for stem, line in zip(stems, lines, strict=True)]


def _running_header(front: Front) -> FieldValue | None:
    """A running header that names the document, where its first page does not."""
    for line in _unpaged(front.paper.furniture):
        opened = appendix().match(line)
        words = tidy(opened["rest"]) if opened and opened["rest"] else line
        if len(words.split()) >= 3 and NAMED.search(words) and is_title_line(words):
            return FieldValue("title", headline(tidy(words)), line, FieldSource.PAPER, "running_header")
    return None


def find_title(front: Front) -> FieldValue | None:
    """The title in the paper's words, white space folded, or None where the paper has none."""
    item = attached_item(front)
    if item:
        return _value(front, item[1], "web_item")
    found = (
        _labelled(front)
        or _dated_item(front)
        or _behind_mark(front)
        or _numbered_item(front)
        or _at_trails_end(front)
        or _behind_reporter(front)
    )
    if found:
        return found
    first = topmost(front)
    if first:
        return _value(front, first, "topmost")
    return _presented(front) or _running_header(front)
