"""What stands in a table's cell: one statement, or several set one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.labels import priority_label
from pipeline.extract.statements.model import Span
from pipeline.extract.vocabulary import fold
from schemas.paper import BlockKind, Paper

_EMPTY = frozenset(
    {"", "n a", "na", "none", "tbc", "tbd", "nil", "not applicable", "to be confirmed", "nothing to report"}
    | {"none to report", "nothing further to report", "no update", "no further update", "nil return", "to follow"}
    | {"no change", "not known", "none identified", "none at present"}
)
_UNSETTLED = frozenset({"tbc", "tbd", "tba", "to be confirmed", "to be agreed", "to be advised", "to be determined"})
_NUMBERED = re.compile(r"^\s*\(?(\d{1,2}(?:\.\d+)*|[a-z]|[ivx]+)[.):]\s+", re.IGNORECASE)
_LONGEST_NAME = 25  # words: paragraphs no longer than this, one below the other, are a list without bullets
_LONGEST_AMONG = 45  # words of one among several such
_LONGEST_HEADING = 15  # words: of a row of one cell that heads the rows below it


def says(text: str) -> bool:
    """Whether a cell says anything ("", "-", "N/A" and "TBC" do not)."""
    return fold(text) not in _EMPTY


def says_of(role: str, text: str) -> bool:
    """Whether the value of a role says anything; of when something is due, "TBC" does."""
    return says(text) or (role == "due" and fold(text) in _UNSETTLED)


def whole(paper: Paper, cell: int) -> Span:
    """All words of a cell, without the marker that opens it."""
    block = paper.blocks[cell]
    children = paper.children(cell)
    return Span(paper.blocks[children[0]].body if children else block.body, block.end)


def items(paper: Paper, cell: int, *, numbered: bool = False) -> list[tuple[int, Span]]:
    """The block and range of each thing listed in a cell: its list items, its short paragraphs, or all of it as one.

    Args:
        numbered: the row has a number of its own, so that it is one thing, unless its cell is a mere list.
    """
    children = [i for i in paper.children(cell) if paper.blocks[i].end > paper.blocks[i].body]
    listed = [i for i in children if paper.blocks[i].kind is BlockKind.LIST_ITEM]
    if (numbered and len(listed) < len(children)) or _goes_on(paper, children, listed):
        return [(cell, whole(paper, cell))]
    if len(listed) >= 2:
        return [(i, Span(paper.blocks[i].body, paper.blocks[i].end)) for i in listed]
    texts = [paper.body(paper.blocks[i]) for i in children]
    if len(children) >= 2 and _named(texts) and all(_apart(a, b) for a, b in pairwise(texts)):
        return [
            (i, Span(paper.blocks[i].body, paper.blocks[i].end))
            for i, text in zip(children, texts, strict=True)
            if not text.rstrip().endswith((":", "~"))
        ]
    return [(cell, whole(paper, cell))]


def _goes_on(paper: Paper, children: Sequence[int], listed: Sequence[int]) -> bool:
    """Whether a list only completes the sentence before it: "Policies that promote", then "renewable energy,"."""
    if len(listed) < 2 or children[0] in listed:
        return False
    opening = paper.body(paper.blocks[children[0]]).rstrip()
    return opening[-1:].isalpha() and all(paper.body(paper.blocks[i])[:1].islower() for i in listed)


def _named(texts: Sequence[str]) -> bool:
    """Whether paragraphs are short enough to be things listed; of three or more one may be longer."""
    long = [n for text in texts if (n := len(text.split())) > _LONGEST_NAME]
    return len(long) * 3 <= len(texts) and all(n <= _LONGEST_AMONG for n in long)


def _apart(text: str, following: str) -> bool:
    """Whether the second of two paragraphs begins anew, rather than going on with the first."""
    if priority_label(following):
        return True
    return not following[:1].islower() and not text.rstrip().endswith(
        (",", "-", "–", "&", " and", " of", " the", " to")
    )


def without_number(paper: Paper, span: Span) -> tuple[str, Span]:
    """A printed number at the head of a range ("1. To improve ...") apart from its words."""
    match = _NUMBERED.match(paper.text[span.start : span.end])
    if not match:
        return "", span
    return match.group(1), Span(span.start + match.end(), span.end)


def number_of_block(paper: Paper, block: int) -> str:
    """The number printed at the head of a block, or of the first block in a cell."""
    children = paper.children(block)
    return paper.blocks[block].number or (paper.blocks[children[0]].number if children else "")


def heads_rows(text: str) -> bool:
    """Whether the words of a cell that fills its row read as a heading for the rows below."""
    plain = text.strip()
    return 0 < len(plain.split()) <= _LONGEST_HEADING and not plain.endswith((".", ";", ",")) and plain[:1].isupper()
