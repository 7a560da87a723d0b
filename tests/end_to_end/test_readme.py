"""The README is run: each `papers` command in it, and its targets, files and links are there."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.batch.manifest import read_manifest
from schemas.codebook import ALL_TABLES, key
from schemas.states import State, Status

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = [(kind, body.strip().splitlines()) for kind, body in re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)]
SHELL = [line for kind, lines in BLOCKS if kind in ("sh", "powershell") for line in lines]
PAPERS = list(dict.fromkeys(line.removeprefix("uv run --no-sync ") for line in SHELL if "papers " in line))
SET_UP = re.compile(
    r"(py -3|python3) -m venv \.venv|\. \.venv/bin/activate|\.venv\\Scripts\\Activate\.ps1|uv venv --python 3\.1[123]"
    r"|(python -m|uv) pip install --constraint constraints\.txt \."
)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a reader of the README has: the specimens, and some papers and a manifest of their own."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    (folder / "my-papers").mkdir()
    (folder / "my-papers/report-12.pdf").write_bytes(next((folder / "corpus/papers").glob("*.pdf")).read_bytes())
    (manifest,) = ("\n".join(lines) for kind, lines in BLOCKS if kind == "csv")
    (folder / "manifest.csv").write_text(manifest + "\n", encoding="utf-8")
    return folder


def test_every_command_is_known_to_this_test() -> None:
    strange = [line for line in SHELL if line not in PAPERS and not line.startswith(("make ", "uv run "))]
    assert [line for line in strange if not SET_UP.fullmatch(line)] == []
    assert PAPERS


def test_the_commands_run_as_written_one_after_the_other(checkout: Path) -> None:
    code = "from pipeline.cli import main; main()"
    for command in PAPERS:  # in one test, since later ones read what earlier ones wrote, and tests are shared out
        done = subprocess.run(
            [sys.executable, "-c", code, *shlex.split(command)[1:]],
            cwd=checkout,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"


def test_make_targets_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for line in SHELL:
        if line.startswith("make "):
            assert re.search(rf"^{line.split()[1]}:", makefile, re.MULTILINE), line


def test_the_manifest_shown_can_be_read(checkout: Path) -> None:
    assert read_manifest(checkout / "manifest.csv").rows["report-12.pdf"]["licence"] == "OGL-UK-3.0"


def test_tables_and_columns_named_are_there() -> None:
    for line in README.splitlines():
        if line.startswith("| `") and ".csv" in line:
            files, _, columns = line.strip("| ").split(" | ")
            tables = [name for name in ALL_TABLES if f"`{name}`" in files or f"`{key(name)}.csv`" in files]
            known = {column for name in tables for column in ALL_TABLES[name].model_fields}
            assert tables, line
            assert set(re.findall(r"`(\w+)`", columns)) <= known, line
    assert ", ".join(state.value for state in State).replace(", missing", " or missing") in " ".join(README.split())
    assert ", ".join(status.value for status in Status) in " ".join(README.split())


def test_files_linked_are_there() -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
