"""One input in a worker: its state follows from what could be read."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

import pipeline.ingest
from pipeline.batch.worker import Job, process
from pipeline.config import Settings
from pipeline.ingest import Source, read
from schemas.paper import Paper
from schemas.states import State

sys.path.insert(0, str(Path(__file__).parent))
from stand_in import StandIn

SETTINGS = Settings()


def outcome(tmp_path: Path, papers: list[Paper], monkeypatch: pytest.MonkeyPatch) -> tuple[State, str | None, int, int]:
    monkeypatch.setattr(pipeline.ingest, "read", lambda source, settings: papers)
    file = tmp_path / "a.txt"
    file.write_text("words")
    done = process(Job(0, "a.txt", file), SETTINGS, StandIn(), tmp_path)
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
    ledger = process(Job(0, "big.txt", file), small, StandIn(), tmp_path).ledger
    assert (ledger.state, ledger.source_id) == (State.TOO_LARGE, None)


def test_a_file_that_cannot_be_opened_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    file = tmp_path / "a.txt"
    file.write_text("words")
    ledger = process(Job(0, "a.txt", file), SETTINGS, StandIn(), tmp_path).ledger
    assert ledger.state is State.FAILED
    assert (ledger.reason or "").startswith("Permission denied.")
