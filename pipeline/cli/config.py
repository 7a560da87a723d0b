"""`papers config`: every setting, its default and what it does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from pipeline.cli.terminal import tells_user

if TYPE_CHECKING:
    from pydantic import BaseModel

EPILOG = """\b
Example:
  papers config > papers.toml
"""


@click.command(epilog=EPILOG, short_help="Every setting, its default and meaning.")
@tells_user
def config() -> None:
    """Print every setting with its default and meaning, as a papers.toml to start from."""
    from pipeline.config import Settings

    click.echo(settings_toml(Settings()), nl=False)


def settings_toml(settings: BaseModel) -> str:
    """Sections of settings as TOML, a comment above each; reading it back gives the same settings."""
    parts: list[str] = []
    for name in type(settings).model_fields:
        section = getattr(settings, name)
        parts.append(f"# {type(section).__doc__}\n[{name}]\n")
        for key, field in type(section).model_fields.items():
            value = getattr(section, key)
            parts.append(f"# {field.description}\n{key} = {_value(value)}\n")
        parts.append("\n")
    return "".join(parts).rstrip("\n") + "\n"


def _value(value: object) -> str:
    """A TOML value; strings, numbers, booleans and lists of strings are written as JSON writes them."""
    if isinstance(value, (str, bool, int, float)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
        return json.dumps(list(value), ensure_ascii=False)
    raise TypeError(f"no TOML form for {value!r}")
