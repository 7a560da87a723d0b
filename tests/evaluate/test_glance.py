"""The glance foretells what grammar adds, and knows how far it may be wrong."""

import random

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="training needs the extra `train`")

from pipeline.evaluate.glance import glance
from pipeline.evaluate.training import Example
from pipeline.extract.statements.classifier import Features, Weights
from pipeline.extract.statements.model import Kind
from pipeline.vectors import WIDTH

WEIGHTS = Weights(
    kinds=(Kind.PRIORITY, Kind.ACTION, Kind.PROGRESS),
    bias=(-1.0, -1.0, -1.0),
    threshold=(0.5, 0.5, 0.5),
    features={"will": (0.0, 0.5, 0.0), "old": (0.0, 0.0, 0.5), "g.future": (0.0, 2.0, -1.0)},
    vector=((0.0,) * WIDTH,) * 3,
)


def examples(*, told: bool) -> list[Example]:
    """Sentences whose grammar "will" tells, or tells nothing of."""
    chance = random.Random(0)
    found = []
    for n in range(400):
        future = n % 2 == 0
        shown = future if told else chance.random() < 0.5
        names = ["g.future"] * future + ["will"] * shown + ["old"] * (n % 3 == 0)
        vector = np.zeros(WIDTH, dtype=np.float32)
        found.append(Example(f"genre {n % 9}", "", "", Features(names, vector), (None, None, None)))
    return found


def test_grammar_that_the_words_tell_is_expected_and_leaves_no_doubt() -> None:
    made = glance(examples(told=True), WEIGHTS)
    assert set(made.features) == {"will", "old"}
    assert made.features["will"] == pytest.approx((0.0, 2.5, -1.0), abs=0.2)
    assert all(abs(number) < 0.2 for limits in made.doubt for number in limits)


def test_grammar_that_nothing_tells_is_left_to_the_parser() -> None:
    made = glance(examples(told=False), WEIGHTS)
    assert made.doubt[0] == (0.0, 0.0)  # no record is made of it
    assert made.doubt[1] == pytest.approx((-1.0, 1.0), abs=0.2)
    assert made.doubt[2] == pytest.approx((-0.5, 0.5), abs=0.1)
