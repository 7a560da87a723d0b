"""Work told with its rating behind it."""

from pipeline.extract.sections import find_sections
from pipeline.extract.statements.model import Statement
from pipeline.extract.statements.rated import rated_work
from tests.extract.specimens import item, paper
from tests.extract.statements.reading import cells, shown


def read(*lines: str) -> tuple[list[tuple[str, str]], list[str], list[Statement]]:
    made = paper(*(item(line) for line in lines))
    found = rated_work(made, find_sections(made), frozenset())
    return shown(made, found), [cells(made, s)["status"] for s in found], found


def test_what_reports_is_an_action_and_its_report() -> None:
    found, ratings, made = read(
        "Two ferry wardens have been taken on – Done. They speak to 40 passengers a day.",
        "The quay wall is being surveyed – On track",
        "Licences for stallholders – Delayed.",
    )
    assert found == [
        ("action", "Two ferry wardens have been taken on"),
        ("progress", "Two ferry wardens have been taken on"),
        ("progress", "They speak to 40 passengers a day."),
        ("action", "The quay wall is being surveyed"),
        ("progress", "The quay wall is being surveyed"),
        ("action", "Licences for stallholders"),
    ]
    assert ratings == ["Done", "Done", "Done", "On track", "On track", "Delayed"]
    assert made[0].group == made[2].group != made[3].group


def test_ratings_in_brackets() -> None:
    found, _, _ = read(
        "Open a kiosk on the quay (complete)", "Let the boat sheds (not started)", "Repaint the lamps [In progress]"
    )
    assert [kind for kind, _ in found] == ["action", "action", "action"]


def test_one_dash_with_a_rating_is_no_list() -> None:
    assert read("The pier has reopened – done.", "The band plays on Sundays – weather allowing.")[0] == []


def test_the_same_word_each_time_is_no_rating() -> None:
    assert read("Minutes of May – approved and done", "Apologies – done", "Declarations of all sorts – done")[0] == []
