"""A run's comparison tables, from its other tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config import CompareSettings
from pipeline.export.tables import TableWriter, cell, record_lines
from schemas.tables import COMPARISON

if TYPE_CHECKING:
    import pandas as pd

_BLOCK = 50_000  # rows formatted at a time


@dataclass(frozen=True, slots=True)
class Written:
    """The closed writers by table, and what a reader of the comparison should know."""

    tables: dict[str, TableWriter]
    notes: tuple[str, ...]


def write_comparison(
    out: Path, themes: Mapping[str, Sequence[str]] | None = None, settings: CompareSettings | None = None
) -> Written:
    """Compare the authorities of the run in `out` and write `comparison/*.csv`.

    Args:
        themes: codes by taxonomy, so that a theme that no record carries shows as a gap.
        settings: those of the comparison; the default ones without it.

    Raises:
        TableError: the tables of the run are absent or damaged.
        ConfigError: a file of the settings cannot be used.
        OSError: `out` cannot be written.
    """
    from pipeline.aggregate import compare, read_tables  # pandas takes a while to load

    comparison = compare(read_tables(out), themes, (settings or CompareSettings()).aims)
    tables: dict[str, TableWriter] = {}
    for name, frame in comparison.frames().items():
        (out / name).parent.mkdir(exist_ok=True)
        with TableWriter(out / name, COMPARISON[name]) as table:
            for start in range(0, len(frame), _BLOCK):
                block = frame.iloc[start : start + _BLOCK]
                table.write_lines(frame_lines(block), len(block))
        tables[name] = table
    return Written(tables, comparison.notes)


def frame_lines(frame: pd.DataFrame) -> str:
    """A frame as CSV text, without header: as `pipeline.export.tables.lines` writes its rows, without making them."""
    cells = []
    for name in frame:
        column = frame[name].astype(object)
        values = column.where(column.notna(), None).to_list()
        # numbers and truth values as everywhere; text as it is
        cells.append(values if frame[name].dtype == "string" else [cell(str(name), value) for value in values])
    return record_lines(zip(*cells, strict=True))
