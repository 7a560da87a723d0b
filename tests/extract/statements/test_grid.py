"""Tables as grids."""

from pipeline.extract.statements.grid import read_grid
from pipeline.ingest.assemble import Draft
from schemas.paper import BlockKind
from tests.extract.specimens import cell, heading, paper, table


def test_a_merged_cell_covers_all_its_positions() -> None:
    made = paper(table(["Priority", "Action"], ["Dry homes", "Mend roofs"], [None, "Clear gutters"]))
    grid = read_grid(made, 0)
    assert (grid.rows, grid.columns, grid.body) == (3, 2, 1)
    assert grid.roles == ("priority", "action")
    assert grid.cells[1, 0] == grid.cells[2, 0]
    assert [grid.text(r, 0) for r in range(3)] == ["Priority", "Dry homes", "Dry homes"]
    assert grid.columns_of("action") == [1]
    assert grid.columns_of("lead") == []


def test_header_known_by_its_words_where_none_is_marked() -> None:
    made = paper(table(["Action", "Lead"], ["Mend roofs", "Ms Ash"], header=0))
    assert read_grid(made, 0).body == 1
    titled = paper(table(["Roofs"], ["Action", "Lead"], ["Mend roofs", "Ms Ash"], header=0))
    assert read_grid(titled, 0).body == 2
    assert read_grid(titled, 0).headers == ("Action", "Lead")
    assert read_grid(paper(table(["Mend roofs", "Ms Ash"], ["Paint", "Mr Birch"], header=0)), 0).body == 0


def test_no_more_than_two_rows_are_header() -> None:
    made = paper(table(["Plan"], ["Action", "Lead"], ["Mend roofs", "Ms Ash"], header=3))
    assert read_grid(made, 0).body == 2


def test_a_header_of_two_rows_names_each_column_by_the_lower() -> None:
    made = paper(table(["Plan for roofs"], ["Action", "By when"], ["Mend", "May 2021"], header=2))
    assert read_grid(made, 0).headers == ("Action", "By when")


def test_a_row_of_one_cell_is_known_only_where_it_fills_the_row() -> None:
    made = paper(table(["Action", "Lead"], ["Homes"], ["Mend roofs", ""], ["", "Ms Ash"], [""]))
    grid = read_grid(made, 0)
    full = [grid.full_row(r) for r in range(grid.rows)]
    assert [i is not None for i in full] == [False, True, False, False, False]
    assert full[1] == grid.cells[1, 0]


def test_positions_without_cell_hold_nothing() -> None:
    holes = Draft(BlockKind.TABLE, children=[cell("Action", 0, 0), cell(heading("Lead"), 0, 1), cell("Mend", 1, 0)])
    grid = read_grid(paper(holes), 0)
    assert grid.cell(1, 1) is None
    assert grid.text(1, 1) == ""


def test_other_roles_leave_the_cells() -> None:
    grid = read_grid(paper(table(["Mend", "May"], ["Paint", "June"], header=0)), 0)
    named = grid.with_roles(("action", "due"), ("Action", "By when"))
    assert (named.cells, named.body, named.headers) == (grid.cells, 0, ("Action", "By when"))
    assert grid.with_roles(("action", "due")).headers == grid.headers
