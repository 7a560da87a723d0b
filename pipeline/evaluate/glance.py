"""What a classifier says of a sentence at a glance: its weights, and what grammar may be expected to add.

The part that grammar has in each example's log-odds is regressed on everything else that the example shows. How far it
then differs from what was expected, in groups that the regression never saw, tells where a sentence has to be parsed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.evaluate.training import KINDS, VECTOR_SCALE, Example, Floats, matrix
from pipeline.extract.statements.classifier import Glance, Weights
from pipeline.extract.statements.model import Kind

_GRAMMAR = "g."
_BUNDLES = 8
"""Into so many parts the groups are put, each foretold by the others."""
_STRENGTH = 10.0
"""Of the L2 penalty."""
_DOUBT = (2.0, 98.0)
"""Percentiles of what grammar adds beyond what was expected."""
_USED = (Kind.ACTION, Kind.PROGRESS)
"""Kinds of which records are made where the classifier says so; aims are told by rules alone."""


def glance(data: Sequence[Example], weights: Weights) -> Glance:
    """The glance of a classifier, from parsed examples."""
    names = [name for name in weights.features if not name.startswith(_GRAMMAR)]
    x = np.asarray(matrix(data, names).todense())
    x = np.hstack([x, np.ones((len(data), 1))])
    added = np.array([_by_grammar(example, weights) for example in data])
    groups = sorted({example.group for example in data})
    bundle = np.array([groups.index(example.group) % _BUNDLES for example in data])
    beyond = np.zeros_like(added)
    for own in np.unique(bundle):
        held = bundle == own
        beyond[held] = added[held] - x[held] @ _ridge(x[~held], added[~held])
    least, most = np.percentile(beyond, _DOUBT, axis=0)
    expected = _ridge(x, added).T
    features = expected[:, : len(names)]
    vector = expected[:, len(names) : -1] * VECTOR_SCALE + np.array(weights.vector)
    return Glance(
        kinds=weights.kinds,
        bias=_rounded(expected[:, -1] + np.array(weights.bias)),
        features={name: _rounded(features[:, i] + np.array(weights.features[name])) for i, name in enumerate(names)},
        vector=tuple(_rounded(row) for row in vector),
        doubt=tuple(
            (round(float(a), 4), round(float(b), 4)) if kind in _USED else (0.0, 0.0)
            for kind, a, b in zip(KINDS, least, most, strict=True)
        ),
    )


def _by_grammar(example: Example, weights: Weights) -> list[float]:
    """What grammar adds to each kind's log-odds."""
    own = [weights.features[n] for n in example.features.names if n.startswith(_GRAMMAR) and n in weights.features]
    return [sum(w[k] for w in own) for k in range(len(KINDS))]


def _ridge(x: Floats, y: Floats) -> Floats:
    """Coefficients of an L2-penalised least-squares fit, the last column of `x` unpenalised."""
    penalty = np.full(x.shape[1], _STRENGTH)
    penalty[-1] = 0.0
    return np.asarray(np.linalg.solve(x.T @ x + np.diag(penalty), x.T @ y), dtype=np.float64)


def _rounded(numbers: Floats) -> tuple[float, ...]:
    return tuple(round(float(number), 4) for number in numbers)
