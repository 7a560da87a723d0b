"""Actions followed from paper to paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.aggregate.records import Record
from pipeline.aggregate.timeline.matching import Match, match, same_words
from pipeline.aggregate.timeline.rows import Place, Point, Thread, new_thread, row
from pipeline.aggregate.timeline.strategies import Strategy
from schemas.states import Change, Status

PATIENCE = 4
"""Points for which an action that is no longer found is still looked for."""

Rows = list[tuple[Any, ...]]


def follow_actions(strategy: Strategy, aims: Mapping[str, str]) -> Rows:
    """The rows of all actions of a strategy. Each action of its papers stands in one row, in several where some merged.

    Args:
        aims: folded words of priorities by their id.
    """
    place = Place.first(strategy)
    threads: list[Thread] = []
    rows: Rows = []
    for number, point in enumerate(strategy.points, start=1):
        rows += _Step(Place(strategy, place.strategy_id, number), point, threads, aims).rows()
    for paper in strategy.undated:
        found = _actions([paper])
        rows += [row(place, paper, new_thread(record), Change.UNDATED, record) for record in found]
        if not found:
            rows.append(row(place, paper, None, Change.NOTHING))
    return rows


def _actions(point: Point) -> list[Record]:
    return [r for paper in point for r in paper.records if r.kind == "action"]


def _loose(point: Point) -> list[Record]:
    """Reports on no action of the paper that they stand in."""
    return [r for paper in point for r in paper.records if r.kind == "progress" and not r.reports]


class _Step:
    """From the threads as they stand to the next point of the strategy; `threads` is carried on."""

    def __init__(self, place: Place, point: Point, threads: list[Thread], aims: Mapping[str, str]) -> None:
        self._place = place
        self._point = point
        self._threads = threads
        self._live = [t for t in threads if not t.over and t.lapsed < PATIENCE]
        self._aims = aims
        self._paper = {p.document.id: p for p in point}
        self._before = {t.id: t.head for t in self._live}

    def rows(self) -> Rows:
        actions = _actions(self._point)
        matched = match([t.head for t in self._live], actions, self._aims)
        split, merged = _by(matched.split, "a"), _by(matched.merged, "b")
        rows: Rows = []
        found: set[str] = set()
        fresh = dict(enumerate(actions))
        begun: list[Thread] = []
        for pair in matched.pairs:
            thread, record = self._live[pair.a], fresh.pop(pair.b)
            parts, others = split.get(pair.a, []), merged.get(pair.b, [])
            heads = [self._before[self._live[m.a].id].id for m in others]
            change = Change.SPLIT if parts else Change.MERGED if others else _change(thread, record, pair.likeness)
            rows.append(self._met(thread, record, change, pair.likeness, heads))
            found.add(thread.id)
            for part in parts:
                begun.append(child := new_thread(actions[part.b]))
                rows.append(
                    self._row(child, Change.SPLIT, fresh.pop(part.b), part.likeness, [self._before[thread.id].id])
                )
            for other in others:
                gone = self._live[other.a]
                rows.append(self._met(gone, record, Change.MERGED, other.likeness))
                gone.over = True
                found.add(gone.id)
        rows += self._reported(found)
        for record in fresh.values():
            begun.append(thread := new_thread(record))
            rows.append(self._row(thread, Change.FIRST if self._place.point == 1 else Change.NEW, record))
        if actions or found:
            rows += self._missing(found)
        told = {values[2] for values in rows}
        rows += [row(self._place, p, None, Change.NOTHING) for p in self._point if p.document.id not in told]
        self._threads += begun
        return rows

    def _row(
        self,
        thread: Thread,
        change: Change,
        record: Record,
        likeness: float | None = None,
        previous: Sequence[str] = (),
    ) -> tuple[Any, ...]:
        return row(self._place, self._paper[record.paper], thread, change, record, previous=previous, likeness=likeness)

    def _met(
        self, thread: Thread, record: Record, change: Change, likeness: float, others: Sequence[str] = ()
    ) -> tuple[Any, ...]:
        """The row of a thread that goes on with `record`, which becomes its head."""
        made = row(
            self._place,
            self._paper[record.paper],
            thread,
            change,
            record,
            previous=[self._before[thread.id].id, *others],
            previous_status=thread.status,
            likeness=likeness,
            basis="after a gap" if thread.lapsed else "",
        )
        thread.head, thread.status, thread.lapsed = record, record.status, 0
        return made

    def _reported(self, found: set[str]) -> Rows:
        """Threads of which a report in this point tells, though their action is not stated again."""
        open_ = [t for t in self._live if t.id not in found]
        reports = _loose(self._point)
        rows: Rows = []
        for pair in match([t.head for t in open_], reports, {}, parts=False).pairs:
            thread, report = open_[pair.a], reports[pair.b]
            found.add(thread.id)
            rows.append(
                row(
                    self._place,
                    self._paper[report.paper],
                    thread,
                    Change.DROPPED if _stops(thread, report) else Change.REPORTED,
                    report,
                    previous=[thread.head.id],
                    previous_status=thread.status,
                    likeness=pair.likeness,
                )
            )
            thread.status, thread.lapsed = report.status, 0
        return rows

    def _missing(self, found: set[str]) -> Rows:
        """Threads of which this point has nothing: told of once, where they are first missed."""
        paper = max(self._point, key=lambda p: (len(p.records), p.document.id))
        rows: Rows = []
        for thread in self._live:
            if thread.id in found:
                continue
            if thread.lapsed == 0:
                rows.append(
                    row(
                        self._place,
                        paper,
                        thread,
                        Change.NOT_FOUND,
                        previous=[thread.head.id],
                        previous_status=thread.status,
                    )
                )
            thread.lapsed += 1
        return rows


def _by(matches: Sequence[Match], side: str) -> dict[int, list[Match]]:
    found: dict[int, list[Match]] = defaultdict(list)
    for one in matches:
        found[one.a if side == "a" else one.b].append(one)
    return found


def _stops(thread: Thread, record: Record) -> bool:
    return record.status == Status.STOPPED.value and thread.status != Status.STOPPED.value


def _change(thread: Thread, record: Record, likeness: float) -> Change:
    if _stops(thread, record):
        return Change.DROPPED
    return Change.SAME if same_words(thread.head, record, likeness) else Change.REWORDED
