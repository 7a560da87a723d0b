"""From what the user named to the list of inputs: every file once, in one order."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.batch.inputs.archives import entries, is_archive
from pipeline.batch.inputs.lists import read_list
from pipeline.batch.inputs.model import MISSING, Fault, Input, InputError, name_of
from pipeline.batch.inputs.remote import find_remote, is_address
from pipeline.config import Settings
from schemas.states import State

_LIST = "@"
_NO_MATCH = Fault(State.MISSING, "No file fits the pattern. Check it, and put quotes round it.")


def find_inputs(
    named: Iterable[Path | str], leave_out: Path | None = None, settings: Settings | None = None
) -> list[Input]:
    """The inputs that `named` files, folders, patterns, lists and addresses make, each file once, sorted by name.

    Folders are walked to the bottom. Hidden files and folders (`.DS_Store`, `.git`) and the folder `leave_out` (where
    the output goes) are passed over on a walk and by patterns. A zip archive counts as the files in it. Names that
    are text may also be patterns (`in/**/*.pdf`), `@` and the path of a list (see `read_list`), and addresses
    (`https://...`, `s3://...`); a path that is there is never taken for a pattern. What leads nowhere is an input that
    is not `found`.

    Raises:
        InputError: not one file is there, the output is to go among the inputs, or addresses cannot be used here.
        OSError: a folder cannot be read.
    """
    named = list(named)
    settings = settings or Settings()
    avoid = leave_out.resolve() if leave_out else None
    paths: list[Path] = []
    found: dict[str, Input] = {}
    for one in _spread(named):
        if isinstance(one, Path):
            paths.append(one)
        elif is_address(one):
            for remote in find_remote(one):
                found.setdefault(remote.name, remote)
        else:
            matched = _matches(one, avoid)
            paths.extend(matched)
            if not matched:
                found[one] = Input(one, Path(one), fault=_NO_MATCH)
    local = _files(paths, avoid)
    inputs = [*found.values(), *(entry for one in local for entry in _opened(one, settings))]
    inputs.sort(key=lambda one: one.name)
    if not any(one.found for one in inputs):
        listed = ", ".join(name_of(one) if isinstance(one, Path) else one for one in named) or "nothing"
        raise InputError(f"There is no file to read at: {listed}. Name files, or folders that hold some.")
    return inputs


def _spread(named: Iterable[Path | str], *, lists: bool = True) -> Iterator[Path | str]:
    """Paths, and names that are a pattern or an address: lists are read, and what is a path is made one."""
    for one in named:
        if isinstance(one, Path):
            yield one
        elif lists and one.startswith(_LIST) and not Path(one).exists():
            yield from _spread(read_list(one.removeprefix(_LIST)), lists=False)
        elif one.startswith("file://"):
            from urllib.request import url2pathname  # takes a while to load

            yield Path(url2pathname(urlsplit(one).path))
        elif is_address(one) or (glob.has_magic(one) and not Path(one).exists()):
            yield one
        else:
            yield Path(one)


def _matches(pattern: str, avoid: Path | None) -> list[Path]:
    matches = glob.glob(pattern, recursive=True)  # noqa: PTH207 - Path.glob would not pass over hidden files
    paths = map(Path, sorted(matches))
    if avoid is None:
        return list(paths)
    return [path for path in paths if avoid not in (path.resolve(), *path.resolve().parents)]


def _files(paths: list[Path], avoid: Path | None) -> list[Input]:
    """The files at paths and in folders, each once. One that was named and walked counts as named."""
    by_place: dict[Path, Input] = {}
    for path in paths:
        if path.is_dir():
            if path.resolve() == avoid:
                raise InputError(f"{name_of(path)} holds the input and cannot take the output. Name another folder.")
            for file in _walk(path, avoid):
                by_place.setdefault(file.resolve(), Input(name_of(file), file, walked=True))
    for path in sorted(paths, reverse=True):  # of several names of one file the first by sorting stays
        if not path.is_dir():
            by_place[path.resolve()] = Input(name_of(path), path, fault=None if path.exists() else MISSING)
    return list(by_place.values())


def _opened(one: Input, settings: Settings) -> Iterator[Input]:
    """A file, or the files in it where it is an archive."""
    try:
        archive = one.found and is_archive(one.path)
    except OSError:  # for its row of the ledger to say
        archive = False
    if archive:
        yield from entries(one, settings)
    else:
        yield one


def _walk(folder: Path, avoid: Path | None) -> Iterator[Path]:
    for root, folders, files in os.walk(folder, onerror=_raise):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and (Path(root) / f).resolve() != avoid)
        for file in sorted(files):
            if not file.startswith("."):
                yield Path(root) / file


def _raise(error: OSError) -> None:
    """A folder that cannot be read stops the run before it begins: nobody knows what it holds."""
    raise error
