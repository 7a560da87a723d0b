"""A linear classifier of sentences: three yes/no questions (priority? action? progress?) over named features and a
vector of what the words mean.

Multinomial choice would be wrong: a sentence may be an action and a report on it at once. Most sentences are judged at
a glance, and only those are parsed whose grammar may change the answer. The weights are a readable JSON file with the
model's card beside it; `papers train` makes them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from pipeline.config import ConfigError
from pipeline.extract.statements.model import Kind
from pipeline.vectors import WIDTH, Vector


@dataclass(slots=True)
class Features:
    """What the classifier sees of a sentence.

    Attributes:
        names: of what it shows.
        vector: of its words, shape (128,).
        totals: log-odds of each kind, where the sentence was judged at a glance (`Weights.look`).
    """

    names: list[str]
    vector: Vector
    totals: list[float] | None = None


class Linear(BaseModel):
    """A sum for each kind over named features and a sentence's vector.

    Attributes:
        kinds: what is asked, in the order of all the lists.
        bias: one number a kind.
        features: weights of each feature, one a kind.
        vector: weights of the sentence's vector, for each kind as many as it has numbers.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: tuple[Kind, ...]
    bias: tuple[float, ...]
    features: dict[str, tuple[float, ...]]
    vector: tuple[tuple[float, ...], ...] = ()

    @field_validator("vector")
    @classmethod
    def _as_wide_as_the_vectors(cls, vector: tuple[tuple[float, ...], ...]) -> tuple[tuple[float, ...], ...]:
        if any(len(row) != WIDTH for row in vector):
            raise ValueError(f"a vector has {WIDTH} numbers")
        return vector

    @cached_property
    def _matrix(self) -> NDArray[np.float32]:
        return np.array(self.vector or np.zeros((len(self.kinds), WIDTH)), dtype=np.float32)

    def meaning(self, vector: Vector) -> list[float]:
        """What the words' meaning adds to the log-odds of each kind."""
        return [float(added) for added in self._matrix @ vector]

    def sums(self, features: Features) -> list[float]:
        """Log-odds of each kind."""
        sums = [bias + added for bias, added in zip(self.bias, self.meaning(features.vector), strict=True)]
        for name in features.names:
            weights = self.features.get(name)
            if weights is not None:
                for k, weight in enumerate(weights):
                    sums[k] += weight
        return sums

    def cue(self, features: Sequence[str], kind: Kind) -> str:
        """The feature that spoke most for a kind, other than words and neighbours."""
        k = self.kinds.index(kind)
        own = [f for f in features if f in self.features and ":" not in f and "&" not in f]
        return max(own, key=lambda f: (self.features[f][k], f), default="")


class Glance(Linear):
    """What a classifier will make of a sentence, told from all but its grammar, which takes most of the time.

    Attributes:
        doubt: for each kind the least and the most by which the grammar of 96 sentences in 100 moves the sum; where
            that decides the answer, the sentence has to be parsed. Both 0 for a kind of which the answer is not used.
    """

    doubt: tuple[tuple[float, float], ...]


class Weights(Linear):
    """A trained classifier.

    Attributes:
        threshold: one number a kind; at or above the threshold (a probability) the answer is yes.
        reach: how much the grammar of a sentence can add for each kind (19 in 20 examples stay below); without a
            glance, a sentence that would miss its thresholds by more is not parsed. () where all are to be.
        glance: what tells better which sentences are worth parsing.
    """

    threshold: tuple[float, ...]
    reach: tuple[float, ...] = ()
    glance: Glance | None = None

    @cached_property
    def words(self) -> frozenset[str]:
        """The word features that the model knows."""
        return frozenset(name for name in self.features if name.startswith("w:"))

    def look(self, features: Features) -> bool:
        """Judge a sentence at a glance; whether it has to be parsed, since its grammar may change the answer."""
        if self.glance is None:
            return self._within_reach(features)
        totals = self.glance.sums(features)
        for total, (least, most), threshold in zip(totals, self.glance.doubt, self.threshold, strict=True):
            if total + least < math.log(threshold / (1 - threshold)) <= total + most:
                return True
        features.totals = totals
        return False

    def _within_reach(self, features: Features) -> bool:
        return not self.reach or any(
            total + reach >= math.log(threshold / (1 - threshold))
            for total, reach, threshold in zip(self.sums(features), self.reach, self.threshold, strict=True)
        )

    def judging(self, features: Features) -> Linear:
        """What judges a sentence: the glance where that was enough, else the whole classifier."""
        return self.glance if self.glance is not None and features.totals is not None else self

    def scores(self, features: Features) -> tuple[float, ...]:
        """Probability of each kind."""
        totals = self.sums(features) if features.totals is None else features.totals
        return tuple(1 / (1 + math.exp(-min(max(t, -30.0), 30.0))) for t in totals)


@lru_cache(maxsize=4)
def load_weights(path: str | None = None) -> Weights:
    """The classifier in `path`, or the one that comes with the product.

    Raises:
        ConfigError: `path` cannot be read or holds no classifier.
    """
    if path is None:
        return Weights.model_validate_json(files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    try:
        return Weights.model_validate_json(Path(path).read_bytes())
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}. Name a file of `papers train` as extract.classifier.") from error
    except ValidationError as error:
        raise ConfigError(f"{path} is no classifier of `papers train`: {error.errors()[0]['msg']}.") from error
