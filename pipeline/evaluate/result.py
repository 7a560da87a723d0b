"""The result of an evaluation: figures over all papers, from the counts of each."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from pipeline.evaluate.bootstrap import Interval, intervals
from pipeline.evaluate.confidence import Quality, quality_of
from pipeline.evaluate.counts import DIGITS, Counts, StatusScore, mean, status_score, total
from pipeline.evaluate.paper import Fault, PaperScore
from pipeline.evaluate.sources import KINDS

MODES = ("relaxed", "strict")
WITH_STATUS = ("actions", "progress")

ByKind = dict[str, Counts]

SCOPES: dict[str, Callable[[PaperScore], str]] = {
    "authority": lambda score: score.group,
    "report_type": lambda score: score.report_type,
    "paper": lambda score: score.paper,
}
"""What papers are grouped by."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: counts with the F1 that follows from them as its value, or a value alone.

    Attributes:
        name: `actions` (relaxed), `actions.strict`, `actions.whole`, `actions.by_authority`, `actions.lead`,
            `actions.status` (macro-F1), `metadata.title`, `themes`, `mean_f1`, `false_per_10_pages` and so on.
    """

    name: str
    value: float | None
    counts: Counts | None = None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class RecordFree:
    """What was found in papers that hold no record (agendas, forms, amendments), where every record is false."""

    papers: int = 0
    pages: int = 0
    false_records: int = 0

    @property
    def per_10_pages(self) -> float | None:
        """False records in ten pages; None without pages."""
        return round(10 * self.false_records / self.pages, DIGITS) if self.pages else None

    def to_json(self) -> dict[str, float | int | None]:
        """`papers`, `pages`, `false_records`, `per_10_pages`."""
        return {**asdict(self), "per_10_pages": self.per_10_pages}


@dataclass(frozen=True)
class Evaluation:
    """Scores of a run against annotations. F1 is micro over all papers, unless said otherwise.

    Attributes:
        papers: number of annotated papers.
        records: by kind (priorities, actions, progress) and mode (relaxed, strict).
        by_authority: by kind, the mean of the authorities' own F1, so that one long paper does not decide.
        fields: by field (`actions.lead`, `progress.action_link`, `metadata.title`), in order of name.
        status: by kind.
        whole: by kind, records found and right in every annotated field (links, status, lead, due, themes).
        record_free: false records where there are none to find.
        confidence: how good the records' `confidence` is; None where none has one.
        missing_papers: annotated papers that the run does not have.
        mean_f1, mean_f1_by_authority: means over the kinds of the relaxed F1 and of `by_authority`.
        intervals: by figure, where a bootstrap was asked for.
        absent_tables: tables that the run's folder lacks; they counted as empty.
        errors: what is wrong, in order of paper.
        groups: the same for each authority, report type and paper (`SCOPES`), by its name.
        scores: of each paper, which all figures are sums of.
    """

    papers: int
    records: dict[str, ByKind]
    by_authority: dict[str, float | None]
    fields: dict[str, Counts]
    status: dict[str, StatusScore]
    themes: Counts
    whole: ByKind
    record_free: RecordFree
    confidence: Quality | None
    missing_papers: tuple[str, ...]
    mean_f1: float
    mean_f1_by_authority: float | None
    intervals: dict[str, Interval] = field(default_factory=dict)
    absent_tables: tuple[str, ...] = ()
    errors: tuple[Fault, ...] = ()
    groups: "dict[str, dict[str, Evaluation]]" = field(default_factory=dict)
    scores: tuple[PaperScore, ...] = field(default=(), repr=False)

    @property
    def metadata(self) -> dict[str, Counts]:
        """Counts of the front matter, by field."""
        prefix = "metadata."
        return {name.removeprefix(prefix): c for name, c in self.fields.items() if name.startswith(prefix)}

    @property
    def figures(self) -> list[Figure]:
        """All figures, in a fixed order, with their intervals."""
        return [
            Figure(name, f.f1, f, self.intervals.get(name))
            if isinstance(f, Counts)
            else Figure(name, f, None, self.intervals.get(name))
            for name, f in self._named()
        ]

    def _named(self) -> Iterator[tuple[str, Counts | float | None]]:
        for kind in KINDS:
            yield kind, self.records[kind]["relaxed"]
            yield f"{kind}.strict", self.records[kind]["strict"]
            yield f"{kind}.by_authority", self.by_authority[kind]
            yield f"{kind}.whole", self.whole[kind]
        yield from self.fields.items()
        yield "themes", self.themes
        for kind, status in self.status.items():
            yield f"{kind}.status", status.macro_f1
            yield f"{kind}.status_constant", status.constant_macro_f1
            yield f"{kind}.status_accuracy", status.accuracy
            yield f"{kind}.status_constant_accuracy", status.constant
        yield "mean_f1", self.mean_f1
        yield "mean_f1_by_authority", self.mean_f1_by_authority
        yield "false_per_10_pages", self.record_free.per_10_pages
        of = self.confidence
        yield "confidence_brier", round(of.brier, DIGITS) if of else None
        yield "confidence_constant_brier", round(of.constant, DIGITS) if of else None
        yield "confidence_error", round(of.error, DIGITS) if of else None

    def to_json(self, errors: bool = False) -> dict[str, Any]:
        """A JSON-serialisable form; with `errors`, what is wrong as well."""
        per_paper = self.groups.get("paper", {})
        form = {
            **self._summary(),
            "missing_papers": list(self.missing_papers),
            "per_paper": {
                name: {kind: modes["relaxed"].to_json() for kind, modes in own.records.items()}
                for name, own in per_paper.items()
            },
            "absent_tables": list(self.absent_tables),
        }
        for scope in ("authority", "report_type"):
            form[f"per_{scope}"] = {name: own._summary() for name, own in self.groups.get(scope, {}).items()}
        if errors:
            form["errors"] = [asdict(fault) for fault in self.errors]
        return form

    def _summary(self) -> dict[str, Any]:
        return {
            "papers": self.papers,
            "records": {kind: _json(modes) for kind, modes in self.records.items()},
            "by_authority": self.by_authority,
            "whole_records": _json(self.whole),
            "fields": _json(self.fields),
            "status": {kind: score.to_json() for kind, score in self.status.items()},
            "status_constant_macro_f1": {kind: score.constant_macro_f1 for kind, score in self.status.items()},
            "themes": self.themes.to_json(),
            "mean_f1": self.mean_f1,
            "mean_f1_by_authority": self.mean_f1_by_authority,
            "record_free": self.record_free.to_json(),
            "confidence": asdict(self.confidence) if self.confidence else None,
            "intervals": {name: asdict(interval) for name, interval in self.intervals.items()},
        }


def _json(counts: dict[str, Counts]) -> dict[str, dict[str, float | int | None]]:
    return {name: c.to_json() for name, c in counts.items()}


def summarise(
    scores: Sequence[PaperScore], absent_tables: tuple[str, ...] = (), *, draws: int = 0, seed: int = 0
) -> Evaluation:
    """Figures over many papers, and over those of each group.

    Args:
        draws, seed: of the bootstrap; no intervals with 0 draws, nor for a group of one paper, which says nothing of
            others.
    """
    groups: dict[str, dict[str, Evaluation]] = {}
    for scope, key in SCOPES.items():
        members: dict[str, list[PaperScore]] = defaultdict(list)
        for score in scores:
            members[key(score)].append(score)
        own = {name: _summarise(found, draws if len(found) > 1 else 0, seed) for name, found in members.items()}
        groups[scope] = own if scope == "paper" else dict(sorted(own.items()))
    return _summarise(scores, draws, seed, absent_tables, groups)


def _summarise(
    scores: Sequence[PaperScore],
    draws: int,
    seed: int,
    absent_tables: tuple[str, ...] = (),
    groups: dict[str, dict[str, Evaluation]] | None = None,
) -> Evaluation:
    records = {kind: {mode: total(s.records[kind][mode] for s in scores) for mode in MODES} for kind in KINDS}
    authorities: dict[str, ByKind] = defaultdict(lambda: dict.fromkeys(KINDS, Counts()))
    for score in scores:
        for kind in KINDS:
            authorities[score.group][kind] += score.records[kind]["relaxed"]
    by_authority = {kind: _macro(kinds[kind] for kinds in authorities.values()) for kind in KINDS}
    names = sorted({name for s in scores for name in s.fields})
    free = [s for s in scores if s.record_free]
    return Evaluation(
        papers=len(scores),
        records=records,
        by_authority=by_authority,
        fields={name: total(s.fields[name] for s in scores if name in s.fields) for name in names},
        status={k: status_score([pair for s in scores for pair in s.statuses.get(k, ())]) for k in WITH_STATUS},
        themes=total(s.themes for s in scores),
        whole={kind: total(s.whole[kind] for s in scores) for kind in KINDS},
        record_free=RecordFree(len(free), sum(s.pages for s in free), sum(s.false_records for s in free)),
        confidence=_quality([pair for s in scores for pair in s.judged]),
        missing_papers=tuple(s.paper for s in scores if not s.found),
        mean_f1=mean([records[kind]["relaxed"].f1 or 0.0 for kind in KINDS]) or 0.0,
        mean_f1_by_authority=mean([f1 for f1 in by_authority.values() if f1 is not None]),
        intervals=intervals(scores, draws, seed) if draws else {},
        absent_tables=absent_tables,
        errors=tuple(fault for s in scores for fault in s.faults),
        groups=groups or {},
        scores=tuple(scores),
    )


def _quality(judged: Sequence[tuple[float, bool]]) -> Quality | None:
    """Beside the constant that is best for these very records: the share of them that is right."""
    share = sum(right for _, right in judged) / max(len(judged), 1)
    return quality_of([(right, confidence, share) for confidence, right in judged]) if judged else None


def _macro(groups: Iterable[Counts]) -> float | None:
    """Mean F1 of the groups that have something to find."""
    return mean([c.f1 or 0.0 for c in groups if c.tp + c.fn])
