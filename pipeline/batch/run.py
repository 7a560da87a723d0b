"""`run`: inputs to an output folder, in worker processes, with one ledger row an input."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pipeline.batch.cache import CACHE, context_of, describe_models
from pipeline.batch.collect import Collector
from pipeline.batch.comparing import Comparing, load_aims
from pipeline.batch.engine import MakeEngine
from pipeline.batch.inputs import KNOWN_FILE, Input, Stage, find_inputs
from pipeline.batch.ledger import check_ledger, counts_as_failure, to_do_again
from pipeline.batch.manifest import Manifest
from pipeline.batch.pool import Pool
from pipeline.batch.schedule import Schedule
from pipeline.batch.store import StoreError
from pipeline.batch.unfinished import Unfinished, unfinished
from pipeline.batch.worker import FULL, Loader, load_extractor, unwritable
from pipeline.config import CompareSettings, Settings
from pipeline.export.comparison import charts_wanted
from pipeline.export.package import write_package
from pipeline.export.run_record import RUN_FILE, write_run_record
from pipeline.export.spreadsheets import FOLDER as SPREADSHEETS
from pipeline.export.spreadsheets import write_spreadsheets
from pipeline.extract.themes import Taxonomy
from schemas.records import LedgerRow
from schemas.states import State

Progress = Callable[[int, int, LedgerRow, float], None]
"""Told of each input as its row is written: how many are done, of how many, the row, and the seconds it took."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to.

    Attributes:
        states: number of inputs by state; their sum is the number of inputs.
        rows: number of rows by table.
        failures: ledger rows that make the run's exit code 1: all that are not ok, but for unsupported files met on
            a walk.
        notes: what the user should know of the manifest, the cache and the comparison.
        cached: number of inputs whose result an earlier run had made.
    """

    out: Path
    inputs: int
    states: Counter[State]
    rows: Counter[str]
    duplicates: int
    failures: tuple[LedgerRow, ...]
    notes: tuple[str, ...] = ()
    seconds: float = 0.0
    cached: int = 0


@dataclass(frozen=True, slots=True)
class Reuse:
    """What a run takes from earlier ones.

    Attributes:
        cache: folder of results; None for `.cache` in the output folder.
        keep: take results from the cache and leave them there. Without it, results lie in the output folder until the
            run is finished.
        again: states of the last ledger; inputs that have one are done again.
        only_failed: the same for all inputs that make the run's exit code 1.
    """

    cache: Path | None = None
    keep: bool = True
    again: Collection[State] = ()
    only_failed: bool = False


@dataclass(slots=True)
class _Tally:
    states: Counter[State] = field(default_factory=Counter)
    failures: list[LedgerRow] = field(default_factory=list)
    hashes: dict[str, str | None] = field(default_factory=dict)
    cached: int = 0

    def add(self, one: Input, row: LedgerRow, sha256: str | None) -> None:
        self.states[row.state] += 1
        self.hashes[one.name] = sha256
        self.cached += row.cached
        if counts_as_failure(row.state, walked=one.walked):
            self.failures.append(row)


def default_workers() -> int:
    """The number of cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    named: Iterable[Path | str],
    out: Path,
    settings: Settings | None = None,
    *,
    manifest: Manifest | None = None,
    workers: int | None = None,
    safe_cells: bool = False,
    reuse: Reuse | None = None,
    command: Sequence[str] = (),
    charts: bool = False,
    progress: Progress | None = None,
    comparing: Callable[[], None] | None = None,
    load: Loader = load_extractor,
    engine: MakeEngine = Pool,
) -> Summary:
    """Read and extract all that `named` files, folders, archives and addresses hold (see `find_inputs`), and write the
    tables to `out`.

    The bytes written depend on the inputs, the settings and the software alone, and in the ledger's column `cached` on
    what earlier runs had finished: not on the number of workers (default: all cores), the order of `named`, or how
    often the run was broken off and begun again. Tables of an earlier run in `out` are replaced when all is done;
    `run.json` is taken away first and written last, so that a folder that has one is whole. Call it under
    `if __name__ == "__main__":` in a script, since workers are spawned.

    `engine` does the work: processes on this computer, or `pipeline.batch.cluster.dask_engine`.

    With `safe_cells`, `out/spreadsheets` has copies of the tables for spreadsheet programs; with `charts`,
    `out/comparison/charts` has charts. `command` is the words of the command line, for `papers status` to show.
    `comparing` is called when all inputs are done and the comparison begins, which takes minutes where papers are many.

    Raises:
        InputError: there is no file to read.
        ManifestError: the manifest does not fit the inputs.
        ConfigError: a taxonomy or a file of aims of the settings is missing or broken.
        ModelError: the trained pipeline or classifier is missing or not the one expected.
        ChartError: charts are wanted and cannot be drawn.
        StartError: workers cannot start.
        RunningError: another run writes to `out`.
        StoreError: a disk is full, or results cannot be kept. Called again, the run goes on where it was.
        LedgerError: there is no ledger to say what to do again, or the run's own does not add up.
        ProcessError: the process that compared was lost. Called again, the run goes on where it was.
        OSError: `out` cannot be written.
    """
    settings = settings or Settings()
    charts_wanted(out, charts)
    reuse = reuse or Reuse()
    inputs = find_inputs(named, out, settings)
    cache = (reuse.cache or out / CACHE).resolve()
    inputs = [one for one in inputs if not (one.walked and cache in one.path.resolve().parents)]
    values, unused = manifest.assign(inputs) if manifest else ({}, [])
    job = _Job(settings, inputs, values, manifest, max(workers or default_workers(), 1), cache, reuse, load, engine)
    job.notes.extend(f"{manifest.path}: no input is called {file}." for file in unused if manifest)
    try:
        out.mkdir(parents=True, exist_ok=True)
        with unfinished(out) as left:
            again = to_do_again(out, inputs, reuse.again, only_failed=reuse.only_failed, left=left.before)
            left.begin(tuple(command), len(inputs), again.states, again.names)
            return _work(
                out,
                job,
                left,
                again.names,
                safe_cells=safe_cells,
                charts=charts,
                progress=progress,
                comparing=comparing,
            )
    except OSError as error:
        if error.errno in FULL:
            raise StoreError(unwritable(error)) from error
        raise


