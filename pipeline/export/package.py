"""The data package: `datapackage.json` (what versions 1 and 2 of Data Package share) and the codebook."""

from __future__ import annotations

import json
import types
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

from pipeline import __version__
from pipeline.export.files import sha256_of, write_whole
from schemas.codebook import ALL_TABLES, describe_column, describe_table, key
from schemas.records import Row

PACKAGE_FILE = "datapackage.json"
_PRIMARY_KEYS = {
    "recommendations.csv": ("recommendation_id",),
    "priorities.csv": ("priority_id",),
    "actions.csv": ("action_id",),
    "progress.csv": ("progress_id",),
    "measures.csv": ("measure_id",),
    "places.csv": ("record_id", "n"),
    "ledger.csv": ("input",),
}
_SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean"}


def write_package(out: Path) -> Path:
    """Write `datapackage.json` for the tables that are in `out`, but for the timings; returns its path.

    Raises:
        FileNotFoundError: there is no table.
    """
    tables = [name for name in ALL_TABLES if name != "timings.csv" and (out / name).is_file()]
    if not tables:
        raise FileNotFoundError(2, "no tables of a run are there", str(out))
    package = {
        "profile": "tabular-data-package",
        "name": "committee-papers",
        "title": "Priorities, actions and progress in committee papers",
        "description": f"Made by committee-papers {__version__}. An empty cell means that the paper does not say.",
        "resources": [_resource(out, name) for name in tables],
    }
    path = out / PACKAGE_FILE
    write_whole(path, (json.dumps(package, indent=1, ensure_ascii=False) + "\n").encode("utf-8"))
    return path


def _resource(out: Path, table: str) -> dict[str, Any]:
    path = out / table
    schema: dict[str, Any] = {
        "fields": [field(table, column) for column in ALL_TABLES[table].model_fields],
        "missingValues": [""],
    }
    if own := _PRIMARY_KEYS.get(table):
        schema["primaryKey"] = list(own)
    return {
        "profile": "tabular-data-resource",
        "name": key(table).replace("_", "-"),
        "path": table,
        "description": describe_table(table),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of(path)}",
        "schema": schema,
    }


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
