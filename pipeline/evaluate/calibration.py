"""Annotated papers to the figures of `confidence`: rates of rules, curves of the classifier, and how good they are.

Rates are posterior means of beta-binomial models, each with its mean at the next more general rate (empirical Bayes);
curves are logistic regressions with Gaussian priors. Quality is measured with a group (an authority) left out in turn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.evaluate.confidence import Quality, quality_of
from pipeline.evaluate.match import RELAXED, candidates, one_to_one, pieces
from pipeline.extract.confidence import Calibration, Curve, Rate
from pipeline.extract.confidence.logic import by_classifier, family, rule_key
from pipeline.extract.statements.model import Kind

STRENGTHS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)
"""Among these the strength of shrinkage is chosen, by the Brier score over groups left out."""
_LEAST = 1e-9
_SPREAD_SLOPE, _SPREAD_INTERCEPT = 0.5, 1.0
"""Standard deviations of the priors of a curve: of all kinds about the identity, of a kind about that of all."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A record that extraction made of an annotated paper, and whether it was right."""

    group: str
    kind: Kind
    rule: str
    score: float | None
    right: bool

    @property
    def scored(self) -> bool:
        """Whether it rests on the classifier's figure."""
        return self.score is not None and by_classifier(self.rule)


def outcomes(found: Sequence[str], wanted: Sequence[tuple[str, bool]]) -> list[bool | None]:
    """For each found record, whether it is right: True, False, or None where it counts neither way.

    Args:
        found: words of the records of a kind in one file.
        wanted: words of the annotated ones, and whether they are optional.
    """
    pairs = dict(one_to_one(candidates(found, [text for text, _ in wanted]), RELAXED))
    free = pieces(found, [text for text, optional in wanted if optional], set(pairs))
    return [None if i in free or (i in pairs and wanted[pairs[i]][1]) else i in pairs for i in range(len(found))]


def _rate(own: tuple[int, int], prior: float, strength: float) -> Rate:
    right, made = own
    probability = (right + strength * prior) / (made + strength)
    return Rate(right=right, made=made, probability=round(min(max(probability, 0.001), 0.999), 4))


def _count(records: Iterable[Outcome]) -> tuple[int, int]:
    rights = [record.right for record in records]
    return sum(rights), len(rights)


def _by(records: Iterable[Outcome], families: bool) -> dict[str, list[Outcome]]:
    found: dict[str, list[Outcome]] = defaultdict(list)
    for record in records:
        found[family(record.rule) if families else rule_key(record.kind, record.rule)].append(record)
    return dict(sorted(found.items()))


def fit(records: Sequence[Outcome], strength: float, classifier: str = "") -> Calibration:
    """The figures from records with known outcomes.

    A rule's own records do not count again in the family that it is drawn to.
    """
    plain = [record for record in records if not record.scored]
    overall = _rate(_count(plain), 0.5, 2.0)
    families = _by(plain, families=True)
    rules = {}
    for key, own in _by(plain, families=False).items():
        others = [r for r in families[family(own[0].rule)] if rule_key(r.kind, r.rule) != key]
        prior = _rate(_count(others), overall.probability, strength).probability
        rules[key] = _rate(_count(own), prior, strength)
    scored = [record for record in records if record.scored]
    pooled = _curve(scored, 0.0, 1.0)
    kinds = {kind: [record for record in scored if record.kind is kind] for kind in Kind}
    return Calibration(
        classifier=classifier,
        strength=strength,
        overall=overall,
        families={name: _rate(_count(own), overall.probability, strength) for name, own in families.items()},
        rules=rules,
        pooled=pooled,
        curves={kind: _curve(own, pooled.intercept, pooled.slope) for kind, own in kinds.items() if own},
    )


def _curve(records: Sequence[Outcome], intercept: float, slope: float) -> Curve:
    """Logistic regression on the log-odds, with Gaussian priors about `intercept` and `slope`; Newton's method."""
    scores = np.array([min(max(r.score or 0.0, 1e-6), 1 - 1e-6) for r in records])
    right = np.array([float(r.right) for r in records])
    x = np.column_stack([np.ones(len(records)), np.log(scores / (1 - scores))])
    prior = np.array([intercept, slope])
    precision = np.diag([_SPREAD_INTERCEPT**-2, _SPREAD_SLOPE**-2])
    beta = prior.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ beta)))
        gradient = x.T @ (right - p) - precision @ (beta - prior)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + precision
        step = np.linalg.solve(hessian, gradient)
        beta = beta + step
        if np.abs(step).max() < _LEAST:
            break
    return Curve(intercept=round(float(beta[0]), 4), slope=round(max(float(beta[1]), 0.0), 4), records=len(records))


Pairs = list[tuple[Outcome, float, float]]
"""Records, each with its confidence and the constant's (the share right), both from the other groups."""


def left_out(records: Sequence[Outcome], strength: float) -> Pairs:
    """Confidence of every record by figures that never saw its group."""
    found: Pairs = []
    for group in sorted({record.group for record in records}):
        rest = [record for record in records if record.group != group]
        made = fit(rest, strength)
        constant = _rate(_count(rest), 0.5, 2.0).probability
        found.extend(
            (record, made.confidence(record.kind, record.rule, record.score), constant)
            for record in records
            if record.group == group
        )
    return found


def best_strength(records: Sequence[Outcome]) -> float:
    """The strength of shrinkage with the least Brier score over groups left out."""

    def loss(strength: float) -> float:
        return quality(left_out(records, strength)).brier

    return min(STRENGTHS, key=lambda strength: (round(loss(strength), 6), strength))


def quality(pairs: Pairs) -> Quality:
    """Quality over records; there must be some."""
    return quality_of([(record.right, confidence, constant) for record, confidence, constant in pairs])


def quality_by_kind(pairs: Pairs) -> Mapping[str, Quality]:
    """Quality of all records, then of each kind."""
    kinds = {kind.value: [pair for pair in pairs if pair[0].kind is kind] for kind in Kind}
    return {"all": quality(pairs), **{kind: quality(own) for kind, own in kinds.items() if own}}
