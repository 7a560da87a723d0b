"""Every input as a local file, in its turn: files in archives are unpacked, addresses fetched some way ahead."""

from __future__ import annotations

import hashlib
import json
import queue
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pipeline.batch.inputs.archives import BROKEN, DAMAGED, LOCKED
from pipeline.batch.inputs.model import MISSING, Fault, Input
from pipeline.batch.inputs.remote import About, about, fetch
from pipeline.config import Settings
from pipeline.ingest.source import ReadError
from schemas.states import State

_CHUNK = 1 << 20
_PACKING = Fault(State.UNSUPPORTED, "It is packed in a way unknown here. Unpack the archive with another tool.")
KNOWN_FILE = "addresses.jsonl"


@dataclass(frozen=True, slots=True)
class Taken:
    """An input as a local file: its path, its size in bytes and the SHA-256 of them.

    `path` is None for an address that was not fetched, since its bytes are known from before and were not `wanted`.
    """

    path: Path | None
    size: int
    sha256: str


class Known:
    """What earlier runs fetched: address, the mark that the store gave it, size and digest. One line of JSON each."""

    def __init__(self, file: Path | None) -> None:
        """`file` None: nothing is known, and nothing kept."""
        self._file = file
        self._of: dict[str, tuple[str, int, str]] = {}
        if file and file.exists():
            for line in file.read_text(encoding="utf-8").splitlines():
                try:
                    address, mark, size, sha256 = json.loads(line)
                except ValueError:
                    continue  # half a line, of a run that was killed
                self._of[address] = mark, size, sha256
        self._lock = threading.Lock()

    def get(self, address: str, about: About) -> Taken | None:
        """What is known of an address, if the store still tells the same of it."""
        mark, size, sha256 = self._of.get(address, ("", 0, ""))
        same = about.mark and about.mark == mark and about.size in (None, size)
        return Taken(None, size, sha256) if same else None

    def put(self, address: str, about: About, taken: Taken) -> None:
        """Keep what was found."""
        entry = about.mark, taken.size, taken.sha256
        if not about.mark or self._of.get(address) == entry:
            return
        with self._lock:
            self._of[address] = entry
            if self._file:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                with self._file.open("a", encoding="utf-8") as stream:
                    stream.write(f"\n{json.dumps([address, *entry])}")  # a line half written stays by itself


