"""Items that say what is to be done and, behind it, what became of it."""

import pytest

from pipeline.extract.statements.answers import answered, find_answer


@pytest.mark.parametrize(
    ("text", "action", "report", "sure"),
    [
        ("Mend the steps at Orrin Pier. Done.", "Mend the steps at Orrin Pier", "Done.", True),
        (
            "Write to every tenant. Complete. Letters went out in May.",
            "Write to every tenant",
            "Complete. Letters went out in May.",
            True,
        ),
        ("Recruit ten wardens. Six have been found.", "Recruit ten wardens", "Six have been found.", False),
        (
            "Draw up a rota. Share it with the parishes. Both were done in June.",
            "Draw up a rota. Share it with the parishes",
            "Both were done in June.",
            False,
        ),
        ("Extend the scheme – completed in May", "Extend the scheme", "completed in May", False),
        ("Publish a guide: this is in draft", "Publish a guide", "this is in draft", False),
        ("Recommendation 4: Lend bicycles to pupils. Not agreed.", "Lend bicycles to pupils", "Not agreed.", True),
        ("That the letter be put in plain English. Done.", "That the letter be put in plain English", "Done.", True),
    ],
)
def test_action_and_report(text: str, action: str, report: str, sure: bool) -> None:
    found = find_answer(text)
    assert found is not None
    assert text[found.action.start : found.action.end] == action
    assert text[found.report.start : found.report.end] == report
    assert found.sure is sure


@pytest.mark.parametrize(
    "text",
    [
        "Publish a guide.",
        "Publish a guide. This will help people to choose.",
        "Publish a guide. Print copies for the libraries.",
        "Publish a guide: a booklet for carers",
        "Improve housing – including the homes that were built in 1950",
        "The guide was published. It was sent to carers.",
        "Improve the air in the town 2 Ongoing",
        "",
    ],
)
def test_no_report_behind_the_action(text: str) -> None:
    assert find_answer(text) is None


def test_one_report_among_many_orders_is_a_reason_as_likely_as_not() -> None:
    reason = find_answer("Review the routes. The routes were drawn up in 1998.")
    verdict = find_answer("Paint the shelters. Done.")
    assert reason is not None
    assert verdict is not None
    assert answered([reason, None, None]) == [None, None, None]
    assert answered([reason, verdict, None]) == [reason, verdict, None]
    assert answered([verdict, None, None, None]) == [verdict, None, None, None]
