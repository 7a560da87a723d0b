"""Tables that kept their layout: cells below the names of their columns."""

import pytest

from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.spread import spread_table
from schemas.paper import BlockKind


def _lines(text: str) -> list[TextLine]:
    found, gap = [], 0
    for raw in text.splitlines():
        if raw.strip():
            found.append(TextLine(raw.strip(), indent=len(raw) - len(raw.lstrip()), gap=gap))
            gap = 0
        else:
            gap += 1
    return found


def _table(text: str) -> tuple[list[dict[int, str]], int] | None:
    found = spread_table(_lines(text), 0)
    if found is None:
        return None
    draft, end = found
    rows: dict[int, dict[int, str]] = {}
    for cell in draft.children:
        assert cell.kind is BlockKind.CELL
        rows.setdefault(cell.row, {})[cell.column] = cell.text
    return [rows[r] for r in sorted(rows)], end


def test_rows_with_a_remark_below_and_a_heading_over_all_columns() -> None:
    found = _table(
        """No    Scheme                          Officer            Finish      June     Sept
Goal A
A1    Flood doors for nine shops      Drainage Engineer  Mar 25      GREEN    AMBER
      The maker has gone out of business, so that six doors are late and
      will come in spring.
A2    Riverside benches               Parks Manager      –           BLUE     BLUE
      All in place.
Goal B
B1    Warm hubs                       Community Lead     Oct 24      GREY     GREEN
      Open from 1 October.

A paragraph about something else which runs on over the whole width of the page.
"""
    )
    assert found is not None
    rows, end = found
    assert end == 10
    assert rows[1] == {0: "Goal A"}
    assert rows[2] == {
        0: "A1", 1: "Flood doors for nine shops", 2: "Drainage Engineer", 3: "Mar 25", 4: "GREEN", 5: "AMBER",
        6: "The maker has gone out of business, so that six doors are late and will come in spring.",
    }  # fmt: skip
    assert rows[5][6] == "Open from 1 October."


def test_cells_that_wrap_below_themselves() -> None:
    found = _table(
        """Ref    Action                   Lead           Target     Progress
                                               date
1      Draw up a strategy       Head of        June       Draft went to
       for allotments           Parks          2023       Cabinet
2      Fence the beck           Rangers        May 2023   Done
"""
    )
    assert found is not None
    rows, _ = found
    assert rows[0][3] == "Target date"
    assert rows[1] == {
        0: "1", 1: "Draw up a strategy for allotments", 2: "Head of Parks", 3: "June 2023", 4: "Draft went to Cabinet",
    }  # fmt: skip
    assert rows[2][1] == "Fence the beck"


def test_a_timetable_with_the_first_column_unnamed_and_numbers_set_to_the_right() -> None:
    found = _table(
        """                 2019/20     2020/21    Target
Gas                1,204         981       700
Power                 77         101        90
"""
    )
    assert found is not None
    assert found[0][1] == {0: "Gas", 1: "1,204", 2: "981", 3: "700"}


@pytest.mark.parametrize(
    "text",
    [
        "Report to:      Cabinet\nDate:      4 May 2020\nAuthor:      A Clerk\n",
        "Key     BLUE done      GREEN on course      RED late\nand this goes on\nin plain words\n",
        "The council  agreed  that\nit would  build  a road\nand then  mend  it all the way to the far end\n",
    ],
)
def test_other_lines_with_wide_gaps_are_no_table(text: str) -> None:
    assert _table(text) is None


def test_rows_apart_by_blank_lines_whose_cells_go_on_with_a_capital() -> None:
    found = _table(
        """What we will do              Who                   When

Close the slip road at       Traffic Manager       May 2022
Cross Lane

Paint the bridge over        Bridges Engineer      June 2022
Bar Beck
"""
    )
    assert found is not None
    assert found[0][1:] == [
        {0: "Close the slip road at Cross Lane", 1: "Traffic Manager", 2: "May 2022"},
        {0: "Paint the bridge over Bar Beck", 1: "Bridges Engineer", 2: "June 2022"},
    ]


def test_two_columns_whose_names_are_known() -> None:
    found = _table(
        """Action                       Progress

Close the slip road at       The order was made in
Cross Lane                   June.

BRIDGES

Paint the bridge over        Painting will begin when
Bar Beck                     the nests are empty.
"""
    )
    assert found is not None
    assert found[0][1:] == [
        {0: "Close the slip road at Cross Lane", 1: "The order was made in June."},
        {0: "BRIDGES"},
        {0: "Paint the bridge over Bar Beck", 1: "Painting will begin when the nests are empty."},
    ]
    assert _table("Bread                       Butter\n\nWhite        4\nBrown        5\n") is None


def test_references_in_small_letters_open_rows_that_headings_part() -> None:
    found = _table(
        """Ref   Scheme                        Owner               By         Update                     Rating

Aim (a)

a1    Mend the weir at Sallow         Rivers Lead         Mar 26     Divers have been down.     G
      Lock                                                           Parts are on order.
Aim (b)
b1    Plant forty black poplars       Trees Lead          Jan 26     Twelve planted.            A
"""
    )
    assert found is not None
    assert found[0][1:] == [
        {0: "Aim (a)"},
        {
            0: "a1", 1: "Mend the weir at Sallow Lock", 2: "Rivers Lead", 3: "Mar 26",
            4: "Divers have been down. Parts are on order.", 5: "G",
        },
        {0: "Aim (b)"},
        {0: "b1", 1: "Plant forty black poplars", 2: "Trees Lead", 3: "Jan 26", 4: "Twelve planted.", 5: "A"},
    ]  # fmt: skip


def test_cells_set_at_half_the_height_of_their_rows() -> None:
    text = """                                                        Our
No    What the panel asked for        Answer            present
                                                        view

      First question: who pays?

      That a levy on moorings be        The harbour is
1     tried for one summer, with        willing to co-        2
      a report after it                 operate.

2     That dogs be let in               Done in May.          1

      That lamps on the pier be
3     lit until eleven                  No answer yet.        3

4  Members then turned to the accounts, which the Treasurer went through line by line for them.
"""
    found = spread_table(_lines(text)[1:], 0)
    assert found is not None
    cells = {(cell.row, cell.column): cell.text for cell in found[0].children}
    assert cells[0, 3] == "present view"
    assert cells[1, 0] == "First question: who pays?"
    assert cells[2, 0] == "1"
    assert cells[2, 1] == "That a levy on moorings be tried for one summer, with a report after it"
    assert cells[2, 2] == "The harbour is willing to co-operate."
    assert [cells[row, 0] for row in (3, 4)] == ["2", "3"]
    assert cells[4, 1] == "That lamps on the pier be lit until eleven"
    assert (5, 0) not in cells, "a paragraph behind it is none of its rows"
