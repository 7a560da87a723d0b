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

_BLOCK = 200  # papers compared at a time, so that memory stays small


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
    frame["any_records"] = frame["key"].isin(grouped.records["key"])
    frame["mentioned_as"] = _mentioned_as(frame)
    like_papers = _like_papers(frame, themed)
    found = pd.concat([_of_kind(frame, kind, like_papers[i]).assign(place=i) for i, kind in enumerate(KINDS)])
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


def _of_kind(frame: pd.DataFrame, kind: str, like_papers: npt.NDArray[np.int64]) -> pd.DataFrame:
    """The cells without a record of the kind, and what others say there."""
    theme = frame.groupby(["taxonomy", "theme"])
    total = f"total_{kind}"
    own = frame.assign(
        kind=pd.Series(kind, index=frame.index, dtype="string"),
        records=frame[total],
        others=theme[kind].transform(lambda counts: (counts > 0).sum()).astype("Int64"),
        others_share=share(theme[kind].transform("sum"), theme[total].transform("sum") - frame[total]),
        like_papers=like_papers,
    )
    own = own[own[kind] == 0]  # so that what is said of the theme is said by others
    silent = (1 - own["others_share"].to_numpy(dtype=float, na_value=np.nan)) ** own["records"].to_numpy(dtype=float)
    return own.assign(
        chance_of_none=rounded(silent, own.index), small_sample=(own["records"] < SMALL).astype("boolean")
    )


def _like_papers(frame: pd.DataFrame, themed: Themed) -> npt.NDArray[np.int64]:
    """By kind and row of `frame`: papers of other authorities with the theme in a record of the kind, like one of its.

    Shape (kinds, rows).
    """
    found = np.zeros((len(KINDS), len(frame)), dtype=np.int64)
    for taxonomy, cells in frame.groupby("taxonomy", sort=True):
        said = themed.said[themed.said["taxonomy"] == taxonomy]
        papers = said.groupby(["key", "paper_id", "theme"]).size().unstack("theme", fill_value=0)
        themes = cells["theme"].drop_duplicates()
        keys = cells["key"].drop_duplicates()
        profiles = papers.reindex(columns=themes, fill_value=0).to_numpy(dtype=float)
        has = []
        for kind in KINDS:
            own = said[said["kind"] == kind].groupby(["paper_id", "theme"]).size().unstack("theme", fill_value=0)
            own = own.reindex(index=papers.index.get_level_values("paper_id"), columns=themes, fill_value=0)
            has.append(own.to_numpy() > 0)
        speaking, owner = np.unique(papers.index.get_level_values("key").to_numpy(dtype=object), return_inverse=True)
        counts = _counted(profiles, owner, np.hstack(has).astype(float))
        counts = pd.DataFrame(counts, index=speaking).reindex(keys, fill_value=0).to_numpy()
        found[:, cells["row"].to_numpy()] = (
            counts.reshape(len(keys), len(KINDS), -1).swapaxes(0, 1).reshape(len(KINDS), -1)
        )
    return found


def _counted(
    profiles: npt.NDArray[np.float64], owner: npt.NDArray[np.intp], has: npt.NDArray[np.float64]
) -> npt.NDArray[np.int64]:
    """Bodies by columns of `has`: papers of others that have it and are like a paper of the body.

    Args:
        owner: the body of each paper, from 0, those of one body together and in order.
        has: 1 or 0, by paper.
    """
    first = np.flatnonzero(np.diff(owner, prepend=-1))  # of each body's papers
    counts = np.zeros((len(first), has.shape[1]))
    parts = 10 * profiles
    length = (profiles**2).sum(axis=1)
    least = round((10 * LIKE) ** 2) * length
    for start in range(0, len(owner), _BLOCK):
        block = slice(start, start + _BLOCK)
        # cosine >= LIKE, in whole numbers, so that no rounding decides
        product = parts @ profiles[block].T
        np.square(product, out=product)
        like = product >= np.outer(least, length[block])
        others = np.logical_or.reduceat(like, first, axis=0)
        others[owner[block], np.arange(others.shape[1])] = False
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
