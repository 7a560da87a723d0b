"""What a run is asked to read: files, the files in folders, and names that lead nowhere."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


class InputError(ValueError):
    """There is nothing to read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read.

    Attributes:
        name: as the user named it, or its folder and the path within, with `/` as separator; stands in the ledger.
        path: where it is.
        walked: it was met on a walk through a folder, not named.
        found: there is a file at `path`.
    """

    name: str
    path: Path
    walked: bool = False
    found: bool = True


def find_inputs(named: Iterable[Path], leave_out: Path | None = None) -> list[Input]:
    """The inputs that `named` files and folders make, each file once, sorted by name.

    Folders are walked to the bottom. Hidden files and folders (`.DS_Store`, `.git`) and the folder `leave_out` (where
    the output goes) are passed over on a walk. A path that leads nowhere is an input that is not `found`.

    Raises:
        InputError: not one file is there, or the output is to go among the inputs.
        OSError: a folder cannot be read.
    """
    named = list(named)
    avoid = leave_out.resolve() if leave_out else None
    by_place: dict[Path, Input] = {}
    for path in named:
        if path.is_dir():
            if path.resolve() == avoid:
                raise InputError(f"{_name(path)} holds the input and cannot take the output. Name another folder.")
            for file in _walk(path, avoid):
                by_place.setdefault(file.resolve(), Input(_name(file), file, walked=True))
    for path in sorted(named, reverse=True):  # of several names of one file the first by sorting stays
        if not path.is_dir():
            by_place[path.resolve()] = Input(_name(path), path, found=path.exists())
    inputs = sorted(by_place.values(), key=lambda one: one.name)
    if not any(one.found for one in inputs):
        listed = ", ".join(_name(path) for path in named) or "nothing"
        raise InputError(f"There is no file to read at: {listed}. Name files, or folders that hold some.")
    return inputs


def _walk(folder: Path, avoid: Path | None) -> Iterable[Path]:
    for root, folders, files in os.walk(folder, onerror=_raise):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and (Path(root) / f).resolve() != avoid)
        for file in sorted(files):
            if not file.startswith("."):
                yield Path(root) / file


def _raise(error: OSError) -> None:
    """A folder that cannot be read stops the run before it begins: nobody knows what it holds."""
    raise error


def _name(path: Path) -> str:
    """A path as text that any file can hold: bytes of a name that are no UTF-8 are written as `\\xNN`."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
