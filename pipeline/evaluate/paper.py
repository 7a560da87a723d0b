"""The score of one paper: its records, their fields and its front matter against the annotations."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.evaluate.counts import Counts, field_counts
from pipeline.evaluate.fields import metadata_same, same_due, same_lead, themes_of
from pipeline.evaluate.match import RELAXED, STRICT, Pair, candidates, one_to_one, pieces
from pipeline.evaluate.sources import ID_COLUMN, KINDS, Found, Run
from schemas.annotation import Annotation, GoldAction, GoldPriority, GoldProgress

Gold = GoldPriority | GoldAction | GoldProgress

LINKS = {
    "priorities": {},
    "actions": {"priority": "priorities"},
    "progress": {"priority": "priorities", "action": "actions"},
}
"""By kind of record: the kinds that it may be linked to, by field."""

METADATA = {
    "authority": "authority",
    "gss": "authority_code",
    "committee": "committee",
    "meeting_date": "meeting_date",
    "agenda_item": "agenda_item",
    "title": "title",
    "report_type": "report_type",
    "decision_sought": "decision_sought",
}
"""Scored fields of the front matter, with their columns in papers.csv."""

WORDS_A_PAGE = 500
"""Words that count as a page where a format has none."""

_PAGE = re.compile(r"^page-")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        kind: missed, extra, link, status, lead, due, themes, metadata.
        record: kind of record (priorities, actions, progress), or the field of the front matter.
        got, want: the values; several acceptable ones are joined by `|`.
        text: the annotated record, or the one found where nothing is annotated.
        page: where the record that was found stands, as in its table; empty where unknown.
        rule: what made the record, or the field of the front matter; empty where nothing was found.
    """

    kind: str
    paper: str
    record: str
    got: str = ""
    want: str = ""
    text: str = ""
    page: str = ""
    rule: str = ""


@dataclass(frozen=True)
class PaperScore:
    """Counts of one paper; the scores of many are sums of these.

    Attributes:
        group: its authority as annotated, else the first word of its file name.
        found: whether the run has the paper at all.
        records: by kind and mode (relaxed, strict).
        whole: by kind, records right in every annotated field.
        fields: by name (`actions.lead`, `metadata.title`).
        statuses: by kind, pairs of status wanted and status given.
        pages: number of pages; of a format without pages, its words at `WORDS_A_PAGE`.
        judged: of each found record that counts, its confidence (0 to 1) where it has one, and whether it is right.
        record_free: whether the run has the paper and no record of it is annotated, not even an optional one.
    """

    paper: str
    group: str
    report_type: str
    found: bool
    records: dict[str, dict[str, Counts]] = field(default_factory=dict)
    whole: dict[str, Counts] = field(default_factory=dict)
    fields: dict[str, Counts] = field(default_factory=dict)
    statuses: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    themes: Counts = field(default_factory=Counts)
    faults: list[Fault] = field(default_factory=list)
    pages: int = 0
    record_free: bool = False
    judged: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def false_records(self) -> int:
        """Records that match nothing annotated."""
        return sum(modes["relaxed"].fp for modes in self.records.values())


def first_word(name: str) -> str:
    """The first word of a paper's file name, by which papers whose authority is not annotated are grouped."""
    return _PAGE.sub("", name).split("-")[0]


def score_paper(annotation: Annotation, run: Run) -> PaperScore:
    """Score of one annotated paper; where one file holds several papers, their records count together."""
    scorer = _Scorer(annotation, run)
    for kind in KINDS:
        scorer.match(kind)
    for kind in KINDS:
        scorer.score_fields(kind)
    scorer.score_metadata()
    return scorer.score()


