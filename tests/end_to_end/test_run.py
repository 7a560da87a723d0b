"""`papers run` as a user runs it: good papers among bad ones, twice, in other orders, interrupted."""

import csv
import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()"]
TABLES = ("priorities", "actions", "progress", "recommendations", "measures", "paper_fields")


def papers(*arguments: str | Path, cwd: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], cwd=cwd, capture_output=True, text=True, timeout=300, check=False
    )


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def stable(out: Path) -> dict[str, bytes]:
    """What may not differ from run to run."""
    files = {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }
    del files["timings.csv"]
    record = json.loads(files["run.json"])
    del record["times"]
    return files | {"run.json": json.dumps(record).encode()}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with specimens and with all that can be wrong with a file; `one` is a run over it."""
    folder = tmp_path_factory.mktemp("mixed")
    (folder / "in").mkdir()
    for name in ("pellworth-2024-01-damp-and-mould-agenda-item.txt", "hartsmere-2024-transport-strategy.pdf"):
        shutil.copy(ROOT / "corpus/papers" / name, folder / "in")
    whole = (ROOT / "corpus/papers/hartsmere-2024-transport-strategy.pdf").read_bytes()
    (folder / "in/truncated.pdf").write_bytes(whole[: len(whole) // 10])
    (folder / "in/picture.pdf").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00 and so on")
    (folder / "in/empty.pdf").write_bytes(b"")
    (folder / "in/a copy.pdf").write_bytes(whole)
    papers("run", "in/picture.pdf", "in", "nowhere.pdf", "--out", "one", "--workers", "2", cwd=folder)
    return folder


def test_bad_input_among_good_is_named_and_costs_nothing_else(mixed: Path) -> None:
    done = papers("run", "nowhere.pdf", "in", "in/picture.pdf", "--out", "two", "--workers", "1", cwd=mixed)
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    ledger = {row["input"]: row for row in table(mixed / "two/ledger.csv")}
    assert {name: row["state"] for name, row in ledger.items()} == {
        "in/a copy.pdf": "ok",
        "in/empty.pdf": "empty",
        "in/hartsmere-2024-transport-strategy.pdf": "ok",
        "in/pellworth-2024-01-damp-and-mould-agenda-item.txt": "ok",
        "in/picture.pdf": "unsupported",
        "in/truncated.pdf": "corrupt",
        "nowhere.pdf": "missing",
    }
    for name, row in ledger.items():
        if row["state"] != "ok":
            assert f"{name}: {row['state']}. {row['reason']}" in done.stderr
            assert len(row["reason"]) > 20
    assert len(table(mixed / "two/papers.csv")) == 3
    assert table(mixed / "two/actions.csv")
    assert stable(mixed / "one") == stable(mixed / "two"), "other workers, other order, same bytes"


def test_a_second_run_into_the_same_folder_takes_all_from_the_first(mixed: Path) -> None:
    before = stable(mixed / "one")
    papers("run", "in", "in/picture.pdf", "nowhere.pdf", "--out", "one", "--quiet", cwd=mixed)
    after = stable(mixed / "one")
    tell = {"ledger.csv", "datapackage.json", "run.json"}  # the column `cached`, and the digest of the ledger
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == tell
    cached = [row["input"] for row in table(mixed / "one/ledger.csv") if row["cached"] == "false"]
    assert cached == ["nowhere.pdf"], "what is not there has no result"
    papers("run", "in", "in/picture.pdf", "nowhere.pdf", "--out", "one", "--quiet", "--no-cache", cwd=mixed)
    assert stable(mixed / "one") == before


def test_status_tells_of_the_ledger(mixed: Path) -> None:
    done = papers("status", "one", cwd=mixed)
    assert done.returncode == 0, done.stderr
    assert "7 inputs" in done.stdout
    assert "in/truncated.pdf: corrupt. " in done.stdout
    told = json.loads(papers("status", "one", "--json", cwd=mixed).stdout)
    assert told["whole"] is True
    assert told["unfinished"] is None
    assert told["states"] == {"corrupt": 1, "empty": 1, "missing": 1, "ok": 3, "unsupported": 1}


def test_the_cache_of_a_run_is_whole_and_of_use(mixed: Path) -> None:
    verified = papers("cache", "verify", "one/.cache", cwd=mixed)
    assert (verified.returncode, verified.stdout) == (0, "")
    assert "5 results are whole, 0 damaged" in verified.stderr
    pruned = papers("cache", "prune", "one/.cache", "--dry-run", cwd=mixed)
    assert "would free 0 bytes: 0 results; 5 stay" in pruned.stderr


def test_unsupported_files_on_a_walk_do_not_count(mixed: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(mixed / "in/picture.pdf", tmp_path / "in")
    shutil.copy(mixed / "in/pellworth-2024-01-damp-and-mould-agenda-item.txt", tmp_path / "in")
    done = papers("run", "in", "--out", "out", "--quiet", "--workers", "1", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [row["state"] for row in table(tmp_path / "out/ledger.csv")] == ["ok", "unsupported"]


def records(out: Path) -> Iterator[tuple[str, dict[str, str], str]]:
    for name in TABLES:
        for row in table(out / f"{name}.csv"):
            if row["start"]:
                frozen = gzip.decompress((out / f"papers/{row['paper_id']}.json.gz").read_bytes())
                yield name, row, json.loads(frozen)["text"][int(row["start"]) : int(row["end"])]


def test_every_record_is_a_range_of_its_papers_frozen_text(mixed: Path) -> None:
    seen = 0
    for name, row, quoted in records(mixed / "one"):
        assert quoted == row["words" if name == "paper_fields" else "text"]
        seen += 1
    assert seen > 10


def test_one_arrow_at_a_time_gives_the_records_of_the_run(mixed: Path) -> None:
    name = "in/hartsmere-2024-transport-strategy.pdf"
    frozen = papers("ingest", name, "--json", cwd=mixed)
    (mixed / "frozen.json").write_text(frozen.stdout, encoding="utf-8")
    extracted = json.loads(papers("extract", "frozen.json", cwd=mixed).stdout)
    ids = {row["action_id"] for row in extracted["actions"]}
    paper_id = extracted["papers"][0]["paper_id"]
    assert ids == {row["action_id"] for row in table(mixed / "one/actions.csv") if row["paper_id"] == paper_id}


def test_a_comparison_made_anew_is_that_of_the_run(mixed: Path) -> None:
    before = stable(mixed / "one")
    assert papers("compare", "one", cwd=mixed).returncode == 0
    assert stable(mixed / "one") == before


def test_a_theme_that_no_record_carries_shows_as_a_gap(mixed: Path) -> None:
    coverage = table(mixed / "one/comparison/coverage.csv")
    known = json.loads((mixed / "one/run.json").read_bytes())["taxonomies"]
    for taxonomy in {row["taxonomy"] for row in coverage}:
        shown = {row["theme"] for row in coverage if row["taxonomy"] == taxonomy}
        assert shown == set(known[taxonomy]["themes"])
    assert any(row["priorities"] == row["actions"] == row["progress"] == "0" for row in coverage)


def test_inspect_shows_all_parts(mixed: Path) -> None:
    done = papers("inspect", "in/hartsmere-2024-transport-strategy.pdf", cwd=mixed)
    assert done.returncode == 0, done.stderr
    for part in ("STRUCTURE", "SECTIONS", "FRONT MATTER", "PRIORITIES", "ACTIONS", "PROGRESS"):
        assert f"\n{part}\n" in done.stdout
    assert "rule " in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="sends a Unix signal")
def test_an_interrupted_run_ends_with_130_and_leaves_nothing_running(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for i in range(400):
        (tmp_path / f"in/{i}.txt").write_text(f"Report {i}\n\n1. We will mend lane {i}.\n" * 50)
    process = subprocess.Popen(
        [*COMMAND, "run", "in", "--out", "out", "--workers", "2"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # in the background it is ignored
    )
    assert process.stderr
    assert "[1/400]" in process.stderr.readline(), "under way"
    process.send_signal(signal.SIGINT)
    rest = process.stderr.read()
    assert process.wait(timeout=30) == 130
    assert "Interrupted." in rest
    assert "Traceback" not in rest
    assert not (tmp_path / "out/run.json").exists()
    assert sorted(path.name for path in (tmp_path / "out").glob(".*")) == [".cache", ".unfinished"]
    assert not (tmp_path / "out/actions.csv").exists()
    told = papers("status", "out", cwd=tmp_path).stdout
    assert "A run was broken off" in told
    assert "of 400 inputs done" in told
    assert "To go on where it was: papers " in told
    time.sleep(0.2)
    alive = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    assert f" {process.pid} " not in alive
