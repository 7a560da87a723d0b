"""The forms in which an authority's name is written, from its official name and its type.

Only whole, known forms are made: nothing is matched by its beginning or by likeness.
"""

import re
import tomllib
from enum import IntEnum
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from pipeline.authorities.fold import fold
from pipeline.authorities.records import Authority


class Level(IntEnum):
    """How far a written form is from the official name; a nearer one goes first."""

    OFFICIAL = 0
    ALIAS = 1
    VARIANT = 2
    ABBREVIATION = 3
    COUNCIL = 4
    AREA = 5
    SHORT = 6


HOW = {
    Level.OFFICIAL: "official name",
    Level.ALIAS: "alias",
    Level.VARIANT: "form of the official name",
    Level.ABBREVIATION: "abbreviated form",
    Level.COUNCIL: "short name and Council",
    Level.AREA: "name of the area",
    Level.SHORT: "short name",
}

_LEADS = re.compile(r"(?:the )?(?:(?:council|mayor and burgesses|mayor and commonalty) of )?(?:the )?")
_LEADING = ("the ", "council of ", "mayor and ")


def without_lead(folded: str) -> str:
    """A folded name without "the", "the council of the" and the like in front."""
    if not folded.startswith(_LEADING):
        return folded
    match = _LEADS.match(folded)
    return folded[match.end() :] if match else folded


def forms_of(authority: Authority) -> list[tuple[str, Level]]:
    """Every form of a name that is recognised without an alias, folded and without its lead, with its level."""
    name, place = fold(authority.name), fold(authority.short_name)
    forms = [(without_lead(name), Level.OFFICIAL)]
    if authority.type in ("combined_authority", "strategic_authority"):
        endings = ("combined authority", "mayoral combined authority", "combined county authority")
        forms += [(f"{place} {ending}", Level.VARIANT) for ending in endings]
        forms += [(f"{place} {ending}", Level.ABBREVIATION) for ending in ("ca", "mca", "cca")]
    elif authority.type == "other":
        forms.append((place, Level.SHORT))
    else:
        # What the body calls itself: some of county, city, borough, district, metropolitan, london, royal.
        words = frozenset(name.split()) - frozenset(place.split())
        forms += _of_place(place, authority, words)
        forms += [form for short in _shortened(place) for form in _of_place(short, authority, words)]
    return forms


def _of_place(place: str, authority: Authority, words: frozenset[str]) -> list[tuple[str, Level]]:
    forms = [(form, Level.VARIANT) for form in _full(place, authority, words)]
    forms += [(form, Level.ABBREVIATION) for form in _abbreviated(place, authority, words)]
    if authority.type != "city_corporation":
        forms.append((f"{place} council", Level.COUNCIL))
    forms += [(form, Level.AREA) for form in _areas(place, authority, words)]
    forms.append((place, Level.SHORT))
    return forms


@cache
def _county_abbreviations() -> dict[str, tuple[str, ...]]:
    """Folded names of counties to their usual short forms; see `counties.toml`."""
    path = Path(__file__).with_name("counties.toml")
    return TypeAdapter(dict[str, tuple[str, ...]]).validate_python(tomllib.loads(path.read_text(encoding="utf-8")))


def _shortened(place: str) -> list[str]:
    """A place with the county in its name in short: "south glos" for South Gloucestershire."""
    known = _county_abbreviations()
    return [place.replace(word, short) for word in place.split() if word in known for short in known[word]]


def _designated(words: frozenset[str], authority: Authority) -> bool:
    """Whether a body's name says what it is; "Cheshire East Council" does not, and is written as a borough's."""
    return authority.nation != "England" or bool(words & {"county", "city", "borough", "district", "isles"})


def _full(place: str, authority: Authority, words: frozenset[str]) -> list[str]:
    forms = []
    metropolitan = authority.type == "metropolitan_district"
    if "city" in words:
        forms += [f"{place} city council", f"city of {place} council"]
    if "county" in words:
        forms.append(f"{place} county borough council" if "borough" in words else f"{place} county council")
    elif "borough" in words or metropolitan or authority.type == "london_borough":
        forms.append(f"{place} borough council")
    if metropolitan and "city" not in words:
        forms += [f"{place} metropolitan borough council", f"{place} metropolitan council"]
        forms.append(f"metropolitan borough of {place}")
    if "district" in words:
        forms.append(f"{place} district council")
        if metropolitan:
            forms += [f"{place} metropolitan district council", f"city of {place} metropolitan district council"]
    if authority.type == "london_borough":
        forms += [f"london borough of {place}", f"{place} london borough council", f"{place} london borough of"]
    if "royal" in words:
        forms += [f"royal borough of {place}", f"{place} royal borough of", f"royal borough of {place} council"]
    if authority.type == "unitary" and authority.nation == "England":
        forms += [f"{place} unitary authority", f"{place} unitary council"]
    if authority.type in ("unitary", "non_metropolitan_district") and not _designated(words, authority):
        forms += [f"{place} district council", f"{place} borough council"]
    return forms


def _areas(place: str, authority: Authority, words: frozenset[str]) -> list[str]:
    """Forms that name the area; as the value of a label they name the council too."""
    forms = []
    if "city" in words:
        forms += [f"city of {place}", f"{place} city of", f"{place} city"]
    if "county" in words:
        forms += [f"county of {place}", f"{place} county of", f"{place} county"]
        if "borough" in words:
            forms += [f"{place} county borough", f"county borough of {place}"]
    elif "borough" in words or authority.type in ("metropolitan_district", "london_borough"):
        forms += [f"borough of {place}", f"{place} borough", f"{place} borough of"]
        if authority.type == "london_borough":
            forms += [f"{place} london borough", f"london borough {place}"]
        elif authority.type == "metropolitan_district":
            forms.append(f"{place} metropolitan borough")
    if "district" in words or authority.type == "metropolitan_district":
        forms += [f"{place} district", f"district of {place}"]
    return forms


def _abbreviated(place: str, authority: Authority, words: frozenset[str]) -> list[str]:
    forms = []
    metropolitan = authority.type == "metropolitan_district"
    if "city" in words or ("county" in words and "borough" not in words):
        forms.append(f"{place} cc")
    if "county" in words and "borough" in words:
        forms.append(f"{place} cbc")
    elif "borough" in words or metropolitan:
        forms.append(f"{place} bc")
    if metropolitan and "city" not in words:
        forms += [f"{place} mbc", f"mbc {place}"]
    if "district" in words:
        forms.append(f"{place} mdc" if metropolitan else f"{place} dc")
    if authority.type == "london_borough":
        forms += [f"lb {place}", f"lb of {place}", f"{place} lb", f"{place} lbc", f"lbc {place}", f"{place} bc"]
    if authority.type in ("unitary", "non_metropolitan_district") and not _designated(words, authority):
        forms += [f"{place} dc", f"{place} bc"]
    if authority.type == "unitary":
        forms.append(f"{place} ua")
    if "royal" in words:
        forms += [f"rb {place}", f"rb of {place}", f"{place} rb", f"{place} rbc"]
    return forms


def cc_of_both(authority: Authority) -> tuple[str, str] | None:
    """The form "X CC" of a city and that of the county that it may mean as well: Derby CC, Derbyshire CC."""
    if " city council" not in f" {authority.name.lower()}" and not authority.name.startswith("City of"):
        return None
    place = fold(authority.short_name)
    return f"{place} cc", f"{place}shire cc"
