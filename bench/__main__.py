"""`python -m bench [PART...] [--rounds N] [--pages N] [--papers N] [--profile]`: results as Markdown on stdout.

Parts: authorities, reading, memory, extraction, compare; all without a name.
`python -m bench batch` is for whole runs over many papers, `python -m bench variants` for what the form of papers
costs; both have options of their own (`--help`).
"""

from __future__ import annotations

import argparse
import cProfile
import io
import os
import platform
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bench import comparing, long
from bench.batch import compare as batch
from bench.extracting import Cost, TimedGrammar, kind_of
from bench.measure import cpu_seconds, run
from bench.readers import IN_PROCESS, File, available, command, every_paper, files, pdftotext, with_papers
from schemas.paper import Paper

_TOP = 14  # lines of a profile


def say(line: str = "") -> None:
    """One line of the results, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def authorities() -> None:
    """Load time of the register, and time a call of the resolver."""
    from pipeline.authorities import load_register

    load = cpu_seconds(load_register)
    register = load_register()
    first = cpu_seconds(lambda: register.resolve("Nowhere"))
    bodies = register.authorities.values()
    names = [name for body in bodies for name in (body.name, f"London Borough of {body.name}", f"{body.name} Panel")]
    began = time.process_time()
    for name in names:
        register.resolve(name)
    each = (time.process_time() - began) / len(names)
    say("## Authorities\n")
    say(
        f"- Register loaded in {1000 * load:.0f} ms, {len(register.authorities)} authorities; the first name, for which"
    )
    say(f"  the written forms are made, {1000 * first:.0f} ms.")
    say(f"- One name resolved in {1e6 * each:.0f} µs (mean of {len(names):,}; two thirds of them not as registered).\n")


def reading(sample: Sequence[File], rounds: int) -> None:
    """Pages a second of each reader, the best of some rounds a file, on papers with and without tables."""
    readers = available()
    best: dict[tuple[str, Path], float] = {}
    for work in IN_PROCESS.values():
        work(sample[0].path)  # what they import is loaded before the clock runs
    for file in sample:
        for _ in range(rounds):
            for reader in readers:
                path = file.path
                took = run(pdftotext(path)).seconds if reader == "pdftotext" else _timed(IN_PROCESS[reader], path)
                best[reader, path] = min(took, best.get((reader, path), took))
    say("## Reading\n")
    say(f"CPU seconds, best of {rounds} rounds a file; pdftotext with the start of its process.\n")
    say("| files | pages | " + " | ".join(f"{reader}, pages/s" for reader in readers) + " | ratios |")
    say("|---|---|" + "---|" * (len(readers) + 1))
    groups = (
        ("with tables", [file for file in sample if file.tabled]),
        ("without tables", [file for file in sample if not file.tabled]),
        ("all", sample),
    )
    for name, group in groups:
        pages = sum(file.pages for file in group)
        seconds = {reader: sum(best[reader, file.path] for file in group) for reader in readers}
        own = seconds["papers"]
        ratios = [f"{seconds['pdfplumber'] / own:.1f} times as fast as pdfplumber"]
        if "pdftotext" in seconds:
            ratios.append(f"{own / seconds['pdftotext']:.1f} times pdftotext's time")
        speeds = " | ".join(f"{pages / seconds[reader]:.0f}" for reader in readers)
        say(f"| {name} ({len(group)}) | {pages} | {speeds} | {', '.join(ratios)} |")
    say()


def _timed(work: Callable[[Path], Any], path: Path) -> float:
    return cpu_seconds(lambda: work(path))


def _read(sample: Sequence[File]) -> None:
    for file in sample:
        with_papers(file.path)


def memory(pages: int) -> None:
    """Peak memory and time of each reader, in a process of its own, on one long document."""
    say(f"## A document of {pages} pages\n")
    say("| reader | peak memory, MB | CPU seconds |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.pdf"
        long.make(path, pages)
        for reader in available():
            cost = run(command(reader, path))
            say(f"| {reader} | {cost.megabytes:.0f} | {cost.seconds:.1f} |")
    say()


def extraction(papers: Sequence[Paper], rounds: int, profile: bool) -> None:
    """Words a second of the extractor by kind of paper, and what part of the time is parsing."""
    from pipeline.extract.extractor import Extractor

    load = cpu_seconds(Extractor)
    extractor = Extractor()
    extractor.grammar = parsing = TimedGrammar(extractor.grammar.name)
    kinds: dict[str, list[Cost]] = {}
    for paper in papers:
        kind = kind_of(paper, extractor.extract(paper))  # what is loaded at first use is loaded before the clock runs
        best = min((parsing.cost(partial(extractor.extract, paper)) for _ in range(rounds)), key=lambda c: c.seconds)
        kinds.setdefault(kind, []).append(Cost(paper.words, best.seconds, best.parsing))
    say("## Extraction\n")
    say(f"Extractor loaded in {load:.1f} s. Papers already read; CPU seconds, best of {rounds} rounds a paper.\n")
    say("| papers | words | words/s | parsing | words/s without |")
    say("|---|---|---|---|---|")
    for kind, costs in (*sorted(kinds.items()), ("all", [cost for own in kinds.values() for cost in own])):
        words, took, parsed = (sum(c[n] for c in costs) for n in range(3))
        rates = f"{words / took:,.0f} | {parsed / took:.0%} | {words / max(took - parsed, 1e-9):,.0f}"
        say(f"| {kind} ({len(costs)}) | {words:,} | {rates} |")
    say()
    if profile:
        _profile("extraction", lambda: [extractor.extract(paper) for paper in papers])


def _profile(what: str, work: Callable[[], Any]) -> None:
    profiler = cProfile.Profile()
    profiler.runcall(work)
    out = io.StringIO()
    pstats.Stats(profiler, stream=out).strip_dirs().sort_stats("tottime").print_stats(_TOP)
    lines = [line.rstrip() for line in out.getvalue().splitlines() if line.strip() and "List reduced" not in line]
    say(f"Profile of {what} (cProfile, by own time):\n\n```")
    say("\n".join(lines))
    say("```\n")


def comparison(papers: int) -> None:
    """Time and memory of a comparison of so many papers' records."""
    found = comparing.compared(papers)
    say("## Comparison\n")
    say("`papers compare` on records made on the spot: reading the tables, comparing, writing the comparison.\n")
    say("| papers | records | rows written | seconds | CPU seconds | peak memory, MB |\n|---|---|---|---|---|---|")
    say(
        f"| {found.papers:,} | {found.records:,} | {found.rows:,} | {found.wall:.0f} | {found.seconds:.0f} "
        f"| {found.megabytes:,.0f} |"
    )
    say()


