"""Lists of inputs: a text file that names one a line."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.batch.inputs.model import InputError

STDIN = "-"


def read_list(path: str) -> list[str]:
    """The names in a list file, in order: one a line, as they may stand on the command line.

    Blank lines and lines that begin with `#` are passed over. Relative paths start from the working folder. `-` is
    standard input.

    Raises:
        InputError: the list cannot be read, is not UTF-8, or names nothing.
    """
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}. Name a text file with one input a line.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8. Save the list as plain text in UTF-8, one input a line.") from error
    lines = (line.strip() for line in text.splitlines())
    names = [line for line in lines if line and not line.startswith("#")]
    if not names:
        raise InputError(f"{path} names no input. Write one a line; lines that begin with # are remarks.")
    return names
