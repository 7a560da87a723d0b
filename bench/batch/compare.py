"""`python -m bench batch [--papers N] [--sample N] [--seed N] [--folder FOLDER]`: runs over many papers, as Markdown.

Papers are made on the spot. The naive script reads a sample of them; `papers run` reads a tenth of them, and all of
them with one worker and with two; the naive script reads its sample again, since machines grow slower and faster, and
once more twice at once, which tells what a second core is worth here. Then both read the specimens that have
annotations.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pypdfium2 as pypdfium

from bench.batch.papers import write_papers
from bench.batch.processes import Took, run
from bench.readers import ROOT

_TENTH = 10
AIMS = {"one": 12.0, "two": 20.0, "gain": 1.6, "megabytes": 1500.0}
"""How many times as fast as the naive script with one worker and with two; two workers beside one; memory a worker."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A command over some papers: what it took, their pages, and the bytes of what it left and of what it kept."""

    name: str
    papers: int
    pages: int
    took: Took
    output: int = 0
    kept: int = 0

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.took.seconds

    @property
    def cpu_rate(self) -> float:
        """Pages a second of CPU time, all processes together."""
        return self.pages / self.took.cpu


def main(arguments: Sequence[str], say: Callable[[str], None]) -> None:
    """The command."""
    options = argparse.ArgumentParser(prog="python -m bench batch", description=__doc__)
    options.add_argument("--papers", type=int, default=2000, help="how many (default: 2000)")
    options.add_argument("--sample", type=int, default=60, help="how many of them for the naive script (default: 60)")
    options.add_argument("--seed", type=int, default=0, help="of papers and sample (default: 0)")
    options.add_argument("--folder", type=Path, help="keep papers and results in this folder")
    chosen = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        _compare(chosen.folder or Path(folder), chosen.papers, chosen.sample, chosen.seed, say)


def _compare(folder: Path, count: int, sample: int, seed: int, say: Callable[[str], None]) -> None:
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    say(
        f"## Many papers\n\nPython {platform.python_version()}, {os.cpu_count()} cores, load at the start {busy:.1f}.\n"
    )
    papers = write_papers(folder / "papers", count, seed)
    pages = {path: _pages(path) for path in papers}
    lot = sorted(random.Random(seed).sample(papers, min(sample, count)))
    (folder / "all.txt").write_text("\n".join(map(str, papers)), encoding="utf-8")
    (folder / "tenth.txt").write_text("\n".join(map(str, papers[::_TENTH])), encoding="utf-8")

    def measure(name: str, command: Sequence[str], some: Sequence[Path], out: Path) -> Measured:
        took = run([sys.executable, "-m", *command])
        cache = out / ".cache"
        kept = _bytes(cache) if cache.is_dir() else 0
        measured = Measured(name, len(some), sum(pages[path] for path in some), took, _bytes(out) - kept, kept)
        say(_row(measured))
        shutil.rmtree(out)
        return measured

    def ours(name: str, listed: str, workers: int, some: Sequence[Path]) -> Measured:
        out = folder / f"{listed}-{workers}"
        command = ["bench.batch.papers_run", "--from-list", str(folder / f"{listed}.txt"), "--out", str(out)]
        return measure(name, [*command, "--workers", str(workers), "--quiet"], some, out)

    say(
        "| | papers | pages | seconds | CPU seconds | pages/s | pages/s of CPU | MB, parent | MB, worker "
        "| MB, comparison | MB on disk |"
    )
    say("|---|---|---|---|---|---|---|---|---|---|---|")

    def naive(name: str = "naive script", out: str = "naive") -> Measured:
        return measure(name, ["bench.batch.naive", str(folder / out), *map(str, lot)], lot, folder / out)

    before = naive()
    few = ours("papers run, 1 worker", "tenth", 1, papers[::_TENTH])
    one = ours("papers run, 1 worker", "all", 1, papers)
    two = ours("papers run, 2 workers", "all", 2, papers)
    after = naive()
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(partial(naive, "naive script, twice at once"), ("first", "second")))
    say("")
    core = sum(twin.rate for twin in both) / after.rate
    _aims(_together(before, after), few, one, two, core, say)
    _scores(folder, say)


