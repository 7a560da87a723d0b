"""`papers run`: the whole job."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.progress import reporter
from pipeline.cli.terminal import (
    charts_option,
    config_option,
    message_console,
    register_option,
    safe_cells_option,
    settings_of,
    tells_user,
)
from schemas.states import State

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.batch import Summary
    from pipeline.batch.engine import MakeEngine
    from pipeline.processes import Standby

EPILOG = """\b
Example:
  papers run meeting-papers/ extra/report.pdf --out results --manifest meetings.csv
"""
_SHOWN = 20


@click.command(epilog=EPILOG, short_help="The whole job: papers to tables and comparison.")
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for the tables.")
@click.option(
    "--from-list",
    "lists",
    multiple=True,
    metavar="FILE",
    help="Text file with an INPUT a line, - for standard input; may be given several times. @FILE is the same.",
)
@config_option
@click.option(
    "--manifest",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV with a column `file` and columns of papers.csv that you know better than the papers. Without INPUT, its "
    "files are read.",
)
@register_option
@click.option("--workers", type=click.IntRange(min=1), help="Worker processes; without it, one a core.")
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="What does the work: processes on this computer, or a Dask cluster (an extra).",
)
@click.option("--scheduler", help="With --engine dask: a scheduler's address or file; without it, a cluster here.")
@click.option("--keep-duplicates", is_flag=True, help="Extract records from papers whose text came before, too.")
@safe_cells_option
@click.option(
    "--cache",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of results that runs share; without it, OUT/.cache.",
)
@click.option("--no-cache", is_flag=True, help="Neither take results of earlier runs nor keep any.")
@click.option("--only-failed", is_flag=True, help="Do again what failed, by OUT/ledger.csv.")
@click.option(
    "--retry",
    multiple=True,
    type=click.Choice([state.value for state in State]),
    help="Do again what has this state in OUT/ledger.csv; may be given several times.",
)
@charts_option
@click.option("--quiet", "-q", is_flag=True, help="No progress and no summary; errors only.")
@click.option("--json-log", is_flag=True, help="Progress as JSON, an object a line, on standard error; no summary.")
@click.pass_context
@tells_user
def run(
    context: click.Context,
    inputs: tuple[str, ...],
    lists: tuple[str, ...],
    out: Path,
    config: Path | None,
    manifest: Path | None,
    registers: tuple[Path, ...],
    workers: int | None,
    engine: str,
    scheduler: str | None,
    keep_duplicates: bool,
    safe_cells: bool,
    cache: Path | None,
    no_cache: bool,
    only_failed: bool,
    retry: tuple[str, ...],
    charts: bool,
    quiet: bool,
    json_log: bool,
) -> None:
    """Read all papers at INPUT and write tables and comparison to OUT.

    INPUT may be files, folders with all that is in them, patterns in quotes ("in/**/*.pdf"), zip archives, lists
    (@list.txt), and addresses (https://..., s3://...; these need an extra: pip install "committee-papers[remote]").

    Every input has one row in OUT/ledger.csv that says what became of it. Given again, the command goes on where a run
    was broken off, and does what is new or has changed after one that was finished.
    """
    if no_cache and (cache or only_failed or retry):
        raise click.UsageError("--no-cache goes with none of --cache, --only-failed and --retry, which need results.")
    if scheduler and engine != "dask":
        raise click.UsageError("--scheduler goes with --engine dask.")
    if scheduler and workers:
        raise click.UsageError("--workers is for work on this computer; a cluster has the workers that it has.")
    with _loading(engine, out) as ahead:
        from pipeline.batch import Reuse, read_list, read_manifest
        from pipeline.batch import run as run_batch

        settings = settings_of(config, registers, keep_duplicates=keep_duplicates)
        read = read_manifest(manifest) if manifest else None
        named: list[Path | str] = [*inputs, *(name for path in lists for name in read_list(path))]
        if not named:
            if read is None:
                raise click.UsageError("Name an INPUT, or give --from-list or --manifest.")
            named = read.places()
        console = message_console()
        with reporter(console, quiet=quiet, json_log=json_log) as report:
            summary = run_batch(
                named,
                out,
                settings,
                manifest=read,
                workers=workers,
                safe_cells=safe_cells,
                reuse=Reuse(cache, keep=not no_cache, again=[State(value) for value in retry], only_failed=only_failed),
                command=("papers", *sys.argv[1:]),
                charts=charts,
                progress=report.step,
                comparing=report.comparing,
                engine=_engine(engine, scheduler, ahead),
            )
    report.ended(summary)
    if json_log:
        context.exit(1 if summary.failures else 0)
    if not quiet:
        for note in summary.notes:
            console.print(f"Note: {note}", markup=False)
        _summarise(console, summary)
    for row in summary.failures[:_SHOWN]:
        console.print(f"{row.input}: {row.state.value}. {row.reason or ''}", markup=False)
    if len(summary.failures) > _SHOWN:
        console.print(f"... and {len(summary.failures) - _SHOWN} more: see {out / 'ledger.csv'}", markup=False)
    context.exit(1 if summary.failures else 0)


@contextmanager
def _loading(engine: str, out: Path) -> Iterator[Standby | None]:
    """The process that workers are forked from, which begins to load at once; None where it may not be needed."""
    if engine != "local" or sys.platform != "linux" or (out / "run.json").exists():  # done before: all may be known
        yield None
        return
    from pipeline.processes import nurse_ahead

    with nurse_ahead() as nurse:
        yield nurse


def _engine(name: str, scheduler: str | None, ahead: Standby | None) -> MakeEngine:
    if name == "dask":
        from pipeline.batch.cluster import dask_engine

        return dask_engine(scheduler)
    from pipeline.batch.pool import Pool

    return partial(Pool, ahead=ahead)


def _summarise(console: Console, summary: Summary) -> None:
    """A short table: inputs by state, papers, records by kind, where the output is."""
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_row("inputs", f"{summary.inputs:,}")
    if summary.cached:
        table.add_row("  done by an earlier run", f"{summary.cached:,}")
    for state, count in sorted(summary.states.items()):
        table.add_row(f"  {state.value}", f"{count:,}")
    table.add_row("papers", f"{summary.rows['papers.csv']:,}")
    if summary.duplicates:
        table.add_row("  of them duplicates", f"{summary.duplicates:,}")
    for name in ("priorities", "actions", "progress", "recommendations", "measures"):
        table.add_row(name, f"{summary.rows[f'{name}.csv']:,}")
    console.print(table)
    console.print(f"{summary.seconds:.1f} s; output in {summary.out}", markup=False)
