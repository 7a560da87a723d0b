"""The published format of annotations: a JSON Schema that describes every field, and what it cannot say."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from schemas.annotation import Annotation

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "schemas/json/annotation.schema.json").read_text("utf-8"))
ANNOTATIONS = sorted((ROOT / "corpus").glob("**/gold/*.json"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", ANNOTATIONS, ids=lambda path: path.stem)
def test_an_annotation_of_the_corpus_is_of_the_published_format(path: Path) -> None:
    VALIDATOR.validate(json.loads(path.read_text("utf-8")))


def test_real_annotations_are_of_the_published_format(shared: Path) -> None:
    for path in sorted((shared / "gold").rglob("*.json")):
        VALIDATOR.validate(json.loads(path.read_text("utf-8")))


def objects(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [("Annotation", schema), *((n, d) for n, d in schema["$defs"].items() if d["type"] == "object")]


@pytest.mark.parametrize(("name", "form"), objects(SCHEMA), ids=lambda value: value if isinstance(value, str) else "")
def test_every_field_is_described(name: str, form: dict[str, Any]) -> None:
    assert form["description"]
    assert [field for field, own in form["properties"].items() if not own.get("description")] == [], name


RECORD = {"id": "A1", "text": "Open a second home"}


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"paper": "a.txt", "actions": [{"id": "A1"}]},
        {"paper": "a.txt", "actions": [{**RECORD, "status": ["nearly"]}]},
        {"paper": "a.txt", "actions": [{**RECORD, "status": "completed"}]},
        {"paper": "a.txt", "actions": [{**RECORD, "lead_optional": "yes"}]},
        {"paper": "a.txt", "metadata": {"report_type": "novel"}},
    ],
)
def test_the_schema_refuses_what_is_not_of_the_format(broken: dict[str, Any]) -> None:
    assert list(VALIDATOR.iter_errors(broken))


@pytest.mark.parametrize(
    ("records", "says"),
    [
        ({"actions": [RECORD, RECORD]}, "two records have the id A1"),
        ({"actions": [{**RECORD, "priority": "P9"}]}, "A1 names the priority P9, which is not there"),
        ({"progress": [{"id": "G1", "text": "It has", "action_also": ["A7"]}]}, "G1 names the action A7"),
        ({"alignments": [["P1", "P2"]]}, "an alignment names the priority P1"),
    ],
)
def test_an_id_that_leads_nowhere_is_told(records: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Annotation.model_validate({"paper": "a.txt", **records})