class _Job:
    """All that a run is made of, found good before anything is written."""

    def __init__(
        self,
        settings: Settings,
        inputs: list[Input],
        values: dict[str, Mapping[str, str]],
        manifest: Manifest | None,
        workers: int,
        cache: Path,
        reuse: Reuse,
        load: Loader,
        engine: MakeEngine,
    ) -> None:
        self.settings = settings
        self.inputs = inputs
        self.values = values
        self.manifest = manifest
        self.workers = workers
        self.cache = cache
        self.reuse = reuse
        self.load = load
        self.engine = engine
        self.notes: list[str] = []
        self.started = datetime.now(UTC)
        self.clock = time.perf_counter()
        self.models = describe_models(settings)
        self.taxonomies = [Taxonomy.load(name) for name in settings.extract.taxonomies]
        if settings.compare.aims != CompareSettings().aims:
            load_aims(settings.compare.aims)  # what is wrong with them is said before the work, not after it
        self.context = context_of(settings, self.models, self.taxonomies, load)


def _work(
    out: Path,
    job: _Job,
    left: Unfinished,
    again: Collection[str],
    *,
    safe_cells: bool,
    charts: bool,
    progress: Progress | None,
    comparing: Callable[[], None] | None,
) -> Summary:
    store = job.context.store(job.cache if job.reuse.keep else left.results, left.run)
    store.sweep()
    (out / RUN_FILE).unlink(missing_ok=True)
    tally = _Tally()
    schedule = Schedule(job.inputs, job.values, store, again)
    known = job.cache / KNOWN_FILE if job.reuse.keep else None
    workers = job.workers
    with Comparing(job.settings.compare, len(job.inputs), job.workers) as aside:
        try:
            with (
                Collector(out, keep_duplicates=job.settings.extract.keep_duplicates) as collector,
                Stage(left.staged, job.settings, known, schedule.wanted) as stage,
                job.engine(job.workers, job.settings, store, job.load) as engine,
            ):
                for index, result in schedule.results(engine.run(schedule.jobs(stage))):
                    row = collector.add(result, cached=result.run != left.run)
                    tally.add(job.inputs[index], row, result.outcome.sha256)
                    left.done(row.state)
                    aside.come_to(index + 1, collector.rows["papers.csv"])
                    if progress:
                        seconds = 0.0 if row.cached else sum(timing.seconds for timing in result.outcome.timings)
                        progress(index + 1, len(job.inputs), row, seconds)
                workers = engine.workers
        finally:
            store.sweep()
        if comparing:
            comparing()
        check_ledger(out, (one.name for one in job.inputs), collector.rows)
        themes = {taxonomy.name: taxonomy.codes for taxonomy in job.taxonomies}
        comparison = aside.write(out, themes, charts=charts)
    write_package(out, collector.digests | comparison.digests)
    if safe_cells or (out / SPREADSHEETS).is_dir():  # copies of an earlier run would not be of these tables
        write_spreadsheets(out)
    write_run_record(
        out,
        settings=job.settings,
        models=job.models,
        taxonomies=job.taxonomies,
        inputs=tally.hashes,
        outputs=collector.digests | collector.frozen | comparison.digests,
        manifest=job.manifest.path if job.manifest else None,
        times={
            "started": job.started.isoformat(timespec="seconds"),
            "seconds": round(time.perf_counter() - job.clock, 3),
            "workers": workers,
        },
    )
    left.finish()
    return Summary(
        out=out,
        inputs=len(job.inputs),
        states=tally.states,
        rows=collector.rows,
        duplicates=collector.duplicates,
        failures=tuple(tally.failures),
        notes=(*job.notes, *schedule.notes, *comparison.notes),
        seconds=time.perf_counter() - job.clock,
        cached=tally.cached,
    )
