"""Action notes: labels, owners in brackets, several actions behind one label."""

import pytest

from pipeline.extract.minutes import read_notes
from pipeline.ingest.assemble import Draft
from tests.extract.specimens import item, paper


def notes(*drafts: Draft | str) -> list[tuple[str, str]]:
    """Words and owner of each note."""
    made = paper(*drafts)
    found = read_notes(made, frozenset(made.leaves))
    return [(made.text[n.start : n.end], made.text[slice(*n.owner)] if n.owner else "") for n in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Action: Book the hall. Tell the scouts. (JB & KLM)",
            [("Book the hall.", "JB & KLM"), ("Tell the scouts.", "JB & KLM")],
        ),
        ("ACTION: JB to book the hall", [("JB to book the hall", "")]),
        ("Action 3/24: write to the bus company [PW]", [("write to the bus company", "PW")]),
        ("AP2 – Order the signs – JB", [("Order the signs", "JB")]),
        ("ACTION JB to book the hall", [("JB to book the hall", "")]),
        ("JB/KL to meet the landlord before Easter", [("JB/KL to meet the landlord before Easter", "")]),
        ("Head of Planning to report back on appeals.", [("Head of Planning to report back on appeals.", "")]),
        ("Officers to circulate the dates", [("Officers to circulate the dates", "")]),
        ("Kim Lowe to chase the invoice.", [("Kim Lowe to chase the invoice.", "")]),
        ("The slides are to be shared. Action: JB", [("The slides are to be shared.", "JB")]),
        ("The slides are to be shared (Action: Head of Parks).", [("The slides are to be shared", "Head of Parks")]),
        ("The roof leaks. ACTION: Get three quotes (PW).", [("Get three quotes", "PW")]),
        ("Actions: None", []),
        ("Action: All", []),
        ("Members went on to discuss the roof.", []),
        ("It is important for officers to report.", []),
        ("Action plan 2024: a review", []),
        ("They will then come back with an offer.", []),
    ],
)
def test_notes(text: str, expected: list[tuple[str, str]]) -> None:
    assert notes(text) == expected


def test_notes_stand_in_list_items() -> None:
    assert notes(item("JB to book the hall"), item("KL: nothing to report")) == [("JB to book the hall", "")]


def test_initials_that_a_paper_explains_are_no_label() -> None:
    present = "Present: Ann Pike (AP), chair; Jo Barr (JB)"
    assert notes(present, "AP: the grant was nil.", "AP to chase the bank") == [("AP to chase the bank", "")]
    assert notes("AP: chase the bank.") == [("chase the bank.", "")]


def test_an_owner_alone_belongs_to_the_sentence_of_the_block_above() -> None:
    assert notes("Two lamps are out. They are to be mended.", "ACTION: Caretaker") == [
        ("They are to be mended.", "Caretaker")
    ]
    assert notes("ACTION: Caretaker") == []


def test_a_resolution_is_an_action_where_an_owner_is_noted_behind_it() -> None:
    made = paper("Resolved that a kettle be bought. ACTION: Clerk", "Resolved that the accounts be signed.")
    (note,) = read_notes(made, frozenset(), frozenset(made.leaves))
    assert made.text[note.start : note.end] == "Resolved that a kettle be bought."
    assert note.owner is not None
    assert made.text[slice(*note.owner)] == "Clerk"
