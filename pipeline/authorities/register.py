"""The register of authorities: looking up names, codes and successions; never guessing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from pipeline.authorities.fold import fold, in_full
from pipeline.authorities.names import HOW, Level, cc_of_both, forms_of, without_lead
from pipeline.authorities.records import Alias, Authority, Domain, FormerCode, Succession, overlaps

if TYPE_CHECKING:
    from pipeline.authorities.find import Finder, Mention

_PIECES = re.compile(r"\s*(?:[|:;\n\t\u2022]|\s[-\u2010-\u2015]+\s)\s*")
_PARTED = re.compile(r"[|:;\n\t\u2022]|\s[-\u2010-\u2015]")
_POSSESSIVE = re.compile(r"['‘’]s?\s*$", re.IGNORECASE)
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a written name stands for.

    Attributes:
        state: found, ambiguous (several bodies, in `candidates`) or unknown.
        code: the GSS code valid on the date, the last one where no date was given; None where the body has none then.
        how: which kind of form it was, and where the date mattered, that.
    """

    state: Literal["found", "ambiguous", "unknown"]
    authority: Authority | None
    code: str | None
    how: str
    candidates: tuple[Authority, ...] = ()


class Entry(NamedTuple):
    """A body that a form may stand for, and the days on which it was written so."""

    id: str
    level: Level
    start: str = ""
    end: str = ""
    joint: bool = False


JOINT = "joint name of several bodies"
_UNKNOWN = Resolution("unknown", None, None, "no body of the register is written so")


