"""Links that the layout does not make: by what two statements speak of, and by sentences that go on from one another.

The less two statements stand together, the more of their words they must share; below that there is no link. The
thresholds were set on the records of 64 annotated papers, read without their layout: of the reports linked to an
action by shared words, 19 in 20 were rightly so. Priorities are shorter and more alike, so more is asked there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.extract.caseless import Caseless
from pipeline.extract.links.wording import Wording, group_nouns, plain_stems, stems, vocabulary
from pipeline.extract.sections import Sections
from pipeline.extract.statements.model import Statement
from schemas.ids import fold
from schemas.paper import Paper


@dataclass(frozen=True, slots=True)
class Threshold:
    """What two statements must share to be linked: share of the shorter one's weight, and different words."""

    score: float
    words: int


NEAR = Threshold(0.55, 2)
"""The action stands before the report in the same section; what comes after it there is another matter."""
NEAR_IN_MEANING = 0.65
"""Cosine of their sentence vectors, where the action stands just before the report in the same section and they share a
rare word. Of 17 such pairs in the annotated papers 16 were right; across sections hardly one in five was."""
FAR = Threshold(0.6, 4)
"""They stand in different sections."""
SERVED = Threshold(0.7, 4)
"""A record and a priority."""
SERVED_LONG = Threshold(0.4, 4)
"""A record and a priority that share many words."""
_SAME_SHARE = 0.9  # of a record that a priority fills, to be the same sentence
_MARGIN = 0.1
"""How much better than the second best the best must be."""
_TITLE_SHARE = 0.5  # of a priority's words that a heading must have to name it
_BESIDE = 3  # blocks from an action to a report that may be on it in other words
_SUBJECT = re.compile(
    r"\W*(?:The|This|That|These|Those|Our|Its|Both)\s+(?P<noun>(?:[\w’'-]+\s+){1,5}?)(?:has|have|had|was|were|is|are)\b"
)
_LEAST_SUBJECT = 2  # words that name a subject
_GAP = 3  # code points between two sentences that follow one another


@lru_cache(maxsize=1)
def _goes_on() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(vocabulary().goes_on)})".replace(" ", r"\s+"), re.IGNORECASE)


@lru_cache(maxsize=1)
def _aligned() -> Caseless:
    return Caseless(rf"\b(?:{'|'.join(vocabulary().aligned)})".replace(" ", r"\s+"))


@lru_cache(maxsize=1)
def _group_named() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?i:the|our|its)\s+[‘“\"']?(?P<name>[A-Z][\w’'-]*(?:,?\s+(?:and|&|of|for|the|in|to|a|[A-Z][\w’'-]*)){{0,7}})"
        rf"[’”\"']?\s+(?i:{group_nouns()})\b"
    )


def _overlap(a: Statement, b: Statement) -> bool:
    return a.start < b.end and b.start < a.end


