"""Papers of one authority on one strategy in order, and what became of their actions and priorities."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from pipeline.aggregate.counting.restated import without_number
from pipeline.aggregate.records import documents, records, themes
from pipeline.aggregate.tables import PYTHON_TEXT, Tables, joined, parts
from pipeline.aggregate.timeline.aims import follow_aims
from pipeline.aggregate.timeline.follow import follow_actions
from pipeline.aggregate.timeline.strategies import strategies
from schemas.ids import fold
from schemas.records import TimelineRow

__all__ = ["timeline", "timeline_parts"]


@pd.option_context(*PYTHON_TEXT)
def timeline(tables: Tables) -> pd.DataFrame:
    """Every action and priority of papers that count, followed through the papers of its strategy.

    What is no longer found is "no report found": its status is not known, whatever it was before.

    Args:
        tables: what counts (`counting.count_once`).

    Returns:
        Columns of `TimelineRow`, by authority, strategy, priorities before actions, thread and point.
    """
    return joined(timeline_parts(tables))


def timeline_parts(tables: Tables) -> Iterator[pd.DataFrame]:
    """`timeline`, some thousands of rows at a time."""
    return parts(_rows(tables), TimelineRow)


def _rows(tables: Tables) -> Iterator[tuple[Any, ...]]:
    papers = [p for p in documents(tables) if not p.duplicate_of]
    own = records(tables)
    marks = themes(tables)
    aims = {
        r.id: fold(without_number(r.text)) for paper in papers for r in own.get(paper.id, ()) if r.kind == "priority"
    }
    for strategy in strategies(papers, own, marks):
        for found in (follow_aims(strategy, marks), follow_actions(strategy, aims)):
            place: dict[str, int] = {}
            for values in found:
                place.setdefault(values[1], len(place))
            yield from sorted(found, key=lambda values: place[values[1]])
