"""Front matter of the real papers in text form against their annotations."""

import json
from pathlib import Path

import pytest

from pipeline.authorities import load_register
from pipeline.extract.front_matter import front_matter
from pipeline.extract.sections import find_sections
from pipeline.ingest.read import read
from pipeline.ingest.source import Source
from schemas.ids import fold

FIELDS = {"committee": 0.9, "meeting_date": 0.9, "agenda_item": 0.9, "report_type": 0.85, "decision_sought": 0.85}
"""Least share of right values, a missing one where none is stated being right."""


@pytest.mark.parametrize("kept_name", [True, False])
def test_no_authority_is_wrong_and_few_fields_are(shared: Path, kept_name: bool) -> None:
    register = load_register()
    right: dict[str, list[bool]] = {name: [] for name in FIELDS}
    for path in sorted((shared / "gold").rglob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        stated = gold.get("metadata", {})
        source = next((shared / "papers").rglob(Path(gold.get("paper", "-")).name), None)
        if source is None or source.suffix != ".txt":
            continue
        paper = read(Source(source.name if kept_name else "paper.txt", source.read_bytes()))[0]
        found = front_matter(paper, find_sections(paper), register)
        authority = found.get("authority")
        if "authority_optional" not in stated:
            assert authority in {None, stated["authority"]}, source.name
            assert found.get("authority_code") in {None, stated["gss"]}, source.name
        for name, answers in right.items():
            if name in stated and f"{name}_optional" not in stated:
                answers.append(fold(found.get(name) or "") == fold(stated[name] or ""))
    for name, least in FIELDS.items():
        assert sum(right[name]) >= least * len(right[name]), name
