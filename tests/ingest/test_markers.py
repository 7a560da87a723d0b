import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.markers import MarkerKind, follows, is_bullet, split_marker


@pytest.mark.parametrize(
    ("text", "number", "marker", "rest"),
    [
        ("1. Summary", "1", "1.", "Summary"),
        ("7.3.1 Aim 1:", "7.3.1", "7.3.1", "Aim 1:"),
        ("4.1.1.  The way there", "4.1.1", "4.1.1.", "The way there"),
        ("(2) The plan", "2", "(2)", "The plan"),
        ("1. (1) The plan", "1(1)", "1. (1)", "The plan"),
        ("3(a) The plan", "3(a)", "3(a)", "The plan"),
        ("a) a plan", "a", "a)", "a plan"),
        ("(iv) a plan", "iv", "(iv)", "a plan"),
        ("i)             a plan", "i", "i)", "a plan"),
        ("1\tTo agree", "1", "1", "To agree"),
        ("80.1          Attention was drawn", "80.1", "80.1", "Attention was drawn"),
        ("- 1.1 As parents", "1.1", "1.1", "As parents"),
        ("- 1) That it be noted", "1", "1)", "That it be noted"),
        ("1.1a Insulate the depot", "1.1a", "1.1a", "Insulate the depot"),
        ("3.Next steps", "3", "3.", "Next steps"),
        ("2.17 ", "2.17", "2.17", ""),
    ],
)
def test_numbers(text: str, number: str, marker: str, rest: str) -> None:
    found = split_marker(text)
    assert (found.number, found.marker, found.rest, found.sure) == (number, marker, rest, True)


@pytest.mark.parametrize(
    "text",
    [
        "30 partners attended",
        "2014 was a busy year",
        "21 st October, 2014",
        "5 December 2011",
        "1.5 million pounds",
        "4.00 pm",
        "0115 496 0000",
        "22.09.2014",
        "1.6 MWh of electricity",
        "e.g. a plan",
        "i.e. a plan",
        "c. 10 people",
        "mix) of things",
        "3 | Page",
        "-1% of it",
        "- 1,000 2,000",
        "o f use",
        "Ørsted built it",
        "CO2 emissions",
    ],
)
def test_a_number_that_belongs_to_its_sentence_is_no_marker(text: str) -> None:
    found = split_marker(text)
    assert (found.kind, found.marker, found.rest) == (MarkerKind.NONE, "", text)


@pytest.mark.parametrize("text", ["1 REASONS FOR IT", "40 Mill Lane", "A. Smith", "A3 Motorway", "7"])
def test_a_form_that_may_be_something_else_is_not_sure(text: str) -> None:
    found = split_marker(text)
    assert found.number
    assert not found.sure


@pytest.mark.parametrize(
    ("text", "marker", "rest"),
    [
        ("\uf0b7 We will", "•", "We will"),
        ("\uf0d8\tWe will", "•", "We will"),
        ("·          We will", "•", "We will"),
        ("Ø We will", "•", "We will"),
        ("• We will", "•", "We will"),
        ("●", "●", ""),
        ("o Carbon", "o", "Carbon"),
        ("o mended the locks", "o", "mended the locks"),
        ("– a plan", "–", "a plan"),
        ("-Reduce", "-", "Reduce"),
        ("* a plan", "•", "a plan"),
        ("- 2 more officers", "-", "2 more officers"),
    ],
)
def test_bullets(text: str, marker: str, rest: str) -> None:
    found = split_marker(text)
    assert (found.kind, found.number, found.marker, found.rest) == (MarkerKind.BULLET, "", marker, rest)


def test_bullets_are_known_by_character() -> None:
    assert all(map(is_bullet, "•●-–·\uf0b7"))
    assert not any(map(is_bullet, "ao1("))


@pytest.mark.parametrize(
    ("number", "previous"),
    [("4", "3"), ("2.10", "2.9"), ("b", "a"), ("v", "iv"), ("i", "h"), ("2.1", "2"), ("3", "2.4"), ("1.1b", "1.1a")],
)
def test_sequences(number: str, previous: str) -> None:
    assert follows(number, previous)
    assert not follows(previous, number)


@pytest.mark.parametrize(("number", "previous"), [("5", "3"), ("a", "1"), ("2.3", "1.2"), ("1", "")])
def test_not_in_sequence(number: str, previous: str) -> None:
    assert not follows(number, previous)


@given(st.text())
def test_no_character_of_the_words_is_lost(text: str) -> None:
    found = split_marker(text)
    assert text.strip().endswith(found.rest)
    assert found.rest == found.rest.strip()
    assert bool(found.marker) == (found.kind is not MarkerKind.NONE)


@given(st.integers(1, 200), st.sampled_from(["{}.", "({})", "{})"]))
def test_a_printed_number_is_read_back(number: int, form: str) -> None:
    found = split_marker(f"{form.format(number)} Words")
    assert (found.number, found.rest) == (str(number), "Words")
