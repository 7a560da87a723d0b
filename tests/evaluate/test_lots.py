"""Lots of invented priorities: how their tables are read, and that alignment stays as good on them as it was."""

from pathlib import Path

import pytest

from pipeline.evaluate.lots import read_lot, score_lot
from pipeline.evaluate.sources import EvaluationError

LOTS = Path(__file__).parents[2] / "corpus" / "alignment"
TABLE = """paper,id,domain,text,group,sure
Harbour plan,1,housing,Warm homes,W;H,yes
Hill plan,2,housing,Homes that are warm,W,yes
Hill plan,3,housing,Homes,H,maybe
Moor plan,4,climate,Peat,,yes
"""


def test_a_priority_may_stand_in_two_groups_or_none(tmp_path: Path) -> None:
    path = tmp_path / "lot.csv"
    path.write_text(TABLE, encoding="utf-8")
    lot = read_lot(path)
    assert [p.id for p in lot.priorities] == ["1", "2", "3", "4"]
    assert set(lot.groups.same) == {(("Harbour plan", "1"), ("Hill plan", "2"))}
    assert lot.groups.doubtful == {(("Harbour plan", "1"), ("Hill plan", "3"))}


def test_a_lot_without_its_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lot.csv"
    path.write_text("paper,id\nx,1\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="domain, text, group, sure"):
        read_lot(path)


@pytest.mark.parametrize(("lot", "least"), [("a", 0.9), ("b", 0.85)])
def test_priorities_of_a_lot_are_put_together_as_well_as_they_were(lot: str, least: float) -> None:
    assert (score_lot(read_lot(LOTS / f"{lot}.csv")).every.f1 or 0.0) >= least
