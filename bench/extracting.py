"""What the speed of extraction is told by: the kind of a paper, and the time spent parsing sentences."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from pipeline.extract.statements.parse import Grammar
from schemas.dataset import Records
from schemas.paper import BlockKind, Paper
from schemas.states import ReportType

_IN_TABLES = 0.5
"""Share of a paper's characters that stand in tables, from which it is a table with words round it."""


class Cost(NamedTuple):
    """Words of a paper, CPU seconds to extract it, and how many of those went into parsing."""

    words: int
    seconds: float
    parsing: float


class TimedGrammar(Grammar):
    """The trained pipeline, with the CPU seconds that it took so far."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.seconds = 0.0

    def features(self, texts: Sequence[str]) -> list[list[str]]:
        """As its parent, by the clock."""
        began = time.process_time()
        found = super().features(texts)
        self.seconds += time.process_time() - began
        return found

    def cost(self, work: Callable[[], Any]) -> Cost:
        """CPU seconds of one call, and those of them that went through here."""
        began, parsed = time.process_time(), self.seconds
        work()
        return Cost(0, time.process_time() - began, self.seconds - parsed)


def kind_of(paper: Paper, records: Records) -> str:
    """`minutes`, `tables` (at least half of it) or `report`."""
    if records.paper.report_type is ReportType.MINUTES:
        return "minutes"
    tabled = sum(block.end - block.start for block in paper.blocks if block.kind is BlockKind.TABLE)
    return "tables" if tabled >= _IN_TABLES * len(paper.text) else "reports"
