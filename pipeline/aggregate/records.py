"""Papers and records as plain rows, for the comparisons that pandas would not make shorter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from pipeline.aggregate.tables import Tables
from schemas.ids import fold
from schemas.states import Relation

NOBODY = "\x1f"
"""Key of papers of no known authority."""
ID_OF = {"priority": "priority_id", "action": "action_id", "progress": "progress_id"}
TABLE_OF = {"priority": "priorities", "action": "actions", "progress": "progress"}


@dataclass(frozen=True, slots=True)
class Document:
    """A paper. `key` names its authority as `grouping` does; what is not stated is an empty text."""

    id: str
    key: str
    authority: str
    date: str
    committee: str
    title: str
    file: str
    words: int
    duplicate_of: str = ""
    authority_id: str = ""


class Record(NamedTuple):
    """A priority, an action or a progress statement. `serves` are priorities, `reports` an action."""

    id: str
    kind: str
    paper: str
    text: str
    folded: str
    start: int
    status: str = ""
    lead: str = ""
    due: str = ""
    serves: frozenset[str] = frozenset()
    reports: str = ""


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """`fold`, once for the same words: plans are stated again and again."""
    return fold(text) if text else ""


def documents(tables: Tables) -> list[Document]:
    """The papers, by id."""
    names = ("paper_id", "authority", "meeting_date", "committee", "title", "file", "words", "duplicate_of")
    found = [
        Document(id_, own_id or NOBODY + name, name, date, body, title, file, int(words or 0), of, own_id)
        for own_id, id_, name, date, body, title, file, words, of in cells(tables.papers, "authority_id", *names)
    ]
    return sorted(found, key=lambda d: (d.id, d.duplicate_of, d.file))


def records(tables: Tables) -> dict[str, list[Record]]:
    """The records by paper, in the order in which they stand there."""
    serves: dict[str, set[str]] = defaultdict(set)
    links = tables.record_links
    for action, aim in cells(links[links["relation"] == Relation.SERVES.value], "from_id", "to_id"):
        serves[action].add(aim)
    by_paper: dict[str, list[Record]] = defaultdict(list)
    place = ("paper_id", "text", "start")
    for id_, paper, text, start in cells(tables.priorities, "priority_id", *place):
        by_paper[paper].append(Record(id_, "priority", paper, text, folded(text), int(start)))
    names = ("action_id", *place, "status", "lead", "due_text", "priority_id")
    for id_, paper, text, start, status, lead, due, aim in cells(tables.actions, *names):
        aims = _aims(serves.get(id_), aim)
        by_paper[paper].append(
            Record(id_, "action", paper, text, folded(text), int(start), status, folded(lead), folded(due), aims)
        )
    of_reports = ("progress_id", *place, "status", "action_id", "priority_id")
    for id_, paper, text, start, status, action, aim in cells(tables.progress, *of_reports):
        aims = _aims(serves.get(id_), aim)
        by_paper[paper].append(
            Record(id_, "progress", paper, text, folded(text), int(start), status, serves=aims, reports=action)
        )
    for own in by_paper.values():
        own.sort(key=lambda r: (r.start, r.kind, r.folded, r.id))
    return dict(by_paper)


_NONE: frozenset[str] = frozenset()


def _aims(linked: set[str] | None, first: str) -> frozenset[str]:
    if linked:
        return frozenset(linked | {first}) if first else frozenset(linked)
    return frozenset((first,)) if first else _NONE


def themes(tables: Tables) -> dict[str, frozenset[tuple[str, str]]]:
    """Taxonomy and theme by record."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for id_, taxonomy, theme in cells(tables.record_themes, "record_id", "taxonomy", "theme"):
        found[id_].add((taxonomy, theme))
    return {id_: frozenset(own) for id_, own in found.items()}


def cells(frame: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    """The rows of some columns; what is not stated is an empty text."""
    return zip(*(frame[name].to_numpy(dtype=object, na_value="").tolist() for name in names), strict=True)
