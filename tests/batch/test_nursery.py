"""The process that workers are forked from: what happens to it costs no paper."""

import multiprocessing
import os
import signal
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.batch import run
from pipeline.batch.pool import Pool
from pipeline.cli.commands import cli
from pipeline.config import Settings
from pipeline.processes import nurse_ahead
from soak.broken_off import output

sys.path.insert(0, str(Path(__file__).parent))
from stand_in import InProcess, StandIn, load

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux alone")
QUICK = Settings.model_validate({"ingest": {"timeout_seconds": 60}, "extract": {"taxonomies": ["general"]}})
PAPERS = 6


def load_with_a_thread(settings: Settings) -> StandIn:
    """A library that keeps a thread, as some do."""
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
    return StandIn()


def load_telling(settings: Settings) -> StandIn:
    """Leaves a file for each time that it loads."""
    (Path("loaded") / str(os.getpid())).touch()
    return StandIn()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with papers, and the output that is expected of them."""
    monkeypatch.chdir(tmp_path)
    for name in ("in", "loaded"):
        (tmp_path / name).mkdir()
    for i in range(PAPERS):
        (tmp_path / f"in/{i}.txt").write_text(f"Report to Cabinet\n\n1. SLOW, we will plant {i} trees.\n")
    run(["in"], Path("whole"), QUICK, load=load, engine=InProcess)
    return tmp_path


def nurses() -> list[int]:
    return [child.pid for child in multiprocessing.active_children() if child.name == "papers-nursery" and child.pid]


def test_a_run_that_loses_it_goes_on() -> None:
    lost = []

    def lose(done: int, *more: object) -> None:
        if done == 1:
            (pid,) = nurses()
            os.kill(pid, signal.SIGKILL)
            lost.append(pid)

    run(["in"], Path("out"), QUICK, workers=2, load=load, progress=lose)
    assert lost
    assert output(Path("out")) == output(Path("whole"))


def test_what_workers_need_is_loaded_once() -> None:
    run(["in"], Path("out"), QUICK, workers=3, load=load_telling)
    assert len(list(Path("loaded").iterdir())) == 1


def test_one_that_was_started_ahead_is_the_one_that_loads() -> None:
    with nurse_ahead() as ahead:
        run(["in"], Path("out"), QUICK, workers=2, load=load_telling, engine=partial(Pool, ahead=ahead))
        assert [file.name for file in Path("loaded").iterdir()] == [str(ahead.pid)]
    assert nurses() == []
    assert output(Path("out")) == output(Path("whole"))


def test_one_that_was_lost_before_its_run_began_is_replaced() -> None:
    with nurse_ahead() as ahead:
        os.kill(ahead.pid, signal.SIGKILL)
        run(["in"], Path("out"), QUICK, workers=2, load=load, engine=partial(Pool, ahead=ahead))
    assert output(Path("out")) == output(Path("whole"))


def test_one_that_was_started_for_a_run_that_is_refused_ends(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["run", "nowhere.pdf", "--config", str(folder / "in/0.txt"), "--out", "out"])
    assert result.exit_code == 2
    assert nurses() == []


def test_a_library_that_keeps_a_thread_is_not_forked() -> None:
    run(["in"], Path("out"), QUICK, workers=2, load=load_with_a_thread)
    assert output(Path("out")) == output(Path("whole"))


def test_a_run_leaves_no_process(folder: Path) -> None:
    def stop(done: int, *more: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(["in"], Path("out"), QUICK, workers=2, load=load_telling, progress=stop)
    assert nurses() == []
    own = [f for f in Path("/proc").glob("[0-9]*/cwd") if _leads_to(f, folder)]
    assert [int(f.parent.name) for f in own] == [os.getpid()]


def _leads_to(link: Path, folder: Path) -> bool:
    try:
        return link.resolve() == folder.resolve()
    except OSError:
        return False
