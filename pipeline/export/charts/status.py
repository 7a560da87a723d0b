"""Statuses by authority: how far the work has got, and how sure that is."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipeline.export.charts.style import (
    INK,
    LOOKS,
    MOST,
    QUIET,
    count,
    figure,
    head,
    left_out,
    rows_of,
    save,
    short_name,
    with_bodies,
)

_DATA = [
    "authority",
    "authority_id",
    "status",
    "papers",
    "actions",
    "total",
    "share",
    "share_low",
    "share_high",
    "without_report",
    "small_sample",
]


def status_bars(completion: pd.DataFrame, folder: Path) -> list[str]:
    """Bars of each status side by side, `status`, with their 95 % intervals; returns the files written.

    Args:
        completion: columns of `CompletionRow`.
    """
    if completion.empty:
        return []
    own = with_bodies(completion)
    bodies = own.drop_duplicates("body").sort_values(["total", "body"], ascending=[False, True], kind="stable")
    shown = bodies.head(MOST).reset_index(drop=True)
    own = own.merge(shown[["body"]].assign(row=range(len(shown))), on="body")
    page = figure(11.2, 1.9 + 0.38 * len(shown))
    panels = page.subplots(1, len(LOOKS), sharey=True)
    for axes, (status, look) in zip(panels, LOOKS.items(), strict=True):
        some = own[(own["status"] == status) & (own["total"] > 0)]
        share, low, high = (some[name].astype(float) for name in ("share", "share_low", "share_high"))
        spread = [(share - low).clip(lower=0), (high - share).clip(lower=0)]
        axes.barh(some["row"], share, 0.62, color=look.colour, edgecolor=INK, hatch=look.hatch)
        axes.errorbar(share, some["row"], xerr=spread, fmt="none", ecolor=INK, elinewidth=0.8, capsize=2)
        for row, number, end in zip(some["row"], some["actions"], high, strict=True):
            axes.text(end + 0.03, row, f"{number}", va="center", fontsize=7.5)
        axes.set_title(look.words, loc="left", weight="bold")
        axes.set_xlim(0, 1.2)
        axes.set_xticks([0, 0.5, 1], ["0", "50 %", "100 %"])
        axes.grid(axis="x", color="#E4E4E4", linewidth=0.6)
        axes.set_axisbelow(True)
        rows_of(axes, [_label(body) for _, body in shown.iterrows()])
        axes.spines["left"].set_visible(False)
    for row, total in enumerate(shown["total"].tolist()):
        if not total:
            panels[0].text(0.02, row, "no actions found", va="center", color=QUIET, fontsize=7.5)
    papers, actions = int(bodies["papers"].sum()), int(bodies["total"].sum())
    head(
        page,
        "How far the actions have got, as the papers tell it",
        f"{count(papers, 'paper')}, {count(actions, 'action')}. Bars: share of the authority's actions; lines: 95 % "
        "Wilson intervals; numbers: actions. Where lines overlap, do not rank. A silent paper is no failure: read "
        "'unclear' first.",
        "* fewer than ten actions: shares say little.",
        *left_out(len(shown), len(bodies), "authority", "those with most actions"),
    )
    return save(page, folder, "status", own.sort_values(["row"], kind="stable")[_DATA])


def _label(body: pd.Series) -> str:
    mark = " *" if body["small_sample"] else ""
    papers, actions = count(int(body["papers"]), "paper"), count(int(body["total"]), "action")
    return f"{short_name(body['name'])}\n{papers}, {actions}{mark}"
