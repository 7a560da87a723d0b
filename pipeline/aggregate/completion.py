"""Authority by status of its actions: how far the work has got, as the papers tell it."""

import pandas as pd

from pipeline.aggregate.grouping import Grouped
from pipeline.aggregate.shares import add_share
from pipeline.aggregate.tables import Tables, to_frame
from schemas.records import CompletionRow
from schemas.states import Relation, Status
from schemas.tables import columns


def completion(grouped: Grouped, tables: Tables) -> pd.DataFrame:
    """One row for each authority and status, all six, also where it has no actions at all.

    Returns:
        Columns of `CompletionRow`, by authority, statuses in the order of `Status`.
    """
    if grouped.authorities.empty:
        return to_frame((), CompletionRow)
    statuses = pd.DataFrame({"status": pd.Series([s.value for s in Status], dtype="string")})
    frame = grouped.authorities.merge(statuses, how="cross")
    keys = grouped.records.loc[grouped.records["kind"] == "actions", ["record_id", "key"]]
    actions = tables.actions[["action_id", "status"]].merge(keys, left_on="action_id", right_on="record_id")
    actions["reported"] = actions["action_id"].isin(_reported_on(tables))
    cell = ["key", "status"]
    counts = actions.groupby(cell).agg(actions=("action_id", "size"), reported=("reported", "sum")).reset_index()
    frame = frame.merge(counts, on=cell, how="left")
    for name in ("actions", "reported"):
        frame[name] = frame[name].fillna(0).astype("Int64")
    frame["without_report"] = frame["actions"] - frame["reported"]
    frame["total"] = frame.groupby("key")["actions"].transform("sum").astype("Int64")
    return add_share(frame, frame["actions"], frame["total"])[columns(CompletionRow)]


def _reported_on(tables: Tables) -> set[str]:
    """Actions on which a progress statement reports."""
    links = tables.record_links
    linked = links.loc[links["relation"] == Relation.REPORTS_ON.value, "to_id"]
    return set(tables.progress["action_id"].dropna()) | set(linked)
