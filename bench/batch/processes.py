"""What a command and all the processes under it took: wall time, CPU seconds, and the most memory of each."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
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
        workers_megabytes: the same of the largest process under it, of the first that it spawned and those under that.
        later_megabytes: of those that it spawned later.
    """

    seconds: float
    cpu: float
    megabytes: float
    workers_megabytes: float
    later_megabytes: float = 0.0


def run(command: Sequence[str]) -> Took:
    """Run a command to its end, each of its processes on one core.

    Raises:
        RuntimeError: it failed.
    """
    peaks: dict[int, float] = {}
    late: dict[int, float] = {}
    spawned: list[int] = []

    def look(root: int) -> None:
        for pid, (child, peak) in sorted(_peaks(root).items()):
            if child not in spawned and _is_spawned(child):
                spawned.append(child)
            own = late if child in spawned[1:] else peaks
            own[pid] = max(own.get(pid, 0.0), peak)

    began = time.perf_counter()
    root, usage = watched(command, look, _PAUSE, {**os.environ, **_ONE_CORE})
    seconds = time.perf_counter() - began
    own = peaks.pop(root, 0.0)
    return Took(seconds, usage.ru_utime + usage.ru_stime, own, *(max(of.values(), default=0.0) for of in (peaks, late)))


def _is_spawned(pid: int) -> bool:
    """Whether a process was begun anew by Python's `multiprocessing`, to do some of the work."""
    try:
        return b"spawn_main" in (Path("/proc") / str(pid) / "cmdline").read_bytes()
    except OSError:
        return False  # it has ended


def _peaks(root: int) -> dict[int, tuple[int, float]]:
    """For a process and those under it, the child of the process that they are under, and their peaks in megabytes."""
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
        above = child = pid
        while above not in (root, 0):
            above, child = parents.get(above, 0), above
        if above == root:
            peaks[pid] = child, memory[pid]
    return peaks
