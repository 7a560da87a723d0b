"""Priorities, actions and progress statements: from the layout first, from the language where the layout is silent."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.front_matter import FrontMatter
from pipeline.extract.recommendations import Recommendation
from pipeline.extract.sections import Sections
from pipeline.extract.statements.classifier import Weights, load_weights
from pipeline.extract.statements.merge import merge_priorities
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.statements.narrative import read_narrative
from pipeline.extract.statements.structure import read_structure
from schemas.paper import BlockKind, Paper

__all__ = ["Kind", "Span", "Statement", "excluded_blocks", "find_statements"]


def excluded_blocks(
    paper: Paper, front: FrontMatter | None, recommendations: Sequence[Recommendation]
) -> frozenset[int]:
    """Blocks of the front matter and the recommendations, from which no statement is drawn."""
    ranges = [(r.start, r.end) for r in recommendations]
    if front is not None:
        ranges.extend((v.start, v.end) for v in front.values if v.start is not None and v.end is not None)
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
    recommendations: Sequence[Recommendation],
    weights: Weights | None = None,
) -> list[Statement]:
    """All statements of a paper, in reading order."""
    excluded = excluded_blocks(paper, front, recommendations)
    reading = read_structure(paper, sections, excluded)
    found = list(reading.statements)
    found.extend(read_narrative(paper, sections, reading, excluded, weights or load_weights()))
    found.sort(key=lambda s: (s.start, s.end, s.kind))
    return merge_priorities(paper, found)
