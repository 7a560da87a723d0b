import pytest

from pipeline.extract.statements.stated import stated_progress


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Lido scheme remains on track.", "remains on track"),
        ("At the time of writing, the new ferry is well advanced, and the crew has been hired.", "is well advanced"),
        ("Six of our hubs are now up and running.", "are now up and running"),
        ("The barrage was abandoned after two surveys.", "was abandoned"),
        ("Work has also begun on the quay wall.", "Work has also begun"),
        ("Good progress has been made with the lease.", "Good progress has been made"),
        ("Additionally, talks with the landowners are continuing.", "talks with the landowners are continuing"),
        ("Recruitment to the crew continues.", "Recruitment to the crew continues"),
    ],
)
def test_a_main_clause_states_how_far_something_has_got(text: str, words: str) -> None:
    assert stated_progress(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "We will ensure that the scheme remains on track.",
        "To be sure that each pier is on schedule they will be looked at each month.",
        "The bill which is on hold in the Lords would change this.",
        "If work has begun, the fee is not refunded.",
        "The chapel is to be painted while scaffolding is in place.",
        "Action is required to mend the sea wall.",
        "Progress is reported to the Board each quarter.",
        "The Government's own scheme was abandoned in May.",
    ],
)
def test_what_stands_in_another_clause_or_is_asked_for_states_no_progress(text: str) -> None:
    assert stated_progress(text) == ""
