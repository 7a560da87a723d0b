"""`python -m soak [--count N] [--seed N] [--keep FOLDER] [--kills N]`: damaged files, then runs that are broken off.

Exit code 1 where a file crashed, hung or broke a reader, or a run that went on ended with other bytes.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from soak.broken_off import WAYS, differing, finish, start, write_papers
from soak.run import memory_growth, soak, write_damaged
from soak.seeds import FORMATS, seeds

_GROWTH = 30_000  # kilobytes that memory may grow after the first half of the rounds
_ROUNDS = 8
_PAPERS = 30


def main() -> int:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--count", type=int, default=500, help="damaged files of each format (default: 500; 0 for none)"
    )
    options.add_argument("--seed", type=int, default=0, help="the first seed (default: 0)")
    options.add_argument("--keep", type=Path, help="keep files that a reader broke on in this folder")
    options.add_argument("--kills", type=int, default=20, help="runs broken off in each way (default: 20)")
    chosen = options.parse_args()
    named = os.environ.get("COMMITTEE_PAPERS_SHARED")
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        for kind in FORMATS if chosen.count else ():
            began = time.perf_counter()
            sound = seeds(kind, Path(named) if named else None)
            paths = write_damaged(Path(folder) / kind, kind, sound, chosen.count, chosen.seed)
            result = soak(paths, Path(folder) / "spool" / kind)
            states = ", ".join(f"{state} {n}" for state, n in sorted(result.states.items()))
            sys.stdout.write(f"{kind}: {len(paths)} files in {time.perf_counter() - began:.0f} s: {states}\n")
            for name, reason in sorted(result.faults.items()):
                sys.stdout.write(f"  {name}: {reason}\n")
                if chosen.keep:
                    chosen.keep.mkdir(parents=True, exist_ok=True)
                    shutil.copy(Path(folder) / kind / name, chosen.keep)
            broken += len(result.faults) + (sum(result.states.values()) != len(paths))
            if sys.platform == "linux":
                calm = [path for path in paths[:20] if path.name not in result.faults]
                sizes = list(memory_growth(calm, _ROUNDS))
                growth = sizes[-1] - sizes[_ROUNDS // 2]
                sys.stdout.write(f"  memory after {_ROUNDS} rounds of {len(calm)} files: {growth:+,} KB\n")
                broken += growth > _GROWTH
        broken += _break_off(Path(folder) / "broken", chosen.kills, chosen.seed)
    return 1 if broken else 0


def _break_off(folder: Path, times: int, first: int) -> int:
    """Break runs off in every way; returns how many ended with other bytes than one that was left alone."""
    write_papers(folder / "in", _PAPERS)
    finish(start(folder / "in", folder / "whole"))
    inputs = sum(1 for _ in (folder / "in").iterdir())
    took = dict.fromkeys(WAYS, 0.0)
    astray = dict.fromkeys(WAYS, 0)
    for seed in range(first, first + times):
        for name, way in WAYS.items():
            began = time.perf_counter()
            way(folder / "in", folder / "out", random.Random(seed), inputs)
            took[name] += time.perf_counter() - began
            if faults := differing(folder / "whole", folder / "out"):
                astray[name] += 1
                sys.stdout.write(f"  {name}, seed {seed}: {', '.join(faults)}\n")
                sys.stdout.flush()
            shutil.rmtree(folder / "out")
        sys.stderr.write(f"{seed - first + 1} of {times} runs broken off in each way\n")
    for name, seconds in took.items():
        sys.stdout.write(f"{name}: {times} runs in {seconds:.0f} s, {astray[name]} with other bytes\n")
    return sum(astray.values())


if __name__ == "__main__":
    sys.exit(main())
