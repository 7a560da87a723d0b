"""Items of a list that take up listed priorities one after another: what was done for the first, the second, ...

One item that shares a word with a priority says little. Where most items of a list share one that only one of these
priorities has, and so take them in their order, each is about the priority whose word it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.extract.links.wording import own_stems, stems
from pipeline.extract.sections import BOILERPLATE, Sections
from pipeline.extract.statements.model import Kind, Statement
from schemas.paper import BlockKind, Paper

_FEWEST = 3  # items that share a word
_SHARE = 0.75  # of the items of the list
_TAKEN = 0.6  # of the priorities that are taken up


def itemised(
    paper: Paper, sections: Sections, statements: Sequence[Statement], lists: Sequence[Sequence[Statement]]
) -> dict[int, Statement]:
    """The priorities that items of lists take up in their order, by number of the item's block.

    Args:
        lists: the paper's lists of priorities, each in its order.
    """
    lists = [listed for listed in lists if len(listed) >= _FEWEST]
    if not lists:
        return {}
    stated = {s.block for s in statements if s.kind is Kind.PRIORITY}
    found: dict[int, Statement] = {}
    for items in _lists_of_items(paper, sections, stated):
        texts = [frozenset(stems(paper.body(paper.blocks[i]))) for i in items]
        for listed in lists:
            if max(p.block for p in listed) < items[0]:
                for i, priority in _taken_up(paper, items, texts, listed):
                    found.setdefault(i, priority)
    return found


def _lists_of_items(paper: Paper, sections: Sections, stated: set[int]) -> Iterator[list[int]]:
    """The lists of a paper that hold no priorities, as numbers of blocks."""
    run: list[int] = []
    for i, block in enumerate(paper.blocks):
        listed = block.kind is BlockKind.LIST_ITEM and block.parent < 0 and i not in stated
        if listed and sections.at(i).role not in BOILERPLATE:
            run.append(i)
            continue
        if len(run) >= _FEWEST:
            yield run
        run = []
    if len(run) >= _FEWEST:
        yield run


def _taken_up(
    paper: Paper, items: Sequence[int], texts: Sequence[frozenset[str]], listed: Sequence[Statement]
) -> list[tuple[int, Statement]]:
    own = own_stems(paper.text[p.start : p.end] for p in listed)
    chosen: list[int | None] = []
    for text in texts:
        shared = [len(words & text) for words in own]
        best = max(shared)
        chosen.append(shared.index(best) if best and shared.count(best) == 1 else None)
    told = [c for c in chosen if c is not None]
    if len(told) < max(_FEWEST, _SHARE * len(items)) or told != sorted(told) or len(set(told)) < _TAKEN * len(listed):
        return []
    return [(i, listed[c]) for i, c in zip(items, chosen, strict=True) if c is not None]


__all__ = ["itemised"]
