"""The layout assembler: what a reader drafted becomes one frozen Paper.

Readers for different formats draft blocks as trees of `Draft`; everything that all formats share (the frozen
text, offsets, ids, the map to the pages) is made here once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.ingest.source import Source
from schemas.ids import paper_id, text_id
from schemas.paper import CONTAINERS, Block, BlockKind, Line, Page, Paper


class Box(NamedTuple):
    """A box on a page (from 1): points from the top left."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class Piece(NamedTuple):
    """A printed line, or the part of one that belongs to a block.

    `glue` stands between the piece before and this one: a blank, or nothing where a word was cut by hyphenation.
    """

    text: str
    box: Box | None = None
    glue: str = " "


@dataclass(slots=True)
class Draft:
    """A block in the making. `pieces` hold its words without marker; containers have `children` instead."""

    kind: BlockKind
    pieces: list[Piece] = field(default_factory=list)
    level: int = 0
    number: str = ""
    marker: str = ""
    bold: bool = False
    row: int = 0
    column: int = 0
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    children: list[Draft] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words, without marker; those of the children with a line break between."""
        if self.kind in CONTAINERS:
            return "\n".join(child.text for child in self.children)
        joined = "".join((piece.glue if i else "") + piece.text for i, piece in enumerate(self.pieces))
        return joined.strip()


_OPEN = Block(BlockKind.TABLE, 0, 0, 0)  # stands for a container until its end is known


class _Assembly:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.lines: list[Line] = []

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def leaf(self, draft: Draft, parent: int) -> None:
        pieces = [(p, text) for p in draft.pieces if (text := clean(p.text))]
        if not pieces and not draft.marker:
            return
        if self.length:
            self.add("\n")
        start = self.length
        if draft.marker:
            self.add(draft.marker)
            if pieces:
                self.add(" ")
        body = self.length
        for i, (piece, text) in enumerate(pieces):
            if i:
                self.add(piece.glue)
            at = start if i == 0 else self.length
            self.add(text)
            if piece.box:
                self.lines.append(Line(at, self.length, *piece.box))
        self.blocks.append(_block(draft, start, body, self.length, parent))

    def container(self, draft: Draft, parent: int) -> None:
        index = len(self.blocks)
        start = self.length + (1 if self.length else 0)
        self.blocks.append(_OPEN)
        for child in draft.children:
            self.draft(child, index)
        end = max(self.length, start)
        if end == start:  # nothing in it: no offset beyond what is written
            start = end = self.length
        self.blocks[index] = _block(draft, start, start, end, parent)

    def draft(self, draft: Draft, parent: int = -1) -> None:
        if draft.kind in CONTAINERS:
            self.container(draft, parent)
        else:
            self.leaf(draft, parent)


def _block(draft: Draft, start: int, body: int, end: int, parent: int) -> Block:
    return Block(
        draft.kind,
        start,
        end,
        body,
        level=draft.level,
        number=draft.number,
        marker=draft.marker,
        parent=parent,
        row=draft.row,
        column=draft.column,
        row_span=draft.row_span,
        column_span=draft.column_span,
        header=draft.header,
        bold=draft.bold,
    )


def clean(text: str) -> str:
    """White space folded to single blanks, control characters dropped."""
    folded = " ".join(text.split())
    if folded.isprintable():
        return folded
    return " ".join("".join(c if c.isprintable() else " " for c in folded).split())


def assemble(
    source: Source,
    drafts: Iterable[Draft],
    media_type: str,
    *,
    pages: Sequence[Page] = (),
    pack: Paper | None = None,
    furniture: Sequence[str] = (),
    warnings: Sequence[str] = (),
    meta: Sequence[tuple[str, str]] = (),
    complete: bool = True,
) -> Paper:
    """Freeze drafts into a Paper; `pack` is the Paper they were split from, if any."""
    assembly = _Assembly()
    for draft in drafts:
        assembly.draft(draft)
    text = "".join(assembly.parts)
    first = pages[0].number if pages else None
    last = pages[-1].number if pages else None
    source_id = source.source_id
    identity = paper_id(source_id, first, last) if pack else paper_id(source_id)
    bodies = (text[b.body : b.end] for b in assembly.blocks if b.kind not in CONTAINERS)
    return Paper(
        paper_id=identity,
        source_id=source_id,
        text_id=text_id(bodies),
        file=source.file,
        media_type=media_type,
        text=text,
        blocks=tuple(assembly.blocks),
        pages=tuple(pages),
        lines=tuple(assembly.lines),
        part_of=pack.paper_id if pack else "",
        first_page=first or 0,
        last_page=last or 0,
        furniture=tuple(furniture),
        warnings=tuple(warnings),
        meta=tuple(meta),
        complete=complete,
    )


__all__ = ["Block", "BlockKind", "Box", "Draft", "Piece", "assemble", "clean"]
