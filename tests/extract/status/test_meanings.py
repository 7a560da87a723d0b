"""What the words beside a rating mean."""

from pipeline.extract.status import find_legend
from schemas.states import Status


def test_a_share_by_which_work_is_late_is_no_share_done() -> None:
    legend = find_legend(
        ("Key: Green on schedule; Amber late by up to 10% but can be caught up; Red over 75% complete",)
    )
    assert legend is not None
    assert legend.statuses["amber"] is Status.BEHIND
    assert legend.statuses["red"] is Status.IN_PROGRESS


def test_a_rating_that_may_be_either_keeps_both() -> None:
    legend = find_legend(("G = going to plan. R = not begun and overdue, or stopped. W = not yet due to begin.",))
    assert legend is not None
    assert legend.statuses["red"] is Status.BEHIND
    assert legend.either["red"] == {Status.BEHIND, Status.STOPPED}
