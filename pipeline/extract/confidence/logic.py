"""How likely it is that a record is right, by what made it.

Rules have the precision that was measured for them, drawn toward that of their family (what stands before the dot) and
of all rules where little was measured; the classifier's records have its log-odds put through a logistic curve (Platt
scaling, 1999). The figures are a JSON file that `papers train --calibrate` makes, with its card beside it.
"""

from __future__ import annotations

import math
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.config import ConfigError
from pipeline.extract.statements.model import Kind, Statement

FILE = "calibration.json"
_EDGE = 0.001  # no record is certain
_SURE = 1e-6  # probabilities of the classifier nearer to 0 or 1 than this are taken for this


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rate(_Frozen):
    """Records made and right among annotated papers, and the probability that is drawn from it."""

    right: int = Field(ge=0)
    made: int = Field(ge=0)
    probability: float = Field(gt=0, lt=1)


class Curve(_Frozen):
    """Probability that a record is right: the logistic of intercept + slope times the classifier's log-odds."""

    intercept: float
    slope: float = Field(ge=0)
    records: int = Field(ge=0)

    def at(self, score: float) -> float:
        """The probability for the classifier's own figure `score`."""
        odds = math.log(max(score, _SURE) / max(1 - score, _SURE))
        total = min(max(self.intercept + self.slope * odds, -30.0), 30.0)
        return 1 / (1 + math.exp(-total))


class Calibration(_Frozen):
    """All figures.

    Attributes:
        classifier: SHA-256 of the classifier whose records were measured.
        strength: records that what is more general counts for against what was measured of a rule.
        overall: of all rules; families: by what stands before a rule's dot; rules: by kind and rule ("action
            list.completed").
        pooled: the curve of all kinds; curves: by kind.
    """

    classifier: str
    strength: float = Field(gt=0)
    overall: Rate
    families: dict[str, Rate]
    rules: dict[str, Rate]
    pooled: Curve
    curves: dict[Kind, Curve]

    def confidence(self, kind: Kind, rule: str, score: float | None = None) -> float:
        """The probability that a record is right; a rule that was not measured has its family's, else that of all.

        Args:
            score: the classifier's own figure, where the record rests on it.
        """
        if score is not None and by_classifier(rule):
            return _inside(self.curves.get(kind, self.pooled).at(score))
        rate = self.rules.get(rule_key(kind, rule)) or self.families.get(family(rule)) or self.overall
        return _inside(rate.probability)

    def basis(self, kind: Kind, rule: str, score: float | None = None) -> str:
        """What `confidence` rests on, in words."""
        if score is not None and by_classifier(rule):
            curve = self.curves.get(kind, self.pooled)
            return f"the classifier's {score:.2f}, by {curve.records} annotated records that it made"
        rate = self.rules.get(rule_key(kind, rule))
        if rate:
            return f"{rate.right} of {rate.made} records of this rule were right, drawn toward its family"
        if rate := self.families.get(family(rule)):
            return f"the rule was not measured; {rate.right} of {rate.made} records of its family were right"
        return f"neither rule nor family was measured; {self.overall.right} of {self.overall.made} records were right"


def _inside(probability: float) -> float:
    return round(min(max(probability, _EDGE), 1 - _EDGE), 4)


def by_classifier(rule: str) -> bool:
    """Whether a rule is the classifier's yes."""
    return rule in _CLASSIFIER


def family(rule: str) -> str:
    """What stands before a rule's dot."""
    return rule.partition(".")[0]


def rule_key(kind: Kind, rule: str) -> str:
    """Name of a rule's rate; a rule may make two kinds of records."""
    return f"{kind.value} {rule}"


_CLASSIFIER = frozenset(f"sentence.{kind.value}" for kind in Kind)


def confidence_of(statement: Statement, calibration: Calibration) -> float:
    """The probability that a statement is a right record."""
    return calibration.confidence(statement.kind, statement.rule, statement.score)


@lru_cache(maxsize=4)
def load_calibration(path: str | None = None) -> Calibration:
    """The figures in `path`, or those that come with the product.

    Raises:
        ConfigError: `path` cannot be read or holds no such figures.
    """
    if path is None:
        return Calibration.model_validate_json(files(__package__).joinpath(FILE).read_text(encoding="utf-8"))
    try:
        return Calibration.model_validate_json(Path(path).read_bytes())
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}. Name a file of `papers train --calibrate`.") from error
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        raise ConfigError(f"{path} is no file of `papers train --calibrate`: {reason}.") from error
