"""Running headers, footers and page numbers: taken out of the text by their form and by repetition."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.ingest.text.forms import is_state
from pipeline.ingest.text.headers import side_by_side
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.wording import ends_name, ends_sentence, is_division

_MARKING = r"(?:official(?:[ -]+sensitive)?|not protectively marked|(?:un)?restricted|confidential|protect|public)"
_PAGE_NUMBER = re.compile(
    rf"(?:{_MARKING}\s+)?(?:page|pg\.?)\s*\|?\s*[0-9]+(?:\s*(?:of|/)\s*[0-9]+)?(?:\s+{_MARKING})?$|"
    r"\d{1,4}\s*\|\s*page$|[-–—]\s*\d{1,4}\s*[-–—]$",
    re.IGNORECASE,
)
# A line with its page number set apart is running even where it comes once.
_SET_APART = re.compile(
    r"\S.{0,120}\S(?:\s{3,}|\t\s*)page\s*\|?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?$|"
    r"page\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s{3,}\S.{0,120}$",
    re.IGNORECASE,
)
# A running title with its page number set apart: known by the numbers, which count on.
_COUNTED = re.compile(
    r"(?P<title>\S.{6,120}?)(?:\s{2,}|\s*[|·•]\s*)(?:p(?:age|\.)?\s*)?(?P<n>\d{1,3})(?:\s*(?:of|/)\s*\d{1,3})?$",
    re.IGNORECASE,
)
# The same with the number first ("3 | Annual report of the Board").
_COUNTED_FIRST = re.compile(
    r"(?:p(?:age|\.)?\s*)?(?P<n>\d{1,3})(?:\s*(?:of|/)\s*\d{1,3})?(?:\s{2,}|\s*[|·•]\s*)(?P<title>[^\d\s].{6,120})$",
    re.IGNORECASE,
)
_DASHED = re.compile(r"(?P<title>\S.{6,120}?)\s+[-–—]\s+(?P<n>\d{1,3})$")  # the same, before a header that comes again
_FRACTION = re.compile(r"(\d{1,4})\s*(?:/|of)\s*(\d{1,4})$")
_RUNNING = re.compile(r"(.{8,200}?\S\s+page\s*\|?\s*\d{1,4}(?:\s+of\s+\d{1,4})?)(?:\s{2,}(?=\S)|$)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}$")
_NUMBER_BEFORE = re.compile(r"(?:^|\s)(\d{1,4})\s*$")
_DIGITS = re.compile(r"\d+")
_COLUMNS = re.compile(r"\S {2,}(?=\S)")
_GAP = re.compile(r" {2,}")
_VALUE = re.compile(r"\W*\d|[-–—•]\s|[a-z]")
_NAME_WORDS = 8  # of a column
_FEWEST = 3  # occurrences
_REACH = 3  # lines around a page's edge
_SHARE = 0.6  # of its occurrences that stand at a page's edge
_PAGE_LINES = 20  # a short page
_LONGEST = 250  # characters of a running line
_NUMBER_LENGTH = 24  # characters of the longest page number
_ENDING = 12  # characters by which a glued line is looked up
_LONG_ENOUGH = 15  # characters of a running line that may be glued to text
_HEADER_LINES = 12
_TITLE_LEAST = 3
_TOP = 12  # lines
_TITLE_WORDS = 2  # of a running title
_APART = 8  # lines between one and the next
_SKIPPED = 4  # pages without it


def _key(text: str) -> str:
    return " ".join(_DIGITS.sub("#", text).casefold().split())


def _columns(text: str) -> int:
    """Wide gaps in a line; two make it look like a row of a table."""
    return len(_COLUMNS.findall(text)) if "  " in text else 0


def _names(text: str) -> bool:
    """Whether the cells of a line can be columns' names: short, and neither sentences nor values nor bullets."""
    cells = _GAP.split(text)
    return all(len(cell.split()) <= _NAME_WORDS and not ends_name(cell) and not _VALUE.match(cell) for cell in cells)


def _running(line: TextLine) -> re.Match[str] | None:
    """A running line that ends in a page number, perhaps with text glued behind it."""
    if line.cells or "page" not in line.text.lower():
        return None
    return _RUNNING.match(line.text)


