"""Papers that others supersede: near copies of one text, and drafts of which a later version is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from pipeline.aggregate.records import NOBODY, Document, Record
from pipeline.aggregate.titles import Stage, Version, alike, close, period, subject, version
from pipeline.aggregate.words import share, shingles
from schemas.ids import fold
from schemas.states import Reason

NEAR = 0.9
"""Share of a paper's shingles that another holds, from which on it is a copy of it or of a part of it."""
DRAFT_NEAR = 0.3
"""The same for a draft, whose words may have changed much, where the titles agree."""
DAYS = 62
"""Days within which one text goes to several committees and on to web pages."""
DRAFT_DAYS = 550
LEAST = 12
"""Shingles of a paper below which its records are too few to know it by."""
_TELLING = 6  # words of a record that two papers share by no accident
_COMMON = 40  # papers with the same record: a form that all of them use
_AGREE = 0.9


@dataclass(frozen=True, slots=True)
class Place:
    """Why a paper or record does not count, and what counts in its place."""

    counted_as: str
    reason: Reason
    likeness: float | None = None
    cue: str = ""


@dataclass(frozen=True)
class _Paper:
    document: Document
    version: Version
    subject: frozenset[str]
    records: tuple[Record, ...]

    @cached_property
    def statuses(self) -> dict[tuple[str, str], str]:
        """The status of what it states, by kind and words."""
        return {(r.kind, r.folded): r.status for r in self.records}

    @cached_property
    def rank(self) -> tuple[object, ...]:
        """Of two papers that say the same, the one that ranks lower counts."""
        own = self.document
        said = sum(len(r.folded) for r in self.records)
        return (-self.version.stage, tuple(-n for n in self.version.number), -said, own.date == "", own.date, own.id)


def supersede(papers: Sequence[Document], records: Mapping[str, Sequence[Record]]) -> dict[str, Place]:
    """Papers that do not count since another one says the same, by id; none counts in place of one that does not."""
    known = [
        _Paper(p, version(p.title, p.file), subject(p.title, p.authority), tuple(records.get(p.id, ()))) for p in papers
    ]
    texts = _Texts()
    gone: dict[str, Place] = {}
    pairs = sorted({(a, b) for a, b in _candidates(known)})
    verdicts: list[tuple[tuple[object, ...], tuple[object, ...], _Paper, _Paper, Place]] = []
    for i, j in pairs:
        better, worse = sorted((known[i], known[j]), key=lambda p: p.rank)
        drafted = worse.version.stage == Stage.DRAFT
        if not drafted and not _near(better.document.date, worse.document.date, DAYS):
            continue
        if place := _verdict(better, worse, texts.of(better), texts.of(worse)):
            verdicts.append((better.rank, worse.rank, better, worse, place))
    for _, _, better, worse, place in sorted(verdicts, key=lambda v: (v[0], v[1])):
        if better.document.id not in gone and worse.document.id not in gone:
            gone[worse.document.id] = place
    return gone


class _Texts:
    """The texts of papers as sets of shingles, each shingle a number: numbers are quickly told to be the same."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, ...], int] = {}
        self._papers: dict[str, frozenset[int]] = {}
        self._numbered = lru_cache(maxsize=20_000)(self._number)  # what many papers state

    def of(self, paper: _Paper) -> frozenset[int]:
        """All shingles of a paper's records."""
        own = self._papers.get(paper.document.id)
        if own is None:
            own = frozenset().union(*(self._numbered(r.folded) for r in paper.records))
            self._papers[paper.document.id] = own
        return own

    def _number(self, folded: str) -> frozenset[int]:
        return frozenset(self._numbers.setdefault(one, len(self._numbers)) for one in shingles(folded))


