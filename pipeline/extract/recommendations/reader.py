"""A small reader of blocks: a heading, label or lead-in opens a list of recommendations, an unlike block closes it."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from pipeline.extract.recommendations.cues import cues
from pipeline.extract.sections import Sections
from schemas.paper import Block, BlockKind, Paper

RECOMMENDED = "recommended"
RESOLVED = "resolved"
_OPENING = 8
"""Leaf blocks from the top in which a sentence may say what the body is asked, where no list does."""
_BARE_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]?")
_DONE = re.compile(r"\W*(?:that\s+)?\w+ed\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the body is asked to decide (`recommended`) or decided (`resolved`): a half-open range of the text."""

    number: str | None
    start: int
    end: int
    decision: str


@dataclass(slots=True)
class _Open:
    """An open list.

    Attributes:
        decision: recommended, resolved, or "" where the first item's verb will tell.
        firm: opened by a heading or label, so that plain paragraphs belong to it.
        kind, level: numbering and depth of the first item; those of another kind stand below it.
        items, paragraphs: how many of each it holds.
        cell: the table cell of its label, or -1.
        number: what a cell before the item's own printed as its number.
    """

    decision: str
    firm: bool
    cell: int = -1
    kind: str = ""
    level: int = 0
    items: int = 0
    paragraphs: int = 0
    number: str = ""


def _formal(match: re.Match[str]) -> bool:
    """Whether a resolution's opening is a formal one: "Agreed to meet again" in running text is none."""
    opening = match.group().strip()
    return not opening.lower().startswith("agreed") or opening[:6].isupper() or match["end"][:1] in ":–—"


def _number_kind(block: Block) -> str:
    number = block.number
    if not number:
        return "bullet" if block.marker else ""
    if number[0].isdigit():
        return "dotted" if "." in number.strip(".") else "digit"
    return "letter"


