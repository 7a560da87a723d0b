"""When an action is due, where the next sentence says so: "Officers will write a guide. It will be out by May."."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from itertools import islice

from pipeline.extract.due.logic import Due, find_due
from pipeline.extract.sentences import split_sentences
from pipeline.extract.statements.model import Span
from schemas.paper import Paper

_GOES_ON = re.compile(
    r"(?:this|these|the|such)\s+(?:\w+\s+){0,3}(?:is|are|will|would)\b|(?:it|they|this|these|both)\s+(?:is|are|will|would)\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"(?:the|this|these|such)\s+(?P<noun>(?:\w+\s+){0,2}?\w+)\s+(?:is|are|will|would)\b", re.IGNORECASE
)
_FARTHEST = 2  # sentences behind the action that may still speak of it


def due_after(
    paper: Paper, block: int, end: int, others: AbstractSet[int], reference: str | None = None
) -> tuple[Due, Span] | None:
    """When the action that ends at `end` in block number `block` is due by the sentences that go on about it.

    Args:
        others: where other actions begin; what follows one of them is its own.
        reference: the date of the meeting, as for `find_due`.

    Returns:
        The date, its offsets those within the sentence, and the sentence; None where no sentence goes on, or none of
        them says when.
    """
    last = paper.blocks[block].end
    for start, stop in islice(split_sentences(paper.text, end, last), _FARTHEST):
        sentence = paper.text[start:stop]
        if start in others or not _GOES_ON.match(sentence):
            return None
        if _DEFINITE.match(sentence) and not _named_before(sentence, paper.text[paper.blocks[block].body : end]):
            return None
        if found := find_due(sentence, kind="sentence", reference=reference):
            return found, Span(start, stop)
    return None


def _named_before(sentence: str, before: str) -> bool:
    """Whether what a sentence is about ("This training will ...") was named in the sentences before it."""
    match = _DEFINITE.match(sentence)
    return match is None or match["noun"].split()[-1].lower().rstrip("s") in before.lower()


__all__ = ["due_after"]
