"""Caseless finds what `re.IGNORECASE` finds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.caseless import Caseless

PATTERNS = (
    r"(?<!\w)(?:on track|off\s+track|no(?! longer)|\S+ed)(?!\w)",
    r"\b(?:(?-i:may)|march)\b",  # a part that heeds case
    r"(?:the Council|it)\b",  # a capital
    r"(?P<what>(?-i:[A-Z])[K-T]{1,3}|\W\(?)(?=[D(])",  # capitals of all sorts
    r"o(?!(?-i:n|d)|(?<![T)])m)\w",  # a part that heeds case where something must not stand
    r"[^a-m\s]+\W",
    r"\b(?:on|to|made?)\b",  # nothing that begins otherwise
)


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=st.text("onOfTtrackKedDmayM İſ’ \n", max_size=30), start=st.integers(0, 10), end=st.integers(0, 40))
def test_as_the_expression_itself(pattern: str, text: str, start: int, end: int) -> None:
    plain, ours = re.compile(pattern, re.IGNORECASE), Caseless(pattern)
    assert [m.span() for m in ours.finditer(text, start, end)] == [m.span() for m in plain.finditer(text, start, end)]
    for name in ("search", "match"):
        expected, found = getattr(plain, name)(text, start, end), getattr(ours, name)(text, start, end)
        assert (found and (found.span(), found[0])) == (expected and (expected.span(), expected[0]))


def test_a_word_is_not_found_in_the_middle_where_the_search_goes_on() -> None:
    found = [match[0] for match in Caseless(r"(?<!\w)track").finditer("Track trackTRACK TRACK")]
    assert found == ["Track", "track", "TRACK"]
