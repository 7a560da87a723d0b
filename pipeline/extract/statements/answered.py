"""Orders that are answered where they stand: "Review the fees. Done. The new fees began in May.", in a row of them.

A numbered paragraph or bullet gives what was to be done, as an order, and the words behind it say how far that has got.
One such paragraph may be chance; several on end, most of them so put, are a report on a list of actions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.sentences import split_sentences
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.status import Certainty, status_of
from pipeline.extract.status.vocabulary import patterns
from schemas.paper import Block, BlockKind, Paper
from schemas.states import Status

_LEAST = 3  # orders on end, at one level of numbering
_SHARE = 0.6  # of them that are answered
_LEAST_WORDS = 4  # of what may be an order by its form alone; less is a title
_LONGEST_ORDER = 40  # words
_LONGEST_WORD = 8  # words of an answer behind a dash
_DASH = re.compile(r"\s+[-–—]\s+|\s*:\s+|\s*\((?=[^()]*\)\W*$)")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|shall|should|can|could|may|must|do|does|did|said|asked|noted|agreed)\b",
    re.IGNORECASE,
)
_NO_VERB = re.compile(
    r"\W*(?:the|an?|this|these|those|there|it|its|they|we|he|she|i|our|their|his|her|in|on|at|of|for|from|by|with|as|all|no|not|"
    r"some|any|if|when|while|since|after|before|that|which|who|what|how|why|where|more|most|many|\w+ing|\w+ed|\d+)\b",
    re.IGNORECASE,
)
_TO_COME = frozenset((Status.NOT_STARTED, Status.UNCLEAR))


@dataclass(frozen=True, slots=True)
class Answered:
    """An order and the answer to it, as ranges of the paper's text, in block number `block`.

    `known`: it opens with a verb that is known for orders; `state`: the answer is a state behind a dash.
    """

    block: int
    order: Span
    answer: Span | None
    known: bool
    state: bool = False


def answered(paper: Paper, passed: frozenset[int]) -> Iterator[Answered]:
    """The orders of a paper that stand in a row, most of them with their answers.

    Args:
        passed: blocks that are read otherwise.
    """
    run: list[Answered] = []
    shape = ""
    for i, block in enumerate(paper.blocks):
        if block.parent >= 0:
            continue
        found = _read(paper, i, block) if i not in passed and block.kind is BlockKind.LIST_ITEM else None
        if found is None or (run and _shape(block) != shape):
            yield from _told(run)
            run = []
        if found is not None:
            shape = _shape(block)
            run.append(found)
    yield from _told(run)


def _told(run: list[Answered]) -> list[Answered]:
    with_answer = [one for one in run if one.answer is not None]
    enough = len(with_answer) >= max(_LEAST, _SHARE * len(run))
    enough = enough and (all(one.state for one in run) or sum(one.known for one in run) * 2 > len(run))
    return run if enough else []


def _shape(block: Block) -> str:
    """What kind of marker a list item has."""
    return f"{block.level}{'9' if block.number[:1].isdigit() else block.marker}{block.number.count('.')}"


def _read(paper: Paper, i: int, block: Block) -> Answered | None:
    """The order that a block gives and the answer behind it, if any; None where it gives none."""
    sentences = list(split_sentences(paper.text, block.body, block.end))
    if not sentences:
        return None
    first, end = sentences[0]
    known = patterns().order.match(paper.text, first, end) is not None
    if not known and (_FINITE.search(paper.text, first, end) or _NO_VERB.match(paper.text, first, end)):
        return None
    order = Span(first, end)
    if not (1 if known else _LEAST_WORDS) <= len(order.text(paper).split()) <= _LONGEST_ORDER:
        return None
    if len(sentences) > 1:
        answer = Span(sentences[1][0], sentences[-1][1])
        if _answers(answer.text(paper)):
            return Answered(i, order, answer, known)
        return Answered(i, Span(first, block.end), None, known)
    for dash in reversed(list(_DASH.finditer(paper.text, first, end))):
        words = paper.text[dash.end() : end].rstrip(" .)")
        if len(words.split()) <= _LONGEST_WORD and _states(words):
            return Answered(i, Span(first, dash.start()), Span(dash.end(), dash.end() + len(words)), known, state=True)
    return Answered(i, order, None, known)


def _states(words: str) -> bool:
    """Whether a few words are a state ("completed March 2019")."""
    found = status_of(words, kind="cell")
    return found.certainty is Certainty.STATED and found.status is not Status.UNCLEAR


def _answers(text: str) -> bool:
    """Whether sentences report, rather than say more of what is to be done."""
    if patterns().order.match(text):
        return False
    first = text[: next(split_sentences(text), (0, 0))[1]]
    if len(first.split()) <= _LONGEST_WORD and _states(first):
        return True
    found = status_of(text, kind="progress")
    return found.status not in _TO_COME or (found.certainty is Certainty.STATED and found.status is Status.NOT_STARTED)


def answered_statements(paper: Paper, passed: frozenset[int], group: int) -> tuple[list[Statement], set[int], int]:
    """The statements of answered orders, the blocks they take up, and the first group number after theirs."""
    made: list[Statement] = []
    blocks: set[int] = set()
    for one in answered(paper, passed):
        made.append(Statement(Kind.ACTION, one.order.start, one.order.end, one.block, "answered.action", group=group))
        if one.answer is not None:
            span = one.answer
            made.append(Statement(Kind.PROGRESS, span.start, span.end, one.block, "answered.progress", group=group))
        blocks.add(one.block)
        group += 1
    return made, blocks, group
