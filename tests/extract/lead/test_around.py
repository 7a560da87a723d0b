"""Leads that are named once for several actions."""

import pytest

from pipeline.extract.lead import Around
from pipeline.extract.lead.logic import lead_in
from pipeline.extract.sections import find_sections
from pipeline.ingest.assemble import Draft
from tests.extract.specimens import heading, item, paper


def lead_of(words: str, *drafts: Draft | str, taken: str = "") -> str | None:
    made = paper(*drafts)
    start = made.text.index(words)
    block = next(i for i in made.leaves if made.blocks[i].body <= start < made.blocks[i].end)
    at = made.text.index(taken) if taken else 0
    found = Around(made, find_sections(made), [(at, at + len(taken))] if taken else ()).lead(
        block, made.blocks[block].body, made.blocks[block].end
    )
    if found is None:
        return None
    lead, said = found
    assert made.text[said.start + lead.start : said.start + lead.end] == lead.text
    return lead.text


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("The Housing Service will:", "The Housing Service"),
        ("Over the next year, the Harbour Board is to:", "Harbour Board"),
        ("Members were reminded of the gale. Officers will:", "Officers"),
        ("In response to questions, the Head of Parks:", "Head of Parks"),
        ("Quayside Trust and partners are working on the following:", "Quayside Trust and partners"),
        ("The Clerk was asked to:", "The Clerk"),
        ("Key actions:", None),
        ("Next Steps will include:", None),
        ("We will:", None),
        ("It will:", None),
        ("Lead officer:", None),
        ("The strategy will:", None),
        ("Our Priorities are:", None),
    ],
)
def test_the_doer_in_a_lead_in(text: str, lead: str | None) -> None:
    found = lead_in(text)
    assert (found.text if found else None) == lead


def test_the_lead_in_of_a_list_names_who_does_its_items() -> None:
    drafts = ("The Housing Service will:", item("mend roofs"), item("mend boilers"), "Rents are due.", item("paint"))
    assert lead_of("mend roofs", *drafts) == "The Housing Service"
    assert lead_of("mend boilers", *drafts) == "The Housing Service"
    assert lead_of("paint", *drafts) is None


def test_initials_behind_the_last_of_several_action_points() -> None:
    text = "Action: Set a date for the regatta. Write to the clubs. (PQ & RS)"
    assert lead_of("Set a date", text) == "PQ & RS"
    assert lead_of("Set a date", text.removeprefix("Action: ")) is None


def test_a_line_below_a_heading_names_who_leads_its_section() -> None:
    drafts = (
        heading("Moorings"),
        "Lead: Head of Parks",
        "Buoys will be laid.",
        heading("Piers"),
        "Planks will be laid.",
    )
    assert lead_of("Buoys", *drafts) == "Head of Parks"
    assert lead_of("Planks", *drafts) is None


def test_the_officer_of_the_report_leads_no_section() -> None:
    drafts = (heading("Report on moorings"), "Lead officer: Head of Parks", "Buoys will be laid.")
    assert lead_of("Buoys", *drafts, taken="Head of Parks") is None


def test_who_spoke_undertakes_it() -> None:
    text = "Mr Oakes said that the ferry was late. He agreed to write to the owners."
    made = paper(text)
    start = made.text.index("He agreed")
    found = Around(made, find_sections(made)).lead(0, start, len(made.text))
    assert found is not None
    lead, said = found
    assert made.text[said.start + lead.start : said.start + lead.end] == lead.text == "Mr Oakes"


def test_names_in_brackets_at_the_ends_of_a_list_are_leads_and_a_place_in_one_item_is_none() -> None:
    items = [item("Light the quay (Harbour Works)", "-"), item("Mend the ropes (Boat Shed) AMBER", "-")]
    listed = [*items, item("Paint the huts (Beach Care).", "-")]
    assert lead_of("Light the quay", *listed) == "Harbour Works"
    assert lead_of("Mend the ropes", *listed) == "Boat Shed"
    assert lead_of("Light the quay", item("Light the quay (East Side)", "-"), item("Mend the ropes", "-")) is None
