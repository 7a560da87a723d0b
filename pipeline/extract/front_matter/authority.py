"""Whose paper it is: evidence from letterhead, labels, addresses, running text and the file's name, weighed together.

A letterhead or label decides. Else every mention of an authority speaks for it by its form, and the one for which
most speaks is taken only where it leads clearly and nothing contradicts it: a wrong authority is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.authorities import JOINT, Authority, Mention, Register, Resolution
from pipeline.extract.front_matter.evidence import against, cases_of, weighing
from pipeline.extract.front_matter.front import Front
from pipeline.extract.front_matter.model import FieldValue
from schemas.states import FieldSource

_LETTERHEAD_UNITS = 3
_JOINT = re.compile(r"\W*(?:and|&|/|,)?\W*(?:the\s+)?", re.IGNORECASE)
_NAMING = ("authority", "authority_code", "authority_id")
_NOT_COUNCILS = frozenset({"combined_authority", "strategic_authority"})


@dataclass(slots=True)
class Found:
    """The authority's fields, several of each for a joint paper, and what could not be decided."""

    values: tuple[FieldValue, ...] = ()
    warnings: tuple[str, ...] = ()


def find_authority(
    front: Front, register: Register, date: str | None, committee: str | None, stated: Mapping[str, FieldValue]
) -> Found:
    """The authority of a paper, with its code on the date, its id and its type.

    Args:
        date: the meeting's date of known precision; without one, codes are the latest.
        committee: the body the paper goes to; a county council's papers are not a district's.
        stated: what the manifest says, by field; an authority by name, code or id outweighs the paper.
    """
    for field in _NAMING:
        if field in stated:
            return _stated(register, stated[field], stated, date)
    joint = _letterhead(front, register, date)
    if joint:
        return Found(tuple(v for m in joint for v in _fields(front, register, m, "letterhead", date)))
    cases = cases_of(front, register, date)
    ranked = sorted(
        (
            case
            for case in cases.values()
            if case.authority.type not in _NOT_COUNCILS and not against(front, case, committee)
        ),
        key=lambda case: (-case.score, case.authority.id),
    )
    if not ranked:
        return Found()
    first, w = ranked[0], weighing()
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


def _stated(register: Register, by: FieldValue, stated: Mapping[str, FieldValue], date: str | None) -> Found:
    """The fields that follow from the authority that a manifest names; a warning where it contradicts itself."""
    if by.field == "authority":
        resolution = register.resolve(by.value, date)
        body, state = resolution.authority, "ambiguous" if resolution.state == "ambiguous" else "not in the register"
    else:
        body = register.by_code(by.value) if by.field == "authority_code" else register.authorities.get(by.value)
        state = "not in the register"
    if body is None:
        return Found(warnings=(f"the manifest's {by.field} {by.value!r} is {state}",))
    found = dict(_columns(register, body, date))
    values = [
        FieldValue(name, value, by.words, FieldSource.MANIFEST, "manifest")
        for name, value in found.items()
        if name != by.field
    ]
    warnings = [
        f"the manifest's {name} {stated[name].value!r} is not that of {body.name} ({value})"
        for name, value in found.items()
        if name != "authority" and name in stated and stated[name].value != value
    ]
    return Found(tuple(values), tuple(warnings))


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
    inside = mention.start >= 0 and front.paper.text[mention.start : mention.end] == mention.text
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
            if mention.form != "full" or not _JOINT.fullmatch(line[at : mention.start]):
                break
            for resolution in _each(mention.resolution, register, date):
                if resolution.authority is not None:
                    moved = replace(
                        mention, start=start + mention.start, end=start + mention.end, resolution=resolution
                    )
                    found.setdefault(resolution.authority.id, moved)
            at = mention.end
        if found:
            return list(found.values())
    return _running_header(front, register, date)


def _each(resolution: Resolution, register: Register, date: str | None) -> list[Resolution]:
    """What a name in a letterhead stands for: several bodies where it is their joint name, none where it is unclear."""
    if resolution.state == "found":
        return [resolution]
    if resolution.how != JOINT:
        return []
    return [register.resolve(body.name, date) for body in resolution.candidates]


def _running_header(front: Front, register: Register, date: str | None) -> list[Mention]:
    """The one authority that opens running headers by its full name."""
    found: dict[str, Mention] = {}
    for line in front.paper.furniture:
        for mention in register.find(line, date)[:1]:
            body = mention.resolution.authority
            if mention.form == "full" and mention.start == 0 and body is not None:
                found.setdefault(body.id, replace(mention, start=-1, end=-1))
    return list(found.values()) if len(found) == 1 else []
