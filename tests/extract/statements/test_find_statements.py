"""All statements of a paper, and what is kept out of them."""

from pipeline.extract.front_matter import FieldValue, FrontMatter
from pipeline.extract.sections import find_sections
from pipeline.extract.statements import excluded_blocks, find_statements
from pipeline.extract.statements.classifier import Weights
from pipeline.extract.statements.model import Kind
from pipeline.ingest.assemble import Draft
from schemas.paper import Paper
from schemas.states import FieldSource
from tests.extract.specimens import heading, item, paper, table
from tests.extract.statements.reading import shown

SILENT = Weights(kinds=(Kind.PRIORITY, Kind.ACTION, Kind.PROGRESS), bias=(-9.0,) * 3, threshold=(0.5,) * 3, features={})
EAGER = SILENT.model_copy(update={"bias": (-9.0, 9.0, -9.0)})
"""Takes every sentence for an action."""


def found(*drafts: Draft | str, weights: Weights = SILENT) -> list[tuple[str, str]]:
    made = paper(*drafts)
    return shown(made, find_statements(made, find_sections(made), None, (), weights))


def value(made: Paper, field: str, words: str) -> FieldValue:
    start = made.text.index(words)
    return FieldValue(field, words, words, FieldSource.PAPER, "test", start, start + len(words))


def test_statements_stand_in_reading_order_and_priorities_once() -> None:
    assert found(
        "Key actions completed include:",
        item("Two roofs were mended"),
        heading("Priority 1: Dry homes for all"),
        table(["Priority", "Action"], ["Dry homes for all", "Clear gutters"]),
    ) == [
        ("action", "Two roofs were mended"),
        ("progress", "Two roofs were mended"),
        ("priority", "Dry homes for all"),
        ("action", "Clear gutters"),
    ]


def test_blocks_are_front_matter_by_all_that_they_hold_of_it() -> None:
    made = paper("Meeting of Homes Panel, Elm District Council, Thursday, 25 January 2024 6.30 pm (Item 7)", "Homes.")
    committee = value(made, "committee", "Homes Panel")
    date = value(made, "meeting_date", "Thursday, 25 January 2024 6.30 pm")
    assert excluded_blocks(made, FrontMatter((committee,)), ()) == frozenset()
    assert excluded_blocks(made, FrontMatter((committee, date)), ()) == {0}
    assert excluded_blocks(made, FrontMatter((committee, committee, committee, committee)), ()) == frozenset()


def test_front_matter_told_from_running_text_hides_no_block() -> None:
    made = paper("The plan for homes is a strategy.")
    assert not excluded_blocks(made, FrontMatter((value(made, "report_type", made.text),)), ())


def test_recommended_ranges_hide_the_blocks_that_they_cover() -> None:
    made = paper("Cabinet is asked to:", item("mend roofs"), item("paint doors"), "The roofs are old.")
    ranges = [(0, 40), (20, made.text.index("The roofs") - 1)]
    assert excluded_blocks(made, None, ranges) == {0, 1, 2}
    assert excluded_blocks(made, None, ()) == frozenset()


def test_a_key_to_colours_states_nothing() -> None:
    key = table(["Colour", "Meaning"], ["Red", "The action is running late"], ["Green", "The action is done"])
    assert not found(key, weights=EAGER)
    plan = table(["Ward", "Notes"], ["Elm", "The action is running late"], ["Ash", "The action is done"])
    assert [kind for kind, _ in found(plan, weights=EAGER)].count("action") == 2


def test_a_lead_in_whose_items_are_records_is_none_itself() -> None:
    lead_in = "The following actions have now been completed:"
    assert found(lead_in, item("Two roofs were mended"), weights=EAGER) == [
        ("action", "Two roofs were mended"),
        ("progress", "Two roofs were mended"),
    ]
    assert found("The roofs of these three courts leak:", item("Elm"), weights=EAGER) == [
        ("action", "The roofs of these three courts leak:")
    ]
