"""What carries which theme: the cells of authority by theme, with counts by kind of record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.aggregate.grouping import Grouped
from pipeline.aggregate.tables import ID_COLUMN, Tables
from schemas.states import Relation

CELL = ["key", "taxonomy", "theme"]
KINDS = tuple(ID_COLUMN)


@dataclass(frozen=True)
class Themed:
    """Records by theme.

    Attributes:
        said: record_id, taxonomy, theme, kind, paper_id, key; each theme of a record once.
        cells: one row for each authority, taxonomy and theme, by taxonomy, authority and theme, also where nothing
            carries it: key, authority, authority_id, papers, words, taxonomy, theme, and counts of priorities, actions,
            progress and papers_with_theme.
        subject: one row for each paper and taxonomy of which it carries any theme: taxonomy, paper_id, key, words, and
            the number of its records of each kind, with or without a theme.
    """

    said: pd.DataFrame
    cells: pd.DataFrame
    subject: pd.DataFrame


def themed(grouped: Grouped, tables: Tables, themes: Mapping[str, Sequence[str]]) -> Themed:
    """Records that count, by theme. A progress statement without themes has those of what it reports on.

    Args:
        grouped: the papers that count.
        themes: codes by taxonomy; those of a taxonomy in use have cells though nothing carries them.
    """
    own = tables.record_themes[["record_id", "taxonomy", "theme"]]
    said = pd.concat([own, _reported(tables, own)]).drop_duplicates().merge(grouped.records, on="record_id")
    return Themed(said, _cells(grouped, said, themes), _subject(grouped, said))


def _reported(tables: Tables, own: pd.DataFrame) -> pd.DataFrame:
    """Themes of progress statements that have none of their own: those of the actions and priorities they are on."""
    progress = tables.progress[~tables.progress["progress_id"].isin(own["record_id"])]
    links = tables.record_links.loc[tables.record_links["relation"] == Relation.REPORTS_ON.value, ["from_id", "to_id"]]
    links = links[links["from_id"].isin(progress["progress_id"])].set_axis(["progress_id", "on"], axis=1)
    named = [
        progress[["progress_id", column]].set_axis(["progress_id", "on"], axis=1).dropna()
        for column in ("action_id", "priority_id")
    ]
    on = pd.concat([links, *named]).drop_duplicates()
    return on.merge(own, left_on="on", right_on="record_id").assign(record_id=lambda f: f["progress_id"])[own.columns]


def _cells(grouped: Grouped, said: pd.DataFrame, themes: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    used = sorted(said["taxonomy"].unique())
    listed = [(taxonomy, theme) for taxonomy in used for theme in themes.get(taxonomy, ())]
    pairs = pd.concat(
        [said[["taxonomy", "theme"]], pd.DataFrame(listed, columns=["taxonomy", "theme"], dtype="string")]
    )
    frame = grouped.authorities.merge(pairs.drop_duplicates(), how="cross")
    counts = said.groupby([*CELL, "kind"]).size().unstack("kind", fill_value=0).reindex(columns=KINDS, fill_value=0)
    counts["papers_with_theme"] = said.groupby(CELL)["paper_id"].nunique()
    frame = frame.merge(counts.reset_index(), on=CELL, how="left")
    found = [*KINDS, "papers_with_theme"]
    frame[found] = frame[found].fillna(0).astype("Int64")
    frame["order"] = frame.groupby("key", sort=False).ngroup()  # as the authorities stand
    return frame.sort_values(["taxonomy", "order", "theme"], ignore_index=True).drop(columns="order")


def _subject(grouped: Grouped, said: pd.DataFrame) -> pd.DataFrame:
    papers = said[["taxonomy", "paper_id"]].drop_duplicates().merge(grouped.papers, on="paper_id")
    kinds = grouped.records.groupby(["paper_id", "kind"]).size().unstack("kind", fill_value=0)
    papers = papers.merge(kinds.reindex(columns=KINDS, fill_value=0).reset_index(), on="paper_id")
    return papers.sort_values(["taxonomy", "paper_id"], ignore_index=True)