class Stage:
    """Makes inputs local files. Use as a context manager; leaving it ends what is being fetched.

    `folder` is the stage's own; files in it go when they are given back.
    """

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        known: Path | None = None,
        wanted: Callable[[Input, str], bool] | None = None,
    ) -> None:
        """`known` is a file of what earlier runs fetched; `wanted` says of an input and the SHA-256 of its bytes
        whether they are needed once more.
        """
        self._folder = folder
        self._settings = settings
        self._known = Known(known)
        self._wanted = wanted or (lambda one, sha256: True)
        self._archive: tuple[Path, zipfile.ZipFile] | None = None
        self._count = 0
        self._stop = threading.Event()
        self._jobs: queue.SimpleQueue[_Fetch] = queue.SimpleQueue()
        self._threads = 0

    def __enter__(self) -> Stage:
        shutil.rmtree(self._folder, ignore_errors=True)  # what a run left that was killed
        return self

    def __exit__(self, *exception: object) -> None:
        self._stop.set()
        if self._archive:
            self._archive[1].close()
        shutil.rmtree(self._folder, ignore_errors=True)  # a fetch that hangs may write on for a while

    def each(self, inputs: Sequence[Input]) -> Iterator[tuple[int, Input, Taken | ReadError | OSError]]:
        """All inputs in order, each with its index and its local file, or why there is none."""
        ahead: dict[int, _Fetch] = {}
        remote = iter([index for index, one in enumerate(inputs) if one.address and one.fault is None])
        for index, one in enumerate(inputs):
            room = 2 * self._settings.inputs.downloads - len(ahead)
            for following in islice(remote, max(room, 0)):
                ahead[following] = self._begin(inputs[following])
            if one.fault:
                yield index, one, ReadError(one.fault.state, one.fault.reason)
            elif one.address:
                begun = ahead.pop(index)
                begun.done.wait()
                if begun.fault:
                    raise begun.fault
                yield index, one, begun.result
            else:
                try:
                    yield index, one, self._local(one)
                except (ReadError, OSError) as error:
                    yield index, one, error

    def give_back(self, taken: Taken) -> None:
        """The file is needed no more."""
        if taken.path and taken.path.parent == self._folder:
            taken.path.unlink(missing_ok=True)

    def _local(self, one: Input) -> Taken:
        if one.entry is not None:
            return self._unpack(one, one.entry)
        check_file(one.path, self._settings)
        with one.path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            return Taken(one.path, stream.tell(), sha256)

    def _place(self) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._count += 1
        return self._folder / str(self._count)

    def _unpack(self, one: Input, entry: int) -> Taken:
        """Unpack one file of an archive: no more than its directory says, which was found to be within the limits."""
        to = self._place()
        digest = hashlib.sha256()
        try:
            archive = self._open(one.path)
            with archive.open(archive.infolist()[entry]) as stream, to.open("wb") as out:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
                    out.write(chunk)
        except BROKEN as error:
            to.unlink(missing_ok=True)
            raise ReadError(DAMAGED.state, DAMAGED.reason) from error
        except NotImplementedError as error:
            to.unlink(missing_ok=True)
            raise ReadError(_PACKING.state, _PACKING.reason) from error
        except RuntimeError as error:  # so zipfile says that it wants a password
            to.unlink(missing_ok=True)
            raise ReadError(LOCKED.state, LOCKED.reason) from error
        return Taken(to, to.stat().st_size, digest.hexdigest())

    def _open(self, path: Path) -> zipfile.ZipFile:
        """The archive, which stays open while its files have their turns."""
        if self._archive and self._archive[0] != path:
            self._archive[1].close()
            self._archive = None
        if self._archive is None:
            self._archive = path, zipfile.ZipFile(path)
        return self._archive[1]

    def _begin(self, one: Input) -> _Fetch:
        begun = _Fetch(one, self._place())
        self._jobs.put(begun)
        if self._threads < self._settings.inputs.downloads:
            self._threads += 1
            threading.Thread(target=self._serve, daemon=True, name="papers-fetch").start()
        return begun

    def _serve(self) -> None:
        while not self._stop.is_set():
            job = self._jobs.get()
            try:
                job.result = self._fetch(job)
            except (ReadError, OSError) as error:
                job.to.unlink(missing_ok=True)
                job.result = error
            except Exception as error:  # noqa: BLE001 - raised anew where the result is waited for
                job.fault = error
            job.done.set()

    def _fetch(self, job: _Fetch) -> Taken:
        address = job.one.address
        said = about(address, self._settings)
        before = self._known.get(address, said)
        if before and not self._wanted(job.one, before.sha256):
            return before
        size, sha256 = fetch(address, job.to, self._settings, self._stop.is_set)
        taken = Taken(job.to, size, sha256)
        self._known.put(address, said, taken)
        return taken


class _Fetch:
    """A file to be fetched: what came of it, once `done`."""

    def __init__(self, one: Input, to: Path) -> None:
        self.one = one
        self.to = to
        self.done = threading.Event()
        self.result: Taken | ReadError | OSError
        self.fault: Exception | None = None


def check_file(path: Path, settings: Settings) -> int:
    """The size of a file, in bytes.

    Raises:
        ReadError: it is gone, no regular file, or too large.
        OSError: it cannot be looked at.
    """
    if not path.is_file():
        if path.exists():
            raise ReadError(State.UNSUPPORTED, "This is no regular file. Name files or folders.")
        raise ReadError(MISSING.state, MISSING.reason)
    limit = settings.ingest.max_bytes
    size = path.stat().st_size
    if size > limit:
        raise ReadError(
            State.TOO_LARGE, f"{size:,} bytes; the limit is {limit:,}. Split the file, or raise ingest.max_bytes."
        )
    return size
