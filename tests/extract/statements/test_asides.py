"""Sentences that state nothing themselves."""

import pytest

from pipeline.extract.statements.asides import is_aside


@pytest.mark.parametrize(
    "text",
    [
        "To tell the Committee how far the plan has got.",
        "For the Housing Scrutiny Committee to hear how far the plan has got.",
        "To ask the Homes Panel of Elm Council to choose a builder.",
        "To update Cabinet on the mending of roofs.",
        "Meeting of Homes Panel, Elm District Council, Thursday, 25th January, 2024 6.30 pm (Item 7.)",
        "The sections below set out each priority again, with its actions.",
        "This part of the plan lists what the Council means to do.",
        "Appendix 2 gives the number of roofs that have been mended.",
        "Table 3.1 shows how far the work has got.",
        "It sets out six priorities for homes and shows what each costs.",
        "We have set ourselves four aims.",
        "To seek the Panel’s views on a new model of dredging.",
        "Distribution: all present, Cllr Reed, file",
        "Sign up for our e-bulletins",
        "Ms Vane is on leave from 6 June for a fortnight.",
        "The plan contains 12 key objectives for the town.",
        "Members will recall that the bid for the pier was lost.",
        "S2 Visits to the swimming baths (thousands) 41 44 47 Red ▲",
        "Calls answered in time 80% 71% 84%",
    ],
)
def test_asides(text: str) -> None:
    assert is_aside(text)


@pytest.mark.parametrize(
    "text",
    [
        "To tell tenants how their roofs will be mended.",
        "To seek out tenants who live with damp.",
        "Distribution of sandbags to 40 homes.",
        "To give every child a warm home.",
        "The plan has three priorities: dry homes; warm homes; and safe homes.",
        "Meeting of the steering group on 3 May to agree the plan.",
        "Part of the roof has been mended and lists are kept.",
        "The section of road at Elm Court was mended.",
        "The Council has met three objectives.",
        "We set up two teams.",
        "Members will visit the pier in May.",
        "The baths had 41, 44 and 47 visits in three weeks.",
        "",
    ],
)
def test_no_asides(text: str) -> None:
    assert not is_aside(text)
