"""Several runs as one."""

from collections.abc import Sequence
from dataclasses import fields

import pandas as pd

from pipeline.aggregate.grouping import ID_COLUMN
from pipeline.aggregate.tables import Tables


def merge(runs: Sequence[Tables]) -> Tables:
    """The tables of several runs as those of one: a paper that several have is taken from the first of them.

    A paper whose text a paper of an earlier run has becomes its duplicate, so that it does not count.
    """
    kept: dict[str, list[pd.DataFrame]] = {field.name: [] for field in fields(Tables)}
    papers_seen: set[str] = set()
    texts: dict[str, str] = {}
    for run in runs:
        papers = run.papers[~run.papers["paper_id"].isin(papers_seen)].copy()
        papers["duplicate_of"] = papers["duplicate_of"].fillna(papers["text_id"].map(texts).astype("string"))
        ids = set(papers["paper_id"])
        records: set[str] = set()
        for name, column in ID_COLUMN.items():
            own = getattr(run, name)
            records |= set(own.loc[own["paper_id"].isin(ids), column])
        for name, frames in kept.items():
            frame = papers if name == "papers" else getattr(run, name)
            if "paper_id" in frame:
                frame = frame[frame["paper_id"].isin(ids)]
            elif "record_id" in frame:
                frame = frame[frame["record_id"].isin(records)]
            frames.append(frame)
        counting = papers[papers["duplicate_of"].isna()]
        texts |= dict(zip(counting["text_id"], counting["paper_id"], strict=True))
        papers_seen |= ids
    return Tables(**{name: pd.concat(frames, ignore_index=True) for name, frames in kept.items()})
