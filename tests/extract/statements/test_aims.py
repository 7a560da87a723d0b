"""Aims in running text."""

import pytest

from pipeline.extract.statements.aims import find_aims


def aims(text: str) -> list[str]:
    return [text[s.start : s.end] for s in find_aims(text)[1]]


@pytest.mark.parametrize(
    ("text", "form", "found"),
    [
        ("The strategy aims to keep every home dry.", "whole", ["The strategy aims to keep every home dry."]),
        ("The Council is committed to keeping homes dry.", "whole", ["The Council is committed to keeping homes dry."]),
        (
            "Our overarching aim is to keep every home in the town dry.",
            "clause",
            ["to keep every home in the town dry."],
        ),
        (
            "The purpose of the Dry Homes Strategy is to mend all roofs in the town.",
            "clause",
            ["to mend all roofs in the town."],
        ),
        (
            "The plan was adopted in March 2023 and aimed to free every home of damp by 2025.",
            "clause",
            ["to free every home of damp by 2025."],
        ),
        (
            "There are three priorities: dry homes; warm homes; and safe homes.",
            "inline",
            ["dry homes", "warm homes", "safe homes"],
        ),
    ],
)
def test_aims(text: str, form: str, found: list[str]) -> None:
    assert find_aims(text)[0] == form
    assert aims(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The roofs were mended in June.",
        "The purpose of this report is to set out the aims of the strategy.",
        "The government’s strategy aims to keep homes dry.",
        "There are two priorities: dry homes and warm homes.",
        "The Council is committed to fund 40 roofs.",
        "",
    ],
)
def test_no_aims(text: str) -> None:
    assert aims(text) == []
    assert find_aims(text)[0] == ""


def test_what_follows_an_aim_is_left_out() -> None:
    assert aims(
        "Our key objective is to keep every home in the town dry, in line with the housing charter of the region."
    ) == ["to keep every home in the town dry"]
