"""Whose papers they are: papers that count, their authorities, and their records in one frame."""

from dataclasses import dataclass

import pandas as pd

from pipeline.aggregate.tables import ID_COLUMN, TableError, Tables


@dataclass(frozen=True)
class Grouped:
    """What every comparison starts from.

    Attributes:
        authorities: `key` (one a body), authority, authority_id, papers, words; sorted by name, the papers of no known
            authority last, under an empty name.
        papers: `paper_id`, `key`, `words`; those that count.
        records: `record_id`, `kind` (priorities, actions, progress), `paper_id`, `key`.
        notes: what a reader of the figures should know.
    """

    authorities: pd.DataFrame
    papers: pd.DataFrame
    records: pd.DataFrame
    notes: tuple[str, ...]


def group(tables: Tables) -> Grouped:
    """Papers by authority. Papers whose text another paper has do not count, nor do their records.

    A body is its three-letter id, where it has one, under the name in its latest paper; else its name.

    Raises:
        TableError: a paper_id stands twice in papers.csv, or a record is of a paper that is not there.
    """
    papers = tables.papers[tables.papers["duplicate_of"].isna()].copy()
    repeated = papers["paper_id"].duplicated()  # a copy of a file has the paper_id of the first, and is marked
    if repeated.any():
        twice = papers.loc[repeated, "paper_id"].min()
        raise TableError(f"papers.csv has paper {twice} twice. Put tables of several runs together without repeats.")
    notes = []
    if left_out := len(tables.papers) - len(papers):
        notes.append(f"{_number(left_out, 'paper')} with the text of another left out.")
    for name in ("authority", "authority_id", "meeting_date"):
        papers[name] = papers[name].fillna("")
    papers["key"] = papers["authority_id"].where(papers["authority_id"] != "", "\x1f" + papers["authority"])
    if unknown := int((papers["key"] == _UNKNOWN).sum()):
        notes.append(f"{_number(unknown, 'paper')} without a known authority grouped under an empty name.")
    return Grouped(
        _authorities(papers),
        papers[["paper_id", "key", "words"]],
        _records(tables, set(tables.papers["paper_id"]), papers),
        tuple(notes),
    )


_UNKNOWN = "\x1f"


def _number(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _authorities(papers: pd.DataFrame) -> pd.DataFrame:
    latest = papers.sort_values(["meeting_date", "authority"]).groupby("key", sort=True)
    bodies = latest.agg(
        authority=("authority", "last"),
        authority_id=("authority_id", "last"),
        papers=("paper_id", "size"),
        words=("words", "sum"),
    ).reset_index()
    bodies["unknown"] = bodies["key"] == _UNKNOWN
    bodies = bodies.sort_values(["unknown", "authority", "authority_id"], ignore_index=True)
    for name in ("authority", "authority_id"):
        bodies[name] = bodies[name].mask(bodies[name] == "").astype("string")
    del bodies["unknown"]
    return bodies


def _records(tables: Tables, known: set[str], papers: pd.DataFrame) -> pd.DataFrame:
    frames = []
    for kind, column in ID_COLUMN.items():
        own = getattr(tables, kind)[[column, "paper_id"]].rename(columns={column: "record_id"})
        if strangers := set(own["paper_id"].unique()) - known:
            raise TableError(
                f"{kind}.csv names paper {min(strangers)}, which papers.csv lacks. Run `papers run` again."
            )
        frames.append(own.assign(kind=kind))
    records: pd.DataFrame = pd.concat(frames, ignore_index=True).merge(papers[["paper_id", "key"]], on="paper_id")
    return records
