"""`papers evaluate`: scores against hand-made annotations."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline.cli.terminal import data_console, tells_user

EPILOG = """\b
Example:
  papers evaluate results annotations/ --errors
"""
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command(epilog=EPILOG, short_help="Score a run against annotations.")
@click.argument("out", type=_FOLDER)
@click.argument("gold", type=_FOLDER)
@click.option("--json", "as_json", is_flag=True, help="All figures as JSON; with --errors, what is wrong as well.")
@click.option("--errors", is_flag=True, help="Every record missed, found in excess, or wrong in a field.")
@click.option("--per-paper", is_flag=True, help="Figures of each paper, too.")
@click.option("--draws", type=click.IntRange(min=0), default=0, help="Bootstrap resamples for 95 % intervals.")
@tells_user
def evaluate(out: Path, gold: Path, as_json: bool, errors: bool, per_paper: bool, draws: int) -> None:
    """Score the tables in OUT, a run's folder, against the annotations in GOLD (docs/annotation.md)."""
    from pipeline.evaluate import errors_table, figures_table
    from pipeline.evaluate import evaluate as score

    evaluation = score(out, gold, draws=draws)
    if as_json:
        click.echo(json.dumps(evaluation.to_json(errors=errors), indent=1, ensure_ascii=False))
        return
    console = data_console()
    if errors:
        console.print(errors_table(evaluation.errors))
    console.print(figures_table(evaluation, per_paper=per_paper))
