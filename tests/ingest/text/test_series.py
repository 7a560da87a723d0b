"""Tables whose rows nothing marks: cell follows cell in a series, or each line is a row."""

import pytest

from pipeline.ingest.text.headers import Header
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.series import strided_rows
from tests.ingest.text.reading import rows

ROWS = [
    ["Dredge the inner basin", "Harbour Master", "June 2024", "Complete"],
    ["Replace the fish quay lights", "Property Services", "March 2025", "On track"],
    ["Agree berthing rules with all of the clubs", "Harbour Master", "Ongoing", "Delayed"],
]
END = "\nThe plan is looked at twice a year by the Harbour Board, which has twelve members and meets in public.\n"


NAMES = ["Action", "Lead", "By when", "Status"]


@pytest.mark.parametrize(
    "text",
    [
        "Harbour\n\n" + "\n".join([*NAMES, *(cell for row in ROWS for cell in row)]) + "\n",
        "Harbour\n\n" + "\n".join(NAMES) + "\n\n" + "\n\n".join(cell for row in ROWS for cell in row) + "\n",
        "Harbour\n\n" + " ".join(NAMES) + "\n\n" + "\n".join(" ".join(row) for row in ROWS) + "\n",
        "Harbour\n\n"
        + " ".join(NAMES)
        + "\n"
        + "\n".join(" ".join(row) for row in ROWS).replace("of the", "of\nthe")
        + "\n",
        "Harbour\n\n" + "; ".join(NAMES) + "\n" + "\n".join("; ".join(row) for row in ROWS) + "\n",
    ],
    ids=["line by line", "blank lines between cells", "a row on a line", "a row that wraps", "semicolons"],
)
def test_the_same_table_in_five_layouts(text: str) -> None:
    assert rows(text + END) == [NAMES, *ROWS]


def test_references_with_the_word_action() -> None:
    first = "Action\nOwner\nDue\nPosition\n\nAction 1\nDredge\nClerk\nMay 2024\nDone\n\n"
    text = first + "Action 2\nSell it\nClerk\nMay 2025\nLate\n"
    assert rows("Harbour\n\n" + text + END)[1:] == [
        ["Action 1", "Dredge", "Clerk", "May 2024", "Done"],
        ["Action 2", "Sell it", "Clerk", "May 2025", "Late"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([*NAMES, "We met on Monday", "It rained", "Nobody came", "The hall was cold"]),
        " ".join(NAMES) + "\nThe hall was cold and nobody came.\nIt rained all day on Monday.",
        "Tea; cake; jam; bread\nOne; two; three; four\nRed; blue; green; white",
    ],
)
def test_lines_that_do_not_fit_their_columns_are_no_rows(text: str) -> None:
    assert rows("Harbour\n\n" + text + "\n" + END) == []


def test_a_cell_a_line_of_which_only_the_owner_shows_what_it_is() -> None:
    header = Header(("action", "lead", "progress"), ("Task", "Owner", "Latest"), (), parted=False)
    told = ["Count the bats", "Park Ranger", "Counted twice", "Mend the gate", "Works Manager", "Gate mended in May"]
    more = [*told, "Paint the fence", "Works Manager", "Paint is on order"]
    assert strided_rows([TextLine(text) for text in told], 0, len(told), header) is None
    found = strided_rows([TextLine(text) for text in more], 0, len(more), header)
    assert found is not None
    assert [row.lines[0].text for row in found.rows] == ["Count the bats", "Mend the gate", "Paint the fence"]
