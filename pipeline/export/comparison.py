"""A run's comparison tables, from its other tables."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config import CompareSettings
from pipeline.export.files import sha256_of
from pipeline.export.frames import frame_lines
from pipeline.export.tables import TableWriter
from pipeline.processes import Call
from schemas.tables import COMPARISON

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.aggregate import Tables

MANY = 1_000
"""Papers from which a second process is worth its start."""
_BLOCK = 100_000  # rows formatted at a time


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


@dataclass(frozen=True, slots=True)
class _Part:
    """Tables of a comparison, each written as it comes and then forgotten, unless it is of those to be `kept`."""

    out: Path
    kept: Collection[str]
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, parts: Iterable[pd.DataFrame]) -> None:
        """Write a table."""
        from pipeline.aggregate.tables import joined

        file = f"comparison/{name}.csv"
        kept = []
        with TableWriter(self.out / file, COMPARISON[file]) as table:
            for frame in parts:
                for start in range(0, len(frame), _BLOCK):
                    block = frame.iloc[start : start + _BLOCK]
                    table.write_lines(frame_lines(block), len(block))
                if name in self.kept:
                    kept.append(frame)
        self.rows[file], self.digests[file] = table.rows, table.sha256
        if kept:
            self.frames[name] = joined(kept)


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
    from pipeline.aggregate import compare_authorities, count_once, merge, read_tables  # pandas takes a while to load
    from pipeline.aggregate.aims import matcher
    from pipeline.export.charts import CHARTED, FOLDER, Charted, write_charts

    charted = charts_wanted(out, charts)
    (out / "comparison").mkdir(parents=True, exist_ok=True)
    part, other = (_Part(out, CHARTED if charted else ()) for _ in range(2))
    aims = tuple((settings or CompareSettings()).aims)
    matcher(aims)  # what is wrong with them is said before anything is written
    tables = merge([read_tables(run, compared=True) for run in runs or (out,)])
    aside = (os.cpu_count() or 1) > 1 and len(tables.papers) >= MANY
    with Call(_compare_records, _ready) if aside else nullcontext() as second:
        counting = count_once(tables)
        del tables
        if second:
            second.begin(counting.tables, other)
        notes = compare_authorities(counting, themes, aims, part.put)
        other = second.result() if second else _compare_records(counting.tables, other)
    rows, digests, frames = part.rows | other.rows, part.digests | other.digests, part.frames | other.frames
    if charted:
        drawn = write_charts(Charted(**frames), out / FOLDER)
        digests |= {path.relative_to(out).as_posix(): sha256_of(path) for path in drawn}
    return Written({name: rows[name] for name in COMPARISON}, digests, notes)


def _compare_records(tables: Tables, part: _Part) -> _Part:
    """Write the tables for which it is enough to know what counts."""
    from pipeline.aggregate import compare_records

    compare_records(tables, part.put)
    return part


def _ready() -> None:
    """Load what `_compare_records` needs."""
    import pipeline.aggregate  # noqa: F401
    from pipeline.dates import find_dates

    find_dates("2020")
