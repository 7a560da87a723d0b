"""What the layout announces: labels before a block, numbered priorities, lead-ins before a list."""

from __future__ import annotations

import re
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, field_validator

from pipeline.columns import label_of
from pipeline.divisions import priority_words
from pipeline.extract.vocabulary import fold, load
from pipeline.vocabulary import spelt_out

_CONFIG = ConfigDict(extra="forbid", frozen=True)
_RUN_IN = re.compile(r"^\s*([A-Za-z][A-Za-z’' ]{2,40}?)\s*(?::\s*[-–—]?|\s[-–—])\s*")
_NUMBER = (
    r"(?:(?-i:[A-Z]{1,3}\d{1,2})|\d{1,2}(?:\.\d{1,2})*|[A-H]|[IVX]{1,4}|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|"
    r"(?-i:(?<=[a-z] )[A-Z]{3,14})(?=\s*$))"  # "Objective PROTECT"
)
_NAMED = re.compile(r"^([^\s:–—]+(?: [^\s:–—]+){0,7}) ?(?::| [–—-]) ?(?=\S)")
_PROMISES = re.compile(r"\b(?:commitments?|pledges?|promises?|undertakings?)\b", re.IGNORECASE)
_LONGEST_LEAD_IN = 400  # characters: of a longer one only the end is looked at


class _Priority(BaseModel):
    model_config = _CONFIG
    alone: frozenset[str]


class _LeadIn(BaseModel):
    model_config = _CONFIG
    kind: str
    patterns: tuple[re.Pattern[str], ...]

    @field_validator("patterns", mode="before")
    @classmethod
    def _compiled(cls, patterns: list[str]) -> list[re.Pattern[str]]:
        return [re.compile(p) for p in patterns]


class _Announced(BaseModel):
    model_config = _CONFIG
    statement: re.Pattern[str]
    asked: re.Pattern[str]
    opens: re.Pattern[str]
    served: re.Pattern[str]


class _Heads(BaseModel):
    model_config = _CONFIG
    done: re.Pattern[str]
    undone: re.Pattern[str]
    planned: re.Pattern[str]
    when: re.Pattern[str]
    points: re.Pattern[str]


class _Labels(BaseModel):
    model_config = _CONFIG
    announced: _Announced
    heads: _Heads
    priority: _Priority
    lead_in: tuple[_LeadIn, ...]


@lru_cache(maxsize=1)
def _labels() -> _Labels:
    return load(__package__, "vocabulary.toml", _Labels)


@lru_cache(maxsize=1)
def _numbered() -> re.Pattern[str]:
    return re.compile(
        rf"^\s*(?P<label>{priority_words()}\s*(?:no\.?\s*|number\s+|#)?(?P<number>{_NUMBER}))"
        r"(?:\s*[:.–—-]+\s*|\s*$|\s+(?-i:(?=[A-Z‘“\"'])))",
        re.IGNORECASE,
    )


def run_in_label(text: str) -> tuple[str, int] | None:
    """A label with its words behind it ("Action: invite ..."): its kind and where the words begin, or None."""
    match = _RUN_IN.match(text)
    if not match:
        return None
    kind = label_of(match.group(1))
    return (kind, match.end()) if kind and match.end() < len(text) else None


def priority_label(text: str) -> tuple[str, int] | None:
    """A numbered or named priority ("Priority 2: ...", "Aim: ..."): its label and where the words begin, or None.

    The words may be missing, where the label stands alone above them.
    """
    match = _numbered().match(text)
    if match:
        return " ".join(match.group("label").split()), match.end()
    run_in = _RUN_IN.match(text)
    if run_in and ":" in run_in.group() and fold(run_in.group(1)) in _labels().priority.alone:
        return " ".join(run_in.group(1).split()), run_in.end()
    return None


@lru_cache(maxsize=4096)
def lead_in_kind(text: str) -> str | None:
    """What a list behind this lead-in holds: `priority`, `action`, `completed`, `none`, or None where unknown."""
    folded = fold(spelt_out(text[-_LONGEST_LEAD_IN:]))
    for lead_in in _labels().lead_in:
        if any(pattern.search(folded) for pattern in lead_in.patterns):
            return lead_in.kind
    return None


@lru_cache(maxsize=4096)
def heads_list(text: str) -> str | None:
    """What a list holds by the label alone above it: `completed` ("What we did in 2021/22"), `action`, or None."""
    if len(text) > _LONGEST_LEAD_IN:
        return None
    folded = fold(spelt_out(text))
    words = _labels().heads
    for label in (words.when.sub("", folded), folded):
        if words.done.search(label) or words.undone.search(label):
            return "completed"
        if words.planned.search(label):
            return "action"
    return None


def names_promises(lead_in: str) -> bool:
    """Whether a lead-in calls what stands below it commitments, pledges or promises: aims, or steps toward one."""
    return _PROMISES.search(lead_in) is not None


def only_points(lead_in: str) -> bool:
    """Whether a lead-in says nothing of the items below but that there they are ("The main ones are:")."""
    return _labels().heads.points.search(fold(lead_in[-_LONGEST_LEAD_IN:])) is not None


def asks_aim(heading: str) -> bool:
    """Whether a heading asks, or names, what a policy or service is for ("What is the aim of the policy?")."""
    return len(heading) <= _LONGEST_LEAD_IN and _labels().announced.asked.search(fold(heading)) is not None


def announces_statement(lead_in: str, text: str, *, by_heading: bool) -> bool:
    """Whether a lead-in or heading says that the paragraph below it (`text`) is a vision, mission or aim."""
    words = _labels().announced
    told = lead_in_kind(lead_in) == "priority" and words.statement.search(fold(lead_in[-_LONGEST_LEAD_IN:]))
    if not (told or (by_heading and asks_aim(lead_in))):
        return False
    return not by_heading or words.opens.search(fold(text)) is not None


def served_name(lead_in: str, text: str) -> int:
    """Length of the aim's name in an item that says how the aim is served ("Dry homes: roofs will be mended"), or 0."""
    name = _NAMED.match(text)
    if name is None or not _labels().announced.served.search(fold(lead_in[-_LONGEST_LEAD_IN:])):
        return 0
    return name.end(1)
