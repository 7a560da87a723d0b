"""Reported speech put back into what was said."""

import pytest

from pipeline.extract.minutes.speech import as_said, said_from


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mr Ash advised that the gates would be mended.", "The gates will be mended."),
        ("It was reported that work was under way.", "Work is under way."),
        ("The gates had been mended.", "The gates has been mended."),
        ("The railings were being painted.", "The railings are being painted."),
        ("Ms Lowe, Head of Parks, confirmed that she would like more gates.", "She would like more gates."),
        ("The gates are green.", "The gates are green."),
        ("", ""),
    ],
)
def test_as_said(text: str, said: str) -> None:
    assert as_said(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mr Ash explained that a workshop would be held in May.", "a workshop would be held in May."),
        ("Members were told that the gates were open.", "the gates were open."),
        ("In reply, Ms Lowe said that the gates were open.", "the gates were open."),
        ("It was agreed that the gates would be looked at.", "It was agreed that the gates would be looked at."),
        ("The gates are green.", "The gates are green."),
    ],
)
def test_where_the_words_begin_that_were_said(text: str, said: str) -> None:
    assert text[said_from(text) :] == said
