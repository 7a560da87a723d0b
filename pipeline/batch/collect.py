"""Outcomes, in the order of the inputs, into the tables of the output folder."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from pipeline.batch.worker import Outcome, Piece, frozen_path
from pipeline.export.tables import TableWriter
from schemas.records import LedgerRow
from schemas.tables import TABLES

PAPERS_FOLDER = "papers"
RECORD_TABLES = ("priorities.csv", "actions.csv", "progress.csv")
"""Tables whose rows `ledger.csv` counts as records."""
_FRONT_MATTER = "paper_fields.csv"
_FROZEN_NAME = re.compile(r"[0-9a-f]{16}\.json\.gz")


class Collector:
    """Writes what inputs came to; one table writer each, nothing kept but ids and counts.

    Use as a context manager: the tables take their places when it ends well.

    Attributes:
        rows: rows written, by table.
        duplicates: number of papers whose text an earlier paper has.
    """

    def __init__(self, out: Path, spool: Path, *, keep_duplicates: bool) -> None:
        self.rows: Counter[str] = Counter()
        self.duplicates = 0
        self.frozen: list[str] = []
        self._out = out
        self._spool = spool
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
        self._stack.__exit__(*exception)  # type: ignore[arg-type]  # passed on as it came
        if exception[0] is None:
            self._sweep()

    @property
    def digests(self) -> dict[str, str]:
        """SHA-256 of each table but the timings."""
        return {name: table.sha256 for name, table in self._tables.items() if name != "timings.csv"}

    def add(self, index: int, outcome: Outcome) -> LedgerRow:
        """Write the outcome of input `index`; returns its row of the ledger. Call in the order of the inputs."""
        records = sum(self._paper(index, n, piece) for n, piece in enumerate(outcome.pieces))
        row = outcome.ledger.model_copy(update={"records": records})
        self._tables["ledger.csv"].write(row)
        for timing in outcome.timings:
            self._tables["timings.csv"].write(timing)
        return row

    def _paper(self, index: int, n: int, piece: Piece) -> int:
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
        self._tables["papers.csv"].write(paper)
        self.rows["papers.csv"] += 1
        frozen = frozen_path(self._spool, index, n)
        if twin:
            frozen.unlink()
            return 0
        self._papers.add(paper.paper_id)
        name = f"{PAPERS_FOLDER}/{paper.paper_id}.json.gz"
        frozen.replace(self._out / name)
        self.frozen.append(name)
        kept = piece.lines if self._keep or not duplicate else {_FRONT_MATTER}
        for table in kept:
            if table in piece.lines:
                self._tables[table].write_lines(piece.lines[table], piece.counts[table])
                self.rows[table] += piece.counts[table]
        return sum(piece.counts[table] for table in RECORD_TABLES if table in kept)

    def _sweep(self) -> None:
        """Remove frozen papers that an earlier run into the same folder left and this one did not write."""
        own = {Path(name).name for name in self.frozen}
        for path in (self._out / PAPERS_FOLDER).iterdir():
            if _FROZEN_NAME.fullmatch(path.name) and path.name not in own:
                path.unlink()
