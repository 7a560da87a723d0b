"""A comparison of many papers' records, made for the benchmark."""

from pathlib import Path

from bench import made
from pipeline.aggregate import compare, read_tables


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
