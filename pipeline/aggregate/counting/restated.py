"""Records that a paper, or several papers of one meeting, state twice in the same words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.aggregate.counting.papers import Place
from pipeline.aggregate.records import NOBODY, Document, Record
from schemas.ids import fold
from schemas.states import Reason, Status

_ORDINAL = re.compile(
    r"^(?:(?:strategic|key|our|the)\s+)?(?:priority|objective|aim|theme|outcome|goal|pledge|ambition|commitment)?"
    r"(?:\s+(?:area|objective))?\s*(?:no\.?\s*)?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-h])\s*[.:)\-–—]+\s*",
    re.IGNORECASE,
)
_LEAST = 5
"""Words of an action or report that the same paper says twice by no accident ("Ongoing review" may be two things)."""


def without_number(text: str) -> str:
    """The words of a priority without the number before them ("Priority 2: Health" is "Health")."""
    return _ORDINAL.sub("", text)


def restated(papers: Sequence[Document], records: Mapping[str, Sequence[Record]]) -> dict[str, Place]:
    """Records that do not count since another states the same, by id.

    A priority is the same where its words are, but for the number before it. Actions and reports are the same where
    they have five words or more, serve no different priorities, name no different lead or date, and have no different
    status. Between papers, those of one authority and one day are looked at.
    """
    gone: dict[str, Place] = {}
    reported = {r.reports for paper in papers for r in records.get(paper.id, ()) if r.reports}
    for paper in papers:
        _within(list(records.get(paper.id, ())), reported, gone, Reason.STATED_AGAIN)
    meetings: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for paper in papers:
        if len(paper.date) == 10 and paper.key != NOBODY:
            meetings[paper.key, paper.date].append(paper)
    for same_day in meetings.values():
        if len(same_day) > 1:
            everything = [r for p in same_day for r in records.get(p.id, ()) if r.id not in gone]
            _within(everything, reported, gone, Reason.SAME_MEETING)
    return gone


def _within(own: Sequence[Record], reported: set[str], gone: dict[str, Place], reason: Reason) -> None:
    same: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in own:
        words = fold(without_number(record.text)) or record.folded if record.kind == "priority" else record.folded
        if record.kind == "priority" or words.count(" ") >= _LEAST - 1:
            same[record.kind, words].append(record)
    aims = {r.id: fold(without_number(r.text)) for r in own if r.kind == "priority"}
    for group in same.values():
        kept: list[Record] = []
        group.sort(
            key=lambda r: (r.status == Status.UNCLEAR.value, r.id not in reported, not r.serves, r.paper, r.start, r.id)
        )
        for record in group:
            first = next((k for k in kept if _agree(k, record, aims)), None)
            if first is None:
                kept.append(record)
            else:
                gone[record.id] = Place(first.id, reason, 1.0)


def _agree(a: Record, b: Record, aims: Mapping[str, str]) -> bool:
    if a.kind == "priority":
        return True
    if a.status != b.status and Status.UNCLEAR.value not in (a.status, b.status):
        return False
    for one, other in ((a.lead, b.lead), (a.due, b.due), (a.reports, b.reports)):
        if one and other and one != other:
            return False
    served, also = ({aims.get(id_, id_) for id_ in r.serves} for r in (a, b))
    return not served or not also or bool(served & also)
