"""Due dates in the sentence behind an action."""

import pytest

from pipeline.extract.due import due_after
from tests.extract.specimens import paper

ACTION = "Wardens will run a course on knots."


@pytest.mark.parametrize(
    ("following", "words"),
    [
        ("It will start in May 2024.", "May 2024"),
        ("This course will be offered within three months.", "within three months"),
        ("They are all free. These will be held by June 2024.", "June 2024"),
        ("It is free. This will end in 2025.", "2025"),
        ("The pier will be painted in May 2024.", None),
        ("Another course ran in May 2022.", None),
        ("", None),
    ],
)
def test_the_sentence_that_goes_on(following: str, words: str | None) -> None:
    made = paper(f"{ACTION} {following}".strip())
    found = due_after(made, made.leaves[0], len(ACTION), frozenset())
    assert (found[0].text if found else None) == words
    if found:
        due, sentence = found
        assert made.text[sentence.start + due.start : sentence.start + due.end] == words


def test_what_is_an_action_by_itself_keeps_its_date() -> None:
    made = paper(f"{ACTION} It will start in May 2024.")
    assert due_after(made, made.leaves[0], len(ACTION), {len(ACTION) + 1}) is None
