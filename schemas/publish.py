"""The published JSON Schemas: of each table's rows, of frozen papers, and of annotations.

`papers schemas DIR` writes them; those of this version stand in schemas/json/.
"""

from typing import Any

from pydantic import TypeAdapter

from schemas.annotation import Annotation
from schemas.codebook import ALL_TABLES, describe_column, describe_table, key
from schemas.paper import Paper

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schemas() -> dict[str, dict[str, Any]]:
    """Schemas by file name."""
    schemas = {f"{key(table)}.schema.json": _row_schema(table) for table in ALL_TABLES}
    schemas["annotation.schema.json"] = Annotation.model_json_schema()
    schemas["paper.schema.json"] = TypeAdapter(Paper).json_schema()
    return {name: {"$schema": DIALECT, **schemas[name]} for name in sorted(schemas)}


def _row_schema(table: str) -> dict[str, Any]:
    """A row as the models have it; in the CSV null is an empty cell."""
    schema = ALL_TABLES[table].model_json_schema()
    schema["title"] = table
    schema["description"] = describe_table(table)
    for column, own in schema["properties"].items():
        own.pop("title", None)
        own["description"] = describe_column(table, column)
    return schema