class Register:
    """Authorities by their names. Build it with `load_register`."""

    def __init__(
        self,
        authorities: Iterable[Authority],
        former_codes: Iterable[FormerCode] = (),
        successions: Iterable[Succession] = (),
        aliases: Iterable[Alias] = (),
        domains: Iterable[Domain] = (),
    ) -> None:
        self.authorities = {authority.id: authority for authority in authorities}
        self.former_codes = tuple(former_codes)
        self.successions = tuple(successions)
        self.aliases = tuple(aliases)
        self.domains: dict[str, tuple[str, ...]] = {}
        for domain in domains:
            self.domains[domain.host] = (*self.domains.get(domain.host, ()), domain.id)
        for authority in self.authorities.values():
            for host in _listed(authority.domains):
                self.domains[host] = (*self.domains.get(host, ()), authority.id)
        self._codes: dict[str, list[FormerCode]] = {}
        for former in self.former_codes:
            self._codes.setdefault(former.id, []).append(former)
        self._known: dict[tuple[str, str | None], Resolution] = {}

    @cached_property
    def forms(self) -> dict[str, list[Entry]]:
        """Every written form, folded, and the bodies that it may stand for; made when a name is first asked for."""
        forms: dict[str, list[Entry]] = {}

        def add(form: str, entry: Entry) -> None:
            known = forms.get(form)
            if known is None:
                forms[form] = [entry]
            elif not any(one.id == entry.id and one.level <= entry.level for one in known):
                known.append(entry)

        for authority in self.authorities.values():
            for form, level in forms_of(authority):
                add(form, Entry(authority.id, level))
            for alias in _listed(authority.aliases):
                add(without_lead(fold(alias)), Entry(authority.id, Level.ALIAS))
        for authority in self.authorities.values():
            both = cc_of_both(authority)
            if both:
                for entry in forms.get(both[1], []):
                    add(both[0], entry)
        for row in self.aliases:
            level = Level.SHORT if row.kind == "shared_short_name" else Level.ALIAS
            add(without_lead(fold(row.alias)), Entry(row.id, level, row.start, row.end, row.kind == "joint"))
        return forms

    def code_on(self, authority: Authority, date: str | None) -> str | None:
        """The GSS code that a body had on a date; without a date its last. None: none, or not in being then."""
        if date is not None:
            if not authority.in_being(date):
                return None
            # A date of a year or month that straddles a change counts as its last day.
            for former in sorted(self._codes.get(authority.id, ()), key=lambda former: former.end):
                if date + "-12-31"[len(date) - 4 :] <= former.end:
                    return former.code
        return authority.code or None

    def type_on(self, authority: Authority, date: str | None) -> str:
        """What a body was on a date: a county council that became unitary was a county before."""
        if date is not None:
            for former in sorted(self._codes.get(authority.id, ()), key=lambda former: former.end):
                if former.type and date + "-12-31"[len(date) - 4 :] <= former.end:
                    return former.type
        return authority.type

    def by_code(self, code: str) -> Authority | None:
        """The body that has or had a GSS code."""
        for former in self.former_codes:
            if former.code == code:
                return self.authorities[former.id]
        return next((authority for authority in self.authorities.values() if authority.code == code), None)

    def successors(self, identifier: str) -> tuple[Succession, ...]:
        """What came in the place of a body, direct successors only."""
        return tuple(row for row in self.successions if row.id == identifier)

    def resolve(self, name: str, date: str | None = None) -> Resolution:
        """The body that a written name stands for.

        The name must be a known form as a whole: official, alias, abbreviated, or the short name. In a longer line
        ("ROTHERHAM BOROUGH COUNCIL - REPORT TO MEMBERS") one of its parts must be, or it must hold one full name.

        Args:
            date: YYYY, YYYY-MM or YYYY-MM-DD; decides between bodies of one name, and which code was valid.

        Raises:
            ValueError: `date` is not of that form.
        """
        key = (name, date)
        known = self._known.get(key)
        if known is None:
            _checked(date)
            known = self._whole(name, date)
            if known.state == "unknown":
                known = self._in_parts(name, date)
            if known.state == "unknown":
                known = self._within(name, date)
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[key] = known
        return known

    def _whole(self, name: str, date: str | None) -> Resolution:
        folded = fold(_POSSESSIVE.sub("", name))
        bare = without_lead(folded)
        entries = self.forms.get(folded) or self.forms.get(bare) or self.forms.get(in_full(bare))
        return self.choose(entries, date) if entries else _UNKNOWN

    def find(self, text: str, date: str | None = None) -> "list[Mention]":
        """Authorities named in running text, in order, not overlapping; see `Mention` for how sure each form is.

        Args:
            date: YYYY, YYYY-MM or YYYY-MM-DD, as in `resolve`.

        Raises:
            ValueError: `date` is not of that form.
        """
        _checked(date)
        return self._finder.find(text, date)

    @cached_property
    def _finder(self) -> "Finder":
        from pipeline.authorities.find import Finder

        return Finder(self)

    def _in_parts(self, name: str, date: str | None) -> Resolution:
        if not _PARTED.search(name):
            return _UNKNOWN
        parts = [part for part in _PIECES.split(name) if part]
        return self._one(self._whole(part, date) for part in parts) if len(parts) > 1 else _UNKNOWN

    def _within(self, name: str, date: str | None) -> Resolution:
        named = (mention for mention in self.find(name, date) if mention.form in ("full", "abbreviation"))
        return self._one(mention.resolution for mention in named)

    def _one(self, resolutions: Iterable[Resolution]) -> Resolution:
        """The body that all of the known names in a line stand for."""
        found = [resolution for resolution in resolutions if resolution.state != "unknown"]
        bodies = {one.authority.id: one for one in found if one.authority is not None}
        if len(bodies) == 1 and all(one.state == "found" for one in found):
            only = next(iter(bodies.values()))
            how = f"{only.how}, part of a longer line"
            return Resolution("found", only.authority, only.code, how, only.candidates)
        if found:
            return self._ambiguous((body for one in found for body in one.candidates), "several names in one line")
        return _UNKNOWN

    def _ambiguous(self, candidates: Iterable[Authority], how: str) -> Resolution:
        distinct = {candidate.id: candidate for candidate in candidates}
        return Resolution("ambiguous", None, None, how, tuple(distinct[key] for key in sorted(distinct)))

    def choose(self, entries: Sequence[Entry], date: str | None) -> Resolution:
        """One of the bodies that a form may stand for, by the nearness of the form and by the date."""

        def bodies(level: Level, *, strict: bool) -> dict[str, Authority]:
            found = {}
            for entry in entries:
                body = self.authorities[entry.id]
                fits = body.in_being(date) and (date is None or overlaps(entry.start, entry.end, date))
                if entry.level == level and (fits or not strict):
                    found[body.id] = body
            return found

        levels = sorted({entry.level for entry in entries})
        for strict in (True, False):
            for level in levels:
                found = bodies(level, strict=strict)
                if len(found) == 1:
                    return self._found(next(iter(found.values())), level, date)
                if found:
                    joint = all(entry.joint for entry in entries)
                    return self._ambiguous(found.values(), JOINT if joint else f"{HOW[level]} of several bodies")
        return _UNKNOWN

    def _found(self, body: Authority, level: Level, date: str | None) -> Resolution:
        how = HOW[level]
        if date is not None and not body.in_being(date):
            how += f"; not in being on {date}"
        return Resolution("found", body, self.code_on(body, date), how, (body,))


def _checked(date: str | None) -> None:
    if date is not None and not _DATE.fullmatch(date):
        raise ValueError(f"{date!r} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()] if cell else []
