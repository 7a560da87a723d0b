"""`run`: inputs to an output folder, in worker processes, with one ledger row an input."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pipeline.batch.collect import Collector
from pipeline.batch.inputs import Input, find_inputs
from pipeline.batch.manifest import Manifest
from pipeline.batch.pool import Lost, Pool
from pipeline.batch.worker import Job, Loader, Outcome, load_extractor, outcome_path
from pipeline.config import Settings
from pipeline.export.comparison import charts_wanted, write_comparison
from pipeline.export.files import sha256_of
from pipeline.export.package import write_package
from pipeline.export.run_record import RUN_FILE, write_run_record
from pipeline.export.spreadsheets import FOLDER as SPREADSHEETS
from pipeline.export.spreadsheets import write_spreadsheets
from pipeline.extract.themes import Taxonomy
from pipeline.models import describe_calibration, describe_classifier, describe_model
from schemas.ids import source_id
from schemas.records import LedgerRow
from schemas.states import State

Progress = Callable[[int, int, LedgerRow, float], None]
"""Told of each input as its row is written: how many are done, of how many, the row, and the seconds it took."""


_SPOOL = ".spool-"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to.

    Attributes:
        states: number of inputs by state; their sum is the number of inputs.
        rows: number of rows by table.
        failures: ledger rows that make the run's exit code 1: all that are not ok, but for unsupported files met on
            a walk.
        notes: what the user should know of the manifest and of the comparison.
    """

    out: Path
    inputs: int
    states: Counter[State]
    rows: Counter[str]
    duplicates: int
    failures: tuple[LedgerRow, ...]
    notes: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(slots=True)
class _Tally:
    states: Counter[State] = field(default_factory=Counter)
    failures: list[LedgerRow] = field(default_factory=list)
    hashes: dict[str, str | None] = field(default_factory=dict)

    def add(self, one: Input, row: LedgerRow, sha256: str | None) -> None:
        self.states[row.state] += 1
        self.hashes[one.name] = sha256
        if row.state is not State.OK and not (one.walked and row.state is State.UNSUPPORTED):
            self.failures.append(row)


