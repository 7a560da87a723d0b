"""Who leads, as officers tell it in running prose: intentions, requests, passives, and subjects that are no more."""

import pytest

from pipeline.extract.lead import find_lead


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("The Harbour Team hopes to have a chart ready for June.", "The Harbour Team"),
        ("The Chamber is going to put the case to its members.", "The Chamber"),
        ("The Dock Manager was minded to close the slip.", "The Dock Manager"),
        ("Heads of service have been asked to list their boats.", "Heads of service"),
        ("Wardens’ tools are to be looked after by the Curator.", "the Curator"),
        ("officers had already been asked to count the moorings.", "officers"),
        ("A tide table has been drawn up by the Harbour Engineer.", "the Harbour Engineer"),
        ("TW had sent out the list of moorings.", "TW"),
        ("Revd Ann Teal will speak to the rowing club.", "Revd Ann Teal"),
        ("Care of the slip rests with the Pilotage Board.", "the Pilotage Board"),
        ("The rewriting of the byelaws falls to the Legal Team.", "the Legal Team"),
        ("The slip will be repaired under the direction of the Harbour Engineer.", "the Harbour Engineer"),
    ],
)
def test_who_means_is_asked_or_has_it_in_hand_leads(text: str, lead: str) -> None:
    found = find_lead(text, kind="sentence")
    assert found is not None
    assert found.text == lead


@pytest.mark.parametrize(
    "text",
    [
        "Dredging is expected to take until May.",
        "Housing is expected to be finished by May.",
        "The Trust has started a second ferry.",
        "Officers have moved the moorings.",
        "The County Council achieved a prize for its quays.",
        "The buoy has been removed by a licensed diver.",
        "The grant has been secured by the Council.",
    ],
)
def test_who_is_merely_the_subject_or_the_hand_of_what_is_over_is_no_lead(text: str) -> None:
    assert find_lead(text, kind="sentence") is None
