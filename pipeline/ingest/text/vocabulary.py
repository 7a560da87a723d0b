"""The words by which lines are joined and headings known (`vocabulary.toml`)."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class Vocabulary(BaseModel):
    """Word lists in lower case; their meanings stand in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    labels: frozenset[str]
    headings: frozenset[str]
    answers: frozenset[str]
    connecting: frozenset[str]
    references: frozenset[str]
    small: frozenset[str]
    lead_in: frozenset[str]
    hyphen_prefixes: frozenset[str]


WORDS = Vocabulary.model_validate(
    tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))
)
