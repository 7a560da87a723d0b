"""How alike two wordings are: stems, weights, likeness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.links.wording import Wording, stem, stems
from tests.extract.specimens import paper

SENTENCES = (
    "Dockside wardens will patrol the towpath at night.",
    "The towpath patrols by wardens have begun.",
    "Libraries are to open on Sundays.",
    "Housing is short.",
    "Housing is dear.",
    "Housing is old.",
    "Housing is cold.",
    "Housing is damp.",
)


def ranges() -> tuple[Wording, list[tuple[int, int]]]:
    made = paper(*SENTENCES)
    return Wording(made), [(made.text.index(s), made.text.index(s) + len(s)) for s in SENTENCES]


@pytest.mark.parametrize(
    "words",
    [
        ("establish", "established", "establishing", "establishment"),
        ("consult", "consultation", "consulted"),
        ("family", "families"),
        ("plan", "planned", "planning"),
        ("prioritise", "prioritisation", "prioritising"),
    ],
)
def test_forms_of_a_word_have_one_stem(words: tuple[str, ...]) -> None:
    assert len({stem(w) for w in words}) == 1


def test_words_of_the_trade_are_silent() -> None:
    assert stems("The Council will deliver the action plan") == ()


def test_likeness_is_of_the_rarer_words() -> None:
    wording, at = ranges()
    patrols = wording.likeness(at[0], at[1])
    assert patrols.score > 0.6
    assert patrols.words == 3
    assert wording.likeness(at[0], at[2]).score == 0.0
    # All that these two share runs through the paper.
    assert wording.likeness(at[3], at[4]).words == 0


@given(st.integers(0, len(SENTENCES) - 1), st.integers(0, len(SENTENCES) - 1))
def test_likeness_is_symmetrical_and_bounded(i: int, j: int) -> None:
    wording, at = ranges()
    one, other = wording.likeness(at[i], at[j]), wording.likeness(at[j], at[i])
    assert one.words == other.words
    assert one.score == pytest.approx(other.score)
    assert 0.0 <= one.score <= 1.0


@given(st.text(max_size=40))
def test_stems_of_any_text(text: str) -> None:
    assert all(stems(text))
