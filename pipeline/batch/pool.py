"""Worker processes under supervision: one that crashes or hangs costs the input it was at, and is replaced."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Self

from pipeline.batch.nursery import Process, source_of
from pipeline.batch.store import Outcome, Store, StoreError
from pipeline.batch.worker import Job, Loader, Reply
from pipeline.config import Settings
from pipeline.processes import Standby
from schemas.states import State

START_SECONDS = 300.0
"""How long a worker may take to load its models."""
JOBS_PER_PROCESS = 2000
"""After so many inputs a worker is replaced, so that what its libraries keep does not pile up."""

ATTEMPTS = 3
"""So often a job is tried whose workers end abruptly, and so many workers may do so in a row while they start."""


class StartError(RuntimeError):
    """Workers cannot start (a model is missing, say); the message says what to do."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A job that ended with its worker: in which state, and why."""

    state: State
    reason: str


Finished = Lost | Outcome | None
"""What became of a job: lost with its worker, an outcome that is not in the store, or None where it is there."""


@dataclass(slots=True)
class _Worker:
    process: Process
    connection: Connection
    deadline: float
    ready: bool = False
    job: Job | None = None
    jobs: int = field(default=0)


class Pool:
    """Worker processes. Use as a context manager; leaving it ends them all.

    Args:
        ahead: a process that was started for this before (see `source_of`).
    """

    def __init__(
        self, workers: int, settings: Settings, store: Store, load: Loader, ahead: Standby | None = None
    ) -> None:
        self._count = workers
        self._settings = settings
        self._source = source_of(settings, store, load, ahead)
        self._workers: list[_Worker] = []
        self._queue: deque[Job] = deque()
        self._crashes: Counter[int] = Counter()
        self._failed_starts = 0

    @property
    def workers(self) -> int:
        """Their number, as far as there are jobs for them."""
        return self._count

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in list(self._workers):
            self._end(worker)
        self._source.close()

    def run(self, jobs: Iterable[Job | int]) -> Iterator[tuple[int, Finished]]:
        """Yield (index of the job, what became of it) as jobs finish, in any order.

        Jobs are taken as workers come free. An int among them is the index of an input that needs no worker; it is
        handed on. No worker is started before there is a job. A job whose worker died of something is tried again,
        since it may have been killed by mistake, or for lack of memory.

        Raises:
            StartError: a worker could not load what it needs.
            StoreError: results cannot be written.
        """
        source, more = iter(jobs), True
        while more or self._queue or any(worker.job for worker in self._workers):
            if more and len(self._queue) < self._count:
                step = next(source, None)
                if step is None:
                    more = False
                elif isinstance(step, Job):
                    self._queue.append(step)
                else:
                    yield step, None
            self._give_out()
            yield from self._listen(patient=not more or len(self._queue) >= self._count)

    def _give_out(self) -> None:
        """Jobs to the workers that are free, and as many workers as there are jobs for."""
        for worker in list(self._workers):
            if worker.ready and worker.job is None and self._queue:
                if worker.jobs >= JOBS_PER_PROCESS:
                    self._end(worker)
                else:
                    self._give(worker, self._queue.popleft())
        busy = sum(worker.job is not None for worker in self._workers)
        while len(self._workers) < min(self._count, busy + len(self._queue)):
            self._start()

    def _listen(self, *, patient: bool) -> Iterator[tuple[int, Finished]]:
        """Messages, ends and deadlines of the workers that are at something; a patient one waits for the next."""
        busy = [worker for worker in self._workers if worker.job or (self._queue and not worker.ready)]
        if not busy:
            return
        pause = max(min(worker.deadline for worker in busy) - time.monotonic(), 0) if patient else 0
        spoken = set(wait([worker.connection for worker in busy], timeout=pause))
        for worker in busy:
            overdue = worker.deadline <= time.monotonic()
            # it may have spoken while another's message was dealt with
            if worker.connection in spoken or (overdue and worker.connection.poll()):
                try:
                    message = worker.connection.recv()
                except (EOFError, OSError):
                    yield from self._lose(worker, self._crashed(worker))
                    continue
                if isinstance(message, str):
                    raise StoreError(message) if worker.ready else StartError(message)
                worker.ready = True
                worker.job = None
                self._failed_starts = 0
                self._give_out()  # before it is told, which takes a while
                if isinstance(message, Reply):
                    yield message.index, message.outcome
            elif overdue:
                yield from self._lose(worker, self._overdue(worker))

    def _lose(self, worker: _Worker, lost: Lost) -> Iterator[tuple[int, Finished]]:
        """A worker is gone, or is to go; its job is put back in front, or lost with it."""
        job = worker.job
        self._end(worker)
        if job is None:
            self._failed_starts += 1
            if lost.state is State.TIMED_OUT or self._failed_starts >= ATTEMPTS:
                raise StartError(lost.reason)
            return
        if lost.state is not State.TIMED_OUT:
            self._crashes[job.index] += 1
            if self._crashes[job.index] < ATTEMPTS:
                self._queue.appendleft(job)
                return
        del self._crashes[job.index]
        yield job.index, lost

    def _start(self) -> None:
        ours, theirs = Pipe()
        with theirs:
            process = self._source.start(theirs)
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
        worker.process.end()
        worker.connection.close()

    def _crashed(self, worker: _Worker) -> Lost:
        code = worker.process.end(patience=5)
        how = "no exit code" if code is None else f"signal {-code}" if code < 0 else f"exit code {code}"
        if worker.job is None:
            return Lost(State.FAILED, f"A worker process ended while it started ({how}). Free some memory?")
        return Lost(
            State.FAILED,
            f"The process that read it ended abruptly ({how}), {ATTEMPTS} times. If memory ran short, run again with "
            "--only-failed and fewer --workers; else please report it with the file.",
        )

    def _overdue(self, worker: _Worker) -> Lost:
        if worker.job is None:
            return Lost(State.TIMED_OUT, f"A worker process did not start within {START_SECONDS:.0f} seconds.")
        limit = self._settings.ingest.timeout_seconds
        return Lost(
            State.TIMED_OUT,
            f"It took longer than {limit:g} seconds. Split the file, or raise ingest.timeout_seconds.",
        )
