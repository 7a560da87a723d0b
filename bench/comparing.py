"""Many papers' records compared: time and memory of `papers compare`, in a process of its own."""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench import made
from bench.measure import run


@dataclass(frozen=True, slots=True)
class Compared:
    """What was compared and what it took.

    Attributes:
        records: priorities, actions and progress statements.
        rows: of all comparison tables.
        wall: seconds by the clock; `seconds`: of processor time, which others on the machine burden less.
    """

    papers: int
    records: int
    rows: int
    wall: float
    seconds: float
    megabytes: float


def compared(papers: int) -> Compared:
    """Make the records of so many papers, read them back as a run's tables, compare, and write all tables.

    Raises:
        RuntimeError: the comparison failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        counts = made.write(out, papers)
        began = time.perf_counter()
        cost = run([sys.executable, "-c", "from pipeline.cli import main; main()", "compare", str(out), "--quiet"])
        wall = time.perf_counter() - began
        rows = 0
        for table in (out / "comparison").glob("*.csv"):
            with table.open("rb") as file:
                rows += sum(1 for _ in file) - 1
    records = counts["priorities"] + counts["actions"] + counts["progress"]
    return Compared(papers, records, rows, wall, cost.seconds, cost.megabytes)
