"""What a command and all the processes under it took: wall time, CPU seconds, and the most memory of each."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measure import watched

_PAUSE = 0.1  # seconds between two looks at the processes
_STATUS = re.compile(r"^(PPid|VmHWM):\s+(\d+)", re.MULTILINE)
_ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Took:
    """What it took.

    Attributes:
        seconds: by the clock.
        cpu: seconds of CPU time, of all processes together.
        megabytes: the most memory that the command itself held; 0 where there is no /proc to tell.
        workers_megabytes: the same of the largest process under it.
    """

    seconds: float
    cpu: float
    megabytes: float
    workers_megabytes: float


def run(command: Sequence[str]) -> Took:
    """Run a command to its end, each of its processes on one core.

    Raises:
        RuntimeError: it failed.
    """
    peaks: dict[int, float] = {}
    began = time.perf_counter()
    root, usage = watched(command, lambda pid: _look(pid, peaks), _PAUSE, {**os.environ, **_ONE_CORE})
    seconds = time.perf_counter() - began
    own = peaks.pop(root, 0.0)
    return Took(seconds, usage.ru_utime + usage.ru_stime, own, max(peaks.values(), default=0.0))


def _look(root: int, peaks: dict[int, float]) -> None:
    """Note the peaks of a process and of those under it."""
    parents: dict[int, int] = {}
    memory: dict[int, float] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            found = dict(_STATUS.findall((folder / "status").read_text(encoding="ascii", errors="replace")))
        except OSError:
            continue  # it has ended
        parents[int(folder.name)] = int(found.get("PPid", 0))
        memory[int(folder.name)] = int(found.get("VmHWM", 0)) / 1024
    for pid in parents:
        above = pid
        while above not in (root, 0):
            above = parents.get(above, 0)
        if above == root:
            peaks[pid] = max(peaks.get(pid, 0.0), memory[pid])
