"""Records whose labels stand within a line, and what stands behind them."""

from pipeline.extract.extractor import Extractor
from pipeline.ingest import Source, read


def test_labels_with_their_date_within_a_paragraph() -> None:
    (paper,) = read(
        Source(
            "plan.txt",
            b"Parks plan\n\nAgreed action: Mend the bandstand. Owner: Parks Manager. Position at May 2021: Mended.\n",
        )
    )
    tables = Extractor().extract(paper).tables()
    assert [row.text for row in tables["actions.csv"]] == ["Mend the bandstand."]
    assert [row.text for row in tables["progress.csv"]] == ["Mended."]


BRACKETED = b"""Wendlebury Council
Market action plan: how it is going

Action 1 - Open the yard to stallholders (Lead: Estates Manager; target: June 2021)
The yard has been cleared. A surface is being laid.

Action 2 - Start a night market (Lead: Town Clerk; target: April 2020)
The first night market was held on 9 April 2020.

Action 3 - Free parking on market days (Lead: Parking Manager; target: May 2020)
Cabinet decided not to go ahead with this in view of what it would cost.
"""


def test_fields_in_brackets_and_a_paragraph_behind_them_that_reports() -> None:
    (paper,) = read(Source("plan.txt", BRACKETED))
    tables = Extractor().extract(paper).tables()
    assert [(row.text, row.lead, row.due_text, str(row.status)) for row in tables["actions.csv"]] == [
        ("Open the yard to stallholders", "Estates Manager", "June 2021", "in_progress"),
        ("Start a night market", "Town Clerk", "April 2020", "completed"),
        ("Free parking on market days", "Parking Manager", "May 2020", "stopped"),
    ]
    assert [row.action_id for row in tables["progress.csv"]] == [row.action_id for row in tables["actions.csv"]]


def test_a_lead_in_that_recurs_and_tells_what_will_have_been_done() -> None:
    (paper,) = read(
        Source(
            "plan.txt",
            b"Our plan\n\nA fair start\nBy 2030 we will have:\n- built 90 homes\n- opened two hubs\n\n"
            b"A green town\nBy 2030 we will have:\n- planted 500 trees\n- cut our fuel bill by half\n",
        )
    )
    actions = Extractor().extract(paper).tables()["actions.csv"]
    assert [(row.text, str(row.status)) for row in actions] == [
        ("built 90 homes", "not_started"),
        ("opened two hubs", "not_started"),
        ("planted 500 trees", "not_started"),
        ("cut our fuel bill by half", "not_started"),
    ]


def test_lines_with_a_report_below_each() -> None:
    (paper,) = read(
        Source(
            "plan.txt",
            b"Parks plan\n\nMend the bandstand\n\nProgress: Mended in May.\n\nCount the bats in the mill\n\n"
            b"Progress: Counted twice.\n\nOpen the upper path\n\nProgress: A date is being sought.\n",
        )
    )
    tables = Extractor().extract(paper).tables()
    assert [row.text for row in tables["actions.csv"]] == [
        "Mend the bandstand",
        "Count the bats in the mill",
        "Open the upper path",
    ]
    assert [row.action_id for row in tables["progress.csv"]] == [row.action_id for row in tables["actions.csv"]]


def test_indicators_with_their_targets_are_no_actions_though_a_comment_stands_below_each() -> None:
    (paper,) = read(
        Source(
            "figures.txt",
            b"Parks figures\n\nP1 Days of rain 7.9, target 6.0\n\nComment: It rained.\n\n"
            b"P2 Bats counted in the mill 61, target 75\n\nComment: Counted twice.\n\n"
            b"P3 Swims at dawn 4,120, target 5,000\n\nComment: The lido was shut.\n",
        )
    )
    assert not Extractor().extract(paper).tables()["actions.csv"]


def test_numbered_labels_before_a_full_stop_and_a_state_behind_the_date() -> None:
    (paper,) = read(
        Source(
            "plan.txt",
            b"Review of bus shelters: how far we have got\n\n"
            b"Recommendation 1. That each shelter be given a seat.\n"
            b"Response: Agreed. Progress: Thirty of ninety have a seat.\n"
            b"Lead: Transport Officer. Completion: May 2021. On track.\n\n"
            b"Recommendation 2. That timetables be put up in large print.\n"
            b"Response: Agreed. Progress: They were put up in February.\n"
            b"Lead: Works Manager. Completion: March 2021. Complete.\n",
        )
    )
    tables = Extractor().extract(paper).tables()
    assert [(row.text, row.lead, row.due_text, str(row.status)) for row in tables["actions.csv"]] == [
        ("That each shelter be given a seat.", "Transport Officer", "May 2021", "in_progress"),
        ("That timetables be put up in large print.", "Works Manager", "March 2021", "completed"),
    ]


CARDS = b"""Hartsmere Borough Council
Harbour improvement plan

STAGE A. The quay

A1\tReplace the rotten timbers of the quay
\tOwner: Harbour Master\tDate: May 2031
\tWhere we are: All are in place. The paint is still to come.

A2\tTrain the crew in first aid
\tOwner: Crew Manager\tDate: TBC
\tWhere we are: Nobody has been on the course yet.

A3\tBuy a second launch
\tOwner: Head of Finance
\tWhere we are: Members decided in June not to go ahead.
"""


def test_cells_that_bring_their_labels_along() -> None:
    (paper,) = read(Source("plan.txt", CARDS))
    tables = Extractor().extract(paper).tables()
    assert [(row.text, row.lead, row.due_text) for row in tables["actions.csv"]] == [
        ("Replace the rotten timbers of the quay", "Harbour Master", "May 2031"),
        ("Train the crew in first aid", "Crew Manager", "TBC"),
        ("Buy a second launch", "Head of Finance", None),
    ]
    assert [(row.text, row.action_id) for row in tables["progress.csv"]] == [
        ("All are in place. The paint is still to come.", tables["actions.csv"][0].action_id),
        ("Nobody has been on the course yet.", tables["actions.csv"][1].action_id),
        ("Members decided in June not to go ahead.", tables["actions.csv"][2].action_id),
    ]


def test_a_date_is_a_label_beside_another_on_its_line() -> None:
    text = (
        b"Estates plan\n\nDate: 4 June 2031\n\nTask: Survey the roofs\nTask owner: Surveyor      Date: 31/05/2032\n"
        b"Narrative: Half are done.\n\n"
        b"Task: Mend the lift\nTask owner: Caretaker      Date: 30/06/2032\nNarrative: Mended.\n"
    )
    (paper,) = read(Source("plan.txt", text))
    actions = Extractor().extract(paper).tables()["actions.csv"]
    assert [(row.text, row.lead, row.due_date) for row in actions] == [
        ("Survey the roofs", "Surveyor", "2032-05-31"),
        ("Mend the lift", "Caretaker", "2032-06-30"),
    ]
