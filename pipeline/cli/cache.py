"""`papers cache`: the care of a folder of results."""

from __future__ import annotations

import functools
from pathlib import Path

import click

from pipeline.cli.terminal import UserError, config_option, message_console, register_option, settings_of, tells_user

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)

EPILOG = """\b
Examples:
  papers cache verify results/.cache
  papers cache prune results/.cache --dry-run
"""
VERIFY_EPILOG = """\b
Example:
  papers cache verify results/.cache
"""
PRUNE_EPILOG = """\b
Example:
  papers cache prune results/.cache --older-than 30 --dry-run
"""


@click.group(epilog=EPILOG, short_help="Verify or prune a folder of results.")
def cache() -> None:
    """Care for a folder of results, which runs keep in OUT/.cache or in what --cache names."""


@cache.command(epilog=VERIFY_EPILOG, short_help="Is every result whole?")
@click.argument("folder", type=_FOLDER)
@tells_user
def verify(folder: Path) -> None:
    """Read every result in FOLDER and compare it with its digest; print the paths of damaged ones.

    Exit code 1 where one is damaged: the next run makes it anew.
    """
    from rich.filesize import decimal

    from pipeline.batch.cache import verify as verify_all

    found = verify_all(folder)
    if not found.whole and not found.damaged:
        raise UserError(_none(folder))
    for path in found.damaged:
        click.echo(path)
    message_console().print(
        f"{found.whole:,} results are whole, {len(found.damaged):,} damaged; {decimal(found.bytes)}", markup=False
    )
    if found.damaged:
        raise click.exceptions.Exit(1)


@cache.command(epilog=PRUNE_EPILOG, short_help="Remove results that no run will use.")
@click.argument("folder", type=_FOLDER)
@config_option
@register_option
@click.option("--older-than", type=click.FloatRange(min=0), metavar="DAYS", help="Also results made more days ago.")
@click.option("--dry-run", is_flag=True, help="Only say what would be freed.")
@tells_user
def prune(
    folder: Path, config: Path | None, registers: tuple[Path, ...], older_than: float | None, dry_run: bool
) -> None:
    """Remove results in FOLDER that this program would not use with this configuration and these registers.

    Such are results of another version, an edited checkout, other models or settings.
    """
    from rich.filesize import decimal

    from pipeline.batch.cache import context_of, describe_models
    from pipeline.batch.cache import prune as prune_all
    from pipeline.extract.themes import Taxonomy

    settings = settings_of(config, registers)
    taxonomies = [Taxonomy.load(name) for name in settings.extract.taxonomies]
    context = context_of(settings, describe_models(settings), taxonomies)
    done = prune_all(folder, context, days=older_than, only_say=dry_run)
    verb = "would free" if dry_run else "freed"
    say = functools.partial(message_console().print, markup=False)
    say(f"{verb} {decimal(done.bytes)}: {done.results:,} results; {done.kept:,} stay")
    if not done.results and not done.kept:
        say(f"Note: {_none(folder)}")
    elif not done.kept:
        say("Note: runs with another --config or --register have results of their own; name here those of your runs.")


def _none(folder: Path) -> str:
    """What to say of a folder without results, lest silence be taken for good news."""
    own = folder / ".cache"
    place = own if own.is_dir() else "OUT/.cache, or the folder that --cache named"
    return f"{folder} holds no results of runs. Name {place}."
