"""The title of a paper that has no label for it: the first line that can be one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.front_matter.front import Front
from pipeline.extract.front_matter.lines import (
    NAMED,
    appendix,
    is_authority,
    is_date_line,
    is_department,
    is_header,
    is_title_line,
    whole_meeting,
)
from pipeline.extract.front_matter.names import is_body, is_whole, trim
from pipeline.extract.front_matter.site import is_site_line
from pipeline.extract.front_matter.units import Unit
from pipeline.extract.front_matter.values import Range
from pipeline.extract.front_matter.words import fold, tidy
from pipeline.extract.labels import priority_label
from pipeline.extract.sections import role_of

_MINUTES = re.compile(
    r"(?:minutes|notes)\s+of\s+[^.:;]{3,150}?(?=,?\s+held\b|,?\s+(?:on|at)\s+(?:the\b|[A-Z0-9])|[.;]|$)", re.IGNORECASE
)
_YEARS = re.compile(r"(?:19|20)\d\d\s*(?:[-–—/]|to)\s*(?:(?:19|20)\d\d|\d\d)")
_REPORT_OF = re.compile(r"(?:final\s+|joint\s+)?report\s+(?:of|from|by)\s+(?:the\s+)?(?!.*:)", re.IGNORECASE)
_OF_REPORT = re.compile(r"(?:to|of)\s+(?:the\s+)?(?:joint\s+)?(?:report|item|agenda|minutes)\b", re.IGNORECASE)
"""What stands behind "Appendix 2" where the line says whose it is."""
_NEAR_TOP = 12
_SENTENCE_WORDS = 16
"""Words from which a line without dress is a paragraph: the body has begun."""
_SUBTITLE_WORDS = 14
_OF_MEETING = frozenset({"committee", "meeting_date", "agenda_item", "title"})
"""Labels of papers to a meeting, which have their title on one line."""
_COVER_LENGTH = 200
"""Characters that a title over several lines of a cover may have."""


def _candidates(front: Front) -> Iterator[tuple[int, str]]:
    """Unlabelled units near the top, outside tables; "Report of the Homes Task Group" is one, as a group's report has
    no other name."""
    top = [n for n in front.front_units if not is_site_line(front.unit_text(front.units[n]))][:_NEAR_TOP]
    for number in (n for n in front.front_units if not top or n <= top[-1]):
        unit = front.units[number]
        groups = number in front.labelled and is_body(_REPORT_OF.sub("", front.unit_text(unit)))
        if (number not in front.labelled or groups) and unit.cell < 0:
            yield number, front.unit_text(unit)


def _is_body(front: Front, span: Range) -> bool:
    return is_body(front.text(trim(front, span)))


def topmost(front: Front) -> Range | None:
    """The range of the first line that can be a title, with those that continue it on a cover page.

    Headings and lines in capitals can; a plain line can where it is the first of the paper, or where the
    authority's, the body's or the date's line stands before it. In the papers of a whole meeting the body's own line
    is the title.
    """
    candidates = list(_candidates(front))
    meeting = front.attended or any(fold(text) in whole_meeting() for _, text in candidates[:1])
    lettered = False
    for number, text in candidates:
        unit = front.units[number]
        dressed = unit.heading or text.isupper()
        minutes = _MINUTES.match(front.paper.text, unit.start, unit.end)
        if minutes and len(text.split()) > _SENTENCE_WORDS:
            return unit.start, minutes.end()
        if not dressed and len(text.split()) > _SENTENCE_WORDS:
            return None
        if is_site_line(text):
            lettered = True
            continue
        if is_authority(text) or is_date_line(text) or is_department(text) or fold(text) == "agenda":
            lettered = True
            if fold(text) == "agenda":
                return unit.start, unit.end
            continue
        span = _span(front, unit, text)
        if span is None:
            lettered = True
            continue
        body = _is_body(front, span)
        if body and is_whole(front.text(trim(front, span))) and not meeting:
            lettered = True
            continue
        if not dressed and not body and not _plain_title(front, number, text, lettered):
            continue
        if not is_title_line(front.text(span)):
            continue
        if body and not meeting and (lettered or not dressed or _better_below(front, number, candidates)):
            lettered = True
            continue
        if (unit.heading and front.paper.blocks[unit.block].number) or _numbers_priorities(front, number):
            return None  # a section of a longer document
        subtitle = _subtitle(front, number)
        if subtitle:
            return span[0], subtitle.end
        if unit.heading and _one_of_many(front, number):
            return None
        return span[0], _with_years(front, _cover_end(front, number))
    return None


def _with_years(front: Front, end: int) -> int:
    """The end of a title with the years that stand alone on the line below it ("2018 - 2023")."""
    below = next((unit for unit in front.units if unit.start >= end), None)
    return below.end if below and _YEARS.fullmatch(front.unit_text(below)) else end


def _span(front: Front, unit: Unit, text: str) -> Range | None:
    """A line's range without "Appendix 3:"; None where it says no more than that."""
    opened = appendix().match(text)
    if not opened:
        return unit.start, unit.end
    rest = tidy(opened["rest"] or "")
    if not rest or _OF_REPORT.match(rest):
        return None
    at = front.paper.text.find(rest.split()[0], unit.start + len(text) - len(opened["rest"]) - 1, unit.end)
    return at if at >= 0 else unit.start, unit.end


