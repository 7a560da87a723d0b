"""Files that are whole or not there: written beside their place and moved into it; and digests of what is there."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import BinaryIO

_PART = re.compile(r"\..+\.\d+\.part")


@contextmanager
def whole_file(path: Path, *, durable: bool = True) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `path` once the block ends well; else `path` stays as it was.

    Its bytes are on the disk before it takes its place, so that a loss of power leaves the old or the new, unless it
    need not be `durable`.

    Raises:
        OSError: the folder is not there or cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as stream:
            yield stream
            if durable:
                settle(stream)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`, all or nothing."""
    with whole_file(path) as stream:
        stream.write(data)


def write_durably(path: Path, *parts: bytes) -> None:
    """Write a file that is on the disk when this returns; one that cannot be finished is left as far as it came."""
    with path.open("wb") as stream:
        stream.writelines(parts)
        settle(stream)


def settle(stream: BinaryIO) -> None:
    """See all that was written so far to the disk.

    Raises:
        OSError: there is no room for it.
    """
    stream.flush()
    os.fsync(stream.fileno())


def sweep_parts(folder: Path) -> None:
    """Remove what `whole_file` left when its process was killed, in a folder and those below it but hidden ones."""
    for place, below, files in os.walk(folder):
        below[:] = [name for name in below if not name.startswith(".")]
        for name in files:
            if _PART.fullmatch(name):
                Path(place, name).unlink(missing_ok=True)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@cache
def digest_folder(folder: Path) -> str:
    """SHA-256 over the sorted paths of a folder's files and the hashes of their bytes, but for compiled files."""
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )
    total = hashlib.sha256()
    for name in names:
        total.update(f"{name}\0{sha256_of(folder / name)}\n".encode())
    return total.hexdigest()
