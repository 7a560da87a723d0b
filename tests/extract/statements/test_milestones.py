"""Steps with their dates."""

import pytest

from pipeline.extract.sections import find_sections
from pipeline.extract.statements.milestones import milestone, milestone_steps
from tests.extract.specimens import paper


@pytest.mark.parametrize(
    ("text", "step", "when"),
    [
        ("Contract let – May 2021", "Contract let", "May 2021"),
        ("New depot open: Spring 2023", "New depot open", "Spring 2023"),
        ("Staff moved - mid 2019", "Staff moved", "mid 2019"),
        ("Full service from Ash House – 2024", "Full service from Ash House", "2024"),
        ("Consultation (March 2020 to June 2020)", "Consultation", "March 2020 to June 2020"),
        ("Designs done – June 2020 – first for Oak Lane", "Designs done", "June 2020"),
    ],
)
def test_a_step_and_its_date(text: str, step: str, when: str) -> None:
    found = milestone(text)
    assert found is not None
    assert text[found.step.start : found.step.end] == step
    assert text[found.when.start : found.when.end] == when


@pytest.mark.parametrize(
    "text",
    [
        "Contract let in May 2021",
        "The grant – worth £20,000 in May 2021 – was spent on roofs",
        "Roofs – all of them",
        "– May 2021",
        "",
    ],
)
def test_no_step(text: str) -> None:
    assert milestone(text) is None


def test_dates_that_stand_above_their_steps() -> None:
    made = paper(
        "Timeline", "March 2031", "Plans are shown to the parish", "Now", "Officers are mending the plans",
        "Autumn 2031 onwards", "Building of the pier", "What about my boat?",
    )  # fmt: skip
    found = milestone_steps(made, find_sections(made), frozenset())
    assert [
        (made.text[s.start : s.end], made.text[s.cells["due"].start : s.cells["due"].end]) for s in found
    ] == [("Plans are shown to the parish", "March 2031"), ("Building of the pier", "Autumn 2031 onwards")]  # fmt: skip
    news = paper("Latest news", "9 May", "The pier is shut", "8 May", "The pier is open")
    assert not milestone_steps(news, find_sections(news), frozenset())
