"""How firmly an action is promised: committed, proposed, conditional, reported of others, or negated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from pipeline.extract.caseless import Caseless, Match
from pipeline.extract.openings import either
from pipeline.extract.vocabulary import load
from schemas import states


@dataclass(frozen=True, slots=True)
class Commitment:
    """How firmly work is promised, the words that say so ("" where none do), and their half-open range or None."""

    commitment: states.Commitment
    cue: str
    words: tuple[int, int] | None


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Cues(_Frozen):
    cues: tuple[str, ...]


class _Reported(_Frozen):
    bodies: tuple[str, ...]
    verbs: tuple[str, ...]


class Vocabulary(_Frozen):
    """The whole file `vocabulary.toml`."""

    negated: _Cues
    conditional: _Cues
    proposed: _Cues
    reported: _Reported
    committed: _Cues


def _compile(cues: tuple[str, ...]) -> Caseless:
    return Caseless(rf"(?<!\w){either(cues)}(?!\w)".replace(" ", r"\s+"))


@cache
def _patterns() -> tuple[tuple[states.Commitment, Caseless], ...]:
    words = load(__package__, "vocabulary.toml", Vocabulary)
    reported = (
        rf"(?:^|[.;,:]\s*|that\s+)(?:{'|'.join(words.reported.bodies)})(?:\s+\([^)]*\))?\s+"
        rf"(?:\w+ly\s+|also\s+)?(?:{'|'.join(words.reported.verbs)})",
    )
    return (
        (states.Commitment.NEGATED, _compile(words.negated.cues)),
        (states.Commitment.REPORTED, Caseless(rf"(?:{reported[0]})\b".replace(" ", r"\s+"))),
        (states.Commitment.CONDITIONAL, _compile(words.conditional.cues)),
        (states.Commitment.PROPOSED, _compile(words.proposed.cues)),
        (states.Commitment.COMMITTED, _compile(words.committed.cues)),
    )


_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
# A verb of these stands for the whole only in the main clause: not behind a relative, nor in a clause of purpose.
_DEPENDENT = re.compile(
    r"\b(?:which|who|whom|whose|that|where|when|how|whether|so|although|though|while|whilst|ensure|ensures|ensuring|what)\s+(?:[\w’'-]+\s+){0,5}$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:agreed|proposed|recommended|suggested|resolved|noted|felt|stated|confirmed|requested)\s+that\s+(?:[\w’'-]+\s+){0,6}$",
    re.IGNORECASE,
)
_MAIN = {states.Commitment.NEGATED, states.Commitment.PROPOSED}


def commitment_of(text: str) -> Commitment:
    """How firmly the work that `text` speaks of is promised.

    Negation wins over the doings of another body, those over a condition, a condition over a proposal; what has
    none of these is `committed`: an order, a bare "will", or work that is going on or done.
    """
    # What follows the first sentence explains it.
    end = stop.start() if (stop := _SENTENCE_END.search(text)) else len(text)
    for commitment, pattern in _patterns():
        for match in pattern.finditer(text, 0, end):
            before = text[max(0, match.start() - 60) : match.start()]
            if commitment in _MAIN and _DEPENDENT.search(before) and not _SAYS.search(before):
                continue
            if commitment is states.Commitment.PROPOSED and _later(text, match):
                continue
            return Commitment(commitment, " ".join(match[0].split()), match.span())
    return Commitment(states.Commitment.COMMITTED, "", None)


_FIRM = re.compile(r"\b(?:will|shall|is\s+to|are\s+to|has\s+been|have\s+been|is\s+being|are\s+being)\b", re.IGNORECASE)
_WEAK = re.compile(r"(?:propos|recommend|suggest|should|felt|might|could|may\b|would)", re.IGNORECASE)


def _later(text: str, match: Match) -> bool:
    """Whether a weak sign of a proposal ("explore", "potential") comes after, or a noun of it after a firm verb."""
    firm = _FIRM.search(text)
    return bool(
        firm and firm.start() < match.start() and not re.search(r"[.;]\s", text[firm.start() : match.start()])
    ) or (not _WEAK.search(match[0]) and bool(firm))
