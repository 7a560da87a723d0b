"""The ledger: does it add up, whom does it say to do again, and what does it say of a run."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.batch.inputs import Input
from pipeline.batch.unfinished import JobFile, Left, find_unfinished
from pipeline.export.run_record import RUN_FILE
from schemas.records import LedgerRow
from schemas.states import State

LEDGER = "ledger.csv"
RECORD_TABLES = ("priorities.csv", "actions.csv", "progress.csv")
"""Tables whose rows the ledger counts as records."""
_LARGEST_CELL = 10_000_000


class LedgerError(RuntimeError):
    """A ledger that is not there, or that does not add up; the message says what to do."""


def counts_as_failure(state: State, *, walked: bool) -> bool:
    """Whether an input in this state makes the run's exit code 1: unsupported files met on a walk do not."""
    return state is not State.OK and not (walked and state is State.UNSUPPORTED)


def read_ledger(out: Path) -> Iterator[LedgerRow]:
    """The rows of a run's ledger, one at a time.

    Raises:
        LedgerError: it is not there, or no ledger.
    """
    path = out / LEDGER
    try:
        with path.open(encoding="utf-8", newline="") as stream, _long_cells():
            for row in csv.DictReader(stream):
                yield LedgerRow.model_validate({key: value for key, value in row.items() if value != ""})
    except FileNotFoundError as error:
        raise LedgerError(f"{path} is not there. Name the output folder of `papers run INPUT... --out DIR`.") from error
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        raise LedgerError(f"{path} is no ledger of a run: {error}. Give `papers run` again.") from error


def check_ledger(out: Path, inputs: Iterable[str], written: Mapping[str, int]) -> None:
    """Read the ledger back and see that it has a row for every input and counts what the tables hold.

    Args:
        inputs: their names, in order.
        written: number of rows by table.

    Raises:
        LedgerError: something was lost, or stands twice.
    """
    rows = read_ledger(out)
    papers = records = number = 0
    for number, name in enumerate(inputs, 1):
        row = next(rows, None)
        if row is None or row.input != name:
            raise LedgerError(_astray(out, f"row {number} should be of {name}, and is of {row.input if row else None}"))
        papers += row.papers
        records += row.records
    if (more := next(rows, None)) is not None:
        raise LedgerError(_astray(out, f"{more.input} has a row and is no input"))
    kept = sum(written.get(table, 0) for table in RECORD_TABLES)
    if (papers, records) != (written.get("papers.csv", 0), kept):
        raise LedgerError(
            _astray(
                out,
                f"it counts {papers} papers and {records} records; the tables hold {written.get('papers.csv', 0)} "
                f"and {kept}",
            )
        )


def _astray(out: Path, fault: str) -> str:
    return (
        f"{out / LEDGER} does not add up: {fault}. This is a defect of the program: please report it. The folder is "
        f"not whole, and has no {RUN_FILE}."
    )


@dataclass(frozen=True, slots=True)
class Again:
    """What is to be done again: the states asked for, and the names of the inputs that had one."""

    states: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def to_do_again(
    out: Path, inputs: Sequence[Input], states: Collection[State], *, only_failed: bool, left: JobFile | None
) -> Again:
    """The inputs that the last ledger in `out` has in one of `states`, or with `only_failed` as failures.

    Where the run that goes on (`left`) was asked for the same, they are those of the ledger that it found.

    Raises:
        LedgerError: there is no ledger.
    """
    asked = tuple(sorted({state.value for state in states} | ({_FAILED} if only_failed else set())))
    if not asked:
        return Again()
    if left and left.states == asked:
        return Again(asked, left.again)
    if not (out / LEDGER).is_file():
        raise LedgerError(
            f"{out / LEDGER} is not there to say what to do again: no run into that folder was finished. Give the "
            "command without --only-failed and --retry."
        )
    walked = {one.name: one.walked for one in inputs}
    names = (
        row.input
        for row in read_ledger(out)
        if row.input in walked
        and (row.state in states or (only_failed and counts_as_failure(row.state, walked=walked[row.input])))
    )
    return Again(asked, tuple(names))


_FAILED = "--only-failed"


@dataclass(frozen=True, slots=True)
class Status:
    """How the runs into a folder stand.

    Attributes:
        whole: the last run was finished, and its tables are there.
        rows: number of rows of its ledger; 0 where there is none.
        states: of them, by state.
        cached: of them, taken from an earlier run.
        failures: those that are not ok.
        left: a run that is under way or was broken off.
    """

    whole: bool
    rows: int
    states: Counter[str]
    cached: int
    failures: tuple[LedgerRow, ...]
    left: Left | None

    def to_json(self) -> dict[str, Any]:
        """As data, for other programs."""
        left = self.left and {
            "started": self.left.job.started,
            "command": list(self.left.job.command),
            "process": self.left.process,
            "inputs": self.left.job.inputs,
            "done": dict(sorted(self.left.done.items())),
        }
        return {
            "whole": self.whole,
            "inputs": self.rows,
            "states": dict(sorted(self.states.items())),
            "cached": self.cached,
            "not_ok": [{"input": row.input, "state": row.state.value, "reason": row.reason} for row in self.failures],
            "unfinished": left,
        }


def status(out: Path) -> Status:
    """How the runs into `out` stand.

    Raises:
        LedgerError: there is neither a ledger nor a run that was begun.
    """
    left = find_unfinished(out)
    states: Counter[str] = Counter()
    failures = []
    cached = 0
    if (out / LEDGER).is_file() or left is None:
        for row in read_ledger(out):
            states[row.state.value] += 1
            cached += row.cached
            if row.state is not State.OK:
                failures.append(row)
    return Status((out / RUN_FILE).is_file(), states.total(), states, cached, tuple(failures), left)


@contextmanager
def _long_cells() -> Iterator[None]:
    """Reasons may be long: a pack's warnings stand in one cell."""
    limit = csv.field_size_limit(_LARGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(limit)
