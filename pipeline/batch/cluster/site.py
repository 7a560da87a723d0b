"""The end of the cluster engine that is on Dask's workers: one paper at a time in a process of its own, as everywhere.

A Dask worker keeps one supervised process a thread (a `Pool` of one), with its models loaded. So a paper that crashes,
hangs or eats its memory costs itself alone, and never Dask's worker.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import shutil
import tempfile
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.batch.pool import Finished, Pool, StartError
from pipeline.batch.store import Store, StoreError
from pipeline.batch.worker import Job, Loader, unwritable
from pipeline.config import Settings
from pipeline.models import ModelError

PROBE = "here"
"""File beside new results by which workers know that they see the same disk."""


@dataclass(frozen=True, slots=True)
class Order:
    """What all jobs of an engine have in common; `token` is its name, and stands in the probe."""

    settings: Settings
    store: Store
    load: Loader
    token: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker says of a job.

    Attributes:
        finished: what became of it.
        result: the result as bytes, where the worker does not see the store.
        wants_bytes: the worker does not see the file, and wants its bytes sent.
        no_start: why no work can begin there.
        no_room: why results cannot be kept.
    """

    finished: Finished = None
    result: bytes | None = None
    wants_bytes: bool = False
    no_start: str = ""
    no_room: str = ""


class _Site:
    """One process for papers, with a place for files and results where the disk is not shared."""

    def __init__(self, order: Order, folder: Path) -> None:
        self._folder = folder
        probe = order.store.temporary / PROBE
        self._shared = probe.is_file() and probe.read_text(encoding="ascii") == order.token
        self._store = order.store if self._shared else replace(order.store, root=folder / "results")
        self._pool = Pool(1, order.settings, self._store, order.load)

    def do(self, job: Job, data: bytes | None) -> Answer:
        if data is not None:
            place = self._folder / "input"
            place.write_bytes(data)
            job = replace(job, path=place)
        ((_, finished),) = self._pool.run([job])
        if finished is not None or self._shared:
            return Answer(finished)
        path = self._store.path(job.key)
        result = path.read_bytes()
        path.unlink()
        return Answer(result=result)

    def close(self) -> None:
        self._pool.__exit__(None, None, None)
        shutil.rmtree(self._folder, ignore_errors=True)  # Dask removes what is left with the worker's own folder


_lock = threading.Lock()
_idle: dict[str, list[_Site]] = {}
"""Sites that wait for their next job, by the engine's token; an engine that was closed is not in it."""
_faults: dict[str, str] = {}
"""Why results made here would not be those of the computer that asks for them, or "", by the engine's token."""


def do(order: Order, job: Job, data: bytes | None) -> Answer:
    """Work on a job. `data` is the file's bytes where this worker is known not to see it."""
    if data is None and not _is_here(job):
        return Answer(wants_bytes=True)
    site: _Site | None = None
    try:
        if fault := _fault(order):
            return Answer(no_start=fault)
        site = _take(order)
        answer = site.do(job, data)
        with _lock:
            if order.token in _idle:
                _idle[order.token].append(site)
                site = None
        return answer
    except StartError as error:
        return Answer(no_start=str(error))
    except StoreError as error:
        return Answer(no_room=str(error))
    except OSError as error:
        return Answer(no_room=f"On a worker of the cluster: {unwritable(error)}")
    finally:
        if site:
            site.close()


def close(token: str) -> None:
    """End an engine's processes: those that are idle now, the others with their job. No job begins after this."""
    with _lock:
        sites = _idle.pop(token, [])
        _faults[token] = "The run has ended."
    for site in sites:
        site.close()


def _is_here(job: Job) -> bool:
    try:
        with job.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == job.sha256
    except OSError:
        return False


def _fault(order: Order) -> str:
    with _lock:
        if order.token not in _faults:
            _faults[order.token] = _compare(order)
            _idle[order.token] = []
        return _faults[order.token]


def _compare(order: Order) -> str:
    from pipeline.batch.cache import context_of, describe_models
    from pipeline.extract.themes import Taxonomy

    try:
        taxonomies = [Taxonomy.load(name) for name in order.settings.extract.taxonomies]
        own = context_of(order.settings, describe_models(order.settings), taxonomies, order.load)
    except (ModelError, ValueError, OSError) as error:
        return f"{error} (on a worker of the cluster)"
    if own.context != order.store.context:
        return (
            "A worker of the cluster has another version of Committee Papers, of Python, of a library or of a model. "
            "Install the same on all: python -m pip install --constraint constraints.txt 'committee-papers[dask]'."
        )
    if own.conditions != order.store.conditions:
        return (
            "A worker of the cluster has another version of Tesseract or LibreOffice than this computer, or none. "
            'Install the same on all, or set ingest.ocr and ingest.office to "never".'
        )
    return ""


def _take(order: Order) -> _Site:
    from distributed import get_worker

    with _lock:
        if idle := _idle.get(order.token):
            return idle.pop()
    # Dask's workers are daemons, which may have no processes of their own, lest these outlive them. Ours do not: each
    # ends with the process that started it.
    multiprocessing.current_process().daemon = False
    return _Site(order, Path(tempfile.mkdtemp(prefix="papers-", dir=get_worker().local_directory)))
