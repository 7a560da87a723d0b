"""One worker process: reads and extracts one input after the other, and leaves each result on disk.

The parent hears only that an input is done; papers and rows, ready to be written, wait in the store, so that neither
side's memory grows with the number of papers. `perform` is one job to one result on disk, for any engine.
"""

from __future__ import annotations

import errno
import hashlib
import importlib
import os
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path, PurePosixPath
from typing import Protocol

from pipeline.batch.inputs import address_name, check_file
from pipeline.batch.store import Outcome, Piece, Store
from pipeline.config import Settings
from pipeline.models import import_spacy
from pipeline.processes import serve_parent
from schemas.dataset import Records
from schemas.paper import Paper
from schemas.records import FieldRow, LedgerRow, TimingRow
from schemas.states import FieldSource, State

READY = -1
"""What a worker sends, in place of a job's index, once it can take jobs."""
NEEDED = (
    "pipeline.ingest",
    "pipeline.ingest.pdf",
    "pipeline.ingest.text",
    "pipeline.export.frozen",
    "pipeline.export.tables",
)
"""Modules that a worker imports before any time limit runs."""
_SPECIMENS = Path(__file__).with_name("specimens")
"""Invented papers with a little of all that papers hold."""
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""Errors of a place that has no room, by their numbers."""


class Extracts(Protocol):
    """What turns a paper into records: `pipeline.extract.extractor.Extractor`, or a stand-in in tests."""

    def extract(self, paper: Paper, manifest: Mapping[str, str] | None = None) -> Records: ...


Loader = Callable[[Settings], Extracts]


def load_extractor(settings: Settings) -> Extracts:
    """The product's own extractor, its models loaded; what is made at first use is made, by invented papers."""
    import_spacy()
    from pipeline.extract.extractor import Extractor
    from pipeline.ingest import Source, read

    extractor = Extractor(settings)
    for file in sorted(_SPECIMENS.iterdir()):
        for paper in read(Source(file.name, file.read_bytes())):
            extractor.extract(paper)
    return extractor


