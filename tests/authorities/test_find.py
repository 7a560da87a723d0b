"""Authorities in running text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.authorities import Register, load_register


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def found(register: Register, text: str, date: str | None = None) -> list[tuple[str, str, str | None]]:
    mentions = register.find(text, date)
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    return [(m.form, m.text, m.resolution.authority.id if m.resolution.authority else None) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is Kent County Council’s duty.", [("full", "Kent County Council", "KEN")]),
        ("in the London Borough of Southwark.", [("full", "London Borough of Southwark", "SWK")]),
        ("Southwark Council will", [("full", "Southwark Council", "SWK")]),
        ("DACORUM BOROUGH COUNCIL", [("full", "DACORUM BOROUGH COUNCIL", "DAC")]),
        ("Reading borough council's plan", [("full", "Reading borough council", "RDG")]),
        ("Kent CC and Rotherham MBC", [("abbreviation", "Kent CC", "KEN"), ("abbreviation", "Rotherham MBC", "ROT")]),
        ("the Lincoln CC", [("abbreviation", "Lincoln CC", None)]),
        ("Kent Corporate Parenting Group", [("body", "Kent", "KEN")]),
        ("Kent's Children in Care Council", [("body", "Kent", "KEN")]),
        ("children placed in Kent by others", [("bare", "Kent", "KEN")]),
        ("King's Lynn and West Norfolk", [("bare", "King's Lynn and West Norfolk", "KIN")]),
        (
            "the Borough Council of King’s Lynn and West Norfolk",
            [("full", "Borough Council of King’s Lynn and West Norfolk", "KIN")],
        ),
        ("the Council of the Isles of Scilly", [("full", "Isles of Scilly", "IOS")]),
        ("Newcastle-under-Lyme Borough Council", [("full", "Newcastle-under-Lyme Borough Council", "NEC")]),
        (
            "Bournemouth, Christchurch and Poole Council",
            [("full", "Bournemouth, Christchurch and Poole Council", "BPC")],
        ),
        ("St. Helens Council", [("full", "St. Helens Council", "SHN")]),
        ("Nottingham and Nottinghamshire", [("bare", "Nottingham", "NGM"), ("bare", "Nottinghamshire", "NTT")]),
        ("see www.kent.gov.uk/plan", [("domain", "www.kent.gov.uk", "KEN")]),
        ("officer@nottinghamcity.gov.uk.", [("domain", "nottinghamcity.gov.uk", "NGM")]),
        ("https://southwark.moderngov.co.uk/x", [("domain", "southwark.moderngov.co.uk", "SWK")]),
        ("the City Corporation", [("full", "City Corporation", "LND")]),
        ("The City Corporation", [("full", "City Corporation", "LND")]),
        ("https://democracy.nottscc.gov.uk/mgWeb", [("domain", "democracy.nottscc.gov.uk", "NTT")]),
    ],
)
def test_named(register: Register, text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert found(register, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kent Police and Kent Fire and Rescue",
        "the University of Kent",
        "North Kent",
        "North Kent Council",
        "Hartsmere City Corporation",
        "hartsmere.moderngov.co.uk",
        "Royal Borough of Kingston upon Trent",
        "Ashford Town Council",
        "Derby Road",
        "Derby County Council",
        "Reading is a skill. Reading and writing.",
        "Down the road",
        "no council is named here",
        "kent.example.com and notkent.gov.uk",
        "Hartsmere Borough Council",
    ],
)
def test_something_else_is_named(register: Register, text: str) -> None:
    assert found(register, text) == []


def test_the_date_decides_in_text_too(register: Register) -> None:
    assert found(register, "Somerset Council", "2024-01-01") == [("full", "Somerset Council", "SMT")]
    assert found(register, "somerset.gov.uk", "2022-01-01") == [("domain", "somerset.gov.uk", "SOM")]
    assert found(register, "somerset.gov.uk", "2024-01-01") == [("domain", "somerset.gov.uk", "SMT")]


def test_a_name_ends_at_the_edge_of_its_cell(register: Register) -> None:
    assert found(register, "Kent\nCounty Council") == [("bare", "Kent", "KEN")]


def test_a_date_of_another_form_is_refused(register: Register) -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        register.find("Kent", "May 2020")


def test_every_official_name_is_found_whole(register: Register) -> None:
    missed = []
    for body in register.authorities.values():
        text = f"A report to the {body.name} on 1 May."
        names = [form for form in found(register, text, body.end or None) if form[0] == "full"]
        if [name[2] for name in names] != [body.id]:
            missed.append((body.name, names))
    assert missed == []


@given(st.text(alphabet="Kent Coucil's CountyLodBrghfSwak.-\n@uv’", max_size=80))
def test_mentions_are_ranges_in_order(text: str) -> None:
    mentions = load_register().find(text)
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    assert all(first.end <= second.start for first, second in pairwise(mentions))
