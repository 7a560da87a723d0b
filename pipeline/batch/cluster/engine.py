"""The end of the cluster engine that is with the run: jobs to Dask, results into the store.

Dask (https://distributed.dask.org/) finds workers, moves jobs from lost workers to others, and gives up on a job that
keeps losing them; none of that is done here.
"""

from __future__ import annotations

import asyncio
import functools
import importlib.util
import logging
import queue
import secrets
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pipeline.batch.cluster.site import PROBE, Answer, Order, close, do
from pipeline.batch.engine import MakeEngine
from pipeline.batch.pool import ATTEMPTS, Finished, Lost, StartError
from pipeline.batch.store import DamagedError, Store, StoreError
from pipeline.batch.worker import Job, Loader
from pipeline.config import Settings
from schemas.states import State

Client = Any
Future = Any
"""Of `distributed`, which is not typed, and imported once there is work for it."""
_CONNECT_SECONDS = 30
_LOOK_SECONDS = 2.0
"""How often to look whether there are more workers, or fewer, or no scheduler any more."""
_AHEAD = 2
"""Jobs a thread of the cluster, so that none waits for its next."""
_INSTALL = "python -m pip install 'committee-papers[dask]'"
_GONE = (OSError, TimeoutError, RuntimeError, CancelledError, asyncio.CancelledError)
"""What Dask raises of a scheduler that is gone, depending on what it was at."""
_log = logging.getLogger(__name__)


def dask_engine(scheduler: str | None = None) -> MakeEngine:
    """What makes an engine of the Dask cluster at an address (`tcp://...`), or in a scheduler file.

    Without `scheduler`, a cluster of processes on this computer is started, and ended with the run.

    Raises:
        StartError: Dask is not installed.
    """
    if importlib.util.find_spec("distributed") is None:
        raise StartError(f"The engine dask needs the package distributed. Install it: {_INSTALL}")
    return functools.partial(DaskEngine, scheduler=scheduler)