class Reader:
    """Reads one paper's recommendations; `found` holds them, `covered` the ranges of all blocks that state them."""

    def __init__(self, paper: Paper, sections: Sections) -> None:
        self.paper = paper
        self.sections = sections
        self.open: _Open | None = None
        self.found: list[Recommendation] = []
        self.covered: list[tuple[int, int]] = []

    def read(self) -> None:
        """Read lists and resolutions; where there are none, sentences that say what the body is asked."""
        for index in self.paper.leaves:
            block = self.paper.blocks[index]
            if block.body < block.end and (
                self._heading(index, block) if self._is_heading(index, block) else self._words(block)
            ):
                self.covered.append((block.start, block.end))
        if not self.found:
            self._sentences()

    def _is_heading(self, index: int, block: Block) -> bool:
        return block.kind is BlockKind.HEADING or self.sections.at(index).heading == index

    def _heading(self, index: int, block: Block) -> bool:
        if self._lead(block):
            return True
        text = self.paper.body(block)
        section = self.sections.at(index)
        if block.parent < 0 and section.heading == index and section.named:
            if section.role == "recommendations":
                self.open = _Open(RECOMMENDED, firm=True)
                return True
            self.open = None
            return False
        if self.open and cues().that_body.match(text):
            return True
        if self.open and block.number and cues().opener.match(text):
            self._item(block)
            return True
        self.open = None
        return False

    def _lead(self, block: Block) -> bool:
        """Whether the block opens a list by label or lead-in; what it says itself is taken."""
        text, cue = self.paper.text, cues()
        label = cue.label.match(text[block.body : block.end])
        bare = (
            label is not None and label["resolved"] and not label["end"].strip() and block.kind is not BlockKind.HEADING
        )
        if label and not (bare and block.marker):
            decision = RECOMMENDED if label["recommended"] else RESOLVED
            self.open = _Open(decision, firm=True, cell=block.parent)
            rest = block.body + label.end()
            words = text[rest : block.end]
            if words.strip() and not cue.that_body.match(words) and not self._phrase(block, rest):
                self._take(block, rest)
            return True
        if self._phrase(block, block.body):
            return True
        words = text[block.body : block.end]
        leads_in = words.rstrip().endswith(":")
        if leads_in and cue.bids.search(words):
            self.open = _Open(RECOMMENDED, firm=False, cell=block.parent)
            return True
        if leads_in and words.lower().startswith("that ") and cue.that_body.match(words):
            self.open = self.open or _Open("", firm=False, cell=block.parent)
            return True
        return False

    def _phrase(self, block: Block, start: int) -> bool:
        """Whether the words from `start` are "Cabinet is asked to ...", "RESOLVED that ..." or the like.

        They open a list where they end with a colon. Else they are an item themselves if a heading or label
        announced recommendations, or if they record a resolution; a sentence in passing is none.
        """
        cue = cues()
        text = self.paper.text[start : block.end]
        if not text[:1].isupper():
            return False
        for kind, pattern in ((RECOMMENDED, cue.asks), (RECOMMENDED, cue.recommends), (RESOLVED, cue.resolves)):
            match = pattern.match(text)
            if not match or (kind == RESOLVED and not _formal(match)):
                continue
            rest = text[match.end() :].strip(" :–—-,")
            opens = not rest or bool(cue.that_body.match(rest)) or text.rstrip().endswith(":")
            if not opens and kind == RECOMMENDED and not (self.open and self.open.firm):
                return False
            if not (self.open and self.open.firm):
                self.open = _Open(kind, firm=False, cell=block.parent)
            if not opens:
                behind = text[match.end() :]
                skip = len(text) - len(behind.lstrip()) if match["end"][:1] in ":-–—" else 0
                self._take(block, start + skip)
            return True
        return False

    def _take(self, block: Block, start: int) -> None:
        assert self.open is not None
        number = block.number or self.open.number
        self.found.append(Recommendation(number or None, start, block.end, self.open.decision or RECOMMENDED))
        self.open.number = ""
        self.open.paragraphs += 1

    def _item(self, block: Block) -> None:
        assert self.open is not None
        kind, state = _number_kind(block), self.open
        if not state.items:
            state.kind, state.level = kind, block.level
            if not state.decision:
                state.decision = RESOLVED if _DONE.match(self.paper.body(block)) else RECOMMENDED
        if state.items and (block.level > state.level or kind != state.kind) and self.found[-1].end <= block.start:
            self.found[-1] = replace(self.found[-1], end=block.end)
            return
        state.items += 1
        self.found.append(Recommendation(block.number or None, block.body, block.end, state.decision))

    def _words(self, block: Block) -> bool:
        text, cue = self.paper.body(block), cues()
        if self._lead(block):
            return True
        if self.open is None:
            return False
        stopped = cue.stop.match(text) and (not block.marker or text.rstrip().endswith(":"))
        if stopped or (self.open.cell >= 0 and not self._same_row(block)):
            self.open = None
            return False
        if self.open.decision == RESOLVED and not self._held() and not self._decides(text):
            return False  # what was said before it was decided
        if block.marker:
            self._item(block)
            return True
        if self.open.cell >= 0 and _BARE_NUMBER.fullmatch(text):
            self.open.number = text.strip("(). ")
            return True
        if cue.that_body.match(text):
            return True
        if self.open.firm and not self._held():
            if not text.rstrip().endswith(":"):
                self._take(block, block.body)
            return True
        if self.open.firm and cue.opener.match(text) and text[:1].isupper() and not text.rstrip().endswith(":"):
            self._take(block, block.body)
            return True
        self.open = None
        return False

    def _held(self) -> bool:
        """Whether the open list holds anything yet."""
        return self.open is not None and bool(self.open.items or self.open.paragraphs)

    def _decides(self, text: str) -> bool:
        """Whether words begin as a decision does, or are a lead-in to one."""
        cue = cues()
        return bool(cue.opener.match(text) or cue.passive.match(text) or cue.that_body.match(text))

    def _same_row(self, block: Block) -> bool:
        """Whether a block stands in the row of the label's cell, or below a label that has its row to itself."""
        assert self.open is not None
        cell = self.paper.blocks[self.open.cell]
        if block.parent < 0:
            return False
        own = self.paper.blocks[block.parent]
        if own.parent != cell.parent or own.row < cell.row:
            return False
        return own.row < cell.row + cell.row_span or self._alone(cell)

    def _alone(self, cell: Block) -> bool:
        """Whether a label's cell is the only one with words in its row: what it names stands in the rows below."""
        row = (self.paper.blocks[i] for i in self.paper.children(cell.parent))
        return not any(b.row == cell.row and b.column > cell.column and b.start < b.end for b in row)

    def _sentences(self) -> None:
        """Sentences of the opening that say what the body is asked, or what an item is for ("To consider ...")."""
        cue = cues()
        for index in self.paper.leaves[:_OPENING]:
            block = self.paper.blocks[index]
            words = self.paper.body(block)
            if cue.purpose.match(words) and not cue.procedural.match(words):
                self._sentence(block, block.body, block.end)
                continue
            edges = [0, *(m.end() for m in _SENTENCE.finditer(words)), len(words)]
            for start, end in itertools.pairwise(edges):
                sentence = words[start:end].rstrip()
                if cue.asks.match(sentence):
                    self._sentence(block, block.body + start, block.body + start + len(sentence))

    def _sentence(self, block: Block, start: int, end: int) -> None:
        self.found.append(Recommendation(block.number or None, start, end, RECOMMENDED))
        self.covered.append((start, end))
