"""What a run says while it goes on, and when it is broken off."""

import io
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import click
import pytest
from rich.console import Console

from pipeline.batch import Summary
from pipeline.cli import progress
from pipeline.cli.progress import counts, duration, reporter
from schemas.records import LedgerRow
from schemas.states import State

OK = LedgerRow(input="in/[a].txt", state=State.OK, records=3)
BAD = LedgerRow(input="in/b.txt", state=State.FAILED, reason="It broke.")


def console(*, terminal: bool = False) -> Console:
    return Console(file=io.StringIO(), force_terminal=terminal, width=160, highlight=False, soft_wrap=not terminal)


def said(own: Console) -> str:
    assert isinstance(own.file, io.StringIO)
    return own.file.getvalue()


def test_lines_have_times_and_the_rate_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    own = console()
    monkeypatch.setattr(progress, "_EVERY", 0.0)
    with reporter(own, quiet=False, json_log=False) as report:
        report.step(1, 4, OK, 0.5)
        report.step(2, 4, BAD, 0.5)
        report.comparing()
    first, rate, second, last, comparing = said(own).splitlines()
    stamp = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d "
    assert re.fullmatch(stamp + re.escape("[1/4] in/[a].txt: ok, 3 records"), first)
    assert re.fullmatch(stamp + re.escape("[2/4] in/b.txt: failed, 0 records"), second)
    assert "1 of 4 done" in rate
    assert last.endswith("left: ok 1, failed 1")
    assert re.fullmatch(stamp + "comparing the authorities", comparing)


def test_a_bar_shows_the_counts_by_state() -> None:
    own = console(terminal=True)
    with reporter(own, quiet=False, json_log=False) as report:
        report.step(1, 2, OK, 0.1)
        report.step(2, 2, BAD, 0.1)
        report.comparing()
    assert "2/2" in said(own)
    assert "ok 1, failed 1  comparing the authorities" in said(own)


def test_quiet_says_nothing() -> None:
    own = console()
    with reporter(own, quiet=True, json_log=False) as report:
        report.step(1, 1, BAD, 0.1)
    assert said(own) == ""


def test_the_json_log_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with reporter(console(), quiet=False, json_log=True) as report:
        report.step(1, 2, OK, 0.12345)
        report.step(2, 2, BAD, 0.1)
    report.ended(Summary(Path("out"), 2, Counter({State.OK: 1, State.FAILED: 1}), Counter(), 0, (BAD,)))
    first, second, end = map(json.loads, capsys.readouterr().err.splitlines())
    assert (first["event"], first["input"], first["state"]) == ("input", "in/[a].txt", "ok")
    assert (first["records"], first["seconds"], first["done"], first["total"]) == (3, 0.123, 1, 2)
    assert second["reason"] == "It broke."
    assert (end["event"], end["states"]) == ("end", {"failed": 1, "ok": 1})
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00", entry["time"]) for entry in (first, second, end))


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("quiet", [True, False])
def test_who_breaks_off_is_told_how_to_go_on(terminal: bool, quiet: bool) -> None:
    own = console(terminal=terminal)

    def broken_off() -> None:
        with reporter(own, quiet=quiet, json_log=False) as report:
            report.step(1, 4, OK, 0.1)
            raise KeyboardInterrupt

    with pytest.raises(click.exceptions.Exit) as left:
        broken_off()
    assert left.value.exit_code == 130
    assert said(own).count("Interrupted. 1 of 4 inputs are done") == 1
    assert "Give the same command again to go on." in said(own)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch")
def test_sigterm_is_an_interruption(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from rich.console import Console; from pipeline.cli.progress import reporter\n"
        "with reporter(Console(stderr=True), quiet=False, json_log=True): os.kill(os.getpid(), signal.SIGTERM)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    entry = json.loads(done.stderr.splitlines()[0])
    assert (entry["event"], entry["done"]) == ("interrupted", 0)


def test_counts_begin_with_what_is_ok() -> None:
    assert counts(Counter({"empty": 2, "ok": 1_200, "corrupt": 1})) == "ok 1,200, corrupt 1, empty 2"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (59.4, "59 s"), (60, "1 min"), (3_600, "1 h 00 min"), (7_500, "2 h 05 min")]
)
def test_lengths_of_time_are_quickly_read(seconds: float, words: str) -> None:
    assert duration(seconds) == words
