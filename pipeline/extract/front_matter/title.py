"""The title of a paper and the number of its agenda item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.dates import find_dates
from pipeline.extract.front_matter.committee import is_body, trim
from pipeline.extract.front_matter.front import Front
from pipeline.extract.front_matter.model import FieldValue
from pipeline.extract.front_matter.values import Range
from pipeline.extract.front_matter.vocabulary import any_of, pages
from pipeline.extract.front_matter.words import fold, headline, key, tidy
from pipeline.extract.sections import role_of
from schemas.states import FieldSource

_ATTACHED = re.compile(r"\s*(?:\bpdf\s+icon\b)?\s*\bPDF\s+\d+(?:\.\d+)?\s*[KM]B\b.*$", re.IGNORECASE | re.DOTALL)
_ITEM = re.compile(r"\(\s*Item\s+(?P<item>[A-Z]{0,4}\.?\d[\w./-]*?)\.?\s*\)|\bitem\s+(?P<other>[A-Z]{1,4}\.\d+)\b", re.IGNORECASE)
_CITED = re.compile(r"\bAgenda\s+Item\s+(?:No\.?\s*)?(?P<item>\d{1,3}[A-Za-z]?)\b")
_NUMBERED = re.compile(r"^(?P<item>[A-Z]{0,4}\.?\d{1,3}[a-z]?)[.):]?\s+(?=\S)")
_NUMBER = re.compile(r"^(?:no\.?\s*)?(?P<item>[A-Z]{0,4}[.]?\d{1,4}(?:[.(][\da-z]+\)?)*[A-Za-z]?)\b[.)]?$", re.IGNORECASE)
_FIRST = re.compile(r"^\W*(?P<item>\d{1,3}[a-zA-Z]?)\b")
_PRESENTED = re.compile(
    r"\breport\b[^.]*?\b(?:presenting|setting\s+out)\s+the\s+(?P<title>(?:draft\s+)?(?:[A-Z][\w’'&-]*\s+(?:(?:and|of|for|the)\s+)*){1,12}"
    r"(?:Strategy|Plan|Policy|Framework|Report|Review|Update)(?:\s+20\d\d(?:\s?[-–/]\s?\d{2,4})?)?)"
)
_NAMED = re.compile(r"\b(?:strategy|plan|policy|framework|report|review|update|scheme|charter|programme)\b", re.IGNORECASE)
_NEAR_TOP = 12
_MOST_WORDS = 32


@cache
def _appendix() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:{any_of(pages().appendix)})\s*(?:\d+[a-z]?|[a-z]|[ivx]+)?\s*(?P<rest>[:–—-]\s*.*|\s.*)?$", re.IGNORECASE
    )


@cache
def _passed_over() -> frozenset[str]:
    return frozenset(fold(line) for line in (*pages().passed_over, *pages().before_title))


@cache
def _columns() -> frozenset[str]:
    return frozenset(fold(word) for word in pages().columns)


def is_header(text: str) -> bool:
    """Whether a line is the header of a flattened table: most of its words name columns."""
    words = [word for word in key(text) if len(word) > 1]
    return sum(word in _columns() for word in words) >= max(3, len(words) * 0.45)


def _joined(spans: Sequence[Range]) -> Range:
    return spans[0][0], spans[-1][1]


def _value(front: Front, span: Range, rule: str) -> FieldValue:
    start, end = span
    cut = _ATTACHED.search(front.paper.text[start:end])
    if cut and cut.start() > 0:
        end = start + cut.start()
    value = headline(tidy(front.text((start, end))))
    return front.value("title", value, (start, end), rule)


def _labelled(front: Front) -> FieldValue | None:
    for label in front.of("title"):
        ranges = front.values.ranges(label)
        if ranges and len(front.text(_joined(ranges)).split()) <= 60:
            return _value(front, _joined(ranges), f"label:{'_'.join(label.words)}")
    return None


def attached_item(front: Front) -> tuple[str, Range] | None:
    """The numbered line of an item on a web page ("14. Title PDF 171 KB"): number and the title's range."""
    for unit in front.units[:_NEAR_TOP]:
        block = front.paper.blocks[unit.block]
        text = front.paper.text[block.start : unit.end]
        if not _ATTACHED.search(text):
            continue
        numbered = _NUMBERED.match(text)
        if numbered:
            return numbered["item"], (block.start + numbered.end(), unit.end)
        if block.number:
            return block.number, (unit.start, unit.end)
    return None


