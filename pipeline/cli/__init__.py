"""The command `papers`: thin click commands over the functions of the pipeline.

Commands are imported when the program runs, and not when the processes that it starts look where they come from.
"""

import gc
import io
import os
import sys


def main() -> None:
    """Entry point of `papers`: UTF-8 out whatever the locale, and exit codes that are part of the interface."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # there are none: each process would look for some
    import click

    from pipeline.cli.commands import cli
    from pipeline.cli.terminal import INTERRUPTED, pipe_closed

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = cli.main(prog_name="papers", standalone_mode=False)
        sys.stdout.flush()  # here, where a closed pipe is still caught
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        code = pipe_closed().exit_code
    gc.freeze()  # at its end Python looks through all that is left, which takes a quarter of a second with pandas
    sys.exit(code if isinstance(code, int) else 0)
