"""Frozen papers on disk: `papers/<paper_id>.json.gz`, the same bytes for the same paper."""

import gzip
import json
import struct
import zlib
from pathlib import Path

from pydantic_core import to_json

from pipeline.export.files import write_whole
from schemas.paper import Paper

_GZIP = b"\x1f\x8b"
_HEADER = _GZIP + b"\x08\0\0\0\0\0\0\xff"  # deflated, without name, time and system (RFC 1952)


class FrozenPaperError(ValueError):
    """A file that holds no frozen paper."""


def freeze(paper: Paper) -> bytes:
    """A paper as compressed JSON: sorted keys, no time stamp, no file name."""
    plain = to_json(paper.to_json())  # the bytes of `json`, in half the time
    packer = zlib.compressobj(level=6, wbits=-zlib.MAX_WBITS)
    # Not gzip.compress, whose header names the system in some versions of Python and not in others.
    ending = struct.pack("<2L", zlib.crc32(plain), len(plain) & 0xFFFFFFFF)
    return b"".join((_HEADER, packer.compress(plain), packer.flush(), ending))


def thaw(data: bytes) -> Paper:
    """The paper that `freeze` (or `papers ingest --json`) wrote; plain JSON is read as well.

    Raises:
        FrozenPaperError: the bytes are not those of a frozen paper.
    """
    try:
        plain = gzip.decompress(data) if data[:2] == _GZIP else data
        return Paper.from_json(json.loads(plain))
    except (OSError, EOFError, ValueError, TypeError, KeyError) as error:
        raise FrozenPaperError(
            f"no frozen paper ({type(error).__name__}: {error}). "
            "Name a papers/*.json.gz of a run, or make one with `papers ingest FILE --json`."
        ) from error


def write_paper(folder: Path, paper: Paper) -> Path:
    """Write a paper to `folder` under its id."""
    path = folder / f"{paper.paper_id}.json.gz"
    write_whole(path, freeze(paper))
    return path


def read_papers(path: Path) -> list[Paper]:
    """Read frozen papers: one of a run, or those of `papers ingest --json`, one a line.

    Raises:
        FrozenPaperError: the file holds no frozen paper.
        OSError: the file cannot be read.
    """
    data = path.read_bytes()
    parts = [data] if data[:2] == _GZIP else [line for line in data.splitlines() if line.strip()]
    try:
        return [thaw(part) for part in parts or [data]]
    except FrozenPaperError as error:
        raise FrozenPaperError(f"{path}: {error}") from error