def _verdict(better: _Paper, worse: _Paper, its: frozenset[int], own: frozenset[int]) -> Place | None:
    a, b = better.document, worse.document
    held = round(share(len(its & own), len(own)), 4)
    if worse.version.stage == Stage.DRAFT and _earlier(worse, better):
        titled = close(alike(better.subject, worse.subject)) and _periods_agree(a.title, b.title)
        if (titled and _near(a.date, b.date, DRAFT_DAYS) and held >= DRAFT_NEAR) or held >= NEAR:
            return Place(a.id, Reason.DRAFT, held, worse.version.words)
    if not _near(a.date, b.date, DAYS):
        return None
    if len(own) >= LEAST:
        if held >= NEAR and _statuses_agree(better, worse):
            return Place(a.id, Reason.LIKE_TEXT, held)
    elif not its and not own and _same_front(a, b):
        return Place(a.id, Reason.LIKE_TEXT)
    return None


def _earlier(draft: _Paper, other: _Paper) -> bool:
    """Whether `other` is a later version: not marked as draft, or of a higher number."""
    if other.document.date and draft.document.date and other.document.date < draft.document.date:
        return False
    return other.version.stage > Stage.DRAFT or other.version.number > draft.version.number


def _periods_agree(a: str, b: str) -> bool:
    one, other = period(a), period(b)
    return one is None or other is None or one == other


def _same_front(a: Document, b: Document) -> bool:
    """Papers without records: of one meeting, one title, and nearly as long."""
    longest = max(a.words, b.words)
    return bool(a.title and len(a.date) == 10 and a.date == b.date and a.key == b.key) and (
        fold(a.title) == fold(b.title) and longest > 0 and abs(a.words - b.words) <= 0.05 * longest
    )


def _statuses_agree(one: _Paper, other: _Paper) -> bool:
    """Whether what both papers state has the same status in both: else the later one is news."""
    statuses = one.statuses
    common = [(statuses[r.kind, r.folded], r.status) for r in other.records if (r.kind, r.folded) in statuses]
    return not common or sum(a == b for a, b in common) >= _AGREE * len(common)


def _near(a: str, b: str, days: int) -> bool:
    """Whether two dates, each with the precision that it has, are so many days apart or less; unknown ones may be."""
    if not a or not b:
        return True
    (first, last), (begin, end) = _range(a), _range(b)
    return max((begin - last).days, (first - end).days) <= days


@lru_cache(maxsize=10_000)
def _range(text: str) -> tuple[date, date]:
    parts = [int(n) for n in text.split("-")]
    year = parts[0]
    if len(parts) == 1:
        return date(year, 1, 1), date(year, 12, 31)
    if len(parts) == 2:
        return date(year, parts[1], 1), date(year, parts[1], 28)
    return (day := date(year, parts[1], parts[2])), day


def _candidates(papers: Sequence[_Paper]) -> Iterator[tuple[int, int]]:
    """Pairs that share a telling record, or stand under one title at one meeting; of one authority, or one unknown."""
    telling: dict[str, list[int]] = defaultdict(list)
    fronts: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    drafts: dict[tuple[str, frozenset[str]], list[int]] = defaultdict(list)
    for i, paper in enumerate(papers):
        own = paper.document
        for folded in sorted({r.folded for r in paper.records}):
            if folded.count(" ") >= _TELLING - 1:
                telling[folded].append(i)
        if own.title and own.date and own.key != NOBODY:
            fronts[own.key, own.date, fold(own.title)].append(i)
        if paper.subject and own.key != NOBODY:
            drafts[own.key, paper.subject].append(i)
    for members in telling.values():
        if len(members) <= _COMMON:
            for i, j in _pairs(members):
                a, b = papers[i].document.key, papers[j].document.key
                if a == b or NOBODY in (a, b):
                    yield i, j
    for members in fronts.values():
        if len(members) <= _COMMON:
            yield from _pairs(members)
    for members in drafts.values():
        marked = [i for i in members if papers[i].version.stage == Stage.DRAFT]
        for i in marked:
            yield from ((min(i, j), max(i, j)) for j in members if i != j)


def _pairs(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    for n, i in enumerate(members):
        for j in members[n + 1 :]:
            yield i, j
