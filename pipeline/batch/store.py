"""Results on disk: what each input came to, under a name made of all that it depends on; whole or not there.

One file a result: two lines (what it is, and the SHA-256 of all that follows), a line of JSON, the outcome, the frozen
papers. So that a file that was damaged, or written by half, is known for one.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import BaseModel, ValidationError

from pipeline.export.files import write_durably
from pipeline.export.frozen import freeze, thaw
from pipeline.ingest.office.kinds import BY_MEDIA_TYPE
from schemas.records import LedgerRow, PaperRow, TimingRow
from schemas.states import State

SUFFIX = ".result"
_MAGIC = b"committee-papers result 1\n"
_DIGEST = 64
TEMPORARY = "writing-"
"""How folders begin in which results are written before they take their places."""


class StoreError(RuntimeError):
    """Results cannot be kept or found again (a full disk, say); the message says what to do."""


class DamagedError(ValueError):
    """A file that holds no whole result."""


class Piece(BaseModel):
    """What one paper comes to: its row, its other rows as CSV lines by table, and how many they are."""

    paper: PaperRow
    lines: dict[str, str]
    counts: dict[str, int]


class Outcome(BaseModel):
    """What one input comes to; its frozen papers are kept beside it, in the order of `pieces`."""

    ledger: LedgerRow
    sha256: str | None = None
    pieces: list[Piece] = []
    timings: list[TimingRow] = []

    @property
    def settled(self) -> bool:
        """Whether no limit and no outside program had a say in it."""
        outside = (piece.paper.ocr or piece.paper.media_type in BY_MEDIA_TYPE for piece in self.pieces)
        return self.ledger.state is State.OK and not any(outside)


@dataclass(frozen=True, slots=True)
class Result:
    """An outcome with its frozen papers, and the run that made it."""

    run: str
    outcome: Outcome
    frozen: tuple[bytes, ...] = ()

    def named(self, name: str) -> Result:
        """The same for an input of equal bytes and another name."""
        if self.outcome.ledger.input == name:
            return self
        outcome = Outcome(
            ledger=self.outcome.ledger.model_copy(update={"input": name}),
            sha256=self.outcome.sha256,
            pieces=[
                piece.model_copy(update={"paper": piece.paper.model_copy(update={"file": name})})
                for piece in self.outcome.pieces
            ],
            timings=[timing.model_copy(update={"input": name}) for timing in self.outcome.timings],
        )
        return Result(self.run, outcome, tuple(_renamed(data, name) for data in self.frozen))


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a result without reading all of it: who made it, and what a limit's change does to it."""

    run: str
    conditions: str
    settled: bool


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of results.

    Attributes:
        root: the folder.
        context: digest of all that results depend on but for their sources: code, models, settings.
        conditions: digest of limits and outside programs, on which only some results depend (`Outcome.settled`).
        run: id of the run that makes new results.
    """

    root: Path
    context: str
    conditions: str
    run: str

    def key(self, sha256: str, name: str, values: Mapping[str, str] | None) -> str:
        """Name of the result of a source: of its bytes, the last part of its name, and the manifest's values."""
        parts = [self.context, sha256, PurePosixPath(name).name, dict(sorted((values or {}).items()))]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def path(self, key: str) -> Path:
        """Where a result lies."""
        return self.root / f"{self.context[:16]}/{key[:2]}/{key}{SUFFIX}"

    def write(self, key: str, outcome: Outcome, frozen: Sequence[bytes] = ()) -> None:
        """Keep a result, on the disk when this returns; one that is there already is replaced.

        Raises:
            OSError: the folder cannot be written.
        """
        body = zlib.compress(outcome.model_dump_json().encode(), 1)
        head = {
            "run": self.run,
            "conditions": self.conditions,
            "settled": outcome.settled,
            "sizes": [len(body), *map(len, frozen)],
        }
        rest = b"".join((json.dumps(head).encode(), b"\n", body, *frozen))
        self._put(key, _MAGIC, hashlib.sha256(rest).hexdigest().encode(), b"\n", rest)

    def adopt(self, key: str, data: bytes) -> None:
        """Keep a result that another store wrote: `data` are the bytes of its file.

        Raises:
            DamagedError: they are not whole.
            OSError: the folder cannot be written.
        """
        _split(data, f"The result {key[:16]}")
        self._put(key, data)

    def _put(self, key: str, *parts: bytes) -> None:
        path = self.path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        self.temporary.mkdir(parents=True, exist_ok=True)
        beside = self.temporary / f"{key}.{os.getpid()}"
        try:
            write_durably(beside, *parts)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)

    def check(self, key: str) -> Head | None:
        """What is known of a result that is there and whole, else None.

        Raises:
            DamagedError: it is there, but not whole.
            OSError: it cannot be read.
        """
        try:
            head, _ = _open(self.path(key))
        except FileNotFoundError:
            return None
        return Head(head["run"], head["conditions"], head["settled"])

    def read(self, key: str) -> Result:
        """A result.

        Raises:
            DamagedError: it is not whole.
            OSError: it is not there or cannot be read.
        """
        return read_result(self.path(key))

    def sweep(self) -> None:
        """Remove what this run's workers were writing when they died."""
        shutil.rmtree(self.temporary, ignore_errors=True)

    @property
    def temporary(self) -> Path:
        """Where this run writes results before they take their places."""
        return self.root / f"{TEMPORARY}{self.run}"


def read_result(path: Path) -> Result:
    """The result in a file.

    Raises:
        DamagedError: it is not whole.
        OSError: it is not there or cannot be read.
    """
    head, rest = _open(path)
    parts = []
    for size in head["sizes"]:
        parts.append(bytes(rest[:size]))
        rest = rest[size:]
    try:
        outcome = Outcome.model_validate_json(zlib.decompress(parts[0]))
    except (zlib.error, ValidationError) as error:
        raise DamagedError(f"{path}: {error}") from error
    return Result(head["run"], outcome, tuple(parts[1:]))


def _open(path: Path) -> tuple[dict[str, Any], memoryview]:
    """First line and rest of a file whose digest is right."""
    return _split(path.read_bytes(), str(path))


def _split(data: bytes, name: str) -> tuple[dict[str, Any], memoryview]:
    start = len(_MAGIC) + _DIGEST + 1
    rest = memoryview(data)[start:]
    if data[:start] != b"".join((_MAGIC, hashlib.sha256(rest).hexdigest().encode(), b"\n")):
        raise DamagedError(f"{name} is damaged: its digest is not that of its bytes.")
    end = data.index(b"\n", start)
    return json.loads(data[start:end]), memoryview(data)[end + 1 :]


def _renamed(frozen: bytes, name: str) -> bytes:
    return freeze(replace(thaw(frozen), file=name))
