"""How far a priority reaches that stands as a title over what follows, be it set as a heading or not.

Priorities that stand over their actions come in rows of one form ("Objective 1 – Supply", "Objective 2 – Quality"), and
each reaches to the next. Headings below them do not end one where they come again under the others ("Key
achievements", "Next steps"); the last of them reaches to the first heading or title that the others did not have.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.extract.caseless import Caseless
from pipeline.extract.links.wording import group_nouns, stems, vocabulary
from pipeline.extract.sections import BOILERPLATE, Section, Sections
from pipeline.extract.statements.model import Kind, Statement
from schemas.ids import fold
from schemas.paper import Block, BlockKind, Paper

_SHARE = 0.6  # of a block, less its label, that a priority fills to be the block's title
_LABEL_WORDS = 6  # before a priority in its block
_TITLE_WORDS = 14  # of a line that names a priority by its number
_LONGEST_AGAIN = 20  # words of a line that repeats a priority
_BEGINNING = 4  # words of one that has only the beginning of it
_SHORT = 8  # words of a line that may be a title of its own
_LONGER = 3  # times the longest of the others, that the last of a row may reach where nothing ends it
_LONG = 12  # words of a paragraph that stands under a title
_ORDINALS = {
    word: str(n)
    for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1)
}
_LEADS_IN = re.compile(r"(?:\bthrough|\bby|\bfollowing\b.*|\bactions?|:)\s*$", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\s+(?:of|in|within|from)\s+(?:the\s+|our\s+)?[‘“\"']?[A-Z][a-z]")
"""Behind a number: it is that of another paper's priority ("priority 4 of Our Plan for Hartsmere")."""
_TOP = re.compile(r"(\d+)(?:\.0)?\.?$")


@dataclass(frozen=True, slots=True)
class Reach:
    """A priority and the half-open range of the text over which it stands."""

    start: int
    end: int
    priority: Statement


@dataclass(frozen=True, slots=True)
class _Title:
    form: str
    block: int
    start: int
    level: int
    priority: Statement
    opens: int = -1
    """Where the label above it begins that was taken for a title of its own; -1 where there is none."""


@lru_cache(maxsize=1)
def named() -> Caseless:
    """What names a priority by its number or letter: "Objective 2", "Priority area three", "Ambition B"."""
    return Caseless(
        rf"\b(?P<noun>{group_nouns()})(?:\s+(?:objective|area|theme))?\s+(?:no\.?\s*)?"
        r"(?P<number>\d{1,2}|(?-i:A|B|C|D|E|F|G|H)|one|two|three|four|five|six|seven|eight|nine|ten)\b(?![.]\d)"
    )


def numbers_named(text: str) -> Iterator[tuple[int, str]]:
    """Where a text names priorities of its own paper, and their plain numbers or letters."""
    for match in named().finditer(text):
        if not _ELSEWHERE.match(text, match.end()):
            yield match.start(), plain_number(match["number"])


@lru_cache(maxsize=1)
def _part() -> re.Pattern[str]:
    parts = "|".join(p.replace(" ", r"\s+") for p in vocabulary().parts)
    return re.compile(rf"\W*(?:{parts})", re.IGNORECASE)


@lru_cache(maxsize=1)
def _closing() -> re.Pattern[str]:
    closings = "|".join(p.replace(" ", r"\s+") for p in vocabulary().closings)
    return re.compile(rf"\W*(?:{closings})\W*$", re.IGNORECASE)


def any_within(offsets: Sequence[int], start: int, end: int) -> bool:
    """Whether one of some offsets, in order, lies in a half-open range."""
    at = bisect.bisect_left(offsets, start)
    return at < len(offsets) and offsets[at] < end


def is_part(title: str) -> bool:
    """Whether a heading is called as those are that stand over a part of what a priority holds ("Next steps")."""
    return _part().match(title) is not None


def is_whole(title: str) -> bool:
    """Whether a heading tells of what all of a plan is for ("Our vision"), not of what stands below it alone."""
    return any(f" {word} " in f" {fold(title)} " for word in vocabulary().wholes)


