"""Processes beside this one, which end with it.

`Call` is a call in a process of its own, which gives its memory back when it ends. `Standby` is a process that starts
before it is known what for.
"""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import os
import pickle
import signal
import threading
import traceback
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Generic, ParamSpec, Self, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")


class ProcessError(RuntimeError):
    """A process that was to make something ended without it; the message says what to do."""


class Call(Generic[P, R]):
    """A call in a process of its own, which starts now and is told its arguments later. Use as a context manager;
    leaving it ends the process.

    The process is spawned: function, arguments and result must be picklable, and a script that asks for it must keep
    its work under `if __name__ == "__main__":`.

    Args:
        function: what is called.
        ready: what is called first, so that the time until the arguments are known is of use.
    """

    def __init__(self, function: Callable[P, R], ready: Callable[[], object] | None = None) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_answer, args=(theirs, function, ready))
        self._process.start()
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self._connection.close()

    def begin(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Call the function."""
        with contextlib.suppress(OSError):  # the process has ended, as `result` will tell
            self._connection.send((args, kwargs))

    def result(self) -> R:
        """Wait for what the function returns, or raise what it raises.

        Raises:
            ProcessError: the process ended before, or memory ran short.
        """
        try:
            returned, value = self._connection.recv()
        except (EOFError, OSError):
            self._process.join()
            code = self._process.exitcode or 0
            raise _lost(f"signal {-code}" if code < 0 else f"exit code {code}") from None
        if returned:
            return cast(R, value)
        if isinstance(value, MemoryError):
            raise _lost("no more memory") from value
        raise value


def _lost(how: str) -> ProcessError:
    return ProcessError(
        f"A process that had a part of the work ended before its time ({how}). What was done before is kept: if memory "
        "ran short, free some and give the same command again."
    )


def call(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What a function returns or raises that is called in a process of its own (see `Call`)."""
    with Call(function) as one:
        one.begin(*args, **kwargs)
        return one.result()


class Standby:
    """A process that makes itself ready until it is told what to do. Use as a context manager; leaving it ends it.

    Args:
        function: what it calls, with its end of a connection: a function by its module's name and its own, so that who
            starts it need not import it.
        name: what the process is called.

    Attributes:
        connection: this end of the connection; the process is to end when it is closed.
    """

    def __init__(self, function: str, name: str) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        with theirs:
            self._process = context.Process(target=_call_by_name, args=(function, theirs), daemon=True, name=name)
            self._process.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    @property
    def lives(self) -> bool:
        """Whether it has not ended."""
        return self._process.is_alive()

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid or 0

    def end(self) -> None:
        """End it now, whatever it is at."""
        self._process.kill()
        self._process.join()
        self.connection.close()


def nurse_ahead() -> Standby:
    """The process that workers are forked from (`pipeline/batch/nursery.py`), before it is known what they need."""
    return Standby("pipeline.batch.nursery.nurse", "papers-nursery")


def serve_parent() -> None:
    """Make this process one that its parent alone ends: not Ctrl-C, but the end of the parent, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _call_by_name(function: str, connection: Connection) -> None:
    """Main function of a `Standby`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the end of the connection ends it, not Ctrl-C
    module, _, name = function.rpartition(".")
    getattr(importlib.import_module(module), name)(connection)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _answer(connection: Connection, function: Callable[..., Any], ready: Callable[[], object] | None) -> None:
    """Main function of the process."""
    serve_parent()
    try:
        if ready:
            ready()
        args, kwargs = connection.recv()
        answer = True, function(*args, **kwargs)
    except Exception as error:  # noqa: BLE001 - raised again by who waits for the result
        answer = False, _portable(error)
    connection.send(answer)


def _portable(error: Exception) -> Exception:
    """The error with its traceback as a note; where it cannot be sent as it is, one that says the same."""
    words = "".join(traceback.format_exception(error))
    error.add_note(f"In another process:\n{words}")
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001 - whatever its class does when it is put together again
        return RuntimeError(words)
    return error
