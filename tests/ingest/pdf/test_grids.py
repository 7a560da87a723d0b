"""Cells of crossing edges: those that pdfplumber finds."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pdfplumber.table import edges_to_intersections, intersections_to_cells

from pipeline.ingest.pdf.grids import cells_of

ENDS = st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda ends: ends[0] < ends[1])


def edge(level: bool, ends: tuple[int, int], at: int) -> dict[str, Any]:
    along = {"x0": ends[0] * 10, "x1": ends[1] * 10, "top": at * 10, "bottom": at * 10, "orientation": "h"}
    across = {"x0": at * 10, "x1": at * 10, "top": ends[0] * 10, "bottom": ends[1] * 10, "orientation": "v"}
    return along if level else across


@given(st.lists(st.builds(edge, st.booleans(), ENDS, st.integers(0, 6)), max_size=24))
def test_cells_are_those_that_pdfplumber_finds(edges: list[dict[str, Any]]) -> None:
    crossings = edges_to_intersections(edges, 3, 3)
    assert cells_of(crossings) == intersections_to_cells(crossings)
    assert crossings == edges_to_intersections(edges, 3, 3), "nothing is changed"


def test_a_grid_has_its_cells_and_a_frame_in_it_its_own() -> None:
    grid = [edge(level, (0, 2), at) for level in (True, False) for at in range(3)]
    frame = [edge(level, (3, 5), at) for level in (True, False) for at in (3, 5)]
    found = cells_of(edges_to_intersections([*grid, *frame], 3, 3))
    assert found == [(0, 0, 10, 10), (0, 10, 10, 20), (10, 0, 20, 10), (10, 10, 20, 20), (30, 30, 50, 50)]
