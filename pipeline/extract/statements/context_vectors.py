"""What words mean where they stand, as a trained spaCy pipeline has it, straight from its weights.

spaCy puts these vectors together of some forty layers, each with its own bookkeeping for training. Where few sentences
are asked of at a time, as of a paper, that takes longer than the sums themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

Rows = NDArray[np.float32]

_PROBE = ("The Council agreed in May 2026 to open 12 “warm” rooms.", "Work is under way")
_OTHERWISE = "the component tok2vec is not built of hashed attributes and of windows of three words"
_SO_NEAR = 1e-4
"""By how much the numbers may differ from spaCy's: the order of sums is another."""


@dataclass(frozen=True, slots=True)
class _Table:
    """Vectors of one attribute of words, found by its hash."""

    column: int
    seed: int
    rows: Rows


class _Maxout:
    """The largest of several linear pieces, then brought to mean 0 and variance 1, scaled and shifted."""

    def __init__(self, maxout: Any, norm: Any) -> None:
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        self.wide, self.pieces, self.reads = weights.shape
        # Piece after piece, so that each is one block of columns.
        self.weights: Rows = np.ascontiguousarray(np.concatenate(weights.swapaxes(0, 1)).T)
        self.bias: Rows = np.concatenate(bias.T)
        self.scale: Rows = norm.get_param("G")
        self.shift: Rows = norm.get_param("b")

    def __call__(self, rows: Rows) -> Rows:
        sums = rows @ self.weights
        sums += self.bias
        best = sums[:, : self.wide]
        for piece in range(1, self.pieces):
            best = np.maximum(best, sums[:, piece * self.wide : (piece + 1) * self.wide])
        best -= np.add.reduce(best, axis=1, keepdims=True) / np.float32(self.wide)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(self.wide)
        best *= (1 / np.sqrt(variance + np.float32(1e-8)))[:, None]
        best *= self.scale
        best += self.shift
        return best


class ContextVectors:
    """The vectors of words in context of a pipeline built as spaCy's own without word vectors are.

    Source: `MultiHashEmbed.v2` and `MaxoutWindowEncoder.v2` of spaCy, with a window of one word to each side.

    Args:
        model: of the component `tok2vec`.

    Raises:
        ValueError: it is built in another way.
    """

    def __init__(self, model: Any) -> None:
        layers: dict[str, list[Any]] = {}
        for layer in model.walk():
            layers.setdefault(layer.name, []).append(layer)
        try:
            (extract,) = layers["extract_features"]
            self._mix, *self._windows = map(_Maxout, layers["maxout"], layers["layernorm"])
            self._tables = [
                _Table(layer.attrs["column"], layer.attrs["seed"], layer.get_param("E"))
                for layer in layers["hashembed"]
            ]
        except (KeyError, ValueError) as error:
            raise ValueError(_OTHERWISE) from error
        self._ops = model.ops
        self._attributes = extract.attrs["columns"]
        mixed = sum(table.rows.shape[1] for table in self._tables)
        if self._mix.reads != mixed or any(w.reads != 3 * self._mix.wide for w in self._windows):
            raise ValueError(_OTHERWISE)

    def __call__(self, docs: Sequence[Doc]) -> list[Rows]:
        """The vectors of each Doc's tokens, shape (tokens, width)."""
        rows = self._mix(self._words(docs))
        # Between Docs stand as many rows of zeros as the windows reach, as spaCy has it.
        gap = np.zeros((len(self._windows), rows.shape[1]), dtype=np.float32)
        ends = list(accumulate(len(doc) for doc in docs))
        apart = np.concatenate([gap, *(part for own in np.split(rows, ends[:-1]) for part in (own, gap))])
        for window in self._windows:
            apart = apart + window(_with_neighbours(apart))
        starts = (end - len(doc) + (n + 1) * len(gap) for n, (doc, end) in enumerate(zip(docs, ends, strict=True)))
        return [apart[start : start + len(doc)] for start, doc in zip(starts, docs, strict=True)]

    def _words(self, docs: Sequence[Doc]) -> Rows:
        """What words mean by themselves: the vectors of their attributes side by side."""
        arrays = [doc.to_array(self._attributes).reshape(len(doc), len(self._attributes)) for doc in docs]
        keys = np.concatenate(arrays).astype(np.uint64)
        found = []
        for table in self._tables:
            hashes = self._ops.hash(np.ascontiguousarray(keys[:, table.column]), table.seed)
            found.append(self._ops.gather_add(table.rows, hashes % len(table.rows)))
        return np.concatenate(found, axis=1)


def _with_neighbours(rows: Rows) -> Rows:
    """Each row with those before and behind it on its sides."""
    width = rows.shape[1]
    wide = np.zeros((len(rows), 3 * width), dtype=np.float32)
    wide[1:, :width] = rows[:-1]
    wide[:, width : 2 * width] = rows
    wide[:-1, 2 * width :] = rows[1:]
    return wide


def context_vectors(nlp: Language) -> ContextVectors | None:
    """What gives the vectors of a pipeline that begins with them; None where it is built in another way."""
    name, component = nlp.pipeline[0]
    if name != "tok2vec":
        return None
    model: Any = component.model  # type: ignore[attr-defined]
    try:
        ours = ContextVectors(model)
    except ValueError:
        return None
    docs = [nlp.make_doc(text) for text in _PROBE]
    pairs = zip(ours(docs), model.predict(docs), strict=True)
    return ours if all(a.shape == b.shape and np.allclose(a, b, atol=_SO_NEAR) for a, b in pairs) else None


__all__ = ["ContextVectors", "context_vectors"]
