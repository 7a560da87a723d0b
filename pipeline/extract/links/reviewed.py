"""Actions listed in one place and reviewed in another: by the order of the list, or as a sentence shares them out.

"Actions 1 and 2 are about Outcome 1" says which priority each serves. Where the paragraphs of a later section are as
many as the listed actions and most share words with the action of their place, each reports on it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.extract.caseless import Caseless
from pipeline.extract.links.outline import find_outline
from pipeline.extract.links.reach import Reach, plain_number
from pipeline.extract.links.wording import group_nouns, own_stems, stems, vocabulary
from pipeline.extract.sections import Sections
from pipeline.extract.statements.model import Statement
from schemas.paper import BlockKind, Paper

_FEWEST = 3  # actions of a list
_SHARE = 0.6  # of them that share a word with the paragraph of their place
_NUMBERS = re.compile(r"\d{1,2}")


@lru_cache(maxsize=1)
def _shared_out() -> re.Pattern[str]:
    verbs = "|".join(v.replace(" ", r"\s+") for v in vocabulary().shared_out)
    return re.compile(
        rf"(?P<numbers>\d{{1,2}}(?:\s*(?:,|\band\b|&|\bto\b|–|-)\s*\d{{1,2}})*)\s+(?:(?:are|is|all|both|also)\s+)*(?:{verbs})\s+"
        rf"(?:the\s+|our\s+)?(?P<noun>(?i:{group_nouns()}))\s+(?P<number>\d{{1,2}}|[A-H])\b"
    )


@lru_cache(maxsize=1)
def _opens() -> Caseless:
    nouns = "|".join(vocabulary().numbered)
    return Caseless(rf"\b(?:{nouns})s?\s+(?=\d)")


def lists_of_actions(paper: Paper, actions: Sequence[Statement]) -> list[list[Statement]]:
    """The actions that stand in lists of at least three items, by list; of an item the first."""
    lists: list[list[Statement]] = []
    last = None
    for action in actions:
        block = paper.blocks[action.block]
        if block.kind is not BlockKind.LIST_ITEM or action.start > block.body + 1 or block.parent >= 0:
            continue
        if last is not None and action.block == last:
            continue
        follows = last is not None and all(
            paper.blocks[i].kind is BlockKind.LIST_ITEM for i in range(last + 1, action.block)
        )
        if not follows or paper.blocks[last or 0].number.count(".") != block.number.count("."):
            lists.append([])
        lists[-1].append(action)
        last = action.block
    return [listed for listed in lists if len(listed) >= _FEWEST]


def shared_out(
    paper: Paper, lists: Sequence[Sequence[Statement]], numbered: Mapping[str, Statement]
) -> dict[int, Statement]:
    """The priorities that sentences share listed actions out to by their numbers, by identity of the action."""
    by_number: dict[str, Statement | None] = {}
    for listed in lists:
        for action in listed:
            number = paper.blocks[action.block].number.strip("().")
            if number.isdigit():
                by_number[number] = None if number in by_number else action
    if not by_number or not numbered:
        return {}
    found: dict[int, Statement] = {}
    for i in paper.leaves:
        body = paper.body(paper.blocks[i])
        if (opening := _opens().search(body)) is None:
            continue
        for match in _shared_out().finditer(body, opening.end()):
            priority = numbered.get(plain_number(match["number"]))
            for number in _spelt(match["numbers"]):
                called = by_number.get(number)
                if called is not None and priority is not None:
                    found.setdefault(id(called), priority)
    return found


def _spelt(numbers: str) -> list[str]:
    """The numbers that a run of them names: "1, 2 and 5", "3 to 6"."""
    named = _NUMBERS.findall(numbers)
    if len(named) == 2 and re.search(r"\bto\b|–|-", numbers):
        return [str(n) for n in range(int(named[0]), int(named[1]) + 1)]
    return named


def find_reviews(
    paper: Paper, sections: Sections, statements: Sequence[Statement], lists: Sequence[Sequence[Statement]]
) -> list[Reach]:
    """Where listed actions are reviewed further on, each under a title of its own or in a paragraph at its place."""
    found: list[Reach] = []
    for listed in lists:
        found.extend(_in_order(paper, sections, listed) or find_outline(paper, sections, statements, [listed]))
    return sorted(found, key=lambda r: (r.start, r.end))


def _in_order(paper: Paper, sections: Sections, listed: Sequence[Statement]) -> list[Reach]:
    behind = max(action.block for action in listed)
    own = own_stems(paper.text[a.start : a.end] for a in listed)
    for section in sections.all:
        if section.heading <= behind:
            continue
        items = [
            i
            for i in range(section.first, section.last)
            if paper.blocks[i].parent < 0 and paper.blocks[i].kind is BlockKind.LIST_ITEM and paper.blocks[i].level == 0
        ]
        if len(items) != len(listed):
            continue
        texts = [frozenset(stems(paper.body(paper.blocks[i]))) for i in items]
        like = sum(bool(words & text) for words, text in zip(own, texts, strict=True))
        if like >= _SHARE * len(listed):
            ends = [*(paper.blocks[i].start for i in items[1:]), section.end]
            starts = (paper.blocks[i].start for i in items)
            return [Reach(s, e, a) for s, e, a in zip(starts, ends, listed, strict=True)]
    return []


__all__ = ["find_reviews", "lists_of_actions", "shared_out"]
