"""Blocks by what they hold: keys of ratings, the names of columns, all of a table."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.columns import column_role
from pipeline.extract.status import ratings_explained
from pipeline.extract.vocabulary import fold
from schemas.paper import BlockKind, Paper

_MOST_RATINGS = 8
_LONGEST_NAME = 3  # words of a rating that nothing explains, among others
_LONGEST_COLUMN = 4  # words of a column's name
_LEAST_COLUMNS = 2
_ANNOUNCED = re.compile(
    r"(?:(?:how to (?:read|use)|what|key to|guide to|explaining|understanding|about|explanation of|meaning of)"
    r"(?: (?:the|our|these|do|all|different))* "
    r"(?:ratings?|colours?|rag|b ?rag|statuse?s?|symbols?|scores?|traffic lights?)(?: ratings?| status(?:es)?| codes?)*"
    r"(?: (?:mean|means|show|tell you|are))?"
    r"|how (?:the )?(?:recommendations?|actions?|progress|projects?|milestones?|priorities|performance) (?:is|are) "
    r"(?:assessed|rated|scored|marked|judged|measured)"
    r"|(?:(?:rating|status|colour|rag|progress) )?(?:key|legend)(?: to (?:the )?(?:ratings?|status|colours?|symbols))?)"
)
_EXPLAINED = re.compile(
    r"\W*[A-Z][\w’' -]{1,30}?\s*(?:[–—=:|]|\s-\s|\s(?:means|is where|where)\s)\s*\S.{4,}", re.DOTALL
)


def keys_of_ratings(paper: Paper) -> set[int]:
    """Blocks that do nothing but explain what ratings mean: several on one line, or line by line."""
    top = [i for i, block in enumerate(paper.blocks) if block.parent < 0 and block.kind is not BlockKind.TABLE]
    explained = {i: ratings_explained(paper.body(paper.blocks[i])) for i in top}
    explained.update(dict.fromkeys(_below_key(paper, top), 2))
    beside = {i for a, b in pairwise(top) if explained[a] and explained[b] for i in (a, b)}
    return beside | {i for i in top if explained[i] > 1}


def _below_key(paper: Paper, top: list[int]) -> set[int]:
    """Blocks that explain ratings in words of a paper's own, right below the words that announce a key to them."""
    found: set[int] = set()
    for n, i in enumerate(top):
        if _ANNOUNCED.fullmatch(fold(paper.body(paper.blocks[i]))):
            run = []
            for below in top[n + 1 : n + 1 + _MOST_RATINGS]:
                if paper.blocks[below].kind is BlockKind.HEADING or not _EXPLAINED.match(
                    paper.body(paper.blocks[below])
                ):
                    break
                run.append(below)
            explained = [n for n in run if _EXPLAINED.match(paper.body(paper.blocks[n]))]
            found.update(n for n in run if explained and n <= explained[-1])
    return found


def names_columns(paper: Paper, i: int) -> bool:
    """Whether a label stands among the names of other columns: the header of a table that lost its borders."""
    near = [n for n in range(i - 2, i + 3) if n != i and 0 <= n < len(paper.blocks)]
    texts = [paper.body(paper.blocks[n]) for n in near]
    roles = {column_role(t) for t in texts if len(t.split()) <= _LONGEST_COLUMN}
    return len(roles - {None, "action", "progress", "status"}) >= _LEAST_COLUMNS


def inside(paper: Paper, table: int) -> set[int]:
    """A block and all that it holds: cells and what stands in them."""
    found = {table}
    for cell in paper.children(table):
        found.add(cell)
        found.update(paper.children(cell))
    return found
