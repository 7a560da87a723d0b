"""Runs on a Dask cluster: the same bytes as here, whatever its workers do."""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from pipeline.batch import Reuse, StartError, StoreError, Summary, run
from pipeline.batch.cluster import dask_engine, site
from pipeline.batch.cluster.engine import DaskEngine
from pipeline.batch.ledger import read_ledger
from pipeline.batch.store import Store
from pipeline.config import Settings
from soak.broken_off import output

sys.path.insert(0, str(Path(__file__).parents[1]))
from stand_in import load, load_badly

GOOD = "Report to Cabinet\n\n1. We will mend the lane.\n\n2. We will plant {} trees.\n"
PAPERS = {f"{i}.txt": GOOD.format(i) for i in range(6)} | {
    "00.txt": "SLOW " + GOOD.format("slow"),
    "01.txt": "CRASH",
    "02.txt": "RAISE",
    "03.txt": "",
    "again.txt": GOOD.format(3),
}
STATES = {"01.txt": "failed", "02.txt": "failed", "03.txt": "empty"}
QUICK = Settings.model_validate(
    {"ingest": {"timeout_seconds": 60, "ocr": "never"}, "extract": {"taxonomies": ["general"]}}
)


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Two workers with a thread each, as somebody else would have started them."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, memory_limit=None, dashboard_address=":0", silence_logs=50
    ) as own:
        yield own


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of papers `in`, and `here`, what worker processes on this computer make of them."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "in").mkdir()
    for name, text in PAPERS.items():
        (folder / "in" / name).write_text(text)
    before = Path.cwd()
    os.chdir(folder)
    run(["in"], Path("here"), QUICK, workers=2, load=load)
    os.chdir(before)
    return folder


@pytest.fixture(autouse=True)
def folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(home)
    yield home
    shutil.rmtree(home / "there", ignore_errors=True)


def there(where: LocalCluster | str, **options: object) -> Summary:
    address = where if isinstance(where, str) else where.scheduler_address
    return run(["in"], Path("there"), QUICK, **{"load": load, "engine": dask_engine(address), **options})  # type: ignore[arg-type]


def test_the_bytes_are_those_of_a_run_here_though_a_worker_is_killed(cluster: LocalCluster) -> None:
    with Client(cluster, set_as_default=False) as client:
        victim = next(iter(client.run(os.getpid).values()))
    steps = []

    def kill(done: int, total: int, row: object, seconds: float) -> None:
        steps.append(row)
        if done == 1:
            os.kill(victim, signal.SIGKILL)

    there(cluster, progress=kill)
    assert len(steps) == len(PAPERS)
    with pytest.raises(ProcessLookupError):
        os.kill(victim, 0)
    states = {row.input: row.state.value for row in read_ledger(Path("there"))}
    assert states == {f"in/{name}": STATES.get(name, "ok") for name in PAPERS}
    assert output(Path("there")) == output(Path("here"))


def test_workers_that_do_not_see_our_disk_are_sent_bytes_and_send_results(
    cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    def see(with_eyes: object) -> None:
        site._is_here = with_eyes  # type: ignore[assignment]

    adopted, sent = [], []
    adopt, submit = Store.adopt, DaskEngine._submit
    monkeypatch.setattr(Store, "adopt", lambda self, key, data: adopted.append(key) or adopt(self, key, data))
    monkeypatch.setattr(DaskEngine, "_submit", lambda self, job: sent.append(self._send) or submit(self, job))
    monkeypatch.setattr("pipeline.batch.cluster.engine.PROBE", "elsewhere")
    with Client(cluster, set_as_default=False) as client:
        client.run(see, lambda job: False)
        try:
            there(cluster, reuse=Reuse(keep=False))
        finally:
            client.run(see, site._is_here)
        left = client.run(lambda dask_worker: [str(p) for p in Path(dask_worker.local_directory).glob("papers-*")])
    jobs = len(PAPERS) - 1  # two have the same bytes
    assert (len(adopted), sum(sent)) == (jobs - 1, jobs), "one crashed and has no result"
    assert not all(sent), "that they do not see it was found out"
    assert output(Path("there")) == output(Path("here"))
    assert not any(left.values()), "files and results are taken away"


def test_a_run_that_is_broken_off_leaves_no_process_and_goes_on(cluster: LocalCluster) -> None:
    def stop(done: int, *more: object) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        there(cluster, progress=stop)
    there(cluster)
    assert output(Path("there")) == output(Path("here"))
    with Client(cluster, set_as_default=False) as client:
        assert not any(client.run(lambda: [s for sites in site._idle.values() for s in sites]).values())


def test_a_paper_that_kills_dasks_workers_is_given_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.batch.cluster.engine.ATTEMPTS", 2)
    (folder / "in2").mkdir()
    for name, text in {"1.txt": PAPERS["1.txt"], "2.txt": "PATRICIDE"}.items():
        (folder / "in2" / name).write_text(text)
    run(["in2"], Path("there"), QUICK, workers=1, load=load, engine=dask_engine())
    states = {row.input: row.state.value for row in read_ledger(Path("there"))}
    assert states == {"in2/1.txt": "ok", "in2/2.txt": "failed"}


def test_what_is_done_already_needs_no_cluster() -> None:
    shutil.copytree("here", "there")
    assert there("tcp://127.0.0.1:1").cached == len(PAPERS)


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.batch.cluster.engine._CONNECT_SECONDS", 0.5)
    with pytest.raises(StartError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:1"):
        there("tcp://127.0.0.1:1")


def test_the_extra_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(StartError, match=r"pip install 'committee-papers\[dask\]'"):
        dask_engine()


def test_workers_that_cannot_load_stop_the_run_with_their_reason(cluster: LocalCluster) -> None:
    with pytest.raises(StartError, match="no model here"):
        there(cluster, load=load_badly)


def test_workers_with_another_version_are_refused(cluster: LocalCluster) -> None:
    def older(version: str) -> str:
        from pipeline.batch import cache

        before, cache.__version__ = cache.__version__, version
        return before

    with Client(cluster, set_as_default=False) as client:
        (before, *_) = client.run(older, "0.0.1").values()
        try:
            with pytest.raises(StartError, match="another version of Committee Papers"):
                there(cluster)
        finally:
            client.run(older, before)


def test_a_scheduler_that_is_lost_stops_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It has no worker yet, so that its end finds the run waiting."""
    monkeypatch.setattr("pipeline.batch.cluster.engine._CONNECT_SECONDS", 3)
    known = tmp_path / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard"]
    scheduler = subprocess.Popen([*command, "--scheduler-file", str(known)], stderr=subprocess.DEVNULL)
    try:
        while not known.exists():
            time.sleep(0.05)
        monkeypatch.setattr("pipeline.batch.cluster.engine._log.warning", lambda said: scheduler.kill())
        with pytest.raises(StoreError, match="Start it again"):
            there(str(known))
    finally:
        scheduler.kill()
        scheduler.wait()
