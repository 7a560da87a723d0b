"""Statements from tables."""

from itertools import pairwise

from pipeline.extract.statements.model import Kind, Statement
from pipeline.extract.statements.tables import TableReading, read_table
from pipeline.ingest.assemble import Draft, Piece
from schemas.paper import BlockKind, Paper
from tests.extract.specimens import item, paper, table
from tests.extract.statements.reading import cells, shown, words


def read(draft: Draft) -> tuple[Paper, TableReading]:
    made = paper(draft)
    return made, read_table(made, 0, 0)


def of(found: TableReading, kind: Kind) -> list[Statement]:
    return [s for s in found.statements if s.kind is kind]


def test_action_plan_with_lead_due_and_progress() -> None:
    made, found = read(
        table(
            ["Ref", "Action", "Lead", "By when", "Progress", "RAG"],
            ["1.1", "Mend the roofs", "Ms Ash", "May 2021", "Half are mended.", "Amber"],
            ["1.2", "Clear the gutters", "N/A", "TBC", "-", "Red"],
        )
    )
    assert shown(made, found.statements) == [
        ("action", "Mend the roofs"),
        ("progress", "Half are mended."),
        ("action", "Clear the gutters"),
    ]
    mend, report, clear = found.statements
    assert cells(made, mend) == {
        "reference": "1.1", "lead": "Ms Ash", "due": "May 2021", "progress": "Half are mended.", "status": "Amber"
    }  # fmt: skip
    assert cells(made, clear) == {"reference": "1.2", "due": "TBC", "status": "Red"}  # what is said of when
    assert mend.group == report.group != clear.group
    assert (mend.rule, mend.cue) == ("table.action", "Action")


def test_a_worded_status_is_a_report_where_no_column_reports() -> None:
    made, found = read(
        table(["Action", "Lead", "Status"], ["Mend roofs", "Ms Ash", "Complete"], ["Clear gutters", "Ms Ash", "Green"])
    )
    assert shown(made, of(found, Kind.PROGRESS)) == [("progress", "Complete")]


def test_a_merged_priority_serves_all_its_rows_and_is_stated_once() -> None:
    made, found = read(
        table(
            ["Priority", "Action", "By when"],
            ["1. Dry homes", "Mend roofs", "May"],
            [None, "Clear gutters", "June"],
            ["2. Warm homes", "Mend boilers", "July"],
        )
    )
    dry, warm = of(found, Kind.PRIORITY)
    assert [(words(made, p), p.label) for p in (dry, warm)] == [("Dry homes", "1"), ("Warm homes", "2")]
    assert [cells(made, a)["priority"] for a in of(found, Kind.ACTION)] == ["Dry homes", "Dry homes", "Warm homes"]


def test_a_merged_due_cell_holds_for_all_its_rows() -> None:
    made, found = read(table(["Action", "By when"], ["Mend roofs", "May 2021"], ["Clear gutters", None]))
    assert [cells(made, a)["due"] for a in found.statements] == ["May 2021", "May 2021"]


def test_actions_listed_in_one_cell_are_each_one_of_one_row() -> None:
    made, found = read(table(["Action", "Lead"], [[item("Mend roofs", "a)"), item("Clear gutters", "b)")], "Ms Ash"]))
    assert [(words(made, s), s.label, cells(made, s)) for s in found.statements] == [
        ("Mend roofs", "a", {"lead": "Ms Ash"}),
        ("Clear gutters", "b", {"lead": "Ms Ash"}),
    ]
    assert len({s.group for s in found.statements}) == 1


def test_coded_priorities_are_named_not_stated() -> None:
    made, found = read(
        table(
            ["Strategic objective", "Action", "Lead"],
            ["SO1, SO3", "Mend roofs", "Ms Ash"],
            ["SO2", "Clear gutters", "Mr Birch"],
        )
    )
    assert not of(found, Kind.PRIORITY)
    assert [cells(made, a)["priority_codes"] for a in of(found, Kind.ACTION)] == ["SO1, SO3", "SO2"]


def test_codes_beside_priorities_are_their_labels() -> None:
    made, found = read(table(["No", "Strategic objective"], ["SO1", "Dry homes"], ["SO2", "Warm homes"]))
    assert [(p.label, words(made, p)) for p in of(found, Kind.PRIORITY)] == [
        ("SO1", "Dry homes"),
        ("SO2", "Warm homes"),
    ]


