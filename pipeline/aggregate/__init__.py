"""Many papers' records to comparisons of the authorities that wrote them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.aggregate.completion import completion
from pipeline.aggregate.coverage import coverage
from pipeline.aggregate.grouping import group
from pipeline.aggregate.similarity import similarity
from pipeline.aggregate.tables import TableError, Tables, empty, read_tables, tables_of, to_rows
from schemas.dataset import Dataset
from schemas.records import AlignmentRow, Row, TimelineRow
from schemas.tables import COMPARISON

__all__ = ["Comparison", "TableError", "Tables", "compare", "read_tables", "tables_of", "to_rows"]


@dataclass(frozen=True)
class Comparison:
    """Frames with the columns of the comparison tables, and what a reader of them should know."""

    coverage: pd.DataFrame
    completion: pd.DataFrame
    alignment: pd.DataFrame
    similarity: pd.DataFrame
    timeline: pd.DataFrame
    notes: tuple[str, ...] = ()

    def rows(self) -> dict[str, list[Row]]:
        """Rows by table file name, as `schemas.tables.COMPARISON` lists them."""
        return {
            name: list(to_rows(getattr(self, name.removeprefix("comparison/").removesuffix(".csv")), model))
            for name, model in COMPARISON.items()
        }


def compare(source: Tables | Dataset, themes: Mapping[str, Sequence[str]] | None = None) -> Comparison:
    """Compares authorities by the themes of their papers and by the status of their actions.

    An authority with papers but no records keeps its rows, with zeros; papers of no known authority stand
    under an empty name. Taxonomies are not mixed. The result does not depend on the order of papers or records.

    Args:
        source: the tables of a run (`read_tables`), or records in memory.
        themes: codes by taxonomy. Each taxonomy of which some record carries a theme then has rows for all of its
            themes, a gap included; without it, for those that some record carries.

    Raises:
        TableError: the tables contradict each other.
    """
    tables = tables_of(source) if isinstance(source, Dataset) else source
    grouped = group(tables)
    by_theme = coverage(grouped, tables.record_themes, themes or {})
    notes = grouped.notes
    if by_theme.empty and not grouped.authorities.empty:
        notes += ("No record carries a theme: the table of coverage is empty.",)
    return Comparison(
        coverage=by_theme,
        completion=completion(grouped, tables),
        alignment=empty(AlignmentRow),
        similarity=similarity(by_theme),
        timeline=empty(TimelineRow),
        notes=notes,
    )
