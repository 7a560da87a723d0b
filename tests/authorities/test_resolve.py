"""Written names to bodies: the whole list of forms, and what the dates decide."""

import csv
from pathlib import Path

import pytest

from pipeline.authorities import Register, describe, load_register

FORMS = Path(__file__).with_name("written_forms.csv")


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def _forms() -> list[dict[str, str]]:
    with FORMS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_list_of_forms_is_long_and_without_repeats() -> None:
    forms = [(row["name"], row["date"]) for row in _forms()]
    assert len(forms) >= 500
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize("row", _forms(), ids=lambda row: f"{row['name']}@{row['date']}")
def test_written_form(register: Register, row: dict[str, str]) -> None:
    resolution = register.resolve(row["name"], row["date"] or None)
    ids = ";".join(candidate.id for candidate in resolution.candidates)
    assert (resolution.state, ids, resolution.code or "") == (row["state"], row["ids"], row["code"])


def test_every_official_name_means_its_body(register: Register) -> None:
    wrong = []
    for body in register.authorities.values():
        for name in (body.name, body.name.upper(), f"The {body.name}"):
            resolution = register.resolve(name, body.end or None)
            if resolution.authority is not body:
                wrong.append((name, resolution.state, [candidate.id for candidate in resolution.candidates]))
    # Two bodies in turn have been called North East; the date tells them apart.
    assert wrong == []


def test_a_place_with_a_letter_more_or_less_is_unknown(register: Register) -> None:
    for body in register.authorities.values():
        if body.short_name not in body.name:
            continue
        # "Isle of Anglesey" holds "Anglesey": in front only one-word places are spoilt whole.
        others = [f"{body.short_name}x", body.short_name[:-1]]
        for other in others if " " in body.short_name else [*others, f"x{body.short_name}"]:
            found = register.resolve(body.name.replace(body.short_name, other)).authority
            assert found is None or found.short_name != body.short_name, (body.name, other)


def test_a_body_not_in_being_has_no_code_and_says_so(register: Register) -> None:
    resolution = register.resolve("Cumbria County Council", "2024-01-01")
    assert resolution.state == "found"
    assert resolution.code is None
    assert "not in being on 2024-01-01" in resolution.how


def test_a_part_of_a_year_that_straddles_a_change_counts_as_its_end(register: Register) -> None:
    assert register.resolve("Sheffield City Council", "2025").code == "E08000039"
    assert register.resolve("Sheffield City Council", "2025-03").code == "E08000019"


def test_a_county_that_became_unitary_was_a_county_before(register: Register) -> None:
    wiltshire = register.authorities["WIL"]
    assert register.type_on(wiltshire, "2008") == "county"
    assert register.type_on(wiltshire, "2010") == "unitary"
    assert register.type_on(wiltshire, None) == "unitary"


def test_codes_lead_back_to_bodies(register: Register) -> None:
    for code, identifier in (("E08000016", "BNS"), ("E08000038", "BNS"), ("E10000005", "CON"), ("S12000046", "GLG")):
        body = register.by_code(code)
        assert body is not None
        assert body.id == identifier
    assert register.by_code("E99999999") is None


def test_a_split_names_all_its_successors(register: Register) -> None:
    assert {row.successor for row in register.successors("NTH")} == {"NNT", "WNT"}
    assert {row.kind for row in register.successors("NTH")} == {"split"}


@pytest.mark.parametrize("date", ["May 2020", "2020-5", "", "20200501"])
def test_a_date_of_another_form_is_refused(register: Register, date: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        register.resolve("Kent County Council", date)


def test_describe_tells_code_type_and_succession(register: Register) -> None:
    rows = describe(register, "Somerset", "2022-05-01")
    assert ("authority", "Somerset County Council") in rows
    assert ("code", "E10000027") in rows
    assert ("successor", "SMT Somerset Council, 2023-04-01 (merger)") in rows


def test_describe_lists_the_candidates_of_an_ambiguous_name(register: Register) -> None:
    rows = describe(register, "Lincoln CC")
    assert [value for label, value in rows if label == "candidate"] == [
        "LIC City of Lincoln Council",
        "LIN Lincolnshire County Council",
    ]
