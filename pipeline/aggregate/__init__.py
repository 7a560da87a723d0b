"""Many papers' records to comparisons of the authorities that wrote them."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

import pandas as pd

from pipeline.aggregate.aims import BUILT_IN
from pipeline.aggregate.alignment import alignment
from pipeline.aggregate.completion import actions_of, completion, completion_by_priority, completion_by_theme
from pipeline.aggregate.contrasts import contrasts
from pipeline.aggregate.counting import count_once
from pipeline.aggregate.coverage import coverage
from pipeline.aggregate.gaps import gaps
from pipeline.aggregate.grouping import group
from pipeline.aggregate.measures import quantities
from pipeline.aggregate.merge import merge
from pipeline.aggregate.similarity import similarity
from pipeline.aggregate.tables import PYTHON_TEXT, TableError, Tables, read_tables, tables_of, to_rows
from pipeline.aggregate.themed import themed
from pipeline.aggregate.timeline import timeline
from pipeline.processes import Call
from schemas.dataset import Dataset
from schemas.records import Row
from schemas.tables import COMPARISON

__all__ = ["Comparison", "TableError", "Tables", "compare", "merge", "read_tables", "tables_of", "to_rows"]

MANY = 1_000
"""Papers from which a second process is worth its start."""


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


@pd.option_context(*PYTHON_TEXT)
def compare(
    source: Tables | Dataset,
    themes: Mapping[str, Sequence[str]] | None = None,
    aims: Sequence[str] = (BUILT_IN,),
    *,
    processes: int = 1,
) -> Comparison:
    """Compares authorities by the themes of their papers, by their priorities and by the status of their actions.

    An authority with papers but no records keeps its rows, with zeros; papers of no known authority stand
    under an empty name. Taxonomies are not mixed. The result does not depend on the order of papers or records.

    Args:
        source: the tables of a run (`read_tables`), or records in memory.
        themes: codes by taxonomy. Each taxonomy of which some record carries a theme then has rows for all of its
            themes, a gap included; without it, for those that some record carries.
        aims: files of the aims by which priorities are put together: "built-in", and paths of further ones.
        processes: with two, a process of its own follows the records of many papers over time and puts their
            quantities side by side. The result is the same. A script that asks for it must keep its work under
            `if __name__ == "__main__":`.

    Raises:
        TableError: the tables contradict each other.
        ConfigError: a file of aims cannot be used.
        ProcessError: the second process was lost.
    """
    tables = tables_of(source) if isinstance(source, Dataset) else source
    counting = count_once(tables)
    tables = counting.tables
    aside = processes > 1 and len(tables.papers) >= MANY
    with Call(_of_records_alone, tables) if aside else nullcontext() as other:
        grouped = group(tables)
        by_theme = themed(grouped, tables, themes or {})
        covered = coverage(by_theme)
        actions = actions_of(grouped, tables)
        by_status = completion(grouped, actions)
        aligned = alignment(tables, grouped, aims)
        notes = grouped.notes + counting.notes
        if covered.empty and not grouped.authorities.empty:
            notes += ("No record carries a theme: the table of coverage is empty.",)
        similar = similarity(grouped, by_theme.cells, aligned)
        silent = gaps(grouped, by_theme, covered)
        done_by_theme = completion_by_theme(by_theme, actions)
        done_by_priority = completion_by_priority(grouped, tables, actions, aligned)
        differing = contrasts(by_status)
        followed, measured = other.result() if other else _of_records_alone(tables)
    return Comparison(
        coverage=covered,
        completion=by_status,
        alignment=aligned,
        similarity=similar,
        timeline=followed,
        gaps=silent,
        completion_by_theme=done_by_theme,
        completion_by_priority=done_by_priority,
        contrasts=differing,
        counted=counting.table,
        quantities=measured,
        notes=notes,
    )


def _of_records_alone(tables: Tables) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The timeline and the quantities, which need no other comparison."""
    return timeline(tables), quantities(tables)
