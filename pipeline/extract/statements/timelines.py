"""Timelines in lines: a date, perhaps how it went, and the step; or the step, its date behind it, below "Stage When".

Web pages set out a programme so, and tables of stages and dates come to it where their borders are lost.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.columns import heads_milestones
from pipeline.dates import find_dates
from pipeline.extract.sections import BOILERPLATE, Sections
from pipeline.extract.statements.milestones import is_date
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.status import Certainty, status_of
from pipeline.extract.vocabulary import fold
from schemas.paper import BlockKind, Paper

_LEAST = 3  # dates of a timeline
_MOST_STEPS = 6  # below one date, where they are listed
_LONGEST_STEP = 20  # words
_LONGEST_STATE = 3
_NAMES = re.compile(
    r"(?:(?:key |project |programme |plan )?(?:stages?|steps?|milestones?|events?|activity|activities|tasks?|actions?|"
    r"phases?|what)(?: of (?:the )?\w+(?: \w+)?)?) "
    r"(?:(?:target |expected |planned |key |proposed |completion |estimated )?(?:when|dates?|timetable|timescales?|"
    r"time|timing|by when|month)(?: (?:of|for) completion)?)"
)
"""The names of the two columns of such a table, on one line."""
_LATER = frozenset(("later", "next", "soon", "in future", "future", "after that", "then", "to follow", "after this"))
_NOW = frozenset(("now", "today", "currently", "at present", "at the moment", "happening now"))
_STATE_THEN = re.compile(r"(?P<state>[A-Z][\w’' ]{2,25}?)\s*(?:[–—:;,.]|\s-\s)\s*\S")
_JOIN = re.compile(r"[\s,:–—-]*(?:\b(?:by|in|from|on|until|end|of|early|mid|late|the)\b[\s,]*)*$", re.IGNORECASE)
_PROSE = re.compile(
    r"\b(?:which|that|because|since|held on|meeting of|dated|adopted|published in|version)\b", re.IGNORECASE
)


@dataclass(slots=True)
class _Step:
    """A step: its block and words, when it is due, and the block that says how it has gone."""

    block: int
    words: Span
    due: Span
    state: int = -1


@dataclass(slots=True)
class _Run:
    steps: list[_Step] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    times: int = 0  # dates met


def timelines(paper: Paper, sections: Sections, passed: Container[int]) -> tuple[list[Statement], set[int]]:
    """Actions, and reports on them, of timelines in lines; and the blocks that they take up.

    Args:
        passed: blocks that are read otherwise.
    """
    top = [i for i in paper.leaves if paper.blocks[i].parent < 0]
    found: list[Statement] = []
    taken: set[int] = set()
    n = group = 0
    while n < len(top):
        run = _below_dates(paper, sections, top, n, passed) or _before_dates(paper, sections, top, n, passed)
        if run is None:
            n += 1
            continue
        for step in run.steps:
            found.extend(_statements(paper, step, group))
            group += 1
        taken.update(run.blocks)
        while n < len(top) and top[n] <= run.blocks[-1]:
            n += 1
    return found, taken


def _text(paper: Paper, i: int, passed: Container[int]) -> str:
    return "" if i in passed else paper.body(paper.blocks[i]).strip()


def _is_state(text: str) -> bool:
    """Whether a line says how a step has gone: "Done", "Late", "Under way – two of three are in"."""
    match = _STATE_THEN.match(text)
    word = match["state"] if match else text.rstrip(".! ")
    return (
        len(word.split()) <= _LONGEST_STATE and status_of(word, kind="cell").certainty is Certainty.STATED
    ) and fold(word) not in _LATER


def _is_step(paper: Paper, i: int, text: str) -> bool:
    return (
        bool(text)
        and paper.blocks[i].kind is not BlockKind.HEADING
        and len(text.split()) <= _LONGEST_STEP
        and not text.endswith((".", ":", "?"))
        and text[0].isalnum()
    )


def _announced(paper: Paper, sections: Sections, top: Sequence[int], n: int) -> bool:
    """Whether the block before, or the heading above, says that steps and dates follow."""
    above = paper.body(paper.blocks[top[n - 1]]) if n else ""
    near = len(above.split()) <= _LONGEST_STEP and heads_milestones(above)
    return near or heads_milestones(sections.at(top[n]).title)


def _below_dates(
    paper: Paper, sections: Sections, top: Sequence[int], first: int, passed: Container[int]
) -> _Run | None:
    """A run of dates, each alone on a line, with its steps below it."""
    if not is_date(_text(paper, top[first], passed)):
        return None
    run = _Run()
    due: int | None = None
    state, states, below, most, now = -1, 0, 0, _MOST_STEPS, False
    for n in range(first, len(top)):
        i, text = top[n], _text(paper, top[n], passed)
        if text and not now and (is_date(text) or (fold(text) in _LATER and run.times >= _LEAST)):
            if due is not None and not below:
                return None
            due, state, below, most = i, -1, 0, _MOST_STEPS
            run.times += 1
            run.dates += [d.date_from for d in find_dates(text)[:1] if d.date_from]
        elif due is not None and not below and state < 0 and _is_state(text):
            state = i
            states += 1
        elif fold(text) in _NOW and below:
            now = True  # what is being done is told in the line below, in no step's words
            continue
        elif now and text and not is_date(text):
            now = False
            continue
        elif due is not None and below < most and _is_step(paper, i, text):
            block = paper.blocks[i]
            most = _MOST_STEPS if block.kind is BlockKind.LIST_ITEM else 1
            when = paper.blocks[due]
            run.steps.append(_Step(i, Span(block.body, block.end), Span(when.body, when.end), state))
            below += 1
        else:
            break
        run.blocks.append(i)
    if run.times < _LEAST or not run.steps or sections.at(top[first]).role in BOILERPLATE or not _in_order(run.dates):
        return None
    return run if states or _announced(paper, sections, top, first) else None


def _before_dates(
    paper: Paper, sections: Sections, top: Sequence[int], first: int, passed: Container[int]
) -> _Run | None:
    """A run of steps with their dates behind them, below the names of the two columns."""
    names = _text(paper, top[first], passed)
    if not names or len(names) > 60 or not _NAMES.fullmatch(fold(names)):
        return None
    run = _Run(blocks=[top[first]])
    open_step: int | None = None
    for n in range(first + 1, len(top)):
        i, text = top[n], _text(paper, top[n], passed)
        block = paper.blocks[i]
        if not text or len(text.split()) > _LONGEST_STEP * 2:
            break
        if open_step is not None and is_date(text):
            step = paper.blocks[open_step]
            run.steps.append(_Step(open_step, Span(step.body, step.end), Span(block.body, block.end)))
            open_step = None
        elif open_step is not None:
            break
        elif run.steps and run.steps[-1].state < 0 and _is_state(text):
            run.steps[-1].state = i
        elif _is_step(paper, i, text) and (parts := _behind(text)):
            words, when = parts
            at = block.body
            run.steps.append(_Step(i, Span(at, at + words), Span(at + when, at + len(text))))
        elif _is_step(paper, i, text):
            open_step = i
        else:
            break
        run.blocks.append(i)
    if open_step is not None:
        run.blocks.remove(open_step)
    return run if len(run.steps) >= _LEAST else None


def _behind(text: str) -> tuple[int, int] | None:
    """Where a step's words end and its date begins, in a line that ends with a date."""
    dates = find_dates(text)
    if not dates or text[dates[-1].end :].strip(" .*"):
        return None
    words = _JOIN.sub("", text[: dates[-1].start])
    return (len(words), dates[-1].start) if words and not _PROSE.search(words) else None


def _in_order(dates: Sequence[str]) -> bool:
    """Whether dates run forward, as a programme's do; news and agendas often run back."""
    return len(dates) >= _LEAST - 1 and all(a <= b for a, b in pairwise(dates))


def _statements(paper: Paper, step: _Step, group: int) -> list[Statement]:
    when = step.due.text(paper)
    made = [Statement(Kind.ACTION, step.words.start, step.words.end, step.block, "list.milestone", when)]
    made[0].cells["due"] = step.due
    if step.state >= 0:
        state = paper.blocks[step.state]
        told = Span(state.body, state.end)
        below = step.state > step.block  # how it has gone is told behind the step, as a report of its own
        place = (told.start, told.end, step.state) if below else (step.words.start, step.words.end, step.block)
        made.append(Statement(Kind.PROGRESS, *place, "list.milestone", when))
        for statement in made:
            statement.cells["status"] = told
    for statement in made:
        statement.group = group
    return made


__all__ = ["timelines"]
