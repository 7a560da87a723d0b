"""Which papers of an authority are on one strategy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from pipeline.aggregate.records import NOBODY, Document, Record
from pipeline.aggregate.timeline.order import Dated, dated
from pipeline.aggregate.titles import alike, allied, close, period, subject
from pipeline.aggregate.words import share
from pipeline.vectors import sentence_vector
from schemas.ids import fold

_SHARED = 0.3
"""Share of the records of the smaller paper that the other has in the same words, which makes them one strategy."""
_SOME_SHARED = 0.1
_LEAST_SHARED = 3
_LIKE_TITLES = 0.8
"""Cosine of the vectors of two titles that may name one strategy."""
_LIKE_THEMES = 0.6
_TELLING = 4  # words
_COMMON = 60  # papers

Themes = Mapping[str, frozenset[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with its date, its records and what it is on."""

    document: Document
    dated: Dated
    subject: frozenset[str]
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Strategy:
    """Papers of one authority on one strategy, in points: those of one date together, in order; undated ones apart."""

    name: str
    points: tuple[tuple[Paper, ...], ...]
    undated: tuple[Paper, ...]

    @property
    def papers(self) -> tuple[Paper, ...]:
        """All of its papers, undated ones last."""
        return tuple(p for point in self.points for p in point) + self.undated


def strategies(papers: Sequence[Document], records: Mapping[str, Sequence[Record]], themes: Themes) -> list[Strategy]:
    """Papers by strategy; each is on one, if only by itself. Papers of no known authority are not set beside others.

    Two papers of an authority are on one strategy where their titles have the same subject ("Looked After Children
    Strategy 2012-15", "Children in Care Strategy: Progress"), or where they state the same records. Where the titles
    have only a part of their subjects in common, or are alike in meaning, the committee, the themes or some shared
    records must speak for it too. Of one subject, strategies for periods that do not overlap are told apart.
    """
    by_key: dict[str, list[Paper]] = defaultdict(list)
    for document in sorted(papers, key=lambda d: d.id):
        own = tuple(records.get(document.id, ()))
        by_key[document.key].append(Paper(document, dated(document), _subject(document), own))
    found = []
    for key in sorted(by_key):
        own_papers = by_key[key]
        groups = [[p] for p in own_papers] if key == NOBODY else _groups(own_papers, themes)
        for group in groups:
            found += [_strategy(part) for part in _by_period(group)]
    return sorted(found, key=lambda s: (s.papers[0].document.key, _date(s.papers[0]), s.name, s.papers[0].document.id))


def _subject(paper: Document) -> frozenset[str]:
    """None for minutes that bear the name of the body: they are on many things."""
    own = subject(paper.title, paper.authority)
    return frozenset() if paper.committee and own <= subject(paper.committee, paper.authority) else own


def _groups(papers: Sequence[Paper], themes: Themes) -> list[list[Paper]]:
    parent = list(range(len(papers)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    texts = [_texts(paper) for paper in papers]
    shared = _shared(texts)
    telling = [len(own) for own in texts]
    profiles = [Counter(t for r in p.records for t in themes.get(r.id, ())) for p in papers]
    by_subject: dict[frozenset[str], list[int]] = defaultdict(list)
    for i, paper in enumerate(papers):
        by_subject[paper.subject].append(i)
    # papers under one subject are one group to begin with; of the rest, subjects are compared and not papers
    heads = sorted((s for s in by_subject if s), key=sorted)
    for head in heads:
        for i in by_subject[head][1:]:
            parent[root(i)] = root(by_subject[head][0])
    vectors = np.stack([sentence_vector(" ".join(sorted(h)).replace("_", " ")) for h in heads]) if heads else None
    for a, one in enumerate(heads):
        for b in range(a + 1, len(heads)):
            likeness = alike(one, heads[b])
            if close(likeness):
                parent[root(by_subject[heads[b]][0])] = root(by_subject[one][0])
            elif allied(likeness) or (vectors is not None and float(vectors[a] @ vectors[b]) >= _LIKE_TITLES):
                pairs = ((i, j) for i in by_subject[one] for j in by_subject[heads[b]])
                if any(_spoken_for(papers, profiles, shared, telling, i, j) for i, j in pairs):
                    parent[root(by_subject[heads[b]][0])] = root(by_subject[one][0])
    for (i, j), number in sorted(shared.items()):
        least = min(telling[i], telling[j])
        if number >= _LEAST_SHARED and share(number, least) >= _SHARED:
            parent[root(j)] = root(i)
    groups: dict[int, list[Paper]] = defaultdict(list)
    for i, paper in enumerate(papers):
        groups[root(i)].append(paper)
    return list(groups.values())


def _spoken_for(
    papers: Sequence[Paper],
    profiles: Sequence[Counter[tuple[str, str]]],
    shared: Mapping[tuple[int, int], int],
    telling: Sequence[int],
    i: int,
    j: int,
) -> bool:
    a, b = papers[i].document, papers[j].document
    if a.committee and fold(a.committee) == fold(b.committee):
        return True
    number = shared.get((min(i, j), max(i, j)), 0)
    return share(number, min(telling[i], telling[j])) >= _SOME_SHARED or (
        _cosine(profiles[i], profiles[j]) >= _LIKE_THEMES
    )


def _cosine(a: Counter[tuple[str, str]], b: Counter[tuple[str, str]]) -> float:
    dot = sum(a[t] * b[t] for t in a)
    return share(dot, (sum(n * n for n in a.values()) * sum(n * n for n in b.values())) ** 0.5)


def _texts(paper: Paper) -> set[str]:
    return {r.folded for r in paper.records if r.kind != "progress" and r.folded.count(" ") >= _TELLING - 1}


def _shared(texts: Sequence[set[str]]) -> Counter[tuple[int, int]]:
    """Number of priorities and actions that two papers state in the same words, by pair."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i, own in enumerate(texts):
        for text in sorted(own):
            holders[text].append(i)
    pairs: Counter[tuple[int, int]] = Counter()
    for members in holders.values():
        if 1 < len(members) <= _COMMON:
            pairs.update(combinations(members, 2))
    return pairs


def _date(paper: Paper) -> str:
    return paper.dated.date or "9999"


def _by_period(group: list[Paper]) -> list[list[Paper]]:
    """A group apart by the periods that titles name, if they do not overlap; other papers go by their date."""
    named = sorted({own for p in group if (own := period(p.document.title))})
    eras: list[tuple[int, int]] = []
    for begin, end in named:
        if eras and begin < eras[-1][1]:
            eras[-1] = (eras[-1][0], max(end, eras[-1][1]))
        else:
            eras.append((begin, end))
    if len(eras) < 2:
        return [group]
    parts: dict[int, list[Paper]] = defaultdict(list)
    for paper in group:
        own = period(paper.document.title)
        year = own[0] if own else int(_date(paper)[:4])
        parts[max((n for n, (begin, _) in enumerate(eras) if begin <= year), default=0)].append(paper)
    return [parts[n] for n in sorted(parts)]


def _strategy(papers: Sequence[Paper]) -> Strategy:
    ordered = sorted(papers, key=lambda p: (_date(p), p.document.title, p.document.id))
    points: dict[str, list[Paper]] = defaultdict(list)
    for paper in ordered:
        if paper.dated.date:
            points[paper.dated.date].append(paper)
    titles = [p.document.title for p in ordered if p.document.title]
    undated = tuple(p for p in ordered if not p.dated.date)
    return Strategy(titles[0] if titles else "", tuple(tuple(points[d]) for d in sorted(points)), undated)
