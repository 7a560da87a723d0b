"""Run the code of docs/walkthrough.md and write what it shows: `python -m tools.walkthrough [--run]`.

The blocks of Python run in order, in one namespace. What a block shows, printed or as the value of its last line,
stands in the `text` block after it. They read the tables in docs/walkthrough/, which stay as they are when the
extraction learns more; `--run` makes them anew by the page's own commands.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import pandas as pd

from pipeline.aggregate import Tables

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "walkthrough.md"
TABLES = ROOT / "docs" / "walkthrough"
_BLOCK = re.compile(r"```python\n(.*?)```\n(?:\n```text\n.*?```\n)?", re.DOTALL)
_COMMANDS = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def renewed(page: str) -> str:
    """`page` with what its Python shows now. Runs in the current folder, where the paths in it are looked for."""
    names: dict[str, Any] = {"__name__": "__main__"}

    def run(block: re.Match[str]) -> str:
        shown = _shown(block[1], names)
        return f"```python\n{block[1]}```\n" + (f"\n```text\n{shown}```\n" if shown else "")

    try:
        return _BLOCK.sub(run, page)
    finally:
        pd.reset_option("^display")


def tables_made(page: str) -> None:
    """Run the commands of `page` and keep the tables that the comparison reads.

    Raises:
        RuntimeError: a command fails.
    """
    for line in "".join(_COMMANDS.findall(page)).splitlines():
        _command(line)
    TABLES.mkdir(exist_ok=True)
    for field in fields(Tables):
        shutil.copyfile(f"outputs/walk/{field.name}.csv", TABLES / f"{field.name}.csv")


def _command(line: str) -> None:
    from pipeline.cli.commands import cli

    name, *words = shlex.split(line)
    if name != "papers":
        raise RuntimeError(f"no command of this program: {line}")
    arguments = [path for word in words for path in (sorted(map(str, Path().glob(word))) if "*" in word else [word])]
    if arguments[0] == "run":
        arguments += ["--workers", "1"]  # enough for a handful of papers
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            cli.main(arguments, prog_name=name, standalone_mode=False)
    except (click.ClickException, SystemExit) as error:
        raise RuntimeError(f"{line}: {error}\n{said.getvalue()}") from error


def _shown(code: str, names: dict[str, Any]) -> str:
    """What a block prints, and the value of its last line where that is an expression."""
    tree = ast.parse(code, str(PAGE))
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(tree, str(PAGE), "exec"), names)  # the page is ours
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), str(PAGE), "eval"), names)
            if value is not None:
                print(value)  # noqa: T201
    return "".join(line.rstrip() + "\n" for line in said.getvalue().splitlines())


@contextlib.contextmanager
def checkout() -> Iterator[Path]:
    """A folder with the specimens and the tables, current as long as it is there."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "corpus", Path(folder) / "corpus")
        shutil.copytree(TABLES, Path(folder) / "docs" / "walkthrough")
        os.chdir(folder)
        try:
            yield Path(folder)
        finally:
            os.chdir(before)


if __name__ == "__main__":
    written = PAGE.read_text("utf-8")
    if "--run" in sys.argv[1:]:
        with checkout():
            tables_made(written)
    with checkout():
        written = renewed(written)
    PAGE.write_text(written, encoding="utf-8")
