"""Aims in running text: what a strategy, plan or service says it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from pipeline.extract.statements.model import Span
from pipeline.extract.vocabulary import load

_ITEM = re.compile(r"\s*;\s*(?:and\s+)?|\s*\n\s*")
_TAIL = re.compile(r",? (?:which|and this|this|as (?:set out|described|outlined|well as)|in line with|whilst also) .*$")
_LONGEST = 60  # words of an aim
_SHORTEST_ITEM = 2


class _Aims(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    whole: tuple[re.Pattern[str], ...]
    clause: tuple[re.Pattern[str], ...]
    inline: re.Pattern[str]
    never: re.Pattern[str]


@lru_cache(maxsize=1)
def _aims() -> _Aims:
    return load(__package__, "aims.toml", _Aims)


def _listed(text: str, at: int) -> Iterator[Span]:
    """The items of a list inside a sentence, from offset `at`; nothing where it is not set off by semicolons."""
    parts = []
    start = at
    for match in _ITEM.finditer(text, at):
        parts.append((start, match.start()))
        start = match.end()
    parts.append((start, len(text.rstrip().rstrip("."))))
    if len(parts) < 3:
        return
    for a, b in parts:
        if len(text[a:b].split()) >= _SHORTEST_ITEM:
            yield Span(a, b)


def may_state_aim(text: str) -> bool:
    """Whether nothing in a sentence speaks against it: no talk of the report itself, no lead-in to something else."""
    return not text.rstrip().endswith(":") and _aims().never.search(text.lower()) is None


def find_aims(text: str) -> tuple[str, list[Span]]:
    """Aims that a sentence states: what shows it (`inline`, `whole`, `clause`, or "") and their ranges in `text`."""
    aims = _aims()
    lower = text.lower()
    if (inline := aims.inline.search(lower)) and (items := list(_listed(text, inline.end()))):
        return "inline", items
    if aims.never.search(lower) or len(lower.split()) > _LONGEST * 2:
        return "", []
    if any(p.search(lower) for p in aims.whole):
        return "whole", [Span(0, len(text))]
    for pattern in aims.clause:
        if match := pattern.search(lower):
            start, end = match.span("aim")
            tail = _TAIL.search(text, start, end)
            if tail and len(text[start : tail.start()].split()) >= 6:
                end = tail.start()
            return "clause", [Span(start, end)]
    return "", []
