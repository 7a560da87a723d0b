"""What an explanation is made of. All offsets are half-open ranges of the paper's frozen text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the paper and where they stand; `start` and `end` are None for words that are not one range of it."""

    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A section on the way from a record to the top: its title and role, and whether its own heading gave the role."""

    title: str
    role: str
    named: bool


@dataclass(frozen=True, slots=True)
class Weighed:
    """A feature of a sentence: its name in the model, what it is in words, and what it adds to the log-odds."""

    feature: str
    says: str
    weight: float


@dataclass(frozen=True, slots=True)
class Score:
    """What the classifier made of a sentence for one kind.

    Attributes:
        probability: as the classifier gives it, not calibrated; at `threshold` or above it says yes.
        refused: why there is no record of the kind all the same, or "".
        speaks_for, speaks_against: the strongest features, the strongest first.
    """

    kind: str
    probability: float
    threshold: float
    refused: str
    speaks_for: tuple[Weighed, ...]
    speaks_against: tuple[Weighed, ...]

    @property
    def passed(self) -> bool:
        """Whether the classifier said yes."""
        return self.probability >= self.threshold


@dataclass(frozen=True, slots=True)
class Decided:
    """A field of a record: its value, how it was found, and the words that decided (None where none did)."""

    field: str
    value: str
    how: str
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """A link from or to another record, and what says so."""

    relation: str
    outgoing: bool
    record_id: str
    kind: str
    text: str
    basis: str


@dataclass(frozen=True, slots=True)
class RecordExplanation:
    """Why a record is one.

    Attributes:
        rule_says: the rule in words; cue: what made it fire.
        path: its sections, innermost first.
        confidence: probability that it is right, None for records that have none; confidence_basis: what it rests on.
        otherwise: what else the rule's layout could have made of it.
        scores: what the classifier made of its sentence, or would have made of it where the layout decided.
        asked: whether the classifier's word counted.
        not_scored: why the classifier has no opinion, or "".
    """

    paper_id: str
    record_id: str
    kind: str
    text: str
    start: int
    end: int
    page: int | None
    rule: str
    rule_says: str
    cue: Words | None
    path: tuple[Heading, ...]
    fields: tuple[Decided, ...]
    links: tuple[Linked, ...]
    confidence: float | None
    otherwise: str
    confidence_basis: str = ""
    asked: bool = False
    scores: tuple[Score, ...] = ()
    not_scored: str = ""


@dataclass(frozen=True, slots=True)
class SentenceExplanation:
    """What became of a sentence.

    Attributes:
        records: ids of the records that its words are in.
        reasons: what happened to it, in words.
        scores: of the classifier, were it asked or not.
        asked: whether the classifier's word counted.
    """

    paper_id: str
    text: str
    start: int
    end: int
    page: int | None
    path: tuple[Heading, ...]
    records: tuple[str, ...]
    reasons: tuple[str, ...]
    asked: bool = False
    scores: tuple[Score, ...] = ()
    not_scored: str = ""


Explanation = RecordExplanation | SentenceExplanation
