"""Works that are named one after another, each with its report."""

from pipeline.extract.extractor import Extractor
from pipeline.extract.sections import find_sections
from pipeline.extract.statements.model import Kind, Statement
from pipeline.extract.statements.named_reports import with_named_reports
from pipeline.ingest.assemble import Draft
from tests.extract.specimens import heading, item, paper, para
from tests.extract.statements.reading import shown

ITEMS = (
    item("Boat shed (£90k). The roof was finished in May. Doors are on order."),
    item("New slipway, East Quay. No builder has been found and work has not started."),
    item("Harbour lights. All twelve have been changed."),
)
NAMES = ["Boat shed (£90k)", "New slipway, East Quay", "Harbour lights"]


def found(*drafts: Draft | str, heard: str = "") -> list[tuple[str, str]]:
    made = paper(*drafts)
    statements = []
    if heard:
        start = made.text.index(heard)
        block = max(i for i in made.leaves if made.blocks[i].start <= start)
        statements = [Statement(Kind.PROGRESS, start, start + len(heard), block, "sentence.progress")]
    return shown(made, with_named_reports(made, find_sections(made), frozenset(), statements, 0)[0])


def test_each_name_is_an_action_and_all_behind_it_its_report() -> None:
    told = found(heading("Capital projects"), *ITEMS, heard="Doors are on order.")
    assert [words for kind, words in told if kind == "action"] == NAMES
    assert ("progress", "The roof was finished in May. Doors are on order.") in told
    assert len(told) == 6


def test_dashes_and_colons_part_them_as_well_and_a_lead_in_may_say_what_they_are() -> None:
    lines = [para(f"{name} - work has started on site") for name in ("The old pier", "The sea wall", "The lido roof")]
    told = found(para("The position on the schemes in the programme is this"), *lines)
    assert [words for kind, words in told if kind == "action"] == ["The old pier", "The sea wall", "The lido roof"]


def test_topics_people_and_short_rows_are_none() -> None:
    assert found(heading("What the Board heard"), *ITEMS) == []
    assert found(heading("Capital projects"), *ITEMS[:2]) == []
    people = [item(f"Councillor {name}. Work has started on the pier.") for name in ("Ash", "Elm", "Oak")]
    assert found(heading("Questions on projects"), *people) == []
    plans = [item(f"{name} pier. It will be built of oak and larch.") for name in ("The north", "The east", "The long")]
    assert found(heading("Capital projects"), *plans) == []


def test_the_report_is_linked_to_the_work_before_it() -> None:
    tables = Extractor().extract(paper(heading("Capital projects"), *ITEMS)).tables()
    actions = {row.action_id: row.text for row in tables["actions.csv"]}
    assert [actions[row.action_id] for row in tables["progress.csv"] if row.action_id] == NAMES
