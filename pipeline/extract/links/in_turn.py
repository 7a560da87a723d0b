"""Listed priorities that prose takes up one after another, each in a sentence that has a word of it alone.

A word shared with one priority says little. Where the sentences of a section that have such words follow the order of
the list, and most of the list comes up, they say for each other what they are about. Each holds to the end of its
paragraph, and on to the next sentence that has a word of the same priority; held on to the next of any, across
paragraphs, half of what that adds was wrong in papers of which only figures were seen.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.links.reach import Reach
from pipeline.extract.links.wording import plain_stems, stems
from pipeline.extract.sections import BOILERPLATE, Sections
from pipeline.extract.sentences import split_sentences
from pipeline.extract.statements.model import Statement
from schemas.paper import BlockKind, Paper

_BEGINNING = 5  # letters by which words are compared
_SHORTEST = 3  # letters of a word that tells priorities apart
_SHARE = 0.6  # of the list that comes up
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence: its range, its block, and the place in the list of the one priority of which it has words.

    `mixed`: it has words of several.
    """

    start: int
    end: int
    block: int
    place: int = -1
    mixed: bool = False


def taken_in_turn(
    paper: Paper, sections: Sections, lists: Sequence[Sequence[Statement]], common: frozenset[str]
) -> list[Reach]:
    """How far the sentences reach that take up listed priorities in their order, in order of their beginnings.

    Args:
        lists: the paper's lists of priorities, each in its order.
        common: stems of words that run through the paper, by which nothing is told apart.
    """
    plain = common | plain_stems()
    found = [r for listed in lists if len(listed) >= _FEWEST for r in _of_list(paper, sections, listed, plain)]
    return sorted(found, key=lambda reach: (reach.start, reach.end))


def _of_list(paper: Paper, sections: Sections, listed: Sequence[Statement], plain: frozenset[str]) -> Iterator[Reach]:
    own = _own(paper, listed, plain)
    last = max(listed, key=lambda p: p.start)
    home = sections.at(paper.top(last.block)).heading
    for said in _by_section(paper, sections, home, last.end, own).values():
        turns = _in_order(said)
        if len({said[n].place for n in turns}) >= max(_FEWEST, _SHARE * len(listed)):
            yield from _reaches(said, turns, listed)


def _own(paper: Paper, listed: Sequence[Statement], plain: frozenset[str]) -> list[frozenset[str]]:
    """For each priority, the beginnings of words that no other of the list has."""
    words = [_beginnings(paper.text[p.start : p.end], plain) for p in listed]
    return [mine.difference(*(other for other in words if other is not mine)) for mine in words]


def _beginnings(text: str, plain: frozenset[str] = frozenset()) -> frozenset[str]:
    return frozenset(s[:_BEGINNING] for s in stems(text) if len(s) >= _SHORTEST and s not in plain)


def _by_section(
    paper: Paper, sections: Sections, home: int, after: int, own: Sequence[frozenset[str]]
) -> dict[int, list[_Said]]:
    """The sentences behind a list by the section they stand in, officers' standard comments left out."""
    found: dict[int, list[_Said]] = defaultdict(list)
    for i in paper.leaves[bisect.bisect_left(paper.leaves, after, key=lambda i: paper.blocks[i].end) :]:
        block = paper.blocks[i]
        section = sections.at(paper.top(i))
        if not _is_prose(paper, i) or (section.heading != home and section.role in BOILERPLATE):
            continue
        for start, end in split_sentences(paper.text, block.body, block.end):
            if start >= after:
                words = _beginnings(paper.text[start:end])
                places = [n for n, mine in enumerate(own) if mine & words]
                place = places[0] if len(places) == 1 else -1
                found[section.heading].append(_Said(start, end, i, place, mixed=len(places) > 1))
    return found


def _is_prose(paper: Paper, i: int) -> bool:
    """Whether a block is a paragraph, numbered or not, and no item of a list or cell of a table."""
    block = paper.blocks[i]
    numbered = block.kind is BlockKind.LIST_ITEM and block.number.strip("()")[:1].isdigit()
    return block.parent < 0 and (block.kind is BlockKind.PARAGRAPH or numbered)


def _in_order(said: Sequence[_Said]) -> list[int]:
    """Of the sentences that have words of one priority the most that follow the order of the list."""
    runs: list[list[int]] = []
    for n, sentence in enumerate(said):
        if sentence.place >= 0:
            before = (run for run in runs if said[run[-1]].place <= sentence.place)
            runs.append([*max(before, key=len, default=[]), n])
    return max(runs, key=len, default=[])


def _reaches(said: Sequence[_Said], turns: Sequence[int], listed: Sequence[Statement]) -> Iterator[Reach]:
    for turn, following in zip(turns, [*turns[1:], len(said)], strict=True):
        last = turn
        again = following < len(said) and said[following].place == said[turn].place
        for n in range(turn + 1, following):
            if said[n].mixed or (said[n].block != said[turn].block and not again):
                break
            last = n
        yield Reach(said[turn].start, said[last].end, listed[said[turn].place])


__all__ = ["taken_in_turn"]
