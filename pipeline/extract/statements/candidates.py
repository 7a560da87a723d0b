"""The sentences of running text that may state something: those of which the layout said nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipeline.extract.labels import heads_list
from pipeline.extract.sections import Sections
from pipeline.extract.sentences import split_sentences
from pipeline.extract.statements.features import Context
from pipeline.extract.statements.model import Kind
from pipeline.extract.statements.numbering import is_numbered_paragraph
from pipeline.extract.statements.structure import Reading
from schemas.ids import fold
from schemas.paper import BlockKind, Paper

_SKIPPED = frozenset({"background_papers", "appendices", "contact", "wards", "attendance"})
_TOO_OFTEN = 3
"""Times that a running title stands in a paper at the least."""
_HEADED = {"completed": Kind.PROGRESS, "action": Kind.ACTION}
SHORTEST = 4
"""Words of a sentence: less is no statement."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to be judged: its range, its block, where it stands, whether it is of minutes, and what its heading
    says that sentences below it are ("What have we done?")."""

    start: int
    end: int
    block: int
    context: Context
    minuted: bool = False
    headed: Kind | None = None


def passed_over(paper: Paper, sections: Sections, reading: Reading, excluded: frozenset[int], i: int) -> str:
    """Why no sentence of block number `i` is judged (`claimed`, `excluded`, `heading`, `skipped`), or ""."""
    top = paper.top(i)
    if i in reading.claimed:
        return "claimed"
    if i in excluded or top in excluded:
        return "excluded"
    if paper.blocks[i].kind is BlockKind.HEADING:
        return "heading"
    return "skipped" if sections.at(top).role in _SKIPPED else ""


def context_of(paper: Paper, sections: Sections, reading: Reading, i: int) -> Context:
    """Where the sentences of block number `i` stand."""
    block, top = paper.blocks[i], paper.top(i)
    path = sections.path(top)
    kind = BlockKind.PARAGRAPH if is_numbered_paragraph(block, paper.body(block)) else block.kind
    return Context(
        role=path[0].role,
        named=path[0].named,
        roles=tuple(s.role for s in path),
        block=kind,
        cell=top != i,
        listed=i in reading.lead_in,
        lead_kind=reading.lead_kind.get(i),
        depth=block.level if kind == BlockKind.LIST_ITEM else 0,
    )


def candidates(paper: Paper, sections: Sections, reading: Reading, excluded: frozenset[int]) -> list[Sentence]:
    """The sentences that the layout said nothing of, in reading order."""
    found = []
    read = {lead_in.lstrip(". ") for i, lead_in in reading.lead_in.items() if i in reading.claimed}
    repeated = _repeated(paper)
    for i in paper.leaves:
        block = paper.blocks[i]
        if passed_over(paper, sections, reading, excluded, i) or fold(paper.body(block)) in repeated:
            continue
        context = context_of(paper, sections, reading, i)
        headed = None if i in reading.minutes else _HEADED.get(heads_list(sections.at(paper.top(i)).title) or "")
        for start, end in split_sentences(paper.text, block.body, block.end):
            text = paper.text[start:end]
            if len(text.split()) >= SHORTEST and text not in read:
                found.append(Sentence(start, end, i, context, i in reading.minutes, headed))
    return found


def _repeated(paper: Paper) -> frozenset[str]:
    """What stands again and again as a line of its own, folded: a running title, or that there is nothing to tell."""
    lines = Counter(fold(paper.body(paper.blocks[i])) for i in paper.leaves)
    return frozenset(line for line, count in lines.items() if count >= _TOO_OFTEN and line)
