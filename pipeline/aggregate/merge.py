"""Several runs as one."""

from collections.abc import Sequence
from dataclasses import fields, replace

import pandas as pd

from pipeline.aggregate.tables import Tables


def merge(runs: Sequence[Tables]) -> Tables:
    """The tables of several runs as those of one: a paper that several have is taken from the first of them.

    A paper whose text a paper of an earlier run has becomes its duplicate, so that it does not count.
    """
    parts: list[Tables] = []
    papers_seen: set[str] = set()
    texts: dict[str, str] = {}
    for run in runs:
        part = run.only(set(run.papers["paper_id"]) - papers_seen)
        papers = part.papers.copy()
        papers["duplicate_of"] = papers["duplicate_of"].fillna(papers["text_id"].map(texts).astype("string"))
        parts.append(replace(part, papers=papers))
        counting = papers[papers["duplicate_of"].isna()]
        texts |= dict(zip(counting["text_id"], counting["paper_id"], strict=True))
        papers_seen |= set(papers["paper_id"])
    names = [field.name for field in fields(Tables)]
    return Tables(**{name: pd.concat([getattr(part, name) for part in parts], ignore_index=True) for name in names})
