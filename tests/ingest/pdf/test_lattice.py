"""Tables of rules: those that pdfplumber finds."""

from hypothesis import given
from hypothesis import strategies as st
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from pipeline.ingest.pdf.lattice import Rule, cells_of, crossings, merged, tables_of

NEAR = 3.0
PLACES = st.integers(0, 6).map(lambda n: 10.0 * n)
WOBBLES = st.sampled_from((0.0, 0.0, 0.1, -1.3, 2.4))
RULES = st.lists(
    st.builds(
        lambda at, wobble, start, length: (at + wobble, start + wobble, start + 10 * length + wobble),
        PLACES,
        WOBBLES,
        PLACES,
        st.integers(1, 6),
    ),
    max_size=14,
)


def found_here(level: list[Rule], upright: list[Rule]) -> list[list[tuple[float, float, float, float]]]:
    return tables_of(cells_of(*crossings(merged(level, NEAR), merged(upright, NEAR), NEAR)))


def found_by_pdfplumber(level: list[Rule], upright: list[Rule]) -> list[list[tuple[float, float, float, float]]]:
    edges = [
        {"x0": x0, "x1": x1, "top": y, "bottom": y, "width": x1 - x0, "height": 0.0, "orientation": "h"}
        for y, x0, x1 in level
    ] + [
        {"x0": x, "x1": x, "top": y0, "bottom": y1, "width": 0.0, "height": y1 - y0, "orientation": "v"}
        for x, y0, y1 in upright
    ]
    crossing = edges_to_intersections(merge_edges(edges, NEAR, NEAR, NEAR, NEAR), NEAR, NEAR)
    return cells_to_tables(intersections_to_cells(crossing))


@given(RULES, RULES)
def test_tables_are_those_that_pdfplumber_finds(level: list[Rule], upright: list[Rule]) -> None:
    assert list(map(sorted, found_here(level, upright))) == list(map(sorted, found_by_pdfplumber(level, upright)))


def test_a_grid_has_its_cells_and_a_frame_in_two_halves_its_own() -> None:
    grid = [(at, 0.0, 20.0) for at in (0.0, 10.0, 20.0)]
    frame = [(at, 30.0, 50.0) for at in (30.0, 40.0, 50.0)]
    level, upright = [*grid, frame[0], frame[2]], [*grid, *frame]
    assert list(map(sorted, found_here(level, upright))) == [
        [(0, 0, 10, 10), (0, 10, 10, 20), (10, 0, 20, 10), (10, 10, 20, 20)],
        [(30, 30, 40, 50), (40, 30, 50, 50)],
    ]


def test_rules_that_all_but_meet_are_one_at_their_mean() -> None:
    assert merged([(10.0, 0.0, 20.0), (12.0, 21.0, 40.0), (30.0, 0.0, 5.0), (30.0, 9.0, 14.0)], NEAR) == [
        (11.0, 0.0, 40.0),
        (30.0, 0.0, 5.0),
        (30.0, 9.0, 14.0),
    ]
