"""Where worker processes come from.

On Linux one process loads models and rules, and workers are forked from it: a run pays for loading once, however many
workers it has and however often one is replaced, and what is loaded lies in memory once. Elsewhere forking is not safe
(macOS) or not there (Windows): each worker is spawned, and loads for itself.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import itertools
import multiprocessing
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import recv_handle, send_handle
from pathlib import Path
from typing import Protocol

from pipeline.batch.store import Store
from pipeline.batch.worker import NEEDED, Extracts, Loader, import_extraction, one_thread, prepared, work
from pipeline.config import Settings
from pipeline.processes import Standby, nurse_ahead

ANSWER_SECONDS = 30.0
"""How long the process that workers are forked from may take to end one of them."""
_PR_SET_PDEATHSIG = 1
"""Of prctl(2): the signal that a process gets when the one that forked it ends."""


class Process(Protocol):
    """A worker process."""

    def end(self, patience: float = 0) -> int | None:
        """Kill it, unless it ends by itself within so many seconds; its exit code, or None where nobody can tell."""


class Source(Protocol):
    """Where worker processes come from."""

    def start(self, connection: Connection) -> Process:
        """Start a worker that takes its jobs from the other end of a connection (see `worker.work`)."""

    def close(self) -> None:
        """Give back what starting workers took, once they have ended."""


def source_of(settings: Settings, store: Store, load: Loader, ahead: Standby | None = None) -> Source:
    """Where workers come from on this system.

    Args:
        ahead: a process that was started for this before (`processes.nurse_ahead`), and is ended by who started it.
    """
    return Nursery(settings, store, load, ahead) if sys.platform == "linux" else Spawning(settings, store, load)


class Spawning:
    """Workers that load for themselves. See `Source`."""

    def __init__(self, settings: Settings, store: Store, load: Loader) -> None:
        self._arguments = settings, store, load

    def start(self, connection: Connection) -> Process:
        """See `Source`."""
        process = multiprocessing.get_context("spawn").Process(
            target=work, args=(connection, *self._arguments), daemon=True, name="papers-worker"
        )
        process.start()
        return _Child(process)

    def close(self) -> None:
        """See `Source`: nothing was taken."""


class Nursery:
    """Workers forked from one process that has loaded all they need. It is started with the first. See `Source`."""

    def __init__(self, settings: Settings, store: Store, load: Loader, ahead: Standby | None = None) -> None:
        self._arguments = settings, store, load
        self._ahead = ahead
        self._nurse: _Nurse | None = None

    def start(self, connection: Connection) -> Process:
        """See `Source`. Where the process that workers are forked from was lost, there is another."""
        if self._nurse is None or not self._nurse.lives:
            process, self._ahead = self._ahead or nurse_ahead(), None
            self._nurse = _Nurse(process, *self._arguments)
        return self._nurse.start(connection)

    def close(self) -> None:
        """See `Source`."""
        if self._nurse:
            self._nurse.kill()


class _Nurse:
    """The process that workers are forked from, as seen from the run."""

    def __init__(self, process: Standby, *arguments: object) -> None:
        self._process = process
        self._control = process.connection
        self._numbers = itertools.count(1)
        with contextlib.suppress(OSError):  # it has just died: then its workers' connections end, too
            self._control.send(arguments)

    @property
    def lives(self) -> bool:
        return self._process.lives

    def start(self, connection: Connection) -> Process:
        number = next(self._numbers)
        with contextlib.suppress(OSError):  # it has just died: then the worker's connection ends, too
            self._control.send(number)
            send_handle(self._control, connection.fileno(), self._process.pid)
        return _Forked(self, number)

    def end(self, number: int, patience: float) -> int | None:
        """The exit code of a worker that is ended; where no answer comes, all are."""
        try:
            self._control.send((number, patience))
            if self._control.poll(patience + ANSWER_SECONDS):
                code: int | None = self._control.recv()
                return code
        except (EOFError, OSError):
            pass  # it has died
        self.kill()
        return None

    def kill(self) -> None:
        self._process.end()


@dataclass(frozen=True, slots=True)
class _Forked:
    """A worker that is a child of the nurse."""

    nurse: _Nurse
    number: int

    def end(self, patience: float = 0) -> int | None:
        return self.nurse.end(self.number, patience)


@dataclass(frozen=True, slots=True)
class _Child:
    """A worker that is a child of this process."""

    process: BaseProcess

    def end(self, patience: float = 0) -> int | None:
        self.process.join(patience)
        self.process.kill()
        self.process.join()
        return self.process.exitcode


def nurse(control: Connection) -> None:
    """Main function of the process that workers are forked from.

    It is told settings, store and loader, and until then imports what loading will need. Then it is told the number of
    a worker to start, with its connection, or of one to end, with the patience to have. It ends with the connection
    over which it is told, and its workers end with it.
    """
    multiprocessing.current_process().daemon = False  # daemons may have no children, lest these outlive them
    thresholds = gc.get_threshold()
    gc.set_threshold(0)  # to collect takes a tenth of loading, and finds next to nothing; libraries undo `gc.disable`
    one_thread()
    try:
        _import_ahead(control)
        settings, store, load = control.recv()
    except EOFError:
        return
    loaded: Loader = load
    with contextlib.suppress(Exception):  # what fails here fails again in the worker, which says so
        loaded = _Loaded(prepared(settings, load))
    alone = len(list(Path("/proc/self/task").iterdir())) == 1
    # A fork stops all threads but one midway.
    context = multiprocessing.get_context("fork") if alone else multiprocessing.get_context("spawn")
    gc.freeze()  # what the collector leaves alone stays shared; of what lies there next to nothing is garbage
    gc.set_threshold(*thresholds)
    workers: dict[int, BaseProcess] = {}
    while True:
        try:
            message = control.recv()
        except EOFError:
            return
        if isinstance(message, int):
            with Connection(recv_handle(control)) as connection, contextlib.suppress(OSError):  # the run hears its end
                arguments = control, connection, settings, store, loaded if alone else load
                worker = context.Process(target=_forked, args=arguments, daemon=True, name="papers-worker")
                worker.start()
                workers[message] = worker
        else:
            number, patience = message
            control.send(_Child(workers.pop(number)).end(patience) if number in workers else None)


def _import_ahead(control: Connection) -> None:
    """Import what loading will need, until there is word of what to load."""
    steps: list[Callable[[], object]] = [partial(importlib.import_module, module) for module in NEEDED]
    for step in (*steps, import_extraction):
        if control.poll():
            return
        with contextlib.suppress(Exception):  # see `nurse`
            step()


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A loader that has loaded."""

    extractor: Extracts

    def __call__(self, _: Settings) -> Extracts:
        return self.extractor


def _forked(control: Connection, connection: Connection, settings: Settings, store: Store, load: Loader) -> None:
    """Main function of a forked worker, which ends with the process that forked it, whatever it is at."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    control.close()
    work(connection, settings, store, load)
