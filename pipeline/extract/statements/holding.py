"""Blocks by what they hold: keys of ratings, all of a table."""

from __future__ import annotations

from itertools import pairwise

from pipeline.extract.status import ratings_explained
from schemas.paper import BlockKind, Paper


def keys_of_ratings(paper: Paper) -> set[int]:
    """Blocks that do nothing but explain what ratings mean: several on one line, or line by line."""
    top = [i for i, block in enumerate(paper.blocks) if block.parent < 0 and block.kind is not BlockKind.TABLE]
    explained = {i: ratings_explained(paper.body(paper.blocks[i])) for i in top}
    beside = {i for a, b in pairwise(top) if explained[a] and explained[b] for i in (a, b)}
    return beside | {i for i in top if explained[i] > 1}


def inside(paper: Paper, table: int) -> set[int]:
    """A block and all that it holds: cells and what stands in them."""
    found = {table}
    for cell in paper.children(table):
        found.add(cell)
        found.update(paper.children(cell))
    return found
