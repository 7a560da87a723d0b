"""Runs that are killed, lose workers, find the disk full or their cache damaged, and go on.

`python -m soak.broken_off IN OUT` is one run, with an extractor that costs next to nothing; the functions start it,
break it off at a moment that a seed chooses, and say what it left.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from pipeline.batch import StoreError, run
from pipeline.batch.unfinished import find_unfinished
from pipeline.config import Settings
from schemas.dataset import Records
from schemas.ids import record_id
from schemas.paper import Paper
from schemas.records import ActionRow, LedgerRow, PaperRow
from schemas.states import State, Status

SETTINGS = Settings.model_validate(
    {"ingest": {"timeout_seconds": 30, "ocr": "never"}, "extract": {"taxonomies": ["general"]}}
)
LARGEST_FILE = "SOAK_LARGEST_FILE"
"""Environment variable: no file may grow beyond so many bytes, as on a disk without room."""
FULL = 2
_PAUSE = 0.05
_PATIENCE = 1800  # seconds; a machine may be busy
_ROOT = Path(__file__).parents[1]


class Cheap:
    """Every block an action, after a pause in which a run can be killed."""

    def extract(self, paper: Paper, manifest: Mapping[str, str] | None = None) -> Records:
        """Records of a paper."""
        time.sleep(_PAUSE)
        seen: dict[str, int] = {}
        actions = []
        for block in (paper.blocks[i] for i in paper.leaves):
            text = paper.body(block)
            seen[text] = seen.get(text, -1) + 1
            identity = record_id(paper.source_id, "action", text, seen[text])
            actions.append(
                ActionRow(
                    paper_id=paper.paper_id,
                    action_id=identity,
                    text=text,
                    status=Status.UNCLEAR,
                    start=block.body,
                    end=block.end,
                    rule="cheap",
                )
            )
        row = PaperRow(
            paper_id=paper.paper_id,
            source_id=paper.source_id,
            text_id=paper.text_id,
            file=paper.file,
            media_type=paper.media_type,
            words=paper.words,
        )
        return Records(paper=row, actions=tuple(actions))


def load(_: Settings) -> Cheap:
    """What workers load."""
    return Cheap()


def write_papers(folder: Path, count: int, first: int = 0) -> None:
    """Small papers, among them copies, other readings of the same words, and files that cannot be read."""
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(first, first + count):
        words = [f"Report {i} to Cabinet", *(f"{n}. We will mend lane {n} of ward {i}." for n in range(1, 12))]
        (folder / f"{i:04}.txt").write_text("\n\n".join(words), encoding="utf-8")
        if i % 7 == 0:
            (folder / f"{i:04}-copy.txt").write_text("\n\n".join(words), encoding="utf-8")
            (folder / f"{i:04}-again.txt").write_text("\n\n\n".join(words), encoding="utf-8")
        if i % 9 == 0:
            (folder / f"{i:04}-broken.pdf").write_bytes(b"%PDF-1.4 and no more " + str(i).encode())


def start(inputs: Path, out: Path, largest_file: int | None = None) -> subprocess.Popen[str]:
    """Start a run in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    if largest_file is not None:
        environment[LARGEST_FILE] = str(largest_file)
    command = [sys.executable, "-m", "soak.broken_off", inputs.name, str(out.absolute())]
    return subprocess.Popen(command, cwd=inputs.parent, env=environment, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str], expected: int = 0) -> str:
    """Wait for a run; returns what it said.

    Raises:
        AssertionError: it ended with another exit code.
    """
    _, said = process.communicate(timeout=_PATIENCE)
    assert process.returncode == expected, f"exit code {process.returncode}: {said}"
    return said


def kill(process: subprocess.Popen[str], out: Path, chance: random.Random, inputs: int) -> bool:
    """Kill a run with SIGKILL at a moment between its start and its end; whether it was not finished.

    The moment is a little after some number of inputs are done, so that it does not depend on how fast this machine is.
    """
    _read(process, chance.randrange(inputs + 2))
    try:
        process.wait(chance.uniform(0, 0.5))
    except subprocess.TimeoutExpired:
        process.kill()
    process.communicate(timeout=_PATIENCE)
    return not (out / "run.json").exists() or find_unfinished(out) is not None