class _Reaches:
    def __init__(
        self,
        paper: Paper,
        sections: Sections,
        statements: Sequence[Statement],
        numbered: Mapping[str, Statement],
    ) -> None:
        self.paper = paper
        self.in_row = Counter((block.parent, block.row) for block in paper.blocks if block.parent >= 0)
        self.sections = sections
        self.numbered = numbered
        self.priorities = [s for s in statements if s.kind is Kind.PRIORITY]
        records = [s for s in statements if s.kind is not Kind.PRIORITY]
        self.starts = sorted(s.start for s in records)
        self.leaves = paper.leaves
        self.leaf_starts = [paper.blocks[i].start for i in self.leaves]

    def find(self) -> list[Reach]:
        forms: dict[str, list[_Title]] = defaultdict(list)
        for title in sorted(self._titles(), key=lambda t: t.start):
            row = forms[title.form]
            if row and row[-1].priority is title.priority:
                if title.block - row[-1].block == 1:  # "Outcome 4" above the words of it
                    row[-1] = replace(title, opens=self._start(row[-1]))
            else:
                row.append(title)
        found = [reach for row in forms.values() for run in _runs(row) for reach in self._of_run(run)]
        return sorted(found, key=lambda r: r.start)

    def _titles(self) -> list[_Title]:
        found = {}
        for priority in self.priorities:
            spans = [(priority.start, priority.end), *((m.start, m.end) for m in priority.mentions)]
            for start, end in spans:
                if (title := self._stated(priority, start, end)) is not None:
                    found[title.block] = title
        names = {fold(self.paper.text[p.start : p.end]): p for p in reversed(self.priorities)}
        self.meant = _by_stems(self.paper, self.priorities)
        for block in self.leaves:
            if block not in found and (title := self._by_number(block) or self._again(block, names)) is not None:
                found[block] = title
        return list(found.values())

    def _stated(self, priority: Statement, start: int, end: int) -> _Title | None:
        """The title that a priority is where it is stated."""
        at = bisect.bisect_right(self.leaf_starts, start) - 1
        if at < 0 or self.paper.blocks[self.leaves[at]].parent >= 0:
            return None
        block = self.paper.blocks[self.leaves[at]]
        before = self.paper.text[block.body : start]
        if start >= block.end or len(before.split()) > _LABEL_WORDS or end - start < _SHARE * (block.end - start):
            return None
        label = named().match(priority.label) or named().search(priority.label)
        form = fold(label["noun"]) if label else f"{priority.rule} {block.kind} {block.number.count('.')}"
        return _Title(form, self.leaves[at], start, self._level(self.leaves[at]), priority)

    def _by_number(self, block: int) -> _Title | None:
        """The title that names a priority stated elsewhere: "2.0 Objective 1 – Supply", "Ambition A" alone in a row."""
        place = self.paper.blocks[block]
        if place.parent >= 0 and not self._alone(place):
            return None
        text = self.paper.text[place.body : place.end]
        if len(text.split()) > _TITLE_WORDS or text.rstrip().endswith((".", ";", ",")):
            return None
        match = named().search(text)
        if match is None or len(text[: match.start()].split()) > 2 or not text[:1].isupper():
            return None
        rest = text[match.end() :].strip()
        below = self.paper.blocks[block + 1 : block + 2]
        listed = bool(below) and below[0].kind is BlockKind.LIST_ITEM and place.kind is not BlockKind.LIST_ITEM
        if rest and rest[0].islower() and not (listed and _LEADS_IN.search(rest)):
            return None  # "Priority 2 was discussed": no title
        priority = self.numbered.get(plain_number(match["number"]))
        heads = place.kind is BlockKind.HEADING and place.parent < 0
        level = self._level(block) if heads else 0
        return _Title(fold(match["noun"]), block, place.start, level, priority) if priority else None

    def _again(self, block: int, names: Mapping[str, Statement]) -> _Title | None:
        """The title that repeats a priority stated elsewhere, or only its beginning, in a line of its own."""
        place = self.paper.blocks[block]
        if place.parent >= 0 or place.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            return None
        words = fold(self.paper.text[place.body : place.end])
        if not words or len(words.split()) > _LONGEST_AGAIN:
            return None
        priority = names.get(words)
        if priority is None and len(words.split()) >= _BEGINNING:
            begun = [p for name, p in names.items() if name.startswith(f"{words} ")]
            priority = begun[0] if len(begun) == 1 else None
        if priority is None and self.paper.text[place.body].isupper() and self.paper.text[place.end - 1] not in ".;,:":
            priority = self.meant.get(frozenset(stems(words)))
        if priority is None:
            return None
        return _Title("again", block, place.start, self._level(block), priority)

    def _alone(self, block: Block) -> bool:
        """Whether what stands in a cell is all that its row holds."""
        cell = self.paper.blocks[block.parent]
        if cell.kind is not BlockKind.CELL:
            return False
        return self.in_row[cell.parent, cell.row] == 1 and len(self.paper.children(block.parent)) <= 1

    def _level(self, block: int) -> int:
        """The level of the heading that a title is, or of its label above it; 0 for one that is set as text."""
        if self.paper.blocks[block].parent >= 0:
            return 0
        section = self.sections.at(block)
        return section.level if section.heading >= 0 and block - section.heading <= 1 else 0

    def _of_run(self, run: Sequence[_Title]) -> list[Reach]:
        """How far each title of a run reaches; nothing where the run is a list with nothing below its items."""
        bounds = [self._start(t) for t in run]
        held = sum(any_within(self.starts, a, b) for a, b in itertools.pairwise(bounds))
        if len(run) < 2 or 2 * held < len(run) - 1:
            return []
        seen = {fold(self._words(i)) for a, b in itertools.pairwise(run) for i in range(a.block + 1, b.block)}
        reaches = [
            Reach(start, self._end(title, following, seen), title.priority)
            for start, title, following in zip(bounds, run, [*run[1:], None], strict=True)
        ]
        longest = max(reach.end - reach.start for reach in reaches[:-1])
        last = reaches[-1]
        return [*reaches[:-1], Reach(last.start, min(last.end, last.start + _LONGER * longest), last.priority)]

    def _start(self, title: _Title) -> int:
        """Where a title begins, the label above or before it included."""
        if title.opens >= 0:
            return title.opens
        above = title.block - 1
        if title.level and above >= 0 and self.sections.at(title.block).heading == above:
            return self.paper.blocks[above].start
        return self.paper.blocks[title.block].start

    def _words(self, block: int) -> str:
        place = self.paper.blocks[block]
        short = place.parent < 0 and place.end - place.body < 100
        return self.paper.text[place.body : place.end] if short else ""

    def _end(self, title: _Title, following: _Title | None, seen: set[str]) -> int:
        """Where a title's reach ends, at the latest where the next begins."""
        blocks = self.paper.blocks
        last = following.block if following else len(blocks)
        around = self.sections.at(self._top(title.block))
        for i in range(title.block + 1, last):
            block = blocks[i]
            if block.parent >= 0 or i == around.heading:
                continue
            if self.paper.blocks[title.block].parent >= 0 and self._after_table(block):
                return block.start
            if self._next_number(title, block) or self._leaves(title, i, around, seen, last=following is None):
                return block.start
        return self._start(following) if following else len(self.paper.text)

    def _after_table(self, block: Block) -> bool:
        """Whether a block shows that a table is over, whose titles end with it: no other table, nor a page's foot."""
        words = len(self.paper.text[block.body : block.end].split())
        return block.kind is not BlockKind.TABLE and (block.kind is BlockKind.HEADING or words > _SHORT)

    def _next_number(self, title: _Title, block: Block) -> bool:
        """Whether a block opens the next chapter: "5.0" after a title "4.0"."""
        own, other = (_TOP.match(b.number.strip("()")) for b in (self.paper.blocks[title.block], block))
        if not own or not other or block.kind not in (BlockKind.HEADING, BlockKind.LIST_ITEM):
            return False
        return int(other[1]) == int(own[1]) + 1 and block.number.endswith(".0") == self.paper.blocks[
            title.block
        ].number.endswith(".0")

    def _leaves(self, title: _Title, i: int, around: Section, seen: set[str], *, last: bool) -> bool:
        block = self.paper.blocks[i]
        words = self._words(i)
        part = fold(words) in seen or (not last and _part().match(words) is not None)
        section = self.sections.at(i)
        if block.kind is BlockKind.HEADING and section.heading == i:
            if section.named and section.role in BOILERPLATE and not part:
                return True
            if title.level and section.level < title.level:
                return True
            if not title.level and around.heading >= 0 and i >= around.last and not part:
                return True
            deeper = title.level and section.level > title.level
            return last and not part and (not deeper or _closing().match(words) is not None)
        return last and not part and self._titles_text(i, words)

    def _titles_text(self, i: int, words: str) -> bool:
        """Whether a short line stands as a title of its own: before a paragraph, or where no record is."""
        block = self.paper.blocks[i]
        count = len(words.split())
        if block.kind is not BlockKind.PARAGRAPH or not 2 <= count <= _SHORT or not words[:1].isupper():
            return False
        if words.rstrip()[-1:] in ".,;:!" or any(c.isdigit() for c in words) or i + 1 >= len(self.paper.blocks):
            return False
        below = self.paper.blocks[i + 1]
        prose = len(self.paper.text[below.body : below.end].split()) >= _LONG and below.kind is BlockKind.PARAGRAPH
        return prose and below.parent < 0

    def _top(self, block: int) -> int:
        while self.paper.blocks[block].parent >= 0:
            block = self.paper.blocks[block].parent
        return block


