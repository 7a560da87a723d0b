"""Columns whose names leave open what they hold: next steps, promises of last year, dated targets and milestones."""

from pipeline.extract.statements.model import Kind, Statement
from pipeline.extract.statements.tables import TableReading, read_table
from pipeline.ingest.assemble import Draft
from schemas.paper import Paper
from tests.extract.specimens import paper, table
from tests.extract.statements.reading import cells, shown


def _read(draft: Draft) -> tuple[Paper, TableReading]:
    made = paper(draft)
    return made, read_table(made, 0, 0)


def _of(found: TableReading, kind: Kind) -> list[Statement]:
    return [s for s in found.statements if s.kind is kind]


def test_next_steps_beside_pledges_are_actions_of_their_own() -> None:
    made, found = _read(
        table(
            ["Owner", "Pledge", "Progress", "What happens next", "RAG"],
            ["Ms Ash", "Mend the roofs", "Half are mended.", "Order more slates", "Amber"],
            ["Mr Elm", "Clear the gutters", "-", "Hire a cherry picker", "Red"],
        )
    )
    assert shown(made, _of(found, Kind.ACTION)) == [
        ("action", "Mend the roofs"),
        ("action", "Order more slates"),
        ("action", "Clear the gutters"),
        ("action", "Hire a cherry picker"),
    ]
    mend, order, clear, hire = _of(found, Kind.ACTION)
    assert cells(made, mend)["status"] == "Amber"
    assert cells(made, order) == {"lead": "Ms Ash"}
    assert order.rule == "table.next"
    assert len({s.group for s in (mend, order, clear, hire)}) == 4


def test_next_steps_beside_priorities_are_the_actions() -> None:
    made, found = _read(
        table(
            ["Priority", "Progress", "Next steps", "Lead"],
            ["Safer streets", "Two wardens began.", "Walk the estates at dusk", "Ms Ash"],
            ["Cleaner air", "A sensor is up.", "Put up three more sensors", "Mr Elm"],
        )
    )
    assert ("priority", "Safer streets") in shown(made, found.statements)
    assert [s.rule for s in _of(found, Kind.ACTION)] == ["table.action"] * 2


def test_what_was_said_for_last_year_and_what_was_done() -> None:
    made, found = _read(
        table(
            ["What we said we would do in 2021/22", "What we did", "What difference has it made?"],
            ["Open a drop-in", "It opened in May.", "Forty came"],
            ["Train ten mentors", "Eight were trained.", "Too soon to say"],
        )
    )
    assert shown(made, found.statements) == [
        ("action", "Open a drop-in"),
        ("progress", "It opened in May."),
        ("action", "Train ten mentors"),
        ("progress", "Eight were trained."),
    ]


def test_targets_and_milestones_that_are_dates_say_when() -> None:
    made, found = _read(
        table(["Action", "Officer", "Target"], ["Mend roofs", "Ms Ash", "Mar-24"], ["Oil gates", "Mr Elm", "Quarterly"])
    )
    assert [cells(made, s)["due"] for s in found.statements] == ["Mar-24", "Quarterly"]
    made, found = _read(
        table(["Action", "Officer", "Target"], ["Mend roofs", "Ms Ash", "Sep 31"], ["Oil gates", "Mr Elm", "2032"])
    )
    assert [cells(made, s)["due"] for s in found.statements] == ["Sep 31", "2032"]
    made, found = _read(
        table(
            ["Task", "Milestones", "Who"],
            ["Mend roofs", "Slates ordered Q1", "Ms Ash"],
            ["Oil gates", "Draft Q2. Signed Q4", "Mr Elm"],
        )
    )
    assert shown(made, found.statements) == [("action", "Mend roofs"), ("action", "Oil gates")]
    assert cells(made, found.statements[0])["due"] == "Slates ordered Q1"


def test_a_target_that_is_a_figure_is_a_measure() -> None:
    _, found = _read(
        table(["Action", "Officer", "Target"], ["Mend roofs", "Ms Ash", "95%"], ["Oil gates", "Mr Elm", "12 gates"])
    )
    assert all("due" not in s.cells for s in found.statements)


def test_now_before_next_and_later_is_a_report() -> None:
    made, found = _read(
        table(
            ["Project", "NOW (to May)", "NEXT (to June)", "LATER"],
            ["New pontoon", "Piles are in.", "Lay the deck", "-"],
            ["Lit channel", "-", "Buy lamps", "Fit them"],
        )
    )
    assert shown(made, found.statements) == [
        ("action", "New pontoon"),
        ("progress", "Piles are in."),
        ("action", "Lay the deck"),
        ("action", "Lit channel"),
        ("action", "Buy lamps"),
        ("action", "Fit them"),
    ]