def _together(one: Measured, other: Measured) -> Measured:
    """Two runs as one that took the time of both."""
    took = replace(one.took, seconds=one.took.seconds + other.took.seconds, cpu=one.took.cpu + other.took.cpu)
    return replace(one, papers=one.papers + other.papers, pages=one.pages + other.pages, took=took)


def _row(one: Measured) -> str:
    took = one.took
    disk = f"{one.output / 1e6:.0f} + {one.kept / 1e6:.0f} kept" if one.kept else f"{one.output / 1e6:.1f}"
    cells = [one.name, f"{one.papers:,}", f"{one.pages:,}", f"{took.seconds:.0f}", f"{took.cpu:.0f}"]
    cells += [f"{one.rate:.1f}", f"{one.cpu_rate:.1f}", f"{took.megabytes:.0f}", f"{took.workers_megabytes:.0f}"]
    cells += [f"{took.later_megabytes:.0f}", disk]
    return f"| {' | '.join(cells)} |"


def _aims(
    naive: Measured, few: Measured, one: Measured, two: Measured, core: float, say: Callable[[str], None]
) -> None:
    def times(a: Measured, b: Measured) -> str:
        return f"{a.rate / b.rate:.1f} times by the clock, {a.cpu_rate / b.cpu_rate:.1f} by CPU time"

    say("| aim | came out | met |\n|---|---|---|")
    worker = max(run.took.workers_megabytes for run in (few, one, two))
    gain = two.rate / one.rate
    flat = one.took.workers_megabytes / max(few.took.workers_megabytes, 1)
    itself = one.took.megabytes / max(few.took.megabytes, 1)
    linear = (one.took.cpu / one.papers) / (few.took.cpu / few.papers)
    for aim, came, met in (
        (
            f"one worker, {AIMS['one']:.0f} times the naive script",
            times(one, naive),
            one.rate / naive.rate >= AIMS["one"],
        ),
        (f"two workers, {AIMS['two']:.0f} times", times(two, naive), two.rate / naive.rate >= AIMS["two"]),
        (
            f"two workers, {AIMS['gain']} times one",
            f"{gain:.2f} times by the clock, where two naive scripts at once do {core:.2f} times what one does",
            gain >= AIMS["gain"],
        ),
        ("under 1.5 GB a worker", f"{worker:.0f} MB", worker < AIMS["megabytes"]),
        ("time linear", f"{linear:.2f} times the CPU time a paper, with ten times the papers", linear <= 1.1),
        (
            "memory flat",
            f"{flat:.2f} times a worker's, {itself:.2f} times that of the parent",
            max(flat, itself) <= 1.1,
        ),
    ):
        say(f"| {aim} | {came} | {'yes' if met else 'no'} |")
    say("")


def _scores(folder: Path, say: Callable[[str], None]) -> None:
    """F1 of both on the specimens, by their annotations."""
    from pipeline.evaluate import evaluate

    corpus = ROOT / "corpus"
    register = ["--register", str(corpus / "authorities.csv")]
    own, naive = folder / "own-scored", folder / "naive-scored"
    files = [str(path) for path in sorted((corpus / "papers").iterdir())]
    run([sys.executable, "-m", "bench.batch.papers_run", *files, *register, "--out", str(own), "--quiet"])
    run([sys.executable, "-m", "bench.batch.naive", str(naive), *files])
    say("| relaxed F1 on the specimens | priorities | actions | progress | mean |\n|---|---|---|---|---|")
    for name, out in (("papers run", own), ("naive script", naive)):
        found = evaluate(out, corpus / "gold")
        figures = [found.records[kind]["relaxed"].f1 for kind in ("priorities", "actions", "progress")]
        say(f"| {name} | {' | '.join(f'{figure or 0:.2f}' for figure in (*figures, found.mean_f1))} |")
    say("")


def _pages(path: Path) -> int:
    document = pypdfium.PdfDocument(path)
    count = len(document)
    document.close()
    return count


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
