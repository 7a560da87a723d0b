"""Works that are named one after another, each with a report behind its name.

"Boat shed. The roof was finished in May." / "Slipway (£40k). No builder has been found." A name by itself could be the
title of anything; where three items or more in a row are so made, most of them tell outright how far something has
got, and their heading or lead-in calls them schemes, projects or the like, each name is an action and all behind it
its report. (Where nothing calls them so, the names are as often topics, of which several reports stand in one item.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.columns import named_role
from pipeline.extract.sections import BOILERPLATE, Sections, role_of
from pipeline.extract.statements.model import Kind, Statement
from pipeline.extract.status import Certainty, status_of
from schemas.paper import BlockKind, Paper

_LEAST = 3  # items in a row, and of these such as tell outright
_LONGEST_NAME = 10  # words
_LONGEST = 90  # words of a report
_ITEM = re.compile(
    r"(?P<name>[A-Z“‘\"'][^.:;?!\n–—]{5,90}?(?:\s*\([^()]{1,30}\))?)(?P<sep>\.\s+(?=[A-Z£\d“])|:\s+|\s+[-–—]\s+)"
    r"(?P<rest>[^?]{10,})$",
    re.DOTALL,
)
_SAYS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|must|should|be|been|do|does|did|not|it|we|they|he|she|"
    r"this|these|that|who|which|to)\b",
    re.IGNORECASE,
)
"""What no name holds."""
_PERSON = re.compile(r"(?:Cllrs?|Councillors?|Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?|Sir|Dame|Rev|Lord|Lady)\b")
_WORK = re.compile(
    r"\b(?:schemes?|projects?|savings|programmes?|initiatives?|tasks|works|commitments|actions|matters\s+arising|"
    r"outstanding\s+(?:items|matters|actions))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Item:
    block: int
    form: tuple[str, str]
    name_end: int
    start: int
    tells: bool


def with_named_reports(
    paper: Paper, sections: Sections, passed: frozenset[int], found: list[Statement], group: int
) -> tuple[list[Statement], int]:
    """The statements of running text, of such items the work and its report alone, and the first free group.

    Args:
        passed: blocks that are read otherwise.
        found: the statements; group: number of the first free group of statements that are linked to one another.
    """
    made: list[Statement] = []
    gone: set[int] = set()
    for run in _runs(paper, sections, passed):
        if len(run) < _LEAST or sum(item.tells for item in run) < max(_LEAST, len(run) / 2):
            continue
        if not _are_work(paper, sections, run[0].block):
            continue
        for item in run:
            block = paper.blocks[item.block]
            gone.update(id(s) for s in found if s.block == item.block and s.kind is not Kind.PRIORITY)
            place = (item.block, "named.report", paper.text[block.body : item.name_end])
            made.append(Statement(Kind.ACTION, block.body, item.name_end, *place, group=group))
            made.append(Statement(Kind.PROGRESS, item.start, block.end, *place, group=group))
            group += 1
    kept = [s for s in found if id(s) not in gone]
    return sorted([*kept, *made], key=lambda s: (s.start, s.end, s.kind)), group


def _runs(paper: Paper, sections: Sections, passed: frozenset[int]) -> Iterator[list[_Item]]:
    """Items of one form that stand one below the other."""
    items = [None if i in passed else _item(paper, sections, i) for i in paper.leaves]
    for form, run in groupby(items, key=lambda item: item.form if item else None):
        if form is not None:
            yield [item for item in run if item]


def _item(paper: Paper, sections: Sections, i: int) -> _Item | None:
    block = paper.blocks[i]
    if block.parent >= 0 or block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return None
    match = _ITEM.match(paper.body(block))
    if match is None or not 1 < len(match["name"].split()) <= _LONGEST_NAME or len(match["rest"].split()) > _LONGEST:
        return None
    name = match["name"]
    if _SAYS.search(name) or _PERSON.match(name) or named_role(name) or role_of(name) in BOILERPLATE:
        return None
    if sections.at(i).role in BOILERPLATE:
        return None
    tells = status_of(match["rest"], kind="progress").certainty is Certainty.STATED
    form = (str(block.kind), match["sep"].strip())
    return _Item(i, form, block.body + match.end("name"), block.body + match.start("rest"), tells)


def _are_work(paper: Paper, sections: Sections, block: int) -> bool:
    """Whether the heading, or what leads the items in, calls them schemes, projects or the like."""
    above = paper.leaves[max(paper.leaves.index(block) - 1, 0)]
    return any(_WORK.search(text) for text in (sections.at(block).title, paper.body(paper.blocks[above])))


__all__ = ["with_named_reports"]
