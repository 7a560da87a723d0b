"""`papers ingest`, `extract`, `compare`: one arrow each, on files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline.cli.terminal import (
    charts_option,
    config_option,
    message_console,
    register_option,
    settings_of,
    tells_user,
)

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)

INGEST_EPILOG = """\b
Example:
  papers ingest report.pdf --json > report.json
"""
EXTRACT_EPILOG = """\b
Example:
  papers extract results/papers/*.json.gz > records.jsonl
"""
COMPARE_EPILOG = """\b
Example:
  papers compare results
  papers compare results-2023 results-2024 --to both --charts
"""


@click.command(epilog=INGEST_EPILOG, short_help="A file to text, or to frozen papers.")
@click.argument("file", type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="The whole document model with places, one paper a line.")
@config_option
@tells_user
def ingest(file: Path, as_json: bool, config: Path | None) -> None:
    """Read FILE and print the text of its papers, or with --json the frozen papers."""
    from pipeline.ingest import Source, read

    papers = read(Source(file.as_posix(), file.read_bytes()), settings_of(config).ingest)
    for paper in papers:
        if as_json:
            click.echo(json.dumps(paper.to_json(places=True), sort_keys=True, ensure_ascii=False))
        else:
            click.echo(paper.text)
        for warning in paper.warnings:
            message_console().print(f"{file}: {warning}", markup=False)


@click.command(epilog=EXTRACT_EPILOG, short_help="Frozen papers to records.")
@click.argument("frozen", nargs=-1, required=True, type=_FILE, metavar="PAPER...")
@config_option
@register_option
@tells_user
def extract(frozen: tuple[Path, ...], config: Path | None, registers: tuple[Path, ...]) -> None:
    """Extract the records of frozen PAPERs (papers/*.json.gz of a run, or what `papers ingest --json` wrote).

    Prints one JSON object a paper: rows by table.
    """
    from pipeline.export.frozen import read_papers
    from pipeline.extract.extractor import Extractor

    papers = (paper for path in frozen for paper in read_papers(path))
    extractor: Extractor | None = None  # loaded once a paper could be read
    for paper in papers:
        extractor = extractor or Extractor(settings_of(config, registers))
        data = {
            name.removesuffix(".csv"): [row.model_dump(mode="json") for row in rows]
            for name, rows in extractor.extract(paper).tables().items()
        }
        click.echo(json.dumps(data, ensure_ascii=False))


@click.command(epilog=COMPARE_EPILOG, short_help="Compare the authorities of one run or several.")
@click.argument(
    "runs", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="OUT..."
)
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), help="Folder for comparison/ instead of OUT.")
@charts_option
@click.option("--quiet", "-q", is_flag=True, help="No message.")
@tells_user
def compare(runs: tuple[Path, ...], to: Path | None, charts: bool, quiet: bool) -> None:
    """Compare the authorities in OUT, a run's folder, and write OUT/comparison/*.csv anew.

    Of several runs, a paper that two of them have counts once, as the first has it; name with --to where the
    comparison goes.
    """
    from pipeline.export.comparison import write_comparison
    from pipeline.export.package import PACKAGE_FILE, write_package
    from pipeline.export.run_record import RUN_FILE, renew_outputs, settings_of_run, themes_of_run
    from pipeline.export.spreadsheets import FOLDER, write_spreadsheets

    if len(runs) > 1 and to is None:
        raise click.UsageError("Several runs: name with --to the folder in which their comparison is written.")
    out = to or runs[0]
    known = [themes_of_run(run) for run in runs]
    themes = {name: codes for one in known for name, codes in (one or {}).items()}
    settings = settings_of_run(runs[0])
    written = write_comparison(out, themes, settings.compare if settings else None, runs=runs, charts=charts)
    renew_outputs(out, written.digests)
    if (out / PACKAGE_FILE).exists():
        write_package(out, written.digests)  # it holds hashes of the tables
    if (out / FOLDER).is_dir():
        write_spreadsheets(out)
    if not quiet:
        for name in written.digests:
            rows = f": {written.rows[name]} rows" if name in written.rows else ""
            message_console().print(f"{out / name}{rows}", markup=False)
        if None in known:
            message_console().print(
                f"Note: no {RUN_FILE} there, so that only themes that some record carries have rows."
            )
        for note in written.notes:
            message_console().print(f"Note: {note}", markup=False)
