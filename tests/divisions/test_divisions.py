"""What divisions of a plan are called, told alike by readers of text and by extraction."""

import pytest

from pipeline.extract.labels import priority_label
from pipeline.ingest.text.wording import is_division, opens_division


@pytest.mark.parametrize(
    "label",
    [
        "Big Idea 1",
        "Domain Two",
        "Key driver 3",
        "BUILDING BLOCK B",
        "Well-being Goal 2",
        "Our Council Plan Priority 4",
        "Key Result Area 1",
        "Area for improvement 2",
    ],
)
def test_numbered_priorities(label: str) -> None:
    text = f"{label}: Dry homes"
    assert priority_label(text) == (label, len(label) + 2)
    assert is_division(text)
    assert is_division(label)


@pytest.mark.parametrize("text", ["Appendix 2: Costs", "Part B", "Section 3: Roofs"])
def test_parts_that_are_no_priorities(text: str) -> None:
    assert is_division(text)
    assert priority_label(text) is None


@pytest.mark.parametrize("text", ["Focus a small team on roofs", "Drivers 1 and 2 were fined", "Aim higher"])
def test_words_of_a_sentence(text: str) -> None:
    assert priority_label(text) is None
    assert not opens_division(text)