def test_two_columns_of_priorities_are_set_beside_one_another() -> None:
    made, found = read(
        table(
            ["Our aims", "Objectives of the region"],
            ["Dry homes", "Sound buildings"],
            ["Warm homes", "Sound buildings "],
        )
    )
    ours = [p for p in found.statements if not p.scope]
    assert [words(made, p) for p in ours] == ["Dry homes", "Warm homes"]
    assert [words(made, p.aligned[0]) for p in ours] == ["Sound buildings", "Sound buildings"]
    assert {p.scope for p in found.statements} == {"", "Objectives of the region"}


def test_headings_inside_are_priorities_of_the_rows_below() -> None:
    made, found = read(
        table(
            ["Action", "Lead"],
            ["Priority 1: Dry homes"],
            ["Mend roofs", "Ms Ash"],
            ["Warm homes"],
            ["Mend boilers", "Mr Birch"],
            ["All of this needs money, which the council does not have."],
            ["Fit stoves", "Mr Birch"],
        )
    )
    dry, warm = of(found, Kind.PRIORITY)
    assert [(words(made, p), p.label) for p in (dry, warm)] == [("Dry homes", "Priority 1"), ("Warm homes", "")]
    assert [cells(made, a)["priority"] for a in of(found, Kind.ACTION)] == ["Dry homes", "Warm homes", "Warm homes"]


def test_a_table_cut_by_a_page_keeps_its_column_names() -> None:
    rows = table(["Action", "Lead"], ["Mend roofs", "Ms Ash"])
    rest = table(["Clear gutters", "Mr Birch"], ["Mend boilers", "Ms Ash"], header=0)
    made = paper(rows, rest)
    second = next(i for i, b in enumerate(made.blocks) if b.kind is BlockKind.TABLE and i)
    first = read_table(made, 0, 0)
    found = read_table(made, second, 5, first)
    assert [(words(made, s), cells(made, s), s.group) for s in found.statements] == [
        ("Clear gutters", {"lead": "Mr Birch"}, 5),
        ("Mend boilers", {"lead": "Ms Ash"}, 6),
    ]
    assert not read_table(made, second, 5).understood
    third = read_table(made, second, 5, found)
    assert len(third.statements) == 2, "a table on three pages"


def test_timetable_of_steps_and_dates() -> None:
    made, found = read(
        table(
            ["Stage", "When it happens here"],
            ["Design of the bridge"],
            ["Survey of the ground", "Completed – March 2021"],
            ["Drawings", "June 2021"],
            ["Tenders", "September 2021"],
            header=0,
        )
    )
    assert [words(made, a) for a in of(found, Kind.ACTION)] == ["Survey of the ground", "Drawings", "Tenders"]
    assert shown(made, of(found, Kind.PROGRESS)) == [("progress", "Completed – March 2021")]
    assert not of(found, Kind.PRIORITY)
    assert cells(made, of(found, Kind.ACTION)[1]) == {"due": "June 2021"}


def test_tables_that_say_nothing_of_work_are_not_understood() -> None:
    for draft in (
        table(["Year", "Calls"], ["2019", "41"], ["2020", "43"]),
        table(["Risk", "Mitigation"], ["A roof falls", "Mend it"]),
        table(["Mend roofs", "Ms Ash"], header=0),
        table(["Action", "Lead"]),
    ):
        assert not read(draft)[1].understood


def test_every_statement_stands_in_its_block() -> None:
    made, found = read(
        table(["Priority", "Action", "By when"], ["Dry homes", [item("Mend"), item("Paint the doors")], "May"])
    )
    for statement in found.statements:
        block = made.blocks[statement.block]
        assert block.start <= statement.start < statement.end <= block.end
    assert all(a.start <= b.start for a, b in pairwise(found.statements))


def test_of_several_dates_the_revised_one_counts() -> None:
    made, found = read(
        table(
            ["Action", "Owner", "Original target date", "Revised target date"],
            ["Mend roofs", "Ms Ash", "May 2021", "June 2022"],
            ["Clear gutters", "Ms Ash", "July 2021", ""],
        )
    )
    assert [cells(made, s)["due"] for s in of(found, Kind.ACTION)] == ["June 2022", "July 2021"]


