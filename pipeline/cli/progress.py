"""How a run tells where it is: a bar on a terminal, lines with times elsewhere, JSON objects for other programs."""

from __future__ import annotations

import json
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import FrameType
from typing import TYPE_CHECKING, Protocol

import click

from pipeline.cli.terminal import INTERRUPTED

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Task
    from rich.text import Text

    from pipeline.batch import Summary
    from schemas.records import LedgerRow

_EVERY = 60.0
"""Seconds between two lines that say how fast it goes."""


class Reporter(Protocol):
    """Told of a run's inputs as their rows are written, and of its end."""

    def step(self, done: int, total: int, row: LedgerRow, seconds: float) -> None:
        """An input is done, the `done`-th of `total`; its reading and extraction took `seconds`."""

    def comparing(self) -> None:
        """All inputs are done, and the comparison begins."""

    def ended(self, summary: Summary) -> None:
        """The run is finished."""

    def interrupted(self) -> None:
        """The run was broken off by the user."""


class Silent:
    """Says nothing but how to go on once interrupted."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._done = 0
        self._total: int | None = None

    def step(self, done: int, total: int, row: LedgerRow, seconds: float) -> None:
        self._done, self._total = done, total

    def comparing(self) -> None:
        return

    def ended(self, summary: Summary) -> None:
        return

    def interrupted(self) -> None:
        self._console.print(going_on(self._done, self._total), markup=False)


class Lines(Silent):
    """A line an input, with the time, and every minute one that says how fast it goes."""

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._states: Counter[str] = Counter()
        self._begun = self._told = time.monotonic()

    def step(self, done: int, total: int, row: LedgerRow, seconds: float) -> None:
        super().step(done, total, row, seconds)
        self._states[row.state.value] += 1
        self._say(f"[{done}/{total}] {row.input}: {row.state.value}, {row.records} records")
        now = time.monotonic()
        if now - self._told >= _EVERY:
            self._told = now
            rate = done / (now - self._begun)
            left = duration((total - done) / rate)
            self._say(f"{done:,} of {total:,} done, {rate:.1f} a second, {left} left: {counts(self._states)}")

    def comparing(self) -> None:
        self._say("comparing the authorities")

    def _say(self, text: str) -> None:
        self._console.print(f"{datetime.now().astimezone().isoformat(timespec='seconds')} {text}", markup=False)


class Bar(Silent):
    """A bar with rate, time left, counts by state and the input at hand."""

    def __init__(self, console: Console) -> None:
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            ProgressColumn,
            TextColumn,
            TimeRemainingColumn,
        )
        from rich.text import Text

        class Rate(ProgressColumn):
            def render(self, task: Task) -> Text:
                return Text(f"{task.speed:.1f}/s" if task.speed else "", style="progress.data.speed")

        super().__init__(console)
        self._states: Counter[str] = Counter()
        words = TextColumn("{task.fields[states]}  {task.description}", markup=False)
        columns = (BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(), words)
        self.bar = Progress(*columns, console=console, transient=True, speed_estimate_period=120)
        self._task = self.bar.add_task("starting", total=None, states="")

    def step(self, done: int, total: int, row: LedgerRow, seconds: float) -> None:
        super().step(done, total, row, seconds)
        self._states[row.state.value] += 1
        self.bar.update(self._task, completed=done, total=total, description=row.input, states=counts(self._states))

    def comparing(self) -> None:
        self.bar.update(self._task, description="comparing the authorities")


class JsonLog:
    """One JSON object a line: `time` and `event` (input, end, interrupted), and what belongs to it."""

    def __init__(self) -> None:
        self._done = 0
        self._total: int | None = None

    def step(self, done: int, total: int, row: LedgerRow, seconds: float) -> None:
        self._done, self._total = done, total
        self._say(
            "input",
            done=done,
            total=total,
            input=row.input,
            state=row.state.value,
            reason=row.reason,
            records=row.records,
            cached=row.cached,
            seconds=round(seconds, 3),
        )

    def comparing(self) -> None:
        self._say("comparing", done=self._done, total=self._total)

    def ended(self, summary: Summary) -> None:
        self._say(
            "end",
            inputs=summary.inputs,
            states={state.value: count for state, count in sorted(summary.states.items())},
            records=sum(summary.rows[f"{name}.csv"] for name in ("priorities", "actions", "progress")),
            notes=list(summary.notes),
            out=summary.out.as_posix(),
            seconds=round(summary.seconds, 3),
        )

    def interrupted(self) -> None:
        self._say("interrupted", done=self._done, total=self._total, message=going_on(self._done, self._total))

    def _say(self, event: str, **more: object) -> None:
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        print(json.dumps({"time": now, "event": event, **more}, ensure_ascii=False), file=sys.stderr, flush=True)  # noqa: T201


@contextmanager
def reporter(console: Console, *, quiet: bool, json_log: bool) -> Iterator[Reporter]:
    """What a run reports to. While it lasts, an order to end (SIGTERM) is an interruption like Ctrl-C.

    Raises:
        Exit: the run was interrupted, and how to go on was said.
    """
    with _sigterm_interrupts():
        if json_log:
            yield from _told(JsonLog())
        elif quiet:
            yield from _told(Silent(console))
        elif not console.is_terminal:
            yield from _told(Lines(console))
        else:
            bar = Bar(console)
            try:
                with bar.bar:
                    yield bar
            except KeyboardInterrupt as error:
                bar.interrupted()  # once the bar is gone from the screen
                raise click.exceptions.Exit(INTERRUPTED) from error


def _told(own: Reporter) -> Iterator[Reporter]:
    try:
        yield own
    except KeyboardInterrupt as error:
        own.interrupted()
        raise click.exceptions.Exit(INTERRUPTED) from error


@contextmanager
def _sigterm_interrupts() -> Iterator[None]:
    """Clusters and service managers end a program by SIGTERM."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are the main thread's
        return

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def going_on(done: int, total: int | None) -> str:
    """What to say to who broke a run off."""
    how_far = f"{done:,} of {total:,} inputs are done and kept" if total else "No input was done yet"
    return f"Interrupted. {how_far}. Give the same command again to go on."


def counts(states: Counter[str]) -> str:
    """Counts by state, `ok` first."""
    return ", ".join(f"{state} {states[state]:,}" for state in sorted(states, key=lambda state: (state != "ok", state)))


def duration(seconds: float) -> str:
    """A length of time in words that are quickly read: `2 h 05 min`, `4 min`, `30 s`."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:
        return f"{minutes // 60:,} h {minutes % 60:02} min"
    return f"{minutes} min" if minutes else f"{rest} s"
