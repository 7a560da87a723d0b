"""What describes the tables to other programs: the data package (what versions 1 and 2 share), and CSVW beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.export.csvw import csvw
from pipeline.export.fields import PRIMARY_KEYS, field
from pipeline.export.files import sha256_of, write_whole
from schemas.codebook import ALL_TABLES, describe_table, key

PACKAGE_FILE = "datapackage.json"
CSVW_FILE = "csv-metadata.json"
"""The name under which programs look for CSVW beside a table."""
_TITLE = "Priorities, actions and progress in committee papers"


def write_package(out: Path, digests: Mapping[str, str] | None = None) -> tuple[Path, Path]:
    """Write `datapackage.json` and `csv-metadata.json` for the tables in `out`, but for the timings.

    Args:
        digests: SHA-256 of tables, as far as they are known, by their path in `out`.

    Returns:
        The two paths.

    Raises:
        FileNotFoundError: there is no table.
    """
    tables = [name for name in ALL_TABLES if name != "timings.csv" and (out / name).is_file()]
    if not tables:
        raise FileNotFoundError(2, "no tables of a run are there", str(out))
    package = {
        "profile": "tabular-data-package",
        "name": "committee-papers",
        "title": _TITLE,
        "description": f"Made by committee-papers {__version__}. An empty cell means that the paper does not say.",
        "resources": [_resource(out, name, (digests or {}).get(name)) for name in tables],
    }
    paths = out / PACKAGE_FILE, out / CSVW_FILE
    for path, content in zip(paths, (package, csvw(_TITLE, tables)), strict=True):
        write_whole(path, (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode("utf-8"))
    return paths


def _resource(out: Path, table: str, sha256: str | None) -> dict[str, Any]:
    path = out / table
    schema: dict[str, Any] = {
        "fields": [field(table, column) for column in ALL_TABLES[table].model_fields],
        "missingValues": [""],
    }
    if own := PRIMARY_KEYS.get(table):
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
        "hash": f"sha256:{sha256 or sha256_of(path)}",
        "schema": schema,
    }
