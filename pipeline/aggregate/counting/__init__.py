"""Counting once: which papers and records count, which do not, and what counts in their place."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from pipeline.aggregate.counting.papers import Place, supersede
from pipeline.aggregate.counting.restated import restated
from pipeline.aggregate.records import ID_OF, TABLE_OF, Document, Record, documents, records
from pipeline.aggregate.tables import PYTHON_TEXT, Tables, from_tuples
from schemas.compared import CountedRow
from schemas.states import Reason

__all__ = ["Counting", "count_once"]

_Row = tuple[str, str, str, str | None, bool, str, str | None, float | None, str | None]
"""The values of a `CountedRow`."""


@dataclass(frozen=True)
class Counting:
    """Which records count.

    Attributes:
        table: columns of `CountedRow`: papers, then their records as they stand in them.
        tables: the tables without what does not count; reports on an action that does not count are put down to the one
            that counts in its place.
        notes: what a reader of the figures should know.
    """

    table: pd.DataFrame
    tables: Tables
    notes: tuple[str, ...]


@pd.option_context(*PYTHON_TEXT)
def count_once(tables: Tables) -> Counting:
    """Decides what counts.

    Papers: not one with the text of another (`duplicate_of`), nor one whose records nearly all stand in another of the
    authority of about the same date, nor a draft of which a later version is there. Records: not those of papers that
    do not count, nor what the same paper, or another of the same meeting, states with the same words.
    """
    papers = {paper.id: paper for paper in documents(tables) if not paper.duplicate_of}
    own = records(tables)
    gone = supersede(list(papers.values()), own)
    copies = {p.id: Place(p.duplicate_of, Reason.SAME_TEXT) for p in documents(tables) if p.duplicate_of}
    left = _final({**{id_: place for id_, place in copies.items() if id_ not in papers}, **gone})
    again = restated([papers[id_] for id_ in sorted(papers) if id_ not in gone], own)
    places = _final({**again, **_of_papers(left, own)})
    everything = documents(tables)
    rows = _rows(everything, own, left, places)
    notes = []
    for reason, words in _NOTES.items():
        if number := sum(place.reason == reason for place in gone.values()):
            notes.append(words.format(f"{number} paper{'' if number == 1 else 's'}"))
    if again:
        notes.append(f"{len(again)} record{'' if len(again) == 1 else 's'} stated again in the same words left out.")
    return Counting(from_tuples(rows, CountedRow), _reduce(tables, set(gone), places), tuple(notes))


_NOTES = {
    Reason.LIKE_TEXT: "{} that nearly repeat another left out.",
    Reason.DRAFT: "{} left out as drafts of a later version.",
}


def _final(places: dict[str, Place]) -> dict[str, Place]:
    """Each with what counts in the end: what stood in its place may itself not count."""

    def last(id_: str) -> str:
        seen = set()  # an edited table may go round in a ring
        while id_ in places and id_ not in seen:
            seen.add(id_)
            id_ = places[id_].counted_as
        return id_

    ends = {id_: last(place.counted_as) for id_, place in places.items()}
    return {
        id_: place if ends[id_] == place.counted_as else replace(place, counted_as=ends[id_])
        for id_, place in places.items()
    }


def _of_papers(left: dict[str, Place], own: dict[str, list[Record]]) -> dict[str, Place]:
    """The records of papers that do not count, each with the one of the same words in the paper that counts."""
    places: dict[str, Place] = {}
    for paper, place in sorted(left.items()):
        counterparts: dict[tuple[str, str], list[str]] = {}
        for record in own.get(place.counted_as, ()):
            counterparts.setdefault((record.kind, record.folded), []).append(record.id)
        for record in own.get(paper, ()):
            same = counterparts.get((record.kind, record.folded), [])
            target = same.pop(0) if len(same) > 1 else "".join(same)
            places[record.id] = Place(target, place.reason, cue=place.cue)
    return places


def _rows(
    papers: list[Document], own: dict[str, list[Record]], left: dict[str, Place], places: dict[str, Place]
) -> list[_Row]:
    rows: list[_Row] = []
    seen: set[str] = set()
    for paper in papers:
        twin = Place(paper.duplicate_of, Reason.SAME_TEXT) if paper.duplicate_of else None  # the same file again
        rows.append(_row("paper", paper.id, paper, left.get(paper.id, twin)))
        if paper.id in seen:
            continue
        seen.add(paper.id)
        rows += [_row(record.kind, record.id, paper, places.get(record.id)) for record in own.get(paper.id, ())]
    return rows


def _row(kind: str, id_: str, paper: Document, place: Place | None) -> _Row:
    authority = paper.authority or None
    if place is None:
        return kind, id_, paper.id, authority, True, Reason.COUNTED.value, None, None, None
    instead = place.counted_as or None
    return kind, id_, paper.id, authority, False, place.reason.value, instead, place.likeness, place.cue or None


def _reduce(tables: Tables, papers: set[str], places: dict[str, Place]) -> Tables:
    """The tables without papers that others supersede, and without records that do not count.

    Papers with `duplicate_of` stay for `grouping` to tell of.
    """
    if not papers and not places:
        return tables
    frames = {name: frame for name, frame in vars(tables).items() if name != "papers"}
    instead = {id_: place.counted_as for id_, place in places.items() if place.counted_as}
    for kind, column in ID_OF.items():
        frame = frames[TABLE_OF[kind]]
        frames[TABLE_OF[kind]] = frame[~frame[column].isin(places)].reset_index(drop=True)
    frames["record_themes"] = _without(frames["record_themes"], "record_id", places)
    for name, columns in (
        ("actions", ["priority_id"]),
        ("progress", ["action_id", "priority_id"]),
        ("record_links", ["from_id", "to_id"]),
    ):
        frame = frames[name].copy()
        for column in columns:
            frame[column] = frame[column].map(lambda id_: instead.get(id_, id_), na_action="ignore").astype("string")
        frames[name] = frame.drop_duplicates(ignore_index=True)
    frames["measures"] = _without(_without(frames["measures"], "paper_id", papers), "record_id", places)
    kept = tables.papers[~tables.papers["paper_id"].isin(papers)].reset_index(drop=True)
    return Tables(papers=kept, **frames)


def _without(frame: pd.DataFrame, column: str, ids: set[str] | dict[str, Place]) -> pd.DataFrame:
    return frame[~frame[column].isin(ids)].reset_index(drop=True)
