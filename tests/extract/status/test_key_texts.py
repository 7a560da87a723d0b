"""Where a paper's key to its ratings may stand."""

from pipeline.extract.status import find_legend, key_texts
from schemas.states import Status
from tests.extract.specimens import paper, table


def test_a_key_printed_as_a_table_is_read() -> None:
    """Cells were looked at one by one, so that no key in a table was ever read; rows of actions are none."""
    made = paper(
        table(["Colour", "Meaning"], ["Blue", "The step is complete"], ["Green", "The step is on schedule"]),
        table(
            ["Step", "Rating", "Progress"],
            ["Mend the pier", "Green", "Completed in May"],
            ["Paint", "Blue", "No start"],
        ),
    )
    legend = find_legend(key_texts(made))
    assert legend is not None
    assert dict(legend.statuses) == {"blue": Status.COMPLETED, "green": Status.IN_PROGRESS}


def test_a_key_in_one_row_of_cells() -> None:
    made = paper(
        table(["R", "Off track"], ["Red: overdue", "Amber: at risk"], ["Green: on track", "Grey: not started"])
    )
    legend = find_legend(key_texts(made))
    assert legend is not None
    assert legend.statuses["amber"] is Status.BEHIND
    assert legend.statuses["grey"] is Status.NOT_STARTED


def test_numbered_rows_are_no_key() -> None:
    made = paper(table(["1", "Pier", "Complete"], ["2", "Quay", "Not started"], ["3", "Slipway", "On hold"]))
    assert find_legend(key_texts(made)) is None


def test_of_two_meanings_of_a_rating_the_first_counts() -> None:
    legend = find_legend(
        ["Blue – finished. Green – under way and to time, or not due to begin. Red – stuck, or stopped."]
    )
    assert legend is not None
    assert legend.statuses["green"] is Status.IN_PROGRESS
    assert legend.either["green"] == {Status.IN_PROGRESS, Status.NOT_STARTED}


def test_what_will_not_be_delivered_unless_something_is_done_is_behind() -> None:
    legend = find_legend(
        ["Key: G On track; R In trouble: will not be delivered unless more money is found; B Delivered"]
    )
    assert legend is not None
    assert legend.statuses["red"] is Status.BEHIND


def test_confidence_in_delivery_is_a_rating() -> None:
    legend = find_legend(
        ["Green: success is highly likely. Amber: feasible but there are major issues. Red: looks unachievable."]
    )
    assert legend is not None
    assert [legend.statuses[key] for key in ("green", "amber", "red")] == [
        Status.IN_PROGRESS,
        Status.BEHIND,
        Status.BEHIND,
    ]
