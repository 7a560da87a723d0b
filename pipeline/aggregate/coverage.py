"""Authority by theme: what the papers dwell on, and what they are silent about."""

import pandas as pd

from pipeline.aggregate.shares import DIGITS, add_share, rounded, share
from pipeline.aggregate.tables import empty, typed
from pipeline.aggregate.themed import CELL, KINDS, Themed
from schemas.records import CoverageRow

MIXED = 3
"""Papers of which the longest has over so many times the words of the shortest are of mixed lengths."""


def coverage(themed: Themed) -> pd.DataFrame:
    """One row for each authority, taxonomy and theme, also where its papers say nothing of it.

    A taxonomy for one subject has nothing to say of papers on another: shares and rates rest on those papers of an
    authority any of whose records carries a theme of the taxonomy.

    Returns:
        Columns of `CoverageRow`, by taxonomy, authority and theme.
    """
    if themed.cells.empty:
        return empty(CoverageRow)
    frame = themed.cells.merge(_subjects(themed.subject), on=["key", "taxonomy"], how="left")
    counts = ["subject_papers", "subject_words", *(f"total_{kind}" for kind in KINDS)]
    frame[counts] = frame[counts].fillna(0).astype("Int64")
    frame["mixed_lengths"] = frame["mixed_lengths"].astype("boolean").fillna(False)
    carrying = frame["priorities"] + frame["actions"]
    frame["total"] = frame["total_priorities"] + frame["total_actions"]
    frame = add_share(frame, carrying, frame["total"])
    thousands = frame["subject_words"] / 1000
    frame["per_1000_words"] = share(carrying, thousands, 3)
    for kind in KINDS:
        frame[f"{kind}_share"] = share(frame[kind], frame[f"total_{kind}"])
        frame[f"{kind}_per_1000_words"] = share(frame[kind], thousands, 3)
        frame[f"{kind}_per_paper"] = share(frame[kind], frame["subject_papers"], 3)
    frame = frame.merge(_by_paper(themed), on=CELL, how="left")
    nothing = frame["largest"].isna()
    frame["largest_part"] = share(frame["largest"].fillna(0), carrying.mask(nothing, 0))
    counted = frame["papers_counted"].fillna(0)
    # a paper without the theme has a share of 0 of it, and belongs into the mean
    frame["mean_share"] = rounded((frame["shares"].fillna(0) / counted.mask(counted == 0)).to_numpy(float), frame.index)
    return typed(frame, CoverageRow)


def _subjects(subject: pd.DataFrame) -> pd.DataFrame:
    """By body and taxonomy: its papers on the subject, their words and their records of each kind."""
    found = subject.assign(holding=(subject["priorities"] + subject["actions"] > 0).astype("Int64"))
    frame = found.groupby(["key", "taxonomy"]).agg(
        subject_papers=("paper_id", "size"),
        subject_words=("words", "sum"),
        shortest_words=("words", "min"),
        longest_words=("words", "max"),
        papers_counted=("holding", "sum"),
        **{f"total_{kind}": (kind, "sum") for kind in KINDS},
    )
    frame["mixed_lengths"] = frame["longest_words"] > MIXED * frame["shortest_words"]
    return frame.reset_index()


def _by_paper(themed: Themed) -> pd.DataFrame:
    """By cell: the sum of the papers' own shares of the theme, and the most priorities and actions in one paper."""
    aims = themed.said[themed.said["kind"] != "progress"]
    papers = aims.groupby([*CELL, "paper_id"]).size().rename("carrying").reset_index()
    papers = papers.merge(
        themed.subject[["taxonomy", "paper_id", "priorities", "actions"]], on=["taxonomy", "paper_id"]
    )
    papers["shares"] = (papers["carrying"] / (papers["priorities"] + papers["actions"])).round(2 * DIGITS)
    cells = papers.sort_values([*CELL, "shares"]).groupby(CELL)  # one order, one sum
    return cells.agg(shares=("shares", "sum"), largest=("carrying", "max")).reset_index()
