"""What is found in a paper before it becomes rows: statements that still know their place and their neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from schemas.paper import Paper


class Kind(StrEnum):
    """The three records drawn from statements."""

    PRIORITY = "priority"
    ACTION = "action"
    PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of the paper's text."""

    start: int
    end: int

    def text(self, paper: Paper) -> str:
        """The words of the range."""
        return paper.text[self.start : self.end]


@dataclass(slots=True, eq=False)
class Statement:
    """A priority, an action or a progress statement, and what the layout says of it.

    Attributes:
        block: index of the block (or cell) it stands in.
        rule: what made it; cue: the words that decided.
        label: of a priority, as printed ("Priority 1").
        scope: of a priority, whose it is where the paper says so.
        group: what stands together: the row of a table, an action with its reports; statements of one group
            are linked to one another.
        cells: what the row's other columns say, by column role.
        score: the classifier's probability, where one made it.
    """

    kind: Kind
    start: int
    end: int
    block: int
    rule: str
    cue: str = ""
    label: str = ""
    scope: str = ""
    group: int = -1
    cells: dict[str, Span] = field(default_factory=dict)
    score: float | None = None
    mentions: list[Span] = field(default_factory=list)
    """Of a priority: where else the paper states it."""
    aligned: list[Statement] = field(default_factory=list)
    """Of a priority: those of another column that the table sets beside it."""
