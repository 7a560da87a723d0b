"""What an authority does not mention, apart from what its papers do not cover."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.aggregate.grouping import Grouped
from pipeline.aggregate.shares import SMALL, rounded, share
from pipeline.aggregate.tables import empty, typed
from pipeline.aggregate.themed import KINDS, Themed
from schemas.compared import GapRow
from schemas.states import GapReason

LIKE = 0.3
"""Cosine of two papers' theme counts from which they are like each other. Two plans for one service with other accents
are above it; a transport plan and a housing plan that both touch on the climate are below."""

_BLOCK = 2_000  # papers compared at a time, so that memory stays small


def gaps(grouped: Grouped, themed: Themed, coverage: pd.DataFrame) -> pd.DataFrame:
    """One row for each authority, theme and kind of record of which nothing carries the theme, with the reason.

    An authority's papers could have mentioned a theme where they hold records of the kind, and a paper like one of
    theirs does, elsewhere. So a transport plan is not charged with silence on libraries unless some transport plan
    speaks of them.

    Args:
        coverage: as `pipeline.aggregate.coverage.coverage` gives it, cell by cell as in `themed`.

    Returns:
        Columns of `GapRow`, by taxonomy, authority, theme and kind.
    """
    if coverage.empty:
        return empty(GapRow)
    frame = coverage.assign(key=themed.cells["key"], row=np.arange(len(coverage)))
    frame["any_records"] = frame["key"].isin(set(grouped.records["key"]))
    frame["mentioned_as"] = _mentioned_as(frame)
    found = pd.concat([_of_kind(frame, themed, kind).assign(place=i) for i, kind in enumerate(KINDS)])
    found = found.sort_values(["row", "place"], ignore_index=True)
    found["reason"] = _reasons(found)
    return typed(found, GapRow)


def _mentioned_as(frame: pd.DataFrame) -> "pd.Series[str]":
    joined = pd.Series("", index=frame.index, dtype="string")
    for kind in KINDS:
        has = frame[kind] > 0
        joined = joined.mask(has & (joined != ""), joined + ";").mask(
            has, joined.where(joined == "", joined + ";") + kind
        )
    return joined.mask(joined == "")


def _of_kind(frame: pd.DataFrame, themed: Themed, kind: str) -> pd.DataFrame:
    """The cells without a record of the kind, and what others say there."""
    theme = frame.groupby(["taxonomy", "theme"])
    total = f"total_{kind}"
    own = frame.assign(
        kind=pd.Series(kind, index=frame.index, dtype="string"),
        records=frame[total],
        others=theme[kind].transform(lambda counts: (counts > 0).sum()).astype("Int64"),
        others_share=share(theme[kind].transform("sum"), theme[total].transform("sum") - frame[total]),
        like_papers=_like_papers(frame, themed, kind),
    )
    own = own[own[kind] == 0]  # so that what is said of the theme is said by others
    silent = (1 - own["others_share"].to_numpy(dtype=float, na_value=np.nan)) ** own["records"].to_numpy(dtype=float)
    return own.assign(
        chance_of_none=rounded(silent, own.index), small_sample=(own["records"] < SMALL).astype("boolean")
    )


def _like_papers(frame: pd.DataFrame, themed: Themed, kind: str) -> npt.NDArray[np.int64]:
    """For each row of `frame`: papers of other authorities with the theme in a record of the kind, like one of its."""
    found = np.zeros(len(frame), dtype=np.int64)
    for taxonomy, cells in frame.groupby("taxonomy", sort=True):
        said = themed.said[themed.said["taxonomy"] == taxonomy]
        papers = said.groupby(["paper_id", "key", "theme"]).size().unstack("theme", fill_value=0)
        of_kind = said[said["kind"] == kind].groupby(["paper_id", "theme"]).size().unstack("theme", fill_value=0)
        themes = cells["theme"].drop_duplicates()
        keys = cells["key"].drop_duplicates()
        profiles = papers.reindex(columns=themes, fill_value=0).to_numpy(dtype=float)
        body = keys.reset_index(drop=True).reset_index().set_index("key")["index"]
        owner = body.loc[papers.index.get_level_values("key")].to_numpy()
        has = of_kind.reindex(index=papers.index.get_level_values("paper_id"), columns=themes, fill_value=0) > 0
        found[cells["row"].to_numpy()] = _counted(profiles, owner, has.to_numpy(dtype=float), len(keys)).reshape(-1)
    return found


def _counted(
    profiles: npt.NDArray[np.float64], owner: npt.NDArray[np.int64], has: npt.NDArray[np.float64], bodies: int
) -> npt.NDArray[np.int64]:
    """Bodies by themes: papers of others that have the theme and are like a paper of the body."""
    counts = np.zeros((bodies, has.shape[1]))
    length = (profiles**2).sum(axis=1)
    mine = np.zeros((bodies, len(owner)))
    mine[owner, np.arange(len(owner))] = 1
    for start in range(0, len(owner), _BLOCK):
        block = slice(start, start + _BLOCK)
        # cosine >= LIKE, in whole numbers, so that no rounding decides
        like = (profiles @ profiles[block].T) ** 2 >= LIKE**2 * np.outer(length, length[block])
        others = (mine @ like > 0) & (np.arange(bodies)[:, None] != owner[block][None, :])
        counts += others.astype(float) @ has[block]
    return counts.astype(np.int64)


def _reasons(found: pd.DataFrame) -> "pd.Series[str]":
    """The first reason that holds."""
    tests = (
        (~found["any_records"], GapReason.NO_RECORDS),
        (found["subject_papers"] == 0, GapReason.NO_PAPER_ON_SUBJECT),
        (found["records"] == 0, GapReason.NO_RECORD_OF_KIND),
        (found["others"] == 0, GapReason.NOBODY_ELSE),
        (found["like_papers"] == 0, GapReason.NO_PAPER_LIKE_IT),
    )
    reasons = np.select(
        [test.to_numpy(dtype=bool) for test, _ in tests],
        [reason.value for _, reason in tests],
        GapReason.NOT_MENTIONED.value,
    )
    return pd.Series(reasons, index=found.index, dtype="string")
