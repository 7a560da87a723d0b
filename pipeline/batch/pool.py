"""Worker processes under supervision: one that crashes or hangs costs the input it was at, and is replaced."""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.batch.worker import READY, Job, Loader, work
from pipeline.config import Settings
from schemas.states import State

START_SECONDS = 300.0
"""How long a worker may take to load its models."""
JOBS_PER_PROCESS = 500
"""After so many inputs a worker is replaced, so that what its libraries keep does not pile up."""


class StartError(RuntimeError):
    """Workers cannot start (a model is missing, say); the message says what to do."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A job that ended with its worker: in which state, and why."""

    state: State
    reason: str


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    deadline: float
    ready: bool = False
    job: Job | None = None
    jobs: int = field(default=0)


class Pool:
    """Spawned workers. Use as a context manager; leaving it ends them all."""

    def __init__(self, workers: int, settings: Settings, spool: Path, load: Loader) -> None:
        self._count = workers
        self._settings = settings
        self._spool = spool
        self._load = load
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in list(self._workers):
            self._end(worker)

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[int, Lost | None]]:
        """Yield (index of the job, None or how it was lost) as jobs finish, in any order.

        Raises:
            StartError: a worker could not load what it needs.
        """
        waiting = deque(jobs)
        for _ in range(min(self._count, len(waiting))):
            self._start()
        while waiting or any(worker.job for worker in self._workers):
            for worker in list(self._workers):
                if worker.ready and worker.job is None and waiting:
                    if worker.jobs >= JOBS_PER_PROCESS:
                        self._end(worker)
                        self._start()
                    else:
                        self._give(worker, waiting.popleft())
            yield from self._listen(more=bool(waiting))

    def _listen(self, *, more: bool) -> Iterator[tuple[int, Lost | None]]:
        """Wait for the next message, end or deadline of any worker that is at something."""
        busy = [worker for worker in self._workers if worker.job or not worker.ready]
        pause = max(min(worker.deadline for worker in busy) - time.monotonic(), 0)
        wait([worker.connection for worker in busy], timeout=pause)
        for worker in busy:
            job = worker.job
            if worker.connection.poll():  # asked anew: it may have spoken while another's message was dealt with
                try:
                    message = worker.connection.recv()
                except (EOFError, OSError):
                    lost = self._crashed(worker)
                else:
                    if isinstance(message, str):
                        raise StartError(message)
                    worker.ready = True
                    worker.job = None
                    if message != READY:
                        yield message, None
                    continue
            elif worker.deadline <= time.monotonic():
                lost = self._overdue(worker)
            else:
                continue
            self._end(worker)
            if job is None:
                raise StartError(lost.reason)
            if more:
                self._start()
            yield job.index, lost

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=work, args=(theirs, self._settings, self._spool, self._load), daemon=True, name="papers-worker"
        )
        process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours, time.monotonic() + START_SECONDS))

    def _give(self, worker: _Worker, job: Job) -> None:
        worker.job = job
        worker.jobs += 1
        worker.deadline = time.monotonic() + self._settings.ingest.timeout_seconds
        try:
            worker.connection.send(job)
        except (BrokenPipeError, OSError):
            return  # it has died between jobs: listening will find that out

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.process.close()
        worker.connection.close()

    def _crashed(self, worker: _Worker) -> Lost:
        worker.process.join(timeout=5)
        code = worker.process.exitcode
        if worker.job is None:
            return Lost(State.FAILED, f"A worker process ended while it started (exit code {code}). Free some memory?")
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        return Lost(
            State.FAILED,
            f"The process that read it ended abruptly ({how}). If memory ran short, run with fewer --workers; "
            "else please report it with the file.",
        )

    def _overdue(self, worker: _Worker) -> Lost:
        if worker.job is None:
            return Lost(State.FAILED, f"A worker process did not start within {START_SECONDS:.0f} seconds.")
        limit = self._settings.ingest.timeout_seconds
        return Lost(
            State.TIMED_OUT,
            f"It took longer than {limit:g} seconds. Split the file, or raise ingest.timeout_seconds.",
        )
