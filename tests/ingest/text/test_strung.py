"""Tables read column by column, whose references tell which cells are of one row."""

import pytest

from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.strung import strung_table


def _rows(text: str) -> dict[int, list[str]] | None:
    found = strung_table([TextLine(line) for line in text.splitlines()], 0)
    if found is None:
        return None
    rows: dict[int, list[str]] = {}
    for cell in found[0].children:
        rows.setdefault(cell.row, []).append(cell.text)
    return rows


def test_columns_one_after_the_other_are_put_side_by_side() -> None:
    rows = _rows(
        "Actions\na)  Plant an orchard beside the\nleisure centre\nb)  Dig a pond\nLead\na)  Parks Manager\n"
        "b)  Rangers\nBy when\na)  May 2024\nb)  ongoing\nBehind it."
    )
    assert rows == {
        0: ["Actions", "Lead", "By when"],
        1: ["a", "Plant an orchard beside the leisure centre", "Parks Manager", "May 2024"],
        2: ["b", "Dig a pond", "Rangers", "ongoing Behind it."],
    }


@pytest.mark.parametrize(
    "text",
    [
        "Actions\n1. Plant an orchard\n2. Dig a pond\nProgress\n1. We are pleased\n2. More later",
        "Actions\na)  Plant figs\nb)  Dig a pond\nLead\nc)  Parks Manager\nd)  Rangers\nBy when\na)  May\nb)  June",
        "Purpose\n1. To tell members\n2. To ask them\nLead\n1. Clerk\n2. Clerk\nBy when\n1. May\n2. June",
    ],
)
def test_lists_of_their_own_stay_lists(text: str) -> None:
    assert _rows(text) is None


PLAIN = """Actions

Walks for health in each ward

Bring the two teams together
under one manager

Lead

Walking Officer
Head of Care

By when

May 2023
Winter 2024

Position

Forty walks were held

Manager starts in May
"""


def _with_gaps(text: str) -> list[TextLine]:
    found: list[TextLine] = []
    gap = 0
    for raw in text.splitlines():
        if raw:
            found.append(TextLine(raw, gap=gap))
        gap = 0 if raw else gap + 1
    return found


def test_columns_without_references_are_matched_by_count_where_dates_and_names_are_such() -> None:
    found = strung_table(_with_gaps(PLAIN), 0)
    assert found is not None
    assert [cell.text for cell in found[0].children if cell.row == 2] == [
        "Bring the two teams together under one manager", "Head of Care", "Winter 2024", "Manager starts in May",
    ]  # fmt: skip
    assert strung_table(_with_gaps(PLAIN.replace("Winter 2024", "Nobody knows")), 0) is None


def test_labels_that_alternate_are_no_columns() -> None:
    text = "Action\n\nMend the roof\n\nClear the drain\n\nProgress\n\nCompleted\n\nNot begun\n\nAction\n\nDig a well\n"
    assert strung_table(_with_gaps(text), 0) is None
