"""Actions followed from paper to paper."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from pipeline.export.charts.style import FAINT, INK, LOOKS, MOST, count, figure, head, left_out, rows_of, save, wrapped

FIGURES = 20
"""Timelines drawn, those with most papers first; the table has all."""
_DATA = ["authority", "strategy", "thread_id", "paper_id", "date", "change", "status", "text"]
_LOST = "no report found"
_PLAIN = ("first", "new", "same", "reported")
"""Changes that go without saying."""
_NAME = re.compile(r"[^a-z0-9]+")


def timelines(timeline: pd.DataFrame, folder: Path) -> list[str]:
    """One chart for each strategy with papers of two dates or more, `timeline-<authority>`; returns the files written.

    Args:
        timeline: columns of `TimelineRow`.
    """
    named = timeline["date"].notna() & timeline["authority"].notna()
    own = timeline[(timeline["kind"] == "action") & named]
    keys = own["authority"] + "\x1f" + own["strategy_id"]
    dates = own.groupby(keys)["date"].nunique()
    chosen = sorted(dates.index[dates > 1], key=lambda key: (-dates[key], key))[:FIGURES]
    written: list[str] = []
    taken: set[str] = set()
    for key in sorted(chosen):
        some = own[keys == key]
        name = "timeline-" + _NAME.sub("-", str(some["authority"].iloc[0]).lower()).strip("-")
        numbered = next(n for i in range(1, len(chosen) + 1) if (n := name if i == 1 else f"{name}-{i}") not in taken)
        taken.add(numbered)
        written += _timeline(some, numbered, folder)
    return written


def _timeline(own: pd.DataFrame, name: str, folder: Path) -> list[str]:
    days = sorted(own["date"].unique())
    own = own.assign(x=own["date"].map({day: i for i, day in enumerate(days)}))
    threads = own.groupby("thread_id").agg(first=("x", "min"), points=("x", "nunique")).reset_index()
    text = own.sort_values("x", kind="stable").dropna(subset=["text"]).drop_duplicates("thread_id")
    threads["text"] = threads["thread_id"].map(text.set_index("thread_id")["text"]).fillna("(no words)")
    threads = threads.sort_values(["first", "points", "text"], ascending=[True, False, True]).reset_index(drop=True)
    followed = threads.sort_values("points", ascending=False, kind="stable").head(MOST).sort_index()
    shown = followed.reset_index(drop=True)
    own = own.merge(shown[["thread_id"]].assign(row=range(len(shown))), on="thread_id")
    page = figure(5.4 + 1.5 * len(days), 2.4 + 0.36 * len(shown))
    axes = page.subplots()
    for _, points in own.groupby("row"):
        axes.plot(points["x"].sort_values(), points["row"], color=FAINT, linewidth=2, zorder=1)
    points = own.sort_values(["row", "x"], kind="stable")
    for x, y, change, status in zip(points["x"], points["row"], points["change"], points["status"], strict=True):
        look = None if change == _LOST or pd.isna(status) else LOOKS[status]
        if look is None:
            axes.scatter(x, y, marker="x", s=32, color=INK, linewidth=1.2, zorder=2)
        else:
            axes.scatter(x, y, marker=look.mark, s=48, color=look.colour, edgecolor=INK, linewidth=0.6, zorder=2)
        words = look.words if look else change
        told = "" if look is None or change in _PLAIN else f", {change}"
        axes.text(x + 0.06, y - 0.12, words + told, va="bottom", fontsize=7)
    axes.set_xlim(-0.2, len(days) - 0.1 + 0.6)
    papers = own.groupby("x")["paper_id"].nunique()
    axes.set_xticks(range(len(days)), [f"{day}\n{count(int(papers.get(i, 0)), 'paper')}" for i, day in enumerate(days)])
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", length=0)
    rows_of(axes, [wrapped(words, 60, 2) for words in shown["text"]])
    axes.spines[:].set_visible(False)
    title = str(own["authority"].iloc[0])
    strategy = own["strategy"].dropna()
    of = f" ({wrapped(strategy.iloc[0], 80, 1)})" if len(strategy) else ""
    head(
        page,
        f"{title}: actions from paper to paper{of}",
        f"{count(int(own['paper_id'].nunique()), 'paper')}, {count(len(threads), 'action')} followed. Marks: status "
        "told by the paper. A cross: the paper says nothing of the action, which does not mean that it is done.",
        *left_out(len(shown), len(threads), "action", "those found in most papers"),
    )
    return save(page, folder, name, own.sort_values(["row", "x"], kind="stable")[_DATA])
