"""Measures of invented papers side by side."""

from collections.abc import Callable
from dataclasses import replace

from pipeline.aggregate import compare, to_rows
from schemas.compared import QuantityRow
from schemas.dataset import Dataset, Records
from schemas.records import MeasureRow

Make = Callable[..., Records]
WEX = {"authority": "Wexborough City Council", "authority_id": "WXB"}


def measured(paper: Records, *told: tuple[str | None, float, str | None]) -> Records:
    return replace(
        paper,
        measures=tuple(
            MeasureRow(
                paper_id=paper.paper.paper_id,
                measure_id=f"{paper.paper.paper_id}m{n}",
                text="words",
                quantity=quantity,
                value=value,
                unit=unit,
                start=n,
                end=n + 1,
            )
            for n, (quantity, value, unit) in enumerate(told)
        ),
    )


def quantities(*papers: Records) -> list[QuantityRow]:
    return to_rows(compare(Dataset(papers)).quantities, QuantityRow)


def told(rows: list[QuantityRow]) -> list[tuple[str, float, int, int, bool]]:
    return [(row.measure_id, row.value, row.measures, row.authorities, row.comparable) for row in rows]


def test_one_quantity_in_two_authorities_is_set_side_by_side(make: Make) -> None:
    rows = quantities(
        measured(make("a", "Ponds", "2019-05-14"), ("waste recycled", 41.5, "%")),
        measured(make("b", "Ponds", "2020-01-14", **WEX), ("recycled waste", 38, "per cent")),
    )
    assert told(rows) == [("am0", 41.5, 2, 2, True), ("bm0", 38.0, 2, 2, True)]
    assert len({row.group_id for row in rows}) == 1


def test_units_are_not_mixed_and_nothing_is_converted(make: Make) -> None:
    rows = quantities(
        measured(make("a", "Ponds", "2019-05-14"), ("savings", 1.7, "£ million"), ("waste recycled", 40, "%")),
        measured(make("b", "Ponds", "2019-05-14", **WEX), ("savings", 900000, "£"), ("waste recycled", 40, "tonnes")),
    )
    assert len({row.group_id for row in rows}) == 4
    assert {row.reason for row in rows} == {"no other measure of this quantity"}
    assert sorted(row.value for row in rows) == [1.7, 40.0, 40.0, 900000.0]


def test_things_counted_are_the_quantity_and_additions_are_no_stock(make: Make) -> None:
    rows = quantities(
        measured(make("a", "Ponds", "2019-05-14"), (None, 12, "tree wardens")),
        measured(
            make("b", "Ponds", "2019-05-14", **WEX), (None, 9, "Tree wardens"), (None, 3, "additional tree wardens")
        ),
    )
    assert told(rows) == [("am0", 12.0, 2, 2, True), ("bm0", 9.0, 2, 2, True), ("bm1", 3.0, 1, 1, False)]


def test_a_bare_number_stands_alone(make: Make) -> None:
    rows = quantities(
        measured(make("a", "Ponds", "2019-05-14"), (None, 20, "%"), (None, 3, None)),
        measured(make("b", "Ponds", "2019-05-14", **WEX), (None, 20, "%")),
    )
    assert {(row.measures, row.comparable, row.reason) for row in rows} == {
        (1, False, "the paper does not say what is measured")
    }


def test_dates_far_apart_or_unknown_are_no_comparison(make: Make) -> None:
    far = quantities(
        measured(make("a", "Ponds", "2009-05-14"), ("waste recycled", 41, "%")),
        measured(make("b", "Ponds", "2019-05-14", **WEX), ("waste recycled", 38, "%")),
    )
    assert [row.reason for row in far] == ["the dates lie more than a year apart"] * 2
    unknown = quantities(
        measured(make("a", "Ponds"), ("waste recycled", 41, "%")),
        measured(make("b", "Ponds", "2019-05-14", **WEX), ("waste recycled", 38, "%")),
    )
    assert [row.comparable for row in unknown] == [False, False]
    assert unknown[0].reason == "the date is not known"


def test_one_authority_at_two_dates(make: Make) -> None:
    rows = quantities(
        measured(make("a", "Ponds", "2009-05-14"), ("waste recycled", 41, "%")),
        measured(make("b", "Ponds", "2019-05-14"), ("waste recycled", 38, "%")),
    )
    assert [(row.date, row.comparable) for row in rows] == [("2009-05-14", True), ("2019-05-14", True)]
