"""`papers authorities`: which body a written name stands for."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.terminal import config_option, register_option, settings_of, tells_user

if TYPE_CHECKING:
    from pipeline.authorities import Register, Resolution

EPILOG = """\b
Examples:
  papers authorities "Kent CC" "Lincoln CC" --date 2014-10
  papers authorities --check - < names.txt
"""


@click.command(epilog=EPILOG, short_help="Which authority a written name stands for.")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--date", help="YYYY, YYYY-MM or YYYY-MM-DD: which bodies and codes there were then.")
@click.option("--check", is_flag=True, help="Exit with 1 if a name is ambiguous or unknown.")
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

    A name is found only as a whole and in a known form; where it fits several bodies, all are shown.
    """
    from pipeline.authorities import load_register

    settings = settings_of(config, registers)
    register = load_register([Path(path) for path in settings.authorities.extra_registers])
    wanted = list(names)
    if wanted == ["-"]:
        wanted = [line.strip() for line in sys.stdin if line.strip()]
    doubtful = False
    for name in wanted:
        try:
            resolution = register.resolve(name, date)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--date") from error
        doubtful |= resolution.state != "found"
        click.echo(_as_json(name, resolution) if as_json else _as_text(name, resolution, register, date))
    context.exit(1 if check and doubtful else 0)


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


def _as_text(name: str, resolution: Resolution, register: Register, date: str | None) -> str:
    lines = [f"{name}: {resolution.state} ({resolution.how})"]
    for body in resolution.candidates:
        code = register.code_on(body, date) or "no code"
        until = f", until {body.end}" if body.end else ""
        lines.append(f"  {body.name}, {body.id}, {code}, {register.type_on(body, date)}{until}")
    return "\n".join(lines)