def _by_stems(paper: Paper, priorities: Sequence[Statement]) -> dict[frozenset[str], Statement]:
    """Priorities by the words they are made of, for titles that put them otherwise ("A warm home" of "to have a warm
    home"); without those of which the paper has another of the same words."""
    found: dict[frozenset[str], list[Statement]] = defaultdict(list)
    for priority in priorities:
        found[frozenset(stems(paper.text[priority.start : priority.end]))].append(priority)
    return {words: made[0] for words, made in found.items() if words and len(made) == 1}


def _runs(row: Sequence[_Title]) -> list[list[_Title]]:
    """A row of titles, cut where a priority comes again: first all are listed, then each is set out."""
    runs: list[list[_Title]] = [[]]
    for title in row:
        if any(title.priority is t.priority for t in runs[-1]):
            runs.append([])
        runs[-1].append(title)
    return runs


def plain_number(number: str) -> str:
    """A number or letter as it is looked up: "Two" is "2", "B" is "b"."""
    return _ORDINALS.get(number.lower(), number.lower())


def find_reaches(
    paper: Paper, sections: Sections, statements: Sequence[Statement], numbered: Mapping[str, Statement]
) -> list[Reach]:
    """How far the priorities reach that stand as titles, in order of their beginnings.

    Args:
        numbered: the priorities by their number ("2") or letter ("b").
    """
    return _Reaches(paper, sections, statements, numbered).find()


__all__ = ["Reach", "any_within", "find_reaches", "is_part", "is_whole", "named", "plain_number"]
