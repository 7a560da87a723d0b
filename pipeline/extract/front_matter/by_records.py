"""The type of a paper that nothing at its front tells: by what it holds."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.front_matter.model import FrontMatter
from schemas.states import ReportType

UNTOLD = "type:sought"
"""The rule of a type that was given because no words told one."""
_FEWEST = 2
_SHARE = 1 / 3


def type_by_records(front: FrontMatter, actions: int, reports: int) -> FrontMatter:
    """The front matter with `progress_update` for a paper that says of no type and mostly reports.

    Args:
        front: as the paper's front tells it.
        actions, reports: number of action and progress records in the paper.

    Returns:
        `front` itself where its words tell the type, or where fewer than two records, or less than a third of them, are
        progress statements.
    """
    told = front.first("report_type")
    if told is None or told.rule != UNTOLD or told.value != ReportType.OTHER:
        return front
    if reports < _FEWEST or reports < _SHARE * (actions + reports):
        return front
    better = replace(told, value=ReportType.PROGRESS_UPDATE.value, rule="type:records")
    return replace(front, values=tuple(better if value is told else value for value in front.values))
