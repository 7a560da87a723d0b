"""Which files are a matter for LibreOffice, by their bytes, and whether a password locks them."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import dataclass

from pipeline.ingest.office.compound import CompoundError, root_streams


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: in words, its usual suffix, and its media type."""

    words: str
    suffix: str
    media_type: str


DOC = Kind("An old Word file (.doc)", ".doc", "application/msword")
RTF = Kind("A Rich Text file (.rtf)", ".rtf", "application/rtf")
ODT = Kind("An OpenDocument text (.odt)", ".odt", "application/vnd.oasis.opendocument.text")
BY_MEDIA_TYPE = {kind.media_type: kind for kind in (DOC, RTF, ODT)}

_ODT_HEAD = b"mimetype" + ODT.media_type.encode()
"""Name and contents of the first entry, which OpenDocument wants unpacked at byte 30 (v1.3 part 2, section 3.3)."""
_STREAM = "WordDocument"
_FIB_MAGIC = 0xA5EC
_FIB_FLAGS_AT = 0x0A
_ENCRYPTED = 0x0100


def kind_of(data: bytes, media_type: str) -> Kind | None:
    """The kind of a file that LibreOffice is to convert, else None. `media_type` is what its first bytes tell."""
    if media_type == "application/rtf":
        return RTF
    if media_type == "application/x-ole-storage" and _STREAM in _streams(data):
        return DOC
    if media_type == "application/zip" and data[30:].startswith(_ODT_HEAD):
        return ODT
    return None


def is_locked(data: bytes, kind: Kind) -> bool:
    """Whether a password locks a file; False where it is too damaged to tell."""
    if kind is DOC:
        return _doc_is_locked(data)
    if kind is ODT:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("META-INF/manifest.xml") as stream:
                return b"encryption-data" in stream.read(10_000_000)
        except Exception:  # noqa: BLE001 - whatever a damaged archive raises; LibreOffice will say the rest
            return False
    return False


def _doc_is_locked(data: bytes) -> bool:
    """By the flag `fEncrypted` of the File Information Block, with which WordDocument begins ([MS-DOC] 2.5.2)."""
    at = _streams(data)[_STREAM]
    if at + _FIB_FLAGS_AT + 2 > len(data):
        return False
    magic, flags = (int(struct.unpack_from("<H", data, at + offset)[0]) for offset in (0, _FIB_FLAGS_AT))
    return magic == _FIB_MAGIC and bool(flags & _ENCRYPTED)


def _streams(data: bytes) -> dict[str, int]:
    """The streams of a compound file; none where it is too damaged to tell."""
    try:
        return root_streams(data)
    except CompoundError:
        return {}
