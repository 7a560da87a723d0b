"""The files of the register: agreement with themselves and with an open register; further files."""

import csv
import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from pipeline.authorities import Authority, Register, RegisterError, check, load_register
from pipeline.authorities.records import Alias, FormerCode, Succession

HEADER = "id,name,short_name,type,nation,region,upper_tier,code,start,end,aliases,domains\n"
RECODED_SINCE = {"BNS": "E08000038", "SHF": "E08000039"}
"""The open register lacks the recodes of 2025-04-01."""
ENDED_SINCE = {"NECA", "NTCA"}
"""It lacks the North East Mayoral Combined Authority of 2024-05-07, in which these two ended."""
CAME_AFTER = {"NECA": "E47000014", "NYK": "NYE", "SOM": "SMT"}
"""Its names without a date go to bodies that are gone; here to the ones in being under the same name."""
NAMED_OTHERWISE = {
    "COL": "city since 2022",
    "SOS": "city since 2022",
    "MIK": "city since 2022",
    "WSM": "the council's name, not the city's",
    "SHN": "the council's name since 2020",
    "WEL": "the council's own name",
    "LCR": "the authority's name, not the region's",
    "HYCA": "as its order names it",
    "YNYC": "as its order names it",
}


def test_the_register_agrees_with_itself() -> None:
    assert check() == []


def test_the_nations_are_whole() -> None:
    bodies = [body for body in load_register().authorities.values() if not body.end]
    local = [body for body in bodies if body.type not in ("combined_authority", "strategic_authority")]
    assert {nation: sum(b.nation == nation for b in local) for nation in ("England", "Wales", "Scotland")} == {
        "England": 317,
        "Wales": 22,
        "Scotland": 32,
    }
    assert sum(body.nation == "Northern Ireland" for body in local) == 11
    assert sum(body.type == "london_borough" for body in bodies) == 32
    assert sum(body.type == "county" for body in bodies) == 21
    assert sum(body.type == "metropolitan_district" for body in bodies) == 36


def test_agrees_with_an_open_register(shared: Path) -> None:
    register = load_register()
    with (shared / "reference" / "uk_local_authorities.csv").open(encoding="utf-8", newline="") as lines:
        theirs = list(csv.DictReader(lines))
    faults = []
    for row in theirs:
        identifier = row["local-authority-code"]
        ours = register.authorities.get(identifier)
        if ours is None:
            faults.append(f"{identifier} is missing")
            continue
        codes = {ours.code, *(former.code for former in register.former_codes if former.id == identifier)}
        if row["gss-code"] and ours.code != RECODED_SINCE.get(identifier, row["gss-code"]):
            faults.append(f"{identifier}: {ours.code}, there {row['gss-code']}")
        faults += [f"{identifier} lacks {c}" for c in row["former-gss-codes"].split(",") if c and c not in codes]
        if (row["current-authority"] == "True") != (not ours.end) and identifier not in ENDED_SINCE:
            faults.append(f"{identifier}: end {ours.end}")
        if row["end-date"] and ours.end not in (row["end-date"], _day_before(row["end-date"])):
            faults.append(f"{identifier}: end {ours.end}, there {row['end-date']}")
        after = {succession.successor for succession in register.successors(identifier)}
        if row["replaced-by"] and not set(row["replaced-by"].split(",")) <= after | {"WAF"}:
            faults.append(f"{identifier}: {after}, there {row['replaced-by']}")
        same = register.resolve(row["official-name"], ours.end or None).authority
        if same is not ours and identifier not in ENDED_SINCE:
            faults.append(f"{identifier}: {row['official-name']!r} is not understood")
        if _plain(row["official-name"]) != _plain(ours.name) and identifier not in NAMED_OTHERWISE:
            faults.append(f"{identifier}: {ours.name!r}, there {row['official-name']!r}")
    assert faults == []


