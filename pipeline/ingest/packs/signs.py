"""Signs of a pack besides its front sheet: bookmarks, stamped item numbers, the opening lines of reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.ingest.packs.agenda import Start
from pipeline.ingest.packs.lines import page_lines
from pipeline.ingest.packs.vocabulary import BELONGS, IS_AGENDA, STAMP, split_label
from pipeline.ingest.pdf.document import Bookmark
from pipeline.ingest.pdf.model import PageLayout, Row
from schemas.ids import fold

_TOP = 0.1  # of the page's height: where items are stamped
_OPENING = 24  # lines of a page among which a report's front matter stands
_LEAST_LABELS = 3
_NUMBERED = re.compile(r"(?P<number>\d{1,3}[A-Za-z]?)[.):]*\s+(?P<title>\S.*)")


def from_bookmarks(bookmarks: Sequence[Bookmark]) -> list[Start]:
    """Starts of items by the bookmarks of a file, where the first of them is called an agenda."""
    pages = [(mark.page, mark.title) for mark in bookmarks if mark.page is not None]
    if not pages or not IS_AGENDA.fullmatch(pages[0][1]):
        return []
    starts: list[Start] = []
    at = pages[0][0]
    for page, title in pages[1:]:
        if page <= at or BELONGS.match(title):
            continue
        numbered = _NUMBERED.match(title)
        starts.append(Start(page, numbered["number"], numbered["title"]) if numbered else Start(page, "", title))
        at = page
    return starts


def stamped(page: PageLayout) -> tuple[str, Row] | None:
    """The item whose number is stamped at the very top of a page, over all else, with the row that says so."""
    if not page.rows:
        return None
    limit = _TOP * page.frame.layout_size[1]
    for row in page.rows:
        found = STAMP.fullmatch(row.printed.strip()) if row.y0 < limit else None
        if found and not any(other.y0 < row.y0 - 1 for other in page.rows if other is not row):
            return found["number"], row
    return None


def from_stamps(pages: Sequence[PageLayout]) -> list[Start]:
    """Starts of items by the numbers stamped on their first pages.

    At least two items must be stamped, in rising order; and no line within a page may read like a stamp, as it does in
    minutes that go through the items.
    """
    stamps = [stamped(page) for page in pages]
    starts: list[Start] = []
    for i, stamp in enumerate(stamps):
        if stamp and (not starts or stamp[0] != starts[-1].number):
            starts.append(Start(i, stamp[0]))
    numbers = [int(re.sub(r"\D", "", start.number)) for start in starts]
    if len(starts) < 2 or numbers != sorted(numbers):
        return []
    for page, stamp in zip(pages, stamps, strict=True):
        others = (row for row in page.rows if not stamp or row is not stamp[1])
        if any(STAMP.fullmatch(row.printed.strip()) for row in others):
            return []
    return starts


def from_headers(pages: Sequence[PageLayout]) -> list[Start]:
    """Starts of reports by their opening lines (report to, date, subject, ...), where the file opens with such.

    All must be of one meeting (the same committee or the same date), and each of a subject of its own; a page headed as
    an appendix opens no report.
    """
    fronts: list[tuple[int, dict[str, str]]] = []
    for i, page in enumerate(pages):
        lines = page_lines(page)[:_OPENING]
        if any(BELONGS.match(line) for line in lines[:3]):
            if not i or _front(lines):
                return []  # an earlier report may be appended to this one
            continue
        front = _front(lines)
        if front:
            fronts.append((i, front))
        elif not i:
            return []
    if len(fronts) < 2:
        return []
    meetings = Counter((kind, front[kind]) for _, front in fronts for kind in ("meeting", "date") if front.get(kind))
    if not any(count == len(fronts) for count in meetings.values()):
        return []
    subjects = [front.get("subject", "") for _, front in fronts]
    if not all(subjects) or len(set(subjects)) < len(subjects):
        return []
    return [Start(i, front.get("item", "")) for i, front in fronts]


def _front(lines: Sequence[str]) -> dict[str, str]:
    """What the labels among a page's opening lines tell, values folded; empty where they are too few for a report."""
    found: dict[str, str] = {}
    kinds: list[str] = []
    for i, line in enumerate(lines):
        label = split_label(line)
        if not label:
            continue
        kind, value = label
        following = lines[i + 1] if i + 1 < len(lines) else ""
        if not value and not split_label(following):
            value = following
        kinds.append(kind)
        if value:
            found.setdefault(kind, fold(value))
    enough = len(kinds) >= _LEAST_LABELS and {"subject"} <= found.keys() and found.keys() & {"meeting", "date"}
    return found if enough else {}
