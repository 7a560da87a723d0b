"""Orders that are answered where they stand, in invented specimens."""

from pipeline.extract.statements.answered import answered
from schemas.paper import Paper
from tests.extract.specimens import item, paper


def told(made: Paper) -> list[tuple[str, str]]:
    return [(a.order.text(made), a.answer.text(made) if a.answer else "") for a in answered(made, frozenset())]


def test_sentences_behind_an_order_report_on_it() -> None:
    made = paper(
        "The task group made four recommendations.",
        item("Review the rents of all sites. Completed. New rents began in April 2016.", "1."),
        item("Carry out a survey of water supplies. The survey covered nine sites.", "2."),
        item("Let half plots to new tenants. 41 half plots have been let.", "3."),
        item("Appoint an allotments champion.", "4."),
    )
    assert told(made) == [
        ("Review the rents of all sites.", "Completed. New rents began in April 2016."),
        ("Carry out a survey of water supplies.", "The survey covered nine sites."),
        ("Let half plots to new tenants.", "41 half plots have been let."),
        ("Appoint an allotments champion.", ""),
    ]


def test_a_state_behind_a_dash_or_in_brackets() -> None:
    made = paper(
        item("Replace the fence at Mill Lane – complete"),
        item("Repair the tap at Long Meadow - in progress"),
        item("Cut back the hedge at Church Field (completed June 2016)"),
    )
    assert told(made) == [
        ("Replace the fence at Mill Lane", "complete"),
        ("Repair the tap at Long Meadow", "in progress"),
        ("Cut back the hedge at Church Field", "completed June 2016"),
    ]


def test_orders_that_go_on_about_what_is_to_be_done_are_not_answered() -> None:
    made = paper(
        item("Review the rents. Look at all nine sites.", "1."),
        item("Carry out a survey. Tenants will be asked for their views.", "2."),
        item("Publish a guide. It will be free.", "3."),
    )
    assert told(made) == []


def test_one_answered_order_among_prose_is_chance() -> None:
    made = paper(
        item("Review the rents. Completed.", "1."),
        item("The council owns nine sites. They were bought in 1920.", "2."),
        item("Members asked about water. It was said that taps had been mended.", "3."),
    )
    assert told(made) == []


def test_titles_on_the_line_of_their_paragraph_are_no_orders() -> None:
    made = paper(
        item("Housing benefit. The backlog has been cut to 310.", "7.1"),
        item("Sickness. Long-term absence has fallen by a tenth.", "7.2"),
        item("One stop shop. Plans have been given up.", "7.3"),
    )
    assert told(made) == []
