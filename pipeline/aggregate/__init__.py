"""Many papers' records to comparisons of the authorities that wrote them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.aggregate.aims import BUILT_IN
from pipeline.aggregate.alignment import alignment
from pipeline.aggregate.completion import actions_of, completion, completion_by_priority, completion_by_theme
from pipeline.aggregate.contrasts import contrasts
from pipeline.aggregate.counting import Counting, count_once
from pipeline.aggregate.coverage import coverage
from pipeline.aggregate.gaps import gaps
from pipeline.aggregate.grouping import group
from pipeline.aggregate.measures import quantities
from pipeline.aggregate.merge import merge
from pipeline.aggregate.similarity import similarity
from pipeline.aggregate.tables import PYTHON_TEXT, TableError, Tables, joined, read_tables, tables_of, to_rows
from pipeline.aggregate.themed import themed
from pipeline.aggregate.timeline import timeline_parts
from schemas.dataset import Dataset
from schemas.records import Row
from schemas.tables import COMPARISON

__all__ = [
    "Comparison",
    "TableError",
    "Tables",
    "compare",
    "compare_authorities",
    "compare_records",
    "count_once",
    "merge",
    "read_tables",
    "tables_of",
    "to_rows",
]

Put = Callable[[str, Iterable[pd.DataFrame]], None]
"""What is given each table of a comparison as it is made, in one part or more, with its name in `Comparison`."""


@dataclass(frozen=True)
class Comparison:
    """Frames with the columns of the comparison tables, and what a reader of them should know."""

    coverage: pd.DataFrame
    completion: pd.DataFrame
    alignment: pd.DataFrame
    similarity: pd.DataFrame
    timeline: pd.DataFrame
    gaps: pd.DataFrame
    completion_by_theme: pd.DataFrame
    completion_by_priority: pd.DataFrame
    contrasts: pd.DataFrame
    counted: pd.DataFrame
    quantities: pd.DataFrame
    notes: tuple[str, ...] = ()

    def frames(self) -> dict[str, pd.DataFrame]:
        """Frames by table file name, as `schemas.tables.COMPARISON` lists them."""
        return {name: getattr(self, name.removeprefix("comparison/").removesuffix(".csv")) for name in COMPARISON}

    def rows(self) -> dict[str, list[Row]]:
        """The same as rows, each checked against its model."""
        return {name: list(to_rows(frame, COMPARISON[name])) for name, frame in self.frames().items()}


def compare(
    source: Tables | Dataset,
    themes: Mapping[str, Sequence[str]] | None = None,
    aims: Sequence[str] = (BUILT_IN,),
) -> Comparison:
    """Compares authorities by the themes of their papers, by their priorities and by the status of their actions.

    An authority with papers but no records keeps its rows, with zeros; papers of no known authority stand
    under an empty name. Taxonomies are not mixed. The result does not depend on the order of papers or records.

    Args:
        source: the tables of a run (`read_tables`), or records in memory.
        themes: codes by taxonomy. Each taxonomy of which some record carries a theme then has rows for all of its
            themes, a gap included; without it, for those that some record carries.
        aims: files of the aims by which priorities are put together: "built-in", and paths of further ones.

    Raises:
        TableError: the tables contradict each other.
        ConfigError: a file of aims cannot be used.
    """
    counting = count_once(tables_of(source) if isinstance(source, Dataset) else source)
    frames: dict[str, pd.DataFrame] = {}

    def put(name: str, parts: Iterable[pd.DataFrame]) -> None:
        frames[name] = joined(parts)

    notes = compare_authorities(counting, themes, aims, put)
    compare_records(counting.tables, put)
    return Comparison(**frames, notes=notes)


@pd.option_context(*PYTHON_TEXT)
def compare_authorities(
    counting: Counting, themes: Mapping[str, Sequence[str]] | None, aims: Sequence[str], put: Put
) -> tuple[str, ...]:
    """Those tables of `compare` that rest on one another, and one more, so that both parts take as long.

    Returns:
        The notes.
    """
    tables = counting.tables
    grouped = group(tables)
    put("counted", [counting.table])
    by_theme = themed(grouped, tables, themes or {})
    put("coverage", [covered := coverage(by_theme)])
    actions = actions_of(grouped, tables)
    put("completion", [completion(grouped, actions)])
    put("alignment", [aligned := alignment(tables, grouped, aims)])
    put("similarity", [similarity(grouped, by_theme.cells, aligned)])
    put("gaps", [gaps(grouped, by_theme, covered)])
    put("completion_by_theme", [completion_by_theme(by_theme, actions)])
    put("completion_by_priority", [completion_by_priority(grouped, tables, actions, aligned)])
    put("quantities", [quantities(tables)])
    notes = grouped.notes + counting.notes
    if covered.empty and not grouped.authorities.empty:
        notes += ("No record carries a theme: the table of coverage is empty.",)
    return notes


@pd.option_context(*PYTHON_TEXT)
def compare_records(tables: Tables, put: Put) -> None:
    """The other tables, for which it is enough to know what counts (`count_once`)."""
    grouped = group(tables)
    put("contrasts", [contrasts(completion(grouped, actions_of(grouped, tables)))])
    put("timeline", timeline_parts(tables))
