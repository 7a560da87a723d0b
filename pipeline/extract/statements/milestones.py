"""Steps of a programme, each with its date behind a dash or colon ("Contract let – May 2021")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from pipeline.columns import heads_milestones
from pipeline.dates import find_dates
from pipeline.extract.sections import BOILERPLATE, Sections
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.vocabulary import fold
from schemas.paper import BlockKind, Paper

_LEAST = 2  # steps of a list

_DASH = re.compile(r"\s+[-–—]+\s+|\s*:\s+|\s*[–—]\s*|\s*\(")
_NOW = frozenset(("now", "today", "currently", "at present"))
_PRESENT = 2  # words
_TITLE_WORDS = 3  # of a line that announces steps though nothing sets it as a heading
_DATE_WORDS = 6  # of a date that stands alone
_LONGEST = 25  # words of a step
_YEAR = re.compile(r"\s*(?:(?:19|20)\d{2})(?:\s*[/–-]\s*\d{2,4})?\s*$")
_LOOSE = re.compile(
    r"(?:\s*(?:early|mid|late|end|beginning|start|by|from|in|of|the|to|and|until|during|around|summer|autumn|winter|spring|"
    r"q[1-4]|quarter|week|commencing|w/c|estimated|expected|anticipated|provisional|completed?|achieved|target|revised|"
    r"approx(?:imately)?|circa|c\.?|tbc|\d{1,2}(?:st|nd|rd|th)?)\b|\s*[-–—/,&.()?*])*\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step's words and the words that say when, as half-open ranges of the text given."""

    step: Span
    when: Span


def milestone(text: str) -> Milestone | None:
    """The step and date of a line; None where it is no such line.

    The date stands behind a dash, a colon or a bracket, with nothing beside it but words of time; a remark may follow
    behind another dash.
    """
    for mark in _DASH.finditer(text):
        words = text[: mark.start()].split()
        if not words or len(words) > _LONGEST or (len(words) == 1 and words[0].islower()):
            continue
        behind = text[mark.end() :]
        if _YEAR.match(behind):  # a year is a date where it stands alone
            return Milestone(Span(0, len(text[: mark.start()].rstrip())), Span(mark.end(), len(text.rstrip())))
        dates = find_dates(behind)
        if not dates or not _LOOSE.match(behind[: dates[0].start]):
            continue
        end = dates[-1].end if all(_LOOSE.match(behind[a.end : b.start]) for a, b in pairwise(dates)) else dates[0].end
        rest = behind[end:]
        if rest and not (_LOOSE.match(rest) or _DASH.match(rest)):
            continue
        opening = len(behind) - len(behind.lstrip())
        stop = mark.end() + end
        return Milestone(Span(0, len(text[: mark.start()].rstrip())), Span(mark.end() + opening, stop))
    return None


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else ("October 2025", "Autumn 2024 onwards")."""
    if len(text.split()) > _DATE_WORDS or not (dates := find_dates(text)):
        return False
    outside = (text[: dates[0].start], *(text[a.end : b.start] for a, b in pairwise(dates)), text[dates[-1].end :])
    return all(_LOOSE.match(words.replace("onwards", "")) for words in outside)


def milestone_steps(paper: Paper, sections: Sections, passed: frozenset[int] | set[int]) -> list[Statement]:
    """Actions of lists of steps with their dates, below a heading or lead-in that announces them.

    Args:
        passed: blocks that are read otherwise.
    """
    found: list[Statement] = []
    announced = False
    run: list[Statement] = []
    dated: Span | None = None  # a date alone, above the step that it is of
    now = False  # whether "Now" stands in the place of a date
    for i in paper.leaves:
        block = paper.blocks[i]
        if block.parent >= 0:
            continue
        text = paper.body(block) if i not in passed else ""
        if announced and is_date(text):
            dated = Span(block.body, block.end)
            continue
        if announced and dated is not None and text and len(text.split()) <= _LONGEST and not text.endswith((".", ":")):
            step = Statement(
                Kind.ACTION, block.body, block.end, i, "list.milestone", paper.text[dated.start : dated.end]
            )
            step.cells["due"] = dated
            dated = None
            run.append(step)
            continue
        dated = None
        if announced and text and len(text.split()) <= _PRESENT and fold(text) in _NOW:
            now = True
            continue
        if announced and now and text:
            now = False
            continue
        now = False
        told = milestone(text) if announced and block.kind is not BlockKind.HEADING else None
        if told is not None:
            step = Statement(Kind.ACTION, block.body, block.end, i, "list.milestone", text[: told.step.end])
            step.cells["due"] = Span(block.body + told.when.start, block.body + told.when.end)
            run.append(step)
            continue
        found.extend(run if len(run) >= _LEAST else ())
        run = []
        heads = block.kind is BlockKind.HEADING or text.rstrip().endswith(":") or 0 < len(text.split()) <= _TITLE_WORDS
        announced = heads and heads_milestones(text) and sections.at(i).role not in BOILERPLATE
    return [*found, *(run if len(run) >= _LEAST else ())]
