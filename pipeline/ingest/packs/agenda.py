"""The front sheet of a pack: a list of items with the numbers of their pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.ingest.packs.lines import Numbering, page_lines
from pipeline.ingest.packs.vocabulary import BELONGS, IS_AGENDA
from pipeline.ingest.pdf.model import PageLayout

_FIRST_PAGES = 8  # where the front sheet begins
_LONGEST = 12  # pages that a front sheet may take up
_LEAST_KNOWN = 0.6  # of the items with page numbers: so many must be there
_TITLE_LINES = 4  # lines over which an item runs at most

_RANGE = r"(?P<first>\d{1,4})(?:\s*(?:[-–—]|to)\s*(?P<last>\d{1,4}))?"
_SAID = re.compile(rf"\(?\s*\bpages?\s+(?:nos?\.?\s*)?{_RANGE}\s*\)?\s*$", re.IGNORECASE)
_BARE = re.compile(rf"(?:\t|\.{{4,}}\s*|…+\s*)\(?{_RANGE}\)?\s*$")
_CUT = re.compile(r"\(\s*pages?\s*(?:\d{1,4}\s*(?:[-–—]|to)?)?\s*$", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<number>\d{1,3}[A-Za-z]?|[A-Z]\d{1,2})(?:[.):]+\s*|\s+)(?=\S)")


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of an agenda with the page numbers that are printed for it (`last` is `first` where only one is)."""

    number: str
    title: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Start:
    """A page (index from 0) with which an item begins, its number and title as far as they are known."""

    page: int
    number: str = ""
    title: str = ""


def read_entries(lines: Sequence[str]) -> list[Entry]:
    """Items with page numbers among the lines of an agenda, in order; ``(Pages 11 - 24)`` may be cut by a line end."""
    whole: list[str] = []
    for line in lines:
        if whole and _CUT.search(whole[-1]):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    entries: list[Entry] = []
    since = 0  # the first line that may belong to the next item
    for i, line in enumerate(whole):
        found = _SAID.search(line) or _BARE.search(line)
        if not found:
            continue
        opening = i
        for j in range(i, max(since, i - _TITLE_LINES) - 1, -1):
            opening = j
            if _NUMBERED.match(whole[j].strip()):
                break
        else:
            opening = i
        words = " ".join([*whole[opening:i], line[: found.start()]])
        numbered = _NUMBERED.match(words.strip())
        title = words.strip()[numbered.end() :] if numbered else words
        first = int(found["first"])
        last = int(found["last"] or first)
        if first and last >= first:
            number = numbered["number"] if numbered else ""
            entries.append(Entry(number, " ".join(title.replace("\t", " ").split()).strip(" .…"), first, last))
        since = i + 1
    return entries


def find_agenda(pages: Sequence[PageLayout]) -> list[Start]:
    """The pages with which the items that a front sheet lists begin; none where the file holds only the front sheet.

    The list must be headed as an agenda, and the pages that it names must be there, behind it and in its order.
    """
    head = next((i for i, page in enumerate(pages[:_FIRST_PAGES]) if _is_headed(page)), None)
    if head is None:
        return []
    numbers = Numbering(pages)
    first_item: int | None = None
    listed: list[tuple[Entry, int | None]] = []
    for i in range(head, min(head + _LONGEST, len(pages))):
        if first_item is not None and i >= first_item:
            break
        for entry in read_entries(page_lines(pages[i])):
            page = _found(entry, numbers, len(pages), i)
            listed.append((entry, page))
            if page is not None:
                first_item = page if first_item is None else min(first_item, page)
    known = [(entry, page) for entry, page in listed if page is not None]
    if not known or len(known) < _LEAST_KNOWN * len(listed):
        return []
    return _starts(_rising(known))


def _is_headed(page: PageLayout) -> bool:
    """Whether a line of a page heads a list of items."""
    paras = (para.text for grid in page.grids for cell in grid.cells for para in cell.paras)
    return any(IS_AGENDA.fullmatch(text.strip()) for text in (*(row.printed for row in page.rows), *paras))


def _found(entry: Entry, numbers: Numbering, count: int, at: int) -> int | None:
    """The page with which an item begins, if it stands behind the front sheet (page `at`) and is there as a whole."""
    first, last = numbers(entry.first), numbers(entry.last)
    if first is None or last is None or not at < first <= last:
        return None
    return first if last - first == entry.last - entry.first else None


def _rising(known: Sequence[tuple[Entry, int]]) -> list[tuple[Entry, int]]:
    """The longest run of items whose pages do not fall back."""
    best: list[tuple[int, int]] = []  # length, index of the one before
    for i, (_, page) in enumerate(known):
        before = max(((best[j][0], -j) for j in range(i) if known[j][1] <= page), default=(0, 1))
        best.append((before[0] + 1, -before[1]))
    at = max(range(len(best)), key=lambda i: (best[i][0], -i))
    chain = []
    while at >= 0:
        chain.append(known[at])
        at = best[at][1]
    return chain[::-1]


def _starts(known: Sequence[tuple[Entry, int]]) -> list[Start]:
    starts: list[Start] = []
    for entry, page in known:
        if starts and (page == starts[-1].page or (not entry.number and BELONGS.match(entry.title))):
            continue
        starts.append(Start(page, entry.number, entry.title))
    assert all(one.page < other.page for one, other in pairwise(starts))
    return starts
