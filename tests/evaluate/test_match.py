"""Pairing of records by their words."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.match import RELAXED, STRICT, candidates, one_to_one, pieces
from pipeline.evaluate.words import bag, dice, folded, words

TEXTS = st.lists(st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=6).map(" ".join), max_size=6)


def test_words_are_letters_and_digits_without_apostrophes() -> None:
    assert words("The carers’ plan – 2nd (draft): it's GOOD") == [
        "the",
        "carers",
        "plan",
        "2nd",
        "draft",
        "its",
        "good",
    ]
    assert folded("Scrutiny & Oversight") == "scrutiny and oversight"


def test_dice_counts_each_word_as_often_as_it_stands() -> None:
    assert dice(bag("a a b"), bag("a b b")) == 2 * 2 / 6
    assert dice(bag(""), bag("")) == 0


def test_the_best_pair_is_taken_first() -> None:
    found, wanted = ["review the plan", "review the new plan"], ["review the new plan each year"]
    assert one_to_one(candidates(found, wanted)) == [(1, 0)]


def test_ties_go_to_the_pair_whose_links_agree_then_to_the_nearest() -> None:
    same = ["visit all homes"] * 3
    assert one_to_one(candidates(same, same)) == [(0, 0), (1, 1), (2, 2)]
    crossed = candidates(same, same, lambda i, j: int((i, j) == (0, 2)))
    assert one_to_one(crossed)[0] == (0, 2)


@given(TEXTS, TEXTS)
def test_all_pairs_that_overlap_enough_are_candidates(found: list[str], wanted: list[str]) -> None:
    expected = {(i, j) for i, a in enumerate(found) for j, b in enumerate(wanted) if dice(bag(a), bag(b)) >= RELAXED}
    assert {(c.i, c.j) for c in candidates(found, wanted)} == expected


@given(TEXTS, TEXTS)
def test_pairs_are_one_to_one_and_the_strict_ones_no_more_than_the_relaxed(found: list[str], wanted: list[str]) -> None:
    ordered = candidates(found, wanted)
    relaxed, strict = one_to_one(ordered), one_to_one(ordered, STRICT)
    assert len({i for i, _ in relaxed}) == len({j for _, j in relaxed}) == len(relaxed)
    assert len(strict) <= len(relaxed)


def test_two_pieces_of_an_optional_record_count_neither_way() -> None:
    optional = ["we will visit all homes each year and we will write to the board on what we saw there"]
    found = [
        "we will visit all homes",
        "write to the board on",
        "what we saw",
        "and we will write to the board",
        "on what we saw there",
    ]
    assert pieces(found, optional, set()) == {0, 1}
    assert pieces(found, optional, {0}) == {1, 3}


def test_a_run_that_cuts_a_word_is_no_piece() -> None:
    assert pieces(["ill visit all homes each"], ["we will visit all homes each year"], set()) == set()
