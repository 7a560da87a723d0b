"""Actions that minutes note apart from their prose: action notes with their owners, and resolutions that give work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.minutes import (
    approves_steps,
    names_nobody,
    names_owners,
    read_notes,
    resolved_task,
    trailing_owner,
)
from pipeline.extract.sentences import split_sentences
from pipeline.extract.statements.model import Kind, Span, Statement
from schemas.paper import Block, BlockKind, Paper

_PARTS = re.compile(r"(?:^|[\s;:])\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s")
_TOLD_TO = re.compile(
    r"(?:instruct|request|direct|task|ask|remit|invite|commission|require)\w*\s+(?:that\s+)?(?:the\s+)?(?P<who>.+?)\s+to$",
    re.IGNORECASE,
)
_SEVERAL = 2  # numbered parts of one resolution: as a whole it gives nobody a task


def action_notes(
    paper: Paper, minutes: frozenset[int], resolutions: frozenset[int]
) -> tuple[list[Statement], frozenset[int]]:
    """The action notes of minutes, and the blocks that hold nothing else.

    Args:
        minutes: blocks of minutes that nothing else has read.
        resolutions: blocks of minutes that hold resolutions.
    """
    found: list[Statement] = []
    whole = set()
    for note in read_notes(paper, minutes, resolutions):
        statement = Statement(Kind.ACTION, note.start, note.end, note.block, "minutes.note", note.cue)
        if note.owner is not None:
            statement.cells["lead"] = Span(*note.owner)
        found.append(statement)
        if note.read is not None:
            whole.add(note.read)
    return found, frozenset(whole)


def resolved_tasks(paper: Paper, resolutions: frozenset[int], noted: Sequence[Statement]) -> Iterator[Statement]:
    """Resolutions that give somebody work beyond noting and approving: what was resolved, and an action as well.

    Args:
        resolutions: blocks of minutes that hold resolutions.
        noted: what action notes tell already.
    """
    told_already = {statement.start for statement in noted}
    steps: Block | None = None
    for i in sorted(resolutions):
        block = paper.blocks[i]
        words = paper.body(block)
        if approves_steps(words):
            steps = block
            continue
        if steps is not None and block.kind is BlockKind.LIST_ITEM and is_below(block, steps):
            yield Statement(Kind.ACTION, block.body, block.end, i, "minutes.resolved", paper.body(steps))
            continue
        steps = None
        for start, end in split_sentences(paper.text, block.body, block.end):
            sentence = paper.text[start:end]
            if start in told_already or len(_PARTS.findall(sentence)) >= _SEVERAL:
                continue
            if cue := resolved_task(sentence):
                statement = Statement(Kind.ACTION, start, end, i, "minutes.resolved", cue)
                if told := _TOLD_TO.match(cue):
                    at = start + sentence.index(cue)
                    statement.cells["lead"] = Span(at + told.start("who"), at + told.end("who"))
                yield statement


def row_owners(paper: Paper, table: int, statements: Sequence[Statement]) -> dict[int, Span]:
    """Of minutes set as a table whose column of actions holds only who is to act: the owner of each row's blocks.

    Args:
        statements: what the table was read as; without owners in all cells of actions there are none.
    """
    cells = [s for s in statements if s.kind is Kind.ACTION]
    named = [s for s in cells if names_owners(paper.text[s.start : s.end])]
    if not named or not all(s in named or names_nobody(paper.text[s.start : s.end]) for s in cells):
        return {}
    owners = {}
    for statement in named:
        own = next(c for c in paper.children(table) if paper.blocks[c].end >= statement.end)
        for cell in paper.children(table):
            if paper.blocks[cell].row == paper.blocks[own].row:
                owners.update(dict.fromkeys(paper.children(cell), Span(statement.start, statement.end)))
    return owners


def give_owner(paper: Paper, statement: Statement) -> None:
    """Note who is to do an action of minutes where he stands behind its words and nothing else says so."""
    if statement.kind is Kind.ACTION and "lead" not in statement.cells:
        owner = trailing_owner(paper.text[statement.start : statement.end])
        if owner is not None:
            statement.cells["lead"] = Span(statement.start + owner[0], statement.start + owner[1])


def is_below(block: Block, above: Block) -> bool:
    """Whether a list item is deeper than the one that leads it in, or numbered in another manner."""
    return block.level > above.level or block.number[:1].isdigit() != above.number[:1].isdigit()


def without_notes_in_tables(paper: Paper, statements: list[Statement]) -> list[Statement]:
    """A cell of a table that is understood is what its column says, and no note besides."""
    if not any(s.rule == "minutes.note" for s in statements):
        return statements
    tabled = {s.block for s in statements if s.rule.startswith("table.")}
    cells = tabled | {i for t in tabled for i in paper.children(t)}
    return [s for s in statements if s.rule != "minutes.note" or s.block not in cells]
