"""Lists of priorities behind a sentence that only tells how many there are ("The forum has four themes.").

As many short lines as the sentence says stand right below it, with or without a letter or code before each. Where they
are items of a list, the sentence leads it in, though it has no colon.
"""

from __future__ import annotations

import re
from collections.abc import Container

from pipeline.extract.caseless import Caseless
from pipeline.extract.statements.headings import counts_told
from pipeline.extract.statements.model import Kind, Statement
from pipeline.extract.statements.numbering import NUMBERS, number_told
from schemas.paper import BlockKind, Paper

_LONGEST = 16  # words of such a line
_LAST = re.compile(r"(?:^|[.!?]\s+)(?P<last>[^.!?]{8,160}[.:]?)\s*$")
_LABEL = re.compile(r"\(?(?P<label>[A-H]|[A-Z]{1,3}\s?\d{1,2}|\d{1,2})[.):]?\s+(?=[A-Z“‘])")
_OTHER = Caseless(
    r"\b(?:not|no longer|had|last|previous|former|old|"
    r"of (?:its|our|the) (?:three|four|five|six|seven|eight|nine|ten))\b"
)
"""What tells that the sentence speaks of other priorities than those that follow."""
_ANNOUNCED = Caseless(
    rf"^(?P<lead>[^.;:]{{0,120}}?\b(?P<count>{'|'.join(NUMBERS)}|\d{{1,2}})\s+(?:[\w’'-]+\s+){{0,2}}"
    r"(?:priorities|objectives|aims|themes|outcomes|pledges|ambitions|goals|promises|commitments|pillars|strands|missions))\b"
)


def counted_lists(paper: Paper, passed: Container[int]) -> list[Statement]:
    """Priorities in lines below a sentence that counts them.

    Args:
        passed: blocks that are read otherwise.
    """
    found: list[Statement] = []
    top = [i for i in paper.leaves if paper.blocks[i].parent < 0]
    for n, i in enumerate(top):
        if paper.blocks[i].kind is BlockKind.HEADING or i in passed:
            continue
        last = _LAST.search(paper.body(paper.blocks[i]))
        told = counts_told(last["last"]) if last and not _OTHER.search(last["last"]) else set()
        if last is None or len(told) != 1:
            continue
        count = told.pop()
        below = top[n + 1 : n + 1 + count]
        after = top[n + 1 + count : n + 2 + count]
        if (
            len(below) == count
            and all(_is_line(paper, b, passed) for b in below)
            and not any(_alike(paper, below[0], b) for b in after)
        ):
            found.extend(_statement(paper, b, last["last"].strip()) for b in below)
    return found


def _is_line(paper: Paper, i: int, passed: Container[int]) -> bool:
    block = paper.blocks[i]
    text = paper.body(block).strip()
    return (
        i not in passed
        and block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        and 0 < len(text.split()) <= _LONGEST
        and text[-1] not in ":?,"
        and ". " not in text
        and any(word.isalpha() for word in text.split())
    )


def _alike(paper: Paper, line: int, other: int) -> bool:
    """Whether a block behind the lines goes on with them, so that they are more than were told."""
    a, b = paper.blocks[line], paper.blocks[other]
    lettered = bool(_LABEL.match(paper.body(a))) and bool(_LABEL.match(paper.body(b)))
    return lettered or (a.kind is BlockKind.LIST_ITEM and b.kind is BlockKind.LIST_ITEM)


def _statement(paper: Paper, i: int, cue: str) -> Statement:
    block = paper.blocks[i]
    label = _LABEL.match(paper.text, block.body, block.end)
    start = label.end() if label else block.body
    return Statement(
        Kind.PRIORITY,
        start,
        block.end,
        i,
        "list.counted",
        cue,
        label=label["label"] if label else block.number.strip(".()"),
    )


def counted_lead_in(paper: Paper, block: int) -> str | None:
    """The words that announce a list by its count, where as many items follow right below; else None."""
    found = _ANNOUNCED.match(paper.body(paper.blocks[block]))
    if found is None:
        return None
    count = number_told(found["count"])
    below = paper.blocks[block + 1 : block + 2 + count]
    listed = [b for b in below[:count] if b.kind is BlockKind.LIST_ITEM and len(b.number) <= 2]
    if len(listed) != count or (paper.blocks[block].number and len(paper.blocks[block].number) <= 2):
        return None
    more = below[count:]
    return found["lead"] if not more or not _goes_on(more[0].kind, more[0].number, listed[-1].number) else None


def _goes_on(kind: BlockKind, number: str, last: str) -> bool:
    return kind is BlockKind.LIST_ITEM and len(number) == len(last)


__all__ = ["counted_lead_in", "counted_lists"]
