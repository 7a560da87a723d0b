"""Priorities that authorities share."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipeline.export.charts.style import (
    MOST,
    QUIET,
    columns_of,
    count,
    figure,
    head,
    left_out,
    rows_of,
    save,
    short_name,
    spoken,
    wrapped,
)

_DATA = ["group_id", "group_label", "authority", "priorities", "confidence"]
_DOUBT = 0.5
_COLUMN, _LETTER = 0.42, 0.05  # inches: a column, and what a letter of its slanted label takes across


def alignment_map(alignment: pd.DataFrame, completion: pd.DataFrame, folder: Path) -> list[str]:
    """Groups of like priorities by authority, `alignment`; returns the files written, none where nothing is shared.

    Args:
        alignment: columns of `AlignmentRow`.
        completion: columns of `CompletionRow`, for the number of papers of each authority.
    """
    named = alignment[alignment["authority"].notna()]
    spread = named.groupby("group_id")["authority"].nunique()
    common = named[named["group_id"].isin(set(spread.index[spread > 1]))]
    if common.empty:
        return []
    cells = common.groupby(["group_id", "group_label", "authority"]).agg(
        priorities=("priority_id", "nunique"), confidence=("confidence", "min")
    )
    cells = cells.reset_index()
    groups = cells.drop_duplicates("group_id").assign(width=lambda frame: frame["group_id"].map(spread))
    groups = groups.sort_values(["width", "group_label", "group_id"], ascending=[False, True, True])
    shown = groups.head(MOST).reset_index(drop=True)
    cells = cells.merge(shown[["group_id"]].assign(row=range(len(shown))), on="group_id")
    weight = cells.groupby("authority")["group_id"].nunique()
    bodies = sorted(weight.index, key=lambda name: (-weight[name], name))[:MOST]
    cells = cells[cells["authority"].isin(set(bodies))].assign(column=lambda f: f["authority"].map(bodies.index))
    papers = completion.drop_duplicates("authority").set_index("authority")["papers"]
    labels = [f"{short_name(name)}, {count(int(papers.get(name, 0)), 'paper')}" for name in bodies]
    # slanted labels reach beyond their columns
    reach = max(len(bodies), *(i + _LETTER * len(label) / _COLUMN for i, label in enumerate(labels))) + 0.6
    page = figure(3.8 + _COLUMN * (reach + 0.6), 2.8 + 0.36 * len(shown))
    axes = page.subplots()
    for row in range(len(shown)):
        own = cells.loc[cells["row"] == row, "column"]
        axes.plot([own.min(), own.max()], [row, row], color="#CFE3F1", linewidth=5, zorder=1, solid_capstyle="round")
    doubtful = (cells["confidence"].astype(float) < _DOUBT).to_numpy()
    for mask, face, ink in ((~doubtful, "#0072B2", "white"), (doubtful, "white", "#0072B2")):
        some = cells[mask]
        axes.scatter(some["column"], some["row"], s=110, facecolor=face, edgecolor="#0072B2", linewidth=1.2, zorder=2)
        for x, y, number in zip(some["column"], some["row"], some["priorities"], strict=True):
            axes.text(x, y, f"{number}", ha="center", va="center_baseline", fontsize=6.5, color=ink, zorder=3)
    for row, width in enumerate(shown["width"].tolist()):
        axes.text(len(bodies) - 0.3, row, f"{width}", va="center", color=QUIET)
    axes.text(len(bodies) - 0.3, -0.9, "authorities", color=QUIET, fontsize=7)
    axes.set_xlim(-0.6, reach)
    columns_of(axes, labels)
    rows_of(axes, [wrapped(spoken(label), 52, 2) for label in shown["group_label"]])
    axes.spines[:].set_visible(False)
    axes.grid(axis="y", color="#EFEFEF", linewidth=0.6)
    axes.set_axisbelow(True)
    priorities, papers_named = int(named["priority_id"].nunique()), int(named["paper_id"].nunique())
    head(
        page,
        "Priorities that mean the same",
        f"{count(priorities, 'priority')} of {count(papers_named, 'paper')}; {count(len(groups), 'group')} in common, "
        f"{int((spread == 1).sum())} of one authority alone. Numbers: priorities of the authority in the group. "
        "Hollow: less sure than even that all belong.",
        *left_out(len(shown), len(groups), "group", "those with most authorities"),
        *left_out(len(bodies), len(weight), "authority", "those with most groups in common"),
    )
    return save(page, folder, "alignment", cells.sort_values(["row", "column"])[_DATA])
