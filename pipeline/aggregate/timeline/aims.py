"""Priorities followed from paper to paper: stated again, taken up by later actions, or not found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.aggregate.counting.restated import without_number
from pipeline.aggregate.records import Record, folded
from pipeline.aggregate.timeline.follow import PATIENCE, Rows
from pipeline.aggregate.timeline.matching import match, same_words
from pipeline.aggregate.timeline.rows import Place, Point, Thread, new_thread, row
from pipeline.aggregate.timeline.strategies import Strategy, Themes
from pipeline.aggregate.words import vectors
from schemas.states import Change

MEANING = 0.7
"""Cosine from which on an action that serves no priority of its own paper is taken to be on an earlier one."""
_TOO_MANY = 0.5
_LEAST = 6
"""A theme that more than half of so many actions carry says nothing of which priority they are on."""


def follow_aims(strategy: Strategy, themes: Themes) -> Rows:
    """The rows of all priorities of a strategy.

    Of a later point, a priority has the like one there, if any, and those actions that serve it. Actions that serve no
    priority of their paper are on a priority whose theme they share, or whose words are near theirs in meaning; a plan
    that states its priorities once and reports by action is followed thus.
    """
    place = Place.first(strategy)
    rows: Rows = []
    threads: list[Thread] = []
    for number, point in enumerate(strategy.points, start=1):
        rows += _step(Place(strategy, place.strategy_id, number), point, threads, themes)
    for paper in strategy.undated:
        for record in _aims([paper]):
            rows.append(row(place, paper, new_thread(record), Change.UNDATED, record))
    return rows


def _aims(point: Point) -> list[Record]:
    return [r for paper in point for r in paper.records if r.kind == "priority"]


def _bare(record: Record) -> Record:
    words = without_number(record.text)
    return record._replace(text=words, folded=folded(words)) if words and words != record.text else record


def _step(place: Place, point: Point, threads: list[Thread], themes: Themes) -> Rows:
    papers = {p.document.id: p for p in point}
    own = _aims(point)
    actions = [r for paper in point for r in paper.records if r.kind == "action"]
    live = [t for t in threads if t.lapsed < PATIENCE]
    stated = {}
    for pair in match([_bare(t.head) for t in live], [_bare(r) for r in own], {}, parts=False).pairs:
        stated[live[pair.a].id] = (own[pair.b], pair.likeness)
    taken = _taken_up(live, stated, actions, themes)
    rows: Rows = []
    silent = not own and not actions
    for thread in live:
        head = thread.head
        again = stated.get(thread.id)
        if again:
            record, likeness = again
            change = Change.SAME if same_words(_bare(head), _bare(record), likeness) else Change.REWORDED
            rows.append(row(place, papers[record.paper], thread, change, record, previous=[head.id], likeness=likeness))
            thread.head = record
        for action, basis, likeness_of in taken.get(thread.id, ()):
            rows.append(
                row(
                    place,
                    papers[action.paper],
                    thread,
                    Change.TAKEN_UP,
                    action,
                    previous=[head.id],
                    likeness=likeness_of,
                    basis=basis,
                )
            )
        if again or taken.get(thread.id):
            thread.lapsed = 0
        elif not silent:
            if thread.lapsed == 0:
                paper = max(point, key=lambda p: (len(p.records), p.document.id))
                rows.append(row(place, paper, thread, Change.NOT_FOUND, previous=[head.id]))
            thread.lapsed += 1
    known = {record.id for record, _ in stated.values()}
    for record in own:
        if record.id not in known:
            threads.append(thread := new_thread(record))
            first = Change.FIRST if place.point == 1 else Change.NEW
            rows.append(row(place, papers[record.paper], thread, first, record))
    return rows


def _taken_up(
    threads: Sequence[Thread], stated: dict[str, tuple[Record, float]], actions: Sequence[Record], themes: Themes
) -> dict[str, list[tuple[Record, str, float | None]]]:
    """Actions by the thread of the priority that they take up, with what says so."""
    found: dict[str, list[tuple[Record, str, float | None]]] = {t.id: [] for t in threads}
    if not threads or not actions:
        return found
    count = Counter(theme for action in actions for theme in themes.get(action.id, ()))
    common = {t for t, n in count.items() if len(actions) >= _LEAST and n > _TOO_MANY * len(actions)}
    loose = [action for action in actions if not action.serves]
    near = vectors(without_number(t.head.text) or t.head.text for t in threads) @ vectors(a.text for a in loose).T
    for i, thread in enumerate(threads):
        its_themes = themes.get(thread.head.id, frozenset()) - common
        own = found[thread.id]
        if again := stated.get(thread.id):
            own += [(action, "serves it", None) for action in actions if again[0].id in action.serves]
        for j, action in enumerate(loose):
            likeness = min(round(float(near[i, j]), 4), 1.0)
            if shared := sorted({theme for _, theme in its_themes & themes.get(action.id, frozenset())}):
                own.append((action, f"theme {', '.join(shared)}", None))
            elif likeness >= MEANING:
                own.append((action, "meaning", likeness))
    return found
