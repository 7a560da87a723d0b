"""The root of a compound file ([MS-CFB]), the container of old Office files: names and first sectors of its streams."""

from __future__ import annotations

import struct

_SHIFT_AT, _DIRECTORY_AT, _DIFAT_AT = 30, 48, 76  # in the header
_DIFAT_ENTRIES = 109
_ENTRY = struct.Struct("<64sHBBIII36xI8x")  # a directory entry: 128 bytes
_NONE = 0xFFFFFFFF
_LAST = 0xFFFFFFFA  # greater numbers are no sectors


class CompoundError(ValueError):
    """A damaged compound file."""


def root_streams(data: bytes) -> dict[str, int]:
    """Byte offsets at which the streams begin that stand in the root of a compound file, by name.

    Streams under 4,096 bytes stand elsewhere, and their offsets mean nothing.

    Raises:
        CompoundError: it is too damaged to tell.
    """
    try:
        return _root_streams(data)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise CompoundError(str(error)) from error


def _root_streams(data: bytes) -> dict[str, int]:
    (shift,) = struct.unpack_from("<H", data, _SHIFT_AT)
    (directory,) = struct.unpack_from("<I", data, _DIRECTORY_AT)
    if shift not in (9, 12):
        raise CompoundError("sector size")
    size = 1 << shift
    links = size // 4
    tables = struct.unpack_from(f"<{_DIFAT_ENTRIES}I", data, _DIFAT_AT)

    def after(sector: int) -> int:
        """The next sector of a chain. Files beyond the header's 109 tables (7 MB) keep theirs at their end."""
        table = tables[sector // links] if sector // links < _DIFAT_ENTRIES else _NONE
        if table >= _LAST:
            raise CompoundError("chain")
        (found,) = struct.unpack_from("<I", data, (table + 1) * size + 4 * (sector % links))
        return int(found)

    entries = []
    sector, seen = int(directory), set[int]()
    while sector < _LAST and sector not in seen:
        seen.add(sector)
        start = (sector + 1) * size
        entries += [_ENTRY.unpack_from(data, at) for at in range(start, start + size, _ENTRY.size)]
        sector = after(sector)
    found: dict[str, int] = {}
    waiting, met = [entries[0][6]], set[int]()
    while waiting:
        number = waiting.pop()
        if number == _NONE or number in met:
            continue
        met.add(number)
        name, length, _, _, left, right, _, first = entries[number]
        found[name[: max(length - 2, 0)].decode("utf-16-le")] = (first + 1) * size
        waiting += [left, right]
    return found
