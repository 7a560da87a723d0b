"""One input in a worker: its state follows from what could be read."""

import errno
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

import pipeline.ingest
from pipeline.batch.store import Store
from pipeline.batch.worker import Job, perform, process
from pipeline.config import Settings
from pipeline.export.frozen import thaw
from pipeline.ingest import Source, read
from schemas.dataset import Records
from schemas.paper import Paper
from schemas.states import State

sys.path.insert(0, str(Path(__file__).parent))
from stand_in import StandIn

SETTINGS = Settings()


def outcome(tmp_path: Path, papers: list[Paper], monkeypatch: pytest.MonkeyPatch) -> tuple[State, str | None, int, int]:
    monkeypatch.setattr(pipeline.ingest, "read", lambda source, settings: papers)
    file = tmp_path / "a.txt"
    file.write_text("words")
    done, frozen = process(Job(0, "a.txt", file), SETTINGS, StandIn())
    assert len(frozen) == len(done.pieces)
    return done.ledger.state, done.ledger.reason, done.ledger.papers, len(done.pieces)


def paper(text: str) -> Paper:
    return read(Source("a.txt", text.encode()))[0]


def test_a_warning_alone_leaves_the_input_ok(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warned = replace(paper("We will mend the lane."), warnings=("Read as Windows-1252.",))
    assert outcome(tmp_path, [warned], monkeypatch) == (State.OK, "Read as Windows-1252.", 1, 1)


def test_a_paper_read_in_part_makes_the_input_partial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = replace(paper("We will mend the lane."), warnings=("Page 2 holds no text.",), complete=False)
    assert outcome(tmp_path, [part], monkeypatch) == (State.PARTIAL, "Page 2 holds no text.", 1, 1)


def test_one_paper_of_a_pack_that_fails_makes_it_partial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state, reason, papers, pieces = outcome(tmp_path, [paper("We will mend."), paper("RAISE")], monkeypatch)
    assert (state, papers, pieces) == (State.PARTIAL, 1, 1)
    assert "RuntimeError: as told" in (reason or "")


def test_a_source_of_no_papers_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert outcome(tmp_path, [], monkeypatch)[0] is State.EMPTY


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "big.txt"
    file.write_bytes(b"x" * 100)
    small = Settings.model_validate({"ingest": {"max_bytes": 99}})
    ledger = process(Job(0, "big.txt", file), small, StandIn())[0].ledger
    assert (ledger.state, ledger.source_id) == (State.TOO_LARGE, None)


def test_a_file_that_cannot_be_opened_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    file = tmp_path / "a.txt"
    file.write_text("words")
    ledger = process(Job(0, "a.txt", file), SETTINGS, StandIn())[0].ledger
    assert ledger.state is State.FAILED
    assert (ledger.reason or "").startswith("Permission denied.")


def test_a_file_that_changed_meanwhile_has_no_result_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("We will mend the lane.")
    store = Store(tmp_path / "store", "context", "conditions", "run")
    reply = perform(Job(0, "a.txt", file, "key", "0" * 64), SETTINGS, StandIn(), store)
    assert reply.outcome is not None
    assert reply.outcome.ledger.state is State.FAILED
    assert "changed" in (reply.outcome.ledger.reason or "")
    assert store.check("key") is None


def test_a_full_disk_is_no_papers_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: Source, settings: object) -> list[Paper]:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pipeline.ingest, "read", full)
    file = tmp_path / "a.txt"
    file.write_text("words")
    with pytest.raises(OSError, match="No space left"):
        process(Job(0, "a.txt", file), SETTINGS, StandIn())


def test_extraction_knows_the_last_part_of_a_name_alone(tmp_path: Path) -> None:
    """Results are kept by it, and serve the same file in another folder."""
    seen = []

    class Notes(StandIn):
        def extract(self, paper: Paper, manifest: Mapping[str, str] | None = None) -> Records:
            seen.append(paper.file)
            return super().extract(paper, manifest)

    file = tmp_path / "a.txt"
    file.write_text("We will mend the lane.")
    outcome, frozen = process(Job(0, "in/deep/a.txt", file), SETTINGS, Notes())
    assert seen == ["a.txt"]
    assert outcome.pieces[0].paper.file == "in/deep/a.txt"
    assert thaw(frozen[0]).file == "in/deep/a.txt"
