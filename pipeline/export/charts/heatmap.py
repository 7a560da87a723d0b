"""Themes by authority: what the papers dwell on."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipeline.export.charts.style import (
    FAINT,
    INK,
    MOST,
    QUIET,
    count,
    figure,
    head,
    left_out,
    rows_of,
    save,
    short_name,
    spoken,
    with_bodies,
)

_DATA = [
    "authority",
    "authority_id",
    "taxonomy",
    "theme",
    "papers",
    "subject_papers",
    "subject_words",
    "priorities",
    "actions",
    "total",
    "share",
    "share_low",
    "share_high",
    "small_sample",
    "mixed_lengths",
]


def theme_heatmaps(coverage: pd.DataFrame, folder: Path) -> list[str]:
    """One heatmap for each taxonomy, `themes-<taxonomy>`; returns the files written.

    Args:
        coverage: columns of `CoverageRow`.
    """
    written: list[str] = []
    for taxonomy, own in coverage.groupby("taxonomy", sort=True):
        written += _heatmap(with_bodies(own), str(taxonomy), folder)
    return written


def _heatmap(own: pd.DataFrame, taxonomy: str, folder: Path) -> list[str]:
    bodies = own.drop_duplicates("body").sort_values(
        ["subject_papers", "total", "body"], ascending=[False, False, True], kind="stable"
    )
    shown = bodies.head(MOST)
    own = own[own["body"].isin(set(shown["body"]))].assign(said=own["priorities"] + own["actions"])
    weight = own.groupby("theme")["said"].sum()
    themes = sorted(weight.index, key=lambda theme: (-weight[theme], theme))
    shares = own.pivot(index="body", columns="theme", values="share").loc[shown["body"], themes]
    said = own.pivot(index="body", columns="theme", values="said").loc[shown["body"], themes]
    page = figure(max(3.4 + 0.52 * len(themes), 8), 2.6 + 0.36 * len(shown))
    axes = page.subplots()
    top = max(float(own["share"].max(skipna=True)) if own["share"].notna().any() else 0.0, 0.05)
    values = shares.astype(float).mask(said == 0).to_numpy()
    image = axes.imshow(values, cmap="cividis_r", vmin=0, vmax=top, aspect="auto")
    for row, (_, body) in enumerate(shown.iterrows()):
        if body["subject_papers"] == 0:
            axes.axhspan(row - 0.5, row + 0.5, facecolor="white", edgecolor=FAINT, hatch="////", linewidth=0)
            box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
            axes.text((len(themes) - 1) / 2, row, "no paper on this", ha="center", va="center", color=QUIET, bbox=box)
            continue
        for column, value in enumerate(said.iloc[row].tolist()):
            dark = value and values[row, column] > 0.55 * top
            axes.text(column, row, f"{value}", ha="center", va="center", color=_ink(value, dark=dark))
    axes.set_xticks(
        range(len(themes)), [spoken(theme) for theme in themes], rotation=40, ha="left", rotation_mode="anchor"
    )
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", length=0)
    rows_of(axes, [_label(body) for _, body in shown.iterrows()])
    axes.spines[:].set_visible(False)
    for edge in range(1, max(len(shown), len(themes))):
        if edge < len(shown):
            axes.axhline(edge - 0.5, color="white", linewidth=1)
        if edge < len(themes):
            axes.axvline(edge - 0.5, color="white", linewidth=1)
    bar = page.colorbar(image, ax=axes, shrink=min(1.0, 3 / (0.36 * len(shown) + 1)), aspect=14, pad=0.01)
    bar.ax.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    bar.set_label("share of the authority's\npriorities and actions")
    bar.outline.set_visible(False)
    papers, having = int(bodies["subject_papers"].sum()), int((bodies["subject_papers"] > 0).sum())
    head(
        page,
        f"What the papers dwell on: {spoken(taxonomy)}",
        f"{count(papers, 'paper')} of {count(having, 'authority')} on the subject. Numbers: priorities and actions "
        "with the theme; a record may carry several themes. Colour: their share of all priorities and actions of these "
        "papers. White with 0: the papers say nothing of it.",
        "* fewer than ten priorities and actions: shares say little.  † papers of mixed lengths: the long ones decide.",
        *left_out(len(shown), len(bodies), "authority", "those with most papers on the subject"),
    )
    data = own.assign(order=own["body"].map({body: i for i, body in enumerate(shown["body"])}))
    return save(page, folder, f"themes-{taxonomy}", data.sort_values(["order", "theme"])[_DATA])


def _ink(value: int, *, dark: bool) -> str:
    if not value:
        return QUIET
    return "white" if dark else INK


def _label(body: pd.Series) -> str:
    marks = ("*" if body["small_sample"] else "") + ("†" if body["mixed_lengths"] else "")
    papers = f"{count(int(body['subject_papers']), 'paper')}, {int(body['subject_words']):,} words"
    if not body["subject_papers"]:
        return short_name(body["name"])
    return f"{short_name(body['name'])}\n{papers}{' ' if marks else ''}{marks}"
