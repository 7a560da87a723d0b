"""Where sentences begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.sentences import find_sentences, split_sentences
from tests.extract.specimens import heading, item, paper, para, table


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Cllr. Ash and Dr. Birch met Mr. J. R. Cole at St. Mark's.",
        "The sum (approx. £4,000, i.e. Half of it) is set aside.",
        "See paras. 3 and No. 12, e.g. The table on p. 4.",
        "The rate rose to 3.5 per cent.",
        "1. Note the report.",
        "2.14. Note the report.",
        "The firm Ash Ltd. Bid for it.",
        "In Sept. 2021 it began.",
        "no capital. follows here",
    ],
)
def test_no_sentence_ends_at_an_abbreviation_or_number(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It is done. We go on.", ["It is done.", "We go on."]),
        ("Work began in 2014. The roof leaks.", ["Work began in 2014.", "The roof leaks."]),
        ("Is it done? Yes! Good.", ["Is it done?", "Yes!", "Good."]),
        ('She said "It is done." Then she left.', ['She said "It is done."', "Then she left."]),
        ("They cut trees, hedges, etc. The rest stays.", ["They cut trees, hedges, etc.", "The rest stays."]),
        (
            "It opens at 9 am. Doors close at 5 pm. Call first.",
            ["It opens at 9 am.", "Doors close at 5 pm.", "Call first."],
        ),
        ("The answer was no. They left.", ["The answer was no.", "They left."]),
        ("See No. 12 below. They left.", ["See No. 12 below.", "They left."]),
        ("The work ended.The roof holds now.", ["The work ended.", "The roof holds now."]),
        ("It ended (at last). £4m was spent.", ["It ended (at last).", "£4m was spent."]),
        ("  It ended.  ", ["It ended."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_a_part_of_a_text_is_split_at_its_own_offsets() -> None:
    text = "Not this. It is done. We go on. Nor this."
    assert [text[a:b] for a, b in split_sentences(text, 10, 31)] == ["It is done.", "We go on."]


def test_no_sentence_reaches_over_the_edge_of_a_block_or_takes_in_a_marker() -> None:
    made = paper(
        heading("Roofs"),
        para("A roof leaks. It was mended"),
        item("and painted", "1."),
        table(["Who", "When"], ["Ash", ""]),
    )
    found = [(made.text[s.start : s.end], made.blocks[s.block].kind) for s in find_sentences(made)]
    assert found == [
        ("Roofs", "heading"),
        ("A roof leaks.", "paragraph"),
        ("It was mended", "paragraph"),
        ("and painted", "list_item"),
        ("Who", "paragraph"),
        ("When", "paragraph"),
        ("Ash", "paragraph"),
    ]


@given(st.text(st.sampled_from(list("aA. !?)\"'1£\n•(e.g.Cllr")), max_size=80))
def test_sentences_take_up_all_but_the_white_space_in_order(text: str) -> None:
    ranges = list(split_sentences(text))
    at = 0
    for start, end in ranges:
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()
