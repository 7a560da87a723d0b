"""A run that was broken off goes on and ends with the bytes of one that was not (`make soak` breaks off many more)."""

import random
import shutil
import sys
from pathlib import Path

import pytest

from soak.broken_off import FULL, damage, differing, finish, kill, kill_workers, output, start, write_papers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends Unix signals")
PAPERS = 20
INPUTS = 29


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with papers `in`, and `out`, the output of a run that nothing broke off."""
    folder = tmp_path_factory.mktemp("whole")
    write_papers(folder / "in", PAPERS)
    finish(start(folder / "in", folder / "out"))
    assert output(folder / "out")["ledger.csv"].count(b"\r\n") == INPUTS + 1
    return folder


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_run_goes_on_and_ends_with_the_same_bytes(whole: Path, seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    if kill(start(whole / "in", tmp_path / "out"), tmp_path / "out", chance, INPUTS):
        finish(start(whole / "in", tmp_path / "out"))
    assert differing(whole / "out", tmp_path / "out") == []


def test_killed_workers_cost_nothing(whole: Path, tmp_path: Path) -> None:
    process = start(whole / "in", tmp_path / "out")
    killed = kill_workers(process, random.Random(1), INPUTS)
    finish(process)
    assert killed
    assert differing(whole / "out", tmp_path / "out") == []


def test_a_disk_that_was_full_costs_nothing(whole: Path, tmp_path: Path) -> None:
    """The lowest limit stops the run at its start, the next a worker's first result. With the highest one all have one,
    and the damage that comes to the cache meanwhile is told and mended.
    """
    for largest in (10, 300, 6_000):
        said = finish(start(whole / "in", tmp_path / "out", largest), expected=FULL)
        assert "Free some room, then give the same command again" in said
        assert not (tmp_path / "out/actions.csv").exists()
        assert any((tmp_path / "out").rglob("*.result")) == (largest == 6_000)
    assert damage(tmp_path / "out", random.Random(2)) > 0
    said = finish(start(whole / "in", tmp_path / "out"))
    assert "damaged in the cache and made anew" in said
    assert differing(whole / "out", tmp_path / "out") == []


def test_a_grown_folder_that_is_broken_off_goes_on(whole: Path, tmp_path: Path) -> None:
    """What the run before had finished is `cached`, what the broken one had done is not."""
    shutil.copytree(whole / "in", tmp_path / "in")
    shutil.copytree(whole / "out", tmp_path / "straight")
    shutil.copytree(whole / "out", tmp_path / "broken")
    write_papers(tmp_path / "in", PAPERS, first=PAPERS)
    finish(start(tmp_path / "in", tmp_path / "straight"))
    process = start(tmp_path / "in", tmp_path / "broken")
    for _ in range(INPUTS + 10):
        assert process.stderr
        process.stderr.readline()
    process.kill()
    process.communicate()
    assert not (tmp_path / "broken/run.json").exists()
    finish(start(tmp_path / "in", tmp_path / "broken"))
    assert differing(tmp_path / "straight", tmp_path / "broken") == []
    assert output(tmp_path / "broken")["ledger.csv"].count(b",true\r\n") == INPUTS
