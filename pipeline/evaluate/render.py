"""An evaluation as tables for the terminal."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from pipeline.evaluate.counts import Counts
from pipeline.evaluate.paper import Fault
from pipeline.evaluate.result import MODES, Evaluation
from pipeline.evaluate.sources import KINDS

_SHOWN = 150  # characters of a record's text


def figures_table(evaluation: Evaluation, per_paper: bool = False) -> Table:
    """All figures, one row each; with `per_paper`, those of every paper as well."""
    table = Table(title="Scores against annotations", caption=_caption(evaluation))
    table.add_column("")
    for name in ("P", "R", "F1", "95 %", "tp", "fp", "fn"):
        table.add_column(name, justify="right")
    for kind in KINDS:
        for mode in MODES:
            interval = evaluation.intervals.get(kind) if mode == "relaxed" else None
            shown = f"{interval.low:.3f}–{interval.high:.3f}" if interval else ""
            _row(table, f"{kind} {mode}", evaluation.records[kind][mode], shown)
        table.add_row(f"{kind} by authority", "", "", _figure(evaluation.by_authority[kind]))
        _row(table, f"{kind} right in every field", evaluation.whole[kind])
    table.add_section()
    for name, counts in evaluation.fields.items():
        _row(table, name, counts)
    _row(table, "themes", evaluation.themes)
    table.add_section()
    for kind, status in evaluation.status.items():
        table.add_row(f"{kind} status, macro-F1 of {status.of}", "", "", _figure(status.macro_f1))
        table.add_row(f"{kind} status, accuracy", "", "", _figure(status.accuracy))
        table.add_row(f"{kind} status, commonest alone", "", "", _figure(status.constant))
    for title, groups in (("report type", evaluation.per_report_type), ("", evaluation.per_paper if per_paper else {})):
        table.add_section()
        for name, kinds in groups.items():
            for kind in KINDS:
                _row(table, f"{title} {name or 'not annotated'}: {kind}".strip(), kinds[kind])
    table.add_section()
    mean = evaluation.intervals.get("mean_f1")
    table.add_row("mean F1", "", "", _figure(evaluation.mean_f1), f"{mean.low:.3f}–{mean.high:.3f}" if mean else "")
    table.add_row("mean F1 by authority", "", "", _figure(evaluation.mean_f1_by_authority))
    return table


def errors_table(errors: Sequence[Fault]) -> Table:
    """What is wrong, one row each, in full width of the terminal."""
    table = Table(title=f"{len(errors)} errors")
    for name in ("error", "paper", "record", "got", "want", "text"):
        table.add_column(name, overflow="fold")
    for e in errors:  # as Text: square brackets in a paper are no markup
        table.add_row(*map(Text, (e.kind, e.paper, e.record, e.got[:_SHOWN], e.want[:_SHOWN], e.text[:_SHOWN])))
    return table


def _caption(evaluation: Evaluation) -> str | None:
    said = []
    if evaluation.missing_papers:
        said.append(f"Missing papers: {', '.join(evaluation.missing_papers)}.")
    if evaluation.absent_tables:
        said.append(f"Absent tables, counted as empty: {', '.join(evaluation.absent_tables)}.")
    return " ".join(said) or None


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _row(table: Table, label: str, counts: Counts, interval: str = "") -> None:
    figures = map(_figure, (counts.precision, counts.recall, counts.f1))
    table.add_row(Text(label), *figures, interval, str(counts.tp), str(counts.fp), str(counts.fn))
