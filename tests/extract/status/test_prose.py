"""The status of work as officers tell it in running prose: tense, hedges, negation and what is said by the way."""

import pytest

from pipeline.extract.status import status_of
from schemas.states import Status

DONE, GOING, LATE, NOT, STOPPED = (
    Status.COMPLETED,
    Status.IN_PROGRESS,
    Status.BEHIND,
    Status.NOT_STARTED,
    Status.STOPPED,
)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Painting of the lock gates has begun at the lower basin.", GOING),
        ("Dredging of the inner harbour is two months late.", LATE),
        ("Painting the lock gates before the regatta", NOT),
        ("Making sure that the gates are painted", NOT),
        ("The night ferry has had to be put off again.", LATE),
        ("No skipper has yet been found for the night ferry.", LATE),
        ("The lease of the boathouse had still not been returned.", LATE),
        ("Cut the delays at the swing bridge", NOT),
        ("The tolls have been printed; the signs are still to be put up", GOING),
        ("The crew had met twice and was learning the channel.", GOING),
        ("Buoys have been laid at six of the nine rocks.", GOING),
        ("The harbour trust is going to ask its members for help.", NOT),
        ("The Harbour Master was minded to close the slip.", NOT),
        ("She gave an undertaking that each skipper would have a reply.", NOT),
        ("Gave a lifejacket to every child in the sailing school", DONE),
        ("The wardens went to all nine moorings.", DONE),
        ("Teach crews who came from other ports", NOT),
        ("Boathouse opened in June with room for twelve dinghies", DONE),
        ("Forty moorings brought back into use, six of them on the quay", DONE),
        ("Forty moorings to be brought back into use", NOT),
        ("A letter to the yacht club – done", DONE),
        ("A check of the chains is about half done.", GOING),
        ("Two skippers now sit on the harbour board.", DONE),
        ("Cards held by former pilots have been removed by the clerk.", DONE),
    ],
)
def test_actions_by_tense_voice_and_negation(text: str, status: Status) -> None:
    assert status_of(text, kind="action").status is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("It should be said that the pier has lagged behind.", LATE),
        ("Members will be aware that the pier reopened in May.", DONE),
        ("The sailing class, which had been stopped, is being run again.", GOING),
        ("The crew agreed that there would be no further action on the buoys.", STOPPED),
        ("Only nine have been mended, work having been suspended in the gales.", LATE),
        ("The slip had opened in May, five weeks later than planned.", DONE),
        ("A second pilot started in June.", GOING),
        ("Two trainee wardens started in June.", DONE),
        ("Repairs to the slip started in June.", GOING),
        ("A harbour nurse took up post in May and 30 crews have been seen.", DONE),
        ("Dropped, as the grant was too small", STOPPED),
        ("The board took part in a rescue exercise.", DONE),
        ("Put nine new ladders on the quay", DONE),
        ("No wider channel was therefore proposed.", STOPPED),
        ("In the course of the year the wardens gave out 300 maps.", DONE),
        ("A chart for visitors is in the course of being drawn.", GOING),
        ("The Clerk has commissioned a survey of the wall.", GOING),
        ("Work is expected to last until May.", GOING),
        ("We are now looking at what can be saved.", GOING),
        ("The trial ran on the east quay from May to July.", DONE),
    ],
)
def test_reports_by_tense_hedge_and_what_is_said_by_the_way(text: str, status: Status) -> None:
    assert status_of(text, kind="progress").status is status
