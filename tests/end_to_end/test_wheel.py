"""What is published: the wheel, installed in a clean environment and run from outside the checkout."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from pipeline import __version__

ROOT = Path(__file__).parents[2]
PAPER = "corpus/papers/pellworth-2024-01-damp-and-mould-agenda-item.txt"


def call(*command: str | Path, cwd: Path) -> str:
    outside = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=outside, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    there = {
        path.relative_to(ROOT).as_posix()
        for package in ("pipeline", "schemas")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert held == there


def test_the_wheel_runs_from_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    call(sys.executable, "-m", "venv", "--without-pip", tmp_path / "env", cwd=tmp_path)
    scripts = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    # The libraries are those of the running environment, so that the test is quick and needs no network.
    own = call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path).strip()
    call(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", wheel, cwd=tmp_path)
    (Path(own) / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")

    assert call(scripts / "papers", "--version", cwd=tmp_path) == f"papers, version {__version__}\n"
    where = call(python, "-c", "import pipeline, schemas; print(pipeline.__file__, schemas.__file__)", cwd=tmp_path)
    assert all(path.startswith(own) for path in where.split())
    call(scripts / "papers", "run", ROOT / PAPER, "--out", "results", "--workers", "1", cwd=tmp_path)
    assert (tmp_path / "results/run.json").is_file()
    assert (tmp_path / "results/ledger.csv").read_text("utf-8").count(",ok,") == 1