def kill_workers(process: subprocess.Popen[str], chance: random.Random, inputs: int) -> int:
    """Kill two single workers at random moments, one fewer than a job has attempts; returns how many were killed."""
    killed = 0
    moments = sorted(chance.randrange(inputs // 2) for _ in range(2))
    for moment, before in zip(moments, (0, moments[0]), strict=True):
        _read(process, moment - before)
        workers = _workers(process.pid)
        if workers:
            os.kill(chance.choice(workers), signal.SIGKILL)
            killed += 1
    return killed


def _read(process: subprocess.Popen[str], lines: int) -> None:
    """Wait until so many more inputs are done."""
    assert process.stderr
    for _ in range(lines):
        if not process.stderr.readline():
            return


def _workers(run: int) -> list[int]:
    """The processes under a run that it started for its work: workers, and what they are forked from."""
    listed = subprocess.run(["ps", "-ww", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [
        (int(pid), int(parent), args) for pid, parent, args in (line.split(None, 2) for line in listed.splitlines())
    ]
    children = {pid for pid, parent, args in rows if parent == run and "spawn_main" in args}
    return sorted(children | {pid for pid, parent, _ in rows if parent in children})


def damage(folder: Path, chance: random.Random) -> int:
    """Flip a byte, cut off or empty some of the results in a folder; returns how many."""
    paths = sorted(folder.rglob("*.result"))
    chosen = chance.sample(paths, (len(paths) + 2) // 3)
    for path in chosen:
        data = bytearray(path.read_bytes())
        at = chance.randrange(len(data))
        data[at] ^= 1 << chance.randrange(8)
        path.write_bytes(chance.choice((bytes(data), bytes(data[:at]), b"")))
    return len(chosen)


def killed(inputs: Path, out: Path, chance: random.Random, number: int) -> None:
    """A run killed up to three times before it is left alone."""
    for _ in range(chance.randint(1, 3)):
        if not kill(start(inputs, out), out, chance, number):
            return
    finish(start(inputs, out))


def bereft(inputs: Path, out: Path, chance: random.Random, number: int) -> None:
    """A run that loses workers."""
    process = start(inputs, out)
    kill_workers(process, chance, number)
    finish(process)


def full(inputs: Path, out: Path, chance: random.Random, number: int) -> None:
    """A run for which there is no room, until there is."""
    process = start(inputs, out, chance.choice((0, 100, 300, 1_000, 3_000, 6_000, 12_000)))
    _, said = process.communicate(timeout=_PATIENCE)
    assert process.returncode == FULL, said
    finish(start(inputs, out))


def damaged(inputs: Path, out: Path, chance: random.Random, number: int) -> None:
    """A run killed, whose results come to harm before it goes on."""
    if kill(start(inputs, out), out, chance, number):
        damage(out, chance)
        finish(start(inputs, out))


WAYS = {"killed": killed, "workers killed": bereft, "disk full": full, "killed, cache damaged": damaged}
"""All ways to break a run off."""


def output(out: Path) -> dict[str, bytes]:
    """All that a run left, the cache and what may differ from run to run excepted."""
    found = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and not name.startswith(".cache/") and name != "timings.csv":
            data = path.read_bytes()
            if name == "run.json":
                data = json.dumps({k: v for k, v in json.loads(data).items() if k != "times"}).encode()
            found[name] = data
    return found


def differing(one: Path, other: Path) -> list[str]:
    """Names of files in which two output folders differ."""
    first, second = output(one), output(other)
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


def _say(done: int, total: int, _: LedgerRow, __: float) -> None:
    sys.stderr.write(f"{done} of {total}\n")
    sys.stderr.flush()


def main() -> int:
    """One run; exit code 0, or 2 with a message where it says that results cannot be kept."""
    if largest := os.environ.get(LARGEST_FILE):
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest), resource.RLIM_INFINITY))
    try:
        summary = run([Path(sys.argv[1])], Path(sys.argv[2]), SETTINGS, workers=2, load=load, progress=_say)
    except StoreError as error:
        sys.stderr.write(f"{error}\n")
        return FULL
    for note in summary.notes:
        sys.stderr.write(f"{note}\n")
    return int(State.FAILED in summary.states)


if __name__ == "__main__":
    sys.exit(main())
