"""Run the keyword baseline over papers and leave tables that `papers evaluate` can score.

To have its scores beside those of a run, `papers evaluate OUT GOLD --baseline` is enough.

python bench/keyword_baseline.py PAPERS... --out OUT
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import click

from pipeline.evaluate.baseline import baseline
from pipeline.export.tables import TableWriter
from pipeline.ingest import ReadError, Source, read
from schemas.tables import TABLES

_TABLES = ("papers.csv", "priorities.csv", "actions.csv", "progress.csv", "record_themes.csv", "record_links.csv")


def files(named: tuple[Path, ...]) -> Iterator[Path]:
    """The files named, and those in the folders named."""
    for path in named:
        yield from sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else (path,)


@click.command()
@click.argument("papers", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
def main(papers: tuple[Path, ...], out: Path) -> None:
    """Write the keyword baseline's tables of PAPERS to OUT."""
    out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        writers = {name: stack.enter_context(TableWriter(out / name, TABLES[name])) for name in _TABLES}
        for path in files(papers):
            try:
                found = read(Source(path.name, path.read_bytes()))
            except ReadError as error:
                click.echo(f"{path.name}: {error.state}", err=True)
                continue
            for paper in found:
                for name, rows in baseline(paper).tables().items():
                    for row in rows if name in writers else ():
                        writers[name].write(row)


if __name__ == "__main__":
    main()
