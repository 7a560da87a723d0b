"""Rows of tables that lost their borders."""

from collections.abc import Sequence

from pipeline.extract.statements.rows import Rows, is_reference, read_rows
from pipeline.ingest.assemble import Draft
from schemas.paper import Paper
from tests.extract.specimens import heading, item, paper, para
from tests.extract.statements.reading import cells, shown, words


def read(*drafts: Draft | str, names: Sequence[str] = (), group: int = 0) -> tuple[Paper, Rows]:
    made = paper(*drafts)
    return made, read_rows(made, made.leaves, names, group)


REFERENCED = [
    item("Replace the roofs of all homes By May 2021", "1.1a"),
    item("Clear the gutters each spring Ongoing", "1.1b"),
    item("Replace the boilers in Elm Court", "1.2a"),
    item("Install meters in every hall", "1.2b"),
    item("Train the caretakers in first aid", "2.1a"),
]


def test_what_is_a_reference() -> None:
    numbers = {
        "1.1a": True,
        "2.10": True,
        "A3": False,
        "3b": True,
        "1": False,
        "12": False,
        "a": True,
        "2.1.4.9": False,
    }
    made = paper(*(item("Mend the roofs", f"{n}.") for n in numbers))
    assert {b.number: is_reference(b) for b in made.blocks} == numbers | {"a": False}
    assert not is_reference(paper(heading("Mend", number="1.1")).blocks[0])


def test_rows_by_their_references() -> None:
    made, rows = read("The plan follows.", *REFERENCED, group=7)
    assert [(s.label, words(made, s)) for s in rows.statements] == [
        ("1.1a", "Replace the roofs of all homes By May 2021"),
        ("1.1b", "Clear the gutters each spring Ongoing"),
        ("1.2a", "Replace the boilers in Elm Court"),
        ("1.2b", "Install meters in every hall"),
        ("2.1a", "Train the caretakers in first aid"),
    ]
    assert [s.group for s in rows.statements] == [7, 8, 9, 10, 11]
    assert rows.groups == 12
    assert rows.claimed == {1, 2, 3, 4, 5}


def test_no_rows_where_references_are_few_or_open_with_no_verb() -> None:
    assert not read(*REFERENCED[:4])[1].statements
    assert not read(*(item("The roofs of Elm Court are old.", f"1.{n}") for n in range(1, 8)))[1].statements


def test_rows_below_the_names_of_their_columns() -> None:
    made, rows = read(
        heading("Plan for homes"),
        para("Action"),
        para("Lead"),
        para("By when"),
        para("Replace the roofs of Elm Court"),
        para("Housing team"),
        para("May 2021"),
        para("Replace all gutters twice"),
        para("Housing team"),
        para("June 2021"),
        heading("Background"),
        para("Mend what is broken, they say."),
    )
    assert [(words(made, s), cells(made, s)) for s in rows.statements] == [
        ("Replace the roofs of Elm Court", {"lead": "Housing team", "due": "May 2021"}),
        ("Replace all gutters twice", {"lead": "Housing team", "due": "June 2021"}),
    ]
    assert rows.claimed == set(range(1, 10))


def test_the_next_columns_date_ends_the_action() -> None:
    made, rows = read(
        para("Action"),
        para("By when"),
        para("Status"),
        para("Replace the roofs of Elm Court March 2021"),
        para("Amber"),
    )
    [action] = rows.statements
    assert words(made, action) == "Replace the roofs of Elm Court"
    assert cells(made, action) == {"due": "March 2021"} | {"status": "Amber"}


def test_a_date_that_the_words_lead_up_to_stays_in_them() -> None:
    made, rows = read(
        para("Action"), para("By when"), para("Status"), para("Replace the roofs of Elm Court by March 2021")
    )
    assert shown(made, rows.statements) == [("action", "Replace the roofs of Elm Court by March 2021")]


def test_a_value_that_recurs_is_a_priority_where_a_column_names_them() -> None:
    drafts = [para(name) for name in ("Objective", "Action", "By when")]
    for verb, month in (("Replace", "May"), ("Upgrade", "June")):
        drafts += [para(f"{verb} the roofs of Elm Court"), para("Dry homes"), para(f"{month} 2021")]
    made, rows = read(*drafts, names=["Dry homes"])
    assert [k for k, _ in shown(made, rows.statements)] == ["action", "priority"] * 2
    assert [cells(made, s).get("priority") for s in rows.statements if s.kind == "action"] == ["Dry homes"] * 2


def test_a_reference_in_a_block_of_its_own_begins_a_row_whatever_the_verb() -> None:
    columns = [para(name) for name in ("Ref.", "Action", "Lead", "Timescale")]
    rows = ["A1", "Whitewash the cellars of Elm Court", "Ms Ash", "May 2021", "A2", "Oil all hinges there", "Ms Ash"]
    made, found = read(*columns, *rows)
    assert [(s.label, words(made, s), cells(made, s).get("due")) for s in found.statements] == [
        ("A1", "Whitewash the cellars of Elm Court", "May 2021"),
        ("A2", "Oil all hinges there", None),
    ]


def test_a_digit_before_every_date_is_a_rating_not_a_day() -> None:
    drafts = [para(name) for name in ("Action", "Rating", "By when")]
    for month in ("May", "June", "July", "March", "April"):
        drafts += [para(f"Replace the roofs of {month} Court"), para(f"2 {month} 2021")]
    made, rows = read(*drafts)
    assert [cells(made, s)["due"] for s in rows.statements] == [
        "May 2021",
        "June 2021",
        "July 2021",
        "March 2021",
        "April 2021",
    ]
    one_day = [cells(m, s)["due"] for m, r in [read(*drafts[:5])] for s in r.statements]
    assert one_day == ["2 May 2021"]


def test_prose_yields_no_rows() -> None:
    made, rows = read("The plan has an action, a lead and a date.", "Replace the roofs of Elm Court.", "May 2021")
    assert not shown(made, rows.statements)
    assert not rows.claimed
