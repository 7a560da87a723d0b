"""Columns as Table Schema fields, from the models and the codebook: what the data package and CSVW are made of."""

from __future__ import annotations

import types
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin

from schemas.codebook import ALL_TABLES, describe_column
from schemas.records import Row

PRIMARY_KEYS = {
    "recommendations.csv": ("recommendation_id",),
    "priorities.csv": ("priority_id",),
    "actions.csv": ("action_id",),
    "progress.csv": ("progress_id",),
    "measures.csv": ("measure_id",),
    "places.csv": ("record_id", "n"),
    "ledger.csv": ("input",),
}
"""Columns that name a row of a table; papers.csv has none, since copies of a file share their paper_id."""
_SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean"}


def field(table: str, column: str) -> dict[str, Any]:
    """A column as a Table Schema field: type, description and constraints of its model."""
    model: type[Row] = ALL_TABLES[table]
    info = model.model_fields[column]
    kind, values = _kind(info.annotation)
    constraints: dict[str, Any] = {}
    if info.is_required() and not _optional(info.annotation):
        constraints["required"] = True
    if values:
        constraints["enum"] = values
    own: dict[str, Any] = {"name": column, "type": kind, "description": describe_column(table, column)}
    if kind == "boolean":
        own |= {"trueValues": ["true"], "falseValues": ["false"]}
    return own | ({"constraints": constraints} if constraints else {})


def _optional(annotation: Any) -> bool:
    return get_origin(annotation) in (Union, types.UnionType) and type(None) in get_args(annotation)


def _kind(annotation: Any) -> tuple[str, list[str]]:
    """Table Schema type of an annotation, and its values where it is a closed vocabulary."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _kind(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        (inner,) = (one for one in get_args(annotation) if one is not type(None))
        return _kind(inner)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return "string", [str(member.value) for member in annotation]
    return _SIMPLE[annotation], []
