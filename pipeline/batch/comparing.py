"""The comparison at the end of a run, and what it takes loaded before."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.config import CompareSettings
from pipeline.export.comparison import Written, write_comparison
from pipeline.processes import Call

MANY = 250
"""Inputs, or papers, from which the comparison has a process of its own, whose memory this one is then spared."""
_AHEAD = 50
"""Inputs a worker before the end at which that process is started: it takes a second or two to load what it needs."""


class Comparing:
    """Compares the papers of a run: in this process where they are few, else in one that is started toward their end.

    Use as a context manager, for as long as papers are read and compared.
    """

    def __init__(self, settings: CompareSettings, inputs: int, workers: int) -> None:
        self._settings = settings
        self._ready = partial(load_aims, settings.aims)
        self._many = inputs >= MANY
        self._last = inputs - _AHEAD * workers
        self._stack = ExitStack()
        self._process: Call[..., Written] | None = None
        if not self._many:  # this process compares: it loads what that takes while the workers load what they need
            threading.Thread(target=self._ready).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def come_to(self, inputs: int, papers: int) -> None:
        """So many inputs are done, and held so many papers. To be told of each input."""
        if self._process is None and inputs >= self._last and (self._many or papers >= MANY):
            self._process = self._stack.enter_context(Call(write_comparison, self._ready))

    def write(self, out: Path, themes: Mapping[str, Sequence[str]], *, charts: bool) -> Written:
        """See `write_comparison`.

        Raises:
            ProcessError: the process that compared was lost.
        """
        if self._process is None:
            return write_comparison(out, themes, self._settings, charts=charts)
        self._process.begin(out, themes, self._settings, charts=charts)
        return self._process.result()


def load_aims(sources: tuple[str, ...]) -> None:
    """Load what compares priorities, by these aims; and with it pandas, which takes a while.

    Raises:
        ConfigError: a file of aims is missing or broken.
    """
    import pipeline.aggregate  # noqa: F401
    from pipeline.aggregate.aims import matcher

    matcher(sources)
