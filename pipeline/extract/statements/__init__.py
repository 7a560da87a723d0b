"""Priorities, actions and progress statements: from the layout first, from the language where the layout is silent."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.front_matter import FrontMatter
from pipeline.extract.sections import Sections
from pipeline.extract.statements.classifier import Weights, load_weights
from pipeline.extract.statements.merge import merge_priorities
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.statements.narrative import read_narrative
from pipeline.extract.statements.parse import Grammar
from pipeline.extract.statements.structure import read_structure
from schemas.paper import BlockKind, Paper

__all__ = ["Kind", "Span", "Statement", "excluded_blocks", "find_statements"]


_PRINTED = frozenset(
    (
        "title",
        "committee",
        "meeting_date",
        "agenda_item",
        "report_of",
        "classification",
        "wards",
        "key_decision",
        "contact",
    )
)
"""Front matter that is printed as such; the rest (the type of report, say) is told from words that say more."""


def excluded_blocks(paper: Paper, front: FrontMatter | None, recommended: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Blocks of the front matter and the recommendations, from which no statement is drawn."""
    ranges = list(recommended)
    if front is not None:
        ranges.extend(
            (v.start, v.end) for v in front.values if v.field in _PRINTED and v.start is not None and v.end is not None
        )
    excluded = set()
    for i, block in enumerate(paper.blocks):
        if block.kind in (BlockKind.TABLE, BlockKind.CELL):
            continue
        for start, end in ranges:
            overlap = min(end, block.end) - max(start, block.body)
            if overlap > 0 and overlap * 2 >= block.end - block.body:
                excluded.add(i)
    return frozenset(excluded)


def find_statements(
    paper: Paper,
    sections: Sections,
    front: FrontMatter | None,
    recommended: Sequence[tuple[int, int]],
    weights: Weights | None = None,
    grammar: Grammar | None = None,
) -> list[Statement]:
    """All statements of a paper, in reading order.

    Args:
        recommended: ranges of the text that state or introduce recommendations; nothing is drawn from them.
        weights: of the sentence classifier, in place of those that come with the product.
        grammar: the trained pipeline; without it sentences are judged by their cue words and place alone.
    """
    excluded = excluded_blocks(paper, front, recommended)
    reading = read_structure(paper, sections, excluded)
    found = list(reading.statements)
    found.extend(read_narrative(paper, sections, reading, excluded, weights or load_weights(), grammar))
    found.sort(key=lambda s: (s.start, s.end, s.kind))
    return merge_priorities(paper, found)
