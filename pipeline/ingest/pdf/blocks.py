"""Paragraphs and tables to drafts: which are headings, of which level, which are list items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ingest.assemble import BlockKind, Draft
from pipeline.ingest.markers import MarkerKind
from pipeline.ingest.pdf.hyphens import Words, pieces
from pipeline.ingest.pdf.model import Frame, Grid, Para

_LARGER = 1.12  # of the body's type size
_LONGEST = 22  # words in a heading
_STEP = 4.0  # points by which nested list items are indented at least
_LEVELS = 6

Style = tuple[float, int]


@dataclass(slots=True)
class Maker:
    """Makes drafts of one document's blocks."""

    frames: dict[int, Frame]
    words: Words
    body: float
    body_bold: bool

    def drafts(self, flow: Sequence[Para | Grid]) -> list[Draft]:
        """Drafts of the blocks of a document in reading order."""
        headings = {
            i
            for i, item in enumerate(flow)
            if isinstance(item, Para)
            and self._is_heading(item, next((n for n in flow[i + 1 : i + 2] if isinstance(n, Para)), None))
        }
        merged = self._joined_titles(flow, headings)
        levels = _levels([self._style(item) for i, item in merged if i in headings and isinstance(item, Para)])
        made: list[Draft] = []
        indents: list[float] = []
        for i, item in merged:
            if isinstance(item, Grid):
                made.append(self._table(item))
                indents = []
            elif i in headings:
                depth = item.marker.number.count(".") + 1 if item.marker and item.marker.number else 1
                level = min(max(levels[self._style(item)], depth), _LEVELS)
                made.append(self._leaf(item, BlockKind.HEADING, level))
                indents = []
            else:
                made.append(self._plain(item, indents))
        return made

    def _plain(self, para: Para, indents: list[float]) -> Draft:
        if not is_list_item(para):
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
        table = Draft(BlockKind.TABLE)
        for cell in grid.cells:
            draft = Draft(
                BlockKind.CELL,
                row=cell.row,
                column=cell.column,
                row_span=cell.row_span,
                column_span=cell.column_span,
                header=cell.header,
                bold=bool(cell.paras) and all(p.bold for p in cell.paras),
            )
            indents: list[float] = []
            for i, para in enumerate(cell.paras):
                heading = (
                    para.bold
                    and not para.marker
                    and i + 1 < len(cell.paras)
                    and not cell.header
                    and not all(p.bold for p in cell.paras)
                    and len(para.text.split()) <= _LONGEST
                )
                draft.children.append(
                    self._leaf(para, BlockKind.HEADING, _LEVELS) if heading else self._plain(para, indents)
                )
            table.children.append(draft)
        return table

    def _style(self, para: Para) -> Style:
        weight = 2 * para.bold + (1 if para.text.isupper() else 0)
        size = round(para.size) if para.size > _LARGER * self.body else round(self.body)
        return -float(size), -weight

    def _is_heading(self, para: Para, following: Para | None) -> bool:
        text = para.text
        words = len(text.split())
        if words > _LONGEST or len(para.rows) > 4 or para.first.turned:
            return False
        letters = sum(c.isalpha() for c in text)
        if not letters:
            return False
        if para.marker and para.marker.kind is MarkerKind.BULLET:
            return False
        if text.rstrip().endswith((";", ",")) or (text.rstrip().endswith(".") and words > 6):
            return False
        if para.size >= _LARGER * self.body and (letters > 2 or words > 1):
            return True
        if para.size < 0.85 * self.body:
            return False
        if para.first.parts > 1:
            return False
        if para.bold and not self.body_bold:
            return True
        if text.isupper() and letters >= 5 and not text.rstrip().endswith("."):
            return True
        if all(row.underlined for row in para.rows) and words <= 14:
            return True
        return _numbered_title(para, following)

    def _joined_titles(self, flow: Sequence[Para | Grid], headings: set[int]) -> list[tuple[int, Para | Grid]]:
        """Flow with the lines of a title that was broken by hand put together."""
        joined: list[tuple[int, Para | Grid]] = []
        for i, item in enumerate(flow):
            before = joined[-1] if joined else None
            if (
                before
                and isinstance(item, Para)
                and isinstance(before[1], Para)
                and i in headings
                and before[0] in headings
                and not item.marker
                and item.first.page == before[1].last.page
                and item.size > 1.3 * self.body
                and abs(item.size - before[1].last.size) < 0.08 * item.size
                and 0 < item.first.base - before[1].last.base < 1.5 * item.size
                and item.bold == before[1].bold
                and item.first.parts == 1
            ):
                before[1].rows.extend(item.rows)
            else:
                joined.append((i, item))
        return joined


def _numbered_title(para: Para, following: Para | None) -> bool:
    """An unmarked title such as ``3. Background`` before ``3.1``."""
    if not para.marker or not para.marker.number.isdigit() or not following or not following.marker:
        return False
    number = following.marker.number
    short = len(para.text.split()) <= 9 and not para.text.rstrip().endswith((".", ":", ";"))
    return short and number.startswith(para.marker.number + ".")


def is_list_item(para: Para) -> bool:
    """Whatever has a bullet or number is a list item, unless it is a heading."""
    return para.marker is not None


def _levels(styles: Sequence[Style]) -> dict[Style, int]:
    return {style: min(i + 1, _LEVELS) for i, style in enumerate(sorted(set(styles)))}
