"""The words by which packs are known, from `vocabulary.toml`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class _Vocabulary(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    agenda: tuple[str, ...]
    belongs: tuple[str, ...]
    stamps: tuple[str, ...]
    blank: tuple[str, ...]
    labels: dict[str, tuple[str, ...]]


_WORDS = _Vocabulary.model_validate(
    tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))
)


def _any(words: tuple[str, ...]) -> str:
    """An alternation of words, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))


IS_AGENDA = re.compile(rf"(?:{_any(_WORDS.agenda)})[\s:.]*", re.IGNORECASE)
"""Matches the whole of a line that heads the list of items."""

BELONGS = re.compile(rf"[\s\W]*(?:{_any(_WORDS.belongs)})\b", re.IGNORECASE)
"""Matches the beginning of what belongs to the item before it."""

STAMP = re.compile(rf"(?:{_any(_WORDS.stamps)})\s+(?P<number>\d{{1,3}}[a-z]?)", re.IGNORECASE)
"""Matches the whole of a stamped line; `number` is the item."""

IS_BLANK = re.compile(rf"\W*(?:{_any(_WORDS.blank)})\W*", re.IGNORECASE)
"""Matches all the words of a page put in to fill up the sheet."""
LETTERS_OF_BLANK = max(sum(map(str.isalpha, words)) for words in _WORDS.blank)
"""How many letters such a page has at most."""

_KINDS = {" ".join(word.split()): kind for kind, words in _WORDS.labels.items() for word in words}
_ALL = _any(tuple(_KINDS))
_LABEL = re.compile(rf"(?P<label>{_ALL})\s*(?:[:\t](?P<value>.*)|$)", re.IGNORECASE | re.DOTALL)


def split_label(line: str) -> tuple[str, str] | None:
    """What a line of a report's front matter tells (`meeting`, `date`, `item`, `subject`, `officer`, `other`), and
    its value; None where no known label opens it. Label and value are parted by a colon or a tab.
    """
    found = _LABEL.match(line.strip())
    if not found:
        return None
    return _KINDS[" ".join(found["label"].casefold().split())], " ".join((found["value"] or "").split()).strip(": ")
