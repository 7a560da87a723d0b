"""What became of the sentences of a paper: which were judged, which were not and why."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from functools import cached_property

from pipeline.explain.model import Heading
from pipeline.explain.scores import Judged
from pipeline.extract.components import Findings, sections_of
from pipeline.extract.minutes import is_talk
from pipeline.extract.sentences import split_sentences
from pipeline.extract.statements import excluded_blocks, printed_front_matter
from pipeline.extract.statements.asides import aside_words
from pipeline.extract.statements.candidates import SHORTEST, Sentence, candidates, context_of, passed_over
from pipeline.extract.statements.classifier import Weights
from pipeline.extract.statements.formal import formal_blocks
from pipeline.extract.statements.grid import read_grid
from pipeline.extract.statements.judging import Verdict, judge
from pipeline.extract.statements.structure import Reading, read_structure
from schemas.paper import BlockKind

TOO_SHORT = f"It has fewer than {SHORTEST} words; the classifier judges no such sentence."


class Passages:
    """The sentences of a paper and what extraction did with them."""

    def __init__(self, findings: Findings, weights: Weights) -> None:
        self.findings = findings
        self.paper = findings.paper
        self.sections = sections_of(findings)
        self.weights = weights
        self.formal = formal_blocks(self.paper, self.sections)
        self.excluded = excluded_blocks(self.paper, findings.front, findings.recommended).union(self.formal)
        self._judged: dict[int, Judged] = {}
        self._starts = [self.paper.blocks[i].start for i in self.paper.leaves]

    @cached_property
    def reading(self) -> Reading:
        """What the layout gave."""
        return read_structure(self.paper, self.sections, self.excluded)

    @cached_property
    def candidates(self) -> list[Sentence]:
        """The sentences that extraction judged."""
        return candidates(self.paper, self.sections, self.reading, self.excluded)

    def leaves(self, start: int, end: int) -> Sequence[int]:
        """Indices of the blocks with words in a range."""
        first = max(bisect.bisect_right(self._starts, start) - 1, 0)
        last = bisect.bisect_left(self._starts, end)
        return [i for i in self.paper.leaves[first:last] if self.paper.blocks[i].end > start]

    def sentences(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Start, end and block of each sentence with words in a range."""
        text, blocks = self.paper.text, self.paper.blocks
        return [
            (a, b, i)
            for i in self.leaves(start, end)
            for a, b in split_sentences(text, blocks[i].body, blocks[i].end)
            if a < end and b > start
        ]

    def path(self, block: int) -> tuple[Heading, ...]:
        """The sections of a block, innermost first; what stands before the first heading has none."""
        while self.paper.blocks[block].parent >= 0:
            block = self.paper.blocks[block].parent
        path = self.sections.path(block)
        return tuple(Heading(" ".join(s.title.split()), s.role, s.named) for s in path if s.heading >= 0)

    def judged(self, block: int) -> Judged:
        """The sentences of a block as the classifier sees them, or would had the layout been silent."""
        if block not in self._judged:
            if passed_over(self.paper, self.sections, self.reading, self.excluded, block):
                own = self._supposed(block)
            else:
                own = [s for s in self.candidates if s.block == block]
            self._judged[block] = Judged(self.paper, own, self.weights, self.findings.grammar)
        return self._judged[block]

    def _supposed(self, block: int) -> list[Sentence]:
        context = context_of(self.paper, self.sections, self.reading, block)
        body, end = self.paper.blocks[block].body, self.paper.blocks[block].end
        return [
            Sentence(a, b, block, context, block in self.reading.minutes)
            for a, b in split_sentences(self.paper.text, body, end)
            if len(self.paper.text[a:b].split()) >= SHORTEST
        ]

    def index(self, block: int, start: int, end: int) -> int | None:
        """Which of a block's judged sentences shares most with a range; None where none does."""
        shared = [min(s.end, end) - max(s.start, start) for s in self.judged(block).sentences]
        best = max(range(len(shared)), key=shared.__getitem__, default=None)
        return best if best is not None and shared[best] > 0 else None

    def verdict(self, block: int, n: int) -> Verdict | None:
        """What extraction found a judged sentence to state; None where it was not judged."""
        if passed_over(self.paper, self.sections, self.reading, self.excluded, block):
            return None
        judged = self.judged(block)
        return judge(self.paper, judged.sentences[n], judged.rows[n], self.weights)

    def not_judged(self, start: int, end: int, block: int) -> str:
        """Why a sentence was not judged, in words; "" where it was."""
        why = passed_over(self.paper, self.sections, self.reading, self.excluded, block)
        if why == "excluded":
            return self._excluded(block)
        if why == "heading":
            return "It is a heading; a heading is a record only where it bears a priority's label."
        if why == "skipped":
            role = self.path(block)[0].role.replace("_", " ")
            return f"Its section's role is {role}; no sentence of such a section is judged."
        if why == "claimed":
            return self._claimed(block)
        text = self.paper.text[start:end]
        if len(text.split()) < SHORTEST:
            return TOO_SHORT
        if not any(s.start == start and s.block == block for s in self.candidates):
            return "It leads in a list whose items are records."
        if words := aside_words(text):
            return f"It speaks of the paper, its item or its meeting, or leads elsewhere, by “{words}”: no statement."
        if block in self.reading.minutes and is_talk(text):
            return "It tells of the meeting and of what was said there: no statement."
        return ""

    def _excluded(self, block: int) -> str:
        own = self.paper.blocks[block]
        while own.parent >= 0 and block not in self.excluded:
            block, own = own.parent, self.paper.blocks[own.parent]
        if any(start < own.end and end > own.body for start, end in self.findings.recommended):
            return "It states or leads in a recommendation or resolution; no other record is drawn from it."
        fields = [
            value.field
            for value in printed_front_matter(self.findings.front)
            if value.start is not None and value.end is not None and value.start < own.end and value.end > own.body
        ]
        if not fields and block in self.formal:
            return f"It stands in a paper, or a part of one, of the form “{self.formal[block]}”, which states no work."
        return f"It is front matter ({', '.join(dict.fromkeys(fields))}); no record is drawn from it."

    def _claimed(self, block: int) -> str:
        """What the layout took a block for that is in no record itself."""
        parent = self.paper.blocks[block].parent
        while parent >= 0 and self.paper.blocks[parent].kind is not BlockKind.CELL:
            parent = self.paper.blocks[parent].parent
        if parent < 0:
            return "The layout explains it as a label, a column's name or a cell of a row, not as a statement."
        cell = self.paper.blocks[parent]
        if cell.header:
            return "It is the name of a table's column."
        header = read_grid(self.paper, cell.parent).headers[cell.column]
        column = f"the column “{header}”" if header else f"column {cell.column + 1}"
        return f"It stands in {column} of a table whose columns are known; that column gives no record here."
