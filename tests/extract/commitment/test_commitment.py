"""How firmly work is promised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.commitment import commitment_of
from schemas.states import Commitment


@pytest.mark.parametrize(
    ("text", "commitment"),
    [
        ("We will publish the guide.", Commitment.COMMITTED),
        ("Develop a travel plan", Commitment.COMMITTED),
        ("Explore the feasibility of a heat network", Commitment.COMMITTED),
        ("The guide has been published.", Commitment.COMMITTED),
        ("The proposed scheme will be built in spring.", Commitment.COMMITTED),
        ("It was suggested that the panel should meet monthly.", Commitment.PROPOSED),
        ("It is recommended that a lead officer be named.", Commitment.PROPOSED),
        ("The scheme will go ahead subject to funding.", Commitment.CONDITIONAL),
        ("If approved, the plan will be sent to ministers.", Commitment.CONDITIONAL),
        ("The government will publish a white paper.", Commitment.REPORTED),
        ("The depot will not be rebuilt.", Commitment.NEGATED),
        ("The works will no longer be carried out.", Commitment.NEGATED),
        ("Help children who are not in school", Commitment.COMMITTED),
        ("Establish if the hall is being used", Commitment.COMMITTED),
    ],
)
def test_commitments(text: str, commitment: Commitment) -> None:
    assert commitment_of(text).commitment is commitment


@given(st.text(max_size=200))
def test_cue_is_in_the_text(text: str) -> None:
    found = commitment_of(text)
    assert (found.words is None) == (found.cue == "")
    if found.words is not None:
        start, end = found.words
        assert " ".join(text[start:end].split()) == found.cue
