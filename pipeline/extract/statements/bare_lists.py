"""Lists without a lead-in or without bullets: below a label that stands alone, of lines that lost their marks."""

from __future__ import annotations

import re

from pipeline.columns import field_role
from pipeline.extract.labels import heads_list, lead_in_kind
from pipeline.extract.statements.numbering import is_numbered_paragraph
from schemas.paper import Block, BlockKind, Paper

_LISTED_ROLES = frozenset(("action", "next", "progress", "did"))
_LEAST = 2  # lines
_MOST = 14
_LONGEST = 45  # words of a line, which may be two that were run together
_SENTENCES = re.compile(r"[a-z)][.?!]\s+[A-Z]")


def bare_list(paper: Paper, first: int, lead: Block) -> int:
    """Index behind the last of the lines that stand below a lead-in as a list would, or `first` where they do not.

    Prose is no list: a line that holds several sentences, or lines that all end like sentences.

    Args:
        first: index of the block right below the lead-in.
        lead: the lead-in.
    """
    at = first
    while at < len(paper.blocks) and at - first <= _MOST and _is_line(paper, at, lead):
        at += 1
    lines = [paper.body(paper.blocks[i]).rstrip() for i in range(first, at)]
    if not _LEAST <= len(lines) <= _MOST or sum(line.endswith(".") for line in lines[:-1]) * 2 > len(lines) - 1:
        return first
    return at


def _is_line(paper: Paper, i: int, lead: Block) -> bool:
    block = paper.blocks[i]
    text = paper.body(block).strip()
    return (
        block.kind is BlockKind.PARAGRAPH
        and block.parent == lead.parent
        and not block.number
        and 0 < len(text.split()) <= _LONGEST
        and not text.endswith((":", "?"))
        and _SENTENCES.search(text) is None
    )


def labels_list(paper: Paper, i: int) -> bool:
    """Whether a block is a label alone ("What we will do next"), right above the list that it stands for."""
    text, below = paper.body(paper.blocks[i]), paper.blocks[i + 1 : i + 2]
    if not below or below[0].kind is not BlockKind.LIST_ITEM or below[0].parent >= 0:
        return False
    if heads_list(text):
        return not is_numbered_paragraph(below[0], paper.body(below[0]))
    return field_role(text, loose=False) in _LISTED_ROLES and lead_in_kind(text) is not None
