"""Running headers, footers and page numbers: what stands in the margin of page after page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from pipeline.ingest.pdf.model import PageLayout, Row

_MARGIN = 0.12  # of the page's height, at its top and bottom
_SHARE = 0.4  # of the pages on which a running line stands
_SAME = 6.0  # points by which its height may differ
_LARGE = 1.25  # of the body's type size: larger text is a title, not a running line
_COUNTED = re.compile(r"^(\d{1,4})\b|\bpage (\d{1,4})\b|(?<![/.-])\b(\d{1,4})$")
_PAGE = re.compile(
    r"(?:page|p\.?|pg\.?)?\s*[-–—|\[(]?\s*(?P<label>\d{1,4}|[ivxlc]{1,6}|[A-Z]{1,2}[-.]?\d{1,3})\s*[-–—|\])]?"
    r"(?:\s*(?:of|/)\s*\d{1,4})?\.?",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:page|pg\.?)\s*(?P<label>\d{1,4}|[ivxlc]{1,6})\b(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)


def body_size(pages: Iterable[PageLayout]) -> float:
    """The type size of most of the text, in points."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for row in page.rows:
            sizes[row.size] += len(row.text)
        for grid in page.grids:
            for cell in grid.cells:
                for para in cell.paras:
                    sizes[para.size] += len(para.text) // 2  # tables are often set smaller
    return min(sizes, key=lambda s: (-sizes[s], s)) if sizes else 12.0


def take_furniture(pages: Sequence[PageLayout], body: float) -> list[str]:
    """Take running lines out of the pages, set the pages' labels, and return each line once."""
    return _take(pages, body, numbers_alone=False)


def take_numbers(pages: Sequence[PageLayout], body: float) -> list[str]:
    """Take the page numbers alone out of the pages, set the pages' labels, and return what was taken, each once."""
    return _take(pages, body, numbers_alone=True)


def _take(pages: Sequence[PageLayout], body: float, *, numbers_alone: bool) -> list[str]:
    found: dict[str, None] = {}
    for page in pages:
        for words in page.aslant:
            found.setdefault(words)
    zones = [_margin_rows(page, body) for page in pages]
    running = set() if numbers_alone else _running(pages, zones)
    labelled = _numbers(pages, zones)
    for n, page in enumerate(pages):
        gone = []
        for row in zones[n]:
            label = labelled.get((n, id(row)))
            if label is not None:
                page.label = label
                gone.append(row)
            elif id(row) in running:
                said = _SAID.search(row.printed)
                if said:
                    page.label = said["label"]
                gone.append(row)
        if len(gone) == len(page.rows) and not page.grids and not page.pictured:
            gone = [row for row in gone if (n, id(row)) in labelled]  # a page is not left without words
        for row in gone:
            found.setdefault(row.printed)
        taken = {id(row) for row in gone}
        page.rows = [row for row in page.rows if id(row) not in taken]
    return list(found)


def _margin_rows(page: PageLayout, body: float) -> list[Row]:
    height = page.frame.layout_size[1]
    low, high = _MARGIN * height, (1 - _MARGIN) * height
    return [
        row
        for row in page.rows
        if ((row.y1 <= low or row.y0 >= high) and (row.size <= _LARGE * body or _PAGE.fullmatch(row.printed)))
        or _is_sideways(page, row)
    ]


def _is_sideways(page: PageLayout, row: Row) -> bool:
    """Whether a row is the number of a page that was turned after its number had its place: it runs along a side."""
    width = page.frame.layout_size[0]
    at_side = row.turned and (row.x1 <= _MARGIN * width or row.x0 >= (1 - _MARGIN) * width)
    return at_side and bool(_SAID.fullmatch(row.printed))


def _keys(row: Row, page: int) -> list[str]:
    """By what a line is known on other pages: its words, and those around a number that counts with the pages."""
    words = row.printed.casefold()
    keys = [words]
    may_count = words[:1].isdigit() or words[-1:].isdigit() or "page" in words
    counted = _COUNTED.search(words) if may_count else None
    if counted:
        number = next(group for group in counted.groups() if group)
        keys.append(f"{words[: counted.start()]}#{words[counted.end() :]}#{int(number) - page}")
    return keys


def _running(pages: Sequence[PageLayout], zones: Sequence[Sequence[Row]]) -> set[int]:
    """Identities of rows that stand at the same height with the same words on many pages."""
    seen: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    margins = [{id(row) for row in rows} for rows in zones]
    for n, rows in enumerate(zones):
        for row in rows:
            for key in _keys(row, n):
                seen[key].append((n, row))
    again = {key: places for key, places in seen.items() if len({n for n, _ in places}) > 1}
    if not again:
        return set()
    within: Counter[str] = Counter()
    for n, page in enumerate(pages):
        for row in page.rows:
            if id(row) not in margins[n]:
                for key in _keys(row, n):
                    within[key] += key in again
    running: set[int] = set()
    for key, places in again.items():
        if within[key] * 2 > len(places):
            continue  # words of the text that happen to stand at the edge
        for n, row in places:
            height = pages[n].frame.layout_size[1]
            peers = {
                m
                for m, other in places
                if abs(other.y0 - row.y0) <= _SAME
                or abs((pages[m].frame.layout_size[1] - other.y0) - (height - row.y0)) <= _SAME
            }
            near = sum(abs(m - n) <= 4 for m in peers)
            if len(peers) >= 2 and (len(peers) >= _SHARE * len(pages) or near >= 3):
                running.add(id(row))
    return running


def _numbers(pages: Sequence[PageLayout], zones: Sequence[Sequence[Row]]) -> dict[tuple[int, int], str]:
    """Rows that are page numbers, with their labels: by the word `page`, or because they count with the pages."""
    outermost: list[list[tuple[Row, str]]] = []
    for n, rows in enumerate(zones):
        height = pages[n].frame.layout_size[1]
        own = []
        for row in rows:
            match = _PAGE.fullmatch(row.printed)
            beyond = [
                other
                for other in pages[n].rows
                if other is not row and (other.y0 > row.y1 if row.y0 > height / 2 else other.y1 < row.y0)
            ]
            if match and (len(beyond) <= 2 or _is_sideways(pages[n], row)):
                own.append((row, match["label"]))
        outermost.append(own)
    labels: dict[tuple[int, int], str] = {}
    offsets = Counter(
        int(label) - n for n, own in enumerate(outermost) for label in {lab for _, lab in own} if label.isdigit()
    )
    for n, own in enumerate(outermost):
        for row, label in own:
            said = row.printed.casefold().startswith(("page", "p.", "pg"))
            counted = label.isdigit() and offsets[int(label) - n] >= 2
            roman = label.isalpha() and len(pages) > 1 and any(
                other.isalpha() and other != label for m in (n - 1, n + 1) if 0 <= m < len(pages)
                for _, other in outermost[m]
            )  # fmt: skip
            alone = len(pages) == 1 and label == "1" and row.y0 > pages[n].frame.layout_size[1] / 2
            if said or counted or roman or alone:
                labels[(n, id(row))] = label
    return labels