@dataclass(frozen=True, slots=True)
class Job:
    """An input to work on.

    Attributes:
        index: its place in the order of inputs.
        key: under which its result is kept.
        sha256: of its bytes when the job was made; "" where they were not read yet.
        values: what the manifest says of it.
        address: from where it was fetched.
    """

    index: int
    name: str
    path: Path
    key: str = ""
    sha256: str = ""
    values: Mapping[str, str] | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker says of a job: nothing but its index where the result is in the store, else the outcome."""

    index: int
    outcome: Outcome | None = None


def work(connection: Connection, settings: Settings, store: Store, load: Loader) -> None:
    """Main function of a worker process: load once, then answer each job with a Reply until told None.

    Where loading fails, or results cannot be written, the message is sent in place of READY or the Reply.
    """
    serve_parent()
    try:
        extractor = prepared(settings, load)
    except Exception as error:  # noqa: BLE001 - any failure to start is told to the user by the parent
        connection.send(_start_fault(error))
        return
    connection.send(READY)
    try:
        while (job := connection.recv()) is not None:
            try:
                reply: Reply | str = perform(job, settings, extractor, store)
            except OSError as error:  # of the place for results: no other input would fare better
                reply = unwritable(error)
            connection.send(reply)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent is gone


def prepared(settings: Settings, load: Loader) -> Extracts:
    """Make this process one that works on papers: what that takes is loaded before any time limit runs."""
    one_thread()
    _limit_memory(settings.ingest.max_memory_mb)
    for module in NEEDED:
        importlib.import_module(module)
    return load(settings)


def import_extraction() -> None:
    """Import what extracts."""
    import_spacy()
    importlib.import_module("pipeline.extract.extractor")


def one_thread() -> None:
    """One core a worker: said before what heeds it is imported."""
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
        os.environ[variable] = "1"


def unwritable(error: OSError) -> str:
    """Why results cannot be written, and what to do."""
    where = f"{error.filename}: " if error.filename else ""
    advice = "Free some room" if error.errno in FULL else "Check the path and its permissions"
    return f"{where}{error.strerror or error}. {advice}, then give the same command again: it goes on where it was."


def perform(job: Job, settings: Settings, extractor: Extracts, store: Store) -> Reply:
    """Read and extract one input and keep the result in the store under the job's key.

    A file that is not what it was when the job was made has no place in the store; its outcome is in the reply.

    Raises:
        OSError: the store cannot be written.
    """
    outcome, frozen = process(job, settings, extractor)
    if outcome.sha256 is None or outcome.sha256 != job.sha256:
        return Reply(job.index, outcome)
    store.write(job.key, outcome, frozen)
    return Reply(job.index)


def process(job: Job, settings: Settings, extractor: Extracts) -> tuple[Outcome, list[bytes]]:
    """Read and extract one input: what it comes to, and its frozen papers.

    Whatever goes wrong with the input is a state in its ledger row, never an exception. Of its name, extraction knows
    the last part only, since results are kept by that.

    Raises:
        OSError: a disk is full.
    """
    from pipeline.export.frozen import freeze
    from pipeline.export.tables import lines
    from pipeline.ingest import ReadError, Source, read

    started = time.perf_counter()
    ledger = LedgerRow(input=job.name, state=State.FAILED)
    outcome = Outcome(ledger=ledger)
    frozen: list[bytes] = []
    try:
        check_file(job.path, settings)
        source = Source(PurePosixPath(job.name).name, job.path.read_bytes())
        outcome.sha256 = hashlib.sha256(source.data).hexdigest()
        ledger = ledger.model_copy(update={"source_id": source.source_id, "bytes": len(source.data)})
        if job.sha256 and job.sha256 != outcome.sha256:
            raise ReadError(State.FAILED, "It changed while the run was at it. Run again when it is whole.")
        papers = read(source, settings.ingest)
        if not papers:
            raise ReadError(State.EMPTY, "No paper was found in it. Look at the file, or fetch it again.")
    except ReadError as error:
        outcome.ledger = ledger.model_copy(update={"state": error.state, "reason": error.reason})
        return outcome, frozen
    except OSError as error:
        reason = _fault(error) if outcome.sha256 else unopened(error)
        outcome.ledger = ledger.model_copy(update={"reason": reason})
        return outcome, frozen
    except Exception as error:  # noqa: BLE001 - one paper's failure costs that paper alone; the ledger names it
        outcome.ledger = ledger.model_copy(update={"reason": _fault(error)})
        return outcome, frozen
    reread = time.perf_counter()

    reasons = [warning for paper in papers for warning in paper.warnings]
    failed = 0
    for paper in papers:
        try:
            records = extractor.extract(paper, job.values)
            if job.address:
                records = _with_source(records, job.address)
            piece = Piece(
                paper=records.paper.model_copy(update={"file": job.name}),
                lines={name: lines(rows) for name, rows in records.tables().items() if rows and name != "papers.csv"},
                counts={name: len(rows) for name, rows in records.tables().items()},
            )
            frozen.append(freeze(replace(paper, file=job.name)))
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
    return outcome, frozen


def _with_source(records: Records, address: str) -> Records:
    """The records with the address that their paper was fetched from, where neither paper nor manifest gives one."""
    if records.paper.source_url:
        return records
    row = FieldRow(
        paper_id=records.paper.paper_id,
        field="source_url",
        value=address_name(address),
        source=FieldSource.ADDRESS,
        rule="address",
    )
    paper = records.paper.model_copy(update={"source_url": row.value})
    return replace(records, paper=paper, paper_fields=(*records.paper_fields, row))


def unopened(error: OSError) -> str:
    """Why a file could not be read, for the ledger.

    Raises:
        OSError: a full disk is no file's fault.
    """
    if error.errno in FULL:
        raise error
    return f"{error.strerror or error}. Check that the file can be opened, and run again."


def _fault(error: Exception) -> str:
    """A failure in words for the ledger: what it was and where, without paths of this machine.

    Raises:
        OSError: a full disk is no paper's failure.
    """
    if isinstance(error, OSError) and error.errno in FULL:
        raise error
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
