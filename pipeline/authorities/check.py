"""Whether the register agrees with itself."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from pipeline.authorities.load import load_register
from pipeline.authorities.register import Register

_UPPER = {"county"}
_WITH_UPPER = "non_metropolitan_district"


def check(register: Register | None = None) -> list[str]:
    """What is wrong with a register (default: the one that ships), a sentence a fault; [] where all is well."""
    register = register or load_register()
    return [*_bodies(register), *_codes(register), *_ends(register), *_references(register)]


def _bodies(register: Register) -> Iterator[str]:
    for body in register.authorities.values():
        if body.start and body.end and body.start > body.end:
            yield f"{body.id} ends ({body.end}) before it starts ({body.start})"
        if body.upper_tier:
            upper = register.authorities.get(body.upper_tier)
            if upper is None:
                yield f"{body.id} has the unknown upper tier {body.upper_tier}"
            elif body.type != _WITH_UPPER or register.type_on(upper, body.end or upper.end or None) not in _UPPER:
                yield f"{body.id} ({body.type}) cannot stand under {upper.id} ({upper.type})"
        elif body.type == _WITH_UPPER:
            yield f"{body.id} is a district of no county: name its upper tier"
        if body.nation == "England" and body.type != "other" and not body.region:
            yield f"{body.id} is in England, but in no region"


def _codes(register: Register) -> Iterator[str]:
    periods: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for body in register.authorities.values():
        former = sorted((row for row in register.former_codes if row.id == body.id), key=lambda row: row.start)
        for row, following in pairwise(former):
            if row.end >= following.start:
                yield f"{body.id} has two codes at once: {row.code} and {following.code}"
        last = former[-1].end if former else ""
        if last and not body.code:
            yield f"{body.id} has former codes but no last one"
        if last and body.end and last >= body.end:
            yield f"{body.id} had the former code {former[-1].code} to its end: make that its code"
        for row in former:
            periods[row.code].append((row.start, row.end, body.id))
        if body.code:
            periods[body.code].append((last or body.start, body.end, body.id))
    for code, users in sorted(periods.items()):
        if len(users) > 1:
            yield f"{code} is the code of several: {', '.join(user[2] for user in users)}"


def _ends(register: Register) -> Iterator[str]:
    for body in register.authorities.values():
        after = register.successors(body.id)
        if body.end and not after and body.type != "other":
            yield f"{body.id} ended on {body.end}, and successions.csv does not say what came after"
        for row in after:
            successor = register.authorities.get(row.successor)
            if not body.end:
                yield f"{body.id} has a successor ({row.successor}) but no end"
            elif body.end >= row.date:
                yield f"{body.id} ended on {body.end}, not before its succession by {row.successor} on {row.date}"
            if successor and successor.start and successor.start > row.date:
                yield f"{row.successor} follows {body.id} on {row.date}, before it started ({successor.start})"
        kinds = {row.kind for row in after}
        if "split" in kinds and (len(after) < 2 or len(kinds) > 1):
            yield f"{body.id} is split, but into fewer than two bodies, or is merged as well"
        if "merger" in kinds and len(after) > 1:
            yield f"{body.id} merges into several bodies: that is a split"


def _references(register: Register) -> Iterator[str]:
    known = register.authorities
    for file, identifiers in (
        ("former_codes.csv", [row.id for row in register.former_codes]),
        ("successions.csv", [name for row in register.successions for name in (row.id, row.successor)]),
        ("aliases.csv", [row.id for row in register.aliases]),
        ("domains.csv", [name for names in register.domains.values() for name in names]),
    ):
        for identifier in sorted(set(identifiers) - known.keys()):
            yield f"{file} names {identifier}, which is not in authorities.csv"
