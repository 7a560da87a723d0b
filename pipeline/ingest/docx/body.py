"""Paragraphs, tables and text boxes of a Word document, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.ingest.docx.numbering import Numbering
from pipeline.ingest.docx.runs import DROPPED, MC, Reader, Words
from pipeline.ingest.docx.styles import Styles, W, is_on, number, value
from pipeline.ingest.styled import Cell, Grid, Para, finish

_WHITE = frozenset({"", "auto", "ffffff"})
_MOST_COLUMNS = 1000


class Body:
    """Reads the blocks of a document."""

    def __init__(self, styles: Styles, numbering: Numbering, reader: Reader) -> None:
        self._styles = styles
        self._numbering = numbering
        self._reader = reader
        self._cut: Words | None = None  # of a paragraph whose end was deleted: it is one with the next
        self.embedded = False
        """Whether the document holds another one, which is not read."""

    def flow(self, parent: Element) -> list[Para | Grid]:
        """The blocks in a body, header, note or text box."""
        found: list[Para | Grid] = []
        for block in self._blocks(parent):
            if block.tag == f"{W}p":
                found.extend(self._paragraph(block))
            else:
                found.extend(self.close())
                grid = self._table(block)
                if grid.cells:
                    found.append(grid)
        return found

    def _blocks(self, parent: Element) -> Iterator[Element]:
        """Paragraphs and tables below an element, through content controls and what marks changes."""
        for child in parent:
            if child.tag in (f"{W}p", f"{W}tbl"):
                yield child
            elif child.tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                prompt = is_on(child.find(f"{W}sdtPr/{W}showingPlcHdr"))
                if content is not None and not prompt:
                    yield from self._blocks(content)
            elif child.tag == f"{MC}AlternateContent":
                chosen = child.find(f"{MC}Choice")
                chosen = child.find(f"{MC}Fallback") if chosen is None else chosen
                if chosen is not None:
                    yield from self._blocks(chosen)
            elif child.tag == f"{W}altChunk":
                self.embedded = True
            elif child.tag not in DROPPED and child.tag != f"{W}sectPr":
                yield from self._blocks(child)

    def _paragraph(self, element: Element) -> list[Para | Grid]:
        properties = element.find(f"{W}pPr")
        style = self._styles.of(properties)
        words, self._cut = self._reader.words(element, style, self._cut), None
        if properties is not None and any(properties.find(f"{W}rPr/{W}{mark}") is not None for mark in _GONE):
            self._cut = words
            return []
        para = Para([], level=self._styles.heading_level(properties, style))
        para.marker, before, at = self._numbering.marker(properties, style)
        para.depth = max(at, self._styles.list_depth(style))
        if before and words.text.strip():
            words.parts.insert(0, f"{before} ")
        drawn = [block for box in words.boxes for block in [*self.flow(box), *self.close()]]
        _settle(para, words)
        return [para, *drawn] if para.lines or (para.marker and para.marker.number) else drawn

    def close(self) -> list[Para | Grid]:
        """The paragraph that waits for its end, where no other follows it."""
        if not self._cut:
            return []
        words, self._cut = self._cut, None
        para = Para([])
        _settle(para, words)
        drawn = [block for box in words.boxes for block in [*self.flow(box), *self.close()]]
        return [para, *drawn] if para.lines else drawn

    def _table(self, element: Element) -> Grid:
        cells: list[Cell] = []
        open_cells: dict[int, Cell] = {}  # by column, the cell that the row above leaves to be continued
        r = 0
        heads = True
        first_row = self._styles.sets_off_first_row(value(element.find(f"{W}tblPr/{W}tblStyle")))
        for row in _nested(element, f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            heads = heads and properties is not None and bool(is_on(properties.find(f"{W}tblHeader")))
            column = (number(properties.find(f"{W}gridBefore")) or 0) if properties is not None else 0
            column = min(max(column, 0), _MOST_COLUMNS)
            continued: dict[int, Cell] = {}
            last: Cell | None = None
            for tc in _nested(row, f"{W}tc"):
                cell = self._cell(tc, r, column)
                cell.header = heads
                cell.filled = cell.filled or (first_row and r == 0)
                above = open_cells.get(column)
                merged, beside = _merge(tc, "vMerge"), _merge(tc, "hMerge")
                column += cell.column_span
                if beside == "continue" and last:
                    last.column_span += cell.column_span
                    last.add(cell.blocks)
                    continue
                if merged == "continue" and above:
                    above.row_span = r - above.row + 1
                    above.add(cell.blocks)
                    continued[above.column] = above
                    continue
                last = cell
                cells.append(cell)
                if merged:
                    continued[cell.column] = cell
            open_cells = continued
            r += 1
        if all(cell.header for cell in cells):  # a table of header rows alone has none
            for cell in cells:
                cell.header = False
        return finish(Grid(cells))

    def _cell(self, element: Element, row: int, column: int) -> Cell:
        properties = element.find(f"{W}tcPr")
        cell = Cell(row, column)
        if properties is not None:
            cell.column_span = min(max(number(properties.find(f"{W}gridSpan")) or 1, 1), _MOST_COLUMNS)
            cell.filled = value(properties.find(f"{W}shd"), "fill").lower() not in _WHITE
            if properties.find(f"{W}cellDel") is not None:
                return cell
        cell.add([*self.flow(element), *self.close()])
        return cell


_GONE = ("del", "moveFrom")


def _settle(para: Para, words: Words) -> None:
    text = words.text
    para.lines = [line for line in text.split("\n") if line.strip()]
    para.bold = words.letters > 0 and words.bold == words.letters
    para.underlined = words.letters > 0 and words.underlined == words.letters
    if words.sizes:
        para.size = max(words.sizes.items(), key=lambda item: (item[1], item[0]))[0]


def _merge(cell: Element, name: str) -> str:
    """How a cell is merged with its neighbour before: `restart`, `continue` (which is the default) or ""."""
    mark = cell.find(f"{W}tcPr/{W}{name}")
    return "" if mark is None else (value(mark) or "continue")


def _nested(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, through content controls and what marks changes; not those of inner tables."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in DROPPED and child.tag not in (f"{W}tbl", f"{W}tc", f"{W}p"):
            yield from _nested(child, tag)
