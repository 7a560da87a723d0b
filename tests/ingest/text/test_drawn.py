"""Tables drawn with signs."""

from pipeline.ingest.text.drawn import draw_rows


def test_a_box_of_signs_whose_cells_wrap() -> None:
    assert draw_rows(
        """Before
+------------------+---------+--------------+
| Task             | Owner   | Latest       |
+==================+=========+==============+
| Count the bats   | Ranger  | Counted      |
| in the old mill  |         | twice in May |
+------------------+---------+--------------+
| Mend the gate    | Foreman |              |
+------------------+---------+--------------+
Behind""".splitlines()
    ) == [
        "Before",
        "| Task | Owner | Latest |",
        "| Count the bats in the old mill | Ranger | Counted twice in May |",
        "| Mend the gate | Foreman |  |",
        "Behind",
    ]


def test_rows_without_bars_at_their_ends_below_names_that_are_known() -> None:
    assert draw_rows(
        """Task | Owner | Due | Latest

Count the bats in the old mill and tell the county recorder | Ranger | May 2021 | Counted
twice so far
Mend the gate | Foreman | June 2021 |
Whatever else""".splitlines()
    ) == [
        "| Task | Owner | Due | Latest |",
        "| Count the bats in the old mill and tell the county recorder | Ranger | May 2021 | Counted twice so far |",
        "| Mend the gate | Foreman | June 2021 |  |",
        "Whatever else",
    ]


def test_a_path_of_links_and_a_footer_are_no_table() -> None:
    lines = ["Home | Benefits | Housing", "Apply | Contact us | Privacy", "Netherby Council | June 2020 | 11"]
    assert draw_rows(lines) == lines
