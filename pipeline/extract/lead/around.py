"""Who leads, said once for several actions: in the lead-in of a list, behind the last of them, or over a section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.extract.lead.logic import Lead, labelled, lead_in, speaker, trailing_initials
from pipeline.extract.sections import BOILERPLATE, Sections
from pipeline.extract.statements.model import Span
from schemas.paper import Block, BlockKind, Paper

_FARTHEST = 40  # blocks between an item and the lead-in of its list
_LONGEST_LABEL = 20  # words of a line that names who leads a section
_CARRIES_ON = re.compile(r"[a-z]|(?:This|These|It|They|Which)\b")
_PRONOUN = re.compile(
    r"\W*(?:he|she|they)\s+(?:also\s+|then\s+)?(?:undertook|agreed|offered|promised|would|will|was\s+to|were\s+to|hoped|intended|planned)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\((?P<name>(?!\d)[A-Z][\w’'.]*(?:\s+(?:(?:and|&|of|for)\s+)?[A-Z][\w’'.]*){0,4})\)\s*[.;]?\s*(?:(?i:red|amber|green|blue)\s*)?$"
)
_IN_BRACKETS = 80  # characters of a bracket that may stand within an action's words
_LEAST_BESIDE = 2
_ACTION_LABEL = re.compile(r"\s*(?:actions?|action points?|next steps?)(?:\s+\d+)?\s*[:–-]", re.IGNORECASE)


class Around:
    """What the blocks round a statement say of who leads it.

    Args:
        taken: ranges of the text that name somebody else, such as the contact officer of the report.
    """

    def __init__(self, paper: Paper, sections: Sections, taken: Sequence[tuple[int, int]] = ()) -> None:
        self.paper = paper
        self.sections = sections
        self.taken = tuple(taken)
        self.of_section = cache(self._of_section)

    def lead(self, block: int, start: int, end: int) -> tuple[Lead, Span] | None:
        """Who leads an action in block number `block`, its offsets those within the words that say so, and these.

        Args:
            start, end: the action's range of the text.
        """
        return (
            self._spoke(block, start)
            or self._behind(block)
            or self._bracket(block, end)
            or self._list(block)
            or self.of_section(self.sections.of_block[self.paper.top(block)])
        )

    def _spoke(self, block: int, start: int) -> tuple[Lead, Span] | None:
        """Who spoke before a sentence that goes on "He undertook to ..."."""
        if not _PRONOUN.match(self.paper.text, start):
            return None
        body = self.paper.blocks[block].body
        before = self.paper.text[body:start]
        lead = speaker(before)
        return (lead, Span(body, start)) if lead else None

    def _bracket(self, block: int, end: int) -> tuple[Lead, Span] | None:
        """A name in brackets at the end of an item, where others of the same list have such brackets, too."""
        match = self._closing(block)
        if match is None or match.start("name") < end - self.paper.blocks[block].body - _IN_BRACKETS:
            return None
        beside = [b for b in (block - 2, block - 1, block + 1, block + 2) if 0 <= b < len(self.paper.blocks)]
        if sum(self._closing(b) is not None for b in beside) < _LEAST_BESIDE:
            return None
        place = self.paper.blocks[block]
        lead = Lead(match["name"], match.start("name"), match.end("name"))
        return lead, Span(place.body, place.end)

    def _closing(self, block: int) -> re.Match[str] | None:
        return _CLOSING.search(self.paper.body(self.paper.blocks[block]))

    def _said(self, lead: Lead | None, block: int) -> tuple[Lead, Span] | None:
        return (lead, Span(self.paper.blocks[block].body, self.paper.blocks[block].end)) if lead else None

    def _behind(self, block: int) -> tuple[Lead, Span] | None:
        """The initials at the end of a paragraph of several action points: "Action: Set a date. Send letters. (PQ)"."""
        text = self.paper.body(self.paper.blocks[block])
        return self._said(trailing_initials(text), block) if _ACTION_LABEL.match(text) else None

    def _list(self, block: int) -> tuple[Lead, Span] | None:
        """The doer in the lead-in of a list: "The Housing Service will:"."""
        blocks = self.paper.blocks
        item = blocks[block]
        if item.kind is not BlockKind.LIST_ITEM:
            return None
        for before in range(block - 1, max(block - _FARTHEST, 0) - 1, -1):
            other = blocks[before]
            if other.parent != item.parent:
                if other.kind in (BlockKind.TABLE, BlockKind.CELL):
                    return None
                continue
            text = self.paper.body(other).rstrip()
            if other.kind is BlockKind.LIST_ITEM and not text.endswith(":"):
                continue
            if not text.endswith((":", ":-")) and self._goes_on(before, item):
                continue
            return self._said(lead_in(text), before) if text.endswith((":", ":-")) else None
        return None

    def _goes_on(self, paragraph: int, item: Block) -> bool:
        """Whether a paragraph stands among the items of one list, as the end of one that lost its indent."""
        before = self.paper.blocks[paragraph - 1] if paragraph else None
        if before is None or (before.kind, before.marker) != (BlockKind.LIST_ITEM, item.marker):
            return False
        return _CARRIES_ON.match(self.paper.body(self.paper.blocks[paragraph])) is not None

    def _of_section(self, number: int) -> tuple[Lead, Span] | None:
        """Who leads a section, by a line below its heading: "Lead: Head of Parks"."""
        section = self.sections.all[number]
        if section.heading < 0 or section.role in BOILERPLATE:
            return None
        for i in range(section.heading, min(section.heading + 3, section.last)):
            block = self.paper.blocks[i]
            text = self.paper.body(block)
            if block.parent >= 0 or len(text.split()) > _LONGEST_LABEL:
                continue
            if any(start < block.end and block.body < end for start, end in self.taken):
                continue
            if found := self._said(labelled(text), i):
                return found
        return None


__all__ = ["Around"]
