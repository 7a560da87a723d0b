"""Calls in processes of their own."""

import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from pipeline.batch.inputs import check_file
from pipeline.config import Settings
from pipeline.ingest import ReadError
from pipeline.processes import Call, ProcessError, call


def test_a_call_returns_from_another_process() -> None:
    assert call(os.getpid) != os.getpid()


def test_what_it_raises_is_raised_here_with_the_place_where_it_arose() -> None:
    with pytest.raises(ReadError, match="the limit is 1") as raised:
        call(check_file, Path(__file__), Settings.model_validate({"ingest": {"max_bytes": 1}}))
    assert "check_file" in "".join(raised.value.__notes__)


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_a_lost_process_is_an_error_that_says_how_it_ended() -> None:
    with pytest.raises(ProcessError, match="signal 9"):
        call(signal.raise_signal, signal.SIGKILL)
    with pytest.raises(ProcessError, match="no more memory"):
        call(bytes, 10**18)


def test_leaving_ends_a_process_that_is_still_at_work() -> None:
    began = time.monotonic()
    with Call(time.sleep) as one:
        one.begin(600)
    assert time.monotonic() - began < 60


def test_a_process_makes_itself_ready_before_it_is_called(tmp_path: Path) -> None:
    with Call(os.getcwd, partial(os.chdir, tmp_path)) as one:
        one.begin()
        assert one.result() == str(tmp_path.resolve())


def test_what_keeps_a_process_from_making_itself_ready_is_raised(tmp_path: Path) -> None:
    with Call(os.getcwd, partial(os.chdir, tmp_path / "absent")) as one:
        one.begin()
        with pytest.raises(FileNotFoundError, match="absent"):
            one.result()
