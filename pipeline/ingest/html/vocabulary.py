"""The words by which page furniture and block pages are known (`vocabulary.toml`)."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class Vocabulary(BaseModel):
    """Word lists in lower case; their meanings stand in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    furniture: frozenset[str]
    roles: frozenset[str]
    hidden: frozenset[str]
    blocked: tuple[str, ...]
    documents: tuple[str, ...]
    blocks: frozenset[str]
    unseen: frozenset[str]
    flat: frozenset[str]


WORDS = Vocabulary.model_validate(
    tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))
)
