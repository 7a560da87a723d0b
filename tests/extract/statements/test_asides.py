"""Sentences that state nothing themselves."""

import pytest

from pipeline.extract.statements.asides import is_aside


@pytest.mark.parametrize(
    "text",
    [
        "To tell the Committee how far the plan has got.",
        "For the Housing Scrutiny Committee to hear how far the plan has got.",
        "To ask the Homes Panel of Elm Council to choose a builder.",
        "To update Cabinet on the mending of roofs.",
        "It sets out six priorities for homes and shows what each costs.",
        "We have set ourselves four aims.",
        "The plan contains 12 key objectives for the town.",
    ],
)
def test_asides(text: str) -> None:
    assert is_aside(text)


@pytest.mark.parametrize(
    "text",
    [
        "To tell tenants how their roofs will be mended.",
        "To give every child a warm home.",
        "The plan has three priorities: dry homes; warm homes; and safe homes.",
        "The Council has met three objectives.",
        "We set up two teams.",
        "",
    ],
)
def test_no_asides(text: str) -> None:
    assert not is_aside(text)
