"""A comparison of many papers' records, made for the benchmark."""

from pathlib import Path

import pytest

from bench import made
from pipeline.aggregate import compare, read_tables
from pipeline.aggregate.counting import count_once


def test_made_records_are_the_same_each_time_and_all_of_them_are_compared(tmp_path: Path) -> None:
    counts = made.write(tmp_path / "one", 60)
    assert made.write(tmp_path / "two", 60) == counts
    for table in (tmp_path / "one").iterdir():
        assert table.read_bytes() == (tmp_path / "two" / table.name).read_bytes()
    assert min(counts.values()) >= 60
    found = compare(read_tables(tmp_path / "one"))
    assert len(found.counted) == 60 + counts["priorities"] + counts["actions"] + counts["progress"]
    assert found.completion["total"].max() > 100
    assert {"same", "reworded", "no report found"} <= set(found.timeline["change"])
    assert (found.alignment["authorities"] > 1).any()
    assert found.similarity["common_groups"].max() > 0


def test_tables_taken_in_parts_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made.write(tmp_path, 10)
    whole = count_once(read_tables(tmp_path))
    monkeypatch.setattr("pipeline.aggregate.tables._CHUNK", 7)
    parts = count_once(read_tables(tmp_path))
    assert len(parts.table) > 7
    assert parts.table.equals(whole.table)
    assert parts.tables.actions.equals(whole.tables.actions)
