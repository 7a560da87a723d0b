"""Charts: what is written, from what, and that the same data make the same bytes."""

import csv
import importlib.util
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest

from pipeline.aggregate import Comparison, compare
from pipeline.aggregate.tables import empty, typed
from pipeline.export.charts import ChartError, write_charts
from pipeline.export.charts.style import LOOKS, MOST
from schemas.dataset import Dataset, Records
from schemas.records import AlignmentRow, Row, TimelineRow
from schemas.states import Status
from tests.aggregate.specimens import action, body, paper

LONG = "The Royal Metropolitan Borough of Kensworth, Chelbury and Saint Osyth upon the Water"


def frame(model: type[Row], *rows: dict[str, object]) -> pd.DataFrame:
    return typed(pd.concat([empty(model), pd.DataFrame(rows)]), model)


def comparison(bodies: int) -> Comparison:
    """Some authorities of long names, one of them silent, with priorities in common and actions in two papers."""
    names = [f"{chr(65 + i // 26)}{chr(65 + i % 26)}x {LONG}" for i in range(bodies)]
    papers = [body(name, health=1 + i % 4, education=i % 3, costs=i % 2) for i, name in enumerate(names)]
    made = compare(Dataset((*papers, Records(paper=paper("silent", "Silverdene", "SDC")))))
    aligned = [
        {
            "group_id": f"g{g}",
            "group_label": f"Aim {g}",
            "paper_id": name[:3].lower(),
            "priority_id": f"{name[:3]}{g}",
            "authority": name,
            "text": "Aim",
            "confidence": 0.4 + 0.2 * g,
        }
        for name in names
        for g in range(2)
    ]
    followed = [
        {
            "authority": name,
            "thread_id": name + status.value,
            "paper_id": f"{name}{year}",
            "date": str(year),
            "strategy_id": "s",
            "kind": "action",
            "change": change,
            "status": None if change == "no report found" else status.value,
            "text": "Spend $5m and $6m on it",
        }
        for name in names[:2]
        for status in Status
        for year, change in ((2020, "first"), (2021, "no report found"))
    ]
    return replace(made, alignment=frame(AlignmentRow, *aligned), timeline=frame(TimelineRow, *followed))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("bodies", [1, 3])
def test_each_chart_is_there_thrice(tmp_path: Path, bodies: int) -> None:
    written = write_charts(comparison(bodies), tmp_path)
    assert written == sorted(tmp_path.iterdir())
    stems = {path.stem for path in written}
    assert {"status", "themes-care"} <= stems
    assert ("alignment" in stems) is (bodies > 1), "alone, nothing is in common"
    assert any(stem.startswith("timeline-") for stem in stems)
    assert {path.name for path in written} == {f"{stem}.{kind}" for stem in stems for kind in ("csv", "png", "svg")}
    for path in written:
        start = {".png": b"\x89PNG", ".svg": b"<?xml", ".csv": b""}[path.suffix]
        assert path.read_bytes().startswith(start)


def test_the_same_data_make_the_same_bytes_whatever_the_users_settings(tmp_path: Path) -> None:
    made = comparison(3)
    first = {path.name: path.read_bytes() for path in write_charts(made, tmp_path / "one")}
    with mpl.rc_context({"font.size": 20, "svg.hashsalt": "other", "axes.facecolor": "red"}):
        second = {path.name: path.read_bytes() for path in write_charts(made, tmp_path / "two")}
        assert mpl.rcParams["font.size"] == 20, "put back"
    assert first == second


def test_nothing_compared_is_no_chart(tmp_path: Path) -> None:
    assert write_charts(compare(Dataset()), tmp_path) == []
    assert "status.png" in {
        path.name for path in write_charts(compare(Dataset((Records(paper=paper("x")),))), tmp_path)
    }


def test_charts_of_before_are_taken_away_and_other_files_left(tmp_path: Path) -> None:
    (tmp_path / "themes-old.png").write_bytes(b"")
    (tmp_path / "notes.txt").write_bytes(b"")
    write_charts(comparison(1), tmp_path)
    assert not (tmp_path / "themes-old.png").exists()
    assert (tmp_path / "notes.txt").exists()


def test_the_data_beside_a_chart_are_what_it_shows(tmp_path: Path) -> None:
    write_charts(comparison(3), tmp_path)
    with (tmp_path / "themes-care.csv").open(encoding="utf-8", newline="") as stream:
        cells = list(csv.DictReader(stream))
    assert len(cells) == 4 * 3
    assert {cell["authority"] for cell in cells if cell["subject_papers"] == "0"} == {"Silverdene"}
    assert sum(int(cell["actions"]) for cell in cells) == (1 + 2 + 3) + (0 + 1 + 2) + 1


def test_more_authorities_than_a_page_holds_are_told_of(tmp_path: Path) -> None:
    written = write_charts(comparison(MOST + 2), tmp_path)
    with (tmp_path / "status.csv").open(encoding="utf-8", newline="") as stream:
        assert len({cell["authority"] for cell in csv.DictReader(stream)}) == MOST
    assert len([path for path in written if path.stem == "status"]) == 3


def test_statuses_differ_in_colour_hatch_and_mark() -> None:
    assert list(LOOKS) == [status.value for status in Status]
    for part in ("colour", "hatch", "mark", "words"):
        assert len({getattr(look, part) for look in LOOKS.values()}) == len(LOOKS)


@pytest.fixture
def no_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *_: None if name == "matplotlib" else find(name))


@pytest.mark.usefixtures("no_matplotlib")
def test_without_matplotlib_the_user_is_told_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(ChartError, match=r"pip install 'committee-papers\[charts\]'"):
        write_charts(compare(Dataset((Records(paper=paper("x"), actions=(action("x", "a"),)),))), tmp_path)
