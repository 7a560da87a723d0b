"""Aims that councils pursue, as files that an expert can read and extend: one file a domain, words shared by all."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from pipeline.config import ConfigError

BUILT_IN = "built-in"
"""Name of the aims that come along."""
HERE = "@domain"
"""Alternative that holds wherever the paper is of the aim's own domain."""

_WORDS_FILE = "words.toml"
_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_ALTERNATIVE = re.compile(r"@[a-z]+|[a-z0-9]+\*?( [a-z0-9]+\*?)*")

Pattern = tuple[tuple[str, ...], ...]
"""Slots, which must all be there, each of alternatives (sets not yet put in)."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AimWords(_Frozen):
    """One aim and the words that tell it; how they are written stands at the head of `children_in_care.toml`."""

    label: str = Field(min_length=1)
    same_as: str | None = Field(
        default=None, description="The aim that this one is, for other people or in other words."
    )
    any: tuple[str, ...] = Field(min_length=1)
    not_: tuple[str, ...] = Field(default=(), alias="not")
    labels: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = Field(default=(), description="Wider aims that a text of this one is then not of.")

    @field_validator("any", "not_", "labels")
    @classmethod
    def _readable(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            slots(pattern)
        return patterns


class Domain(_Frozen):
    """A file of aims: those of one domain, and the words by which its texts and papers are known."""

    domain: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    cues: tuple[str, ...] = Field(min_length=1)
    gated: bool = False
    instead_of: tuple[str, ...] = ()
    aims: dict[str, AimWords] = Field(min_length=1)

    @field_validator("aims")
    @classmethod
    def _named(cls, aims: dict[str, AimWords]) -> dict[str, AimWords]:
        for id_ in aims:
            if not re.match(_ID, id_):
                raise ValueError(f"the aim {id_!r} is not named in lower-case letters, digits and hyphens")
        return aims


class Words(_Frozen):
    """Sets of alternatives that patterns name by `@`; words that say nothing of an aim, open one, or say how.

    Attributes:
        joining, improving: words of headings that make no difference to what they are about.
        numbered: words that stand before the number of a heading.
    """

    filler: str
    verbs: str
    means: str
    joining: str
    improving: str
    numbered: str
    sets: dict[str, str]


def slots(pattern: str) -> Pattern:
    """The slots of a pattern, each with its alternatives.

    Raises:
        ValueError: a slot or an alternative is empty, or is not words in lower case, `*` at their ends.
    """
    parsed = tuple(tuple(a.strip() for a in slot.split("|")) for slot in pattern.split("+"))
    for alternative in (a for slot in parsed for a in slot):
        if not _ALTERNATIVE.fullmatch(alternative):
            raise ValueError(f"{alternative!r} in {pattern!r} is no phrase of lower-case words (`*` at a word's end)")
    return parsed


@cache
def words() -> Words:
    """The sets that come along."""
    return Words.model_validate(tomllib.loads(files(__package__).joinpath(_WORDS_FILE).read_text(encoding="utf-8")))


def load_domains(sources: Sequence[str] = (BUILT_IN,)) -> tuple[Domain, ...]:
    """The domains of aims files, in order; `sources` are paths, or "built-in" for those that come along.

    A domain, or an aim, that an earlier file has as well replaces it, so that a user's file can mend a built-in aim.

    Raises:
        ConfigError: a file cannot be read or breaks the form; the message says what is wrong.
    """
    domains: dict[str, Domain] = {}
    for source in sources:
        for domain in _built_in() if source == BUILT_IN else (_read(Path(source)),):
            earlier = domains.get(domain.domain)
            aims = {**(earlier.aims if earlier else {}), **domain.aims}
            domains[domain.domain] = domain.model_copy(update={"aims": aims})
    return tuple(domains.values())


@cache
def _built_in() -> tuple[Domain, ...]:
    own = sorted(
        (f for f in files(__package__).iterdir() if f.name.endswith(".toml") and f.name != _WORDS_FILE),
        key=lambda f: f.name,
    )
    return tuple(Domain.model_validate(tomllib.loads(f.read_text(encoding="utf-8"))) for f in own)


def _read(path: Path) -> Domain:
    try:
        return Domain.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"Aims file {path}: {error}.") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:5])
        raise ConfigError(f"Aims file {path}: {faults}. docs/comparison.md tells how one is written.") from error
