"""What several stages ask of one paper, found once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from schemas.paper import Paper

Found = TypeVar("Found")


def once_a_paper(find: Callable[[Paper], Found]) -> Callable[[Paper], Found]:
    """Remember what `find` found in the paper of which it was asked last, for as long as it is asked of no other.

    What is found must not be changed by those who ask.
    """
    last: tuple[Paper, Found] | None = None

    @wraps(find)
    def found(paper: Paper) -> Found:
        nonlocal last
        known = last
        if known is None or known[0] is not paper:
            last = known = paper, find(paper)
        return known[1]

    return found


__all__ = ["once_a_paper"]
