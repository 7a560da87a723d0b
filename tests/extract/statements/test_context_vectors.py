"""Vectors of words in context are those that spaCy's own layers give, and so is the grammar read from them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import spacy

from pipeline.config import Settings
from pipeline.extract.statements.context_vectors import context_vectors
from pipeline.extract.statements.grammar import clauses, grammar_features
from pipeline.extract.statements.parse import Grammar, _load

TEXTS = [
    "Two wardens were taken on by the Hartsmere Trust in June, and will begin in September.",
    "Work continues.",
    "£1.2m – of which 40% is “ring-fenced” – has been spent on roofs; the boilers, having failed twice, are next.",
    "We’ll plant a thousand trees a year",
]
NAME = Settings().extract.spacy_model


@pytest.mark.parametrize("texts", [TEXTS, TEXTS[1:2], [TEXTS[2], "", TEXTS[0]]])
def test_vectors_are_those_of_the_layers(texts: list[str]) -> None:
    nlp, ours = _load(NAME)
    assert ours is not None
    docs = [nlp.make_doc(text) for text in texts]
    model: Any = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    for rows, expected in zip(ours(docs), model.predict(docs), strict=True):
        assert rows.shape == expected.shape
        assert np.allclose(rows, expected, atol=1e-4)


@pytest.mark.parametrize("texts", [TEXTS, [""], [], ["", TEXTS[1]], TEXTS[1:2] * 260])
def test_grammar_is_that_of_the_pipeline(texts: list[str]) -> None:
    nlp, _ = _load(NAME)
    parsed = (max(doc.sents, key=len, default=None) for doc in nlp.pipe(texts))
    expected = [[f"g.{name}" for name in grammar_features(clauses(s))] if s is not None else [] for s in parsed]
    assert Grammar(NAME).features(texts) == expected


def test_a_pipeline_that_begins_otherwise_has_none() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    assert context_vectors(nlp) is None


_ATTRIBUTES = {"attrs": ["NORM"], "rows": [50], "include_static_vectors": False}
_LETTERS = {"rows": 50, "nM": 4, "nC": 2, "feature": "NORM", "include_static_vectors": False}


@pytest.mark.parametrize(
    ("embed", "encode"),
    [
        ({"@architectures": "spacy.CharacterEmbed.v2", **_LETTERS}, {"window_size": 1, "maxout_pieces": 2}),
        ({"@architectures": "spacy.MultiHashEmbed.v2", **_ATTRIBUTES}, {"window_size": 2, "maxout_pieces": 2}),
        (
            {"@architectures": "spacy.MultiHashEmbed.v2", **_ATTRIBUTES},
            {"@architectures": "spacy.MishWindowEncoder.v2", "window_size": 1},
        ),
    ],
)
def test_a_pipeline_of_another_build_has_none(embed: dict[str, Any], encode: dict[str, Any]) -> None:
    nlp = spacy.blank("en")
    encode = {"@architectures": "spacy.MaxoutWindowEncoder.v2", **encode, "width": 32, "depth": 1}
    model = {"@architectures": "spacy.Tok2Vec.v2", "embed": {**embed, "width": 32}, "encode": encode}
    nlp.add_pipe("tok2vec", config={"model": model})
    nlp.initialize()
    assert context_vectors(nlp) is None
