"""Priorities named in passing, and words that only look like one."""

import pytest

from pipeline.extract.statements.named import named_aims


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The Board heard about Pledge 3, somewhere to belong, and Pledge 5, a good start at work.",
            ["somewhere to belong", "a good start at work"],
        ),
        ("Theme Two of the Ageing Well Plan, warm homes for all, was taken first.", ["warm homes for all"]),
        ("Workstream 2, better records – three auditors had started.", ["better records"]),
        ("Under the priority of tidier streets, four sweepers had been bought.", ["tidier streets"]),
        ("With regard to the first objective of keeping rivers clean, the weir was mended.", ["keeping rivers clean"]),
        ("The second theme related to village halls, where two bids had been made.", ["village halls"]),
        ("The plan had been written to bring empty shops back into use.", ["to bring empty shops back into use"]),
        (
            "It serves the aim of the Play Strategy that children should have a park within a short walk.",
            ["that children should have a park within a short walk"],
        ),
        (
            "We want our own fleet to be electric by 2030 and every taxi to be electric by 2035.",
            ["our own fleet to be electric by 2030", "every taxi to be electric by 2035"],
        ),
    ],
)
def test_names_of_priorities(sentence: str, expected: list[str]) -> None:
    assert [sentence[aim.start : aim.end] for aim in named_aims(sentence)] == expected


def test_an_ordinal_goes_on_from_the_sentence_before() -> None:
    sentence = "The third, apprenticeships, was led by the college."
    (aim,) = named_aims(sentence, "The first priority of jobs was discussed.")
    assert sentence[aim.start : aim.end] == "apprenticeships"
    assert named_aims(sentence, "Three members spoke.") == []


def test_a_label_is_kept_beside_the_name() -> None:
    assert [aim.label for aim in named_aims("Pledge 3, somewhere to belong, was met.")] == ["Pledge 3"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Priority 2, which had been discussed before, was deferred.",
        "Under the objective of the report, members were asked to comment.",
        "The third, Mr Lowe, was absent.",
        "The plan was written to comply with the Act.",
        "The inspectors found that under the theme of leadership, little was recorded.",
        "Would the first priority of the scheme, parking, be met?",
    ],
)
def test_words_that_name_none(sentence: str) -> None:
    assert named_aims(sentence) == []
