"""Tables of steps and their dates."""

from pipeline.extract.statements.model import Kind
from pipeline.extract.statements.tables import read_table
from pipeline.ingest.assemble import Draft
from schemas.paper import Paper
from tests.extract.specimens import paper, table
from tests.extract.statements.reading import words


def steps(draft: Draft) -> list[tuple[str, str]]:
    made: Paper = paper(draft)
    actions = [s for s in read_table(made, 0, 0).statements if s.kind is Kind.ACTION]
    return [(words(made, s).replace("\n", " "), s.cells["due"].text(made) if "due" in s.cells else "") for s in actions]


def test_a_stage_is_told_with_what_it_is_a_stage_of() -> None:
    assert steps(
        table(
            ["Document", "Milestone", "Target date"],
            ["Parking plan", "Draft", "May 2026"],
            ["Parking plan", "Adoption", "June 2027"],
            ["Shopfront guide", "Draft", "July 2026"],
            ["Shopfront guide", "Adoption", "May 2027"],
        )
    ) == [
        ("Parking plan Draft", "May 2026"),
        ("Parking plan Adoption", "June 2027"),
        ("Shopfront guide Draft", "July 2026"),
        ("Shopfront guide Adoption", "May 2027"),
    ]


def test_what_has_come_about_has_its_own_date_where_none_was_planned() -> None:
    assert steps(
        table(
            ["Step", "Forecast date", "Actual"],
            ["First draft published", "-", "12 May 2018"],
            ["Hearings held", "June 2019", "-"],
            ["Plan adopted", "March 2020", "-"],
            ["Map redrawn", "April 2020", "2 May 2020"],
            ["Guide printed", "-", "3 June 2020"],
        )
    ) == [
        ("First draft published", "12 May 2018"),
        ("Hearings held", "June 2019"),
        ("Plan adopted", "March 2020"),
        ("Map redrawn", "April 2020"),
        ("Guide printed", "3 June 2020"),
    ]


def test_two_steps_under_a_header_are_a_timetable() -> None:
    rows = ["Draft village plan out to comment", "2027"], ["Vote", "2028"]
    assert steps(table(["", "2025 estimate"], *rows, header=0)) == [
        ("Draft village plan out to comment", "2027"),
        ("Vote", "2028"),
    ]  # fmt: skip


def test_a_step_that_fills_its_row_with_its_date() -> None:
    assert steps(
        table(
            ["Issues and options", "May 2020"],
            ["Draft plan", "June 2021"],
            ["Hearings", "July 2022"],
            ["Adoption of the plan – March 2023"],
            header=0,
        )
    )[-1] == ("Adoption of the plan", "March 2023")


def test_indicators_with_years_are_no_steps() -> None:
    assert (
        steps(
            table(
                ["Indicator", "Year", "Result"],
                ["Fewer homes stand empty", "2026", ""],
                ["More children walk", "2027", ""],
                ["Less waste is burnt", "2028", ""],
            )
        )
        == []
    )
