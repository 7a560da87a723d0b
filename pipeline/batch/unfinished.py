"""What a run leaves in its output folder until it is finished: its lock, its id, and how far it has come.

The folder `.unfinished` is there from the start of a run to its end. A run that finds one goes on in the place of the
run that left it: it has the same id, so that results which that one made count as its own.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from pydantic import TypeAdapter, ValidationError

from pipeline.export.files import sweep_parts, write_whole
from schemas.states import State

FOLDER = ".unfinished"
_JOB = "job.json"
_LOCK = "lock"
_JOURNAL = "journal.txt"
_RESULTS = "results"
_STAGED = "staged"


class RunningError(RuntimeError):
    """Another run writes to the same folder; the message says what to do."""


@dataclass(frozen=True, slots=True)
class JobFile:
    """What a run that goes on must know.

    Attributes:
        run: id of the run, under which its results are known.
        started: when it first was started, as ISO 8601.
        command: the words of the command line, empty where it was called from Python.
        inputs: their number.
        states: of which inputs are done again (`--retry`), sorted.
        again: names of those inputs; of the ledger that was there when it was first started.
    """

    run: str
    started: str
    command: tuple[str, ...] = ()
    inputs: int = 0
    states: tuple[str, ...] = ()
    again: tuple[str, ...] = ()


class Unfinished:
    """The folder of a run under way; `unfinished` makes it."""

    def __init__(self, folder: Path, before: JobFile | None) -> None:
        self.before = before
        self.run = before.run if before else uuid.uuid4().hex
        self._folder = folder
        self._journal: TextIOWrapper | None = None

    @property
    def results(self) -> Path:
        """Where results lie that are not to stay in a cache."""
        return self._folder / _RESULTS

    @property
    def staged(self) -> Path:
        """Where files lie that were unpacked or fetched, until they are read."""
        return self._folder / _STAGED

    def begin(self, command: tuple[str, ...], inputs: int, states: tuple[str, ...], again: tuple[str, ...]) -> None:
        """Write down what is to be done; the journal starts anew."""
        started = self.before.started if self.before else datetime.now(UTC).isoformat(timespec="seconds")
        if self.before is None and self.results.is_dir():  # of a run that was killed while it took this folder away
            shutil.rmtree(self.results)
        job = JobFile(self.run, started, command, inputs, states, again)
        write_whole(self._folder / _JOB, json.dumps(asdict(job), indent=1).encode())
        self._journal = (self._folder / _JOURNAL).open("w", encoding="utf-8", buffering=1)

    def done(self, state: State) -> None:
        """Note that one more input is done."""
        if self._journal:
            self._journal.write(f"{state.value}\n")

    def close(self) -> None:
        """Close the journal."""
        if self._journal:
            self._journal.close()

    def finish(self) -> None:
        """The run is finished: nothing of this is needed any more."""
        self.close()
        for path in sorted(self._folder.iterdir()):
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != _LOCK:
                path.unlink()


@contextmanager
def unfinished(out: Path) -> Iterator[Unfinished]:
    """The folder of a run into `out`, under a lock that ends with this process, however that ends.

    Parts of tables that a killed run left are removed.

    Raises:
        RunningError: another run holds the lock.
        OSError: `out` cannot be written.
    """
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with _lock(folder / _LOCK) as stream:
        if stream is None:
            raise RunningError(
                f"Another run{_holder(folder)} writes to {out}. Wait for its end, or name another folder."
            )
        stream.truncate()
        stream.write(f"{os.getpid()}\n".encode())
        stream.flush()
        sweep_parts(out)
        sweep_parts(folder)
        own = Unfinished(folder, _job(folder))
        try:
            yield own
        finally:
            own.close()
            if not (folder / _JOB).exists():
                shutil.rmtree(folder, ignore_errors=True)  # where a locked file cannot be removed, it stays


@dataclass(frozen=True, slots=True)
class Left:
    """A run that is under way or was broken off: its job, inputs done by state, and the process it has, if any."""

    job: JobFile
    done: Counter[str]
    process: str | None


def find_unfinished(out: Path) -> Left | None:
    """The run into `out` that is not finished, if there is one."""
    folder = out / FOLDER
    job = _job(folder)
    if job is None:
        return None
    try:
        done = Counter((folder / _JOURNAL).read_text(encoding="utf-8").split())
    except FileNotFoundError:
        done = Counter()
    with _lock(folder / _LOCK) as stream:
        process = None if stream else _holder(folder).strip(" ()")
    return Left(job, done, process)


def _job(folder: Path) -> JobFile | None:
    try:
        return TypeAdapter(JobFile).validate_json((folder / _JOB).read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError:  # damaged, or of another version: results of that run are an earlier run's
        return None


def _holder(folder: Path) -> str:
    try:
        number = (folder / _LOCK).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):  # some systems let no other process read a locked file
        number = ""
    return f" (process {number})" if number else ""


@contextmanager
def _lock(path: Path) -> Iterator[BinaryIO | None]:
    """The file at `path`, locked by this process; None where another holds it. It is made where it is not there."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        with os.fdopen(descriptor, "r+b", buffering=0) as raw:
            if not _try_lock(descriptor):
                yield None
                return
            try:  # a run that ends removes the file: then the lock is on one that nobody else will find
                same = os.path.samestat(os.fstat(descriptor), path.stat())
            except FileNotFoundError:
                path.parent.mkdir(parents=True, exist_ok=True)
                same = False
            if same:
                yield raw
                return


def _try_lock(descriptor: int) -> bool:
    try:
        import fcntl
    except ImportError:
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # there on Windows alone
        except OSError:
            return False
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
