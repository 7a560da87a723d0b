"""Numbers as texts tell them."""

import pytest

from pipeline.extract.statements.numbering import continues, number_told
from tests.extract.specimens import item, paper


@pytest.mark.parametrize(("words", "number"), [("three", 3), ("Twin", 2), ("14", 14), (None, 0)])
def test_a_number_is_told_in_words_or_figures(words: str | None, number: int) -> None:
    assert number_told(words) == number


def test_other_words_are_no_number() -> None:
    with pytest.raises(ValueError, match="several"):
        number_told("several")


@pytest.mark.parametrize(
    ("number", "above", "goes_on"),
    [
        ("4.", "", True),
        ("1.", "", False),
        ("2.", "1", False),
        ("4.", "8", True),
        ("4.", "3", False),
        ("5.", "4", False),
    ],
)
def test_a_list_counts_from_one_again_below_a_numbered_paragraph(number: str, above: str, goes_on: bool) -> None:
    lead, block = paper(item("The plan has these themes:", "3."), item("Dry homes", number)).blocks
    assert continues(lead, block, "Dry homes", above) == goes_on


def test_a_sentence_that_may_be_an_item_or_the_next_paragraph_is_the_paragraph() -> None:
    lead, block = paper(item("The plan has these themes:", "3."), item("It is printed.", "4.")).blocks
    assert continues(lead, block, "It is printed.", "3")
