"""Priorities, actions and progress statements: from the layout first, from the language where the layout is silent."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence

from pipeline.extract.front_matter import FieldValue, FrontMatter
from pipeline.extract.sections import Sections
from pipeline.extract.statements.classifier import Weights, load_weights
from pipeline.extract.statements.counted_lists import counted_lists
from pipeline.extract.statements.formal import formal_blocks
from pipeline.extract.statements.fuller import state_in_full
from pipeline.extract.statements.headings import counted_headings, heads_of_work
from pipeline.extract.statements.listed_again import merge_listed
from pipeline.extract.statements.merge import merge_priorities
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.statements.narrative import read_narrative
from pipeline.extract.statements.parse import Grammar
from pipeline.extract.statements.structure import read_structure
from schemas.paper import Paper

__all__ = ["Kind", "Span", "Statement", "excluded_blocks", "find_statements", "printed_front_matter"]


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


def printed_front_matter(front: FrontMatter | None) -> tuple[FieldValue, ...]:
    """The front matter that is printed as such."""
    return tuple(v for v in front.values if v.field in _PRINTED) if front is not None else ()


def excluded_blocks(paper: Paper, front: FrontMatter | None, recommended: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Blocks half of whose words are front matter or recommendations, from which no statement is drawn."""
    ranges = list(recommended)
    printed = printed_front_matter(front)
    ranges.extend((v.start, v.end) for v in printed if v.start is not None and v.end is not None)
    covered = _merged(ranges)
    starts = [start for start, _ in covered]
    excluded = set()
    for i in paper.leaves:
        block = paper.blocks[i]
        taken = 0
        for start, end in covered[max(bisect.bisect_right(starts, block.body) - 1, 0) :]:
            if start >= block.end:
                break
            taken += max(min(end, block.end) - max(start, block.body), 0)
        if taken and taken * 2 >= block.end - block.body:
            excluded.add(i)
    return frozenset(excluded)


def _merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order, those that touch or overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


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
    excluded = excluded_blocks(paper, front, recommended).union(formal_blocks(paper, sections))
    reading = read_structure(paper, sections, excluded)
    counted = counted_lists(paper, excluded | reading.claimed)
    reading.claimed.update(s.block for s in counted)
    found = [*reading.statements, *counted]
    state_in_full(paper, found)
    reading.claimed.update(s.block for s in found if s.kind is Kind.PRIORITY)
    found.extend(read_narrative(paper, sections, reading, excluded, weights or load_weights(), grammar))
    found.extend(counted_headings(paper, sections, found))
    found.extend(heads_of_work(paper, sections, found))
    found.sort(key=lambda s: (s.start, s.end, s.kind))
    return merge_priorities(paper, merge_listed(paper, found))
