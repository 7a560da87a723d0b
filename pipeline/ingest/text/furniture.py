"""Running headers, footers and page numbers: taken out of the text by their form and by repetition."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.ingest.text.lines import TextLine

_PAGE_NUMBER = re.compile(
    r"(?:page|pg\.?)\s*\|?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?$|\d{1,4}\s*\|\s*page$|[-–—]\s*\d{1,4}\s*[-–—]$"
    r"|\d{1,4}\s+of\s+\d{1,4}$",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"(\d{1,4})\s*/\s*(\d{1,4})$")
_RUNNING = re.compile(r"(.{8,200}?\S\s+page\s*\|?\s*\d{1,4}(?:\s+of\s+\d{1,4})?)(?:\s{2,}(?=\S)|$)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}$")
_NUMBER_BEFORE = re.compile(r"(?:^|\s)(\d{1,4})\s*$")
_DIGITS = re.compile(r"\d+")
_COLUMNS = re.compile(r"\S {2,}(?=\S)")
_FEWEST = 3  # occurrences
_REACH = 3  # lines around a page's edge
_SHARE = 0.6  # of its occurrences that stand at a page's edge
_PAGE_LINES = 8  # the shortest page, in lines
_LONG_ENOUGH = 15  # characters of a running line that may be glued to text
_HEADER_LINES = 12


def _key(text: str) -> str:
    return " ".join(_DIGITS.sub("#", text).casefold().split())


class _Sweep:
    def __init__(self, lines: Sequence[TextLine]) -> None:
        self.lines = list(lines)
        self.furniture: list[str] = []
        self.keys: list[str] = []
        self.edges: set[int] = set()

    def take(self, indices: set[int]) -> None:
        """Move lines to the furniture; what follows them stands after a page break."""
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
        heads = Counter(_key(m[1]) for line in self.lines if (m := _RUNNING.match(line.text)))
        columns = Counter(line.text for line in self.lines if len(_COLUMNS.findall(line.text)) > 1)
        repeated = [text for text, n in columns.items() if n > 1]
        out: list[TextLine] = []
        for line in self.lines:
            out.extend(self.parts(line, heads, repeated))
        self.lines = out

    def parts(self, line: TextLine, heads: Counter[str], repeated: list[str]) -> list[TextLine]:
        if line.cells:
            return [line]
        found = _RUNNING.match(line.text)
        if found and heads[_key(found[1])] > 1:
            rest = line.text[found.end() :]
            head = TextLine(found[1], gap=line.gap, cut=line.cut)
            return [head, TextLine(rest, trail=line.trail)] if rest else [head]
        for text in repeated:
            if line.text.endswith(text) and len(line.text) > len(text):
                before = line.text[: -len(text)].rstrip()
                number = _NUMBER_BEFORE.search(before)
                table = TextLine(text, trail=line.trail, cut=True)
                if not number:
                    return [TextLine(before, line.indent, 2, line.gap, bold=line.bold, cut=line.cut), table]
                self.furniture.append(number[1])
                before = before[: number.start()].rstrip()
                return [TextLine(before, line.indent, 2, line.gap, cut=line.cut), table] if before else [table]
        return [line]

    def page_numbers(self) -> set[int]:
        found = {i for i, line in enumerate(self.lines) if not line.cells and _PAGE_NUMBER.match(line.text)}
        found |= {i for i, line in enumerate(self.lines) if not line.cells and self.is_running(line)}
        totals = Counter(m[2] for line in self.lines if (m := _FRACTION.match(line.text)) and int(m[1]) <= int(m[2]))
        for i, line in enumerate(self.lines):
            fraction = _FRACTION.match(line.text)
            if fraction and totals[fraction[2]] > 1 and int(fraction[1]) <= int(fraction[2]):
                found.add(i)
        return found | self.bare_numbers()

    def is_running(self, line: TextLine) -> bool:
        found = _RUNNING.match(line.text)
        return bool(found) and found is not None and found.end() == len(line.text)

    def bare_numbers(self) -> set[int]:
        """Numbers alone on a line that count on from page to page."""
        alone = [(i, int(line.text)) for i, line in enumerate(self.lines) if _NUMBER.match(line.text)]
        chain: list[int] = []
        best: list[int] = []
        last = None
        for i, number in alone:
            if last is not None and number == last + 1 and i - chain[-1] >= _PAGE_LINES:
                chain.append(i)
            elif last is None or i - chain[-1] >= _PAGE_LINES:
                chain = [i]
            else:
                continue
            last = number
            best = max(best, chain, key=len)
        return set(best) if len(best) >= _FEWEST else set()

    def running_lines(self) -> set[int]:
        """Lines that come again and again beside page numbers or page breaks."""
        where: dict[str, list[int]] = {}
        for i, line in enumerate(self.lines):
            if not line.cells and len(line.text) > 3 and not line.text.isdigit():
                where.setdefault(_key(line.text), []).append(i)
        numbers = self.page_numbers()
        edges = {i for i, line in enumerate(self.lines) if line.cut and i} | numbers
        near = {i + d for i in edges for d in range(-_REACH, _REACH + 1)}
        taken = set(numbers)
        for places in where.values():
            if len(places) < _FEWEST or len(_COLUMNS.findall(self.lines[places[0]].text)) > 1:
                continue
            beside = [i for i in places if i in near]
            if len(beside) >= max(_FEWEST, _SHARE * len(places)):
                taken.update(beside)
        return taken

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
            if not line.cells and len(_COLUMNS.findall(line.text)) > 1:
                where.setdefault(_key(line.text), []).append(i)
        taken: set[int] = set()
        for places in where.values():
            if len(places) < 2 or places[0] in taken:
                continue
            height = 1
            while height < _HEADER_LINES and self.same_below(places, height):
                height += 1
            for start in places[1:]:
                taken.update(range(start, start + height))
        return taken

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
