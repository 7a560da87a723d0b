"""The vocabularies of front matter, read once from the TOML files beside this module."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

from pipeline.extract.front_matter.words import fold, key
from schemas.states import Decision, ReportType

Words = Annotated[tuple[str, ...], Field(min_length=1)]
FIELDS = frozenset(
    [
        "authority",
        "committee",
        "meeting_date",
        "agenda_item",
        "title",
        "report_of",
        "contact",
        "classification",
        "wards",
        "key_decision",
        "licence",
        "other",
    ]
)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


_Model = TypeVar("_Model", bound=_Frozen)


class Label(_Frozen):
    """Words that name a field; see `labels.toml` for what the flags mean."""

    field: str
    words: Words
    colon: bool = False
    anywhere: bool = False
    beside: bool = False

    @field_validator("field")
    @classmethod
    def _known(cls, field: str) -> str:
        if field not in FIELDS:
            raise ValueError(f"unknown field {field!r}; use one of {', '.join(sorted(FIELDS))}")
        return field


class Labels(_Frozen):
    """All labels."""

    label: tuple[Label, ...]

    def by_words(self) -> dict[tuple[str, ...], tuple[Label, ...]]:
        """Folded words of a label to the entries that have them, each with these words alone; several where flags
        differ."""
        found: dict[tuple[str, ...], tuple[Label, ...]] = {}
        for entry in self.label:
            for words in entry.words:
                found[key(words)] = (*found.get(key(words), ()), entry.model_copy(update={"words": (words,)}))
        return found


class Kind(_Frozen):
    """A kind of body and the names that tell it."""

    name: str
    exact: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()

    def fits(self, name: str) -> bool:
        """Whether a folded name is of this kind."""
        padded = f" {name} "
        return (
            any(name == fold(w) for w in self.exact)
            or any(padded.startswith(f" {fold(w)} ") for w in self.starts)
            or any(padded.endswith(f" {fold(w)} ") for w in self.ends)
            or any(not w or f" {fold(w)} " in padded for w in self.contains)
        )


class Bodies(_Frozen):
    """What bodies are called."""

    noun: Words
    title: Words
    member: Words
    never_first: Words
    whole: Words
    needs_subject: Words
    office: Words
    kind: tuple[Kind, ...]


class Pages(_Frozen):
    """Lines around a paper's own words; see `pages.toml`."""

    before_title: Words
    whole_meeting: Words
    passed_over: Words
    site: Words
    news: Words
    columns: Words
    appendix: Words
    history: Words
    department: Words


class TypeRule(_Frozen):
    """Words in a place of the paper that tell its type; `place` is explained in `types.toml`."""

    type: ReportType
    place: str
    words: Words
    sought: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    unless_reported: bool = False

    @field_validator("place")
    @classmethod
    def _place(cls, place: str) -> str:
        if place not in {"mark", "first", "opening", "sheet", "letter", "notes", "title", "table", "sought"}:
            raise ValueError(f"unknown place {place!r}")
        return place


class DecisionRule(_Frozen):
    """Verbs that ask for a decision."""

    decision: Decision
    verbs: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


class Types(_Frozen):
    """How report types and decisions are told."""

    rule: tuple[TypeRule, ...]
    decision: tuple[DecisionRule, ...]


def _load(name: str, model: type[_Model]) -> _Model:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return model.model_validate(tomllib.loads(text))


@cache
def labels() -> dict[tuple[str, ...], tuple[Label, ...]]:
    """Folded label words to their entries."""
    return _load("labels.toml", Labels).by_words()


@cache
def bodies() -> Bodies:
    """The vocabulary of bodies."""
    return _load("bodies.toml", Bodies)


@cache
def offices() -> frozenset[str]:
    """Folded words by which a line names an office or who holds it."""
    return frozenset(word for words in bodies().office for word in key(words))


@cache
def pages() -> Pages:
    """The vocabulary of web pages and front sheets."""
    return _load("pages.toml", Pages)


@cache
def types() -> Types:
    """The vocabulary of report types and decisions."""
    return _load("types.toml", Types)


def any_of(words: tuple[str, ...]) -> str:
    """An alternation of literal phrases, longest first, blanks standing for any white space."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(r"\s+".join(re.escape(part) for part in phrase.split()) for phrase in ordered)
