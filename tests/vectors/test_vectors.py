"""Sentence vectors: their length, what they find alike, words they do not know."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.vectors import WIDTH, mean_vector, sentence_vector, sentence_vectors, split_words


@given(st.text(max_size=60))
def test_vectors_are_of_length_one_or_zero(text: str) -> None:
    vector = sentence_vector(text)
    assert vector.shape == (WIDTH,)
    length = float(np.linalg.norm(vector))
    assert length == 0 or length == pytest.approx(1, abs=1e-5)


@given(st.lists(st.sampled_from(["tenants", "warm", "homes", "school", "2024"]), min_size=1, max_size=6))
def test_order_and_case_of_words_do_not_matter(words: list[str]) -> None:
    shuffled = " ".join(reversed(words)).upper()
    assert np.allclose(sentence_vector(" ".join(words)), sentence_vector(shuffled), atol=1e-6)


@pytest.mark.parametrize(
    ("text", "nearer", "farther"),
    [
        ("children are healthy", "the physical wellbeing of young people", "resurface the main roads"),
        ("cut carbon emissions from our buildings", "a net zero council", "reduce waiting times for surgery"),
        ("build affordable homes", "increase the supply of social housing", "support unpaid carers"),
        ("listen to the voice of residents", "consult people and hear their views", "replace the street lights"),
    ],
)
def test_what_means_alike_is_nearer(text: str, nearer: str, farther: str) -> None:
    own, near, far = sentence_vectors([text, nearer, farther])
    assert own @ near > own @ far


def test_words_fall_into_the_longest_known_pieces() -> None:
    assert split_words("rehousing", {"re", "rehous", "##housing", "##ing"}) == ["rehous", "##ing"]
    assert split_words("xyz", {"x", "##y"}) == []


def test_text_without_known_words_is_zero() -> None:
    assert not sentence_vector("— … ¶").any()
    assert not mean_vector(sentence_vectors([])).any()
