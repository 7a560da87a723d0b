"""`papers export` and `papers schemas`: the data package of a run, and the published shapes of everything."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline.cli.terminal import message_console, safe_cells_option, tells_user

EXPORT_EPILOG = """\b
Example:
  papers export results --safe-cells
"""
SCHEMAS_EPILOG = """\b
Examples:
  papers schemas actions
  papers schemas --to schemas/json
"""


@click.command(epilog=EXPORT_EPILOG, short_help="Make a run's folder a Data Package.")
@click.argument("out", type=click.Path(path_type=Path, exists=True, file_okay=False))
@safe_cells_option
@click.option("--quiet", "-q", is_flag=True, help="No message.")
@tells_user
def export(out: Path, safe_cells: bool, quiet: bool) -> None:
    """Make OUT, a run's folder, a Data Package: describe the tables that are there now.

    Writes OUT/datapackage.json and OUT/csv-metadata.json (CSVW).
    """
    from pipeline.export.package import write_package
    from pipeline.export.spreadsheets import write_spreadsheets

    paths = [*write_package(out), *([write_spreadsheets(out)] if safe_cells else [])]
    if not quiet:
        for path in paths:
            message_console().print(f"wrote {path}", markup=False)


@click.command(epilog=SCHEMAS_EPILOG, short_help="JSON Schemas of tables, papers, annotations.")
@click.argument("name", required=False)
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="Write all schemas here.")
@click.option("--codebook", is_flag=True, help="Print the codebook of the output folder (docs/output.md) instead.")
@tells_user
def schemas(name: str | None, folder: Path | None, codebook: bool) -> None:
    """Print the JSON Schema called NAME (a table, `paper` or `annotation`), or the names of all."""
    if codebook:
        from pipeline.export.codebook import codebook as markdown

        click.echo(markdown(), nl=False)
        return
    from pipeline.export.files import write_whole
    from schemas.publish import json_schemas

    texts = {file: json.dumps(schema, indent=1, ensure_ascii=False) + "\n" for file, schema in json_schemas().items()}
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in texts.items():
            write_whole(folder / file, text.encode("utf-8"))
    elif name:
        file = f"{name.removesuffix('.csv')}.schema.json"
        if file not in texts:
            names = ", ".join(known.removesuffix(".schema.json") for known in texts)
            raise click.UsageError(f"There is no schema {name!r}. There are: {names}.")
        click.echo(texts[file], nl=False)
    else:
        for file in texts:
            click.echo(file.removesuffix(".schema.json"))
