"""Where a quote stands, and how far two sets of ranges agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.spans import locate, span_counts

TEXT = "We will open\ntwo new homes (in May). The children’s panel will meet; reopen two new homes."


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("open two new homes", "open\ntwo new homes"),
        ("Open  two new homes, in May.", "open\ntwo new homes (in May"),
        ("The children's panel", "The children’s panel"),
        ("pen two", None),
        ("two homes", None),
        ("…", None),
    ],
)
def test_a_quote_is_found_whatever_stands_between_its_words(quote: str, stands: str | None) -> None:
    found = locate(TEXT, quote)
    assert (found and TEXT[slice(*found)]) == stands


def test_spans_agree_exactly_or_by_overlap() -> None:
    one, other = [(0, 10), (20, 30), (40, 50)], [(0, 10), (22, 31), (60, 70)]
    exact, half = span_counts(one, other), span_counts(one, other, overlap=0.5)
    assert (exact.tp, exact.fp, exact.fn, exact.f1) == (1, 2, 2, 0.333)
    assert (half.tp, half.f1) == (2, 0.667)


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda s: (s[0], s[0] + s[1])), max_size=8)


@given(SPANS, SPANS, st.sampled_from([0.3, 0.5, 1.0]))
def test_span_agreement_is_the_same_either_way_and_whole_with_itself(
    one: list[tuple[int, int]], other: list[tuple[int, int]], overlap: float
) -> None:
    assert span_counts(one, one, overlap).tp == len(set(one))
    if overlap == 1.0:
        assert span_counts(one, other).tp == span_counts(other, one).tp == len(set(one) & set(other))


def test_a_span_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        span_counts([(3, 3)], [])
