"""Charts of a comparison, as PNG and SVG, each with the data behind it as CSV of the same name."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.export.charts.style import ChartError, drawing, require

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.aggregate import Comparison

__all__ = ["CHARTED", "FOLDER", "ChartError", "Charted", "require", "write_charts"]

FOLDER = "comparison/charts"
_OURS = (".csv", ".png", ".svg")


@dataclass(frozen=True)
class Charted:
    """The tables of a comparison that charts are of."""

    alignment: pd.DataFrame
    completion: pd.DataFrame
    coverage: pd.DataFrame
    timeline: pd.DataFrame


CHARTED = tuple(field.name for field in fields(Charted))
"""Their names."""


def write_charts(comparison: Comparison | Charted, folder: Path) -> list[Path]:
    """Draw theme heatmaps, status bars, the map of alignment and timelines; charts of before are taken away.

    The same comparison gives the same bytes with the same version of matplotlib.

    Returns:
        The files written, sorted.

    Raises:
        ChartError: matplotlib is not installed.
        OSError: the folder cannot be written.
    """
    with drawing():
        from pipeline.export.charts.alignment import alignment_map
        from pipeline.export.charts.heatmap import theme_heatmaps
        from pipeline.export.charts.status import status_bars
        from pipeline.export.charts.timeline import timelines

        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            if path.suffix in _OURS:
                path.unlink()
        written = [
            *theme_heatmaps(comparison.coverage, folder),
            *status_bars(comparison.completion, folder),
            *alignment_map(comparison.alignment, comparison.completion, folder),
            *timelines(comparison.timeline, folder),
        ]
    return sorted(folder / name for name in written)