class DaskEngine:
    """Jobs on a Dask cluster. See `Engine`.

    Workers that see the file of a job and the store read and write there; to others bytes are sent, and from them
    results. Nothing is connected or started before there is a job.
    """

    def __init__(self, workers: int, settings: Settings, store: Store, load: Loader, scheduler: str | None) -> None:
        self._count = workers
        self._scheduler = scheduler
        self._store = store
        self._order = Order(settings, replace(store, root=store.root.resolve()), load, secrets.token_hex())
        self._stack = ExitStack()
        self._client: Client | None = None
        self._pending: dict[Future, Job] = {}
        self._done: queue.SimpleQueue[Future] = queue.SimpleQueue()
        self._send = False
        self._submitted = 0
        self._threads = 0
        self._looked = float("-inf")

    @property
    def workers(self) -> int:
        """Threads of the cluster's workers, when last looked."""
        return self._threads

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def run(self, jobs: Iterable[Job | int]) -> Iterator[tuple[int, Finished]]:
        """See `Engine.run`."""
        source, more = iter(jobs), True
        while more or self._pending:
            while more and len(self._pending) < max(_AHEAD * self._threads, 1):
                step = next(source, None)
                if step is None:
                    more = False
                elif isinstance(step, Job):
                    self._submit(replace(step, path=step.path.resolve()))
                else:
                    yield step, None
            if self._pending:
                self._look()
                with suppress(queue.Empty):
                    future = self._done.get(timeout=_LOOK_SECONDS)
                    yield from self._settle(self._pending.pop(future), self._answer(future))

    def _submit(self, job: Job) -> None:
        """Hand a job to the cluster. A file that is gone meanwhile is sent as nothing: the worker will say so."""
        client = self._client or self._begin()
        data = None
        if self._send:
            data = job.path.read_bytes() if job.path.is_file() else b""
        self._submitted += 1
        key = f"papers-{self._order.token}-{self._submitted}"
        try:
            future = client.submit(do, self._order, job, data, key=key, pure=False)
        except _GONE as error:
            raise self._lost() from error
        self._pending[future] = job
        future.add_done_callback(self._done.put)

    def _begin(self) -> Client:
        """Connect, and leave the sign by which workers know the disk."""
        with ExitStack() as stack:
            client = self._connect(stack)
            stack.callback(self._leave, client)
            self._store.temporary.mkdir(parents=True, exist_ok=True)
            (self._store.temporary / PROBE).write_text(self._order.token, encoding="ascii")
            self._stack = stack.pop_all()
        self._client = client
        return client

    def _connect(self, stack: ExitStack) -> Client:
        import dask
        import distributed

        # A file that must be sent goes with its job.
        stack.enter_context(dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}))
        where: dict[str, Any] = {"address": self._scheduler}
        if self._scheduler is None:
            stack.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": ATTEMPTS - 1}))
            cluster = distributed.LocalCluster(
                n_workers=self._count,
                threads_per_worker=1,
                processes=True,
                memory_limit=None,  # papers have a limit of their own, in processes of their own
                dashboard_address=":0",
                silence_logs=logging.CRITICAL,
            )
            where["address"] = stack.enter_context(cluster)
        elif Path(self._scheduler).is_file():
            where = {"scheduler_file": self._scheduler}
        try:
            return stack.enter_context(distributed.Client(**where, timeout=_CONNECT_SECONDS, set_as_default=False))
        except (OSError, TimeoutError, ValueError) as error:
            raise StartError(
                f"No Dask scheduler answers at {self._scheduler} ({type(error).__name__}). Start one, or leave "
                "--scheduler out for a cluster on this computer."
            ) from error

    def _leave(self, client: Client) -> None:
        """Take back what is not done, and end our processes on the workers."""
        with suppress(*_GONE):  # a cluster that is gone has nothing to end
            client.cancel(list(self._pending), force=True)
            client.run(close, self._order.token, on_error="ignore")
        (self._store.temporary / PROBE).unlink(missing_ok=True)

    def _look(self) -> None:
        """Count the cluster's threads, now and then.

        Raises:
            StoreError: the scheduler is gone.
        """
        now = time.monotonic()
        if self._client is None or now - self._looked < _LOOK_SECONDS:
            return
        first, before = self._looked == float("-inf"), self._threads
        self._looked = now
        try:
            self._threads = sum(self._client.nthreads().values())
        except _GONE as error:
            raise self._lost() from error
        if not self._threads and (first or before):
            _log.warning("The Dask cluster has no worker; the run waits for one.")

    def _answer(self, future: Future) -> Answer:
        from distributed.scheduler import KilledWorker

        try:
            answer: Answer = future.result()
        except KilledWorker:
            reason = "Workers of the cluster ended while they had it, again and again. Run it by itself."
            return Answer(Lost(State.FAILED, reason))
        except ImportError as error:
            raise StartError(
                f"A worker of the cluster lacks this program ({error}). Install it there: {_INSTALL}"
            ) from error
        except _GONE as error:
            if future.status == "error":  # the job's own
                raise
            raise self._lost() from error
        return answer

    def _settle(self, job: Job, answer: Answer) -> Iterator[tuple[int, Finished]]:
        if answer.no_start:
            raise StartError(answer.no_start)
        if answer.no_room:
            raise StoreError(answer.no_room)
        if answer.wants_bytes:
            self._send = True
            self._submit(job)
            return
        if answer.result is not None:
            try:
                self._store.adopt(job.key, answer.result)
            except DamagedError as error:
                raise StoreError(f"{error} Give the same command again: it goes on where it was.") from error
        yield job.index, answer.finished

    def _lost(self) -> StoreError:
        where = f" at {self._scheduler}" if self._scheduler else ""
        return StoreError(
            f"The Dask scheduler{where} is gone. Start it again, and give the same command: it goes on where it was."
        )
