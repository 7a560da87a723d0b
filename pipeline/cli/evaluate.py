"""`papers evaluate` and `papers agreement`: a run against annotations, and one annotator against another."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.terminal import data_console, message_console, tells_user
from pipeline.cli.train import SENTENCES, needs_training

if TYPE_CHECKING:
    from pipeline.evaluate import Evaluation

EPILOG = """\b
Examples:
  papers evaluate results annotations/ --errors
  papers evaluate results annotations/ --baseline --leave-one-out authority
  papers evaluate results annotations/ --csv > figures.csv
"""
AGREEMENT_EPILOG = """\b
Example:
  papers agreement annotations/ second-reader/ --run results
"""
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_DRAWS = 1000
_NOTHING_LEFT_OUT = (
    "The sentence classifier of this run comes with the product: it learnt from labelled sentences written for the "
    "project and from no annotated paper, so that leaving an authority out changes nothing for it. The scores of the "
    "run itself are those of authorities that it has not seen. `left out` is what a classifier gets that learns from "
    "the annotations of all other authorities as well."
)
_MAYBE_SEEN = (
    "The run has a sentence classifier of its own ({name}). If it learnt from these annotations, the scores of the run "
    "flatter it; those of `left out` do not: there, no classifier has seen the authority that it reads."
)
_CONFIDENCE = (
    "The figures of confidence of `left out` are those of the records of the run, calibrated on the papers of all "
    "other authorities. Where the run's calibration was made of these annotations, its own figures flatter it."
)


@click.command(epilog=EPILOG, short_help="Score a run against annotations.")
@click.argument("out", type=_FOLDER)
@click.argument("gold", type=_FOLDER)
@click.option("--errors", is_flag=True, help="Every record missed, found in excess, or wrong in a field.")
@click.option("--baseline", is_flag=True, help="Beside it, what a keyword search gets on the same papers.")
@click.option(
    "--leave-one-out",
    type=click.Choice(["authority"]),
    help="Beside it, each authority read by what learnt from the annotated papers of all others. Takes minutes.",
)
@click.option(
    "--sentences",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help=f"Labelled sentences to learn from with --leave-one-out; several times.  [default: {SENTENCES.as_posix()}]",
)
@click.option("--per-paper", is_flag=True, help="Figures of each paper, too (--csv always has them).")
@click.option(
    "--draws",
    type=click.IntRange(min=0),
    default=_DRAWS,
    show_default=True,
    help="Bootstrap resamples of the papers for 95 % intervals; 0 for none.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the bootstrap.")
@click.option("--json", "form", flag_value="json", help="All figures as JSON; with --errors, what is wrong as well.")
@click.option(
    "--csv", "form", flag_value="csv", help="All figures as CSV, one a row; with --errors, the errors instead."
)
@click.option("--markdown", "form", flag_value="markdown", help="The figures of records and fields as Markdown tables.")
@click.option("--quiet", "-q", is_flag=True, help="No message.")
@tells_user
def evaluate(
    out: Path,
    gold: Path,
    errors: bool,
    baseline: bool,
    leave_one_out: str | None,
    sentences: tuple[Path, ...],
    per_paper: bool,
    draws: int,
    seed: int,
    form: str | None,
    quiet: bool,
) -> None:
    """Score the tables in OUT, a run's folder, against the annotations in GOLD (docs/annotation.md).

    The figures are explained in docs/evaluation.md.
    """
    from pipeline.evaluate import evaluate as score
    from pipeline.evaluate import evaluate_baseline

    methods = {"run": score(out, gold, draws=draws, seed=seed)}
    notes = []
    if leave_one_out:
        methods["left out"] = _left_out(out, gold, sentences, draws, seed, quiet)
        notes += [_what_it_learnt_from(out), _CONFIDENCE]
    if baseline:
        methods["baseline"] = evaluate_baseline(out, gold, draws=draws, seed=seed)
    if errors:
        methods["run"] = _with_pages(out, methods["run"])
    if form == "json":
        click.echo(json.dumps(_json(methods, notes, errors, draws, seed), indent=1, ensure_ascii=False))
        return
    if form:
        from pipeline.evaluate.tables import errors_csv, fields_markdown, figures_csv, records_markdown

        if form == "markdown":
            click.echo(f"{records_markdown(methods)}\n{fields_markdown(methods)}", nl=False)
        else:
            _put(errors_csv(methods["run"].errors) if errors else figures_csv(methods))
        return
    _print(methods, notes, errors, per_paper)


@click.command(epilog=AGREEMENT_EPILOG, short_help="How far two annotators agree.")
@click.argument("gold", type=_FOLDER)
@click.argument("other", type=_FOLDER)
@click.option("--run", "out", type=_FOLDER, help="A run's folder that has the papers: compare the very spans, too.")
@click.option(
    "--draws",
    type=click.IntRange(min=0),
    default=_DRAWS,
    show_default=True,
    help="Bootstrap resamples of the papers for 95 % intervals; 0 for none.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the bootstrap.")
@click.option("--json", "form", flag_value="json", help="All figures as JSON.")
@click.option("--csv", "form", flag_value="csv", help="All figures as CSV, one a row.")
@tells_user
def agreement(gold: Path, other: Path, out: Path | None, draws: int, seed: int, form: str | None) -> None:
    """How far the annotations in GOLD and OTHER agree on the papers that both have (docs/evaluation.md).

    F1 of records, Krippendorff's alpha of their labels.
    """
    from pipeline.evaluate import read_gold
    from pipeline.evaluate.agreement import agreement as compare

    one, two = read_gold(gold), read_gold(other)
    found = compare(one, two, _texts(out, [a.paper for a in one]) if out else None, draws=draws, seed=seed)
    if form == "json":
        click.echo(json.dumps(found.to_json(), indent=1, ensure_ascii=False))
    elif form == "csv":
        from pipeline.evaluate.tables import agreement_csv

        _put(agreement_csv(found))
    else:
        from pipeline.evaluate.render import agreement_table

        data_console().print(agreement_table(found))


def _left_out(out: Path, gold: Path, sentences: tuple[Path, ...], draws: int, seed: int, quiet: bool) -> Evaluation:
    from pipeline.evaluate import evaluate_left_out

    needs_training()
    console = message_console()
    return evaluate_left_out(
        out,
        gold,
        sentences or (SENTENCES,),
        draws=draws,
        seed=seed,
        say=(lambda _: None) if quiet else (lambda step: console.print(step, markup=False)),
    )


def _what_it_learnt_from(out: Path) -> str:
    from pipeline.export.run_record import settings_of_run

    settings = settings_of_run(out)
    own = settings.extract.classifier if settings else ""
    return _MAYBE_SEEN.format(name=own) if own else _NOTHING_LEFT_OUT


def _with_pages(out: Path, evaluation: Evaluation) -> Evaluation:
    """The errors with the pages of missed records, where the run's folder has the papers."""
    if not (out / "papers").is_dir():
        return evaluation
    from pipeline.evaluate import read_run
    from pipeline.evaluate.again import with_pages

    return replace(evaluation, errors=tuple(with_pages(out, read_run(out), evaluation.errors)))


