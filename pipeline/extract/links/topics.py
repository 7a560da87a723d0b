"""What the sentences of a paragraph are about: the priority that one of them names, up to where another is named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.extract.caseless import Caseless
from pipeline.extract.links.meaning import Meaning
from pipeline.extract.links.places import Places
from pipeline.extract.links.reach import numbers_named
from pipeline.extract.links.wording import group_nouns, vocabulary
from pipeline.extract.statements.model import Statement
from schemas.paper import Paper

_WORD = r"(?!(?:the|our|its)\s)[\w’'-]+"
"""Of a name: in "the first year went under the support theme" it is "support" alone."""
_CODED = re.compile(r"[A-Z]{1,4}\d{1,2}")
_CODE = re.compile(r"\W*(?P<code>[A-Z]{1,4}\d{1,2})\b(?=\s*(?:[(:–—-]|[A-Z]))")
"""The code of a priority with which a paragraph opens: "WS2 (Green) The forum ...", "P3: ..."."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Where a priority is named in running text; None is one of which the paper has no words.

    `opens`: it is that with which the paragraph begins.
    """

    at: int
    priority: Statement | None
    opens: bool


@lru_cache(maxsize=1)
def _group_named() -> Caseless:
    """A priority called by its name: "the support theme", "under our safer streets priority"."""
    return Caseless(
        rf"\b(?:the|our|its)\s+[‘“\"']?(?P<name>{_WORD}(?:,?\s+(?:&|{_WORD})){{0,6}}?)[’”\"']?\s+(?:{group_nouns()})\b(?!\s+\d)"
    )


@lru_cache(maxsize=1)
def _opens() -> re.Pattern[str]:
    words = "|".join(w.replace(" ", r"\s+") for w in vocabulary().openings)
    return re.compile(rf"\W*(?:(?:{words})\s+)?(?:the\s+)?", re.IGNORECASE)


@lru_cache(maxsize=1)
def _turns() -> Caseless:
    """A turn to another matter at the head of a sentence: "As to the moorings, ...", "On litter, ..."."""
    sure = "|".join(vocabulary().turns).replace(" ", r"\s+")
    other = "|".join(vocabulary().openings).replace(" ", r"\s+")
    return Caseless(
        rf"(?:^|(?<=[.;:]\s))\W*(?:(?:and|but|then|next|finally|lastly),?\s+)?(?:(?P<turn>{sure})|{other})\s+"
        rf"(?P<name>(?!(?:the|our|its)\s+(?:[\w-]+\s+)?(?:{group_nouns()}))[^,;:.]{{3,60}}),"
    )


class Topics:
    """The priorities that the sentences of each paragraph are about."""

    def __init__(
        self,
        paper: Paper,
        priorities: Sequence[Statement],
        numbered: Mapping[str, Statement],
        places: Places,
        meaning: Meaning,
    ) -> None:
        self.paper = paper
        self.priorities = priorities
        self.numbered = numbered
        self.places = places
        self.meaning = meaning
        self.stated = sorted(
            {(p.start, p.end) for p in priorities} | {(m.start, m.end) for p in priorities for m in p.mentions}
        )
        self.coded = {p.label.lower(): p for p in reversed(priorities) if _CODED.fullmatch(p.label)}
        self.namings = cache(self._namings)

    def opened(self, statement: Statement) -> Statement | None:
        """The priority last named in a paragraph that opens with one: "Goal 2. We planted 400 trees."."""
        found = self.namings(statement.block)
        if not found or not found[0].opens or found[0].at > statement.start:
            return None
        return [n for n in found if n.at < statement.end][-1].priority

    def before(self, statement: Statement) -> Statement | None:
        """The priority that an earlier sentence of the paragraph named last."""
        earlier = [n for n in self.namings(statement.block) if n.at < statement.start]
        return earlier[-1].priority if earlier else None

    def _namings(self, block: int) -> tuple[Naming, ...]:
        if not self.priorities:
            return ()
        place = self.paper.blocks[block]
        body = self.paper.text[place.body : place.end]
        found: dict[int, Statement | None] = {}
        for at, number in numbers_named(body):
            found.setdefault(at, self.numbered.get(number))
        for at, priority in self.places.namings(body):
            found.setdefault(at, priority)
        for match in _group_named().finditer(body):
            if p := self.meaning.by_title(match["name"], self.priorities):
                found.setdefault(match.start(), p)
        for match in _turns().finditer(body):
            if any(match.start() <= at < match.end() for at in found):
                continue  # it says itself which it means, by a number or a name
            p = self.meaning.by_few_words(match["name"], self.priorities)
            if p or match["turn"]:  # a turn to what no priority has ends what was told of the one before
                found.setdefault(match.start(), p)
        if (code := _CODE.match(body)) and (called := self.coded.get(code["code"].lower())):
            found.setdefault(code.start("code"), called)
        opening = _opens().match(body)
        start = opening.end() if opening else 0
        kept = [at for at in sorted(found) if not self._within(place.body + at)]
        return tuple(Naming(place.body + at, found[at], at <= start) for at in kept)

    def _within(self, at: int) -> bool:
        """Whether an offset lies in a priority's own statement."""
        return any(start <= at < end for start, end in self.stated)


__all__ = ["Naming", "Topics"]
