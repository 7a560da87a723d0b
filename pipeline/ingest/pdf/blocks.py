"""Paragraphs and tables to drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ingest.assemble import BlockKind, Draft
from pipeline.ingest.pdf.headings import LEVELS, Body, find_headings
from pipeline.ingest.pdf.hyphens import Words, pieces
from pipeline.ingest.pdf.model import Cell, Frame, Grid, Para
from pipeline.ingest.text.wording import is_label

_STEP = 4.0  # points by which nested list items are indented at least
_LONGEST = 22  # words in a heading within a cell


@dataclass(slots=True)
class Maker:
    """Makes drafts of one document's blocks."""

    frames: dict[int, Frame]
    words: Words
    body: Body

    def drafts(self, flow: Sequence[Para | Grid]) -> list[Draft]:
        """Drafts of the blocks of a document in reading order."""
        joined, levels = find_headings(flow, self.body)
        made: list[Draft] = []
        indents: list[float] = []
        for i, item in enumerate(joined):
            if isinstance(item, Grid):
                made.append(self._table(item))
                indents = []
            elif i in levels:
                made.append(self._leaf(item, BlockKind.HEADING, levels[i]))
                indents = []
            else:
                made.append(self._plain(item, indents))
        return made

    def _plain(self, para: Para, indents: list[float]) -> Draft:
        """A paragraph, or a list item at the depth that `indents`, the edges of the open lists, tell."""
        if not para.marker:
            return self._leaf(para, BlockKind.PARAGRAPH, 0)
        x = para.first.x0
        while indents and indents[-1] > x + _STEP:
            indents.pop()
        if not indents or x > indents[-1] + _STEP:
            indents.append(x)
        return self._leaf(para, BlockKind.LIST_ITEM, len(indents) - 1)

    def _leaf(self, para: Para, kind: BlockKind, level: int) -> Draft:
        return Draft(
            kind,
            pieces(para.rows, self.frames, self.words),
            level,
            para.marker.number if para.marker else "",
            para.marker.marker if para.marker else "",
            para.bold,
        )

    def _table(self, grid: Grid) -> Draft:
        return Draft(BlockKind.TABLE, children=[self._cell(cell) for cell in grid.cells])

    def _cell(self, cell: Cell) -> Draft:
        indents: list[float] = []
        bold = bool(cell.paras) and all(para.bold for para in cell.paras)
        children = []
        for i, para in enumerate(cell.paras):
            labels = para.first.page in self.body.unstyled and is_label(para.text)
            heads = not para.marker and not cell.header and i + 1 < len(cell.paras)
            if heads and (labels or (para.bold and not bold)) and len(para.text.split()) <= _LONGEST:
                children.append(self._leaf(para, BlockKind.HEADING, LEVELS))
            else:
                children.append(self._plain(para, indents))
        return Draft(
            BlockKind.CELL,
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            header=cell.header,
            bold=bold,
            children=children,
        )
