"""What somebody takes upon himself at a meeting."""

import pytest

from pipeline.extract.minutes import undertaking


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Mr Ash undertook to write to the tenants.", "undertook to"),
        ("undertook to send members the list;", "undertook to"),
        ("The Head of Housing had looked into it and undertook to report back.", "undertook to"),
        ("In reply to a question, Cllr Birch agreed to circulate a note.", "agreed to"),
        ("The Director of Homes said that she would write to the landlords.", "said that she would"),
        ("Officers confirmed they would also bring a paper in June.", "confirmed they would also"),
        ("The Chair gave an undertaking that the plan would be published.", "gave an undertaking that"),
        ("Dr Cole promised that a review would be held.", "promised that a review would"),
        ("The Director gave us an undertaking that the form would be changed.", "gave us an undertaking that"),
        ("Harbour Services have promised a new crane once the quay is dry.", "have promised a"),
        ("He agreed to arrange a visit to the quay.", "agreed to"),
        ("The Housing Manager offered to meet the tenants.", "offered to"),
    ],
)
def test_undertakings(text: str, cue: str) -> None:
    assert undertaking(text) == cue


@pytest.mark.parametrize(
    "text",
    [
        "The Committee agreed to note the report.",
        "The Board agreed to the plan.",
        "It was agreed that the report be noted.",
        "Mr Ash said that he would welcome more trees.",
        "Mr Ash said that it would rain.",
        "Mr Ash said that he would always prefer to walk.",
        "They said that they would much rather bring their own boats.",
        "Mr Ash said that he would write if the money came.",
        "Cllr Birch asked whether officers would write to the tenants.",
        "The Director said that she would not write.",
        "Tenants were offered to choose a colour.",
        "",
    ],
)
def test_no_undertakings(text: str) -> None:
    assert undertaking(text) == ""


def test_a_long_sentence_is_read_quickly() -> None:
    assert undertaking("the officer and the team would and " * 400) == ""
