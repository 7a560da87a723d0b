"""Work that stands in lines of its own, each with its date: timelines and lists of steps."""

from __future__ import annotations

from pipeline.extract.sections import Sections
from pipeline.extract.statements.milestones import milestone_steps
from pipeline.extract.statements.model import Statement
from pipeline.extract.statements.timelines import timelines
from schemas.paper import Paper


def lines_of_work(
    paper: Paper, sections: Sections, passed: frozenset[int], groups: int
) -> tuple[list[Statement], set[int], int]:
    """The statements of such lines, the blocks that they take up, and the number of the next free group.

    Args:
        passed: blocks that are read otherwise.
        groups: the number of the first free group of statements that are linked to one another.
    """
    found, taken = timelines(paper, sections, passed)
    steps = milestone_steps(paper, sections, passed | taken)
    taken.update(step.block for step in steps)
    for statement in found:
        statement.group += groups
    return [*found, *steps], taken, max((s.group + 1 for s in found), default=groups)
