"""The words that introduce recommendations and resolutions, compiled once from `vocabulary.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Words = Annotated[tuple[str, ...], Field(min_length=1)]


class Vocabulary(BaseModel):
    """See `vocabulary.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label_recommended: Words
    label_resolved: Words
    subject: Words
    noun: Words
    holder: Words
    ask: Words
    resolve: Words
    recommend: Words
    verb: Words
    procedural: Words
    stops: Words


@dataclass(frozen=True, slots=True)
class Cues:
    """Compiled cues; all are matched at the start of a block's words.

    Attributes:
        label: a label with its colon, or alone.
        asks: "Cabinet is asked to"; resolves: "RESOLVED that"; recommends: "It is recommended that".
        that_body: "That Cabinet:" and nothing more.
        bids: "... invited Members to confirm:" at the end of a block.
        opener: how a recommendation begins; stop: a line that ends a list of them;
            passive: "the proposal be approved".
        purpose: "To consider ..." as the line under an item's title; procedural: what makes it no recommendation.
    """

    label: re.Pattern[str]
    asks: re.Pattern[str]
    resolves: re.Pattern[str]
    recommends: re.Pattern[str]
    that_body: re.Pattern[str]
    bids: re.Pattern[str]
    opener: re.Pattern[str]
    stop: re.Pattern[str]
    passive: re.Pattern[str]
    purpose: re.Pattern[str]
    procedural: re.Pattern[str]


def _any(words: Words) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(r"\W+".join(re.escape(part) for part in word.split()) for word in ordered)


@cache
def cues() -> Cues:
    """The cues of the vocabulary that ships with the package."""
    text = files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8")
    v = Vocabulary.model_validate(tomllib.loads(text))
    flags = re.IGNORECASE
    name = rf"(?:(?:the\s+)?(?:[A-Z][\w’'&-]*,?\s+(?:(?:and|of|for|the|&)\s+)*){{0,10}}(?-i:{_cased(v.noun)}))"
    holder = rf"(?:the\s+)?(?:{_any(v.holder)})(?:\s+for\s+[^.;:]{{1,80}}?)?"
    subject = rf"(?:{_any(v.subject)}|{holder}|(?-i:{name}))"
    label = (
        rf"(?:(?P<recommended>(?:{_any(v.label_recommended)})(?:\W?s\)?)?(?:\s+to\s+[^:]{{1,60}})?)"
        rf"|(?P<resolved>{_any(v.label_resolved)}))"
    )
    return Cues(
        label=re.compile(rf"[\W_]*{label}\s*(?:\([^)]*\)\s*)?(?P<end>[:–—-]+\s*|\.?\s*\Z)", flags),
        asks=re.compile(
            rf"(?:{subject})\s+(?:is|are|will\s+be|be)\s+(?:therefore\s+|also\s+)?(?:{_any(v.ask)})\s*(?P<end>to\b[^\w]*|that\b[^\w]*|:)",
            flags,
        ),
        resolves=re.compile(rf"(?:{_any(v.resolve)})(?:\s+unanimously)?\b\s*(?P<end>:|[-–—]|that\b|to\b)", flags),
        recommends=re.compile(rf"(?:{_any(v.recommend)})\b\s*(?P<end>that\b[^\w]*|to\b|:)", flags),
        that_body=re.compile(rf"(?:that\s+|the\s+)?{subject}(?:\s+(?:\w+\s+and\s+)?\w+)?\s*[:\-–—\s]*\Z", flags),
        bids=re.compile(
            rf"\b(?:{_any(v.ask)}|asks|invites)\s+(?:the\s+)?(?:{subject})\s+to\s+(?P<verb>\w+)(?:\s+\w+){{0,4}}\s*:\s*\Z",
            flags,
        ),
        opener=re.compile(
            rf"(?:that\b|to\b|(?:to\s+)?(?:{_any(v.verb)})|if\b|{subject}\s+(?:is|are|be|will)\b)", flags
        ),
        stop=re.compile(rf"(?:{_any(v.stops)})s?(?:\s+(?:for|of|to)\b[^:]{{0,60}})?\s*(?::|\Z)", flags),
        passive=re.compile(r"(?:\S+\s+){1,60}?be\s+(?:\w+ly\s+)?\w+ed\b"),
        purpose=re.compile(rf"To\s+(?:{_any(v.verb)})"),
        procedural=re.compile(rf"To\s+\w+(?:\s+and\s+\w+)?\s+(?:{_any(v.procedural)})\b", flags),
    )


def _cased(nouns: Words) -> str:
    """The nouns as they end a name: capitalised, or all in capitals."""
    return "|".join(re.escape(form) for noun in sorted(nouns) for form in (noun.title(), noun.upper(), noun))
