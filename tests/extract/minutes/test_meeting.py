"""Minutes through the whole of extraction: what they give to do, to whom, and nothing of the talk."""

import pytest

from pipeline.authorities import load_register
from pipeline.extract.extractor import Extractor
from pipeline.ingest.assemble import Draft
from tests.extract.specimens import heading, item, paper, table

HEAD = (
    heading("NOTES OF A MEETING of the Hedge Forum held on 4 May 2021"),
    "Present: A Webb (AW), J Bell (JB), K Low (KL)",
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(register=load_register([]))


def actions(extractor: Extractor, *drafts: Draft | str) -> list[tuple[str, str | None, str | None]]:
    """Words, lead and due words of each action."""
    rows = extractor.extract(paper(*drafts)).actions
    return [(row.text, row.lead, row.due_text) for row in rows]


def test_a_column_of_owners_is_no_column_of_actions(extractor: Extractor) -> None:
    found = actions(
        extractor,
        *HEAD,
        table(
            ["Item", "Discussion", "Action"],
            ["1", "The Forum noted the accounts. KL would ask the bank for a new card.", "KL"],
            ["2", "The hedge has grown. It was agreed to ask for quotes before the next meeting.", "JB / AW"],
            ["3", "Date of next meeting 6 June", "Noted"],
        ),
    )
    assert [row[:2] for row in found] == [
        ("KL would ask the bank for a new card.", "KL"),
        ("It was agreed to ask for quotes before the next meeting.", "JB / AW"),
    ]


def test_a_table_of_actions_is_read_once(extractor: Extractor) -> None:
    found = actions(
        extractor,
        *HEAD,
        heading("Actions"),
        table(["Action", "Owner", "Deadline"], ["JB to circulate the slides", "JB", "June 2021"]),
    )
    assert found == [("JB to circulate the slides", "JB", "June 2021")]


def test_owners_behind_the_items_of_a_list(extractor: Extractor) -> None:
    found = actions(extractor, *HEAD, heading("Action points"), item("Write to the Council about the hedge – KL"))
    assert found == [("Write to the Council about the hedge – KL", "KL", None)]


def test_a_resolution_that_gives_work_is_decision_and_action(extractor: Extractor) -> None:
    text = "RESOLVED: That the Head of Parks be asked to provide a breakdown of costs to Members."
    records = extractor.extract(paper(*HEAD, "JB reported that the gates had been mended.", text))
    assert len(records.recommendations) == 1
    assert [row.rule for row in records.actions if "breakdown" in row.text] == ["minutes.resolved"]


def test_steps_that_a_decision_approves_are_actions(extractor: Extractor) -> None:
    found = actions(
        extractor,
        "Issue - meetings",
        "That Cabinet:",
        item("Noted the report.", "1."),
        item("Approved the next steps set out in the report:", "2."),
        item("To appoint a warden for the park;", "a.", 1),
        item("To plant a second hedge by March 2022.", "b.", 1),
        item("Noted the thanks of the Friends.", "3."),
    )
    assert [text for text, *_ in found] == [
        "To appoint a warden for the park;",
        "To plant a second hedge by March 2022.",
    ]


def test_what_stands_beside_an_inline_action_is_still_read(extractor: Extractor) -> None:
    found = actions(extractor, *HEAD, item("AW agreed to mend the bench. The gate sticks. ACTION: Oil the gate (JB)."))
    assert [(text, lead) for text, lead, _ in found] == [("AW agreed to mend the bench.", "AW"), ("Oil the gate", "JB")]


def test_talk_makes_no_records(extractor: Extractor) -> None:
    records = extractor.extract(
        paper(
            "Minutes:",
            "The Head of Parks presented the annual report, which had been circulated with the agenda.",
            "Members discussed the gates and thanked the wardens for the work that had been completed.",
            "In response to questions, the following answers were provided:",
            "Councillor Webb asked whether the railings would be painted by the end of the year.",
        )
    )
    assert not records.actions
    assert not records.progress
