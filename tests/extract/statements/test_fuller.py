"""Priorities in a word or two that a line below their heading says in full, and lists below a sentence that counts."""

from pipeline.extract.sections import find_sections
from pipeline.extract.statements import find_statements
from pipeline.extract.statements.counted_lists import counted_lists
from pipeline.extract.statements.model import Kind
from pipeline.ingest.assemble import Draft
from tests.extract.specimens import heading, item, paper
from tests.extract.statements.reading import words


def priorities(*drafts: Draft | str) -> list[tuple[str, str]]:
    made = paper(*drafts)
    found = find_statements(made, find_sections(made), None, ())
    return [(s.label, words(made, s)) for s in found if s.kind is Kind.PRIORITY]


def test_the_line_below_the_heading_is_the_priority() -> None:
    assert priorities(
        "Our priorities are:", item("Boats"), item("Bread"), item("Bells"),
        heading("Boats", number="1."), "Boats that anybody can afford to moor", "We will", item("mend the slipway"),
        heading("Bread", number="2."), "Fresh bread within a walk of every home", "We will", item("let a kiosk"),
        heading("Bells", number="3."), "Bells that ring on time again", "We will", item("oil the clock"),
    ) == [
        ("1", "Boats that anybody can afford to moor"),
        ("2", "Fresh bread within a walk of every home"),
        ("3", "Bells that ring on time again"),
    ]  # fmt: skip


def test_a_sentence_below_the_heading_does_not_take_the_place_of_a_long_priority() -> None:
    found = priorities(
        "Our priorities are:", item("Boats that anybody can afford"), item("Bread fresh from the oven"),
        heading("Boats that anybody can afford"), "There are 40 moorings in the outer harbour",
        heading("Bread fresh from the oven"), "There are two bakeries left on the quay",
    )  # fmt: skip
    assert [text for _, text in found] == ["Boats that anybody can afford", "Bread fresh from the oven"]


def test_as_many_lines_as_the_sentence_counts() -> None:
    made = paper(
        "It meets twice a year. It works to three themes.", "A Piers and slips", "B Lamps", "C Music on the sands",
        "The Forum is chaired by the harbour master and has eleven members from all along the coast.",
    )  # fmt: skip
    found = counted_lists(made, frozenset())
    assert [(s.label, words(made, s)) for s in found] == [
        ("A", "Piers and slips"),
        ("B", "Lamps"),
        ("C", "Music on the sands"),
    ]


def test_more_lines_than_the_sentence_counts_are_no_such_list() -> None:
    made = paper("It works to three themes.", "A Piers", "B Lamps", "C Music", "D Sands")
    assert counted_lists(made, frozenset()) == []


def test_those_that_are_over_are_not_what_follows() -> None:
    made = paper("The last plan had three themes.", "Contact us", "Sign up for news", "Report a broken lamp")
    assert counted_lists(made, frozenset()) == []
