"""Reports of work in forms that only minutes have: "work was under way", "31 of the 32 projects were on track"."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from pipeline.extract.caseless import Caseless
from pipeline.extract.minutes.words import compiled, vocabulary

_NEVER = re.compile(
    r"\b(?:if|unless|whether|asked|queried|questioned|wondered|could(?! (?:now )?report)|might|not|no)\b", re.IGNORECASE
)


class Told(StrEnum):
    """What a sentence tells of some work: that it is under way, how much of it is done, or that it is meant to be."""

    UNDER_WAY = "under_way"
    TALLY = "tally"
    MEANT = "meant"


@cache
def _patterns() -> tuple[tuple[Told, Caseless], ...]:
    work = vocabulary().work
    forms = ((Told.TALLY, work.tally), (Told.UNDER_WAY, work.under_way), (Told.MEANT, work.meant))
    return tuple((told, compiled(*patterns)) for told, patterns in forms)


def work_told(text: str) -> tuple[Told, str] | None:
    """What a sentence of minutes tells of some work, and the words by which it does; None where it tells nothing."""
    for told, pattern in _patterns():
        match = pattern.search(text)
        if match and not (_NEVER.search(text) if told is Told.MEANT else _NEVER.search(text, 0, match.start())):
            return told, " ".join(match.group().split())
    return None
