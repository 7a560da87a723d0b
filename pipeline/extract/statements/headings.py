"""Headings that are the priorities of a plan: those under which it sets out its work.

"The strategy has four outcomes" is often all that a report says of them before it takes each in turn; the tables of a
plan often stand under headings that nothing else calls its themes.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from pipeline.columns import column_role
from pipeline.extract.labels import heads_list, label_of
from pipeline.extract.sections import Section, Sections
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.statements.numbering import number_told
from pipeline.extract.vocabulary import load
from schemas.paper import BlockKind, Paper

_LONGEST_TITLE = 14  # words
_OUTCOME = (4, 30)  # words of a line that says below its heading what is meant to come about
_ASKS = re.compile(r"(?:what|how|why|who|where|when|which|our|about|next|other|case)\b", re.IGNORECASE)
"""How headings begin that are about the plan ("How we will check", "What others must do")."""
_LAID_OUT = ("table.", "row.", "label.", "form.")
"""Rules of actions that the layout tells."""
_APART = re.compile(
    r"(?:appendix|annex|recommendation|finding|item|card|case|table|figure|quarter|q[1-4]\b|part|page|action|january|"
    r"february|march|april|may|june|july|august|september|october|november|december|20\d\d)\b",
    re.IGNORECASE,
)
"""How headings begin that part a paper, or its actions, by something other than aims."""
_PART = re.compile(
    r"(?P<label>(?:section|area|strand|workstream|work stream|block|chapter|pillar|domain|element|part) "
    r"(?:[a-z]|\d{1,2}|one|two|three|four|five|six))\s*[.:–—-]\s*(?=\w)",
    re.IGNORECASE,
)
"""How headings begin that call themselves parts of a plan."""
_QUOTED = re.compile(r"\s*[“‘\"'](?P<words>[^”\"]{4,})[”’\"']\s*")
"""Headings in the words of those for whom a plan or pledge is ("Listen to us")."""
_FEWEST_NUMBERED, _FEWEST = 2, 3
"""Headings alike that are needed: with a number or letter of their own, and without."""
_MOST = 0.6
"""Of the headings alike how many must hold work."""
_MOST_COLUMNS = 7
_LONGEST_NAME = 8  # words of a column's name
_NUMBERED = re.compile(r"[^\W\d_][^\d:]*\s(?:\d{1,2}|[IVX]{1,4}|[A-H])\s*:?$")
"""Headings whose number stands at their end ("Area of focus 2"), with a line below that says what it is."""
_RUN_IN = re.compile(r"[A-Z][\w’' ]{2,30}:\s")
_SENTENCES = re.compile(r"[.?!]\s+[A-Z]")


class _Counted(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    said: re.Pattern[str]


@lru_cache(maxsize=1)
def _said() -> re.Pattern[str]:
    return load(__package__, "counted.toml", _Counted).said


def counts_told(text: str) -> set[int]:
    """How many priorities a text says that there are."""
    return {number_told(match["count"]) for match in _said().finditer(text)}


def counted_headings(paper: Paper, sections: Sections, found: Sequence[Statement]) -> list[Statement]:
    """Priorities that stand only as headings, where their number is told and each heads actions or reports.

    Where a line below each heading says what is to come about, that is the priority, and its heading a mention.

    Args:
        found: the statements so far; where as many priorities are among them, none is sought.
    """
    told = counts_told(paper.text)
    stated = sum(s.kind is Kind.PRIORITY for s in found)
    wanted = {count for count in told if count > stated}
    if not wanted:
        return []
    records = sorted(s.start for s in found if s.kind is not Kind.PRIORITY)
    known = {s.block for s in found if s.kind is Kind.PRIORITY}
    heads = [s for s in sections.all if _may_be(paper, s) and _holds(s, records) and s.heading not in known]
    for level in sorted({s.level for s in heads}):
        alike = [s for s in heads if s.level == level]
        for group in ([s for s in alike if s.number], alike):
            if len(group) in wanted:
                return _stated(paper, group, "heading.counted")
    return []


def heads_of_work(paper: Paper, sections: Sections, found: Sequence[Statement]) -> list[Statement]:
    """Priorities that stand only as headings alike, each of which holds rows of a table, cards or labelled lines.

    Under headings that call themselves parts of a plan ("Section B: Homes") actions in sentences count as well.

    Args:
        found: the statements so far; a heading under which one of them is a priority is passed over.
    """
    actions = sorted(s.start for s in found if s.kind is Kind.ACTION)
    records = sorted(s.start for s in found if s.kind is not Kind.PRIORITY)
    laid_out = sorted(s.start for s in found if s.kind is Kind.ACTION and s.rule.startswith(_LAID_OUT))
    stated = sorted(s.start for s in found if s.kind is Kind.PRIORITY)
    heads = [s for s in sections.all if _is_short(paper, s) and not _APART.match(s.title)]
    made: list[Statement] = []
    for group in _below_columns(paper, heads, records):
        if not any(_holds(s, stated) for s in group):
            stated = sorted([*stated, *(s.start for s in group)])
            made.extend(_stated(paper, group, "heading.work"))
    for level, mark in sorted({(s.level, _mark(s)) for s in heads}):
        alike = [s for s in heads if (s.level, _mark(s)) == (level, mark)]
        work = records if mark == "quoted" else actions if mark == "part" else laid_out
        group = [s for s in alike if _holds(s, work) and not _holds(s, stated)]
        sure = sum(_holds(s, work, 2 if mark == "part" else 1) for s in group)
        about = sum(_ASKS.match(s.title) is not None for s in group)
        least = _FEWEST_NUMBERED if mark == "number" else _FEWEST
        if sure >= least and sure >= _MOST * len(alike) and about * 2 < len(group):
            stated = sorted([*stated, *(s.start for s in group)])
            made.extend(_stated(paper, group, "heading.work"))
    return made


def _below_columns(paper: Paper, heads: Sequence[Section], records: Sequence[int]) -> Iterator[list[Section]]:
    """Numbered headings on end below the names of columns of which the first is that of priorities.

    So stand the rows of a table that was read cell by cell, whose cells hold several paragraphs each.
    """
    for n, first in enumerate(heads):
        if first.number.strip(".()") != "1" or not _names_above(paper, first.heading):
            continue
        group = [first]
        for other in heads[n + 1 :]:
            if other.level != first.level:
                continue
            if other.number.strip(".()") != str(len(group) + 1):
                break
            group.append(other)
        if len(group) >= _FEWEST_NUMBERED and sum(_holds(s, records) for s in group) >= _MOST * len(group):
            yield group


def _names_above(paper: Paper, heading: int) -> bool:
    """Whether the lines right above a heading name columns, of priorities and of what stands beside them."""
    names: list[str] = []
    for i in range(heading - 1, max(heading - _MOST_COLUMNS, 0) - 1, -1):
        block = paper.blocks[i]
        text = paper.body(block).strip()
        if block.parent >= 0 or block.number or len(text.split()) > _LONGEST_NAME or text[-1:] in ".:;":
            break
        names.append(text)
        if column_role(text) == "priority":
            return len(names) > 1 and any(column_role(name) not in (None, "priority") for name in names)
    return False


def _mark(section: Section) -> str:
    """How a heading is told apart from others: as somebody's words, as a part of a plan, by a number, or not at all."""
    if _QUOTED.fullmatch(section.title):
        return "quoted"
    if _PART.match(section.title):
        return "part"
    return "number" if section.number or _NUMBERED.match(section.title) else ""


