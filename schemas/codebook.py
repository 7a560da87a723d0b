"""The codebook: what each table and each column holds, in words (codebook.toml, and the docstrings of the models)."""

import tomllib
from functools import cache
from importlib.resources import files
from inspect import cleandoc

from schemas.records import Row
from schemas.tables import COMPARISON, TABLES

ALL_TABLES: dict[str, type[Row]] = {**TABLES, **COMPARISON}
"""Every table of a run by its path in the output folder."""


@cache
def _book() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("schemas").joinpath("codebook.toml").read_text(encoding="utf-8"))


def key(table: str) -> str:
    """A table's name without folder and `.csv`."""
    return table.removesuffix(".csv").rpartition("/")[2]


def describe_table(table: str) -> str:
    """What a row of the table is."""
    return " ".join(cleandoc(ALL_TABLES[table].__doc__ or "").split())


def describe_column(table: str, column: str) -> str:
    """What a column of the table holds.

    Raises:
        KeyError: the codebook does not describe it.
    """
    book = _book()
    own = book.get(key(table), {})
    return own[column] if column in own else book["common"][column]


def undescribed() -> list[str]:
    """Columns that the codebook lacks, and entries of it that are no column, as `table.column`."""
    book = _book()
    faults = [
        f"{key(table)}.{column}"
        for table, model in ALL_TABLES.items()
        for column in model.model_fields
        if column not in book.get(key(table), {}) and column not in book["common"]
    ]
    known = {key(table): set(model.model_fields) for table, model in ALL_TABLES.items()}
    known["common"] = set().union(*known.values())
    faults += [f"{table}.{column}" for table, own in book.items() for column in own if column not in known[table]]
    return faults
