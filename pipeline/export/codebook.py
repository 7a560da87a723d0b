"""docs/output.md: the codebook of the output folder, made of the models and schemas/codebook.toml."""

from pipeline.export.fields import field
from schemas.codebook import ALL_TABLES, describe_table

_HEAD = """# The output folder of a run

Made of the models by `papers schemas --codebook`; a test holds it current.

Tables are CSV: UTF-8, RFC 4180 (lines end in CR LF), a header row, one record a row. An empty cell means "not
stated". Booleans are `true` and `false`. Dates are text of known precision (`2018`, `2018-11`, `2018-11-01`). Columns
may be appended in a later version, never renamed or removed. Words are verbatim: a record's `text` is `text[start:end]`
of its `papers/<paper_id>.json.gz`.

Beside the tables:

- `papers/<paper_id>.json.gz`: the frozen text of each paper, its blocks, and the map from the text to the pages
  (`schemas/json/paper.schema.json`).
- `run.json`: version and digests of the program's own files, software, configuration and its hash, models and their
  digests, hashes of inputs and outputs, and, apart from these, times. A folder that has one is whole.
- `datapackage.json` and `csv-metadata.json`: the tables as a Data Package and in CSVW, for tools that read such.
- `spreadsheets/`, where you gave `--safe-cells`: copies of the tables to open in a spreadsheet program, which would run
  a cell that begins like a formula (`=`, `+`, `-`, `@`). In the copies such a cell of words begins with an apostrophe.
"""


def codebook() -> str:
    """The codebook as Markdown."""
    parts = [_HEAD]
    for table, model in ALL_TABLES.items():
        parts.append(f"\n## {table}\n\n{describe_table(table)}\n\n| column | type | meaning |\n| --- | --- | --- |\n")
        for column in model.model_fields:
            own = field(table, column)
            constraints = own.get("constraints", {})
            meaning = own["description"]
            if values := constraints.get("enum"):
                meaning += " One of: " + ", ".join(f"`{value}`" for value in values) + "."
            required = "" if constraints.get("required") else ", may be empty"
            kind = own["type"] + (required if own["type"] != "boolean" else "")
            parts.append(f"| `{column}` | {kind} | {meaning} |\n")
    return "".join(parts)