def _plain_title(front: Front, number: int, text: str, lettered: bool) -> bool:
    """Whether a line without dress stands where titles stand, and reads like one."""
    first = front.paper.blocks[front.units[number].block].start == front.paper.blocks[front.units[0].block].start
    if front.paper.blocks[front.units[number].block].number:
        return False
    return (first or lettered) and not text.rstrip().endswith((".", ":")) and not is_header(text)


def _subtitle(front: Front, number: int) -> Unit | None:
    """The line right below a heading that says what document it is, where the upper one does not; below a plain first
    line, only where a heading comes next."""
    if number + 1 >= len(front.units) or number + 1 in front.labelled:
        return None
    upper, unit = front.units[number], front.units[number + 1]
    text = front.unit_text(unit)
    named = NAMED.search(text) and not NAMED.search(front.unit_text(upper))
    numbered = front.paper.blocks[unit.block].number or unit.cell >= 0
    if not named or numbered or not is_title_line(text) or _is_body(front, (unit.start, unit.end)):
        return None
    if unit.heading:
        return unit if upper.heading else None
    plain = text[:1].isupper() and len(text.split()) <= _SUBTITLE_WORDS and not text.rstrip().endswith((".", ":"))
    below = front.units[number + 2] if number + 2 < len(front.units) else None
    closed = below is None or below.heading or len(front.unit_text(below).split()) <= _SUBTITLE_WORDS
    of_meeting = any(label.entry.field in _OF_MEETING for label in front.found)
    return unit if plain and closed and not of_meeting else None


def _one_of_many(front: Front, number: int) -> bool:
    """Whether a heading is merely the first of a part's headings: others in its dress follow, and nothing in its words
    says that it names a document."""
    block = front.paper.blocks[front.units[number].block]
    if not front.paper.pages or front.attended or NAMED.search(front.unit_text(front.units[number])):
        return False
    like = [u for u in front.units[number + 1 :] if u.heading and u.cell < 0]
    same = [u for u in like if front.paper.blocks[u.block].level == block.level]
    return len(same) >= 2 and all(front.paper.blocks[u.block].level >= block.level for u in like)


def _numbers_priorities(front: Front, number: int) -> bool:
    """Whether a line names one of several priorities ("Theme 1: Homes", with a "Theme 2" below)."""
    found = priority_label(front.unit_text(front.units[number]))
    if not found or not any(c.isdigit() for c in found[0]):
        return False
    word = found[0].rstrip("0123456789. ")
    labels = (priority_label(front.unit_text(u)) for u in front.units[number + 1 :] if u.cell < 0)
    return any(f[0] != found[0] and f[0].rstrip("0123456789. ") == word for f in labels if f)


def _cover_end(front: Front, number: int) -> int:
    """Where a title ends that a cover page prints over several lines; else the end of its own."""
    page = front.paper.page_of(front.units[number].start)
    last = front.units[number].end
    on_page = [unit for unit in front.units[:_NEAR_TOP] if page and front.paper.page_of(unit.start) == page]
    if len(on_page) >= _NEAR_TOP or not all(unit.heading for unit in on_page):
        return last
    for unit in on_page:
        if unit.start < last:
            continue
        if not is_title_line(front.unit_text(unit)) or unit.end - front.units[number].start > _COVER_LENGTH:
            break
        last = unit.end
    return last


def _reads_as_title(text: str) -> bool:
    return text[:1].isupper() and len(text.split()) <= _SENTENCE_WORDS and not text.rstrip().endswith((".", ":", ";"))


def _better_below(front: Front, number: int, candidates: Sequence[tuple[int, str]]) -> bool:
    """Whether a line stands below a body's name and before the body text that is then the title: a dressed one, or a
    plain one below the date, the item or whatever else a label tells."""
    told = False
    for other, text in candidates:
        unit = front.units[other]
        if other <= number:
            continue
        told = told or other - 1 in front.labelled or is_date_line(front.unit_text(front.units[other - 1]))
        dressed = unit.heading or text.isupper()
        if (dressed or (told and _reads_as_title(text))) and is_title_line(text) and not is_authority(text):
            named = role_of(text) is None or NAMED.search(text) is not None
            return named and not _is_body(front, (unit.start, unit.end))
    return False
