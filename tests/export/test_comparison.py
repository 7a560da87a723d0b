"""Comparisons as they are written."""

from pathlib import Path

import pytest

from bench import made
from pipeline.aggregate import TableError
from pipeline.config import CompareSettings, ConfigError
from pipeline.export.comparison import write_comparison
from pipeline.export.files import sha256_of
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


def test_what_is_wrong_with_the_tables_leaves_an_earlier_comparison_as_it_was(tmp_path: Path) -> None:
    made.write(tmp_path, 2)
    digests = write_comparison(tmp_path).digests
    table = tmp_path / "papers.csv"
    header, *rows = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([header, *rows, rows[-1]]), encoding="utf-8")
    with pytest.raises(TableError, match="twice"):
        write_comparison(tmp_path)
    with pytest.raises(ConfigError):
        write_comparison(tmp_path, settings=CompareSettings(aims=(str(tmp_path / "absent.toml"),)))
    assert {name: sha256_of(tmp_path / name) for name in digests} == digests