def test_a_numbered_row_is_one_action_with_the_list_that_it_leads_in() -> None:
    leads_in = Draft(BlockKind.PARAGRAPH, [Piece("Look into the use of:")])
    made, found = read(
        table(
            ["Ref", "Action", "Owner"],
            ["1.1", [leads_in, item("slates"), item("tiles")], "Ms Ash"],
            ["1.2", "Clear gutters", "Mr Oak"],
        )
    )  # fmt: skip
    assert [words(made, s).split("\n")[0] for s in of(found, Kind.ACTION)] == ["Look into the use of:", "Clear gutters"]


def test_a_labelled_priority_among_the_actions_of_a_cell() -> None:
    made, found = read(
        table(
            ["What we have committed to", "Plans in place"],
            ["Dry homes", [item("Roof strategy"), item("Priority One: Roofs that last"), item("Gutter plan")]],
            ["Warm homes", "Boiler plan"],
        )
    )
    assert [words(made, s) for s in of(found, Kind.ACTION)] == ["Roof strategy", "Gutter plan", "Boiler plan"]
    assert [(s.label, words(made, s)) for s in of(found, Kind.PRIORITY)][1] == ("Priority One", "Roofs that last")


def test_phrases_that_recur_beside_actions_are_their_aims_though_no_name_stands_over_them() -> None:
    made, found = read(
        table(
            ["Ref", "Action", ""],
            *(
                [f"2.{n}", f"Mend roof {n} of the town", "Keep our homes dry" if n % 2 else "Warm homes for all"]
                for n in range(1, 7)
            ),
        )
    )
    assert {words(made, s) for s in of(found, Kind.PRIORITY)} == {"Keep our homes dry", "Warm homes for all"}


def test_an_outcome_behind_the_action_is_no_aim() -> None:
    _, found = read(
        table(["Aim", "Action", "Outcome", "Lead"], ["Dry homes", "Mend roofs", "No roof leaks in winter", "Ms Ash"])
    )
    assert len(of(found, Kind.PRIORITY)) == 1


def test_the_latest_of_several_columns_of_colours_is_the_rating_and_words_without_a_name_are_the_report() -> None:
    made, found = read(
        table(
            ["Project", "Lead", "June", "Sept", ""],
            ["Mend the roofs", "Ms Ash", "Red", "Amber", "Slates came in late August."],
            ["Clear the gutters", "Mr Oak", "Green", "Blue", "All gutters are clear."],
        )
    )
    assert [words(made, s) for s in of(found, Kind.PROGRESS)] == [
        "Slates came in late August.",
        "All gutters are clear.",
    ]
    assert [cells(made, s)["status"] for s in of(found, Kind.ACTION)] == ["Amber", "Blue"]


def test_rows_without_column_names_under_a_labelled_theme_with_a_count() -> None:
    made, found = read(
        table(
            ["THEME: Dry homes", "2 milestones", ""],
            ["Mend the roofs", "May 2021", "Complete"],
            ["Clear the gutters", "June 2021", "Delayed"],
            header=0,
        )
    )
    assert shown(made, found.statements) == [
        ("priority", "Dry homes"),
        ("action", "Mend the roofs"),
        ("progress", "Complete"),
        ("action", "Clear the gutters"),
        ("progress", "Delayed"),
    ]
    assert cells(made, found.statements[3]) == {"due": "June 2021", "status": "Delayed", "priority": "Dry homes"}


def test_of_the_dates_of_two_plans_the_one_of_now_counts() -> None:
    made, found = read(
        table(
            ["Stage", "Plan of 2022", "Now"],
            ["Consultation", "June 2023", "June 2025"],
            ["Submission", "March 2024", "July 2026"],
            ["Adoption", "December 2024", "May 2027"],
        )
    )
    assert [cells(made, s)["due"] for s in of(found, Kind.ACTION)] == ["June 2025", "July 2026", "May 2027"]


def test_nothing_is_stated_in_a_table_of_figures() -> None:
    _, found = read(
        table(
            ["Indicator", "2010/11", "Target", "Result"],
            ["Abandoned cars removed in a day", "81%", "90%", "☺"],
            ["Rents collected", "97.1%", "98%", "☹"],
        )
    )
    assert found.understood
    assert not found.statements
    assert not read(table(["Bus", "Comes"], ["Number 4", "Hourly"], ["Number 5", "Seldom"]))[1].understood