PARTS = ("authorities", "reading", "memory", "extraction", "compare")


def main() -> None:
    """The command."""
    if sys.argv[1:2] == ["batch"]:
        batch.main(sys.argv[2:], say)
        return
    if sys.argv[1:2] == ["variants"]:
        from bench.variants import compare as variants

        variants.main(sys.argv[2:], say)
        return
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)} (default: all)")
    options.add_argument("--rounds", type=int, default=3, help="rounds a file, of which the best counts (default: 3)")
    options.add_argument("--pages", type=int, default=500, help="length of the long document (default: 500)")
    options.add_argument("--papers", type=int, default=10_000, help="papers that are compared (default: 10000)")
    options.add_argument("--profile", action="store_true", help="show where the time goes, too")
    chosen = options.parse_args()
    parts = set(chosen.parts or PARTS)
    if strange := sorted(parts - set(PARTS)):
        options.error(f"there is no part {strange[0]}; the parts are {', '.join(PARTS)}")
    named = os.environ.get("COMMITTEE_PAPERS_SHARED")
    say(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores.\n")
    shared = Path(named) if named else None
    if "authorities" in parts:
        authorities()
    if "reading" in parts:
        sample = files(shared)
        reading(sample, chosen.rounds)
        if chosen.profile:
            plain = [file for file in sample if not file.tabled]
            _profile("reading papers without tables", lambda: _read(plain))
            _profile("reading papers with tables", lambda: _read([file for file in sample if file.tabled]))
    if "memory" in parts:
        memory(chosen.pages)
    if "extraction" in parts:
        extraction(every_paper(shared), chosen.rounds, chosen.profile)
    if "compare" in parts:
        comparison(chosen.papers)


if __name__ == "__main__":
    main()
