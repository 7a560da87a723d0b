"""Recommendations and resolutions: each numbered item once, as one verbatim range.

A small reader of blocks: a heading, label or lead-in ("Cabinet is asked to:") opens a list; its items are the
recommendations; a heading, a label or an unlike paragraph closes it. Where a paper states its recommendations
twice (in the front block and in the last section), the fuller statement is kept, of like ones the later.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from pipeline.extract.recommendations.cues import cues
from pipeline.extract.sections import Sections
from schemas.paper import Block, BlockKind, Paper

RECOMMENDED = "recommended"
RESOLVED = "resolved"
_WORD = re.compile(r"[^\W_]+")
_SAME = 0.8
"""Dice overlap of words from which two statements are one recommendation."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the body is asked to decide (`recommended`) or decided (`resolved`): a half-open range of the text."""

    number: str | None
    start: int
    end: int
    decision: str


@dataclass(slots=True)
class _Open:
    """An open list: what it holds, the numbering and depth of its first item, whether it stands in a table row."""

    decision: str
    by_section: bool = False
    kind: str = ""
    level: int = 0
    items: int = 0
    paragraphs: int = 0
    cell: int = -1


def _number_kind(block: Block) -> str:
    number = block.number
    if not number:
        return "bullet" if block.marker else ""
    if number[0].isdigit():
        return "dotted" if "." in number.strip(".") else "digit"
    return "letter"


class _Reader:
    def __init__(self, paper: Paper, sections: Sections) -> None:
        self.paper = paper
        self.sections = sections
        self.open: _Open | None = None
        self.found: list[Recommendation] = []
        self.covered: list[tuple[int, int]] = []

    def read(self) -> None:
        for index in self.paper.leaves:
            block = self.paper.blocks[index]
            if block.body >= block.end:
                continue
            before = len(self.found)
            lead = self._heading(index, block) if block.kind is BlockKind.HEADING else self._words(block)
            if lead or len(self.found) > before or (self.open and self._extended(block)):
                self.covered.append((block.start, block.end))

    def _extended(self, block: Block) -> bool:
        return bool(self.found) and self.found[-1].end == block.end

    def _heading(self, index: int, block: Block) -> bool:
        text = self.paper.body(block)
        if self._lead(block):
            return True
        section = self.sections.at(index)
        if block.parent < 0 and section.heading == index and section.named:
            if section.role in {"recommendations", "decision"}:
                self.open = _Open(RECOMMENDED if section.role == "recommendations" else RESOLVED, by_section=True)
                return True
            self.open = None
            return False
        if self.open and block.number and cues().opener.match(text):
            self._item(block)
            return True
        self.open = None
        return False

    def _lead(self, block: Block) -> bool:
        """Whether the block opens a list by label or lead-in; what it says itself is taken."""
        text, cue = self.paper.text, cues()
        label = cue.label.match(text[block.body : block.end])
        if label:
            decision = RECOMMENDED if label["recommended"] else RESOLVED
            rest = block.body + label.end()
            was = self.open
            self.open = _Open(decision, by_section=True, cell=self._row_cell(block))
            if rest < block.end and text[rest:block.end].strip():
                if cue.that_body.match(text[rest:block.end]):
                    return True
                if not self._phrase(block, rest, decision):
                    self._take(block, rest, decision)
            elif was and not was.items and not was.paragraphs:
                self.open.by_section = True
            return True
        return self._phrase(block, block.body, None)

    def _row_cell(self, block: Block) -> int:
        return block.parent

    def _phrase(self, block: Block, start: int, decision: str | None) -> bool:
        """"Cabinet is asked to ..." from `start`: opens a list, and is an item itself where it says what."""
        cue = cues()
        text = self.paper.text[start : block.end]
        for kind, pattern in ((RECOMMENDED, cue.asks), (RECOMMENDED, cue.recommends), (RESOLVED, cue.resolves)):
            match = pattern.match(text)
            if not match:
                continue
            if match["end"] == "-" or (kind == RESOLVED and not self._resolved_form(match)):
                continue
            kind = decision or kind
            cell = self.open.cell if self.open else self._row_cell(block)
            self.open = _Open(kind, by_section=bool(self.open and self.open.by_section), cell=cell)
            rest = text[match.end() :].strip(" :–—-,")
            if not rest or cue.that_body.match(rest) or text.rstrip().endswith(":"):
                return True
            at = start
            if match["end"].strip().startswith((":", "–", "—")):
                at = start + match.end() + (len(text[match.end() :]) - len(text[match.end() :].lstrip()))
            self._take(block, at, kind)
            return True
        return False

    def _resolved_form(self, match: re.Match[str]) -> bool:
        """"RESOLVED that", "It was agreed that": a bare "Agreed to ..." in running text is none."""
        words = match.group().strip()
        return words[:1].isupper()

    def _take(self, block: Block, start: int, decision: str) -> None:
        assert self.open is not None
        self.found.append(Recommendation(block.number or None, start, block.end, decision))
        self.open.paragraphs += 1

    def _item(self, block: Block) -> None:
        assert self.open is not None
        kind = _number_kind(block)
        state = self.open
        if not state.items:
            state.kind, state.level = kind, block.level
        nested = state.items and (block.level > state.level or (kind != state.kind and bool(kind)))
        if nested and self.found and self.found[-1].end <= block.start:
            self.found[-1] = replace(self.found[-1], end=block.end)
            return
        state.items += 1
        self.found.append(Recommendation(block.number or None, block.body, block.end, state.decision))

    def _words(self, block: Block) -> bool:
        text = self.paper.body(block)
        if self._lead(block):
            return True
        if self.open is None:
            return False
        if self.open.cell >= 0 and not self._same_row(block):
            self.open = None
            return False
        cue = cues()
        if cue.stop.match(text):
            self.open = None
            return False
        if block.marker:
            self._item(block)
            return True
        if cue.that_body.match(text):
            return True
        if not self.open.items and not self.open.paragraphs and self.open.by_section:
            if text.rstrip().endswith(":"):
                return True
            self._take(block, block.body, self.open.decision)
            return True
        if self.open.by_section and cue.opener.match(text) and text[:1].isupper():
            self._take(block, block.body, self.open.decision)
            return True
        self.open = None
        return False

    def _same_row(self, block: Block) -> bool:
        """Whether a block stands in the row of the label's cell."""
        assert self.open is not None
        cell = self.paper.blocks[self.open.cell]
        if block.parent < 0:
            return False
        own = self.paper.blocks[block.parent]
        return own.parent == cell.parent and own.row == cell.row


