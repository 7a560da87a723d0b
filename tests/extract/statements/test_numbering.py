"""Numbers as texts tell them."""

import pytest

from pipeline.extract.statements.numbering import number_told


@pytest.mark.parametrize(("words", "number"), [("three", 3), ("Twin", 2), ("14", 14), (None, 0)])
def test_a_number_is_told_in_words_or_figures(words: str | None, number: int) -> None:
    assert number_told(words) == number


def test_other_words_are_no_number() -> None:
    with pytest.raises(ValueError, match="several"):
        number_told("several")
