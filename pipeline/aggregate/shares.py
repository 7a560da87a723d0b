"""Shares with their intervals, as columns."""

import pandas as pd

from pipeline.aggregate.statistics import wilson

SMALL = 10
"""A total below this makes a small sample: one case more or less moves its shares by over ten points."""

_DIGITS = 4


def add_share(frame: pd.DataFrame, counts: "pd.Series[int]", totals: "pd.Series[int]") -> pd.DataFrame:
    """`frame` with columns share, share_low, share_high (NA where the total is 0) and small_sample."""
    rows: list[tuple[float | None, float | None, float | None]] = []
    for count, total in zip(counts, totals, strict=True):
        bounds = wilson(int(count), int(total))
        if bounds is None:
            rows.append((None, None, None))
        else:
            rows.append((round(count / total, _DIGITS), round(bounds[0], _DIGITS), round(bounds[1], _DIGITS)))
    shares = pd.DataFrame(rows, columns=["share", "share_low", "share_high"], index=frame.index, dtype="Float64")
    return pd.concat([frame, shares], axis=1).assign(small_sample=(totals < SMALL).astype("boolean"))
