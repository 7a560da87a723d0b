"""Zip archives: each file in one is an input, within limits; nothing is unpacked before its turn.

Word files, OpenDocument files and e-books are zip archives as well, and are left to the readers.
"""

from __future__ import annotations

import posixpath
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.batch.inputs.model import Fault, Input, printable
from pipeline.config import Settings
from schemas.states import State

BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, IndexError, ValueError, OverflowError)
"""What zipfile raises, of archives that are damaged."""
DAMAGED = Fault(State.CORRUPT, "The archive is damaged or cut off. Fetch it again from where it was published.")
LOCKED = Fault(State.ENCRYPTED, "It is locked with a password. Unpack the archive and give the files in it.")
_NESTED = Fault(State.UNSUPPORTED, "An archive within an archive is not opened. Unpack the outer one and run again.")
_LINK = Fault(State.UNSUPPORTED, "It is a link to another file. Unpack the archive and give the files in it.")
_OUTSIDE = Fault(State.CORRUPT, "Its name leads out of the archive. Do not trust this archive; ask who made it.")
_NOT_ARCHIVES = re.compile(
    r"\.(?:pdf|do[ct][xm]?|rtf|o[dt][tsp]|epub|x?html?|txt|md|csv|xls[xm]?|ppt[xm]?|msg|jpe?g|png|tiff?|gif)",
    re.IGNORECASE,
)
"""Files called so are not looked into: what looks like an archive there is a document, or a fault for its reader."""
_DOCUMENTS = ("[content_types].xml", "mimetype", "meta-inf/container.xml", "content.xml")
_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_SMALL = 1_000_000
"""Bytes; what unpacks to less is no bomb, however well it is packed."""
_DRIVE = re.compile(r"[A-Za-z]:")


def is_archive(path: Path) -> bool:
    """Whether a file is an archive to look into: by its name and its first bytes.

    Raises:
        OSError: it cannot be read.
    """
    if _NOT_ARCHIVES.fullmatch(path.suffix) or not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(4) in _SIGNATURES


def entries(archive: Input, settings: Settings) -> Iterator[Input]:
    """The files in an archive as inputs, sorted by name; the archive itself where it is a document, or has a fault.

    Hidden files, and those that the macOS archiver adds, are passed over. Of several entries with one name, the later
    ones have ` (2)` and so on behind it.
    """
    limits = settings.inputs
    try:
        with zipfile.ZipFile(archive.path) as opened:
            infos = opened.infolist()
    except (*BROKEN, NotImplementedError, OSError):
        yield _faulty(archive, DAMAGED)
        return
    if {info.filename.lower() for info in infos} & set(_DOCUMENTS):
        yield archive
        return
    if len(infos) > limits.archive_entries:
        most = f"{len(infos):,} files; the limit is {limits.archive_entries:,}"
        yield _faulty(archive, Fault(State.TOO_LARGE, f"{most}. Split it, or raise inputs.archive_entries."))
        return
    unpacked = sum(info.file_size for info in infos)
    if unpacked > limits.archive_bytes:
        most = f"It unpacks to {unpacked:,} bytes; the limit is {limits.archive_bytes:,}"
        yield _faulty(archive, Fault(State.TOO_LARGE, f"{most}. Split it, or raise inputs.archive_bytes."))
        return
    found = []
    seen: Counter[str] = Counter()
    for n, info in enumerate(infos):
        inside = printable(info.filename.replace("\\", "/"))
        if inside.endswith("/") or _hidden(inside):
            continue
        seen[inside] += 1
        name = f"{archive.name}/{inside}" + (f" ({seen[inside]})" if seen[inside] > 1 else "")
        fault = _fault(info, inside, settings)
        walked = fault is None or fault.state is not State.UNSUPPORTED
        found.append(Input(name, archive.path, walked=walked, entry=n, fault=fault))
    if not found:
        yield _faulty(archive, Fault(State.EMPTY, "The archive holds no file. Fetch it again, or take it out."))
    yield from sorted(found, key=lambda one: one.name)


def _faulty(archive: Input, fault: Fault) -> Input:
    return Input(archive.name, archive.path, fault=fault)


def _hidden(inside: str) -> bool:
    parts = inside.split("/")
    return parts[0] == "__MACOSX" or any(part.startswith(".") and part not in (".", "..") for part in parts)


def _fault(info: zipfile.ZipInfo, inside: str, settings: Settings) -> Fault | None:
    """What is wrong with an entry, by what the archive's directory says of it."""
    if not inside:
        return DAMAGED
    if inside.startswith("/") or _DRIVE.match(inside) or ".." in inside.split("/"):
        return _OUTSIDE
    if info.flag_bits & 0x1:
        return LOCKED
    if stat.S_ISLNK(info.external_attr >> 16):
        return _LINK
    if posixpath.splitext(inside)[1].lower() == ".zip":
        return _NESTED
    most = settings.ingest.max_bytes
    if info.file_size > most:
        size = f"It unpacks to {info.file_size:,} bytes; the limit is {most:,}"
        return Fault(State.TOO_LARGE, f"{size}. Split the file, or raise ingest.max_bytes.")
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size > _SMALL and ratio > settings.inputs.archive_ratio:
        grows = f"It unpacks to {ratio:,.0f} times its size; the limit is {settings.inputs.archive_ratio:,}"
        return Fault(State.TOO_LARGE, f"{grows}. If you trust the archive, raise inputs.archive_ratio.")
    return None
