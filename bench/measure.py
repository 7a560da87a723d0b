"""Clocks: CPU seconds of this process or of a child, and the most memory a child took."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import struct_rusage
from typing import Any

_PAUSE = 0.002  # seconds between two looks at a running process
_HIGH_WATER = re.compile(r"VmHWM:\s+(\d+) kB")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: CPU seconds, peak resident memory in megabytes."""

    seconds: float
    megabytes: float


def cpu_seconds(work: Callable[[], Any]) -> float:
    """CPU seconds of one call: on a machine that others share, wall time measures them too."""
    began = time.process_time()
    work()
    return time.process_time() - began


def run(command: Sequence[str]) -> Cost:
    """Run a command to its end; its output is thrown away.

    Its peak of memory is asked for while it runs: what the system tells afterwards counts this process, too, from which
    it was forked. Where there is no /proc, it is that number all the same.

    Raises:
        RuntimeError: it failed.
    """
    peaks = [0.0]
    _, usage = watched(command, lambda pid: peaks.append(_peak(pid)), _PAUSE)
    return Cost(usage.ru_utime + usage.ru_stime, max(peaks) or usage.ru_maxrss / 1024)


def watched(
    command: Sequence[str], look: Callable[[int], object], pause: float, environment: Mapping[str, str] | None = None
) -> tuple[int, struct_rusage]:
    """Run a command to its end, its output thrown away; its process id, and what it used with all processes under it.

    Args:
        look: called with its process id, every `pause` seconds while it runs.
        environment: in place of this process's own.

    Raises:
        RuntimeError: it failed.
    """
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, env=environment)
        while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None:
            look(process.pid)
            time.sleep(pause)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        if process.returncode:
            words = said.read().decode("utf-8", "replace")[-500:]
            raise RuntimeError(f"{' '.join(command[:4])} failed ({process.returncode}): {words}")
    return process.pid, usage


def _peak(pid: int) -> float:
    """The most memory that a running process has held, in megabytes; 0 where it cannot be told."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    found = _HIGH_WATER.search(status)
    return int(found[1]) / 1024 if found else 0.0
