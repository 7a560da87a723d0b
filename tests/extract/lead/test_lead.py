"""Who leads, in cells and sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.lead import find_lead

SENTENCES = [
    ("The Head of Housing will write to all tenants.", "The Head of Housing"),
    ("Officers will be asked to produce a map.", "Officers"),
    ("The Harbour Board and the Parks Team will review the leases.", "The Harbour Board and the Parks Team"),
    ("PQ will send the slides to members.", "PQ"),
    ("A charter will be led by the regeneration team.", "the regeneration team"),
    ("Set a date for the first meeting (PQ & RST)", "PQ & RST"),
    ("Publish the guide. Lead: Director of Place", "Director of Place"),
    ("The cabinet asked officers to explore other sites.", "officers"),
    ("PQ/RST to walk the route with the drivers", "PQ/RST"),
    ("Kim Lee to circulate the minutes", "Kim Lee"),
    ("ACTION: The Democratic Services Officer to circulate the slides", "The Democratic Services Officer"),
    ("Repairs will be carried out by Hartsmere Homes.", "Hartsmere Homes"),
    ("In 2024 Hartsmere Council published a needs assessment.", "Hartsmere Council"),
    ("A mooring code is to be drawn up by the Harbour Master with the clubs.", "the Harbour Master"),
    ("The Clerk said that he would circulate the rota.", "The Clerk"),
    ("Tidewell has been tasked with clearing the slipway.", "Tidewell"),
    ("Green Quay, together with the ferry firm, is leading a survey of eelgrass.", "Green Quay"),
    ("It was agreed that the log is kept and overseen by each Directorate.", "each Directorate"),
    ("A review of signage, led by the Parks Team, has begun.", "the Parks Team"),
    ("From April 2031 Harbour Skills will ask all firms for a plan.", "Harbour Skills"),
    ("The Moorings Section will pilot a booking scheme.", "The Moorings Section"),
    ("Dr Alma Reed said that she would find out from the clubs.", "Dr Alma Reed"),
    ("The Director of Quays gave us an undertaking that the form would change.", "The Director of Quays"),
    ("A letter would be sent from the housing team to all tenants.", "the housing team"),
    ("Dredge the inner basin (Head of Harbours, March 2031)", "Head of Harbours"),
    ("In the meantime wardens will patrol the quay.", "wardens"),
    ("In May the Harbour Team will begin its visits.", "the Harbour Team"),
    ("Quayside Energy have been engaged to draw up plans.", "Quayside Energy"),
    ("The Safety sub-group is to audit the moorings.", "The Safety sub-group"),
    ("a second dive by the Principal Engineer", "the Principal Engineer"),
    ("Find a diver for the outer wall – PQ", "PQ"),
    ("Sale of the old crane – buyers have not replied; Legal to chase", "Legal"),
    ("Workshop on moorings (PQ to lead)", "PQ"),
    ("Internal Audit are due to test the locks in June.", "Internal Audit"),
    (
        "There is no start yet on the slipway, which the Deputy Harbour Manager will take up.",
        "the Deputy Harbour Manager",
    ),
]
NOBODY = [
    "We will publish the guide.",
    "The strategy will be published online.",
    "It will be shared with residents.",
    "Work with partners to reduce waste",
    "Require design teams to sign up",
    "This will enable the board to see the figures.",
    "The plan was agreed by the panel.",
    "New homes to be served by regular bus services",
    "Half-day courses for staff who will be chosen by the directors",
    "Deliver the plan of the Harbour Safety Board (HSB)",
    "The Clerk said that the rota would be circulated.",
    "Sea Wall Project will run until May.",
    "Sea Wall Project is delivering flood gates.",
    "Use the space provided by the sailing club",
    "From May a harbour ranger will walk the quay.",
    "Opening of the kiosk by Easter",
    "",
]


@pytest.mark.parametrize(("text", "lead"), SENTENCES)
def test_named_in_a_sentence(text: str, lead: str) -> None:
    found = find_lead(text, kind="sentence")
    assert found is not None
    assert found.text == lead
    assert text[found.start : found.end] == lead


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_named(text: str) -> None:
    assert find_lead(text, kind="sentence") is None


def test_partners_in_a_sentence() -> None:
    found = find_lead("The Parks Team will run the scheme in partnership with the Harbour Trust.", kind="sentence")
    assert found is not None
    assert found.partners == ("the Harbour Trust",)


@pytest.mark.parametrize(
    ("cell", "lead", "partners"),
    [
        ("Head of Service", "Head of Service", ()),
        (" Planning Manager / County Council ", "Planning Manager / County Council", ()),
        ("Lead: Director of Place; Partners: Harbour Trust, Police", "Director of Place", ("Harbour Trust", "Police")),
        ("Virtual School, supported by Health", "Virtual School", ("Health",)),
    ],
)
def test_cells(cell: str, lead: str, partners: tuple[str, ...]) -> None:
    found = find_lead(cell, kind="cell")
    assert found is not None
    assert (found.text, found.partners) == (lead, partners)
    assert cell[found.start : found.end] == lead


@pytest.mark.parametrize("cell", ["", "-", "TBC", "n/a"])
def test_cells_that_name_nobody(cell: str) -> None:
    assert find_lead(cell, kind="cell") is None


@given(st.text(max_size=200), st.sampled_from(["sentence", "cell"]))
def test_words_are_verbatim(text: str, kind: str) -> None:
    found = find_lead(text, kind=kind)  # type: ignore[arg-type]
    if found is not None:
        assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Revenues are arranging for tenants to be refunded.", "Revenues"),
        ("Public Health would be putting more into the fund.", "Public Health"),
        ("A talk for every class, paid for by the Harbour Trust.", "the Harbour Trust"),
        ("Open a second slipway (Assistant Director, Coast)", "Assistant Director, Coast"),
        ("A plan to be ready by May (Head of Moorings).", "Head of Moorings"),
        ("Hartsmere Voluntary Action will be commissioned to train wardens.", "Hartsmere Voluntary Action"),
        ("All staff had taken the training.", None),
        ("A surveyor was to report next quarter.", None),
        ("Let empty huts owned by the Council to makers.", None),
        ("A survey of the issues covered by the Harbour Commissioner", None),
    ],
)
def test_services_by_name_brackets_and_those_who_are_anybody(text: str, lead: str | None) -> None:
    found = find_lead(text, kind="sentence")
    assert (found.text if found else None) == lead
