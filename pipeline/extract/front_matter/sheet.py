"""What the front sheet of a pack tells of its items: the body, the day of the meeting, the authority."""

from __future__ import annotations

from dataclasses import replace

from pipeline.authorities import Register
from pipeline.extract.front_matter.authority import find_authority
from pipeline.extract.front_matter.committee import find_committee
from pipeline.extract.front_matter.dates import find_meeting_date
from pipeline.extract.front_matter.front import Front
from pipeline.extract.front_matter.model import FieldValue
from pipeline.extract.sections import find_sections
from schemas.paper import Block, BlockKind, Paper
from schemas.states import FieldSource


def find_sheet(paper: Paper) -> Front | None:
    """The opening lines of the front sheet of the pack that a paper is out of; None where it is out of none."""
    words = dict(paper.meta).get("front_sheet", "")
    if not paper.part_of or not words.strip():
        return None
    blocks, at = [], 0
    for line in words.split("\n"):
        if line.strip():
            blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(line), at))
        at += len(line) + 1
    sheet = replace(
        paper, text=words, blocks=tuple(blocks), pages=(), lines=(), furniture=(), meta=(), file="", part_of=""
    )
    return Front(sheet, find_sections(sheet))


def meeting_of(sheet: Front) -> dict[str, FieldValue]:
    """The body and the day that a front sheet names."""
    found = (find_committee(sheet), find_meeting_date(sheet))
    return {value.field: _from_pack(value) for value in found if value is not None}


def authority_of(sheet: Front, register: Register, date: str | None, committee: str | None) -> tuple[FieldValue, ...]:
    """The authority whose meeting a front sheet calls, with its code, id and type."""
    found = find_authority(sheet, register, date, committee, {})
    return tuple(_from_pack(value) for value in found.values)


def _from_pack(value: FieldValue) -> FieldValue:
    """A value without a place: the front sheet is another paper."""
    return replace(value, source=FieldSource.PACK, rule=f"front_sheet:{value.rule}", start=None, end=None)
