"""Frames to CSV, in the form of the other tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.export.tables import cell, record_lines

if TYPE_CHECKING:
    import pandas as pd


def frame_lines(frame: pd.DataFrame) -> str:
    """A frame as CSV text, without header: as `pipeline.export.tables.lines` writes its rows, without making them."""
    cells = []
    for name in frame:
        column = frame[name].astype(object)
        values = column.where(column.notna(), None).to_list()
        # numbers and truth values as everywhere; text as it is
        cells.append(values if frame[name].dtype == "string" else [cell(str(name), value) for value in values])
    return record_lines(zip(*cells, strict=True))


def frame_text(frame: pd.DataFrame) -> str:
    """A frame as a whole CSV file, with its header."""
    return record_lines([map(str, frame.columns)]) + frame_lines(frame)
