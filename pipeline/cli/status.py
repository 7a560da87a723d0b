"""`papers status`: what a run came to, and whether one is to be gone on with."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.terminal import data_console, tells_user

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.batch.unfinished import Left

EPILOG = """\b
Example:
  papers status results
"""
_SHOWN = 20
_AGAIN = (
    "To do these again, give the command of the run with --only-failed; files of a folder that are unsupported, with "
    "--retry unsupported."
)


@click.command(epilog=EPILOG, short_help="What a run came to, and how to go on.")
@click.argument("out", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--all", "show_all", is_flag=True, help=f"All inputs that are not ok, not {_SHOWN} alone.")
@click.option("--json", "as_json", is_flag=True, help="All of it as one JSON object.")
@tells_user
def status(out: Path, show_all: bool, as_json: bool) -> None:
    """Show the ledger of OUT, a run's folder: inputs by state, and why those that are not ok are not.

    Where a run into OUT is under way or was broken off, says how far it came and how to go on.
    """
    from pipeline.batch.ledger import status as status_of

    found = status_of(out)
    if as_json:
        click.echo(json.dumps(found.to_json(), indent=1, ensure_ascii=False))
        return
    console = data_console()
    if found.left:
        _show_left(console, found.left, out)
    if not found.rows:
        return
    if found.left:
        console.print("\nThe last ledger, of the run before:", markup=False)
    console.print(f"{found.rows:,} inputs, {found.cached:,} of them done by an earlier run", markup=False)
    for state, count in sorted(found.states.items()):
        console.print(f"  {state:<12}{count:>9,}", markup=False)
    shown = found.failures if show_all else found.failures[:_SHOWN]
    for row in shown:
        console.print(f"{row.input}: {row.state.value}. {row.reason or ''}", markup=False)
    if len(found.failures) > len(shown):
        console.print(f"... and {len(found.failures) - len(shown)} more: papers status {out} --all", markup=False)
    if found.failures and not found.left:
        console.print(_AGAIN, markup=False)
    if not found.whole and not found.left:
        console.print("The folder is not whole: its run.json is not there. Give the run's command again.", markup=False)


def _show_left(console: Console, left: Left, out: Path) -> None:
    done = f"{left.done.total():,} of {left.job.inputs:,} inputs done"
    states = ", ".join(f"{state} {count:,}" for state, count in sorted(left.done.items()))
    if left.process is not None:
        console.print(f"A run is under way ({left.process}), begun {left.job.started}: {done}", markup=False)
    else:
        console.print(f"A run was broken off, begun {left.job.started}: {done}", markup=False)
    if states:
        console.print(f"  {states}", markup=False)
    if left.process is None:
        command = shlex.join(left.job.command) or f"the same call of run(..., {str(out)!r})"
        console.print(f"To go on where it was: {command}", markup=False)
