"""CSVW, the metadata that GOV.UK's standard for tabular data asks for: the tables as one table group.

Source: W3C Recommendation "Metadata Vocabulary for Tabular Data", 17 December 2015. By its
defaults an empty cell is null, lines may end in CR LF, and booleans are true and false.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipeline.export.fields import PRIMARY_KEYS, field
from schemas.codebook import ALL_TABLES, describe_table


def csvw(title: str, tables: Iterable[str]) -> dict[str, Any]:
    """The table group of the tables named, for a file in the folder in which they are."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": title,
        "tables": [_table(table) for table in tables],
    }


def _table(table: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_column(table, name) for name in ALL_TABLES[table].model_fields]}
    if own := PRIMARY_KEYS.get(table):
        schema["primaryKey"] = list(own)
    return {"url": table, "dc:description": describe_table(table), "tableSchema": schema}


def _column(table: str, name: str) -> dict[str, Any]:
    described = field(table, name)
    column = {
        "name": name,
        "titles": name,
        "dc:description": described["description"],
        "datatype": described["type"],  # string, integer, number, boolean: CSVW calls them the same
    }
    return column | ({"required": True} if described.get("constraints", {}).get("required") else {})
