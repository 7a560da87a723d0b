"""Short headings that take up listed priorities one after another: "Clean streets" over what was done for the second.

A paper that lists its aims in full reports on them under shorter titles, in the same order: headings, lines of their
own, or the first words of a paragraph. One such title says little; several that fit the list in its order say for each
other what they mean, and for the one between them that shares no word with its aim.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.extract.links.reach import Reach, any_within, is_part
from pipeline.extract.links.wording import stems
from pipeline.extract.sections import BOILERPLATE, Sections
from pipeline.extract.statements.model import Kind, Statement
from schemas.ids import fold
from schemas.paper import BlockKind, Paper

_LONGEST = 9  # words of a title
_LONGEST_RUN_IN = 6  # of one that begins a paragraph
_LONG = 9  # words of a paragraph that stands under a title
_STRONG = 0.5  # of a title's words that its priority has
_WEAK = 0.25  # of one between titles that fit
_FEWEST = 2  # titles that fit
_SHARE = 0.5  # of the list's priorities that have a title that fits
_SHARED = 0.3  # what a word weighs that two priorities of the list have
_LONGER = 3  # times the longest of the others, that the last may reach where nothing ends it
_RUN_IN = re.compile(r"\s*(?P<title>[A-Z][^.:–—]{2,60}?)\s*(?::|\s[–—-]\s|\.\s)\s*(?=\S)")
_WORD = re.compile(r"[A-Za-z]+")
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")


@dataclass(frozen=True, slots=True)
class _Title:
    block: int
    level: int
    """0 for a line that is set as text, -1 for the first words of a paragraph."""
    stems: frozenset[str]
    acronyms: frozenset[str]
    words: str


def _initials(text: str) -> str:
    """The first letters of all words, by which an acronym is known ("anti-social behaviour": asb)."""
    return "".join(w[0] for w in _WORD.findall(text)).lower()


class _Outline:
    def __init__(self, paper: Paper, sections: Sections, statements: Sequence[Statement]) -> None:
        self.paper = paper
        self.sections = sections
        self.starts = sorted(s.start for s in statements if s.kind is not Kind.PRIORITY)
        self.stated = {s.block for s in statements}
        self.priorities = sorted(
            at for s in statements if s.kind is Kind.PRIORITY for at in (s.start, *(m.start for m in s.mentions))
        )
        self.titles = [t for i in paper.leaves if (t := self._title(i)) is not None]

    def _title(self, i: int) -> _Title | None:
        """A block that may be a title of what follows it, by its form."""
        block = self.paper.blocks[i]
        if block.parent >= 0 or block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            return None
        text = self.paper.text[block.body : block.end].strip()
        section = self.sections.at(i)
        if section.role in BOILERPLATE or not text[:1].isupper():
            return None
        level = 0
        if block.kind is BlockKind.HEADING:
            if len(text.split()) > _LONGEST or i in self.stated:
                return None
            level = section.level if section.heading == i else 1
        elif block.kind is BlockKind.LIST_ITEM or not self._alone(i, text):
            match = _RUN_IN.match(text)
            if not match or len(match["title"].split()) > _LONGEST_RUN_IN:
                return None
            text, level = match["title"], -1
        return _Title(
            i, level, frozenset(stems(text)), frozenset(a.lower() for a in _ACRONYM.findall(text)), fold(text)
        )

    def _alone(self, i: int, text: str) -> bool:
        """Whether a line in a paragraph of its own can be a title: short, no sentence, and over a longer text."""
        if i in self.stated or len(text.split()) > _LONGEST or text[-1] in ".,;!" or i + 1 >= len(self.paper.blocks):
            return False
        below = self.paper.blocks[i + 1]
        words = len(self.paper.text[below.body : below.end].split())
        return below.kind is BlockKind.LIST_ITEM or (below.kind is BlockKind.PARAGRAPH and words >= _LONG)

    def of_list(self, listed: Sequence[Statement]) -> list[Reach]:
        """How far the titles reach that take up the priorities of one list."""
        own = [frozenset(stems(self.paper.text[p.start : p.end])) for p in listed]
        held = Counter(word for words in own for word in words)
        behind = max(p.block for p in listed)
        titles = [t for t in self.titles if t.block > behind]
        initials = [_initials(self.paper.text[p.start : p.end]) for p in listed]
        fits = [[self._fit(t, words, held, first) for words, first in zip(own, initials, strict=True)] for t in titles]
        found: list[Reach] = []
        for run_in in (False, True):
            rows = [n for n, t in enumerate(titles) if (t.level < 0) == run_in]
            while run := self._run([fits[n] for n in rows]):
                if not self._fills(run, len(listed)):
                    break
                last = run[-1][0]
                chosen = self._with_gaps([(rows[n], p) for n, p, _ in run], rows, titles)
                found.extend(self._reaches([(titles[n], listed[p]) for n, p in chosen]))
                rows = rows[last + 1 :]
        return found

    def _fit(self, title: _Title, words: frozenset[str], held: Counter[str], initials: str) -> float:
        """How far a priority has a title's words, those less that others of the list have too."""
        if title.acronyms and any(a in initials for a in title.acronyms if len(a) > 2):
            return 1.0
        if not title.stems:
            return 0.0
        weights = {1: 1.0, 2: _SHARED}
        total = sum(weights.get(held[w], 0.0) for w in title.stems if w in words)
        fit = total / len(title.stems)
        return fit if fit >= _WEAK else 0.0

    def _run(self, fits: Sequence[Sequence[float]]) -> list[tuple[int, int, float]]:
        """The pairs of title and priority in the order of both that fit best together."""
        best: list[list[tuple[float, list[tuple[int, int, float]]]]] = (
            [[(0.0, [])] * (len(fits[0]) + 1)] if fits else []
        )
        for n, row in enumerate(fits):
            line: list[tuple[float, list[tuple[int, int, float]]]] = [(0.0, [])]
            for p, fit in enumerate(row):
                value, pairs = max(best[n][p + 1], line[p], key=lambda option: option[0])
                if fit and best[n][p][0] + fit > value:
                    value, pairs = best[n][p][0] + fit, [*best[n][p][1], (n, p, fit)]
                line.append((value, pairs))
            best.append(line)
        return best[-1][-1][1] if best else []

    def _fills(self, run: Sequence[tuple[int, int, float]], count: int) -> bool:
        """Whether enough of a list's priorities have titles that fit them."""
        strong = sum(fit >= _STRONG for _, _, fit in run)
        return strong >= _FEWEST and strong >= _SHARE * count

    def _with_gaps(
        self, pairs: Sequence[tuple[int, int]], rows: Sequence[int], titles: Sequence[_Title]
    ) -> list[tuple[int, int]]:
        """A run with the titles between two that fit, where as many priorities stand between these."""
        out: list[tuple[int, int]] = []
        for n, p in pairs:
            if out:
                before, last = out[-1]
                level = {titles[before].level, titles[n].level, 0}
                between = [m for m in rows if before < m < n and titles[m].level in level]
                if len(between) == p - last - 1:
                    out.extend(zip(between, range(last + 1, p), strict=True))
            out.append((n, p))
        return out

    def _reaches(self, run: Sequence[tuple[_Title, Statement]]) -> list[Reach]:
        bounds = [self.paper.blocks[title.block].start for title, _ in run]
        seen = {
            other.words
            for (title, _), (following, _) in itertools.pairwise(run)
            for other in self.titles
            if title.block < other.block < following.block
        }
        taken = {title.block for title, _ in run}
        ends = [self._end(title, taken, seen, last=n == len(run) - 1) for n, (title, _) in enumerate(run)]
        reaches = [Reach(start, end, priority) for start, end, (_, priority) in zip(bounds, ends, run, strict=True)]
        if len(reaches) > 1:
            longest = max(reach.end - reach.start for reach in reaches[:-1])
            last = reaches[-1]
            reaches[-1] = Reach(last.start, min(last.end, last.start + _LONGER * longest), last.priority)
        if any(any_within(self.priorities, reach.start, reach.end) for reach in reaches):
            return []  # they are set out by other words
        held = sum(any_within(self.starts, reach.start, reach.end) for reach in reaches)
        return reaches if held >= _FEWEST else []

    def _end(self, title: _Title, taken: set[int], seen: set[str], *, last: bool) -> int:
        """Where a title's reach ends: at the next of the run, or a title that is no part of what it stands over."""
        for other in self.titles[bisect.bisect_right(self.titles, title.block, key=lambda t: t.block) :]:
            if other.block not in taken:
                if other.level < 0 and title.level >= 0:
                    continue
                part = other.words in seen or (not last and is_part(other.words))
                if title.level >= 0 and part and not 0 < other.level < title.level:
                    continue
                deeper = other.level > title.level > 0 or (other.level == 0 < title.level and not last)
                if deeper:
                    continue
            return self._before_heading(title, other.block)
        return self._before_heading(title, len(self.paper.blocks))

    def _before_heading(self, title: _Title, last: int) -> int:
        """The end of what stands before a block, or before a heading or an item that ends what is under a title."""
        own = self.paper.blocks[title.block]
        for i in range(title.block + 1, last):
            block = self.paper.blocks[i]
            if block.parent >= 0:
                continue
            if block.kind is BlockKind.HEADING:
                section = self.sections.at(i)
                if section.heading == i and (
                    title.level < 0 or section.role in BOILERPLATE or 0 < section.level < title.level
                ):
                    return block.start
            beside = block.level == own.level and block.number.count(".") == own.number.count(".")
            if title.level < 0 and own.kind is BlockKind.LIST_ITEM and block.kind is BlockKind.LIST_ITEM and beside:
                return block.start
        return self.paper.blocks[last].start if last < len(self.paper.blocks) else len(self.paper.text)


def find_outline(
    paper: Paper,
    sections: Sections,
    statements: Sequence[Statement],
    lists: Sequence[Sequence[Statement]],
    reached: Collection[int] = (),
) -> list[Reach]:
    """How far the short titles reach that take up listed priorities, in order of their beginnings.

    Args:
        lists: the paper's lists of priorities, each in its order.
        reached: identities of those that stand as titles themselves; a list of which most do is passed over.
    """
    lists = [
        listed
        for listed in lists
        if len(listed) >= _FEWEST and 2 * sum(id(p) in reached for p in listed) <= len(listed)
    ]
    if not lists:
        return []
    outline = _Outline(paper, sections, statements)
    found = [reach for listed in lists for reach in outline.of_list(listed)]
    return sorted(found, key=lambda r: (r.start, r.end))


__all__ = ["find_outline"]
