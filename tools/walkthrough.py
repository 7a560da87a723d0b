"""Run the code of docs/walkthrough.md and write what it shows: `python -m tools.walkthrough`.

The blocks of shell commands (`papers ...`) and of Python run in order, in one folder and one namespace. What a Python
block shows, printed or as the value of its last line, stands in the `text` block after it.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "walkthrough.md"
_BLOCK = re.compile(r"```(sh|python)\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", re.DOTALL)


def renewed(page: str) -> str:
    """`page` with what its code shows now. Runs in the current folder, where the paths in it are looked for.

    Raises:
        RuntimeError: a command fails.
    """
    names: dict[str, Any] = {"__name__": "__main__"}

    def run(block: re.Match[str]) -> str:
        kind, code = block[1], block[2]
        if kind == "sh":
            for line in code.splitlines():
                _command(line)
            return block[0]
        shown = _shown(code, names)
        return f"```python\n{code}```\n" + (f"\n```text\n{shown}```\n" if shown else "")

    try:
        return _BLOCK.sub(run, page)
    finally:
        pd.reset_option("^display")


def _command(line: str) -> None:
    from pipeline.cli import cli

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
    """A folder with the specimens, current as long as it is there."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "corpus", Path(folder) / "corpus")
        os.chdir(folder)
        try:
            yield Path(folder)
        finally:
            os.chdir(before)


if __name__ == "__main__":
    with checkout():
        text = renewed(PAGE.read_text("utf-8"))
    PAGE.write_text(text, encoding="utf-8")
