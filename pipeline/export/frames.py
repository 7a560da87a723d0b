"""Frames to CSV, in the form of the other tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.export.tables import cell, decimal, record_lines

if TYPE_CHECKING:
    import pandas as pd

_QUOTED = '",\r\n'


def frame_lines(frame: pd.DataFrame) -> str:
    """A frame of two columns or more as CSV text, without header: as `pipeline.export.tables.lines` writes its rows.

    Column by column, since a comparison may have millions of cells and few values that differ.
    """
    rows = zip(*(_cells(str(name), frame[name]) for name in frame), strict=True)
    return "\r\n".join([*map(",".join, rows), ""])


def frame_text(frame: pd.DataFrame) -> str:
    """A frame as a whole CSV file, with its header."""
    return record_lines([map(str, frame.columns)]) + frame_lines(frame)


def _cells(name: str, column: pd.Series[Any]) -> list[str]:
    """Text as it is, in quotes where it must be; numbers and truth values as everywhere, each value formatted once."""
    if column.dtype == "string":
        texts: list[str] = column.to_numpy(dtype=object, na_value="").tolist()
        together = "".join(texts)
        return list(map(_quoted, texts)) if any(sign in together for sign in _QUOTED) else texts
    import numpy as np

    which, distinct = column.factorize()  # -1, the last one, is what is not stated
    values = distinct.astype(object).tolist()
    if column.dtype == "Float64":
        written = [decimal(name, value) for value in values]
    else:
        written = [_quoted(cell(name, value)) for value in values]
    return np.array([*written, ""], dtype=object)[which].tolist()  # type: ignore[no-any-return]


def _quoted(text: str) -> str:
    if not any(sign in text for sign in _QUOTED):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
