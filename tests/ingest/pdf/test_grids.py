"""Ruled tables with filled boxes in and beside them."""

from pipeline.ingest.pdf.grids import find_grids
from pipeline.ingest.pdf.model import BBox, Edge, Frame, Span

FRAME = Frame(0, 0, 595, 842, 0, 0)
RULED = [
    *(Edge(50.0, y, 250.0, y) for y in (100.0, 120.0, 160.0)),
    *(Edge(x, 100.0, x, 160.0) for x in (50.0, 150.0, 250.0)),
]


def spans(*rows: float) -> list[Span]:
    return [
        Span("Footpaths", x, y - 9, x + 60, y + 2, y, 10, first=i, last=i)
        for i, (x, y) in enumerate((x, y) for y in rows for x in (60.0, 160.0))
    ]


def rows_and_columns(fills: list[BBox], *rows: float) -> tuple[list[float], list[float]]:
    ((grid,), loose) = find_grids(RULED, fills, spans(*rows), None, FRAME)
    assert not loose
    return grid.rows, grid.columns


def test_shading_whose_sides_are_ruled_changes_nothing() -> None:
    ruled = rows_and_columns([], 112.0, 140.0)
    assert ruled == ([100, 120, 160], [50, 150, 250])
    assert rows_and_columns([(50.0, 100.0, 250.004, 120.0)], 112.0, 140.0) == ruled


def test_filled_boxes_below_a_ruled_table_are_rows_of_it() -> None:
    below = [(50.0, 160.0, 150.0, 190.0), (150.0, 160.0, 250.0, 190.0)]
    assert rows_and_columns(below, 112.0, 140.0, 175.0) == ([100, 120, 160, 190], [50, 150, 250])


def test_a_filled_box_over_part_of_a_cell_divides_nothing() -> None:
    assert rows_and_columns([(55.0, 125.0, 100.0, 150.0)], 112.0, 140.0) == ([100, 120, 160], [50, 150, 250])
