"""What the commands share: consoles, errors in the user's words, settings from options."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.config import Settings

P = ParamSpec("P")
R = TypeVar("R")


INTERRUPTED = 130
"""Exit code where the user broke off: 128 + SIGINT, as of other programs."""
PIPE_CLOSED = 141
"""Exit code where the reader of the output went away: 128 + SIGPIPE, as of other programs."""


class UserError(click.ClickException):
    """Something that the user can put right: exit code 2."""

    exit_code = 2


def _faults() -> tuple[type[Exception], ...]:
    """Errors whose message is written for the user. Imported only once something went wrong."""
    from pipeline.aggregate import TableError
    from pipeline.authorities import RegisterError
    from pipeline.batch import InputError, LedgerError, ManifestError, RunningError, StartError, StoreError
    from pipeline.config import ConfigError
    from pipeline.evaluate import EvaluationError
    from pipeline.export.charts import ChartError
    from pipeline.export.frozen import FrozenPaperError
    from pipeline.export.run_record import RunRecordError
    from pipeline.ingest import ReadError
    from pipeline.models import ModelError
    from pipeline.processes import ProcessError

    return (
        ChartError,
        ConfigError,
        EvaluationError,
        FrozenPaperError,
        InputError,
        LedgerError,
        ManifestError,
        ModelError,
        ProcessError,
        ReadError,
        RegisterError,
        RunRecordError,
        RunningError,
        StartError,
        StoreError,
        TableError,
    )


def tells_user(command: Callable[P, R]) -> Callable[P, R]:
    """Turn the errors that speak to the user into a message and exit code 2; others stay tracebacks."""

    @functools.wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except BrokenPipeError as error:
            raise pipe_closed() from error
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise UserError(f"{where}{error.strerror or error}. Check the path and its permissions.") from error
        except Exception as error:
            if isinstance(error, _faults()):
                raise UserError(getattr(error, "reason", str(error))) from error
            raise

    return told


def pipe_closed() -> click.exceptions.Exit:
    """What to raise once the reader of our output (head, say) has closed the pipe: a quiet end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return click.exceptions.Exit(PIPE_CLOSED)


def settings_of(config: Path | None, registers: tuple[Path, ...] = (), *, keep_duplicates: bool = False) -> Settings:
    """Settings from the configuration file, with what the options add."""
    from pipeline.config import load_settings

    settings = load_settings(config)
    data = settings.model_dump()
    data["authorities"]["extra_registers"] += tuple(path.as_posix() for path in registers)
    data["extract"]["keep_duplicates"] |= keep_duplicates
    return type(settings).model_validate(data)


def config_option(command: Callable[P, R]) -> Callable[P, R]:
    """The option --config."""
    return click.option(
        "--config",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="Settings (TOML), see `papers config`; without it, papers.toml of the working folder if there is one.",
    )(command)


def register_option(command: Callable[P, R]) -> Callable[P, R]:
    """The option --register."""
    return click.option(
        "--register",
        "registers",
        multiple=True,
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="A further register of authorities (CSV); may be given several times.",
    )(command)


def safe_cells_option(command: Callable[P, R]) -> Callable[P, R]:
    """The option --safe-cells."""
    return click.option(
        "--safe-cells",
        is_flag=True,
        help="Copies of the tables for spreadsheet programs, too: in OUT/spreadsheets, no cell of words is a formula.",
    )(command)


def charts_option(command: Callable[P, R]) -> Callable[P, R]:
    """The option --charts."""
    return click.option(
        "--charts",
        is_flag=True,
        help="Charts as PNG and SVG, each with its data, too: in comparison/charts. Needs matplotlib.",
    )(command)


def data_console() -> Console:
    """Standard output; where it is no terminal, plain and without line breaks of its own."""
    from rich.console import Console

    plain = not sys.stdout.isatty()
    return Console(highlight=False, soft_wrap=plain, width=10_000 if plain else None)


def message_console() -> Console:
    """Standard error."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=not sys.stderr.isatty())
