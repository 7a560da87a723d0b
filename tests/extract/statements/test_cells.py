"""What stands in a cell."""

import pytest

from pipeline.extract.statements.cells import heads_rows, items, number_of_block, says, whole, without_number
from pipeline.extract.statements.model import Span
from tests.extract.specimens import Cell, item, paper, para, table


def listed(content: Cell) -> list[str]:
    made = paper(table([content, "x"], header=0))
    return [span.text(made) for _, span in items(made, 1)]


def test_list_items_of_a_cell_are_each_one() -> None:
    assert listed([item("Mend roofs", "1."), item("Clear gutters", "2.")]) == ["Mend roofs", "Clear gutters"]
    assert listed([para("We will:"), item("Mend roofs"), item("Clear gutters")]) == ["Mend roofs", "Clear gutters"]


def test_one_item_is_the_whole_cell_without_its_marker() -> None:
    assert listed([item("Mend roofs", "1.")]) == ["Mend roofs"]


def test_short_paragraphs_that_begin_anew_are_a_list() -> None:
    assert listed([para("Mend roofs"), para("Clear gutters")]) == ["Mend roofs", "Clear gutters"]
    assert listed([para("In June:"), para("Mend roofs"), para("Clear gutters")]) == ["Mend roofs", "Clear gutters"]


@pytest.mark.parametrize(
    "paragraphs", [("Mend roofs and", "Clear gutters"), ("Mend roofs", "and gutters"), ("Mend roofs " * 13, "Clear")]
)
def test_paragraphs_that_go_on_are_one(paragraphs: tuple[str, ...]) -> None:
    assert len(listed([para(p) for p in paragraphs])) == 1


def test_an_empty_cell_lists_one_empty_range() -> None:
    made = paper(table(["", "x"], header=0))
    [(_, span)] = items(made, 1)
    assert span.start == span.end
    assert whole(made, 1) == span


@pytest.mark.parametrize(("text", "said"), [("", False), ("-", False), ("N/A", False), ("TBC", False), ("No", True)])
def test_what_says_nothing(text: str, said: bool) -> None:
    assert says(text) is said


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("1. To mend roofs", "1", "To mend roofs"),
        ("2.3) Roofs", "2.3", "Roofs"),
        ("(b) Roofs", "b", "Roofs"),
        ("3 roofs", "", "3 roofs"),
        ("2024. Roofs", "", "2024. Roofs"),
        ("Roofs", "", "Roofs"),
    ],
)
def test_number_at_the_head(text: str, number: str, words: str) -> None:
    made = paper(text)
    found, span = without_number(made, Span(0, len(made.text)))
    assert (found, span.text(made)) == (number, words)


def test_number_of_a_block_or_of_the_first_in_a_cell() -> None:
    made = paper(table([[item("Mend", "3."), item("Paint", "4.")], ""], header=0), item("Wash", "5."))
    assert [number_of_block(made, i) for i in (1, 2, 4, len(made.blocks) - 1)] == ["3", "3", "", "5"]


@pytest.mark.parametrize(
    ("text", "heads"),
    [("Dry homes", True), ("Homes are dry.", False), ("dry homes", False), ("", False), ("Dry homes " * 9, False)],
)
def test_words_that_head_rows(text: str, heads: bool) -> None:
    assert heads_rows(text) is heads