class _Sweep:
    def __init__(self, lines: Sequence[TextLine]) -> None:
        self.lines = list(lines)
        self.furniture: list[str] = []
        self.heads = Counter(_key(found[1]) for line in lines if (found := _running(line)))

    def take(self, indices: set[int]) -> None:
        """Move lines to the furniture; what follows them stands after a page break."""
        if not indices:
            return
        kept: list[TextLine] = []
        gap, cut = 0, False
        for i, line in enumerate(self.lines):
            if i in indices:
                self.furniture.append(line.text)
                gap, cut = max(gap, line.gap), True
                continue
            line.gap, line.cut = max(line.gap, gap), line.cut or cut
            gap, cut = 0, False
            kept.append(line)
        self.lines = kept

    def split(self) -> None:
        """Cut off running lines and repeated table headers that extraction glued to the text beside them."""
        counts = Counter(line.text for line in self.lines if not line.cells and _columns(line.text) > 1)
        endings: dict[str, list[str]] = {}
        for text, n in counts.items():
            if n > 1 or side_by_side(TextLine(text)) is not None:
                endings.setdefault(text[-_ENDING:], []).append(text)
        if not endings and not self.heads:
            return
        out: list[TextLine] = []
        for line in self.lines:
            if self.heads or line.text[-_ENDING:] in endings:
                out.extend(self.parts(line, endings))
            else:
                out.append(line)
        self.lines = out

    def parts(self, line: TextLine, endings: dict[str, list[str]]) -> list[TextLine]:
        found = _running(line)
        if found and self.heads[_key(found[1])] > 1:
            rest = line.text[found.end() :]
            head = TextLine(found[1], gap=line.gap, cut=line.cut)
            return [head, TextLine(rest, trail=line.trail)] if rest else [head]
        for text in endings.get(line.text[-_ENDING:], ()):
            if not line.cells and line.text.endswith(text) and len(line.text) > len(text):
                before = line.text[: -len(text)].rstrip()
                number = _NUMBER_BEFORE.search(before)
                if number:
                    self.furniture.append(number[1])
                    before = before[: number.start()].rstrip()
                table = TextLine(text, trail=line.trail, cut=True)
                return [TextLine(before, line.indent, 2, line.gap, cut=line.cut), table] if before else [table]
        return [line]

    def page_numbers(self) -> set[int]:
        found: set[int] = set()
        fractions: list[tuple[int, str]] = []
        for i, line in enumerate(self.lines):
            if line.cells or len(line.text) > _LONGEST:
                continue
            apart = self.set_apart(i) and not (self.set_apart(i - 1) or self.set_apart(i + 1))
            if apart or (self.heads and (run := _running(line)) and self.heads[_key(run[1])] > 1):
                found.add(i)
            elif len(line.text) > _NUMBER_LENGTH:
                continue
            elif _PAGE_NUMBER.match(line.text):
                found.add(i)
            elif (part := _FRACTION.match(line.text)) and int(part[1]) <= int(part[2]):
                fractions.append((i, part[2]))
        totals = Counter(total for _, total in fractions)
        found.update(i for i, total in fractions if totals[total] > 1)
        return found | self.bare_numbers() | self.counted() | self.interrupting()

    def counted(self) -> set[int]:
        """Lines of the same words but for a number before or behind them that counts on from one page to the next."""
        chains: dict[str, list[tuple[int, int]]] = {}
        for i, line in enumerate(self.lines):
            if line.cells or len(line.text) > _LONGEST:
                continue
            part = _COUNTED_FIRST.match(line.text) if line.text[:1].isdigit() or line.text[:1] in "pP" else None
            if part is None and line.text[-1:].isdigit():
                part = _COUNTED.match(line.text)
            if part and len(part["title"].split()) >= _TITLE_WORDS:
                chains.setdefault(part["title"], []).append((i, int(part["n"])))
        return {i for chain in chains.values() if len(chain) > 1 and self.counts_on(chain) for i, _ in chain}

    def counts_on(self, chain: Sequence[tuple[int, int]]) -> bool:
        """Whether lines with numbers stand pages apart and count on; the last page of several may be short."""
        pairs = list(pairwise(chain))
        apart = all(b - a >= _APART for (a, _), (b, _) in (pairs[:-1] if len(pairs) > 1 else pairs))
        return apart and all(0 < n - m <= _SKIPPED for (_, m), (_, n) in pairs)

    def set_apart(self, i: int) -> bool:
        """Whether a line ends (or begins) with a page number set apart; several on end are a list of contents."""
        return 0 <= i < len(self.lines) and _SET_APART.match(self.lines[i].text) is not None

    def interrupting(self) -> set[int]:
        """Lines of the same words that come again and again, one of them at least in the middle of a sentence."""
        where: dict[str, list[int]] = {}
        for i, line in enumerate(self.lines):
            if not line.cells and not line.level and len(line.text.split()) >= _TITLE_LEAST and line.text[0].isupper():
                where.setdefault(line.text, []).append(i)
        return {
            i
            for places in where.values()
            if len(places) >= _FEWEST
            and all(b - a >= _APART for a, b in pairwise(places))
            and any(map(self.interrupts, places))
            for i in places
        }

    def interrupts(self, i: int) -> bool:
        """Whether a line stands in the middle of a sentence, a blank line on either side."""
        if not 0 < i < len(self.lines) - 1 or not (self.lines[i].gap and self.lines[i + 1].gap):
            return False
        before, after = self.lines[i - 1].text, self.lines[i + 1].text
        return after[0].islower() and not ends_sentence(before) and len(before.split()) > 1

    def bare_numbers(self) -> set[int]:
        """Numbers alone on a line that count on from page to page."""
        alone = [
            (i, int(line.text)) for i, line in enumerate(self.lines) if len(line.text) < 5 and _NUMBER.match(line.text)
        ]
        chain: list[int] = []
        best: list[int] = []
        last = None
        for i, number in alone:
            if last is not None and i - chain[-1] < _PAGE_LINES:
                continue
            chain = [*chain, i] if last is not None and number == last + 1 else [i]
            last = number
            best = max(best, chain, key=len)
        return set(best) if len(best) >= _FEWEST else set()

    def running_lines(self) -> set[int]:
        """Page numbers, and lines that come again and again beside them or beside page breaks."""
        taken = self.page_numbers()
        again = self.repeated_headers()
        taken |= self.above_headers(again, taken) | self.above_numbers(again, taken) | self.at_page_edges(taken)
        edges = {i for i, line in enumerate(self.lines) if line.cut and i} | taken
        near = {i + d for i in edges for d in range(-_REACH, _REACH + 1) if 0 <= i + d < len(self.lines)}
        beside = Counter(_key(self.lines[i].text) for i in near if self.may_run(i))
        if not any(n >= _FEWEST for n in beside.values()):
            return taken
        where: dict[str, list[int]] = {}
        for i, line in enumerate(self.lines):
            if self.may_run(i):
                where.setdefault(_key(line.text), []).append(i)
        for key, places in where.items():
            if beside[key] >= max(_FEWEST, _SHARE * len(places)) and _columns(self.lines[places[0]].text) < 2:
                taken.update(i for i in places if i in near)
        return taken

    def at_page_edges(self, taken: set[int]) -> set[int]:
        """The line with which most pages begin, and that with which they end, where form feeds part the pages.

        On the first page it stays at the top, where it may be the paper's title.
        """
        breaks = [i for i, line in enumerate(self.lines) if line.cut and i]
        found: set[int] = set()
        for step, edges in ((1, [0, *breaks]), (-1, [*(i - 1 for i in breaks), len(self.lines) - 1])):
            places: dict[str, list[int]] = {}
            for i in edges:
                while i in taken:
                    i += step
                if 0 <= i < len(self.lines) and self.may_run(i) and _columns(self.lines[i].text) < 2:
                    places.setdefault(_key(self.lines[i].text), []).append(i)
            for own in places.values():
                if len(own) > 1 and len(own) >= _SHARE * len(edges):
                    found.update(i for i in own if i)
        return found

    def above_headers(self, headers: set[int], taken: set[int]) -> set[int]:
        """What stands between pages above a header that comes again: counted titles, or the paper's."""
        found: set[int] = set()
        chains: dict[str, list[tuple[int, int]]] = {}
        for i in range(len(self.lines) - 1):
            if i + 1 not in headers or i in headers or self.lines[i].cells:
                continue
            text = self.lines[i].text
            if text.isdigit():
                chains.setdefault("", []).append((i, int(text)))
            elif (part := _DASHED.match(text)) and len(part["title"].split()) >= _TITLE_WORDS:
                chains.setdefault(part["title"], []).append((i, int(part["n"])))
            elif i - 1 in taken and len(text) <= _LONGEST and self.is_title(i):
                found.add(i)
        for chain in chains.values():
            if len(chain) > 1 and all(0 < n - m <= _SKIPPED for (_, m), (_, n) in pairwise(chain)):
                found.update(i for i, _ in chain)
        return found

    def above_numbers(self, headers: set[int], taken: set[int]) -> set[int]:
        """The paper's name right above a page number behind which a table's header comes again."""
        return {
            i - 1
            for i in taken
            if i > 1 and i + 1 in headers and not self.lines[i].gap and self.lines[i - 1].gap and self.is_named(i - 1)
        }

    def is_named(self, i: int) -> bool:
        """Whether most words of a line, which is no sentence, are among those of the paper's first lines."""
        words = self.lines[i].text.split()
        if len(words) < _TITLE_LEAST or self.lines[i].cells or ends_sentence(self.lines[i].text):
            return False
        known = {word.casefold() for line in self.lines[:_TOP] for word in line.text.split()}
        return 2 * sum(word.casefold().rstrip(",:") in known for word in words) > len(words)

    def is_title(self, i: int) -> bool:
        """Whether a line's first words are among the paper's first lines."""
        words = _key(_GAP.split(self.lines[i].text)[0])
        return len(words.split()) > _TITLE_WORDS and any(words in _key(line.text) for line in self.lines[:_TOP])

    def may_run(self, i: int) -> bool:
        line = self.lines[i]
        if line.cells or line.text.isdigit() or is_division(line.text):  # at a page's top, a heading of its own
            return False
        return 3 < len(line.text) <= _LONGEST

    def glued(self) -> None:
        """Cut known running lines off the beginnings and ends of other lines."""
        counts = Counter(text for text in self.furniture if len(text) >= _LONG_ENOUGH)
        known = [text for text, n in counts.items() if n >= _FEWEST]
        if not known:
            return
        for line in self.lines:
            for text in known:
                if line.cells or len(line.text) <= len(text):
                    continue
                if line.text.startswith(text + "  "):
                    self.furniture.append(text)
                    line.text, line.cut = line.text[len(text) :].lstrip(), True
                elif line.text.endswith(text):
                    self.furniture.append(text)
                    line.text, line.trail = line.text[: -len(text)].rstrip(), 2

    def repeated_headers(self) -> set[int]:
        """Later copies of a table's header lines; the first stays."""
        where: dict[str, list[int]] = {}
        for i, line in enumerate(self.lines):
            if not line.cells and _columns(line.text) > 1 and _names(line.text):
                where.setdefault(_key(line.text), []).append(i)
        taken: set[int] = set()
        for places in where.values():
            if len(places) < 2 or places[0] in taken:
                continue
            if self.empty_between(places[0], places[1]):  # printed above the page's title: the next has the rows
                taken.add(places[0])
                places = places[1:]
            height = 1
            while height < _HEADER_LINES and self.same_below(places, height):
                height += 1
            for start in places[1:]:
                taken.update(range(start, start + height))
        return taken

    def empty_between(self, first: int, second: int) -> bool:
        """Whether a few lines stand between two copies of a header, none of which can be of a row."""
        between = self.lines[first + 1 : second]
        return 0 < len(between) <= _HEADER_LINES and not any(
            line.marker.marker or line.cells or _columns(line.text) or is_state(line.text) for line in between
        )

    def same_below(self, places: list[int], height: int) -> bool:
        if places[-1] + height >= len(self.lines) or any(b - a <= height for a, b in pairwise(places)):
            return False
        return len({_key(self.lines[place + height].text) for place in places}) == 1


def sweep(lines: Sequence[TextLine]) -> tuple[list[TextLine], tuple[str, ...]]:
    """The lines without page furniture, and the furniture, each text once in order of first appearance."""
    work = _Sweep(lines)
    work.split()
    work.take(work.running_lines())
    work.glued()
    work.take(work.repeated_headers())
    return [line for line in work.lines if line.text or line.rule], tuple(dict.fromkeys(work.furniture))
