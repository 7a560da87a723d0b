"""Evaluations as tables for the terminal."""

from collections.abc import Iterator, Mapping, Sequence

from rich.table import Table
from rich.text import Text

from pipeline.evaluate.agreement import Agreement
from pipeline.evaluate.bootstrap import Interval
from pipeline.evaluate.result import Evaluation, Figure
from pipeline.evaluate.sources import KINDS

_SHOWN = 150  # characters of a record's text
_LABELS = {
    "strict": "strict",
    "by_authority": "by authority",
    "whole": "right in every field",
    "status": "status, macro-F1",
    "status_constant": "status, macro-F1 of the commonest alone",
    "status_accuracy": "status, accuracy",
    "status_constant_accuracy": "status, accuracy of the commonest alone",
}
_WHOLE_LABELS = {
    "mean_f1": "mean F1",
    "mean_f1_by_authority": "mean F1 by authority",
    "false_per_10_pages": "false records in 10 pages that hold none",
    "confidence_brier": "confidence, Brier score",
    "confidence_constant_brier": "confidence, Brier score of a constant",
    "confidence_error": "confidence, calibration error",
}


def label(name: str) -> str:
    """The name of a figure in words."""
    kind, _, part = name.partition(".")
    if kind in KINDS and (not part or part in _LABELS):
        return f"{kind} {_LABELS.get(part, 'relaxed')}"
    return _WHOLE_LABELS.get(name, name)


def shown(value: float | None) -> str:
    """A figure with three decimals, a dash for none."""
    return "–" if value is None else f"{value:.3f}"


def span(interval: Interval | None) -> str:
    """An interval, as `0.512–0.634`; empty for none."""
    return f"{interval.low:.3f}–{interval.high:.3f}" if interval else ""


def figures_table(evaluation: Evaluation, title: str = "Scores against annotations") -> Table:
    """All figures over all papers, one row each."""
    table = _table(title, "", caption=_caption(evaluation))
    section = ""
    for figure in evaluation.figures:
        own = figure.name.partition(".")[0] if figure.name.partition(".")[0] in ("metadata", *KINDS) else ""
        if own != section:
            table.add_section()
            section = own
        table.add_row(Text(label(figure.name)), *_cells(figure))
    return table


def groups_table(evaluation: Evaluation, scope: str) -> Table:
    """Records found and records right in every field, by authority, report type or paper (`SCOPES`).

    Raises:
        KeyError: no such scope.
    """
    name = scope.replace("_", " ")
    table = _table(f"By {name}", name, "papers", "")
    for group, own in evaluation.groups[scope].items():
        table.add_section()
        head: list[Text | str] = [Text(group or "not annotated"), str(own.papers)]
        for figure in own.figures:
            kind, _, part = figure.name.partition(".")
            if kind in KINDS and part in ("", "whole") and figure.counts and figure.counts.any:
                table.add_row(*head, label(figure.name), *_cells(figure))
                head = ["", ""]
        if own.record_free.papers:
            free = own.record_free
            table.add_row(
                *head,
                f"false records in {free.pages} pages that hold none",
                "",
                "",
                "",
                "",
                "",
                str(free.false_records),
                "",
            )
    return table


def beside_table(systems: Mapping[str, Evaluation]) -> Table:
    """The F1 of several methods on the same papers, one column each, with intervals."""
    table = Table(title="Beside each other (F1)")
    table.add_column("")
    for name in systems:
        table.add_column(name, justify="right")
    figures = {name: {f.name: f for f in evaluation.figures} for name, evaluation in systems.items()}
    for name in dict.fromkeys(name for own in figures.values() for name in own):
        if not name.startswith("metadata."):  # read by the same code, or not at all
            cells = [own.get(name, Figure(name, None)) for own in figures.values()]
            table.add_row(label(name), *(f"{shown(f.value)} {span(f.interval)}".strip() for f in cells))
    return table


def error_tables(evaluation: Evaluation) -> Iterator[Table]:
    """What is wrong, one table for each kind of error, in full width of the terminal."""
    for kind in dict.fromkeys(sorted(e.kind for e in evaluation.errors)):
        own = [e for e in evaluation.errors if e.kind == kind]
        table = Table(title=f"{kind}: {len(own)}")
        for name in ("paper", "page", "record", "rule", "got", "want", "text"):
            table.add_column(name, overflow="fold")
        for e in own:  # as Text: square brackets in a paper are no markup
            cells = (e.paper, e.page, e.record, e.rule, e.got[:_SHOWN], e.want[:_SHOWN], e.text[:_SHOWN])
            table.add_row(*map(Text, cells))
        yield table


def agreement_table(found: Agreement) -> Table:
    """Agreement of two annotators, over all papers and for each."""
    table = Table(title="Agreement of two annotators", caption=_only_one(found))
    for name in ("paper", "", "agreement", "95 %", "of"):
        table.add_column(name, justify="left" if name in ("paper", "") else "right")
    for paper, figures in (("all", found.figures), *found.per_paper.items()):
        table.add_section()
        head = paper
        for figure in figures:
            if figure.of:
                table.add_row(Text(head), figure.name, shown(figure.value), span(figure.interval), str(figure.of))
                head = ""
    return table


def _only_one(found: Agreement) -> str | None:
    return f"Annotated by one alone: {', '.join(found.only_one)}." if found.only_one else None


def _table(title: str, *heads: str, caption: str | None = None) -> Table:
    table = Table(title=title, caption=caption)
    for name in heads:
        table.add_column(name, justify="right" if name == "papers" else "left")
    for name in ("P", "R", "F1", "95 %", "tp", "fp", "fn"):
        table.add_column(name, justify="right")
    return table


def _cells(figure: Figure) -> Sequence[str]:
    c = figure.counts
    if c is None:
        return "", "", shown(figure.value), span(figure.interval), "", "", ""
    return shown(c.precision), shown(c.recall), shown(c.f1), span(figure.interval), str(c.tp), str(c.fp), str(c.fn)


def _caption(evaluation: Evaluation) -> str | None:
    said = []
    if evaluation.missing_papers:
        said.append(f"Missing papers: {', '.join(evaluation.missing_papers)}.")
    if evaluation.absent_tables:
        said.append(f"Absent tables, counted as empty: {', '.join(evaluation.absent_tables)}.")
    return " ".join(said) or None
