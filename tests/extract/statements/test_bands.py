"""Plans on a page: tables set in bands."""

from pipeline.extract.links import find_links
from pipeline.extract.sections import find_sections
from pipeline.extract.statements.tables import read_table
from pipeline.ingest.assemble import Draft
from schemas.states import Relation
from tests.extract.specimens import paper, table
from tests.extract.statements.reading import cells, shown, words


def read(draft: Draft) -> list[tuple[str, str]]:
    made = paper(draft)
    return shown(made, read_table(made, 0, 0).statements)


def test_bands_under_their_names() -> None:
    made = paper(
        table(
            ["Our priorities"],
            ["Clean rivers", "Busy markets"],
            ["By March 2031 we will"],
            ["Dredge the Lode below the mill", "Let the six empty stalls"],
            ["Measures of success"],
            ["Fewer complaints", "Footfall"],
            ["Our values"],
            ["Candour", "Thrift"],
        )
    )
    found = read_table(made, 0, 0).statements
    assert shown(made, found) == [
        ("priority", "Clean rivers"),
        ("priority", "Busy markets"),
        ("action", "Dredge the Lode below the mill"),
        ("action", "Let the six empty stalls"),
    ]
    assert cells(made, found[2]) == {"priority": "Clean rivers", "due": "By March 2031 we will"}
    links = find_links(made, find_sections(made), found)
    assert [(words(made, a.source), words(made, a.target)) for a in links if a.relation is Relation.SERVES] == [
        ("Dredge the Lode below the mill", "Clean rivers"),
        ("Let the six empty stalls", "Busy markets"),
    ]


def test_bands_behind_their_names() -> None:
    assert read(
        table(
            ["Ambitions", "A greener town", "A fairer town"],
            ["What we will do", "Plant an orchard in each ward", "Open a second advice shop"],
            ["How we will know", "Trees counted", "Debt written off"],
            header=0,
        )
    ) == [
        ("priority", "A greener town"),
        ("priority", "A fairer town"),
        ("action", "Plant an orchard in each ward"),
        ("action", "Open a second advice shop"),
    ]


def test_a_plan_with_columns_of_its_own_is_no_table_of_bands() -> None:
    assert read(
        table(
            ["Priority", "Action", "Lead"],
            ["Clean rivers", "Dredge the Lode below the mill", "Head of Drainage"],
            ["Busy markets", "Let the six empty stalls", "Market Manager"],
        )
    ) == [
        ("priority", "Clean rivers"),
        ("action", "Dredge the Lode below the mill"),
        ("priority", "Busy markets"),
        ("action", "Let the six empty stalls"),
    ]


def test_ways_of_working_are_no_work() -> None:
    found = read(
        table(["Our aims"], ["Warm homes", "Safe streets"], ["How we will do it"], ["Together", "Openly"], header=0)
    )
    assert found == [("priority", "Warm homes"), ("priority", "Safe streets")]
