"""Items that say what is to be done and, behind it, what became of it: "Mend the roof. Done in May."

Trackers of recommendations, and plans without a column for reports, put both in one item. An item by itself is believed
where a word or two give the verdict; a report in other words only among several, since what stands behind an order
may as well be its reason. Rows of orders, most of them answered, are read before (`answered`); this is for items that
stand alone or under a recommendation's number, and for the cells of tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.sections import BOILERPLATE, Sections
from pipeline.extract.sentences import split_sentences
from pipeline.extract.statements.answered import answered_statements
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.status import Certainty, opens_with_order, status_of, verdict
from schemas.paper import BlockKind, Paper
from schemas.states import Status

_NAMED = re.compile(
    r"\s*(?:recommendation|action|rec|proposal)\.?\s*(?:no\.?\s*)?\d+[a-z]?\s*[:.–—-]\s*", re.IGNORECASE
)
_ASKED = re.compile(r"that\s+(?:the|all|each|every|an?|officers|members|cabinet)\b", re.IGNORECASE)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would)\b", re.IGNORECASE)
_DASH = re.compile(r"\s[–—-]\s|:\s|;\s")
# What is said of a thing just named ("this is in draft"), or without a subject ("completed in May", "now in use").
_OF_IT = re.compile(
    r"(?:(?:this|it|these|they|both|all|work)\s+(?:\w+\s+){0,2}?(?:is|are|was|were|has|have|had|will)\b|"
    r"(?:now|not|no|never|already|has|have|had|was|were|is|are|being|still|awaiting|due|to\s+be|under|in|on|complete\w*|done|"
    r"achieved|finished|started|begun|delivered|agreed|adopted|appointed|launched|published|ongoing|deferred|delayed|"
    r"abandoned|dropped|postponed|approved|rejected|closed|issued|held|set)\b)",
    re.IGNORECASE,
)
# Reasons and explanations, which tell nothing of how far the work is.
_EXPLAINS = re.compile(
    r"(?:this|these|it|they|which|such)\s+(?:\w+\s+)?(?:will|would|should|could|may|can|includes?|involves?|means?|ensures?|helps?|"
    r"allows?|enables?|supports?|provides?|applies|covers?)\b|(?:including|for\s+example|in\s+particular|e\.g|to|the\s+aim|the\s+purpose|"
    r"evidence|research|because|so\s+that|in\s+order)\b",
    re.IGNORECASE,
)
_RATED = re.compile(r"\W*\d+\W+\w+\W*$")  # the cells of a row that run together ("2 Ongoing")
_LONGEST_ACTION = 60  # words
_LONGEST_RATING = 3  # words
_FEWEST = 2
_SHARE = 0.6  # of the orders in a list, to be a list that reports on them


@dataclass(frozen=True, slots=True)
class Answer:
    """An action and the report behind it, as ranges of the text; `sure` where a verdict opens the report."""

    action: Span
    report: Span
    sure: bool


def find_answer(text: str, start: int = 0, end: int | None = None, *, acts: bool = False) -> Answer | None:
    """The action with which text[start:end] opens and the report that follows it there, or None.

    Args:
        acts: the layout says that it is an action, so that it need not open with an order.
    """
    end = len(text) if end is None else end
    named = _NAMED.match(text, start, end)
    start = named.end() if named else start
    sentences = list(split_sentences(text, start, end))
    if not sentences:
        return None
    orders = 0
    for a, b in sentences:
        if not opens_with_order(text[a:b]) or (orders and verdict(text[a:b])):  # "Complete." may be either
            break
        orders += 1
    if 0 < orders < len(sentences):
        return _answer(text, start, sentences[orders - 1][1], sentences[orders:])
    if orders == 0 and len(sentences) > 1:
        first = text[slice(*sentences[0])]
        plain = not _FINITE.search(first)
        if (plain and (named or acts)) or ((plain or _ASKED.match(first)) and verdict(text[sentences[1][0] : end])):
            return _answer(text, start, sentences[0][1], sentences[1:])
        return None
    return _behind_dash(text, start, end) if orders else None


def _answer(text: str, start: int, stop: int, rest: Sequence[tuple[int, int]]) -> Answer | None:
    report = Span(rest[0][0], rest[-1][1])
    sure = verdict(text[report.start : report.end]) is not None
    if (
        _RATED.match(text[report.start : report.end])
        or len(text[start:stop].split()) > _LONGEST_ACTION
        or not (sure or _reports(text[slice(*rest[0])]))
    ):
        return None
    return Answer(_trimmed(text, start, stop), report, sure)


def _behind_dash(text: str, start: int, end: int) -> Answer | None:
    """A report behind a dash, a colon or a semicolon, that speaks of the action before it."""
    for match in _DASH.finditer(text, start, end):
        report = text[match.end() : end]
        if len(text[start : match.start()].split()) < _FEWEST + 1 or not _OF_IT.match(report):
            continue
        if _reports(report):
            return Answer(_trimmed(text, start, match.start()), Span(match.end(), end), verdict(report) is not None)
    return None


def _trimmed(text: str, start: int, stop: int) -> Span:
    return Span(start, start + len(text[start:stop].rstrip().rstrip(".;:")))


def _reports(text: str) -> bool:
    """Whether a sentence tells how far something is, rather than why it should be done."""
    if _EXPLAINS.match(text):
        return False
    found = status_of(text, kind="progress")
    if found.status is Status.UNCLEAR:
        return False
    return found.certainty is Certainty.STATED or found.status is Status.COMPLETED


def answered(answers: Sequence[Answer | None]) -> list[Answer | None]:
    """Of the orders of one list, each with its answer, those answers that are believed."""
    found = sum(answer is not None for answer in answers)
    listed = found >= _FEWEST and found >= _SHARE * len(answers)
    return [answer if answer and (listed or answer.sure) else None for answer in answers]


def read_answers(
    paper: Paper, sections: Sections, passed: frozenset[int], minutes: frozenset[int], group: int
) -> tuple[list[Statement], int]:
    """Orders with their answers outside tables, in rows and alone, and the first group number after theirs.

    Args:
        passed: blocks that are read otherwise.
        minutes: blocks of minutes, where an order with its answer has to stand in a row of them.
        group: number of the first order.
    """
    found, blocks, group = answered_statements(paper, passed, group)
    lists: dict[int, list[tuple[int, Answer | None]]] = {}  # by the heading of their section
    for i in paper.leaves:
        block = paper.blocks[i]
        if i in passed or i in blocks or i in minutes or block.parent >= 0 or sections.at(i).role in BOILERPLATE:
            continue
        if block.kind is BlockKind.LIST_ITEM or _NAMED.match(paper.text, block.body, block.end):
            answer = find_answer(paper.text, block.body, block.end)
            if answer or opens_with_order(paper.body(block)):
                lists.setdefault(sections.at(i).heading, []).append((i, answer))
    for items in lists.values():
        for (i, _), answer in zip(items, answered([answer for _, answer in items]), strict=True):
            if answer is not None:
                found.extend(_pair(answer, i, group))
                group += 1
    return found, group


def _pair(answer: Answer, block: int, group: int) -> list[Statement]:
    return [
        Statement(kind, span.start, span.end, block, f"answer.{kind}", "", group=group)
        for kind, span in ((Kind.ACTION, answer.action), (Kind.PROGRESS, answer.report))
    ]


def part_answers(paper: Paper, statements: Sequence[Statement], first_group: int) -> list[Statement]:
    """Reports that stand within the words of actions which the layout gave; the actions are cut short before them.

    Args:
        statements: of the paper; actions that have a report of their own are left alone.
        first_group: number of the first action without a group.
    """
    reported = {s.group for s in statements if s.kind is Kind.PROGRESS and s.group >= 0}
    alone = [
        s
        for s in statements
        if s.kind is Kind.ACTION and s.rule in _PARTED and (s.group < 0 or s.group not in reported)
    ]
    shared = {s.group for s in alone if s.group >= 0 and sum(o.group == s.group for o in alone) > 1}
    reports: list[Statement] = []
    for rule in sorted(_PARTED):
        of_rule = [s for s in alone if s.rule == rule]
        answers = answered([find_answer(paper.text, s.start, s.end, acts=True) for s in of_rule])
        for action, answer in zip(of_rule, answers, strict=True):
            if answer is None or (rule == "row.action" and not _says_much(paper, answer)):
                continue
            action.start, action.end = answer.action.start, answer.action.end
            if action.group < 0 or action.group in shared:
                action.group = first_group
                first_group += 1
            span = answer.report
            reports.append(
                Statement(Kind.PROGRESS, span.start, span.end, action.block, "answer.progress", "", group=action.group)
            )
    return reports


def _says_much(paper: Paper, answer: Answer) -> bool:
    """Whether a report is more than the rating of a row that lost its borders."""
    return len(answer.report.text(paper).split()) > _LONGEST_RATING


_PARTED = frozenset({"list.action", "table.action", "row.action", "label.action"})
"""Rules that take the whole of an item, a cell or a line for an action."""