def _behind_mark(front: Front) -> FieldValue | None:
    """The line behind "Agenda item", "Decision details" and the like."""
    marks = {fold(line) for line in pages().before_title}
    for number, unit in enumerate(front.units[: _NEAR_TOP - 1]):
        if fold(front.unit_text(unit)) in marks and number + 1 < len(front.units):
            behind = front.units[number + 1]
            if number + 1 not in front.labelled and len(front.unit_text(behind).split()) <= _MOST_WORDS:
                return _value(front, (behind.start, behind.end), "web_page")
    return None


def _behind_reporter(front: Front) -> FieldValue | None:
    """The line, or lines in the same dress, behind "REPORT OF THE DIRECTOR"."""
    for label in front.of("report_of"):
        if label.words[0] not in {"report", "joint"}:
            continue
        ranges = front.values.ranges(label)
        at = label.unit + 1
        while ranges and at < len(front.units) and front.units[at].start < ranges[-1][1]:
            at += 1
        lines = []
        while at < len(front.units) and front.units[at].front and at not in front.labelled and len(lines) < 3:
            text = front.unit_text(front.units[at])
            dressed = front.units[at].heading or text.isupper() or front.paper.blocks[front.units[at].block].bold
            if lines and not (dressed and text.isupper()):
                break
            if len(text.split()) > _MOST_WORDS or not _is_title_line(front, text):
                break
            lines.append((front.units[at].start, front.units[at].end))
            at += 1
        if lines:
            return _value(front, _joined(lines), "behind_reporter")
    return None


def _is_title_line(front: Front, text: str) -> bool:
    """Whether a line may be a title: no sentence, no date, no section heading, no web site's own words."""
    folded = fold(text)
    if not folded or folded in _passed_over() or len(text.split()) > _MOST_WORDS or is_header(text):
        return False
    if text.rstrip().endswith((".", ";", ",")) and len(text.split()) > 12:
        return False
    if folded == "agenda":
        return True
    if role_of(text) in {"purpose", "recommendations", "summary", "contact", "wards", "attendance"}:
        return False
    dates = [m for m in find_dates(text) if m.kind in {"day", "month", "year"}]
    rest = text
    for mention in dates:
        rest = rest.replace(mention.text, " ")
    return any(len(word) > 2 for word in key(rest) if not word.endswith("day"))


def _candidates(front: Front) -> Iterator[tuple[int, str]]:
    for number in front.front_units[:_NEAR_TOP]:
        unit = front.units[number]
        if number in front.labelled or unit.cell >= 0:
            continue
        yield number, front.unit_text(unit)


def _topmost(front: Front) -> FieldValue | None:
    """The first line that may be a title, with those that continue it in the same dress."""
    first_words = front.paper.blocks[front.units[0].block].start if front.units else 0
    for number, text in _candidates(front):
        unit = front.units[number]
        if not unit.heading and not text.isupper():
            if len(text.split()) > 16:
                return None  # the body has begun
            if unit.start != first_words or text.rstrip().endswith((".", ":")) or is_header(text):
                continue
        span = (unit.start, unit.end)
        opened = _appendix().match(text)
        if opened and opened["rest"] is None:
            continue
        if opened and tidy(opened["rest"]):
            rest = tidy(opened["rest"])
            at = front.paper.text.find(rest.split()[0], unit.start + len(text) - len(opened["rest"]) - 1, unit.end)
            span = (at if at >= 0 else unit.start, unit.end)
        if not _is_title_line(front, front.text(span)):
            continue
        if is_body(front.text(trim(front, span))) and not front.attended and _better_below(front, number):
            continue
        if unit.heading and _one_of_many(front, number):
            return None
        return _value(front, (span[0], _cover_end(front, number)), "topmost")
    return None


