"""Which action serves which priority, which report is on which action: by the table's row, by the heading, by number.

What the paper does not say is not linked. The basis of each link stands with it.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.sections import Sections
from pipeline.extract.statements.model import Kind, Statement
from schemas.ids import fold
from schemas.paper import Paper
from schemas.states import Relation

_NAMED = re.compile(
    r"\b(?:priority|objective|theme|outcome|pledge|aim|goal|ambition)(?:\s+(?:objective|area))?\s+(?:no\.?\s*)?"
    r"(\d{1,2}|[a-h]|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
_ORDINALS = {
    word: str(n)
    for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1)
}
_CODE_SPLIT = re.compile(r"[,;/&\s]+")
_COMPOUND = re.compile(r"(\d+)\.\d+")
_NUMBER = re.compile(r"(\d+(?:\.\d+)*|[A-Za-z]+)\s*$")


@dataclass(frozen=True, slots=True)
class Link:
    """One statement's relation to another, and what says so."""

    source: Statement
    target: Statement
    relation: Relation
    basis: str


def number_of(label: str) -> str:
    """The number in a priority's label ("Priority Objective 3" -> "3"), or ""."""
    match = _NUMBER.search(label)
    if not match:
        return ""
    number = match.group(1).lower()
    return _ORDINALS.get(number, number if number[0].isdigit() or len(number) == 1 else "")


class _Linker:
    def __init__(self, paper: Paper, sections: Sections, statements: Sequence[Statement]) -> None:
        self.paper = paper
        self.sections = sections
        self.priorities = [s for s in statements if s.kind is Kind.PRIORITY]
        self.actions = [s for s in statements if s.kind is Kind.ACTION]
        self.progress = [s for s in statements if s.kind is Kind.PROGRESS]
        self.by_range = {(p.start, p.end): p for p in self.priorities}
        self.by_range.update(((m.start, m.end), p) for p in self.priorities for m in p.mentions)
        self.numbered = {number: p for p in reversed(self.priorities) if (number := number_of(p.label))}
        self.leaf_starts = [paper.blocks[i].start for i in paper.leaves]
        self.heads = self._heads()
        self.links: list[Link] = []

    def _heads(self) -> list[tuple[int, int, Statement]]:
        """Priorities that stand as headings over what follows, with the range of it; inner ranges come later."""
        heads = [
            (*domain, start, priority)
            for priority in self.priorities
            for start in (priority.start, *(m.start for m in priority.mentions))
            if (domain := self._domain(start)) is not None
        ]
        heads.sort(key=lambda head: (head[0], head[2]))
        return [(start, end, priority) for start, end, _, priority in heads]

    def _domain(self, start: int) -> tuple[int, int] | None:
        """The section under a priority that is stated at `start`, where that is its heading or right below it."""
        block = self._block_at(start)
        if block is None or self.paper.blocks[block].parent >= 0:
            return None
        section = self.sections.at(block)
        if section.heading < 0 or block - section.heading > 1:
            return None
        return section.start, section.end

    def _block_at(self, offset: int) -> int | None:
        """Index of the leaf that holds an offset."""
        at = bisect.bisect_right(self.leaf_starts, offset) - 1
        if at < 0 or offset >= self.paper.blocks[self.paper.leaves[at]].end:
            return None
        return self.paper.leaves[at]

    def priority_of(self, statement: Statement) -> tuple[Statement, str] | None:
        """The priority under which a statement stands, and what says so."""
        cell = statement.cells.get("priority")
        if cell and (found := self.by_range.get((cell.start, cell.end))):
            return found, "table row"
        for start, end, priority in reversed(self.heads):
            if start <= statement.start < end:
                return priority, "heading"
        reference = statement.cells.get("reference")
        match = _COMPOUND.match(reference.text(self.paper).strip()) if reference else None
        if match and (found := self.numbered.get(match.group(1))):
            return found, "reference number"
        if named := _NAMED.search(self.paper.text[statement.start : statement.end]):
            n = named.group(1).lower()
            if found := self.numbered.get(_ORDINALS.get(n, n)):
                return found, "named in its words"
        return None

    def by_codes(self, statement: Statement) -> list[Statement]:
        """The priorities that a row names by their codes ("SO1, SO3")."""
        cell = statement.cells.get("priority_codes")
        if cell is None:
            return []
        codes = {fold(word) for word in _CODE_SPLIT.split(self.paper.text[cell.start : cell.end])} - {""}
        return [p for p in self.priorities if p.label and fold(p.label) in codes]

    def link(self) -> list[Link]:
        """All links."""
        by_group: dict[int, list[Statement]] = defaultdict(list)
        for action in self.actions:
            coded = self.by_codes(action)
            self.links.extend(Link(action, p, Relation.SERVES, "code in its row") for p in coded)
            found = self.priority_of(action)
            if found and found[0] not in coded:
                self.links.append(Link(action, found[0], Relation.SERVES, found[1]))
            if action.group >= 0:
                by_group[action.group].append(action)
        served: dict[Statement, Statement] = {}
        for link in self.links:
            served.setdefault(link.source, link.target)
        for report in self.progress:
            own = by_group.get(report.group, []) if report.group >= 0 else []
            for action in own:
                basis = "same words" if (action.start, action.end) == (report.start, report.end) else "stands beside it"
                self.links.append(Link(report, action, Relation.REPORTS_ON, basis))
            if own and own[0] in served:
                self.links.append(Link(report, served[own[0]], Relation.SERVES, "by its action"))
            elif found := self.priority_of(report):
                self.links.append(Link(report, found[0], Relation.SERVES, found[1]))
        known = {id(p) for p in self.priorities}
        for priority in self.priorities:
            for other in priority.aligned:
                if id(other) in known:
                    self.links.append(Link(priority, other, Relation.ALIGNED_WITH, "table row"))
        return self.links


def find_links(paper: Paper, sections: Sections, statements: Sequence[Statement]) -> list[Link]:
    """All links among the statements of a paper, each said by the paper's own layout or words."""
    return _Linker(paper, sections, statements).link()


__all__ = ["Link", "find_links", "number_of"]
