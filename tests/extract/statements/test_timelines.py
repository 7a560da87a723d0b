"""Timelines in lines."""

from pipeline.extract.sections import find_sections
from pipeline.extract.statements.timelines import timelines
from tests.extract.specimens import heading, paper
from tests.extract.statements.reading import cells, shown, words


def test_dates_above_their_steps_with_how_each_has_gone() -> None:
    made = paper(
        "Moving the museum", "April 2031", "Finished", "Roof of the old granary mended", "July 2031", "Running late",
        "Cases and lights bought", "October 2031", "Packing of the pottery", "Later", "Opening of the tea room",
        heading("Questions"),
    )  # fmt: skip
    found, taken = timelines(made, find_sections(made), frozenset())
    assert shown(made, found) == [
        ("action", "Roof of the old granary mended"),
        ("progress", "Roof of the old granary mended"),
        ("action", "Cases and lights bought"),
        ("progress", "Cases and lights bought"),
        ("action", "Packing of the pottery"),
        ("action", "Opening of the tea room"),
    ]
    assert cells(made, found[2]) == {"due": "July 2031", "status": "Running late"}
    assert found[2].group == found[3].group != found[4].group
    assert len(taken) == 10


def test_news_with_its_dates_is_no_timeline() -> None:
    made = paper("4 May 2031", "Ferry back in service", "2 May 2031", "Bandstand painted", "1 May 2031", "New mayor")
    assert timelines(made, find_sections(made), frozenset()) == ([], set())


def test_dates_that_nothing_announces_are_no_timeline() -> None:
    made = paper("4 May 2031", "Planning Panel", "6 May 2031", "Harbour Board", "9 May 2031", "Museum Panel")
    assert timelines(made, find_sections(made), frozenset()) == ([], set())


def test_steps_before_their_dates_under_the_names_of_the_columns() -> None:
    made = paper(
        "Milestone Target date", "First draft May 2031", "Complete – 40 replies", "Survey of wharves and landings",
        "Autumn 2031", "Public hearing January to March 2032", "The hearing will be in the guildhall.",
    )  # fmt: skip
    found, _ = timelines(made, find_sections(made), frozenset())
    assert [(str(s.kind), words(made, s), cells(made, s).get("due")) for s in found] == [
        ("action", "First draft", "May 2031"),
        ("progress", "Complete – 40 replies", None),
        ("action", "Survey of wharves and landings", "Autumn 2031"),
        ("action", "Public hearing", "January to March 2032"),
    ]
