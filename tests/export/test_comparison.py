"""Comparisons as they are written."""

from pathlib import Path

import pytest

from bench import made
from pipeline.export.comparison import write_comparison
from schemas.tables import COMPARISON


def test_a_second_process_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made.write(tmp_path / "run", 20)
    alone = write_comparison(tmp_path / "alone", runs=[tmp_path / "run"])
    monkeypatch.setattr("pipeline.export.comparison.MANY", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    both = write_comparison(tmp_path / "both", runs=[tmp_path / "run"])
    assert (both.rows, both.digests, both.notes) == (alone.rows, alone.digests, alone.notes)
    for name in COMPARISON:
        assert (tmp_path / "both" / name).read_bytes() == (tmp_path / "alone" / name).read_bytes()


def test_charts_are_the_same_though_a_second_process_has_a_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("matplotlib")
    made.write(tmp_path / "run", 2)
    alone = write_comparison(tmp_path / "alone", runs=[tmp_path / "run"], charts=True)
    monkeypatch.setattr("pipeline.export.comparison.MANY", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    both = write_comparison(tmp_path / "both", runs=[tmp_path / "run"], charts=True)
    assert any("timeline-" in name for name in both.digests)
    assert both.digests == alone.digests
