"""Intervals for shares: what a count out of a total says, and what it does not."""

from statistics import NormalDist

import numpy as np
import numpy.typing as npt

LEVEL = 0.95

Bounds = tuple[float, float]
Numbers = npt.NDArray[np.float64]


def wilson(successes: int, total: int, level: float = LEVEL) -> Bounds | None:
    """Score interval of a share, without continuity correction; None where the total is 0.

    Holds for small totals and for shares of 0 and 1, where the textbook interval collapses. It takes the cases as
    independent; those of one paper are not quite, so read it as a lower bound of the uncertainty.

    Source: Wilson 1927, doi:10.1080/01621459.1927.10502953; method 3 of Newcombe 1998, Statistics in Medicine 17,
    857-872.

    Raises:
        ValueError: not 0 <= successes <= total, or a level not between 0 and 1.
    """
    if not 0 <= successes <= total:
        raise ValueError(f"{successes} of {total} is no share")
    if not 0 < level < 1:
        raise ValueError(f"the level of an interval is between 0 and 1, not {level}")
    if total == 0:
        return None
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = successes / total
    middle = share + z * z / (2 * total)
    half = z * (share * (1 - share) / total + z * z / (4 * total * total)) ** 0.5
    size = 1 + z * z / total
    low = 0.0 if successes == 0 else max((middle - half) / size, 0.0)  # exact at the ends, whatever the rounding
    high = 1.0 if successes == total else min((middle + half) / size, 1.0)
    return low, high


def newcombe(successes: int, total: int, other_successes: int, other_total: int, level: float = LEVEL) -> Bounds | None:
    """Interval of the difference of two shares, the first less the other; None where either total is 0.

    Source: method 10 (from two score intervals) of Newcombe 1998, Statistics in Medicine 17, 873-890.

    Raises:
        ValueError: as `wilson`.
    """
    own, others = wilson(successes, total, level), wilson(other_successes, other_total, level)
    if own is None or others is None:
        return None
    p, q = successes / total, other_successes / other_total
    below = ((p - own[0]) ** 2 + (others[1] - q) ** 2) ** 0.5
    above = ((own[1] - p) ** 2 + (q - others[0]) ** 2) ** 0.5
    return max(p - q - below, -1.0), min(p - q + above, 1.0)


def wilson_bounds(successes: Numbers, totals: Numbers, level: float = LEVEL) -> tuple[Numbers, Numbers]:
    """`wilson` of many shares at once: arrays of one shape; NaN where the total is 0."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = successes / totals
        middle = share + z * z / (2 * totals)
        half = z * np.sqrt(share * (1 - share) / totals + z * z / (4 * totals * totals))
        size = 1 + z * z / totals
        low = np.where(successes == 0, 0.0, np.maximum((middle - half) / size, 0.0))
        high = np.where(successes == totals, 1.0, np.minimum((middle + half) / size, 1.0))
    nothing = totals == 0
    return np.where(nothing, np.nan, low), np.where(nothing, np.nan, high)


def newcombe_bounds(
    successes: Numbers, totals: Numbers, other_successes: Numbers, other_totals: Numbers, level: float = LEVEL
) -> tuple[Numbers, Numbers]:
    """`newcombe` of many pairs of shares at once: arrays of one shape; NaN where either total is 0."""
    low, high = wilson_bounds(successes, totals, level)
    other_low, other_high = wilson_bounds(other_successes, other_totals, level)
    with np.errstate(invalid="ignore", divide="ignore"):
        p, q = successes / totals, other_successes / other_totals
        below = np.sqrt((p - low) ** 2 + (other_high - q) ** 2)
        above = np.sqrt((high - p) ** 2 + (q - other_low) ** 2)
    return np.maximum(p - q - below, -1.0), np.minimum(p - q + above, 1.0)


def bonferroni(comparisons: int, level: float = LEVEL) -> float:
    """Level of each of some intervals so that all hold at once with probability `level` or more."""
    return 1 - (1 - level) / max(comparisons, 1)