def _put(text: str) -> None:
    """Print CSV, whose lines end as they are, whatever the system ends its lines with."""
    click.echo(text.encode("utf-8"), nl=False)


def _texts(out: Path, names: list[str]) -> dict[str, str]:
    from pipeline.evaluate import read_run
    from pipeline.evaluate.again import text_of

    run = read_run(out)
    return {name: text_of(out, run.papers(name)) for name in (Path(paper).name for paper in names)}


def _json(methods: dict[str, Evaluation], notes: list[str], errors: bool, draws: int, seed: int) -> dict[str, object]:
    from pipeline.evaluate import differences

    form = methods["run"].to_json(errors=errors)
    for name, evaluation in list(methods.items())[1:]:
        own = evaluation.to_json()
        if draws:
            gains = differences(methods["run"].scores, evaluation.scores, draws, seed)
            own["run_less_this"] = {figure: asdict(gain) for figure, gain in gains.items()}
        form[name.replace(" ", "_")] = own
    if notes:
        form["notes"] = notes
    return form


def _print(methods: dict[str, Evaluation], notes: list[str], errors: bool, per_paper: bool) -> None:
    from pipeline.evaluate.render import beside_table, error_tables, figures_table, groups_table

    console = data_console()
    run = methods["run"]
    if errors:
        for table in error_tables(run):
            console.print(table)
    for scope in ("authority", "report_type", *(("paper",) if per_paper else ())):
        console.print(groups_table(run, scope))
    console.print(figures_table(run))
    if len(methods) > 1:
        console.print(beside_table(methods))
    for note in notes:
        console.print(f"Note: {note}", markup=False)
