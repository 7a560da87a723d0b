"""Rows of tables that are told apart by references in no order, and what stands between them."""

from pipeline.ingest.text.references import alike, goes_on, opens_series
from tests.ingest.text.reading import rows


def test_references_that_come_after_one_another() -> None:
    assert goes_on("A3", "A2", strictly=True)
    assert not goes_on("A9", "A2", strictly=False)
    assert opens_series("B1", "D4")
    assert not opens_series("Q1", "D4")  # a quarter
    assert alike("03/21 - 2", "11/22 - 7")
    assert alike("22/114", "23/006")
    assert not alike("12/05/22", "11/04/22")  # a date


def test_an_action_log_whose_references_keep_no_order_and_whose_states_are_told() -> None:
    found = rows(
        """Matters outstanding

Ref
Action
Owner
Status
11/22 - 4
Ask the bus operator for the figures by stop
Transport Officer
Asked twice; no reply so far
11/22 - 9
Draw up a list of empty shops
Town Centre Manager
List drawn up and sent to members
05/22 - 2
Hold a meeting with the market traders
Clerk
Held on 3 October. Closed
"""
    )
    assert found[1:] == [
        [
            "11/22 - 4",
            "Ask the bus operator for the figures by stop",
            "Transport Officer",
            "Asked twice; no reply so far",
        ],
        ["11/22 - 9", "Draw up a list of empty shops", "Town Centre Manager", "List drawn up and sent to members"],
        ["05/22 - 2", "Hold a meeting with the market traders", "Clerk", "Held on 3 October. Closed"],
    ]


def test_series_of_references_that_each_begin_with_their_division_s_letter() -> None:
    found = rows(
        """Workplan

Activity
Owner
Deadline
Quarter 2 update
WARMER
W1 Insulate the lofts of all bungalows
Asset Manager
31/10/2022
Contractor on site since May.
W2 Offer a heating check to every tenant
Repairs Manager
28/02/2023
Letters have gone out.
SAFER
S1 Fit sprinklers at Garth Court
Building Safety Lead
30/06/2022
Fitted and tested.
FAIRER
F1 Publish what repairs cost
Head of Finance
31/03/2023
Figures are being drawn together.
"""
    )
    assert [row for row in found if len(row) == 1] == [["WARMER"], ["SAFER"], ["FAIRER"]]
    assert [row[0] for row in found if len(row) > 4] == ["W1", "W2", "S1", "F1"]
    assert found[-1][1:] == [
        "Publish what repairs cost", "Head of Finance", "31/03/2023", "Figures are being drawn together.",
    ]  # fmt: skip


def test_a_footer_and_a_page_number_between_a_row_and_its_rest() -> None:
    found = rows(
        """Netherby Vale Youth Justice Plan: report for the summer

What we will do            Who              By when    Where we are now                   RAG

GOAL ONE: Fewer children
before the court

Train every custody        Custody          May 2021   Ten of fourteen have been          A
sergeant in the new        Inspector                   trained; the others are
referral form                                          booked in for the

Netherby Vale Youth Justice Plan v3
                                     Page 2 of 4

What we will do            Who              By when    Where we are now                   RAG
                                                       week of 7 June.

Open a drop-in at the      Youth Worker     July 2021  Lease signed; the kitchen is       G
old library                                            being fitted.
"""
    )
    assert found[1] == ["GOAL ONE: Fewer children before the court"]
    assert found[2][3].endswith("the others are booked in for the week of 7 June.")
    assert found[3][:2] == ["Open a drop-in at the old library", "Youth Worker"]
    assert len(found) == 4


def test_a_cell_that_ends_a_sentence_leaves_the_next_cell_in_its_column() -> None:
    found = rows(
        """Topic         Agreed action                 Officer        Due        Outcome of follow-up

Payroll       Check leavers each month      Payroll Lead   31.05.22   Checks are made, but
              against the HR list.                                    not yet each month.

Fuel cards    Collect the cards of those    Fleet Manager  30.06.22   All collected by the
              who have left.                                          end of May.
"""
    )
    assert found[1][1:] == [
        "Check leavers each month against the HR list.", "Payroll Lead", "31.05.22",
        "Checks are made, but not yet each month.",
    ]  # fmt: skip


def test_a_line_without_cells_between_rows_of_tabs_heads_those_below() -> None:
    found = rows(
        "Action\tProgress\nMend the gate\tDone\nOpen spaces\nCount the bats\tTwice in May\nRake the pond\tDone\n"
    )
    assert found == [
        ["Action", "Progress"], ["Mend the gate", "Done"], ["Open spaces"], ["Count the bats", "Twice in May"],
        ["Rake the pond", "Done"],
    ]  # fmt: skip


def test_divisions_without_marks_before_the_first_of_the_next_number() -> None:
    found = rows(
        """Ref
Action
Lead
Due
Progress
1.1
Count the bats
Park Ranger
May 2021
Counted twice.
1.2
Rake the pond
Works Manager
June 2021
Raked in May.
Open spaces
2.1
Mend the gate
Works Manager
July 2021
Gate is on order.
2.2
Paint the fence
Works Manager
August 2021
Not yet begun.
"""
    )
    assert ["Open spaces"] in found
    assert [row[0] for row in found if len(row) == 5] == ["Ref", "1.1", "1.2", "2.1", "2.2"]
