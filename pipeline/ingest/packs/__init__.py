"""Packs: one file that holds an agenda and the reports to a meeting, split into its papers.

A pack is known by general signs, the surest first: a front sheet that lists items with page numbers, bookmarks, item
numbers stamped on first pages, the opening lines of reports. Where none is sure, the file is one paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ingest.packs.agenda import Start, find_agenda
from pipeline.ingest.packs.lines import Numbering, page_lines
from pipeline.ingest.packs.signs import from_bookmarks, from_headers, from_stamps, stamped
from pipeline.ingest.packs.vocabulary import IS_BLANK, LETTERS_OF_BLANK
from pipeline.ingest.pdf.document import Bookmark
from pipeline.ingest.pdf.model import PageLayout, Row

__all__ = ["Numbering", "Part", "find_parts", "take_fillers", "take_stamps"]


@dataclass(frozen=True, slots=True)
class Part:
    """A paper of a pack: its pages (indices from 0, `last` inclusive), its item number and title if they are known.

    The front sheet, which is no item, has `front` set.
    """

    first: int
    last: int
    number: str = ""
    title: str = ""
    front: bool = False

    @property
    def named(self) -> str:
        """What it is, for messages."""
        if self.front:
            return "Front sheet"
        return f"Item {self.number}" if self.number else self.title or f"The paper on page {self.first + 1}"

    @property
    def meta(self) -> list[tuple[str, str]]:
        """What the pack says of it, as pairs for `Paper.meta`."""
        return [(key, value) for key, value in (("agenda_item", self.number), ("title", self.title)) if value]


def find_parts(pages: Sequence[PageLayout], bookmarks: Sequence[Bookmark]) -> list[Part]:
    """The papers of a pack in the order of its pages, which they share out among them; none where it is no pack."""
    if len(pages) < 2:
        return []
    starts = find_agenda(pages) or from_bookmarks(bookmarks) or from_stamps(pages) or from_headers(pages)
    if not starts:
        return []
    parts = [Part(0, starts[0].page - 1, front=True)] if starts[0].page else []
    ends = [start.page for start in starts[1:]] + [len(pages)]
    parts += [Part(start.page, end - 1, *_known(pages, start)) for start, end in zip(starts, ends, strict=True)]
    return parts if len(parts) > 1 else []


def _known(pages: Sequence[PageLayout], start: Start) -> tuple[str, str]:
    stamp = stamped(pages[start.page])
    return start.number or (stamp[0] if stamp else ""), start.title


def take_stamps(pages: Sequence[PageLayout], parts: Sequence[Part]) -> None:
    """Take the item numbers that the maker of a pack stamped out of the first pages of its parts."""
    for part in parts:
        page = pages[part.first]
        if stamp := stamped(page):
            page.rows = [row for row in page.rows if row is not stamp[1]]


def take_fillers(pages: Sequence[PageLayout]) -> list[str]:
    """Take the words out of pages that say nothing but that they are blank; each once."""
    found: dict[str, None] = {}
    for page in pages:
        if (
            not page.grids
            and page.rows
            and not _says_more(page.rows)
            and IS_BLANK.fullmatch(" ".join(page_lines(page)))
        ):
            found.update(dict.fromkeys(row.printed for row in page.rows))
            page.rows = []
    return list(found)


def _says_more(rows: Sequence[Row]) -> bool:
    """Whether a line has more letters than all the words by which a blank page is known: most pages show it soon."""
    return any(sum(map(str.isalpha, row.text)) > LETTERS_OF_BLANK for row in rows)
