"""Shares with their intervals, as columns."""

from typing import Any

import numpy as np
import pandas as pd

from pipeline.aggregate.statistics import Numbers, wilson_bounds

SMALL = 10
"""A total below this makes a small sample: one case more or less moves its shares by over ten points."""

DIGITS = 4


def add_share(frame: pd.DataFrame, counts: "pd.Series[int]", totals: "pd.Series[int]") -> pd.DataFrame:
    """`frame` with columns share, share_low, share_high (NA where the total is 0) and small_sample."""
    low, high = wilson_bounds(numbers(counts), numbers(totals))
    return frame.assign(
        share=share(counts, totals),
        share_low=rounded(low, frame.index),
        share_high=rounded(high, frame.index),
        small_sample=(totals < SMALL).astype("boolean"),
    )


def share(counts: "pd.Series[int]", totals: "pd.Series[int]", digits: int = DIGITS) -> "pd.Series[float]":
    """Counts by totals, rounded; NA where the total is 0."""
    own, of = numbers(counts), numbers(totals)
    with np.errstate(invalid="ignore", divide="ignore"):
        parts = np.where(of == 0, np.nan, own / of)
    return rounded(parts, counts.index, digits)


def numbers(column: "pd.Series[Any]") -> Numbers:
    """A column as floats; NA becomes NaN."""
    return np.asarray(column.to_numpy(dtype=float, na_value=np.nan), dtype=np.float64)


def rounded(values: Numbers, index: pd.Index, digits: int = DIGITS) -> "pd.Series[float]":
    """Numbers as a nullable column; NaN becomes NA."""
    return pd.Series(values, index=index).round(digits).astype("Float64")
