"""`python -m tools.alignment_lots FILE ...`: how well priorities of lots (corpus/alignment) are put together."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.evaluate.counts import Counts
from pipeline.evaluate.lots import read_lot, score_lot


def main() -> None:
    """Print precision, recall and F1 over all priorities, and over those in groups."""
    for name in sys.argv[1:]:
        found = score_lot(read_lot(Path(name)))
        sys.stdout.write(f"{name}: all {_told(found.every)}; in groups {_told(found.grouped)}\n")


def _told(counts: Counts) -> str:
    return " / ".join("-" if x is None else f"{x:.2f}" for x in (counts.precision, counts.recall, counts.f1))


if __name__ == "__main__":
    main()
