"""Charts of a comparison, as PNG and SVG, each with the data behind it as CSV of the same name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.export.charts.style import ChartError, drawing, require

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CHARTED", "FOLDER", "ChartError", "require", "write_charts"]

FOLDER = "comparison/charts"
CHARTED = ("alignment", "completion", "coverage", "timeline")
"""The tables of a comparison that charts are of."""
_OURS = (".csv", ".png", ".svg")


def write_charts(frames: Mapping[str, pd.DataFrame], folder: Path) -> list[Path]:
    """Draw theme heatmaps, status bars, the map of alignment and timelines; charts of before are taken away.

    The same comparison gives the same bytes with the same version of matplotlib.

    Args:
        frames: the tables `CHARTED`, by their names in `pipeline.aggregate.Comparison`.

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
            *theme_heatmaps(frames["coverage"], folder),
            *status_bars(frames["completion"], folder),
            *alignment_map(frames["alignment"], frames["completion"], folder),
            *timelines(frames["timeline"], folder),
        ]
    return sorted(folder / name for name in written)
