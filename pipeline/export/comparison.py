"""A run's comparison tables, from its other tables."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import CompareSettings
from pipeline.export.files import sha256_of
from pipeline.export.frames import frame_lines
from pipeline.export.tables import TableWriter
from schemas.tables import COMPARISON

_BLOCK = 50_000  # rows formatted at a time


@dataclass(frozen=True, slots=True)
class Written:
    """What a comparison came to.

    Attributes:
        rows: their number, by table.
        digests: SHA-256 of all files written, tables and charts, by path in the output folder.
        notes: what a reader of the comparison should know.
    """

    rows: dict[str, int]
    digests: dict[str, str]
    notes: tuple[str, ...]


def charts_wanted(out: Path, charts: bool = False) -> bool:
    """Whether a comparison in `out` has charts: asked for, or there from before, which would be of other tables.

    Raises:
        ChartError: it has, and they cannot be drawn.
    """
    from pipeline.export.charts import FOLDER, require

    wanted = charts or (out / FOLDER).is_dir()
    if wanted:
        require()
    return wanted


def write_comparison(
    out: Path,
    themes: Mapping[str, Sequence[str]] | None = None,
    settings: CompareSettings | None = None,
    *,
    runs: Sequence[Path] = (),
    charts: bool = False,
) -> Written:
    """Compare the authorities of the run in `out`, or of several `runs`, and write `out/comparison/*.csv`.

    Args:
        themes: codes by taxonomy, so that a theme that no record carries shows as a gap.
        settings: those of the comparison; the default ones without it.
        charts: draw charts into `out/comparison/charts`, too; those there from before are drawn anew in any case.

    Raises:
        TableError: the tables of a run are absent or damaged.
        ConfigError: a file of the settings cannot be used.
        ChartError: charts cannot be drawn.
        ProcessError: a process that took a part of the work was lost.
        OSError: `out` cannot be written.
    """
    from pipeline.aggregate import compare, merge, read_tables  # pandas takes a while to load

    wanted = charts_wanted(out, charts)
    tables_read = merge([read_tables(run) for run in runs or (out,)])
    comparison = compare(tables_read, themes, (settings or CompareSettings()).aims, processes=os.cpu_count() or 1)
    rows, digests = {}, {}
    for name, frame in comparison.frames().items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        with TableWriter(out / name, COMPARISON[name]) as table:
            for start in range(0, len(frame), _BLOCK):
                block = frame.iloc[start : start + _BLOCK]
                table.write_lines(frame_lines(block), len(block))
        rows[name], digests[name] = table.rows, table.sha256
    if wanted:
        from pipeline.export.charts import FOLDER, write_charts

        charted = write_charts(comparison, out / FOLDER)
        digests |= {path.relative_to(out).as_posix(): sha256_of(path) for path in charted}
    return Written(rows, digests, comparison.notes)
