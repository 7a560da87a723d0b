"""A run's comparison tables, from its other tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.export.tables import TableWriter
from schemas.tables import COMPARISON


@dataclass(frozen=True, slots=True)
class Written:
    """The closed writers by table, and what a reader of the comparison should know."""

    tables: dict[str, TableWriter]
    notes: tuple[str, ...]


def write_comparison(out: Path, themes: Mapping[str, Sequence[str]] | None = None) -> Written:
    """Compare the authorities of the run in `out` and write `comparison/*.csv`.

    Args:
        themes: codes by taxonomy, so that a theme that no record carries shows as a gap.

    Raises:
        TableError: the tables of the run are absent or damaged.
        OSError: `out` cannot be written.
    """
    from pipeline.aggregate import compare, read_tables  # pandas takes a while to load

    comparison = compare(read_tables(out), themes)
    rows = comparison.rows()
    tables: dict[str, TableWriter] = {}
    for name, model in COMPARISON.items():
        (out / name).parent.mkdir(exist_ok=True)
        with TableWriter(out / name, model) as table:
            for row in rows[name]:
                table.write(row)
        tables[name] = table
    return Written(tables, comparison.notes)
