"""`papers authorities`: which body a written name stands for, and whether the register agrees with itself."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.terminal import config_option, message_console, register_option, settings_of, tells_user

if TYPE_CHECKING:
    from pipeline.authorities import Resolution

EPILOG = """\b
Examples:
  papers authorities "Kent CC" "Lincoln CC" --date 2014-10
  papers authorities --check --register my-register.csv
"""


@click.command(epilog=EPILOG, short_help="Which authority a written name stands for.")
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--date", help="YYYY, YYYY-MM or YYYY-MM-DD: which bodies and codes there were then.")
@click.option("--check", is_flag=True, help="Check the register itself: codes, dates, successions.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a name.")
@config_option
@register_option
@click.pass_context
@tells_user
def authorities(
    context: click.Context,
    names: tuple[str, ...],
    date: str | None,
    check: bool,
    as_json: bool,
    config: Path | None,
    registers: tuple[Path, ...],
) -> None:
    """Look up each NAME (`-`: one a line from standard input) in the register of authorities.

    A name is found only as a whole and in a known form; where it fits several bodies, all are shown. Exit code 1: a
    name is ambiguous or unknown, or with --check, the register has faults.
    """
    from pipeline.authorities import check as faults_of
    from pipeline.authorities import describe, load_register

    if check == bool(names):
        raise click.UsageError("Give names to look up, or --check.")
    settings = settings_of(config, registers)
    register = load_register([Path(path) for path in settings.authorities.extra_registers])
    if check:
        faults = faults_of(register)
        for fault in faults:
            click.echo(fault)
        message_console().print(f"{len(register.authorities)} authorities, {len(faults)} faults")
        context.exit(1 if faults else 0)
    if names == ("-",):
        names = tuple(line.strip() for line in sys.stdin if line.strip())
    doubtful = False
    for n, name in enumerate(names):
        try:
            resolution = register.resolve(name, date)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--date") from error
        doubtful |= resolution.authority is None
        if as_json:
            click.echo(_as_json(name, resolution))
        else:
            rows = describe(register, name, date)
            click.echo("\n" * (n > 0) + "\n".join(f"{label + ':':<13} {value}" for label, value in rows))
    context.exit(1 if doubtful else 0)


def _as_json(name: str, resolution: Resolution) -> str:
    return json.dumps(
        {
            "name": name,
            "state": resolution.state,
            "authority": resolution.authority.name if resolution.authority else None,
            "authority_id": resolution.authority.id if resolution.authority else None,
            "authority_code": resolution.code,
            "how": resolution.how,
            "candidates": [body.id for body in resolution.candidates],
        },
        ensure_ascii=False,
    )
