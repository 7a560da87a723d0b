"""A status that was found, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pipeline.extract.caseless import Match
from schemas.states import Status

Kind = Literal["action", "progress", "cell"]


MOST_TEXTS = 256
"""Texts whose status is remembered: as many as several stages ask of in one paper."""


class Certainty(StrEnum):
    """What a status rests on: words that state it, tense and voice that imply it, or nothing that was said."""

    STATED = "stated"
    IMPLIED = "implied"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class StatusFinding:
    """A status, the range of the text that says so (None where nothing does), its cue, and what it rests on."""

    status: Status
    words: tuple[int, int] | None
    cue: str
    certainty: Certainty


def finding(status: Status, match: Match, certainty: Certainty = Certainty.STATED) -> StatusFinding:
    """The status that the words of a match say."""
    return StatusFinding(status, match.span(), " ".join(match[0].split()), certainty)
