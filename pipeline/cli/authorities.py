"""`papers authorities`: look an authority up by name."""

from __future__ import annotations

import click

from pipeline.cli.terminal import tells_user


@click.command()
@tells_user
def authorities() -> None:
    """Look an authority up."""
    raise click.UsageError("not there yet")
