"""Papers that state no work, and papers that only look like them."""

from pathlib import Path

import pytest

from pipeline.extract.extractor import Extractor
from pipeline.extract.sections import find_sections
from pipeline.extract.statements.formal import form_of, formal_blocks
from pipeline.ingest.assemble import Draft
from pipeline.ingest.read import read
from pipeline.ingest.source import Source
from tests.extract.specimens import heading, item, paper, table

RECORD_FREE = sorted((Path(__file__).parent / "record_free").glob("*.txt"))
PAGES_A_FALSE_RECORD = 10


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def test_papers_without_records_yield_at_most_one_in_ten_pages(extractor: Extractor) -> None:
    found: list[str] = []
    for path in RECORD_FREE:  # of a page each
        for made in read(Source(path.name, path.read_bytes())):
            records = extractor.extract(made)
            rows = (*records.priorities, *records.actions, *records.progress)
            found.extend(f"{path.stem}: {row.text}" for row in rows)
    assert len(found) * PAGES_A_FALSE_RECORD <= len(RECORD_FREE), found


def form(*drafts: Draft | str) -> str:
    return form_of(paper(*drafts))


def test_an_agenda_is_told_by_its_title_and_its_usual_items() -> None:
    items = (item("Apologies for absence", "1."), item("Declarations of interest", "2."), item("Roofs of Elm", "3."))
    assert form(heading("A G E N D A"), *items) == "agenda"
    assert form(heading("AGENDA"), item("Roofs of Elm", "1.")) == ""
    assert form(heading("Roofs of Elm"), *items) == ""


def test_minutes_that_keep_the_order_of_the_agenda_are_none() -> None:
    assert (
        form(
            heading("Agenda"),
            item("Apologies for absence", "1."),
            item("Declarations of interest", "2."),
            item("Roofs of Elm", "3."),
            "RESOLVED: that the roofs be mended by June.",
        )
        == ""
    )


def test_a_report_on_terms_of_reference_is_a_report() -> None:
    body = ("The purpose of the panel and its membership", "Quorum and responsibility")
    assert form(heading("Terms of reference of the Homes Panel"), *body) == "terms of reference"
    assert form(heading("Review of the terms of reference of the Homes Panel"), *body) == ""
    assert form(heading("Terms of reference"), *body, heading("Legal implications"), "None.") == ""


def test_an_action_on_terms_of_reference_in_a_table_makes_no_terms_of_reference() -> None:
    plan = table(["Action", "Lead"], ["Circulate the terms of reference of the Homes Panel", "Chair"])
    assert form(heading("Action log"), plan, "The purpose and the membership of the panel; its quorum.") == ""


def test_a_report_on_a_petition_is_a_report() -> None:
    body = ("We ask the Council to mend the roof.", "Signatures: 212")
    assert form("Petition: the roof of Elm Court", *body) == "petition"
    assert form("Petition: the roof of Elm Court", *body, heading("Recommendations"), "That it be noted.") == ""


def test_terms_of_reference_in_an_appendix_are_a_part_of_their_own() -> None:
    made = paper(
        heading("Homes strategy"),
        "We will mend every roof by June.",
        heading("Appendix B: Terms of reference of the Homes Board"),
        "The Board will meet four times a year. Its Chair will be elected by its members.",
        heading("Action plan"),
        "Gutters will be cleared in May.",
    )
    assert formal_blocks(made, find_sections(made)) == {3: "terms of reference"}
    assert form_of(made) == ""


def test_long_papers_hold_more_than_their_title_says() -> None:
    lines = (heading("Agenda"), "Apologies for absence", "Declarations of interest")
    assert form(*lines) == "agenda"
    assert form(*lines, "The roofs were mended. " * 1000) == ""


def test_minutes_whose_items_end_in_what_was_agreed_are_no_agenda() -> None:
    agreed = ("The Panel AGREED: To note the report.", "The Panel AGREED: To approve the minute as a correct record.")
    items = (item("Apologies", "1."), item("Declarations of interest", "2."), item("Matters arising", "3."))
    assert form(heading("AGENDA"), *items, *agreed, *agreed) == ""
