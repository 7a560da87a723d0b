"""Steps with their dates."""

import pytest

from pipeline.extract.statements.milestones import milestone


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