def default_workers() -> int:
    """The number of cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    named: Iterable[Path],
    out: Path,
    settings: Settings | None = None,
    *,
    manifest: Manifest | None = None,
    workers: int | None = None,
    safe_cells: bool = False,
    charts: bool = False,
    progress: Progress | None = None,
    load: Loader = load_extractor,
) -> Summary:
    """Read and extract all that `named` files and folders hold, and write the tables to `out`.

    The bytes written depend on the inputs, the settings and the software alone: not on the number of workers (default:
    all cores) or the order of `named`. Tables of an earlier run in `out` are replaced when all is done; `run.json` is
    taken away first and written last, so that a folder that has one is whole. Call it under
    `if __name__ == "__main__":` in a script, since workers are spawned.

    With `safe_cells`, `out/spreadsheets` has copies of the tables for spreadsheet programs; with `charts`,
    `out/comparison/charts` has charts.

    Raises:
        InputError: there is no file to read.
        ManifestError: the manifest does not fit the inputs.
        ConfigError: a taxonomy or a file of aims of the settings is missing or broken.
        ModelError: the trained pipeline or classifier is missing or not the one expected.
        ChartError: charts are wanted and cannot be drawn.
        StartError: workers cannot start.
        OSError: `out` cannot be written.
    """
    from pipeline.aggregate.aims import matcher  # pandas takes a while to load

    settings = settings or Settings()
    started = datetime.now(UTC)
    clock = time.perf_counter()
    charts_wanted(out, charts)
    inputs = find_inputs(named, leave_out=out)
    values, unused = manifest.assign(inputs) if manifest else ({}, [])
    notes = tuple(f"{manifest.path}: no input is called {file}." for file in unused) if manifest else ()
    models = [
        describe_model(settings.extract.spacy_model),
        describe_classifier(settings.extract.classifier),
        describe_calibration(settings.extract.confidence),
    ]
    taxonomies = [Taxonomy.load(name) for name in settings.extract.taxonomies]
    matcher(settings.compare.aims)  # what is wrong with them is said before the work, not after it

    out.mkdir(parents=True, exist_ok=True)
    for left in out.glob(f"{_SPOOL}*"):  # of a run that was killed
        shutil.rmtree(left)
    spool = out / f"{_SPOOL}{os.getpid()}"
    spool.mkdir()
    tally = _Tally()
    count = max(workers or default_workers(), 1)
    try:
        jobs = [Job(i, one.name, one.path, values.get(one.name)) for i, one in enumerate(inputs) if one.found]
        (out / RUN_FILE).unlink(missing_ok=True)
        with (
            Collector(out, spool, keep_duplicates=settings.extract.keep_duplicates) as collector,
            Pool(count, settings, spool, load) as pool,
        ):
            for index, outcome in _in_order(inputs, pool.run(jobs), spool, settings):
                row = collector.add(index, outcome)
                tally.add(inputs[index], row, outcome.sha256)
                if progress:
                    progress(index + 1, len(inputs), row, sum(timing.seconds for timing in outcome.timings))
    finally:
        shutil.rmtree(spool)
    if tally.states.total() != len(inputs):
        raise AssertionError(f"{len(inputs)} inputs, {tally.states.total()} ledger rows")
    codes = {taxonomy.name: taxonomy.codes for taxonomy in taxonomies}
    comparison = write_comparison(out, codes, settings.compare, charts=charts)
    write_package(out)
    if safe_cells or (out / SPREADSHEETS).is_dir():  # copies of an earlier run would not be of these tables
        write_spreadsheets(out)
    write_run_record(
        out,
        settings=settings,
        models=models,
        taxonomies=taxonomies,
        inputs=tally.hashes,
        outputs=collector.digests | {name: sha256_of(out / name) for name in collector.frozen} | comparison.digests,
        manifest=manifest.path if manifest else None,
        times={
            "started": started.isoformat(timespec="seconds"),
            "seconds": round(time.perf_counter() - clock, 3),
            "workers": count,
        },
    )
    return Summary(
        out=out,
        inputs=len(inputs),
        states=tally.states,
        rows=collector.rows,
        duplicates=collector.duplicates,
        failures=tuple(tally.failures),
        notes=notes + comparison.notes,
        seconds=time.perf_counter() - clock,
    )


def _in_order(
    inputs: list[Input], finished: Iterator[tuple[int, Lost | None]], spool: Path, settings: Settings
) -> Iterator[tuple[int, Outcome]]:
    """Outcomes in the order of the inputs, each taken off the spool as soon as all before it are out."""
    done: dict[int, Lost | None] = {}
    for index, one in enumerate(inputs):
        if not one.found:
            reason = "There is no such file. Check the path, or put quotes round it if it holds blanks."
            yield index, Outcome(ledger=LedgerRow(input=one.name, state=State.MISSING, reason=reason))
            continue
        while index not in done:
            i, lost = next(finished)
            done[i] = lost
        lost = done.pop(index)
        if lost:
            yield index, _lost(one, lost, settings)
            continue
        path = outcome_path(spool, index)
        outcome = Outcome.model_validate_json(path.read_bytes())
        path.unlink()
        yield index, outcome


def _lost(one: Input, lost: Lost, settings: Settings) -> Outcome:
    """The outcome of an input whose worker did not live to write one."""
    ledger = LedgerRow(input=one.name, state=lost.state, reason=lost.reason)
    try:
        if one.path.stat().st_size > settings.ingest.max_bytes:
            return Outcome(ledger=ledger)
        data = one.path.read_bytes()
    except OSError:  # gone meanwhile: the row stands without its hash
        return Outcome(ledger=ledger)
    ledger = ledger.model_copy(update={"source_id": source_id(data), "bytes": len(data)})
    return Outcome(ledger=ledger, sha256=hashlib.sha256(data).hexdigest())