class _Scorer:
    """Works through one paper; `match` for all kinds comes before `score_fields`, since links look both ways."""

    def __init__(self, annotation: Annotation, run: Run) -> None:
        self.annotation = annotation
        self.run = run
        self.name = Path(annotation.paper).name
        self.papers = run.papers(self.name)
        self.found: dict[str, list[Found]] = {kind: run.of(kind, self.papers) for kind in KINDS}
        self.gold: dict[str, Sequence[Gold]] = {
            "priorities": annotation.priorities,
            "actions": annotation.actions,
            "progress": annotation.progress,
        }
        self.required = {kind: {g.id for g in self.gold[kind] if not g.optional} for kind in KINDS}
        self.pairs: dict[str, list[Pair]] = {}
        self.known: dict[str, dict[str, str]] = {}  # id of a found record -> id of the annotated one
        self.records: dict[str, dict[str, Counts]] = {}
        self.whole: dict[str, Counts] = {}
        self.fields: dict[str, Counts] = defaultdict(Counts)
        self.statuses: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.themes = Counts()
        self.faults: list[Fault] = []
        self.judged: list[tuple[float, bool]] = []

    def score(self) -> PaperScore:
        metadata = self.annotation.metadata
        return PaperScore(
            paper=self.name,
            group=metadata.authority or first_word(self.name),
            report_type=metadata.report_type or "",
            found=bool(self.papers),
            records=self.records,
            whole=self.whole,
            fields=dict(self.fields),
            statuses=dict(self.statuses),
            themes=self.themes,
            faults=self.faults,
            judged=self.judged,
            pages=sum(map(_pages, self.papers)),
            record_free=bool(self.papers) and not any(self.gold.values()),
        )

    def fault(
        self, kind: str, record: str, got: str = "", want: str = "", text: str = "", row: Found | None = None
    ) -> None:
        """Notes what is wrong; `row` is the found record, or the row of paper_fields.csv, that it is wrong with."""
        page, rule = (row.get("page", ""), row.get("rule", "")) if row else ("", "")
        self.faults.append(Fault(kind, self.name, record, got, want, text, page, rule))

    def match(self, kind: str) -> None:
        """Pairs the records of a kind, counts them, and names those missed and those too many."""
        found, gold = self.found[kind], self.gold[kind]
        texts = [row["text"] for row in found]

        def agreeing(i: int, j: int) -> int:
            linked = ((self.known[to].get(found[i].get(f"{name}_id", "")), name) for name, to in LINKS[kind].items())
            return sum(bool(want := getattr(gold[j], name)) and got == want for got, name in linked)

        ordered = candidates(texts, [g.text for g in gold], agreeing)
        optional = [g.text for g in gold if g.optional]
        self.records[kind] = {}
        for mode, floor in (("strict", STRICT), ("relaxed", RELAXED)):
            pairs = one_to_one(ordered, floor)
            taken = {i for i, _ in pairs}
            free = pieces(texts, optional, taken)
            right = sum(not gold[j].optional for _, j in pairs)
            self.records[kind][mode] = Counts(
                right, len(found) - len(pairs) - len(free), len(gold) - len(optional) - right
            )
        self.pairs[kind] = pairs  # the relaxed ones, as are those below
        self.known[kind] = {found[i][ID_COLUMN[kind]]: gold[j].id for i, j in pairs}
        reached = {j for _, j in pairs}
        for j, g in enumerate(gold):
            if j not in reached and not g.optional:
                self.fault("missed", kind, text=g.text)
        matched = dict(pairs)
        for i, row in enumerate(found):
            counts = not gold[matched[i]].optional if i in matched else i not in free
            if counts and row.get("confidence"):
                self.judged.append((float(row["confidence"]), i in matched))
        for i, text in enumerate(texts):
            if i not in taken and i not in free:
                self.fault("extra", kind, text=text, row=found[i])

    def score_fields(self, kind: str) -> None:
        """Fields of the required records of a kind; the values of a record that was not found are missed."""
        found_of = {j: i for i, j in self.pairs[kind]}
        whole = 0
        for j, g in enumerate(self.gold[kind]):
            if g.optional:
                continue
            row: Found | None = self.found[kind][found_of[j]] if j in found_of else None
            right = [self._status(kind, g, row), *self._links(kind, g, row), self._themes(kind, g, row)]
            if isinstance(g, GoldAction):
                right += [self._lead(g, row), self._due(g, row)]
            whole += row is not None and all(right)
        relaxed = self.records[kind]["relaxed"]
        self.whole[kind] = Counts(whole, relaxed.tp + relaxed.fp - whole, relaxed.tp + relaxed.fn - whole)

    def _status(self, kind: str, g: Gold, row: Found | None) -> bool:
        if row is None or isinstance(g, GoldPriority) or not g.status:
            return True
        got = row.get("status", "")
        right = got in g.status
        self.statuses[kind].append((got if right else g.status[0].value, got))
        if not right:
            self.fault("status", kind, got, "|".join(g.status), g.text, row)
        return right

    def _links(self, kind: str, g: Gold, row: Found | None) -> list[bool]:
        """A link counts only where its target is required or was found."""
        right = []
        for name, to in LINKS[kind].items():
            if not g.states(name) or g.is_optional(name):
                continue
            accepted = {id_ for id_ in (getattr(g, name), *getattr(g, f"{name}_also")) if id_}
            known = self.known[to]
            if accepted and not accepted & (self.required[to] | set(known.values())):
                continue
            got = row.get(f"{name}_id", "") if row else ""
            if got and not accepted and got not in known:
                continue  # a link to a record that nobody annotated: that record was counted already
            same = known.get(got) in accepted
            self.fields[f"{kind}.{name}_link"] += field_counts(bool(accepted), bool(got), same)
            right.append(bool(got) == bool(accepted) and (same or not accepted))
            if not right[-1]:
                self.fault("link", kind, known.get(got, got), "|".join(sorted(accepted)), g.text, row)
        return right

    def _lead(self, g: GoldAction, row: Found | None) -> bool:
        if not g.states("lead") or g.is_optional("lead"):
            return True
        got = row.get("lead", "") if row else ""
        return self._value("lead", g, g.lead or "", got, same_lead(got, g.lead or ""), row)

    def _due(self, g: GoldAction, row: Found | None) -> bool:
        if not g.states("due") or g.is_optional("due"):
            return True
        date, words = (row.get("due_date", ""), row.get("due_text", "")) if row else ("", "")
        return self._value("due", g, g.due or "", date or words, same_due(date, words, g.due or ""), row)

    def _value(self, name: str, g: Gold, want: str, got: str, same: bool, row: Found | None) -> bool:
        self.fields[f"actions.{name}"] += field_counts(bool(want), bool(got), same)
        right = same if want else not got
        if not right:
            self.fault(name, "actions", got, want, g.text, row)
        return right

    def _themes(self, kind: str, g: Gold, row: Found | None) -> bool:
        if row is None or isinstance(g, GoldProgress) or not g.states("themes"):
            return True
        got, want = themes_of(row.get("themes", "")), set(g.themes)
        self.themes += Counts(len(got & want), len(got - want), len(want - got))
        if got != want:
            self.fault("themes", kind, ";".join(sorted(got)), ";".join(sorted(want)), g.text, row)
        return got == want

    def score_metadata(self) -> None:
        """Front matter of the first paper in the file."""
        metadata = self.annotation.metadata
        row: Found = self.papers[0] if self.papers else {}
        for name, column in METADATA.items():
            if not metadata.states(name) or metadata.is_optional(name):
                continue
            want, got = getattr(metadata, name) or "", row.get(column, "")
            same = metadata_same(name, got, want)
            self.fields[f"metadata.{name}"] += field_counts(bool(want), bool(got), same)
            if not (same if want else not got):
                self.fault("metadata", name, got, want, row=self.run.field(row, column))


def _pages(paper: Found) -> int:
    """Pages of a row of papers.csv."""
    stated = paper.get("pages", "")
    return int(stated) if stated else max(1, math.ceil(int(paper.get("words") or 0) / WORDS_A_PAGE))