class Meaning:
    """What the statements of one paper have to do with one another by their words."""

    def __init__(self, paper: Paper, sections: Sections) -> None:
        self.paper = paper
        self.sections = sections
        self.wording = Wording(paper)

    def action_of(self, report: Statement, actions: Sequence[Statement]) -> tuple[Statement, str] | None:
        """The action on which a report speaks, and what says so; None where no action is like enough."""
        for action in actions:
            if _overlap(action, report):
                return action, "within its words"
        before = max((a for a in actions if a.end <= report.start), key=lambda a: a.end, default=None)
        if before is not None and self._follows(before, report):
            return before, "goes on from it"
        found: list[tuple[float, int, Statement, str]] = []
        at = (report.start, report.end)
        for action in actions:
            like = self.wording.likeness(at, (action.start, action.end))
            least = self._threshold(action, report)
            if least is None or not like.words:
                continue
            beside = least is NEAR and report.block - action.block <= _BESIDE
            close = self.wording.closeness(at, (action.start, action.end)) if beside else 0.0
            basis = "like meaning" if close >= NEAR_IN_MEANING else ""
            if like.score >= least.score and like.words >= least.words:
                basis = "like words"
            if basis:
                found.append((like.score + close, -abs(action.start - report.start), action, basis))
        if found:
            return max(found, key=lambda f: f[:2])[2:]
        return self._by_subject(report, actions)

    def _by_subject(self, report: Statement, actions: Sequence[Statement]) -> tuple[Statement, str] | None:
        """The only action whose words have all of a report's definite subject: "The east crossing was opened"."""
        match = _SUBJECT.match(self.paper.text, report.start, report.end)
        words = set(stems(match["noun"])) - self.wording.common if match else set()
        if len(words) < _LEAST_SUBJECT:
            return None
        having = [a for a in actions if words <= set(self.wording.weights(a.start, a.end)) and a.start != report.start]
        return (having[0], "like words") if len(having) == 1 else None

    def _follows(self, action: Statement, report: Statement) -> bool:
        """Whether a report is the next sentence after an action, and takes it up ("This has ...")."""
        between = self.paper.text[action.end : report.start]
        return (
            action.block == report.block
            and len(between.strip(" .;\n")) == 0
            and len(between) <= _GAP
            and _goes_on().match(self.paper.text, report.start) is not None
        )

    def _threshold(self, action: Statement, report: Statement) -> Threshold | None:
        sections = self.sections.of_block
        if sections[self._top(action.block)] != sections[self._top(report.block)]:
            return FAR
        return NEAR if action.start < report.start else None

    def _top(self, block: int) -> int:
        while self.paper.blocks[block].parent >= 0:
            block = self.paper.blocks[block].parent
        return block

    def priority_of(self, record: Statement, priorities: Sequence[Statement]) -> tuple[Statement, str] | None:
        """The priority whose words a record has, or which it says it serves; None where none stands out."""
        for priority in priorities:
            whole = record.end - record.start
            if record.start <= priority.start and priority.end <= record.end:
                if priority.end - priority.start > _SAME_SHARE * whole:
                    return None  # one sentence read as both
                return priority, "named in its words"
        text = self.paper.text[record.start : record.end]
        if named := self._named(text, priorities):
            return named, "named in its words"
        at = match.end() if (match := _aligned().search(text)) else None
        found = []
        for priority in priorities:
            like = self.wording.likeness((record.start, record.end), (priority.start, priority.end))
            enough = any(like.score >= t.score and like.words >= t.words for t in (SERVED, SERVED_LONG))
            if at is not None and at < len(text):
                said = self.wording.likeness((record.start + at, record.end), (priority.start, priority.end))
                enough = enough or (said.score >= NEAR.score and said.words >= NEAR.words)
            if enough:
                found.append((like.score, -priority.start, priority))
        found.sort(key=lambda f: f[:2], reverse=True)
        if not found or (len(found) > 1 and found[0][0] - found[1][0] < _MARGIN):
            return None
        return found[0][2], "like words"

    def _named(self, text: str, priorities: Sequence[Statement]) -> Statement | None:
        """The priority that a record calls by its name: "under the Safer Streets theme"."""
        for match in _group_named().finditer(text):
            if found := self.by_title(match["name"], priorities):
                return found
        return None

    def by_title(self, title: str, priorities: Sequence[Statement]) -> Statement | None:
        """The priority that a heading or a name means: of the same words, or the only one that they sum up."""
        words = set(stems(title))
        if not words:  # words of the trade alone, as in "the support theme"
            plain = fold(title)
            return next((p for p in priorities if fold(self.paper.text[p.start : p.end]) == plain), None)
        having: list[Statement] = []
        for priority in priorities:
            own = set(stems(self.paper.text[priority.start : priority.end]))
            if own == words:
                return priority
            if len(words) > 1 and words <= own and len(words) >= _TITLE_SHARE * len(own):
                having.append(priority)
        return having[0] if len(having) == 1 else None

    def by_few_words(self, name: str, priorities: Sequence[Statement]) -> Statement | None:
        """The only priority that has all the telling words of a name ("litter" for "streets free of litter")."""
        words = set(stems(name)) - plain_stems()
        having = [p for p in priorities if words <= set(stems(self.paper.text[p.start : p.end]))] if words else []
        return having[0] if len(having) == 1 else None


__all__ = ["FAR", "NEAR", "NEAR_IN_MEANING", "SERVED", "Meaning", "Threshold"]
