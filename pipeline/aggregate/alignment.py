"""Priorities that mean the same, over authorities: first by the aims that their words tell, then by likeness."""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.aggregate.aims import BUILT_IN, Matcher, matcher
from pipeline.aggregate.grouping import Grouped
from pipeline.aggregate.likeness import alike
from pipeline.aggregate.tables import Tables, from_tuples
from pipeline.vectors import Vector, sentence_vector, sentence_vectors
from schemas.ids import fold
from schemas.records import AlignmentRow

_LONGEST_LABEL = 90  # characters
_ID_LENGTH = 12
_PER_SALIENCE, _PER_LIKENESS, _BIAS = 1.6, 1.6, 1.5


@dataclass(frozen=True, slots=True)
class Priority:
    """What alignment needs of a priority; `key` is its authority's."""

    paper_id: str
    id: str
    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A priority in a group, with the probability that it belongs there (None where none was measured)."""

    priority: Priority
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """Priorities that mean the same. `aim` is the aim that puts them together; None where likeness does."""

    id: str
    label: str
    aim: str | None
    members: tuple[Member, ...]


def align(priorities: Iterable[Priority], titles: dict[str, str], aims: Matcher) -> list[Group]:
    """Groups of priorities, in order of label; a priority that is alike to none is a group of its own.

    A priority that states several aims stands in several groups. Those of no known aim are put together where
    their sentence vectors are all very like each other. The order of the input changes nothing.

    Args:
        titles: of papers, by id; with the other priorities they tell what a heading like "Health" is about.
    """
    ordered = sorted(set(priorities), key=lambda p: (p.paper_id, p.id, p.text))
    by_paper: dict[str, list[str]] = defaultdict(list)
    for priority in ordered:
        by_paper[priority.paper_id].append(priority.text)
    context = {paper: aims.domains_of(titles.get(paper, ""), texts) for paper, texts in by_paper.items()}
    labels: dict[str, str] = {}
    meant: dict[str, Vector] = {}
    members: dict[str, list[Member]] = defaultdict(list)
    rest: dict[str, list[Priority]] = defaultdict(list)
    for priority in ordered:
        found = aims.aims_of(priority.text, context[priority.paper_id])
        if not found:
            rest[fold(priority.text) or priority.text].append(priority)
            continue
        own = sentence_vector(priority.text)
        for aim in found:
            if aim.id not in labels:
                labels[aim.id], meant[aim.id] = aim.label, sentence_vector(aim.label)
            likeness = float(own @ meant[aim.id])
            members[aim.id].append(Member(priority, confidence(aim.salience, likeness)))
    groups = [Group(_id("aim", id_), labels[id_], id_, tuple(own)) for id_, own in members.items()]
    return sorted([*groups, *_by_likeness(rest)], key=lambda g: (g.label, g.id))


def alignment(tables: Tables, grouped: Grouped, sources: Sequence[str] = (BUILT_IN,)) -> pd.DataFrame:
    """The groups of a run's priorities (`align`), one row a member; papers that do not count are left out.

    Args:
        sources: "built-in", and paths of further files of aims.

    Returns:
        Columns of `AlignmentRow`; `authorities` is 1 where the aim is one authority's own.

    Raises:
        ConfigError: a file of aims cannot be used.
    """
    keys = dict(zip(grouped.papers["paper_id"], grouped.papers["key"], strict=True))
    bodies = grouped.authorities.set_index("key")
    names, ids = bodies["authority"].to_dict(), bodies["authority_id"].to_dict()
    titles = dict(zip(tables.papers["paper_id"], tables.papers["title"].fillna(""), strict=True))
    rows = tables.priorities[["paper_id", "priority_id", "text"]].itertuples(index=False, name=None)
    own = [Priority(paper, id_, text, keys[paper]) for paper, id_, text in rows if paper in keys]
    out: list[tuple[Any, ...]] = []
    for group in align(own, titles, matcher(tuple(sources))):
        authorities = {m.priority.key for m in group.members}
        papers = {m.priority.paper_id for m in group.members}
        out += [
            (
                group.id,
                group.label,
                m.priority.paper_id,
                m.priority.id,
                names[m.priority.key],
                m.priority.text,
                m.confidence,
                ids[m.priority.key],
                group.aim,
                len(authorities),
                len(papers),
            )
            for m in group.members
        ]
    return from_tuples(out, AlignmentRow)


def confidence(salience: float, likeness: float) -> float:
    """Probability that a reader would put a priority together with the others of its aim.

    A logistic fit to annotated priorities of 55 papers, in their 145 places beside another paper's. Their reader put
    together what plainly goes together, and left out much that could, so that the figure is on the low side.

    Args:
        salience: of the aim in the priority's text.
        likeness: cosine of the vectors of the text and of the aim's label.
    """
    return round(1 / (1 + math.exp(_BIAS - _PER_SALIENCE * salience - _PER_LIKENESS * likeness)), 3)


def _by_likeness(rest: dict[str, list[Priority]]) -> list[Group]:
    texts = sorted(rest)
    vectors = sentence_vectors([rest[text][0].text for text in texts])
    groups = []
    for cluster in alike(vectors):
        members = tuple(Member(p, None) for i in cluster for p in rest[texts[i]])
        central = texts[_central(vectors, cluster)]
        label = _short(min(p.text for p in rest[central]))
        groups.append(Group(_id("words", *(texts[i] for i in cluster)), label, None, members))
    return groups


def _central(vectors: np.ndarray[tuple[int, int], np.dtype[np.float32]], cluster: Sequence[int]) -> int:
    """The member most like all others; the first of equals."""
    own = vectors[list(cluster)]
    return cluster[int(np.argmax((own @ own.T).sum(axis=1).round(4)))]


def _short(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= _LONGEST_LABEL:
        return words
    cut = words.rfind(" ", 0, _LONGEST_LABEL)
    return words[: cut if cut > 0 else _LONGEST_LABEL] + " …"


def _id(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_ID_LENGTH]
