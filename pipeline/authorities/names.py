"""The forms in which an authority's name is written, from its official name and its type.

Only whole, known forms are made: nothing is matched by its beginning or by likeness.
"""

import re
from collections.abc import Iterator
from enum import IntEnum

from pipeline.authorities.fold import fold
from pipeline.authorities.records import Authority


class Level(IntEnum):
    """How far a written form is from the official name; a nearer one goes first."""

    OFFICIAL = 0
    ALIAS = 1
    VARIANT = 2
    ABBREVIATION = 3
    COUNCIL = 4
    SHORT = 5


HOW = {
    Level.OFFICIAL: "official name",
    Level.ALIAS: "alias",
    Level.VARIANT: "form of the official name",
    Level.ABBREVIATION: "abbreviated form",
    Level.COUNCIL: "short name and Council",
    Level.SHORT: "short name",
}

_LEADS = re.compile(r"(?:the )?(?:(?:council|mayor and burgesses|mayor and commonalty) of )?(?:the )?")


def without_lead(folded: str) -> str:
    """A folded name without "the", "the council of the" and the like in front."""
    match = _LEADS.match(folded)
    return folded[match.end() :] if match else folded


def _words(authority: Authority) -> frozenset[str]:
    """What the body calls itself: some of county, city, borough, district, metropolitan, london, royal, corporation."""
    return frozenset(fold(authority.name).split()) - frozenset(fold(authority.short_name).split())


def forms_of(authority: Authority) -> Iterator[tuple[str, Level]]:
    """Every form of a name that is recognised without an alias, folded and without its lead, with its level."""
    place = fold(authority.short_name)
    yield without_lead(fold(authority.name)), Level.OFFICIAL
    if authority.type in ("combined_authority", "strategic_authority"):
        for ending in ("combined authority", "mayoral combined authority", "combined county authority"):
            yield f"{place} {ending}", Level.VARIANT
        for ending in ("ca", "mca", "cca"):
            yield f"{place} {ending}", Level.ABBREVIATION
        return
    if authority.type == "other":
        yield place, Level.SHORT
        return
    words = _words(authority)
    written, short = _full(place, authority, words), _abbreviated(place, authority, words)
    yield from ((form, Level.VARIANT) for form in written)
    yield from ((form, Level.ABBREVIATION) for form in short)
    if authority.type != "city_corporation":
        yield f"{place} council", Level.COUNCIL
    yield place, Level.SHORT


def _full(place: str, authority: Authority, words: frozenset[str]) -> list[str]:
    forms = []
    metropolitan = authority.type == "metropolitan_district"
    if "city" in words or authority.short_name.startswith("City of"):
        forms += [f"{place} city council", f"city of {place} council", f"city of {place}", f"{place} city of"]
    if "county" in words:
        forms += [f"{place} county council", f"county of {place}", f"{place} county of"]
    if "county" in words and "borough" in words:
        forms += [f"{place} county borough council", f"{place} county borough", f"county borough of {place}"]
    if "borough" in words or authority.type == "london_borough":
        forms += [f"{place} borough council", f"borough of {place}", f"{place} borough", f"{place} borough of"]
    if metropolitan and "city" not in words:
        forms += [
            f"{place} metropolitan borough council",
            f"{place} metropolitan borough",
            f"metropolitan borough of {place}",
            f"{place} metropolitan council",
            f"{place} borough council",
            f"borough of {place}",
        ]
    if "district" in words:
        forms += [f"{place} district council", f"{place} district", f"district of {place}"]
    if "district" in words and metropolitan:
        forms += [f"{place} metropolitan district council", f"city of {place} metropolitan district council"]
    if authority.type == "london_borough":
        forms += [f"london borough of {place}", f"{place} london borough council", f"london borough {place}"]
        forms += [f"{place} london borough", f"{place} london borough of"]
    if "royal" in words:
        forms += [f"royal borough of {place}", f"{place} royal borough of", f"royal borough of {place} council"]
    if authority.type == "unitary" and authority.nation == "England":
        forms += [f"{place} unitary authority", f"{place} unitary council"]
    return forms


def _abbreviated(place: str, authority: Authority, words: frozenset[str]) -> list[str]:
    forms = []
    if words & {"city", "county"} and "borough" not in words:
        forms.append(f"{place} cc")
    if "county" in words and "borough" in words:
        forms.append(f"{place} cbc")
    if "borough" in words and "county" not in words:
        forms.append(f"{place} bc")
    if authority.type == "metropolitan_district" and "city" not in words:
        forms += [f"{place} mbc", f"{place} bc", f"mbc {place}"]
    if "district" in words:
        forms.append(f"{place} dc")
        if authority.type == "metropolitan_district":
            forms.append(f"{place} mdc")
    if authority.type == "london_borough":
        forms += [f"lb {place}", f"lb of {place}", f"{place} lb", f"{place} lbc", f"lbc {place}", f"{place} bc"]
    if "royal" in words:
        forms += [f"rb {place}", f"rb of {place}", f"{place} rb", f"{place} rbc"]
    return forms


def like_named_county(authority: Authority) -> str | None:
    """The folded name of the county that "X CC" may mean as well as the city of X: Derby CC, Derbyshire CC."""
    if "city" not in _words(authority):
        return None
    return f"{fold(authority.short_name)}shire"
