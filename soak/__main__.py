"""`python -m soak [--count N] [--seed N] [--keep FOLDER]`: exit code 1 where a file crashed, hung or broke a reader."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from soak.run import memory_growth, soak, write_damaged
from soak.seeds import FORMATS, seeds

_GROWTH = 30_000  # kilobytes that memory may grow after the first half of the rounds
_ROUNDS = 8


def main() -> int:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=500, help="damaged files of each format (default: 500)")
    options.add_argument("--seed", type=int, default=0, help="the first seed (default: 0)")
    options.add_argument("--keep", type=Path, help="keep files that a reader broke on in this folder")
    chosen = options.parse_args()
    named = os.environ.get("COMMITTEE_PAPERS_SHARED")
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        for kind in FORMATS:
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
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
