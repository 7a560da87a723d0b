"""Scores of the classifier, and where it comes from."""

import math
from pathlib import Path

import pytest

from pipeline.config import ConfigError
from pipeline.extract.statements.classifier import Features, Glance, Weights, load_weights
from pipeline.extract.statements.model import Kind
from pipeline.vectors import WIDTH, sentence_vector

WEIGHTS = Weights(
    kinds=(Kind.PRIORITY, Kind.ACTION, Kind.PROGRESS),
    bias=(0.0, -1.0, 50.0),
    threshold=(0.5, 0.5, 0.5),
    features={
        "will_do": (0.0, 2.0, -1.0),
        "we": (1.0, 1.0, 1.0),
        "w:roof": (9.0, 9.0, 9.0),
        "after:we": (9.0, 9.0, 9.0),
        "we&cell": (9.0, 9.0, 9.0),
    },
)


def test_each_kind_has_its_own_probability() -> None:
    priority, action, progress = WEIGHTS.scores(Features(["will_do", "unheard_of"], sentence_vector("")))
    assert priority == 0.5
    assert action == pytest.approx(1 / (1 + math.exp(-1)))
    assert 0.999 < progress <= 1


def test_the_meaning_of_the_words_counts_beside_what_they_show() -> None:
    vector = sentence_vector("homes are warm")
    rows = [[float(v) for v in vector], [0.0] * WIDTH, [0.0] * WIDTH]
    weights = Weights.model_validate(WEIGHTS.model_dump() | {"vector": rows})
    priority, action, _ = weights.scores(Features([], vector))
    assert priority == pytest.approx(1 / (1 + math.exp(-1)))
    assert action == pytest.approx(1 / (1 + math.exp(1)))


def test_a_vector_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="128 numbers"):
        Weights.model_validate(WEIGHTS.model_dump() | {"vector": [[0.5]] * 3})


def test_the_cue_is_what_spoke_most_and_neither_word_nor_neighbour() -> None:
    assert WEIGHTS.cue(["we", "will_do", "w:roof", "after:we", "we&cell", "unheard_of"], Kind.ACTION) == "will_do"
    assert WEIGHTS.cue(["will_do", "we"], Kind.PRIORITY) == "we"
    assert WEIGHTS.cue(["w:roof", "unheard_of"], Kind.ACTION) == ""


def test_words_that_the_model_knows() -> None:
    assert WEIGHTS.words == {"w:roof"}


def test_the_product_comes_with_a_classifier_of_three_kinds() -> None:
    own = load_weights()
    assert own.kinds == (Kind.PRIORITY, Kind.ACTION, Kind.PROGRESS)
    assert all(len(weights) == 3 for weights in own.features.values())
    assert len(own.bias) == len(own.threshold) == 3


def test_another_classifier_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_text(WEIGHTS.model_dump_json(), encoding="utf-8")
    assert load_weights(str(path)) == WEIGHTS


def test_what_is_no_classifier_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    with pytest.raises(ConfigError, match=r"bad\.json"):
        load_weights(str(path))
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(ConfigError, match="papers train"):
        load_weights(str(path))


GLANCE = Glance(
    kinds=WEIGHTS.kinds,
    bias=(0.0, -3.0, -3.0),
    features={"will_do": (0.0, 5.0, 0.0), "maybe": (0.0, 3.5, 0.0), "aim": (9.0, 0.0, 0.0)},
    doubt=((0.0, 0.0), (-1.0, 1.0), (-1.0, 1.0)),
)


def test_a_sentence_is_parsed_only_where_its_grammar_may_change_an_answer_that_is_used() -> None:
    weights = WEIGHTS.model_copy(update={"glance": GLANCE})
    sure, doubtful, wish = (Features([name], sentence_vector("")) for name in ("will_do", "maybe", "aim"))
    assert [weights.look(features) for features in (sure, doubtful, wish)] == [False, True, False]
    assert weights.scores(sure)[1] == pytest.approx(1 / (1 + math.exp(-2)))
    assert weights.scores(doubtful) == WEIGHTS.scores(doubtful)
    assert [weights.judging(features) for features in (sure, doubtful)] == [GLANCE, weights]
    assert WEIGHTS.look(Features(["will_do"], sentence_vector("")))  # no glance: all are parsed
