"""Ids, prefixes of ids, and quotations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.explain import NotFoundError, nothing_like, record_named
from pipeline.explain.find import places_of
from tests.extract.specimens import paper

IDS = ("0123456789abcdef", "0123ffff00000000", "fedcba9876543210")


@pytest.mark.parametrize("name", ["fedc", "FEDCBA", "fedcba9876543210", " f "])
def test_a_prefix_that_one_id_has_names_it(name: str) -> None:
    assert record_named(name, IDS, "list") == IDS[2]


@given(st.lists(st.text("0123456789abcdef", min_size=16, max_size=16), min_size=1, unique=True), st.data())
def test_a_whole_id_always_names_itself(ids: list[str], data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(ids))
    assert record_named(one, ids, "list") == one


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("0123", "2 records have ids that begin with 0123: 0123456789abcdef, 0123ffff00000000. Give more of the id."),
        ("012345678900", "Near it: 0123456789abcdef, 0123ffff00000000."),
        ("77", "`list` lists the ids"),
        ("mend the lane", "--text 'mend the lane'"),
    ],
)
def test_a_name_that_fits_none_or_several_says_what_to_do(name: str, says: str) -> None:
    with pytest.raises(NotFoundError) as told:
        record_named(name, IDS, "`list`")
    assert says in str(told.value)


@given(st.text(st.sampled_from("ab'’-– \n.*(["), min_size=1).filter(str.strip))
def test_what_stands_in_a_paper_is_found_as_it_stands(words: str) -> None:
    made = paper(f"begin {words} end")
    inside = made.text[made.text.index("begin") + 5 : made.text.rindex("end")]
    if inside.strip():
        assert places_of(made, inside)


def test_words_that_are_not_there_bring_the_nearest_sentences() -> None:
    made = paper("The weir will be mended in March. Eels are rare.")
    assert "The weir will be mended in March." in str(nothing_like([made], "the weir was mended in March"))
    with pytest.raises(NotFoundError):
        places_of(made, "  ")
