"""What a command and all the processes under it took: wall time, CPU seconds, and the most memory of each."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measure import watched

_PAUSE = 0.4  # seconds between two looks at the processes, which take the time of one of them
_STATUS = re.compile(r"^(PPid|VmHWM):\s+(\d+)", re.MULTILINE)
_ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Took:
    """What it took.

    Attributes:
        seconds: by the clock.
        cpu: seconds of CPU time, of all processes together.
        megabytes: the most memory that the command itself held; 0 where there is no /proc to tell.
        workers_megabytes: the same of the largest process under it, of those that were first seen before `later`.
        later_megabytes: of the others.
    """

    seconds: float
    cpu: float
    megabytes: float
    workers_megabytes: float
    later_megabytes: float = 0.0


def run(command: Sequence[str], later: Callable[[], bool] = lambda: False) -> Took:
    """Run a command to its end, each of its processes on one core.

    Args:
        later: whether processes that begin now are told apart from the workers before them.

    Raises:
        RuntimeError: it failed.
    """
    peaks: dict[int, float] = {}
    late: dict[int, float] = {}

    def look(root: int) -> None:
        is_late = later()
        for pid, peak in _peaks(root).items():
            own = late if pid in late or (is_late and pid not in peaks) else peaks
            own[pid] = max(own.get(pid, 0.0), peak)

    began = time.perf_counter()
    root, usage = watched(command, look, _PAUSE, {**os.environ, **_ONE_CORE})
    seconds = time.perf_counter() - began
    own = peaks.pop(root, 0.0)
    return Took(seconds, usage.ru_utime + usage.ru_stime, own, *(max(of.values(), default=0.0) for of in (peaks, late)))


def _peaks(root: int) -> dict[int, float]:
    """The peaks of a process and of those under it, so far, in megabytes."""
    parents: dict[int, int] = {}
    memory: dict[int, float] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            found = dict(_STATUS.findall((folder / "status").read_text(encoding="ascii", errors="replace")))
        except OSError:
            continue  # it has ended
        parents[int(folder.name)] = int(found.get("PPid", 0))
        memory[int(folder.name)] = int(found.get("VmHWM", 0)) / 1024
    peaks = {}
    for pid in parents:
        above = pid
        while above not in (root, 0):
            above = parents.get(above, 0)
        if above == root:
            peaks[pid] = memory[pid]
    return peaks
