"""Authority by theme: what the papers dwell on, and what they are silent about."""

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.aggregate.grouping import ID_COLUMN, Grouped
from pipeline.aggregate.shares import add_share
from pipeline.aggregate.tables import to_frame
from schemas.records import CoverageRow
from schemas.tables import columns


def coverage(grouped: Grouped, record_themes: pd.DataFrame, themes: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """One row for each authority, taxonomy and theme, also where its papers say nothing of it.

    Args:
        grouped: the papers that count.
        record_themes: record_id, taxonomy, theme.
        themes: codes by taxonomy; those of a taxonomy in use have rows though nothing carries them.

    Returns:
        Columns of `CoverageRow`, by taxonomy, authority and theme.
    """
    said = record_themes[["record_id", "taxonomy", "theme"]].drop_duplicates()
    said = said.merge(grouped.records, on="record_id")
    listed = [(taxonomy, theme) for taxonomy in sorted(set(said["taxonomy"])) for theme in themes.get(taxonomy, ())]
    pairs = pd.concat(
        [said[["taxonomy", "theme"]], pd.DataFrame(listed, columns=["taxonomy", "theme"], dtype="string")]
    )
    if pairs.empty or grouped.authorities.empty:
        return to_frame((), CoverageRow)
    frame = grouped.authorities.merge(pairs.drop_duplicates(), how="cross")
    cell = ["key", "taxonomy", "theme"]
    counts = said.groupby([*cell, "kind"]).size().unstack("kind", fill_value=0)
    counts = counts.reindex(columns=list(ID_COLUMN), fill_value=0)
    counts["papers_with_theme"] = said.groupby(cell)["paper_id"].nunique()
    frame = frame.merge(counts.reset_index(), on=cell, how="left")
    found = [*ID_COLUMN, "papers_with_theme"]
    frame[found] = frame[found].fillna(0).astype("Int64")
    frame = frame.merge(_subject(grouped, said), on=["key", "taxonomy"], how="left")
    found = ["subject_papers", "subject_words", "total"]
    frame[found] = frame[found].fillna(0).astype("Int64")
    carrying = frame["priorities"] + frame["actions"]
    frame = add_share(frame, carrying, frame["total"])
    words = frame["subject_words"].astype("Float64")
    frame["per_1000_words"] = (1000 * carrying / words.mask(words == 0)).round(3)
    frame["order"] = frame.groupby("key", sort=False).ngroup()  # as the authorities stand
    frame = frame.sort_values(["taxonomy", "order", "theme"], ignore_index=True)
    return frame[columns(CoverageRow)]


def _subject(grouped: Grouped, said: pd.DataFrame) -> pd.DataFrame:
    """By body and taxonomy: papers that carry any theme of it, their words, and their priorities and actions.

    A taxonomy for one subject has nothing to say of papers on another; these must not thin out its shares.
    """
    papers = said[["taxonomy", "paper_id"]].drop_duplicates().merge(grouped.papers, on="paper_id")
    aims = grouped.records[grouped.records["kind"] != "progress"].groupby("paper_id").size()
    papers["total"] = papers["paper_id"].map(aims).fillna(0).astype("Int64")
    subject = papers.groupby(["key", "taxonomy"]).agg(
        subject_papers=("paper_id", "size"), subject_words=("words", "sum"), total=("total", "sum")
    )
    return subject.reset_index()
