"""One worker process: reads and extracts one input after the other, and leaves the outcome on disk.

The parent hears only that an input is done; papers and rows, ready to be written, wait in the spool folder, so
that neither side's memory grows with the number of papers.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel

from pipeline.config import Settings
from pipeline.export.files import write_whole
from schemas.dataset import Records
from schemas.paper import Paper
from schemas.records import LedgerRow, PaperRow, TimingRow
from schemas.states import State

READY = -1
"""What a worker sends, in place of a job's index, once it can take jobs."""


class Extracts(Protocol):
    """What turns a paper into records: `pipeline.extract.extractor.Extractor`, or a stand-in in tests."""

    def extract(self, paper: Paper, manifest: Mapping[str, str] | None = None) -> Records: ...


Loader = Callable[[Settings], Extracts]


def load_extractor(settings: Settings) -> Extracts:
    """The product's own extractor, its models loaded."""
    from pipeline.extract.extractor import Extractor

    return Extractor(settings)


@dataclass(frozen=True, slots=True)
class Job:
    """An input to work on. `index` is its place in the order of inputs; `values` is what the manifest says of it."""

    index: int
    name: str
    path: Path
    values: Mapping[str, str] | None = None


class Piece(BaseModel):
    """What one paper comes to: its row, its other rows as CSV lines by table, and how many they are."""

    paper: PaperRow
    lines: dict[str, str]
    counts: dict[str, int]


class Outcome(BaseModel):
    """What one input comes to. The frozen papers lie beside it in the spool, in the order of `pieces`."""

    ledger: LedgerRow
    sha256: str | None = None
    pieces: list[Piece] = []
    timings: list[TimingRow] = []


def outcome_path(spool: Path, index: int) -> Path:
    """Where the outcome of a job lies."""
    return spool / f"{index}.json"


def frozen_path(spool: Path, index: int, n: int) -> Path:
    """Where the n-th frozen paper (from 0) of a job lies."""
    return spool / f"{index}.{n}.json.gz"


def work(connection: Connection, settings: Settings, spool: Path, load: Loader) -> None:
    """Main function of a worker process: load once, then answer each job with its index until told None.

    Where loading fails, the message is sent in place of READY.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers itself
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ[variable] = "1"  # one core a worker
    _limit_memory(settings.ingest.max_memory_mb)
    try:
        extractor = load(settings)
    except Exception as error:  # noqa: BLE001 - any failure to start is told to the user by the parent
        connection.send(_start_fault(error))
        return
    connection.send(READY)
    try:
        while (job := connection.recv()) is not None:
            outcome = process(job, settings, extractor, spool)
            write_whole(outcome_path(spool, job.index), outcome.model_dump_json().encode())
            connection.send(job.index)
    except (EOFError, BrokenPipeError):
        return  # the parent is gone


def process(job: Job, settings: Settings, extractor: Extracts, spool: Path) -> Outcome:
    """Read and extract one input; whatever goes wrong is a state in its ledger row, never an exception."""
    from pipeline.export.frozen import freeze
    from pipeline.export.tables import lines
    from pipeline.ingest import ReadError, Source, read

    started = time.perf_counter()
    ledger = LedgerRow(input=job.name, state=State.FAILED)
    outcome = Outcome(ledger=ledger)
    try:
        if not job.path.is_file():
            raise ReadError(State.UNSUPPORTED, "This is no regular file. Name files or folders.")
        limit = settings.ingest.max_bytes
        size = job.path.stat().st_size
        if size > limit:
            raise ReadError(
                State.TOO_LARGE,
                f"{size:,} bytes; the limit is {limit:,}. Split the file, or raise ingest.max_bytes.",
            )
        source = Source(job.name, job.path.read_bytes())
        outcome.sha256 = hashlib.sha256(source.data).hexdigest()
        ledger = ledger.model_copy(update={"source_id": source.source_id, "bytes": len(source.data)})
        papers = read(source, settings.ingest)
        if not papers:
            raise ReadError(State.EMPTY, "No paper was found in it. Look at the file, or fetch it again.")
    except ReadError as error:
        outcome.ledger = ledger.model_copy(update={"state": error.state, "reason": error.reason})
        return outcome
    except OSError as error:
        reason = f"{error.strerror or error}. Check that the file can be opened, and run again."
        outcome.ledger = ledger.model_copy(update={"reason": reason})
        return outcome
    except Exception as error:  # noqa: BLE001 - one paper's failure costs that paper alone; the ledger names it
        outcome.ledger = ledger.model_copy(update={"reason": _fault(error)})
        return outcome
    reread = time.perf_counter()

    reasons = [warning for paper in papers for warning in paper.warnings]
    failed = 0
    for paper in papers:
        try:
            records = extractor.extract(paper, job.values)
            piece = Piece(
                paper=records.paper,
                lines={name: lines(rows) for name, rows in records.tables().items() if rows and name != "papers.csv"},
                counts={name: len(rows) for name, rows in records.tables().items()},
            )
            write_whole(frozen_path(spool, job.index, len(outcome.pieces)), freeze(paper))
        except Exception as error:  # noqa: BLE001 - as above, for one paper of a pack
            failed += 1
            reasons.append(_fault(error))
            continue
        outcome.pieces.append(piece)
    whole = not failed and all(paper.complete for paper in papers)
    state = State.FAILED if failed == len(papers) else State.OK if whole else State.PARTIAL
    outcome.ledger = ledger.model_copy(
        update={
            "state": state,
            "reason": " ".join(dict.fromkeys(reasons)) or None,
            "pages": sum(len(paper.pages) for paper in papers) or None,
            "papers": len(outcome.pieces),
        }
    )
    done = time.perf_counter()
    outcome.timings = [
        TimingRow(input=job.name, stage="read", seconds=reread - started),
        TimingRow(input=job.name, stage="extract", seconds=done - reread),
    ]
    return outcome


def _fault(error: Exception) -> str:
    """A failure in words for the ledger: what it was and where, without paths of this machine."""
    if isinstance(error, MemoryError):
        return "It needs more memory than ingest.max_memory_mb allows. Split the file, or raise the limit."
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if f"{os.sep}pipeline{os.sep}" in frame.filename] or list(frames)
    where = f" ({Path(ours[-1].filename).name}, line {ours[-1].lineno})" if ours else ""
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said}{where}. This is a defect of the program: please report it with the file."


def _start_fault(error: Exception) -> str:
    from pipeline.models import ModelError

    if isinstance(error, (ModelError, ValueError, OSError)):
        return str(error)
    return "".join(traceback.format_exception(error))


def _limit_memory(megabytes: int) -> None:
    """Bound what a worker may allocate, where the system can (Linux and other Unix)."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = megabytes * 1024 * 1024
    soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
