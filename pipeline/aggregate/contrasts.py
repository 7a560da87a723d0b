"""How far two authorities differ in the statuses of their actions, and whether the papers can tell."""

from typing import Any

import numpy as np
import pandas as pd

from pipeline.aggregate.shares import SMALL, numbers, rounded
from pipeline.aggregate.statistics import bonferroni, newcombe_bounds
from pipeline.aggregate.tables import empty, typed
from schemas.compared import ContrastRow
from schemas.tables import columns

_NAMES = ["authority", "authority_id"]


def contrasts(completion: pd.DataFrame) -> pd.DataFrame:
    """Difference of shares between every two named authorities that have actions, status by status.

    Args:
        completion: columns authority, authority_id, status, actions, total, an authority and status once: the table
            `completion`, or the rows of `completion_by_theme` of one theme.

    Returns:
        Columns of `ContrastRow`, each pair once, in the order of `completion`.
    """
    told = completion[(completion["authority"].fillna("") != "") & (completion["total"] > 0)]
    frames = [_of_status(own.reset_index(drop=True)) for _, own in told.groupby("status", sort=False)]
    if not frames or frames[0].empty:
        return empty(ContrastRow)
    one, two = (np.concatenate([frame.pop(name) for frame in frames]) for name in ("one", "two"))
    order = np.lexsort((two, one))
    together = {}
    for name in columns(ContrastRow):  # one at a time: of many authorities this is the longest table
        parts: list[pd.Series[Any]] = [frame.pop(name) for frame in frames]
        together[name] = pd.concat(parts, ignore_index=True).array.take(order)
    return typed(pd.DataFrame(together), ContrastRow)


def _of_status(own: pd.DataFrame) -> pd.DataFrame:
    one, two = np.triu_indices(len(own), 1)
    first = own.iloc[one].reset_index(drop=True)
    other = own.iloc[two].reset_index(drop=True)
    own_share, others_share = ((numbers(side["actions"]), numbers(side["total"])) for side in (first, other))
    low, high = newcombe_bounds(*own_share, *others_share)
    adjusted_low, adjusted_high = newcombe_bounds(*own_share, *others_share, level=bonferroni(len(one)))
    index = first.index
    return first[[*_NAMES, "status", "actions", "total"]].assign(
        other=other["authority"],
        other_id=other["authority_id"],
        other_actions=other["actions"],
        other_total=other["total"],
        difference=rounded(own_share[0] / own_share[1] - others_share[0] / others_share[1], index),
        difference_low=rounded(low, index),
        difference_high=rounded(high, index),
        comparisons=pd.Series(len(one), index=index, dtype="Int64"),
        adjusted_low=rounded(adjusted_low, index),
        adjusted_high=rounded(adjusted_high, index),
        apart=pd.Series((adjusted_low > 0) | (adjusted_high < 0), index=index, dtype="boolean"),
        small_sample=((first["total"] < SMALL) | (other["total"] < SMALL)).astype("boolean"),
        one=one,
        two=two,
    )
