"""Intervals against the values that their sources print."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.aggregate.statistics import newcombe, newcombe_bounds, wilson, wilson_bounds


@pytest.mark.parametrize(
    ("successes", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_in_table_1_of_newcombe_1998(successes: int, total: int, low: float, high: float) -> None:
    """Statistics in Medicine 17, 857-872, table I, method 3."""
    assert wilson(successes, total) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_newcombe_as_in_table_2_of_newcombe_1998(counts: tuple[int, int, int, int], low: float, high: float) -> None:
    """Statistics in Medicine 17, 873-890, table II, method 10."""
    assert newcombe(*counts) == pytest.approx((low, high), abs=5e-5)


shares = st.integers(1, 500).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


@given(shares, st.floats(0.5, 0.999))
def test_wilson_holds_the_share_and_mirrors_its_complement(share: tuple[int, int], level: float) -> None:
    successes, total = share
    bounds, mirrored = wilson(successes, total, level), wilson(total - successes, total, level)
    assert bounds is not None
    assert mirrored is not None
    assert 0 <= bounds[0] <= successes / total <= bounds[1] <= 1
    assert bounds == pytest.approx((1 - mirrored[1], 1 - mirrored[0]), abs=1e-9)


@given(shares, shares)
def test_newcombe_holds_the_difference(one: tuple[int, int], other: tuple[int, int]) -> None:
    bounds = newcombe(*one, *other)
    assert bounds is not None
    assert bounds[0] - 1e-12 <= one[0] / one[1] - other[0] / other[1] <= bounds[1] + 1e-12


def test_nothing_to_divide_by_is_no_interval() -> None:
    assert wilson(0, 0) is None
    assert newcombe(1, 2, 0, 0) is None


@pytest.mark.parametrize(("successes", "total", "level"), [(3, 2, 0.95), (-1, 2, 0.95), (1, 2, 1.0)])
def test_what_is_no_share_is_refused(successes: int, total: int, level: float) -> None:
    with pytest.raises(ValueError, match=r"share|level"):
        wilson(successes, total, level)


def test_the_example_of_the_guide() -> None:
    """docs/comparison.md"""
    bounds = newcombe(18, 24, 9, 21)
    assert bounds is not None
    assert [round(bound, 2) for bound in bounds] == [0.04, 0.55]


@given(st.lists(st.tuples(shares, shares), min_size=1, max_size=5), st.floats(0.5, 0.999))
def test_many_at_once_are_as_one_by_one(pairs: list[tuple[tuple[int, int], tuple[int, int]]], level: float) -> None:
    one, other = (np.array(side, dtype=float).T for side in zip(*pairs, strict=True))
    assert list(zip(*wilson_bounds(*one, level=level), strict=True)) == [
        pytest.approx(wilson(*share, level=level)) for share, _ in pairs
    ]
    assert list(zip(*newcombe_bounds(*one, *other, level=level), strict=True)) == [
        pytest.approx(newcombe(*share, *others, level=level)) for share, others in pairs
    ]


def test_many_with_nothing_to_divide_by_are_no_numbers() -> None:
    none, some = np.array([0.0]), np.array([4.0])
    assert np.isnan(wilson_bounds(none, none)).all()
    assert np.isnan(newcombe_bounds(none, none, some, some)).all()
