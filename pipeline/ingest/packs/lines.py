"""What a page says, line by line, and the numbers in its margins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.ingest.pdf.model import PageLayout, Row

_MARGIN = 0.12  # of the page's height, at its top and bottom
_NUMBER = re.compile(r"(?:page|p\.|pg\.?)\s*(\d{1,4})\b|^\W*(\d{1,4})\W*$|(?:^|\s)(\d{1,4})$", re.IGNORECASE)
_SAID = re.compile(r"page\s+(\d{1,4})", re.IGNORECASE)
_LEAST_SHARE = 0.5  # of the pages: so many must count with the pages for the others to be reckoned


def page_lines(page: PageLayout) -> list[str]:
    """The lines of a page from top to bottom; what stands beside each other in one, parted by tabs."""
    placed: list[tuple[float, float, float, str]] = [(row.base, row.x0, row.size, row.printed) for row in page.rows]
    for grid in page.grids:
        for cell in grid.cells:
            for para in cell.paras:
                # a cell's words are one line, in the line of its row
                text = f"{para.marker.marker} {para.text}" if para.marker else para.text
                placed.append((cell.box[1] + para.size, para.first.x0, para.size, text))
    lines: list[list[tuple[float, float, float, str]]] = []
    for piece in sorted(placed):
        if lines and piece[0] - lines[-1][0][0] < 0.5 * piece[2]:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return ["\t".join(words for _, _, _, words in sorted(line, key=lambda p: p[1])) for line in lines]


def in_margin(page: PageLayout, row: Row) -> bool:
    """Whether a row stands at the top or bottom edge of its page, or runs along a side of a page that was turned."""
    width, height = page.frame.layout_size
    if row.turned and (row.x1 <= _MARGIN * width or row.x0 >= (1 - _MARGIN) * width):
        return True
    return row.y1 <= _MARGIN * height or row.y0 >= (1 - _MARGIN) * height


def printed_numbers(page: PageLayout) -> frozenset[int]:
    """Numbers in the margins of a page that may be its page number (a page can bear several), its PDF label too."""
    found = {int(page.label)} if page.label.isdecimal() else set()
    for row in page.rows:
        if in_margin(page, row) and (number := _NUMBER.search(row.printed)):
            found.add(int(next(group for group in number.groups() if group)))
    return frozenset(found)


class Numbering:
    """Which page bears which number: the numbers that count with the pages of the whole file."""

    def __init__(self, pages: Sequence[PageLayout]) -> None:
        self._printed = [printed_numbers(page) for page in pages]
        counts = Counter(number - i for i, numbers in enumerate(self._printed) for number in numbers)
        self._offset = min(counts, key=lambda o: (-counts[o], abs(o))) if counts else None
        self._steady = self._offset is not None and counts[self._offset] >= _LEAST_SHARE * len(pages)

    def __call__(self, number: int) -> int | None:
        """Index of the page that bears `number`; None where no page can be told."""
        bearing = [i for i, numbers in enumerate(self._printed) if number in numbers]
        if self._offset is not None:
            counted = number - self._offset
            if counted in bearing or (self._steady and 0 <= counted < len(self._printed)):
                return counted
        return bearing[0] if len(bearing) == 1 else None

    def label(self, index: int) -> str:
        """The number of a page in the numbering of the whole file, if the page bears it; else ""."""
        if self._offset is None or index + self._offset not in self._printed[index]:
            return ""
        return str(index + self._offset)

    def take_boxed(self, page: PageLayout, index: int) -> str:
        """Take the page's number out of a table that reaches into the margin; the words taken, or ""."""
        if not self._steady or self._offset is None:
            return ""
        for grid in page.grids:
            for cell in grid.cells:
                for para in cell.paras:
                    for row in para.rows:
                        said = _SAID.fullmatch(row.printed) if in_margin(page, row) else None
                        if said and int(said[1]) == index + self._offset:
                            para.rows = [other for other in para.rows if other is not row]
                            cell.paras = [other for other in cell.paras if other.rows]
                            return row.printed
        return ""
