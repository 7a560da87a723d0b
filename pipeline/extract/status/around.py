"""What stands round a statement and tells how far it has got: a heading, a word before it, an aside behind it."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.sections import Sections
from pipeline.extract.statements.model import Statement
from pipeline.extract.status.cells import verdict
from pipeline.extract.status.finding import Certainty, StatusFinding
from pipeline.extract.status.legend import Legend, key_of
from pipeline.extract.status.logic import status_of
from pipeline.extract.status.vocabulary import patterns
from schemas.paper import BlockKind, Paper
from schemas.states import Status

_TICKED = re.compile(r"\s*(?:[-–•*]\s*)?(?:\[\s*[xX✓✔]\s*\]|[✓✔☑☒✅🗸])")
_WORDS_BEFORE = 4  # of a block, before a statement, that may tell its state ("Done! ...")
_LONGEST_HEADING = 8
_LONGEST_TAIL = 160
_FARTHEST = 40  # blocks between an item and the heading of its list
_ASIDE = re.compile(r"\s*[.]?\s*(?P<open>[(–—]|\s-\s)\s*")
_LAST_WORD = re.compile(r"[\s:(\[–-](?P<key>[A-Z]{3,6}|(?<=[(\[:] )[A-Z][a-z]+|(?<=[(\[])[A-Z][a-z]+)\s*[)\].]*\s*$")


class StatusAround:
    """The states that stand round the statements of a paper."""

    def __init__(self, paper: Paper, sections: Sections, legend: Legend | None) -> None:
        self.paper = paper
        self.sections = sections
        self.legend = legend
        self.heading = cache(self._heading)

    def before(self, statement: Statement) -> StatusFinding | None:
        """The state that a tick or a word tells right before a statement: "[x] ...", "Done! ...", "Not yet. ..."."""
        block = self.paper.blocks[statement.block]
        before = self.paper.text[block.start : statement.start]
        if _TICKED.match(before) or _TICKED.match(self.paper.text, statement.start, statement.end):
            return StatusFinding(Status.COMPLETED, None, "✓", Certainty.STATED)
        words = before.strip(" \t\n►▶•*–-")
        if not words or len(words.split()) > _WORDS_BEFORE or words[-1] not in ".!:–-":
            return None
        found = verdict(words.rstrip(".!:–- ") + ".")
        return StatusFinding(found.status, None, found.cue, Certainty.STATED) if found else None

    def rating(self, statement: Statement) -> StatusFinding | None:
        """The rating at the end of a statement or right behind it: "Review the rota (Planning) AMBER"."""
        end = self.paper.blocks[statement.block].end
        for text in (self.paper.text[statement.start : statement.end], self.paper.text[statement.start : end]):
            match = _LAST_WORD.search(text) if len(text) < _LONGEST_TAIL * 2 else None
            if match and (key := key_of(match["key"])) and len(match["key"]) > 1:
                status = self.legend.statuses.get(key, Status.UNCLEAR) if self.legend else Status.UNCLEAR
                return StatusFinding(status, None, match["key"], Certainty.STATED)
        return None

    def aside(self, statement: Statement) -> StatusFinding | None:
        """The state that is told behind an action, in brackets or behind a dash: "... (this was finished in May)"."""
        end = self.paper.blocks[statement.block].end
        tail = self.paper.text[statement.end : min(end, statement.end + _LONGEST_TAIL)]
        match = _ASIDE.match(tail)
        if match is None or len(tail.split()) < _WORDS_BEFORE:
            return None
        words = tail[match.end() :].split(")")[0] if match["open"] == "(" else tail[match.end() :]
        found = status_of(words, kind="progress", legend=self.legend)
        if found.certainty is not Certainty.STATED:
            return None
        return StatusFinding(found.status, None, found.cue, Certainty.STATED)

    def _heading(self, block: int) -> StatusFinding | None:
        """The state that the nearest heading over a block tells, be it set as a heading or as a short line."""
        top = self.paper.top(block)
        listed = self.paper.blocks[top].kind is BlockKind.LIST_ITEM
        for i in range(top - 1, max(top - _FARTHEST, 0) - 1, -1):
            other = self.paper.blocks[i]
            if other.parent >= 0:
                continue
            text = self.paper.text[other.body : other.end]
            if other.kind is BlockKind.HEADING:
                return self._told(text)
            short = len(text.split()) <= _LONGEST_HEADING and text.rstrip()[-1:] not in ".,;"
            if other.kind is BlockKind.PARAGRAPH and short and (found := self._told(text)):
                return found
            if listed and short and other.kind is BlockKind.PARAGRAPH and not text.rstrip().endswith(":"):
                return None  # the label of the list, which tells no state
            if listed and not short and other.kind is not BlockKind.LIST_ITEM:
                return None
        return None

    def _told(self, heading: str) -> StatusFinding | None:
        """The state that a heading tells of what stands below it, or None."""
        words = " ".join(heading.replace("’", "'").split())
        if len(words.split()) > _LONGEST_HEADING:
            return None
        for status, pattern in patterns().headings.items():
            if pattern.match(words):
                return StatusFinding(status, None, words, Certainty.STATED)
        return None


__all__ = ["StatusAround"]
