"""What speaks for each authority that a paper names: mentions by their form, initials, the file's name."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath

from pydantic import BaseModel, ConfigDict, Field

from pipeline.authorities import Authority, Mention, Register
from pipeline.extract.front_matter.front import Front

_TOP_UNITS = 15
_LINE_WORDS = 14
_WORD = re.compile(r"[A-Za-z][A-Za-z'’&.-]*")
_INITIALS = re.compile(r"(?<![\w.])[A-Z]{2,6}(?:BC|CC|DC|MBC|UA)?(?=['’]?s?\b)")
_SURE = ("email", "committees", "file_name")
_TIERED = frozenset({"county", "non_metropolitan_district"})
"""Types whose papers often name the body of the other tier: one name in passing says little."""
_SMALL = frozenset({"of", "the", "and", "upon", "on", "in"})


class Weighing(BaseModel):
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
def weighing() -> Weighing:
    """The weights that ship with the package."""
    text = files(__package__).joinpath("authority.toml").read_text(encoding="utf-8")
    return Weighing.model_validate(tomllib.loads(text))


@dataclass(slots=True)
class Case:
    """What speaks for one authority: counts by form, and the best mention."""

    authority: Authority
    counts: Counter[str] = field(default_factory=Counter)
    best: tuple[float, Mention] | None = None
    of_others: int = 0
    on_top: bool = False

    def add(self, form: str, mention: Mention | None = None) -> None:
        """Count a mention; the first of the heaviest form is the one that is shown."""
        self.counts[form] += 1
        weight = weighing().weight[form]
        if mention is not None and (self.best is None or weight > self.best[0]):
            self.best = (weight, mention)

    @property
    def score(self) -> float:
        """Points of all mentions."""
        w = weighing()
        return sum(w.weight[form] * min(n, w.most) for form, n in self.counts.items())

    @property
    def grounded(self) -> bool:
        """Whether more speaks for the body than one name in passing."""
        if any(self.counts[form] for form in _SURE) or self.on_top:
            return True
        named = sum(self.counts[form] for form in ("full", "abbreviation", "initials", "body"))
        if self.authority.type not in _TIERED:
            return named > 0 or self.counts["bare"] >= weighing().least
        return named >= 2 or named + self.counts["bare"] >= weighing().least


def cases_of(front: Front, register: Register, date: str | None) -> dict[str, Case]:
    """Everything that speaks for each authority."""
    text = front.paper.text
    cases: dict[str, Case] = {}
    unclear: dict[str, Mention] = {}
    top = [(u.start, u.end) for u in front.units[:_TOP_UNITS] if u.front and _is_line(front.unit_text(u))]
    whole = "\n".join((text, *front.paper.furniture))
    for mention in register.find(whole, date):
        body = mention.resolution.authority
        if body is None:
            for candidate in mention.resolution.candidates:
                unclear.setdefault(candidate.id, mention)
            continue
        case = cases.setdefault(body.id, Case(body))
        form = _form(whole, mention)
        case.add(form, mention)
        if form in {"full", "abbreviation"} and any(start <= mention.start < end for start, end in top):
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


def _is_line(text: str) -> bool:
    """Whether words are a line of the front and no sentence."""
    return len(text.split()) <= _LINE_WORDS and not text.endswith(".")


def _form(text: str, mention: Mention) -> str:
    """The form of a mention, with officers' addresses and committee sites told from other hosts."""
    if mention.form == "domain":
        if text[mention.start - 1 : mention.start] == "@":
            return "email"
        return "committees" if mention.text.lower().startswith(weighing().own) else "domain"
    if mention.form == "bare" and mention.text.isupper() and len(mention.text) <= 5:
        return "initials"
    return mention.form


def _of_another(text: str, mention: Mention) -> bool:
    """Whether the word before a name speaks of another body ("in partnership with X Council")."""
    before = _WORD.findall(text[max(mention.start - 30, 0) : mention.start])
    words = [word.casefold() for word in before if word.casefold() != "the"]
    return bool(words) and words[-1] in weighing().others_before


def _initials(name: str) -> str:
    return "".join(word[0] for word in _WORD.findall(name) if word.casefold() not in _SMALL).upper()


def _add_initials(text: str, register: Register, cases: dict[str, Case], front: Front) -> None:
    """Count initials ("HBC") for authorities that the paper or its file name also names, where they fit only one."""
    named = {identity: case.authority for identity, case in cases.items()}
    for bodies in _in_file_name(front.paper.file, register, None):
        if len(bodies) == 1:
            named.setdefault(bodies[0], register.authorities[bodies[0]])
    by_initials: dict[str, set[str]] = defaultdict(set)
    for identity, body in named.items():
        by_initials[_initials(body.name)].add(identity)
    for match in _INITIALS.finditer(text):
        fitting = by_initials.get(match.group(), set())
        if len(fitting) == 1 and len(match.group()) > 2:
            identity = next(iter(fitting))
            resolution = register.resolve(named[identity].name)
            mention = Mention(match.start(), match.end(), match.group(), resolution, "abbreviation")
            cases.setdefault(identity, Case(named[identity])).add("initials", mention)


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


def against(front: Front, case: Case, committee: str | None) -> bool:
    """Whether the paper's own words for its area, or the council it goes to, are not this body's."""
    areas = front.areas
    own = weighing().area.get(case.authority.type)
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
