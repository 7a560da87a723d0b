"""Damage to bytes: flipped, cut, spliced, doubled, blanked; the same for the same seed."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence

from soak.seeds import zipped

Damage = Callable[[random.Random, bytes, bytes], bytes]


def _flip(chance: random.Random, data: bytes, _: bytes) -> bytes:
    changed = bytearray(data)
    for _n in range(chance.choice((1, 4, 16, 64))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _span(chance: random.Random, data: bytes) -> tuple[int, int]:
    start = chance.randrange(len(data))
    return start, min(start + chance.choice((1, 16, 256, 4096, len(data))), len(data))


def _cut_off(chance: random.Random, data: bytes, _: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def _cut_out(chance: random.Random, data: bytes, _: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:start] + data[end:]


def _splice(chance: random.Random, data: bytes, other: bytes) -> bytes:
    start, end = _span(chance, other)
    at = chance.randrange(len(data))
    return data[:at] + other[start:end] + data[at:]


def _double(chance: random.Random, data: bytes, _: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:end] + data[start:end] * chance.choice((1, 2, 20)) + data[end:]


def _blank(chance: random.Random, data: bytes, _: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:start] + chance.choice((b"\x00", b"\xff", b" ", b"\xed\xa0\x80")) * (end - start) + data[end:]


def _numbers(chance: random.Random, data: bytes, _: bytes) -> bytes:
    """One digit run made huge or negative: lengths, counts and offsets of formats."""
    digits = [i for i, c in enumerate(data) if 48 <= c <= 57]
    if not digits:
        return data
    at = chance.choice(digits)
    return data[:at] + chance.choice((b"-1", b"0", b"4294967295", b"99999999999999999999", b"1e9")) + data[at + 1 :]


DAMAGES: Sequence[Damage] = (_flip, _cut_off, _cut_out, _splice, _double, _blank, _numbers)


def mutate(seed: int, data: bytes, other: bytes) -> bytes:
    """Bytes damaged in one to three ways. Of every other zip archive one part is damaged and zipped again, so that the
    damage is not found by the archive's check sums.
    """
    chance = random.Random(seed)
    if zipfile.is_zipfile(io.BytesIO(data)) and chance.random() < 0.5:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice([name for name, part in parts.items() if part])
        parts[name] = _damaged(chance, parts[name], other)
        return zipped(parts)
    return _damaged(chance, data, other)


def _damaged(chance: random.Random, data: str | bytes, other: bytes) -> bytes:
    damaged = data.encode() if isinstance(data, str) else data
    for _ in range(chance.choice((1, 1, 2, 3))):
        if damaged:
            damaged = chance.choice(DAMAGES)(chance, damaged, other)
    return damaged
