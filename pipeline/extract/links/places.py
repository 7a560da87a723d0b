"""Priorities named by their place in the list: "towards the second objective", "less has been done on the fifth"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.extract.caseless import Caseless
from pipeline.extract.statements.model import Statement

_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NOUNS = "priority|objective|theme|outcome|pledge|aim|goal|ambition|promise|commitment|mission|strand|pillar"
_NAMED = Caseless(rf"\b(?P<place>{'|'.join(_PLACES)})\s+(?:[\w-]+\s+)?(?:{_NOUNS})\b")
_ALONE = Caseless(
    rf"\b(?:of|on|for|towards?|under|in|to)\s+the\s+(?P<place>{'|'.join(_PLACES)})"
    r"(?=\s*[,.;]|\s+(?:has|have|had|than|we|there|because|is|are|was|were)\b)"
)
"""The same where the word for it stands elsewhere in the paragraph ("In support of the fourth, ...")."""
_HEADS = Caseless(
    r"(?:^|(?<=[.;:]\s))\W*(?:on|for|towards?|under|against|as\s+(?:to|for|regards)|turning\s+to|"
    r"(?:with|in)\s+(?:regard|respect|relation)\s+(?:to|of))\s+the\s+"
    rf"(?P<place>{'|'.join(_PLACES)})(?:\s+of\s+(?:these|them|those))?\s*,"
)
"""The same at the head of a sentence, wherever the word for it stands ("Under the third, nets were hauled out")."""
_LISTED = ("list.priority", "aim.listed", "heading.counted", "label.priority", "heading.priority")
_FEWEST = 2


class Places:
    """The lists of priorities, each in its order, and the places of those in the longest."""

    def __init__(self, priorities: Sequence[Statement]) -> None:
        lists: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for priority in priorities:
            if priority.rule in _LISTED:
                apart = {"list.priority": priority.cue, "aim.listed": str(priority.block)}.get(priority.rule, "")
                lists[priority.rule, apart].append(priority)
        self.lists = tuple(lists.values())
        self.ordered = max(self.lists, key=len, default=[])

    def named(self, text: str, paragraph: str) -> Statement | None:
        """The priority that a statement names by its place, or None.

        Args:
            paragraph: the words of the block in which the statement stands.
        """
        if len(self.ordered) < _FEWEST:
            return None
        match = _NAMED.search(text) or _HEADS.search(text)
        if match is None and _NAMED.search(paragraph):
            match = _ALONE.search(text)
        if match is None:
            return None
        place = _PLACES.index(match["place"].lower())
        return self.ordered[place] if place < len(self.ordered) else None

    def namings(self, paragraph: str) -> list[tuple[int, Statement]]:
        """Where a paragraph names priorities by their places."""
        if len(self.ordered) < _FEWEST:
            return []
        whole = [*_NAMED.finditer(paragraph), *_HEADS.finditer(paragraph)]
        places = [*whole, *(_ALONE.finditer(paragraph) if whole else ())]
        found = ((match.start(), _PLACES.index(match["place"].lower())) for match in places)
        return [(at, self.ordered[place]) for at, place in sorted(found) if place < len(self.ordered)]


__all__ = ["Places"]
