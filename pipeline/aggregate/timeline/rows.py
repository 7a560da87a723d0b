"""Rows of the timeline, as they are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.aggregate.records import Record
from pipeline.aggregate.timeline.strategies import Paper, Strategy
from schemas.ids import derived_id
from schemas.states import Change

Point = Sequence[Paper]


@dataclass(slots=True)
class Thread:
    """An action or priority that is followed: how it stood last, and for how many points it has not been found."""

    id: str
    kind: str
    head: Record
    status: str = ""
    lapsed: int = 0
    over: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: strategy, number of the point (0 for undated papers)."""

    strategy: Strategy
    strategy_id: str
    point: int

    @classmethod
    def first(cls, strategy: Strategy) -> Place:
        """Before the first point of a strategy."""
        return cls(strategy, derived_id("strategy", strategy.papers[0].document.id), 0)


def new_thread(record: Record) -> Thread:
    """A thread that begins with `record`; its id is of that record."""
    return Thread(derived_id("thread", record.id), record.kind, record, record.status)


def row(
    place: Place,
    paper: Paper,
    thread: Thread | None,
    change: Change,
    record: Record | None = None,
    *,
    previous: Sequence[str] = (),
    previous_status: str = "",
    likeness: float | None = None,
    basis: str = "",
) -> tuple[Any, ...]:
    """The values of a `TimelineRow`."""
    own = paper.document
    ids: dict[str, str | None] = {"priority": None, "action": None, "progress": None}
    if record is not None:
        ids[record.kind] = record.id
    return (
        own.authority or None,
        thread.id if thread else derived_id("thread", own.id),
        own.id,
        own.date or None,
        ids["action"],
        change.value,
        (record.status or None) if record else None,
        record.text if record else None,
        thread.kind if thread else "action",
        place.strategy_id,
        place.strategy.name or None,
        place.point or None,
        paper.dated.date or None,
        paper.dated.basis or None,
        ids["priority"],
        ids["progress"],
        ";".join(previous) or None,
        previous_status or None,
        likeness,
        basis or None,
    )