def _one_of_many(front: Front, number: int) -> bool:
    """Whether a heading is merely the first of a part's headings: others in its dress follow, and nothing in its words
    says that it names a document."""
    block = front.paper.blocks[front.units[number].block]
    if not front.paper.pages or front.attended or _NAMED.search(front.unit_text(front.units[number])):
        return False
    like = [u for u in front.units[number + 1 :] if u.heading and u.cell < 0]
    same = [u for u in like if front.paper.blocks[u.block].level == block.level]
    return len(same) >= 2 and all(front.paper.blocks[u.block].level >= block.level for u in like)


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
        if not _is_title_line(front, front.unit_text(unit)) or unit.end - front.units[number].start > 200:
            break
        last = unit.end
    return last


def _better_below(front: Front, number: int) -> bool:
    """Whether a heading stands below a body's name and before the body, which is then the title."""
    for other, text in _candidates(front):
        unit = front.units[other]
        if other > number and (unit.heading or text.isupper()) and _is_title_line(front, text):
            return not is_body(front.text(trim(front, (unit.start, unit.end)))) and role_of(text) is None
    return False


def _dated_item(front: Front) -> FieldValue | None:
    """"22/02/2022 - Title", as web pages head a decision."""
    for unit in front.units[:_NEAR_TOP]:
        for mention in find_dates(front.unit_text(unit))[:1]:
            behind = front.unit_text(unit)[mention.end :].lstrip()
            if mention.start == 0 and mention.kind == "day" and behind[:1] in tuple("-–—"):
                words = tidy(behind)
                at = front.paper.text.find(words, unit.start, unit.end)
                if at >= 0 and not is_body(words):
                    return _value(front, (at, at + len(words)), "dated_item")
    return None


def _presented(front: Front) -> FieldValue | None:
    """"... a report presenting the draft Example Strategy for comment" in the first paragraph of minutes."""
    for unit in front.units[:2]:
        match = _PRESENTED.search(front.paper.text, unit.start, unit.end)
        if match:
            return _value(front, match.span("title"), "presented")
    return None


def _running_header(front: Front) -> FieldValue | None:
    """A running header that names the document, where its first page does not."""
    for line in front.paper.furniture:
        opened = _appendix().match(line)
        words = tidy(opened["rest"]) if opened and opened["rest"] else line
        if len(words.split()) >= 3 and _NAMED.search(words) and _is_title_line(front, words):
            return FieldValue("title", headline(tidy(words)), line, FieldSource.PAPER, "running_header")
    return None


def find_title(front: Front) -> FieldValue | None:
    """The title in the paper's words, white space folded, or None where the paper has none."""
    item = attached_item(front)
    if item:
        return _value(front, item[1], "web_item")
    return (
        _labelled(front)
        or _dated_item(front)
        or _behind_mark(front)
        or _behind_reporter(front)
        or _topmost(front)
        or _presented(front)
        or _running_header(front)
    )


def find_agenda_item(front: Front) -> FieldValue | None:
    """The number of the agenda item as printed ("6", "OS.130"), or None where none is printed."""
    for label in front.of("agenda_item"):
        for span in front.values.ranges(label)[:1]:
            words = tidy(front.text(span))
            match = _NUMBER.match(words) or (_FIRST.match(words) if label.entry.colon is False else None)
            if match:
                return _at(front, span, match["item"], f"label:{'_'.join(label.words)}")
    item = attached_item(front)
    for unit in front.units[:_NEAR_TOP]:
        match = _ITEM.search(front.paper.text, unit.start, unit.end)
        if match and match.end() - match.start() < unit.end - unit.start:
            return _at(front, match.span(), match["item"] or match["other"], "web_page")
    if item:
        return FieldValue("agenda_item", item[0], item[0], FieldSource.PAPER, "web_item")
    cited = {m["item"]: m.span("item") for m in _CITED.finditer(front.paper.text)}
    if len(cited) == 1:
        number, span = next(iter(cited.items()))
        return _at(front, span, number, "cited")
    return None


def _at(front: Front, span: Range, words: str, rule: str) -> FieldValue:
    """A value at the place of its words within a range."""
    at = front.paper.text.find(words, span[0], span[1])
    return front.value("agenda_item", words, (at, at + len(words)) if at >= 0 else span, rule)
