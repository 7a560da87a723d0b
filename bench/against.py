"""`python -m bench.against CHECKOUT [--rounds N]`: extraction by another checkout and by this, and whether they agree.

Both extract the same papers (read by this checkout) by turns, paper by paper, so that what else the machine does
burdens both alike.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.readers import ROOT, every_paper

_WORKER = Path(__file__).with_name("extract_in_turn.py")


class Checkout:
    """A process that extracts papers with the code of one checkout.

    Raises:
        RuntimeError: it ended before its time; what it said stands above.
    """

    def __init__(self, folder: Path, papers: Path) -> None:
        self.folder = folder
        command = [sys.executable, str(_WORKER), str(papers)]
        self.process = subprocess.Popen(
            command,
            env={**os.environ, "PYTHONPATH": str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def extract(self, number: int) -> tuple[float, float, str]:
        """CPU seconds of one paper, those of them spent parsing, and a digest of its tables."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{number}\n")
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"Extraction in {self.folder} failed.")
        seconds, parsing, digest = json.loads(answer)
        return seconds, parsing, digest


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("checkout", type=Path, help="folder of the other checkout")
    options.add_argument("--rounds", type=int, default=3, help="rounds a paper, of which the best counts (default: 3)")
    chosen = options.parse_args()
    named = os.environ.get("COMMITTEE_PAPERS_SHARED")
    papers = every_paper(Path(named) if named else None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "papers"
        path.write_bytes(pickle.dumps(papers))
        both = (Checkout(chosen.checkout.resolve(), path), Checkout(ROOT, path))
        took, parsed, differ = [0.0, 0.0], [0.0, 0.0], []
        for number, paper in enumerate(papers):
            for checkout in both:
                checkout.extract(number)  # once before the clock counts
            rounds = [[checkout.extract(number) for checkout in both] for _ in range(chosen.rounds)]
            for n in range(2):
                seconds, parsing, _ = min(turn[n] for turn in rounds)
                took[n] += seconds
                parsed[n] += parsing
            if len({digest for turn in rounds for _, _, digest in turn}) > 1:
                differ.append(paper.file)
    words = sum(paper.words for paper in papers)
    for name, seconds, parsing in zip(("other", "this"), took, parsed, strict=True):
        sys.stdout.write(f"{name}: {words / seconds:,.0f} words/s, parsing {parsing / seconds:.0%}\n")
    sys.stdout.write(f"this is {took[0] / took[1]:.2f} times as fast, {len(papers)} papers, {words:,} words\n")
    sys.stdout.write(f"tables differ: {', '.join(differ) or 'none'}\n")


if __name__ == "__main__":
    main()