def _bag(paper: Paper, item: Recommendation) -> Counter[str]:
    return Counter(word.casefold() for word in _WORD.findall(paper.text[item.start : item.end]))


def _dice(a: Counter[str], b: Counter[str]) -> float:
    total = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / total if total else 0.0


def _once(paper: Paper, found: list[Recommendation]) -> tuple[Recommendation, ...]:
    """Each recommendation once: of like statements of one kind the fuller, of equally full ones the later."""
    kept: list[tuple[Recommendation, Counter[str]]] = []
    for item in found:
        bag = _bag(paper, item)
        like = next(
            (
                n
                for n, (other, words) in enumerate(kept)
                if other.decision == item.decision == RECOMMENDED and _dice(words, bag) >= _SAME
            ),
            None,
        )
        if like is None:
            kept.append((item, bag))
        elif sum(bag.values()) >= 0.9 * sum(kept[like][1].values()):
            kept[like] = (item, bag)
    return tuple(sorted((item for item, _ in kept), key=lambda item: item.start))


def _read(paper: Paper, sections: Sections) -> _Reader:
    reader = _Reader(paper, sections)
    reader.read()
    return reader


def find_recommendations(paper: Paper, sections: Sections) -> tuple[Recommendation, ...]:
    """What the paper asks its body to decide, or records that it decided, in reading order, each once."""
    return _once(paper, _read(paper, sections).found)


def recommendation_ranges(paper: Paper, sections: Sections) -> tuple[tuple[int, int], ...]:
    """The half-open ranges of all blocks that state or introduce recommendations (both statements of one stated
    twice), in reading order: what no action may be drawn from."""
    return tuple(_read(paper, sections).covered)
