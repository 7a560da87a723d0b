"""Workers: whatever one paper does to its worker, it costs that paper alone."""

import csv
import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

import pytest

from pipeline.batch import StartError, Summary, run
from pipeline.config import Settings
from schemas.states import State
from soak.broken_off import output

sys.path.insert(0, str(Path(__file__).parent))
from stand_in import Hasty, InProcess, load, load_badly

GOOD = "Report to Cabinet\n\n1. We will mend the lane.\n\n2. We will plant {} trees.\n"
QUICK = Settings.model_validate({"ingest": {"timeout_seconds": 60}, "extract": {"taxonomies": ["general"]}})


def table(out: Path, name: str) -> list[dict[str, str]]:
    with (out / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def hidden(out: Path) -> list[str]:
    """What lies in an output folder that is no output."""
    return sorted(path.name for path in out.rglob(".*"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for i in range(4):
        (tmp_path / f"in/{i}.txt").write_text(GOOD.format(i))
    return tmp_path


def states(summary: Summary) -> dict[str, State]:
    return {row["input"]: State(row["state"]) for row in table(summary.out, "ledger.csv")}


def test_a_paper_that_crashes_hangs_raises_or_hoards_costs_itself_alone(folder: Path) -> None:
    for name, text in (("a", "CRASH"), ("b", "HANG"), ("c", "RAISE"), ("d", "HOARD")):
        (folder / f"in/0{name}.txt").write_text(text)
    summary = run([Path("in")], Path("out"), QUICK, workers=2, load=load, engine=Hasty)
    assert states(summary) == {
        "in/0.txt": State.OK,
        "in/0a.txt": State.FAILED,
        "in/0b.txt": State.TIMED_OUT,
        "in/0c.txt": State.FAILED,
        "in/0d.txt": State.FAILED,
        "in/1.txt": State.OK,
        "in/2.txt": State.OK,
        "in/3.txt": State.OK,
    }
    reasons = {row["input"]: row["reason"] for row in table(summary.out, "ledger.csv")}
    assert "exit code 7" in reasons["in/0a.txt"]
    assert "ingest.timeout_seconds" in reasons["in/0b.txt"]
    assert "RuntimeError: as told (worker.py, line" in reasons["in/0c.txt"]
    assert "ingest.max_memory_mb" in reasons["in/0d.txt"]
    assert {row.input for row in summary.failures} == {f"in/0{x}.txt" for x in "abcd"}
    digest = hashlib.sha256((folder / "in/0a.txt").read_bytes()).hexdigest()
    assert json.loads((folder / "out/run.json").read_bytes())["inputs"]["in/0a.txt"] == digest
    assert hidden(folder / "out") == [".cache"], "something was left behind"


def test_the_ledger_adds_up(folder: Path) -> None:
    (folder / "in/empty.txt").write_text("")
    (folder / "in/picture.txt").write_bytes(b"\xff\xd8\xff\xe0 a picture")
    summary = run([Path("in"), Path("nowhere.pdf")], Path("out"), QUICK, load=load, engine=InProcess)
    rows = table(summary.out, "ledger.csv")
    assert len(rows) == summary.inputs == 7
    assert summary.states == Counter(State(row["state"]) for row in rows)
    assert sum(int(row["papers"]) for row in rows) == len(table(summary.out, "papers.csv"))
    assert sum(int(row["records"]) for row in rows) == len(table(summary.out, "actions.csv"))
    assert [row.input for row in summary.failures] == ["in/empty.txt", "nowhere.pdf"], (
        "a picture on a walk is no failure"
    )


def test_output_is_the_same_for_any_workers_and_any_order(folder: Path) -> None:
    (folder / "in/0.txt").write_text("SLOW " + GOOD.format(9))  # so that later ones are done first
    (folder / "in/copy.txt").write_text(GOOD.format(2))
    named = [Path("in/deep"), Path("in"), Path("nowhere.pdf")]
    run(named, Path("one"), QUICK, workers=1, load=load)
    run(named[::-1], Path("three"), QUICK, workers=3, load=load)
    first, second = output(Path("one")), output(Path("three"))
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    outputs = json.loads((folder / "one/run.json").read_bytes())["outputs"]
    assert outputs == {name: hashlib.sha256(first[name]).hexdigest() for name in outputs}
    assert set(first) - set(outputs) == {"run.json", "datapackage.json", "csv-metadata.json"}


def test_the_second_paper_with_the_same_words_yields_no_records(folder: Path) -> None:
    (folder / "in/again.txt").write_text(GOOD.format(3).replace("\n\n", "\n\n\n"))
    summary = run([Path("in")], Path("out"), QUICK, load=load, engine=InProcess)
    papers = {row["file"]: row for row in table(summary.out, "papers.csv")}
    assert summary.duplicates == 1
    assert papers["in/again.txt"]["duplicate_of"] == papers["in/3.txt"]["paper_id"]
    assert papers["in/3.txt"]["duplicate_of"] == ""
    assert papers["in/again.txt"]["paper_id"] not in {row["paper_id"] for row in table(summary.out, "actions.csv")}
    ledger = {row["input"]: row for row in table(summary.out, "ledger.csv")}
    assert (ledger["in/again.txt"]["state"], ledger["in/again.txt"]["records"]) == ("ok", "0")


def test_kept_duplicates_have_records_but_never_the_same_id_twice(folder: Path) -> None:
    (folder / "in/again.txt").write_text(GOOD.format(3).replace("\n\n", "\n\n\n"))
    (folder / "in/bytes.txt").write_text(GOOD.format(3))
    keep = QUICK.model_copy(update={"extract": QUICK.extract.model_copy(update={"keep_duplicates": True})})
    summary = run([Path("in")], Path("out"), keep, load=load, engine=InProcess)
    papers = {row["file"]: row for row in table(summary.out, "papers.csv")}
    actions = table(summary.out, "actions.csv")
    assert papers["in/again.txt"]["paper_id"] in {row["paper_id"] for row in actions}
    assert (
        papers["in/bytes.txt"]["duplicate_of"] == papers["in/3.txt"]["paper_id"] == papers["in/bytes.txt"]["paper_id"]
    )
    assert len({row["action_id"] for row in actions}) == len(actions)


def test_the_manifest_travels_with_its_paper(folder: Path) -> None:
    from pipeline.batch import read_manifest

    (folder / "m.csv").write_text("file,authority\n2.txt,Hartsmere Borough Council\nother.txt,Nowhere\n")
    summary = run([Path("in")], Path("out"), QUICK, manifest=read_manifest(Path("m.csv")), workers=2, load=load)
    said = {row["file"]: row["authority"] for row in table(summary.out, "papers.csv") if row["authority"]}
    assert said == {"in/2.txt": "Hartsmere Borough Council"}
    assert any("other.txt" in note for note in summary.notes)


def test_an_input_that_is_gone_after_its_worker_crashed_keeps_its_row(folder: Path) -> None:
    (folder / "in/0a.txt").write_text("CRASH GONE")
    summary = run([Path("in")], Path("out"), QUICK, workers=1, load=load)
    (row,) = [row for row in table(summary.out, "ledger.csv") if row["input"] == "in/0a.txt"]
    assert (row["state"], row["source_id"]) == ("missing", "")


def test_copies_for_spreadsheets_stay_those_of_the_tables(folder: Path) -> None:
    run([Path("in")], Path("out"), QUICK, safe_cells=True, load=load, engine=InProcess)
    run([Path("in/1.txt")], Path("out"), QUICK, load=load, engine=InProcess)
    for name in ("papers.csv", "comparison/completion.csv"):
        copy = (folder / "out/spreadsheets" / name).read_text("utf-8-sig")
        assert copy == (folder / "out" / name).read_text("utf-8")


def test_a_worker_that_cannot_load_stops_the_run_with_its_reason(folder: Path) -> None:
    with pytest.raises(StartError, match="no model here"):
        run([Path("in")], Path("out"), QUICK, workers=2, load=load_badly)
    assert not (folder / "out/run.json").exists()


def test_papers_of_an_earlier_run_do_not_stay(folder: Path) -> None:
    run([Path("in")], Path("out"), QUICK, load=load, engine=InProcess)
    (folder / "out/papers/notes.txt").write_text("mine")
    (folder / "out/.actions.csv.1.part").write_text("half a ta")
    (folder / "out/papers/.0123.json.gz.1.part").write_text("half a pa")
    run([Path("in/1.txt")], Path("out"), QUICK, load=load, engine=InProcess)
    left = sorted(path.name for path in (folder / "out/papers").iterdir())
    assert hidden(folder / "out") == [".cache"]
    assert left == sorted([f"{table(Path('out'), 'papers.csv')[0]['paper_id']}.json.gz", "notes.txt"])


def test_a_worker_is_replaced_after_its_share_of_inputs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.batch import pool

    run([Path("in")], Path("whole"), QUICK, load=load, engine=InProcess)
    started = []
    start = pool.Pool._start
    monkeypatch.setattr(pool.Pool, "_start", lambda self: started.append(1) or start(self))
    monkeypatch.setattr(pool, "JOBS_PER_PROCESS", 2)
    run([Path("in")], Path("parts"), QUICK, workers=1, load=load)
    assert len(started) == 2
    assert output(Path("parts")) == output(Path("whole"))


def test_a_comparison_in_a_process_of_its_own_writes_the_same_bytes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run([Path("in")], Path("here"), QUICK, workers=1, load=load)
    monkeypatch.setattr("pipeline.batch.comparing.MANY", 1)
    run([Path("in")], Path("aside"), QUICK, workers=1, load=load)
    assert output(Path("aside")) == output(Path("here"))
