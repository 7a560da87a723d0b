"""Labelled priorities that head what follows them, each up to the next: "Promise one", "Promise two" and so on.

Their titles are often no headings, or are headings of the same level as those of the parts below them ("What we
will do"), so that the sections alone do not show how far each reaches.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby, pairwise

from pipeline.extract.statements.model import Statement
from schemas.ids import fold
from schemas.paper import BlockKind, Paper

ORDINALS = {
    word: str(n)
    for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1)
}
_NUMBER = re.compile(r"(\d+(?:\.\d+)*|[A-Za-z]+)\s*$")
_RULES = ("heading.priority", "label.priority")
_LONGER = 2  # times the longest of the others, that the last of a series may reach where nothing ends it


def number_of(label: str) -> str:
    """The number in a priority's label ("Priority Objective 3" -> "3"), or ""."""
    match = _NUMBER.search(label)
    if not match:
        return ""
    number = match.group(1).lower()
    return ORDINALS.get(number, number if number[0].isdigit() or len(number) == 1 else "")


def _noun(label: str) -> str:
    return fold(_NUMBER.sub("", label))


def series(paper: Paper, priorities: Sequence[Statement], records: Sequence[int]) -> list[tuple[int, int, Statement]]:
    """Ranges of the text over which labelled priorities reach, in their order, with the priority of each.

    Args:
        records: where actions and reports start, ascending. A mere list of priorities has none between its items.
    """
    by_noun: dict[str, list[tuple[int, Statement]]] = defaultdict(list)
    for priority in priorities:
        if number_of(priority.label) and (noun := _noun(priority.label)) and priority.rule in _RULES:
            places = (priority.start, *(mention.start for mention in priority.mentions))
            by_noun[noun].extend((start, priority) for start in places)
    found = []
    for named in by_noun.values():
        for run in _runs(sorted(named, key=lambda place: place[0])):
            found.extend(_reaches(paper, run, records))
    return sorted(found, key=lambda reach: reach[:2])


def _runs(places: list[tuple[int, Statement]]) -> list[list[tuple[int, Statement]]]:
    """Places in the order of the text, a new run wherever the numbers begin again."""
    breaks, run = [0], 0
    for (_, before), (_, after) in pairwise(places):
        run += number_of(after.label) <= number_of(before.label) if after is not before else 0
        breaks.append(run)
    numbered = zip(breaks, places, strict=False)
    return [[place for _, place in group] for _, group in groupby(numbered, key=lambda pair: pair[0])]


def _reaches(
    paper: Paper, run: list[tuple[int, Statement]], records: Sequence[int]
) -> list[tuple[int, int, Statement]]:
    reaches = [(start, after, priority) for (start, priority), (after, _) in pairwise(run)]
    headed = [
        reach for reach in reaches if bisect.bisect_left(records, reach[0]) < bisect.bisect_left(records, reach[1])
    ]
    if not headed or headed[-1] != reaches[-1]:
        return headed
    start, last = run[-1]
    return [*headed, (start, _end(paper, start, [reach[:2] for reach in headed]), last)]


def _end(paper: Paper, start: int, others: Sequence[tuple[int, int]]) -> int:
    """Where the last of a series ends: at a heading that none of the others has below it."""
    starts = [block.start for block in paper.blocks]
    inner = {
        fold(paper.body(block))
        for a, b in others
        for block in paper.blocks[bisect.bisect_right(starts, a) : bisect.bisect_left(starts, b)]
        if block.kind is BlockKind.HEADING
    }
    limit = start + _LONGER * max(b - a for a, b in others)
    end = start
    for block in paper.blocks[bisect.bisect_right(starts, start) :]:
        if block.start > limit or (
            block.kind is BlockKind.HEADING and block.parent < 0 and fold(paper.body(block)) not in inner
        ):
            break
        end = max(end, block.end)
    return end
