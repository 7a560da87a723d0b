"""Runs after runs: what is taken from the one before, what is done again, and what a run that broke off leaves."""

import csv
import json
import sys
from pathlib import Path

import pytest

from pipeline.batch import LedgerError, Reuse, RunningError, StoreError, Summary, read_manifest, run
from pipeline.batch.cache import Context, prune, results_in, verify
from pipeline.batch.ledger import check_ledger, status
from pipeline.batch.unfinished import unfinished
from pipeline.config import Settings
from schemas.states import State

sys.path.insert(0, str(Path(__file__).parent))
from stand_in import Hasty, InProcess, load

GOOD = "Report to Cabinet\n\n1. We will mend the lane.\n\n2. We will plant {} trees.\n"
QUICK = Settings.model_validate({"ingest": {"timeout_seconds": 60}, "extract": {"taxonomies": ["general"]}})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for i in range(3):
        (tmp_path / f"in/{i}.txt").write_text(GOOD.format(i))
    return tmp_path


def go(*names: str, settings: Settings = QUICK, **options: object) -> Summary:
    engine = {"workers": 1, "load": load, "engine": InProcess, **options}
    return run([Path(name) for name in names or ("in",)], Path("out"), settings, **engine)  # type: ignore[arg-type]


def rows(name: str = "ledger.csv") -> list[dict[str, str]]:
    with Path("out", name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def fresh() -> list[str]:
    """Inputs whose result the last run made itself."""
    return [Path(row["input"]).name for row in rows() if row["cached"] == "false"]


def test_a_grown_folder_costs_what_is_new_and_what_has_changed(folder: Path) -> None:
    assert go().cached == 0
    (folder / "in/1.txt").write_text(GOOD.format("other"))
    (folder / "in/3.txt").write_text(GOOD.format(3))
    assert go().cached == 2
    assert fresh() == ["1.txt", "3.txt"]
    assert len(rows("actions.csv")) == 4 * 3
    assert go("in/0.txt").cached == 1


def test_a_file_in_another_folder_keeps_its_result_and_tells_its_new_place(folder: Path) -> None:
    go()
    before = rows("papers.csv")
    (folder / "in").rename(folder / "moved")
    assert go("moved").cached == 3
    assert [row["file"] for row in rows("papers.csv")] == ["moved/0.txt", "moved/1.txt", "moved/2.txt"]
    assert [row["paper_id"] for row in rows("papers.csv")] == [row["paper_id"] for row in before]
    straight = run([Path("moved")], Path("straight"), QUICK, load=load, engine=InProcess)
    ours, theirs = (json.loads((out / "run.json").read_bytes())["outputs"] for out in (Path("out"), straight.out))
    assert {name for name in ours if ours[name] != theirs[name]} == {"ledger.csv"}, "frozen papers too are the same"


def test_another_setting_manifest_or_name_makes_another_result(folder: Path) -> None:
    go()
    other = QUICK.model_copy(update={"ingest": QUICK.ingest.model_copy(update={"max_pages": 9})})
    assert go(settings=other).cached == 0
    (folder / "m.csv").write_text("file,authority\n2.txt,Hartsmere Borough Council\n")
    assert go(manifest=read_manifest(Path("m.csv"))).cached == 2
    (folder / "in/0.txt").rename(folder / "in/4.txt")
    assert (go().cached, fresh()) == (2, ["4.txt"])


def test_a_limit_that_was_in_nobodys_way_makes_no_other_result(folder: Path) -> None:
    (folder / "in/1.txt").write_text("HANG")
    go(engine=Hasty)
    assert rows()[1]["state"] == "timed_out"
    assert go(engine=Hasty).cached == 3, "what took too long would take too long again"
    patient = QUICK.model_copy(update={"ingest": QUICK.ingest.model_copy(update={"timeout_seconds": 61})})
    assert go(settings=patient, engine=Hasty).cached == 2
    assert fresh() == ["1.txt"]


def test_an_edit_of_the_program_makes_other_results(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.batch import cache

    go()
    monkeypatch.setattr(cache, "digest_folder", lambda folder: f"edited {folder.name}")
    assert go().cached == 0


def test_failures_are_done_again_on_demand_alone(folder: Path) -> None:
    (folder / "in/1.txt").write_text("RAISE")
    (folder / "in/2.txt").write_text("")
    (folder / "in/picture.txt").write_bytes(b"\xff\xd8\xff\xe0 a picture")
    go()
    assert go().cached == 4
    go(reuse=Reuse(only_failed=True))
    assert fresh() == ["1.txt", "2.txt"], "a picture on a walk is no failure"
    go(reuse=Reuse(again=[State.EMPTY, State.UNSUPPORTED]))
    assert fresh() == ["2.txt", "picture.txt"]


def test_without_a_ledger_nothing_can_be_done_again(folder: Path) -> None:
    with pytest.raises(LedgerError, match=r"ledger\.csv is not there"):
        go(reuse=Reuse(only_failed=True))
    assert list(Path("out").iterdir()) == []


def test_without_the_cache_nothing_is_taken_and_nothing_left(folder: Path) -> None:
    go(reuse=Reuse(keep=False))
    assert not list(Path("out").glob(".*"))
    go()
    assert go(reuse=Reuse(keep=False)).cached == 0


def test_runs_share_a_cache_that_lies_among_their_inputs(folder: Path) -> None:
    shared = Reuse(cache=Path("in/results"))
    go(reuse=shared)
    assert len(list(results_in(Path("in/results")))) == 3
    again = run([Path("in")], Path("other"), QUICK, load=load, engine=InProcess, reuse=shared)
    assert (again.inputs, again.cached) == (3, 3)


def test_equal_bytes_are_one_job(folder: Path) -> None:
    (folder / "in/0-copy.txt").write_text(GOOD.format(0))
    summary = go()
    assert len(list(results_in(Path("out/.cache")))) == 3
    assert summary.duplicates == 1
    first, copy = sorted(rows("papers.csv")[:2], key=lambda row: row["duplicate_of"])
    assert first["file"] == "in/0-copy.txt"
    assert (copy["file"], copy["duplicate_of"]) == ("in/0.txt", first["paper_id"])
    assert [row["state"] for row in rows()] == ["ok"] * 4


def test_a_paper_that_breaks_its_worker_is_tried_once_for_all_its_copies(folder: Path) -> None:
    for name in ("a", "b", "c"):
        (folder / f"in/{name}.txt").write_text("HANG")
    assert go(engine=Hasty).states == {State.OK: 3, State.TIMED_OUT: 3}
    assert len(list(results_in(Path("out/.cache")))) == 4


def test_damaged_results_are_told_and_made_anew(folder: Path) -> None:
    go()
    one, two, _ = results_in(Path("out/.cache"))
    one.write_bytes(one.read_bytes()[:-1])
    two.write_bytes(b"")
    assert [len(verify(Path("out/.cache")).damaged), verify(Path("out/.cache")).whole] == [2, 1]
    summary = go()
    assert summary.cached == 1
    assert any(note.startswith("2 results were damaged in the cache and made anew") for note in summary.notes)
    assert verify(Path("out/.cache")).damaged == ()


def test_pruning_leaves_what_this_program_would_use(folder: Path) -> None:
    go()
    other = QUICK.model_copy(update={"ingest": QUICK.ingest.model_copy(update={"max_pages": 9})})
    go(settings=other)
    cache = Path("out/.cache")
    mine = Context(next(cache.iterdir()).name, "")
    said = prune(cache, mine, only_say=True)
    assert (said.results, said.kept) == (3, 3)
    assert said.bytes > 0
    assert prune(cache, mine) == said
    assert [path.name for path in cache.iterdir()] == [mine.context]
    assert prune(cache, mine, days=1).kept == 3
    assert prune(cache, mine, days=0).results == 3


def test_two_runs_into_one_folder_are_refused(folder: Path) -> None:
    Path("out").mkdir()
    with unfinished(Path("out")), pytest.raises(RunningError, match=r"Another run \(process \d+\) writes to out"):
        go()
    assert go().states == {State.OK: 3}


def test_what_a_broken_run_had_done_is_its_successors_own(folder: Path) -> None:
    go("in/0.txt")

    def stop(done: int, total: int, row: object, seconds: float) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        go(progress=stop, command=("papers", "run", "in"))
    left = status(Path("out")).left
    assert left
    assert (left.done.total(), left.job.inputs, left.job.command) == (2, 3, ("papers", "run", "in"))
    assert left.process is None
    go()
    assert fresh() == ["1.txt", "2.txt"]
    assert status(Path("out")).left is None


def test_what_was_to_be_done_again_is_remembered_by_a_run_that_goes_on(folder: Path) -> None:
    """The ledger may be the broken run's own by then, and say that all is well."""
    (folder / "in/1.txt").write_text("RAISE")
    go()

    def stop(done: int, total: int, row: object, seconds: float) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        go(progress=stop, reuse=Reuse(again=[State.FAILED]))
    ledger = Path("out/ledger.csv")
    ledger.write_text(ledger.read_text().replace("failed", "ok"))
    go(reuse=Reuse(again=[State.FAILED]))
    assert fresh() == ["1.txt"]


def test_a_result_that_goes_while_the_run_is_at_it_stops_the_run(folder: Path) -> None:
    (folder / "in/0-copy.txt").write_text(GOOD.format(0))

    def lose(done: int, total: int, row: object, seconds: float) -> None:
        for path in list(results_in(Path("out/.cache"))):
            path.unlink()

    with pytest.raises(StoreError, match="Give the same command again"):
        go(progress=lose)
    assert go().states == {State.OK: 4}


def test_a_ledger_that_lacks_a_row_is_an_error(folder: Path) -> None:
    written = go().rows
    names = ["in/0.txt", "in/1.txt", "in/2.txt"]
    check_ledger(Path("out"), names, written)
    with pytest.raises(LedgerError, match="does not add up"):
        check_ledger(Path("out"), [*names, "in/3.txt"], written)
    with pytest.raises(LedgerError, match="is no input"):
        check_ledger(Path("out"), names[:2], written)
    with pytest.raises(LedgerError, match="it counts 3 papers and 9 records; the tables hold 3 and 8"):
        check_ledger(Path("out"), names, {**written, "actions.csv": 8})
