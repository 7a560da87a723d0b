"""Evaluations as CSV, one figure a row, and as Markdown."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, fields

from pipeline.evaluate.agreement import Agreement
from pipeline.evaluate.counts import Counts
from pipeline.evaluate.paper import Fault
from pipeline.evaluate.render import shown, span
from pipeline.evaluate.result import Evaluation, Figure
from pipeline.evaluate.sources import KINDS

FIGURE_COLUMNS = (
    *("method", "scope", "group", "papers", "figure", "value"),
    *("precision", "recall", "tp", "fp", "fn", "low", "high"),
)


def figures_csv(methods: Mapping[str, Evaluation]) -> str:
    """All figures of several methods as CSV: over all papers (scope `all`) and by authority, report type and paper.

    `value` is F1 where there are counts; `low` and `high` are those of the 95 % interval. Empty: there is none.
    """
    rows: list[Sequence[object]] = []
    for method, evaluation in methods.items():
        rows += (_cells(method, "all", "", evaluation, figure) for figure in evaluation.figures)
        for scope, groups in evaluation.groups.items():
            for group, own in groups.items():
                rows += (_cells(method, scope, group, own, figure) for figure in own.figures)
    return lines(FIGURE_COLUMNS, rows)


def errors_csv(errors: Iterable[Fault]) -> str:
    """What is wrong as CSV, the same kinds together."""
    return lines([f.name for f in fields(Fault)], [astuple(e) for e in sorted(errors, key=lambda e: e.kind)])


def agreement_csv(found: Agreement) -> str:
    """All figures of an agreement as CSV: over all papers (`paper` empty) and of each."""
    rows = [
        (paper, f.name, f.value, *((f.interval.low, f.interval.high) if f.interval else (None, None)), f.of)
        for paper, figures in (("", found.figures), *found.per_paper.items())
        for f in figures
    ]
    return lines(("paper", "figure", "value", "low", "high", "of"), rows)


def lines(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV as RFC 4180 has it; None is an empty cell."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows([head, *rows])
    return buffer.getvalue()


def _cells(method: str, scope: str, group: str, of: Evaluation, figure: Figure) -> Sequence[object]:
    c = figure.counts
    counted = (c.precision, c.recall, c.tp, c.fp, c.fn) if c else (None,) * 5
    interval = (figure.interval.low, figure.interval.high) if figure.interval else (None, None)
    return (method, scope, group, of.papers, figure.name, figure.value, *counted, *interval)


def records_markdown(evaluations: Mapping[str, Evaluation]) -> str:
    """The figures of records as a Markdown table, one column an evaluation."""
    rows: list[tuple[str, list[str]]] = []
    found = {name: _by_name(evaluation) for name, evaluation in evaluations.items()}

    def row(words: str, name: str, bold: bool = False) -> None:
        cells = [
            f"{shown(own[name].value)} ({i})" if (i := span(own[name].interval)) else shown(own[name].value)
            for own in found.values()
        ]
        mark = "**" if bold else ""
        rows.append((f"{mark}{words}{mark}", [f"{mark}{cell}{mark}" for cell in cells]))

    for kind in KINDS:
        counts = [evaluation.records[kind]["relaxed"] for evaluation in evaluations.values()]
        rows.append(
            (f"{kind}, relaxed: precision / recall", [f"{shown(c.precision)} / {shown(c.recall)}" for c in counts])
        )
        row(f"{kind}, relaxed F1", kind)
        row(f"{kind}, strict F1", f"{kind}.strict")
        row(f"{kind}, relaxed F1 by authority", f"{kind}.by_authority")
        row(f"{kind}, right in every field", f"{kind}.whole")
    row("mean relaxed F1", "mean_f1", bold=True)
    row("mean relaxed F1 by authority", "mean_f1_by_authority", bold=True)
    free = [evaluation.record_free for evaluation in evaluations.values()]
    rows.append(
        (
            "false records in papers that hold none (pages)",
            [f"{f.false_records} ({f.pages})" if f.papers else "–" for f in free],
        )
    )
    return _markdown(evaluations, rows)


_FIELDS = {
    "actions.priority_link": "action to priority",
    "progress.action_link": "progress to action",
    "progress.priority_link": "progress to priority",
    "actions.lead": "lead",
    "actions.due": "due date",
}


def fields_markdown(evaluations: Mapping[str, Evaluation]) -> str:
    """The F1 of fields as a Markdown table, one column an evaluation."""
    rows = [
        (words, [shown(e.fields.get(name, Counts()).f1) for e in evaluations.values()])
        for name, words in _FIELDS.items()
    ]
    for kind in ("actions", "progress"):
        status = [e.status[kind] for e in evaluations.values()]
        rows.append(
            (
                f"status of {kind}: macro-F1 (commonest alone)",
                [f"{shown(s.macro_f1)} ({shown(s.constant_macro_f1)})" if s.of else "–" for s in status],
            )
        )
        rows.append(
            (
                f"status of {kind}: accuracy (commonest alone)",
                [f"{shown(s.accuracy)} ({shown(s.constant)})" if s.of else "–" for s in status],
            )
        )
    rows.append(("themes", [shown(e.themes.f1) for e in evaluations.values()]))
    rows += [
        (
            f"front matter: {name.replace('_', ' ')}",
            [shown(e.metadata.get(name, Counts()).f1) for e in evaluations.values()],
        )
        for name in sorted({name for e in evaluations.values() for name in e.metadata})
    ]
    return _markdown(evaluations, rows)


def _by_name(evaluation: Evaluation) -> dict[str, Figure]:
    return {figure.name: figure for figure in evaluation.figures}


def _markdown(names: Iterable[str], rows: Iterable[tuple[str, Sequence[str]]]) -> str:
    def written() -> Iterator[str]:
        columns = list(names)
        yield f"| | {' | '.join(columns)} |"
        yield f"| --- |{' ---: |' * len(columns)}"
        for words, cells in rows:
            yield f"| {words} | {' | '.join(cells)} |"

    return "\n".join(written()) + "\n"
