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
# "Minute 6 - Clerk to find a date": what a meeting gave to do, before what has become of it.
_REFERRED = re.compile(
    r"\s*(?:minutes?|items?|actions?|para(?:graph)?s?|page|min\.?)\s+(?:no\.?\s*)?[\w./-]*\d[\w./-]*\s*[-–—:]\s*",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"(?:(?:[A-Z][\w’'.&/-]*,?|of|and|the|for|&|/)\s+){1,8}to\s+(?:\w+ly\s+)?(?=[a-z])")
_LEAST_REFERRED = 2
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

    `state`: the answer is a state behind a dash.
    """

    block: int
    order: Span
    answer: Span | None
    state: bool = False


@dataclass(frozen=True, slots=True)
class _Order:
    """A block that may open with an order: its first sentence, and where what follows that begins and ends.

    `referred`: it opens with the minute in which the order was given.
    """

    block: int
    first: Span
    rest: Span | None
    known: bool
    dashes: tuple[tuple[int, int], ...]
    referred: bool = False


def answered(paper: Paper, passed: frozenset[int]) -> Iterator[Answered]:
    """The orders of a paper that stand in a row, most of them with their answers.

    Args:
        passed: blocks that are read otherwise.
    """
    run: list[_Order] = []
    shape = ""
    for i, block in enumerate(paper.blocks):
        if block.parent >= 0:
            continue
        found = _order(paper, i, block) if block.kind is BlockKind.LIST_ITEM and i not in passed else None
        if found is None or (run and _shape(block) != shape):
            yield from _told(paper, run)
            run = []
        if found is not None:
            shape = _shape(block)
            run.append(found)
    yield from _told(paper, run)


def _told(paper: Paper, run: list[_Order]) -> list[Answered]:
    """The orders of a row with their answers; [] where too few are answered."""
    referred = bool(run) and all(one.referred for one in run)
    least = max(_LEAST_REFERRED if referred else _LEAST, _SHARE * len(run))
    known = sum(one.known for one in run) * 2 > len(run)
    if sum(one.rest is not None or bool(one.dashes) for one in run) < least:
        return []
    found = [_read(paper, one) for one in run] if known or all(one.dashes for one in run) else []
    enough = sum(one.answer is not None for one in found) >= least
    return found if enough and (known or all(one.state for one in found)) else []


def _shape(block: Block) -> str:
    """What kind of marker a list item has."""
    marker = "9" if block.number[:1].isdigit() else "a" if block.number else block.marker
    return f"{block.level}{marker}{block.number.count('.')}"


def _order(paper: Paper, i: int, block: Block) -> _Order | None:
    """The order that a block may open with; None where its first sentence is none."""
    referred = _REFERRED.match(paper.text, block.body, block.end)
    at = referred.end() if referred else block.body
    given = _GIVEN.match(paper.text, at, block.end) if referred else None
    known = patterns().order(paper.text[given.end() if given else at : block.end]) is not None
    if not known and not referred and _NO_VERB.match(paper.text, at, block.end):
        return None
    sentences = list(split_sentences(paper.text, at, block.end))
    if not sentences:
        return None
    first = Span(*sentences[0])
    if not known and _FINITE.search(paper.text, first.start, first.end):
        return None
    if not (1 if known or referred else _LEAST_WORDS) <= len(first.text(paper).split()) <= _LONGEST_ORDER:
        return None
    rest = Span(sentences[1][0], sentences[-1][1]) if len(sentences) > 1 else None
    dashes = () if rest else tuple(m.span() for m in _DASH.finditer(paper.text, first.start, first.end))
    return _Order(i, first, rest, known, dashes, referred is not None)


def _read(paper: Paper, order: _Order) -> Answered:
    """An order with the answer behind it, if it has one."""
    first = order.first
    if order.rest is not None:
        if order.referred or _answers(order.rest.text(paper)):
            return Answered(order.block, first, order.rest)
        return Answered(order.block, Span(first.start, order.rest.end), None)
    for start, end in reversed(order.dashes):
        words = paper.text[end : first.end].rstrip(" .)")
        if len(words.split()) <= _LONGEST_WORD and _states(words):
            return Answered(order.block, Span(first.start, start), Span(end, end + len(words)), state=True)
    return Answered(order.block, first, None)


def _states(words: str) -> bool:
    """Whether a few words are a state ("completed March 2019")."""
    found = status_of(words, kind="cell")
    return found.certainty is Certainty.STATED and found.status is not Status.UNCLEAR


def _answers(text: str) -> bool:
    """Whether sentences report, rather than say more of what is to be done."""
    if patterns().order(text):
        return False
    first = text[: next(iter(split_sentences(text)), (0, 0))[1]]
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
