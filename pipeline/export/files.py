"""Files that are whole or not there: written beside their place and moved into it; and digests of what is there."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `path` once the block ends well; else `path` stays as it was.

    Raises:
        OSError: the folder is not there or cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as stream:
            yield stream
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`, all or nothing."""
    with whole_file(path) as stream:
        stream.write(data)


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
