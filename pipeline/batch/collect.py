"""Outcomes, in the order of the inputs, into the tables of the output folder."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from pipeline.batch.ledger import RECORD_TABLES
from pipeline.batch.store import Piece, Result
from pipeline.export.files import whole_file
from pipeline.export.tables import TableWriter
from schemas.records import LedgerRow, Row
from schemas.tables import TABLES

PAPERS_FOLDER = "papers"


_FRONT_MATTER = "paper_fields.csv"
_FROZEN_NAME = re.compile(r"[0-9a-f]{16}\.json\.gz")


class Collector:
    """Writes what inputs came to; one table writer each, nothing kept but ids and counts.

    Use as a context manager: the tables take their places when it ends well.

    Attributes:
        rows: rows written, by table.
        duplicates: number of papers whose text an earlier paper has.
        frozen: SHA-256 of each frozen paper, by its path in the output folder.
    """

    def __init__(self, out: Path, *, keep_duplicates: bool) -> None:
        self.rows: Counter[str] = Counter()
        self.duplicates = 0
        self.frozen: dict[str, str] = {}
        self._out = out
        self._keep = keep_duplicates
        self._by_text: dict[str, str] = {}
        self._papers: set[str] = set()
        self._stack = ExitStack()
        self._tables: dict[str, TableWriter] = {}

    def __enter__(self) -> Collector:
        (self._out / PAPERS_FOLDER).mkdir(parents=True, exist_ok=True)
        for name, model in TABLES.items():
            self._tables[name] = self._stack.enter_context(TableWriter(self._out / name, model))
        return self

    def __exit__(self, *exception: object) -> None:
        if exception[0] is None:
            try:
                for table in self._tables.values():  # before any takes its place: there may be no room for all
                    table.settle()
            except OSError as error:
                self._stack.__exit__(type(error), error, error.__traceback__)
                raise
        self._stack.__exit__(*exception)  # type: ignore[arg-type]  # passed on as it came
        if exception[0] is None:
            self._sweep()

    @property
    def digests(self) -> dict[str, str]:
        """SHA-256 of each table but the timings."""
        return {name: table.sha256 for name, table in self._tables.items() if name != "timings.csv"}

    def add(self, result: Result, *, cached: bool) -> LedgerRow:
        """Write what an input came to; returns its row of the ledger. Call in the order of the inputs."""
        outcome = result.outcome
        records = 0
        for n, piece in enumerate(outcome.pieces):
            records += self._paper(piece, result.frozen[n])
        row = outcome.ledger.model_copy(update={"records": records, "cached": cached})
        self._write("ledger.csv", row)
        for timing in outcome.timings:
            self._write("timings.csv", timing)
        return row

    def _paper(self, piece: Piece, frozen: bytes) -> int:
        """Write one paper; returns the number of records written.

        A later paper with the text of an earlier one keeps its row and its front matter. One with the same bytes has
        the same ids too, so that its row is all there is to keep, even where duplicates are kept.
        """
        paper = piece.paper
        first = self._by_text.setdefault(paper.text_id, paper.paper_id) if paper.words else paper.paper_id
        twin = paper.paper_id in self._papers
        duplicate = twin or first != paper.paper_id
        if duplicate:
            self.duplicates += 1
            paper = paper.model_copy(update={"duplicate_of": first})
        self._write("papers.csv", paper)
        if twin:
            return 0
        self._papers.add(paper.paper_id)
        self._freeze(f"{PAPERS_FOLDER}/{paper.paper_id}.json.gz", frozen)
        kept = piece.lines if self._keep or not duplicate else {_FRONT_MATTER}
        for table in kept:
            if table in piece.lines:
                self._tables[table].write_lines(piece.lines[table], piece.counts[table])
                self.rows[table] += piece.counts[table]
        return sum(piece.counts[table] for table in RECORD_TABLES if table in kept)

    def _write(self, table: str, row: Row) -> None:
        self._tables[table].write(row)
        self.rows[table] += 1

    def _freeze(self, name: str, data: bytes) -> None:
        """Write a frozen paper, unless an earlier run left the same."""
        self.frozen[name] = hashlib.sha256(data).hexdigest()
        path = self._out / name
        if not (path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data):
            with whole_file(path, durable=False) as stream:  # a run that finds it damaged writes it anew
                stream.write(data)

    def _sweep(self) -> None:
        """Remove frozen papers that an earlier run into the same folder left and this one did not write."""
        own = {Path(name).name for name in self.frozen}
        for path in (self._out / PAPERS_FOLDER).iterdir():
            if _FROZEN_NAME.fullmatch(path.name) and path.name not in own:
                path.unlink()
