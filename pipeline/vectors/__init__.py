"""Sentence vectors without a download: the mean of static word-piece vectors distilled from a sentence encoder.

Vectors are 128 wide and of length one, so that a dot product is a cosine. `vectors.md` is their card.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

MATRIX = "vectors.npy"
PIECES = "pieces.txt"
WIDTH = 128
_WORDS = re.compile(r"[a-z]+|\d")
_LONGEST_WORD = 40  # letters: a longer run is no word
Vector = NDArray[np.float32]

__all__ = ["WIDTH", "Vector", "mean_vector", "sentence_vector", "sentence_vectors", "split_words"]


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, int], NDArray[np.int8]]:
    folder = files(__package__)
    pieces = folder.joinpath(PIECES).read_text(encoding="utf-8").split()
    with as_file(folder.joinpath(MATRIX)) as path:
        return {piece: i for i, piece in enumerate(pieces)}, np.load(path)


def split_words(word: str, known: Collection[str]) -> list[str]:
    """The pieces of a lower-case word: from the left the longest known piece, later ones marked by `##`.

    Source: WordPiece as in BERT (Devlin et al., 2019). A word that does not come out has no pieces.
    """
    pieces: list[str] = []
    start = 0
    while start < len(word):
        mark = "##" if start else ""
        end = next((e for e in range(len(word), start, -1) if mark + word[start:e] in known), start)
        if end == start:
            return []
        pieces.append(mark + word[start:end])
        start = end
    return pieces


@lru_cache(maxsize=100_000)
def _word(word: str) -> Vector:
    index, matrix = _table()
    pieces = split_words(word, index) if len(word) <= _LONGEST_WORD else []
    total: Vector = matrix[[index[p] for p in pieces]].sum(axis=0, dtype=np.float32)
    return total


def sentence_vector(text: str) -> Vector:
    """The vector of a text, shape (128,): of length one, or zeros where no word of it is known."""
    total = np.zeros(WIDTH, dtype=np.float32)
    for word in _WORDS.findall(text.lower()):
        total += _word(word)
    return _unit(total)


def sentence_vectors(texts: Iterable[str]) -> NDArray[np.float32]:
    """The vectors of several texts, shape (n, 128)."""
    rows = [sentence_vector(text) for text in texts]
    return np.stack(rows) if rows else np.zeros((0, WIDTH), dtype=np.float32)


def mean_vector(vectors: NDArray[np.float32]) -> Vector:
    """The direction of the mean of several vectors, shape (128,)."""
    return _unit(vectors.mean(axis=0)) if len(vectors) else np.zeros(WIDTH, dtype=np.float32)


def _unit(total: Vector) -> Vector:
    length = float(np.sqrt(np.dot(total, total)))
    return total / np.float32(length) if length else total
