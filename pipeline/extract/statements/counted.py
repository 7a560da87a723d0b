"""Lists that are announced by their count, without a colon ("The plan has four aims, which were consulted on.")."""

from __future__ import annotations

import re

from schemas.paper import BlockKind, Paper

_COUNTS = {
    word: n
    for n, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=2
    )
}
_ANNOUNCED = re.compile(
    rf"^(?P<lead>[^.;:]{{0,120}}?\b(?P<count>{'|'.join(_COUNTS)}|\d{{1,2}})\s+(?:[\w’'-]+\s+){{0,2}}"
    r"(?:priorities|objectives|aims|themes|outcomes|pledges|ambitions|goals|promises|commitments|pillars|strands|missions))\b",
    re.IGNORECASE,
)


def counted_lead_in(paper: Paper, block: int) -> str | None:
    """The words that announce a list by its count, where as many items follow right below; else None."""
    found = _ANNOUNCED.match(paper.body(paper.blocks[block]))
    if found is None:
        return None
    count = _COUNTS.get(found["count"].lower()) or int(found["count"])
    below = paper.blocks[block + 1 : block + 2 + count]
    listed = [b for b in below[:count] if b.kind is BlockKind.LIST_ITEM and len(b.number) <= 2]
    if len(listed) != count or (paper.blocks[block].number and len(paper.blocks[block].number) <= 2):
        return None
    more = below[count:]
    return found["lead"] if not more or not _goes_on(more[0].kind, more[0].number, listed[-1].number) else None


def _goes_on(kind: BlockKind, number: str, last: str) -> bool:
    return kind is BlockKind.LIST_ITEM and len(number) == len(last)