def _may_be(paper: Paper, section: Section) -> bool:
    return _is_short(paper, section) and not _ASKS.match(section.title)


def _is_short(paper: Paper, section: Section) -> bool:
    """Whether a heading of no known role is short, and neither a question nor the lead-in of a list."""
    title = section.title
    return (
        section.heading >= 0
        and not section.named
        and 0 < len(title.split()) <= _LONGEST_TITLE
        and (not title.rstrip().endswith((":", "?")) or _NUMBERED.match(title) is not None)
        and not heads_list(title)
        and not label_of(title)
        and paper.blocks[section.heading].parent < 0
    )


def _holds(section: Section, records: Sequence[int], least: int = 1) -> bool:
    """Whether so many records stand in a section."""
    at = bisect.bisect_left(records, section.start) + least - 1
    return at < len(records) and records[at] < section.end


def _stated(paper: Paper, group: Sequence[Section], rule: str) -> list[Statement]:
    lines = [_outcome(paper, section) for section in group]
    below = all(line is not None for line in lines)
    made = []
    for section, line in zip(group, lines, strict=True):
        head = paper.blocks[section.heading]
        block = section.heading if line is None or not below else line
        at = paper.blocks[block]
        part = _PART.match(paper.text, head.body, head.end)
        label = part["label"] if part else section.number.strip(".()")
        start, end = part.end() if part and block == section.heading else at.body, at.end
        if quoted := _QUOTED.fullmatch(paper.text, start, end):
            start, end = quoted.span("words")
        statement = Statement(Kind.PRIORITY, start, end, block, rule, section.title, label=label)
        if block != section.heading:
            statement.mentions.append(Span(head.body, head.end))
        made.append(statement)
    return made


def _outcome(paper: Paper, section: Section) -> int | None:
    """The block right below a heading, if it is one short line that could be an outcome."""
    i = section.heading + 1
    text = short_line(paper, i)
    return i if text and not text.endswith(".") else None


def short_line(paper: Paper, i: int) -> str:
    """The words of a block, if it is a paragraph of a short line or sentence that leads nothing in; else ""."""
    if i >= len(paper.blocks) or paper.blocks[i].kind is not BlockKind.PARAGRAPH or paper.blocks[i].parent >= 0:
        return ""
    text = paper.body(paper.blocks[i]).strip()
    least, most = _OUTCOME
    fits = least <= len(text.split()) <= most and not text.endswith((":", "?"))
    return text if fits and not _SENTENCES.search(text) and not _RUN_IN.match(text) else ""
