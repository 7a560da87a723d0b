"""Which papers, and which parts of them, are minutes."""

from pipeline.extract.minutes import find_minutes
from tests.extract.specimens import heading, item, paper

TOLD = "The Head of Parks reported that the gates had been mended. Councillor Webb asked about the railings."


def test_minutes_by_their_heading() -> None:
    made = paper("MINUTES of a meeting of the Parks Committee held on 4 May 2021", "Present: A Webb", TOLD)
    assert find_minutes(made) == frozenset(made.leaves)


def test_minutes_of_one_item_by_their_manner() -> None:
    made = paper(TOLD)
    assert find_minutes(made) == frozenset(made.leaves)


def test_minutes_from_their_label_on() -> None:
    made = paper(heading("Gates"), "To consider the state of the gates.", "Minutes:", TOLD)
    assert find_minutes(made) == frozenset(made.leaves[2:])


def test_decision_pages() -> None:
    made = paper("Decision details", "Gates", "That the gates be mended.")
    assert find_minutes(made) == frozenset(made.leaves)


def test_reports_are_no_minutes() -> None:
    made = paper(
        heading("Report of the Head of Parks"),
        "The gates were mended in May. The railings will be painted. The Committee agreed the budget in March.",
        "There are forty gates. Each has two hinges. The hinges are old. Most of them squeak. Oil costs little.",
        item("Paint the railings"),
    )
    assert find_minutes(made) == frozenset()


def test_an_agenda_is_no_minutes() -> None:
    made = paper(
        "Agenda", "Apologies for absence", "Minutes of the meeting held on 4 May 2021", "Declarations of interest"
    )
    assert find_minutes(made) == frozenset()


def test_an_empty_paper() -> None:
    assert find_minutes(paper("")) == frozenset()


def test_notes_with_a_title_and_attendance_need_no_telling() -> None:
    made = paper("Notes of the meeting of the Hedge Group held on 4 May 2021", "Present: AW, JB", item("Signs ordered"))
    assert find_minutes(made) == frozenset(made.leaves)
