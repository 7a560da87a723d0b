"""The result of an evaluation: figures over all papers, from the counts of each."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from pipeline.evaluate.bootstrap import Interval
from pipeline.evaluate.counts import Counts, StatusScore, mean, status_score, total
from pipeline.evaluate.paper import Fault, PaperScore
from pipeline.evaluate.sources import KINDS

MODES = ("relaxed", "strict")
WITH_STATUS = ("actions", "progress")

ByKind = dict[str, Counts]


@dataclass(frozen=True)
class Evaluation:
    """Scores of a run against annotations. F1 is micro over all papers, unless said otherwise.

    Attributes:
        records: by kind (priorities, actions, progress) and mode (relaxed, strict).
        by_authority: by kind, the mean of the authorities' own F1, so that one long paper does not decide.
        fields: by field (`actions.lead`, `progress.action_link`, `metadata.title`), in order of name.
        status: by kind.
        whole: by kind, records found and right in every annotated field (links, status, lead, due, themes).
        missing_papers: annotated papers that the run does not have.
        per_paper, per_report_type: relaxed counts by kind.
        mean_f1, mean_f1_by_authority: means over the kinds of the relaxed F1 and of `by_authority`.
        intervals: by figure, where a bootstrap was asked for.
        absent_tables: tables that the run's folder lacks; they counted as empty.
        errors: what is wrong, in order of paper.
    """

    records: dict[str, ByKind]
    by_authority: dict[str, float | None]
    fields: dict[str, Counts]
    status: dict[str, StatusScore]
    themes: Counts
    whole: ByKind
    missing_papers: tuple[str, ...]
    per_paper: dict[str, ByKind]
    per_report_type: dict[str, ByKind]
    mean_f1: float
    mean_f1_by_authority: float | None
    intervals: dict[str, Interval] = field(default_factory=dict)
    absent_tables: tuple[str, ...] = ()
    errors: tuple[Fault, ...] = ()

    @property
    def metadata(self) -> dict[str, Counts]:
        """Counts of the front matter, by field."""
        prefix = "metadata."
        return {name.removeprefix(prefix): c for name, c in self.fields.items() if name.startswith(prefix)}

    def to_json(self, errors: bool = False) -> dict[str, Any]:
        """A JSON-serialisable form; with `errors`, what is wrong as well."""
        form: dict[str, Any] = {
            "records": {kind: _json(modes) for kind, modes in self.records.items()},
            "by_authority": self.by_authority,
            "fields": _json(self.fields),
            "status": {kind: asdict(score) for kind, score in self.status.items()},
            "themes": self.themes.to_json(),
            "missing_papers": list(self.missing_papers),
            "per_paper": {paper: _json(kinds) for paper, kinds in self.per_paper.items()},
            "mean_f1": self.mean_f1,
            "mean_f1_by_authority": self.mean_f1_by_authority,
            "whole_records": _json(self.whole),
            "per_report_type": {name: _json(kinds) for name, kinds in self.per_report_type.items()},
            "intervals": {name: asdict(interval) for name, interval in self.intervals.items()},
            "absent_tables": list(self.absent_tables),
        }
        if errors:
            form["errors"] = [asdict(fault) for fault in self.errors]
        return form


def _json(counts: dict[str, Counts]) -> dict[str, dict[str, float | int | None]]:
    return {name: c.to_json() for name, c in counts.items()}


def summarise(
    scores: Sequence[PaperScore], absent_tables: tuple[str, ...] = (), intervals: dict[str, Interval] | None = None
) -> Evaluation:
    """Figures over many papers."""
    records = {kind: {mode: total(s.records[kind][mode] for s in scores) for mode in MODES} for kind in KINDS}
    authorities = _grouped(scores, lambda s: s.group)
    by_authority = {kind: _macro(kinds[kind] for kinds in authorities.values()) for kind in KINDS}
    names = sorted({name for s in scores for name in s.fields})
    return Evaluation(
        records=records,
        by_authority=by_authority,
        fields={name: total(s.fields[name] for s in scores if name in s.fields) for name in names},
        status={k: status_score([pair for s in scores for pair in s.statuses.get(k, ())]) for k in WITH_STATUS},
        themes=total(s.themes for s in scores),
        whole={kind: total(s.whole[kind] for s in scores) for kind in KINDS},
        missing_papers=tuple(s.paper for s in scores if not s.found),
        per_paper={s.paper: {kind: s.records[kind]["relaxed"] for kind in KINDS} for s in scores},
        per_report_type=dict(sorted(_grouped(scores, lambda s: s.report_type).items())),
        mean_f1=mean([records[kind]["relaxed"].f1 or 0.0 for kind in KINDS]) or 0.0,
        mean_f1_by_authority=mean([f1 for f1 in by_authority.values() if f1 is not None]),
        intervals=intervals or {},
        absent_tables=absent_tables,
        errors=tuple(fault for s in scores for fault in s.faults),
    )


def _grouped(scores: Sequence[PaperScore], key: Callable[[PaperScore], str]) -> dict[str, ByKind]:
    groups: dict[str, ByKind] = defaultdict(lambda: dict.fromkeys(KINDS, Counts()))
    for score in scores:
        own = groups[key(score)]
        for kind in KINDS:
            own[kind] += score.records[kind]["relaxed"]
    return dict(groups)


def _macro(groups: Iterable[Counts]) -> float | None:
    """Mean F1 of the groups that have something to find."""
    return mean([c.f1 or 0.0 for c in groups if c.tp + c.fn])
