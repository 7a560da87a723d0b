"""Status of the actions by authority, theme and priority: how far the work has got, as the papers tell it."""

from collections import defaultdict

import pandas as pd

from pipeline.aggregate.grouping import Grouped
from pipeline.aggregate.shares import add_share, share
from pipeline.aggregate.tables import Tables, empty, typed
from pipeline.aggregate.themed import CELL, Themed
from schemas.compared import PriorityCompletionRow, ThemeCompletionRow
from schemas.records import CompletionRow
from schemas.states import Relation, Status

_STATUSES = [status.value for status in Status]


def actions_of(grouped: Grouped, tables: Tables) -> pd.DataFrame:
    """The actions that count: action_id, paper_id, key, status, and whether a progress statement reports on each."""
    own = grouped.records.loc[grouped.records["kind"] == "actions", ["record_id", "paper_id", "key"]]
    actions = tables.actions[["action_id", "status"]].merge(own, left_on="action_id", right_on="record_id")
    return actions.assign(reported=actions["action_id"].isin(_reported_on(tables)).astype("Int64"))


def completion(grouped: Grouped, actions: pd.DataFrame) -> pd.DataFrame:
    """One row for each authority and status, all six, also where it has no actions at all.

    Args:
        actions: as `actions_of` gives them.

    Returns:
        Columns of `CompletionRow`, by authority, statuses in the order of `Status`.
    """
    if grouped.authorities.empty:
        return empty(CompletionRow)
    frame = _by_status(grouped.authorities, actions, ["key"])
    body = frame.groupby("key")
    frame["total_unclear"] = frame["actions"].where(frame["status"] == Status.UNCLEAR.value, 0)
    frame["total_unclear"] = body["total_unclear"].transform("sum")
    frame["total_without_report"] = body["without_report"].transform("sum")
    in_paper = actions.groupby(["key", "paper_id"]).size().groupby("key").agg(["size", "max"])
    frame["papers_with_actions"] = frame["key"].map(in_paper["size"]).fillna(0).astype("Int64")
    frame["largest_part"] = share(frame["key"].map(in_paper["max"]).fillna(0), frame["total"])
    return typed(frame, CompletionRow)


def completion_by_theme(themed: Themed, actions: pd.DataFrame) -> pd.DataFrame:
    """One row for each authority, theme and status, as `completion`.

    Returns:
        Columns of `ThemeCompletionRow`, by taxonomy, authority, theme and status.
    """
    if themed.cells.empty:
        return empty(ThemeCompletionRow)
    own = themed.said.loc[themed.said["kind"] == "actions", ["record_id", "taxonomy", "theme"]]
    own = own.merge(actions, on="record_id")
    frame = _by_status(themed.cells[[*CELL, "authority", "authority_id"]], own, CELL)
    papers = own.groupby(CELL)["paper_id"].nunique().rename("papers").reset_index()
    frame = frame.merge(papers, on=CELL, how="left")
    frame["papers"] = frame["papers"].fillna(0).astype("Int64")
    return typed(frame, ThemeCompletionRow)


def completion_by_priority(
    grouped: Grouped, tables: Tables, actions: pd.DataFrame, alignment: pd.DataFrame
) -> pd.DataFrame:
    """One row for each priority, with the statuses of the actions that serve it, and one an authority for the rest.

    Args:
        alignment: columns of `AlignmentRow`; tells the groups of a priority.

    Returns:
        Columns of `PriorityCompletionRow`, by authority, paper and place in the paper; actions without a priority last.
    """
    priorities = tables.priorities[["priority_id", "paper_id", "text", "start"]]
    priorities = priorities.merge(grouped.papers[["paper_id", "key"]], on="paper_id")
    groups: dict[str, set[str]] = defaultdict(set)
    for priority, group in zip(alignment["priority_id"], alignment["group_id"], strict=True):
        groups[priority].add(group)
    joined = {priority: ";".join(sorted(own)) for priority, own in groups.items()}
    priorities["group_id"] = priorities["priority_id"].map(joined)
    serving = _serving(tables, priorities["priority_id"]).merge(
        actions[["action_id", "status", "reported"]], on="action_id"
    )
    rest = actions[~actions["action_id"].isin(serving["action_id"])]
    rows = pd.concat(
        [
            priorities.merge(_statuses(serving, "priority_id"), on="priority_id", how="left"),
            _statuses(rest, "key"),
        ],
        ignore_index=True,
    )
    order = pd.Series(range(len(grouped.authorities)), index=grouped.authorities["key"])
    rows["order"] = rows["key"].map(order)
    names = grouped.authorities[["key", "authority", "authority_id"]]
    rows = rows.merge(names, on="key").sort_values(["order", "paper_id", "start", "priority_id"], ignore_index=True)
    counts = ["total", *_STATUSES, "without_report"]
    rows[counts] = rows[counts].fillna(0).astype("Int64")
    rows = add_share(rows, rows["completed"], rows["total"]).rename(
        columns={"share": "completed_share", "share_low": "completed_low", "share_high": "completed_high"}
    )
    return typed(rows, PriorityCompletionRow)


def _by_status(bodies: pd.DataFrame, actions: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """`bodies` by status with actions, without_report, total and shares; rows stay in order."""
    statuses = pd.DataFrame({"status": pd.Series(_STATUSES, dtype="string")})
    cell = [*by, "status"]
    counts = actions.groupby(cell).agg(actions=("action_id", "size"), reported=("reported", "sum")).reset_index()
    frame = bodies.merge(statuses, how="cross").merge(counts, on=cell, how="left")
    for name in ("actions", "reported"):
        frame[name] = frame[name].fillna(0).astype("Int64")
    frame["without_report"] = frame["actions"] - frame["reported"]
    frame["total"] = frame.groupby(by)["actions"].transform("sum").astype("Int64")
    return add_share(frame, frame["actions"], frame["total"])


def _statuses(actions: pd.DataFrame, by: str) -> pd.DataFrame:
    """A row for each value of `by`: counts of actions by status, total and without_report."""
    counts = actions.groupby([by, "status"]).size().unstack("status", fill_value=0)
    counts = counts.reindex(columns=_STATUSES, fill_value=0)
    return counts.assign(
        total=counts.sum(axis=1), without_report=counts.sum(axis=1) - actions.groupby(by)["reported"].sum()
    ).reset_index()


def _serving(tables: Tables, priorities: "pd.Series[str]") -> pd.DataFrame:
    """Which action serves which of the priorities: action_id, priority_id, each pair once."""
    links = tables.record_links.loc[tables.record_links["relation"] == Relation.SERVES.value, ["from_id", "to_id"]]
    first = tables.actions.loc[tables.actions["priority_id"].notna(), ["action_id", "priority_id"]]
    links = links.rename(columns={"from_id": "action_id", "to_id": "priority_id"})
    pairs = pd.concat([first, links]).drop_duplicates()
    return pairs[pairs["priority_id"].isin(priorities)]


def _reported_on(tables: Tables) -> "pd.Series[str]":
    """Actions on which a progress statement reports."""
    links = tables.record_links
    linked = links.loc[links["relation"] == Relation.REPORTS_ON.value, "to_id"]
    reported: pd.Series[str] = pd.concat([tables.progress["action_id"].dropna(), linked])
    return reported
