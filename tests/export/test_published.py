"""Published shapes: schemas, codebook and data package follow from the models and are current."""

import json
from pathlib import Path

import pytest

from pipeline.export.codebook import codebook
from pipeline.export.fields import field
from pipeline.export.package import write_package
from pipeline.export.tables import write_table
from schemas.codebook import ALL_TABLES, undescribed
from schemas.publish import json_schemas
from schemas.records import LedgerRow
from schemas.states import State

ROOT = Path(__file__).parents[2]
REMAKE = "make it anew: papers schemas --to schemas/json; papers schemas --codebook > docs/output.md"


def test_every_column_is_described_and_nothing_else_is() -> None:
    assert undescribed() == []


def test_the_published_schemas_are_current() -> None:
    published = {path.name: json.loads(path.read_text("utf-8")) for path in (ROOT / "schemas/json").glob("*.json")}
    assert published == json_schemas(), REMAKE


def test_the_codebook_is_current() -> None:
    assert (ROOT / "docs/output.md").read_text("utf-8") == codebook(), REMAKE


@pytest.mark.parametrize(("table", "column"), [(t, c) for t, m in ALL_TABLES.items() for c in m.model_fields])
def test_every_column_has_a_table_schema_type(table: str, column: str) -> None:
    assert field(table, column)["type"] in {"string", "integer", "number", "boolean"}


def test_a_field_carries_its_constraints() -> None:
    assert field("ledger.csv", "state")["constraints"] == {"required": True, "enum": [s.value for s in State]}
    assert field("papers.csv", "report_type")["constraints"].keys() == {"enum"}
    assert "constraints" not in field("comparison/coverage.csv", "authority")
    assert field("papers.csv", "ocr")["trueValues"] == ["true"]


def test_the_package_lists_the_tables_that_are_there(tmp_path: Path) -> None:
    write_table(tmp_path / "ledger.csv", LedgerRow, [LedgerRow(input="a", state=State.OK)])
    package = json.loads(write_package(tmp_path)[0].read_text("utf-8"))
    (resource,) = package["resources"]
    assert resource["path"] == "ledger.csv"
    assert resource["bytes"] == (tmp_path / "ledger.csv").stat().st_size
    assert [one["name"] for one in resource["schema"]["fields"]] == list(LedgerRow.model_fields)
    assert resource["schema"]["missingValues"] == [""], "a form that both versions of Data Package know"


def test_csvw_names_the_columns_of_each_table_in_their_order(tmp_path: Path) -> None:
    write_table(tmp_path / "ledger.csv", LedgerRow, [LedgerRow(input="a", state=State.OK)])
    (table,) = json.loads(write_package(tmp_path)[1].read_text("utf-8"))["tables"]
    assert table["url"] == "ledger.csv"
    columns = {column["name"]: column for column in table["tableSchema"]["columns"]}
    assert list(columns) == list(LedgerRow.model_fields)
    assert columns["input"]["required"]
    assert "required" not in columns["reason"]
    assert columns["bytes"]["datatype"] == "integer"
    assert table["tableSchema"]["primaryKey"] == ["input"]


def test_a_folder_without_tables_is_no_package(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_package(tmp_path)
