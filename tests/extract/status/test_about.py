"""Reports read beside the action that they are on."""

import pytest

from pipeline.extract.status import status_of
from schemas.states import Status

DONE, DOING = Status.COMPLETED, Status.IN_PROGRESS


@pytest.mark.parametrize(
    ("report", "about", "status"),
    [
        ("Six have signed.", "A charter signed by nine ferry firms", DOING),
        ("Nine have signed.", "A charter signed by nine ferry firms", DONE),
        ("Four in post.", "Recruit seven wardens", DOING),
        ("Seven in post.", "Recruit seven wardens", DONE),
        ("61% at the end of June.", "Bring the share of letters answered in a week up to 80%", DOING),
        ("Eleven boats fitted.", "Fit all 11 boats with beacons", DONE),
        ("Two held.", "Hold a fair each spring", DONE),
        ("Tenders are back and are being scored.", "Rebuild the slipway", DOING),
        ("Contract awarded to a local firm.", "Rebuild the slipway", DOING),
        ("Contract awarded to a local firm.", "Let a contract for the ferry", DONE),
        ("Draft policy consulted on in May.", "Adopt a policy on moorings", DOING),
        ("The policy was adopted in May.", "Adopt a policy on moorings", DONE),
    ],
)
def test_counts_and_steps_are_measured_against_the_action(report: str, about: str, status: Status) -> None:
    assert status_of(report, kind="progress", about=about).status is status


def test_without_an_action_a_step_that_is_done_is_done() -> None:
    assert status_of("Contract awarded to a local firm.", kind="progress").status is DONE
