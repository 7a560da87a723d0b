import pytest

from pipeline.extract.statements.planned import planned_step


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The plan will be published in May 2012, and will be looked at again in 2015.", "will be published"),
        ("Each partner will be required to write a plan of its own.", "will be required to"),
        ("A shorter version is to be produced for young readers.", "is to be produced"),
    ],
)
def test_steps_that_are_planned(text: str, words: str) -> None:
    assert planned_step(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "If the bid succeeds, the plan will be published in spring.",
        "The plan will not be published this year.",
        "The terms may change before the lease will be approved.",
        "Residents will be glad of it.",
        "The note lists the changes which will be introduced by others.",
    ],
)
def test_what_is_conditional_or_no_step_plans_nothing(text: str) -> None:
    assert planned_step(text) == ""