def test_reports_below_a_name_that_nobody_knows_are_told_by_what_they_say() -> None:
    made, found = _read(
        table(
            ["No.", "Action", "Owner", "Spring round"],
            ["1", "Mend the roofs", "Ms Ash", "Half of them have been mended."],
            ["2", "Clear the gutters", "Mr Elm", "Not begun: the cherry picker is away."],
            ["3", "Paint the doors", "Ms Ash", "The doors were painted in June."],
        )
    )
    assert [words for _, words in shown(made, _of(found, Kind.PROGRESS))] == [
        "Half of them have been mended.",
        "Not begun: the cherry picker is away.",
        "The doors were painted in June.",
    ]


def test_hopes_below_a_name_that_nobody_knows_are_no_reports() -> None:
    _, found = _read(
        table(
            ["No.", "Action", "Owner", "Sign of it"],
            ["1", "Mend the roofs", "Ms Ash", "Improved comfort at school"],
            ["2", "Clear the gutters", "Mr Elm", "Reduced damp on walls"],
            ["3", "Paint the doors", "Ms Ash", "Pupils proud of the building"],
        )
    )
    assert not _of(found, Kind.PROGRESS)


def test_further_mitigation_in_a_register_of_risks_is_the_action() -> None:
    made, found = _read(
        table(
            ["Ref", "Risk", "Score", "Further mitigation planned", "Owner", "Position on mitigation"],
            ["R1", "Flood in the archive", "4x4", "Raise the shelves", "Ms Ash", "Two rooms are done."],
            ["R2", "Loss of the ferry", "3x5", "Charter a second boat", "Mr Elm", "Talks have been held."],
        )
    )
    assert shown(made, found.statements) == [
        ("action", "Raise the shelves"),
        ("progress", "Two rooms are done."),
        ("action", "Charter a second boat"),
        ("progress", "Talks have been held."),
    ]


def test_dates_and_jobs_below_names_that_say_nothing_known() -> None:
    made, found = _read(
        table(
            ["Meeting", "Action", "Helm", "Whither", "Status"],
            ["3 May 2024", "Mend the roofs", "Estates Manager", "March 2025", "Begun"],
            ["3 May 2024", "Clear the gutters", "Parks team", "June 2025", "Done"],
            ["9 July 2024", "Paint the doors", "Head of Housing", "July 2025", "Done"],
        )
    )
    assert [cells(made, s)["due"] for s in _of(found, Kind.ACTION)] == ["March 2025", "June 2025", "July 2025"]
    assert [cells(made, s)["lead"] for s in _of(found, Kind.ACTION)] == [
        "Estates Manager",
        "Parks team",
        "Head of Housing",
    ]


def test_the_date_of_the_meeting_is_not_when_an_action_is_due() -> None:
    made, found = _read(
        table(
            ["Action", "Officer", "Meeting", "Progress"],
            ["Mend the roofs", "Estates Manager", "3 May 2024", "Half are mended."],
            ["Clear the gutters", "Parks team", "3 May 2024", "Not begun."],
            ["Paint the doors", "Head of Housing", "9 July 2024", "Done."],
        )
    )
    assert all("due" not in cells(made, s) for s in _of(found, Kind.ACTION))


def test_a_date_ahead_of_the_action_in_a_log_is_when_it_was_asked_for() -> None:
    rows = (["May", "Mend roofs", "Ms Ash", "Half are mended"], ["June", "Oil gates", "Mr Elm", "All are oiled"])
    _, found = _read(table(["Date", "Action", "Officer", "Update"], *rows))
    assert all("due" not in s.cells for s in found.statements)
    made, found = _read(table(["Date", "Step"], ["May 2031", "Mend roofs"], ["June 2031", "Oil gates"]))
    assert [cells(made, s)["due"] for s in found.statements] == ["May 2031", "June 2031"]


def test_delivered_by_is_whom_or_when_as_its_cells_have_it() -> None:
    jobs, dates = ["Estates Manager", "Parks team", "Head of Housing"], ["March 2025", "June 2025", "July 2025"]
    for said, field in ((jobs, "lead"), (dates, "due")):
        made, found = _read(
            table(
                ["Action", "Delivered by", "Progress"],
                ["Mend the roofs", said[0], "Half are mended."],
                ["Clear the gutters", said[1], "Not begun."],
                ["Paint the doors", said[2], "Done."],
            )
        )
        assert [cells(made, s)[field] for s in _of(found, Kind.ACTION)] == said
