"""The words of records and titles, as comparisons of papers need them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from pipeline.vectors import WIDTH, Vector, sentence_vector
from pipeline.vocabulary import load

SHINGLE = 4
"""Words that a shingle is long."""


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    silent: frozenset[str]
    generic: frozenset[str]
    draft: tuple[str, ...] = Field(min_length=1)
    final: tuple[str, ...] = Field(min_length=1)
    same: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=1)
def vocabulary() -> _Words:
    """The lists of `words.toml`, checked."""
    return load("pipeline.aggregate", "words.toml", _Words)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without its commonest endings, so that "reviewing", "reviewed" and "reviews" are one."""
    for ending, least in (("ations", 4), ("ation", 4), ("ments", 4), ("ment", 4), ("ings", 4), ("ing", 4), ("ies", 3)):
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)].rstrip("e")
    for ending, least in (("ed", 4), ("es", 4), ("s", 3), ("e", 4), ("y", 4)):
        if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=10_000)
def stems(folded: str) -> frozenset[str]:
    """The stems of the words of a folded text that say what it is about; numbers stay."""
    silent = vocabulary().silent
    return frozenset([stem(word) for word in folded.split() if word not in silent])


def shingles(folded: str) -> set[tuple[str, ...]]:
    """The runs of four words of a folded text; a shorter text is one run."""
    words = folded.split()
    if len(words) <= SHINGLE:
        return {tuple(words)} if words else set()
    return set(zip(*(words[n:] for n in range(SHINGLE)), strict=False))


def share(part: float, whole: float) -> float:
    """`part` of `whole`, 0 where there is no whole."""
    return part / whole if whole else 0.0


@lru_cache(maxsize=10_000)
def _vector(text: str) -> Vector:
    return sentence_vector(text)


def vectors(texts: Iterable[str]) -> NDArray[np.float32]:
    """Sentence vectors, shape (n, 128), made once for the same words."""
    rows = [_vector(text) for text in texts]
    return np.stack(rows) if rows else np.zeros((0, WIDTH), dtype=np.float32)


_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def numbers(text: str) -> list[str]:
    """The numbers of a text as written, in order."""
    return _NUMBER.findall(text)
