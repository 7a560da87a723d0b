"""`papers compare`: one run or several, into a folder of one's choice, with charts."""

import csv
import importlib.util
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.commands import cli
from pipeline.export.tables import write_table
from schemas.dataset import Dataset, Records
from schemas.tables import COMPARISON, TABLES
from tests.aggregate.specimens import body

HARTSMERE, WEXBOROUGH = body("Hartsmere", health=2), body("Wexborough", health=1, safety=3)


def run_of(out: Path, *papers: Records) -> Path:
    """The tables of a run, as `papers run` leaves them."""
    out.mkdir()
    for name, model in TABLES.items():
        write_table(out / name, model, [row for own in Dataset(papers).papers for row in own.tables().get(name, ())])
    return out


def compare(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["compare", *map(str, arguments)])


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_table_is_written_into_the_run(tmp_path: Path) -> None:
    out = run_of(tmp_path / "out", HARTSMERE, WEXBOROUGH)
    done = compare(out)
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert all((out / name).is_file() for name in COMPARISON)
    assert "completion.csv: 12 rows" in " ".join(done.stderr.split())
    assert not (out / "comparison/charts").exists()
    assert compare(out, "--quiet").output == ""


def test_several_runs_are_compared_in_the_folder_of_to_and_stay_as_they_are(tmp_path: Path) -> None:
    one, two = run_of(tmp_path / "one", HARTSMERE), run_of(tmp_path / "two", WEXBOROUGH, HARTSMERE)
    done = compare(one, two, "--to", tmp_path / "both")
    assert done.exit_code == 0, done.output
    told = {(row["authority"], row["papers"]) for row in table(tmp_path / "both/comparison/completion.csv")}
    assert told == {("Hartsmere", "1"), ("Wexborough", "1")}
    assert not (one / "comparison").exists()
    assert not (two / "comparison").exists()


def test_several_runs_without_a_folder_are_refused(tmp_path: Path) -> None:
    one, two = run_of(tmp_path / "one", HARTSMERE), run_of(tmp_path / "two", WEXBOROUGH)
    done = compare(one, two)
    assert done.exit_code == 2
    assert "--to" in done.output
    assert not (one / "comparison").exists()


def test_charts_are_drawn_where_asked_for_and_anew_where_they_are(tmp_path: Path) -> None:
    out = run_of(tmp_path / "out", HARTSMERE)
    done = compare(out, "--charts")
    assert done.exit_code == 0, done.output
    charts = {path.name for path in (out / "comparison/charts").iterdir()}
    assert {"status.png", "status.svg", "status.csv", "themes-care.png"} <= charts
    assert "status.png" in done.stderr
    drawn = (out / "comparison/charts/status.csv").read_bytes()
    (out / "comparison/charts/status.csv").write_bytes(b"old")
    assert compare(out).exit_code == 0
    assert (out / "comparison/charts/status.csv").read_bytes() == drawn


def test_charts_without_matplotlib_are_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *_: None if name == "matplotlib" else find(name))
    out = run_of(tmp_path / "out", HARTSMERE)
    done = compare(out, "--charts")
    assert done.exit_code == 2
    assert "committee-papers[charts]" in " ".join(done.output.split())
    assert not (out / "comparison").exists()
