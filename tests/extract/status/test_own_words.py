"""Keys of ratings in a paper's own words, and keys of letters without anything that parts them from their words."""

import pytest

from pipeline.extract.status import find_legend, key_texts, status_of
from schemas.states import Status
from tests.extract.specimens import heading, paper, para

KEY = (
    "A sheet is shown as Sailing (work is going on well), Moored (finished), Becalmed (something in the way), "
    "or Ashore (not begun)."
)
DASHED = "Sailing – the work has begun. Moored – finished. Ashore – will not be done."


def test_a_rating_in_words_means_what_the_paper_says() -> None:
    legend = find_legend([KEY], ["Sailing", "Moored", "Becalmed", "Ashore"])
    assert legend is not None
    assert {cell: status_of(cell, kind="cell", legend=legend).status for cell in ("Sailing", "Moored", "Becalmed")} == {
        "Sailing": Status.IN_PROGRESS,
        "Moored": Status.COMPLETED,
        "Becalmed": Status.BEHIND,
    }
    assert status_of("Ashore", kind="cell", legend=legend).status is Status.NOT_STARTED


@pytest.mark.parametrize("report", ["Moored. All 40 doors are hung.", "Moored – 40 doors hung", "Moored"])
def test_a_report_may_begin_with_such_a_rating(report: str) -> None:
    legend = find_legend([DASHED], ["Moored. All 40 doors are hung.", "Sailing"])
    assert status_of(report, kind="progress", legend=legend).status is Status.COMPLETED


def test_words_that_no_cell_holds_are_no_ratings() -> None:
    assert find_legend([DASHED], ["Red", "Amber"]) is None
    assert find_legend([DASHED], ["Sailing"]) is None  # one is explained by chance


def test_letters_line_by_line() -> None:
    made = paper(
        heading("Key"), para("B Completed"), para("G On target"), para("A Slipped, but can be recovered"),
        para("D Dropped"), para("The plan has four parts."),
    )  # fmt: skip
    legend = find_legend(key_texts(made))
    assert legend is not None
    assert [legend.statuses[key] for key in ("blue", "green", "amber", "d")] == [
        Status.COMPLETED, Status.IN_PROGRESS, Status.BEHIND, Status.STOPPED,
    ]  # fmt: skip


def test_a_share_of_the_budget_is_no_share_of_the_work() -> None:
    legend = find_legend(["Key: Green on schedule; Amber late or over budget by up to 10%; Blue complete"])
    assert legend is not None
    assert legend.statuses["amber"] is Status.BEHIND
