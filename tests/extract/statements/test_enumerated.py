"""Priorities that running text counts out."""

import pytest

from pipeline.extract.statements.enumerated import enumerated
from pipeline.extract.statements.series import counted, names_listed

TOLD = "The Quay Plan has three aims. "


def items(text: str, before: str = "") -> list[str]:
    return [text[a:b] for a, b in enumerated(text, before)]


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        (
            TOLD,
            "They are lively quays, well paid crews and a clean sea.",
            ["lively quays", "well paid crews", "a clean sea"],
        ),
        (TOLD, "The first is to bring the quays back into use.", ["to bring the quays back into use"]),
        (
            TOLD + "The first is livelier quays, and here two sheds were let. ",
            "The second concerns the crews, of whom forty are over sixty.",
            ["the crews"],
        ),
        (
            TOLD,
            "The first is livelier quays, the second better pay for crews and the third a cleaner sea.",
            ["livelier quays", "better pay for crews", "a cleaner sea"],
        ),
        (TOLD, "Chief among these is bringing the quays back to life.", ["bringing the quays back to life"]),
        (TOLD, "To these the trustees have added a fourth, fewer wrecks.", ["fewer wrecks"]),
        (
            "",
            "The trust has three aims: first, to dredge the channel; secondly, to light it; and thirdly, to mark it.",
            ["to dredge the channel", "to light it", "to mark it"],
        ),
        (
            "",
            "Mr Lowe told Members that the Board's priorities were safe moorings, dry sheds and fair rents.",
            ["safe moorings", "dry sheds", "fair rents"],
        ),
        (
            "",
            "The priorities agreed in May for 2019–22 are safe moorings, dry sheds and fair rents.",
            ["safe moorings", "dry sheds", "fair rents"],
        ),
        ("", "The Plan's goals (safe moorings and fair rents) had not been met.", ["safe moorings", "fair rents"]),
        (
            "",
            "Safe moorings, dry sheds and fair rents are the Board's priorities.",
            ["Safe moorings", "dry sheds", "fair rents"],
        ),
        (
            "",
            "The charter names safe moorings, dry sheds and fair rents as its aims.",
            ["safe moorings", "dry sheds", "fair rents"],
        ),
    ],
)
def test_priorities_counted_out(before: str, text: str, expected: list[str]) -> None:
    assert items(text, before) == expected


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (TOLD, "The first was complete by May."),
        (TOLD, "First, we asked the harbour master."),
        ("Three boats were inspected. ", "They are the Gull, the Tern and the Auk."),
        ("", "The first is to be opened by the Mayor."),
        ("", "The Board's objectives were met in May, June and July."),
        ("", "Inspectors' priorities were safe moorings, dry sheds and fair rents."),
        ("The inspection had three themes. ", "They were leadership, staffing and records."),
        ("", "The Board's priorities were discussed, as they had been in May."),
    ],
)
def test_what_counts_out_no_priorities(before: str, text: str) -> None:
    assert items(text, before) == []


def test_a_counted_list_ends_where_the_sentence_goes_on() -> None:
    text = "safe moorings, dry sheds and fair rents, had all been agreed in May"
    assert [text[a:b] for a, b in counted(text, 0, 3)] == ["safe moorings", "dry sheds", "fair rents"]


def test_names_without_a_count_are_short_and_no_clauses() -> None:
    text = "moorings that were safe, sheds and rents"
    assert names_listed(text, 0) == []
    assert names_listed("moorings", 0) == []
