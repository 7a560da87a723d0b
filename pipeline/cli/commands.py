"""The group of all commands."""

import click

from pipeline import __version__
from pipeline.cli.alignment import evaluate_alignment
from pipeline.cli.authorities import authorities
from pipeline.cli.cache import cache
from pipeline.cli.config import config
from pipeline.cli.evaluate import agreement, evaluate
from pipeline.cli.explain import explain
from pipeline.cli.export import export, schemas
from pipeline.cli.inspect import inspect
from pipeline.cli.run import run
from pipeline.cli.stages import compare, extract, ingest
from pipeline.cli.status import status
from pipeline.cli.train import train

EPILOG = """\b
Example:
  papers run meeting-papers/ --out results
"""


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="papers")
def cli() -> None:
    """Read committee papers of UK councils into tables of priorities, actions and progress, and compare authorities.

    Data goes to standard output, messages and progress to standard error. Exit codes: 0 all well; 1 finished, but some
    input is not ok (ledger.csv says which and why); 2 wrong usage or configuration, or no input there; 130 interrupted.
    """


for command in (
    run,
    status,
    ingest,
    extract,
    compare,
    export,
    inspect,
    explain,
    evaluate,
    evaluate_alignment,
    agreement,
    train,
    authorities,
    config,
    cache,
    schemas,
):
    cli.add_command(command)