def test_understands_the_names_of_an_open_register(shared: Path) -> None:
    register = load_register()
    with (shared / "reference" / "lookup_name_to_registry.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    wrong, understood = [], 0
    for row in rows:
        resolution = register.resolve(row["la-name"])
        understood += resolution.state == "found"
        theirs = row["local-authority-code"]
        if resolution.authority is not None and resolution.authority.id not in (theirs, CAME_AFTER.get(theirs)):
            wrong.append((row["la-name"], resolution.authority.id, theirs))
    assert wrong == []
    assert understood / len(rows) > 0.9


def test_agrees_with_the_annotations(shared: Path) -> None:
    register = load_register()
    for path in sorted((shared / "gold").rglob("*.json")):
        metadata = json.loads(path.read_text(encoding="utf-8")).get("metadata", {})
        if metadata.get("authority"):
            resolution = register.resolve(metadata["authority"], metadata.get("meeting_date"))
            assert resolution.authority is not None, metadata["authority"]
            assert resolution.authority.name == metadata["authority"]
            assert resolution.code == metadata["gss"]


def _plain(name: str) -> str:
    return " ".join(name.replace("&", "and").replace("'", "").split()).lower()


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def test_further_bodies_come_from_further_files(tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_text(
        HEADER
        + "HSM,Hartsmere Borough Council,Hartsmere,non_metropolitan_district,England,South East,KEN,,1974-04-01,,"
        + "HBC Hartsmere;Hartsmere & District,hartsmere.gov.uk\n"
        + "HCT,Hartsmere Children's Trust,Hartsmere Children's Trust,other,,,,,,,,\n",
        encoding="utf-8",
    )
    register = load_register([path])
    for name in ("Hartsmere Borough Council", "Hartsmere BC", "Hartsmere", "HBC Hartsmere", "Hartsmere and District"):
        assert register.resolve(name).authority is register.authorities["HSM"], name
    assert register.resolve("Hartsmere Children’s Trust").authority is register.authorities["HCT"]
    assert [m.form for m in register.find("the Hartsmere Children's Trust")] == ["full"]
    assert [m.resolution.authority for m in register.find("x@hartsmere.gov.uk")] == [register.authorities["HSM"]]
    assert register.resolve("Kent County Council").state == "found"
    assert check(register) == []
    assert load_register().resolve("Hartsmere Borough Council").state == "unknown"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (HEADER + "HSM,Hartsmere,Hartsmere,village,England,,,,,,,\n", "line 2, column type"),
        (HEADER + "HSM,Hartsmere,Hartsmere,other,,,,,1 May 1974,,,\n", "line 2, column start"),
        ("id,name\nHSM,Hartsmere Council\n", "line 2, column short_name"),
        (HEADER.replace("start", "begin") + "HSM,Hartsmere,Hartsmere,other,,,,,,,,\n", "line 2, column begin"),
    ],
)
def test_a_faulty_file_is_refused_with_its_line(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "ours.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RegisterError, match=told):
        load_register([path])


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"none\.csv"):
        load_register([tmp_path / "none.csv"])


def _body(identifier: str, **fields: str) -> Authority:
    known = {"name": f"{identifier} Council", "short_name": identifier, "type": "unitary", "nation": "Wales"}
    return Authority.model_validate({"id": identifier, **known, **fields})


@pytest.mark.parametrize(
    ("register", "told"),
    [
        (Register([_body("AAA", end="2020-03-31")]), "does not say what came after"),
        (Register([_body("AAA", code="W06000099"), _body("BBB", code="W06000099")]), "the code of several: AAA, BBB"),
        (Register([_body("AAA", start="2020-04-01", end="2019-03-31")]), "before it starts"),
        (Register([_body("AAA", type="non_metropolitan_district")]), "a district of no county"),
        (Register([_body("AAA", nation="England")]), "in no region"),
        (Register([_body("AAA", upper_tier="ZZZ")]), "unknown upper tier ZZZ"),
        (
            Register(
                [_body("AAA"), _body("BBB")],
                successions=[Succession(id="AAA", successor="BBB", date="2020-04-01", kind="merger")],
            ),
            "a successor .BBB. but no end",
        ),
        (
            Register(
                [_body("AAA", end="2020-03-31"), _body("BBB")],
                successions=[Succession(id="AAA", successor="BBB", date="2020-04-01", kind="split")],
            ),
            "fewer than two",
        ),
        (
            Register(
                [_body("AAA", code="W06000099")],
                [
                    FormerCode(id="AAA", code="W06000097", start="1996-04-01", end="2010-03-31", reason="recode"),
                    FormerCode(id="AAA", code="W06000098", start="2009-04-01", end="2012-03-31", reason="recode"),
                ],
            ),
            "two codes at once",
        ),
    ],
)
def test_check_tells_what_is_wrong(register: Register, told: str) -> None:
    faults = check(register)
    assert any(re.search(told, fault) for fault in faults), faults


def test_check_tells_of_an_alias_of_nobody() -> None:
    register = Register([], aliases=[Alias(alias="Nowhere", id="ZZZ", kind="variant")])
    assert check(register) == ["aliases.csv names ZZZ, which is not in authorities.csv"]
