"""Priorities whose title is a slogan, and which the paragraph below states."""

from __future__ import annotations

import re

from schemas.paper import BlockKind, Paper

_LONGEST_SLOGAN = 3  # words of a title that says too little by itself
_LONGEST_STATED = 60  # words of the statement
_STATES = re.compile(r"(?:to|we\s+(?:will|want|aim)(?:\s+to)?)\s+[a-z]+", re.IGNORECASE)


def stated_below(paper: Paper, i: int, title: str) -> bool:
    """Whether a priority's title is but a word or two, and the paragraph below says what it means by it."""
    following = paper.blocks[i + 1 : i + 2]
    if len(title.split()) > _LONGEST_SLOGAN or not following or following[0].kind is not BlockKind.PARAGRAPH:
        return False
    words = paper.body(following[0])
    return len(words.split()) <= _LONGEST_STATED and _STATES.match(words) is not None and ". " not in words
