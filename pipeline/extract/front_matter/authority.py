"""Whose paper it is: evidence from letterhead, labels, addresses, running text and the file's name, weighed together.

A letterhead or label decides. Else every mention of an authority speaks for it by its form, and the one for which
most speaks is taken only where it leads clearly and nothing contradicts it: a wrong authority is worse than none.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath

from pydantic import BaseModel, ConfigDict, Field

from pipeline.authorities import Authority, Mention, Register
from pipeline.extract.front_matter.front import Front
from pipeline.extract.front_matter.model import FieldValue
from schemas.states import FieldSource

_LETTERHEAD_UNITS = 3
_WORD = re.compile(r"[A-Za-z][A-Za-z'’&.-]*")
_INITIALS = re.compile(r"(?<![\w.])[A-Z]{2,6}(?:BC|CC|DC|MBC|UA)?(?=['’]?s?\b)")
_AREA = re.compile(r"\b(?:the|our|this)\s+(?P<area>Borough|County|District|City|Island)\b(?!\s+(?:Council|and|of\b))")
_JOINT = re.compile(r"\W*(?:and|&|/|,)?\W*(?:the\s+)?", re.IGNORECASE)
_NOT_COUNCILS = frozenset({"combined_authority", "strategic_authority"})
_SURE = ("email", "committees", "file_name")
_TIERED = frozenset({"county", "non_metropolitan_district"})
"""Types whose papers often name the body of the other tier: one name in passing says little."""
_SMALL = frozenset({"of", "the", "and", "upon", "on", "in"})


class _Weighing(BaseModel):
    """See `authority.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    least: float = Field(gt=0)
    lead: float = Field(ge=1)
    most: int = Field(gt=0)
    own: tuple[str, ...]
    others_before: frozenset[str]
    weight: Mapping[str, float]
    area: Mapping[str, frozenset[str]]


@cache
def _weighing() -> _Weighing:
    text = files(__package__).joinpath("authority.toml").read_text(encoding="utf-8")
    return _Weighing.model_validate(tomllib.loads(text))


@dataclass(slots=True)
class Found:
    """The authority's fields, several of each for a joint paper, and what could not be decided."""

    values: tuple[FieldValue, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class _Case:
    """What speaks for one authority: counts by form, and the best mention."""

    authority: Authority
    counts: Counter[str] = field(default_factory=Counter)
    best: tuple[float, Mention] | None = None
    of_others: int = 0
    on_top: bool = False

    def add(self, form: str, mention: Mention | None = None) -> None:
        """Count a mention; the first of the heaviest form is the one that is shown."""
        self.counts[form] += 1
        weight = _weighing().weight[form]
        if mention is not None and (self.best is None or weight > self.best[0]):
            self.best = (weight, mention)

    @property
    def score(self) -> float:
        """Points of all mentions."""
        w = _weighing()
        return sum(w.weight[form] * min(n, w.most) for form, n in self.counts.items())

    @property
    def grounded(self) -> bool:
        """Whether more speaks for the body than one name in passing."""
        if any(self.counts[form] for form in _SURE) or self.on_top:
            return True
        named = sum(self.counts[form] for form in ("full", "abbreviation", "initials", "body"))
        if self.authority.type not in _TIERED:
            return named > 0 or self.counts["bare"] >= _weighing().least
        return named >= 2 or named + self.counts["bare"] >= _weighing().least


def find_authority(
    front: Front, register: Register, date: str | None, committee: str | None, stated: FieldValue | None
) -> Found:
    """The authority of a paper, with its code on the date, its id and its type.

    Args:
        date: the meeting's date of known precision; without one, codes are the latest.
        committee: the body the paper goes to; a county council's papers are not a district's.
        stated: the manifest's authority, which outweighs the paper.
    """
    if stated is not None:
        return _stated(register, stated, date)
    joint = _letterhead(front, register, date)
    if joint:
        return Found(tuple(v for m in joint for v in _fields(front, register, m, "letterhead", date)))
    cases = _cases(front, register, date)
    ranked = sorted(
        (
            case
            for case in cases.values()
            if case.authority.type not in _NOT_COUNCILS and not _against(front, case, committee)
        ),
        key=lambda case: (-case.score, case.authority.id),
    )
    if not ranked:
        return Found()
    first, w = ranked[0], _weighing()
    second = ranked[1].score if len(ranked) > 1 else 0.0
    if not first.grounded or first.score < w.least or first.score < w.lead * second:
        if len(ranked) > 1 and first.score >= w.least:
            names = " or ".join(case.authority.name for case in ranked[:2])
            return Found(warnings=(f"authority unclear: {names}",))
        return Found()
    alone_with_others = len(ranked) == 1 and first.of_others == first.counts.total()
    if alone_with_others or first.best is None:
        return Found()
    rule = "+".join(sorted(first.counts))
    return Found(tuple(_fields(front, register, first.best[1], f"mentions:{rule}", date, first.authority)))


def _stated(register: Register, stated: FieldValue, date: str | None) -> Found:
    """The fields that follow from the manifest's authority."""
    resolution = register.resolve(stated.value, date)
    if resolution.authority is None:
        state = "ambiguous" if resolution.state == "ambiguous" else "not in the register"
        return Found(warnings=(f"the manifest's authority {stated.value!r} is {state}",))
    body = resolution.authority
    values = [
        FieldValue(name, value, stated.words, FieldSource.MANIFEST, "manifest")
        for name, value in _columns(register, body, date)
        if name != "authority"
    ]
    return Found(tuple(values))


def _columns(register: Register, body: Authority, date: str | None) -> Iterator[tuple[str, str]]:
    yield "authority", body.name
    code = register.code_on(body, date)
    if code:
        yield "authority_code", code
    yield "authority_id", body.id
    yield "authority_type", register.type_on(body, date)


def _fields(
    front: Front, register: Register, mention: Mention, rule: str, date: str | None, body: Authority | None = None
) -> Iterator[FieldValue]:
    authority = body or mention.resolution.authority
    if authority is None:
        return
    inside = mention.end <= len(front.paper.text) and front.paper.text[mention.start : mention.end] == mention.text
    at = (mention.start, mention.end) if inside else (None, None)
    for name, value in _columns(register, authority, date):
        yield FieldValue(name, value, mention.text, FieldSource.PAPER, rule, *at)


def _letterhead(front: Front, register: Register, date: str | None) -> list[Mention]:
    """Authorities named in full at the start of one of the first lines, or of an "Authority:" label's value.

    Several where the line names several ("X and Y Borough Councils"); none where lines name different ones.
    """
    spans = [(unit.start, unit.end) for unit in front.units[:_LETTERHEAD_UNITS] if unit.heading]
    spans += [span for label in front.of("authority") for span in front.values.ranges(label)[:1]]
    found: dict[str, Mention] = {}
    for start, end in spans:
        line = front.paper.text[start:end]
        at = 0
        for mention in register.find(line, date):
            if (
                mention.form != "full"
                or not mention.resolution.authority
                or not _JOINT.fullmatch(line[at : mention.start])
            ):
                break
            moved = Mention(start + mention.start, start + mention.end, mention.text, mention.resolution, mention.form)
            found.setdefault(mention.resolution.authority.id, moved)
            at = mention.end
        if found:
            return list(found.values())
    return []


def _cases(front: Front, register: Register, date: str | None) -> dict[str, _Case]:
    """Everything that speaks for each authority."""
    text = front.paper.text
    cases: dict[str, _Case] = {}
    unclear: dict[str, Mention] = {}
    top = max((u.end for u in front.units if u.front), default=0)
    whole = "\n".join((text, *front.paper.furniture))
    for mention in register.find(whole, date):
        body = mention.resolution.authority
        if body is None:
            for candidate in mention.resolution.candidates:
                unclear.setdefault(candidate.id, mention)
            continue
        case = cases.setdefault(body.id, _Case(body))
        form = _form(whole, mention)
        case.add(form, mention)
        if form in {"full", "abbreviation"} and mention.end <= top:
            case.on_top = True
        if form in {"full", "abbreviation", "body", "bare"} and _of_another(whole, mention):
            case.of_others += 1
    for identity, mention in unclear.items():
        if identity in cases:
            cases[identity].add("bare", mention)
    _add_initials(text, register, cases, front)
    for bodies in _in_file_name(front.paper.file, register, date):
        named = [body for body in bodies if body in cases]
        if len(named) == 1:
            cases[named[0]].add("file_name")
    return cases


def _form(text: str, mention: Mention) -> str:
    """The form of a mention, with officers' addresses and committee sites told from other hosts."""
    if mention.form == "domain":
        if text[mention.start - 1 : mention.start] == "@":
            return "email"
        return "committees" if mention.text.lower().startswith(_weighing().own) else "domain"
    if mention.form == "bare" and mention.text.isupper() and len(mention.text) <= 5:
        return "initials"
    return mention.form


def _of_another(text: str, mention: Mention) -> bool:
    """Whether the word before a name speaks of another body ("in partnership with X Council")."""
    before = _WORD.findall(text[max(mention.start - 30, 0) : mention.start])
    words = [word.casefold() for word in before if word.casefold() != "the"]
    return bool(words) and words[-1] in _weighing().others_before


def _initials(name: str) -> str:
    return "".join(word[0] for word in _WORD.findall(name) if word.casefold() not in _SMALL).upper()


def _add_initials(text: str, register: Register, cases: dict[str, _Case], front: Front) -> None:
    """Count initials ("HBC") for authorities that the paper or its file name also names, where they fit only one."""
    named = {**{i: c.authority for i, c in cases.items()}}
    for bodies in _in_file_name(front.paper.file, register, None):
        if len(bodies) == 1:
            named.setdefault(bodies[0], register.authorities[bodies[0]])
    by_initials: dict[str, set[str]] = defaultdict(set)
    for identity, body in named.items():
        by_initials[_initials(body.name)].add(identity)
    for match in _INITIALS.finditer(text):
        bodies = by_initials.get(match.group(), set())
        if len(bodies) == 1 and len(match.group()) > 2:
            identity = next(iter(bodies))
            resolution = register.resolve(named[identity].name)
            mention = Mention(match.start(), match.end(), match.group(), resolution, "abbreviation")
            cases.setdefault(identity, _Case(named[identity])).add("initials", mention)


def _in_file_name(file: str, register: Register, date: str | None) -> list[tuple[str, ...]]:
    """Ids of authorities whose name the file's name holds as whole words, several where the name is ambiguous; the
    longest names only."""
    raw = re.sub(r"[-_.+%]", " ", PurePosixPath(file).stem).lower().split()
    taken: set[int] = set()
    found: list[tuple[str, ...]] = []
    for length in range(min(6, len(raw)), 0, -1):
        for i in range(len(raw) - length + 1):
            if taken & set(range(i, i + length)):
                continue
            resolution = register.resolve(" ".join(raw[i : i + length]), date)
            if resolution.state != "unknown" and not (length == 1 and len(raw[i]) < 4):
                found.append(tuple(sorted(body.id for body in resolution.candidates)))
                taken |= set(range(i, i + length))
    return found


def _against(front: Front, case: _Case, committee: str | None) -> bool:
    """Whether the paper's own words for its area, or the council it goes to, are not this body's."""
    areas = Counter(match["area"] for match in _AREA.finditer(front.paper.text))
    own = _weighing().area.get(case.authority.type)
    if own is not None:
        strange = sum(n for area, n in areas.items() if area not in own)
        if strange >= 2 and strange > sum(n for area, n in areas.items() if area in own):
            return True
    council = (committee or "").casefold()
    if council == "county council":
        return case.authority.type not in {"county", "unitary"} or "County" not in case.authority.name
    if council in {"borough council", "district council", "city council"}:
        return council.split()[0] not in case.authority.name.casefold()
    return False
