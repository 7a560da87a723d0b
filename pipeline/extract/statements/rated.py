"""Work told in a sentence or two with its rating behind a dash or in brackets ("Two crews have been taken on – Done.").

Pages that tell how a plan is doing are written so where others have a table.
"""

from __future__ import annotations

import re

from pipeline.extract.sections import BOILERPLATE, Sections
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.status import Certainty, status_of
from pipeline.extract.vocabulary import fold
from schemas.paper import BlockKind, Paper

_LEAST = 3  # such blocks in a paper
_SHORTEST, _LONGEST = 3, 70  # words of what is rated
_RATING_WORDS = 3
_REST = 4  # words of what goes on behind the rating
_RATED = re.compile(
    r"(?P<what>.{12,}?)"
    r"(?:\s+(?:[-–—]|\.\.+)\s*(?:(?:status|rating|rag|now)\s*:\s*)?(?P<behind>[A-Za-z][A-Za-z ’'-]{2,30})"
    r"|\s*[(\[](?:(?:status|rating|rag)\s*:\s*)?(?P<within>[A-Za-z][A-Za-z ’'-]{2,30})[)\]])"
    r"\s*(?:\.?\s*$|[.!]\s+(?P<rest>[A-Z].*))",
    re.DOTALL,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|been)\b|\b(?:\w{3,}ed|met|took|went|began|came|held|made|won|got|"
    r"gave|led|ran|sent|built|bought|brought|grew|fell|rose)\s+(?:the|a|an|our|its|their|to|in|on|by|up|out|at|from|\d+|two|three|"
    r"four|five|six|into|with|under|all|every|each)\b"
)
"""What tells that words report, and do not only name, a piece of work."""

_LABEL = re.compile(r"[\w’' ]{1,30}:")


def rated_work(paper: Paper, sections: Sections, passed: frozenset[int] | set[int], first: int = 0) -> list[Statement]:
    """Actions with their reports in blocks that end, or whose first part ends, with a rating in words.

    Args:
        passed: blocks that are read otherwise.
        first: number of the first group of statements that are linked to one another.
    """
    found: list[list[Statement]] = []
    ratings: set[str] = set()
    for i in paper.leaves:
        block = paper.blocks[i]
        if i in passed or block.parent >= 0 or block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        match = _RATED.match(paper.text, block.body, block.end)
        if match is None or sections.at(i).role in BOILERPLATE:
            continue
        name = "behind" if match["behind"] else "within"
        rating = match[name].strip()
        if not _is_rating(rating) or not _SHORTEST <= len(match["what"].split()) <= _LONGEST:
            continue
        ratings.add(fold(rating))
        found.append(_statements(paper, i, match, Span(match.start(name), match.start(name) + len(rating))))
    if len(found) < _LEAST or len(ratings) < 2:
        return []
    for group, made in enumerate(found, first):
        for statement in made:
            statement.group = group
    return [statement for made in found for statement in made]


def _is_rating(text: str) -> bool:
    return len(text.split()) <= _RATING_WORDS and status_of(text, kind="cell").certainty is Certainty.STATED


def _statements(paper: Paper, block: int, match: re.Match[str], rating: Span) -> list[Statement]:
    """What is rated as an action, and as a report where its words report; what goes on behind the rating as another."""
    start, end = match.span("what")
    cue = rating.text(paper)
    made = [Statement(Kind.ACTION, start, end, block, "list.rated", cue)]
    if _FINITE.search(match["what"]):
        made.append(Statement(Kind.PROGRESS, start, end, block, "list.rated", cue))
    if match["rest"] and len(match["rest"].split()) >= _REST and not _LABEL.match(match["rest"]):
        made.append(Statement(Kind.PROGRESS, match.start("rest"), match.end("rest"), block, "list.rated", cue))
    for statement in made:
        statement.cells["status"] = rating
    return made
