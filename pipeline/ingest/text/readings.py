"""The most likely reading of a flattened table's lines: Viterbi's algorithm over columns, rows and page breaks.

A row that a page break cuts shows all its cells before the break and then goes on in each in turn; what of a cell
stood before the break is carried along, so that its next line can be held against its last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import TypeVar

from pipeline.ingest.text.evidence import Evidence, Join, cut_or_whole, empty_cost, paragraph_cost
from pipeline.ingest.text.measure import EM

_BEAM = 8.0  # readings that are worse than the best by more than this are given up
_ROW = 0.7  # what a new row costs
_WHOLE = 1.0  # what it costs that a row begins a page
_SUNK = 7.0  # the same below white space, which hardly ever stands above a row
_TORN = 1.8  # what it costs that a page break cuts a row
_TORN_AGAIN = 1.0
_LATE = 4.0  # what it costs that a cell begins behind a page break which was empty before it
_FULL = 0.5  # what it costs, besides its open end, that a cell as tall as the page does not go on
_NEAR = 2.0  # lines above the bottom of the page where a cell may be cut
_SHORT = 0.5  # what each line costs by which a cell that goes on is shorter than the page
_MOST_SHORT = 4.0
_LEVEL = 1.6  # lines by which paragraphs side by side may differ in height
_EARLIER = -1e3  # a height that stands for those on an earlier page
_LEVELLED = 2.5  # for a paragraph that begins at the height of one in another cell
_APART = 2.5  # lines from one line to the next, from which paragraphs side by side may begin
_SPACED = 1.75  # lines from one line to the next, from which white space stands between
_WRAPPED = 1.1  # for a line whose first word had no room at the end of the line before
_ROOMY = (0.3, 0.9, 4.0)  # what it costs that it had room: at least, for each letter, at most
_WIDER = (1.5, 8.0)  # what a letter costs for which a column is too narrow; at most
_TIGHT, _LOOSE = 0.985, 1.01  # times a column's width: what certainly has room, and what may have
_INSIDE = 0.3  # share of its look as a cell's beginning that a line within the cell has
_COLUMN = 8  # letters; the last lines of cells are spread the more, the wider the column is

_T = TypeVar("_T")
_Key = tuple[int, bool, bool]
"""Column, resumed, torn: of the readings that agree in these the best is kept."""


@dataclass(slots=True)
class Reading:
    """A reading of the lines so far; never changed once made.

    Attributes:
        score: the logarithm of its probability.
        column: of the last line.
        resumed: whether the row goes on behind a page break, so that each cell goes on in turn.
        torn: whether it is taken that the next page break will cut the row.
        last: the last line of each cell of the row, -1 where it has none.
        height: of the last line below the top of the row or page, in lines.
        marks: heights at which paragraphs of the row's cells begin below white space.
        bottoms: the height of the last line of each of the row's cells on this page.
        above: the same of the page before.
        join: of the last line to the one before.
        opens: whether the last line begins a row.
        before: the reading up to the line before.
    """

    score: float
    column: int
    resumed: bool
    torn: bool
    last: tuple[int, ...]
    height: float
    marks: tuple[float, ...]
    bottoms: tuple[float, ...]
    above: tuple[float, ...]
    join: Join
    opens: bool
    before: "Reading | None"

    def path(self) -> "list[Reading]":
        """The readings up to each line."""
        found = [self]
        while (before := found[-1].before) is not None:
            found.append(before)
        return found[::-1]


def _put(values: tuple[_T, ...], at: int, value: _T) -> tuple[_T, ...]:
    return (*values[:at], value, *values[at + 1 :])


class Reader:
    """Reads the lines of one table, with columns of known widths."""

    def __init__(self, evidence: Evidence, widths: Sequence[float], gaps: dict[Join, list[float]]) -> None:
        self.e = evidence
        self.widths = widths
        self.gaps = gaps
        self.torn_gaps = [cut_or_whole(*both) for both in zip(gaps[Join.CELL], gaps[Join.WRAP], strict=True)]
        self.count = len(evidence.roles)
        self.anchor = evidence.roles.index("action")
        self.empty = [0.0]  # what it costs that all columns before one are empty
        for role in evidence.roles:
            self.empty.append(self.empty[-1] + empty_cost(role))
        self.ends = [-log(max(width, 1.0) / (_COLUMN * EM)) for width in widths]
        self.fits = [[self._fit(length, width) for width in widths] for length in evidence.lengths]
        self.begins = [
            [look + fit for look, fit in zip(looks, fits, strict=True)]
            for looks, fits in zip(evidence.looks, self.fits, strict=True)
        ]
        self._none = (-1,) * self.count
        self._zero = (0.0,) * self.count
        self._within: dict[tuple[int, int, int], tuple[float, float]] = {}
        self._found: dict[_Key, Reading] = {}

    def read(self) -> Reading:
        """The best reading of all lines."""
        self._open(0.0, None, 0)
        for i in range(1, len(self.e.lines)):
            readings = list(self._found.values())
            self._found = {}
            least = max(r.score for r in readings) - _BEAM
            cut = self.e.lines[i].cut
            closed: tuple[float, Reading] | None = None
            for r in readings:
                if r.score < least:
                    continue
                if not cut:
                    self._stay(r, i)
                    self._move(r, i)
                elif r.torn:
                    self._turn(r, i)
                if not r.torn and (r.resumed or r.column >= self.anchor):
                    score = r.score + self.ends[r.column] - self._closing(r) + self.e.cell[i][r.column]
                    if closed is None or score > closed[0]:
                        closed = score, r
            if closed is not None:
                self._open(*closed, i)
            if not self._found:  # a page break before the row's action
                for r in readings:
                    self._turn(r, i)
        return max(self._found.values(), key=lambda r: r.score - self._closing(r))

    def _better(self, key: _Key, score: float) -> bool:
        known = self._found.get(key)
        return known is None or score > known.score

    def _open(self, score: float, before: Reading | None, i: int) -> None:
        """The readings in which line `i` begins a row."""
        e = self.e
        if e.lines[i].cut:
            score -= _WHOLE + _SUNK * e.sunk[i]
        elif before is not None:
            score += self.gaps[Join.ROW][e.gaps[i]]
        for c in range(self.anchor + 1):
            last = _put(self._none, c, i)
            for torn in (False, True) if e.turns[i] else (False,):
                new = score + self.begins[i][c] - self.empty[c] - _ROW - _TORN * torn
                if self._better(key := (c, False, torn), new):
                    self._found[key] = Reading(new, *key, last, 0.0, (), self._zero, (), Join.ROW, True, before)

    def _closing(self, r: Reading) -> float:
        """What it costs to end the row here."""
        if r.resumed:
            return self._skipped(r, r.above, r.column + 1, self.count)
        return self.empty[-1] - self.empty[r.column + 1]

    def _stay(self, r: Reading, i: int) -> None:
        """The reading in which line `i` stands in the same cell."""
        e, c, gap = self.e, r.column, self.e.gaps[i]
        wrap, part = self._goes_on(i - 1, i, c)
        wrap += r.score + self.gaps[Join.WRAP][gap]
        part += r.score + self.gaps[Join.PARAGRAPH][gap]
        height, marks = r.height + e.drops[i], r.marks
        if gap > 1 and any(abs(height - mark) <= _LEVEL for mark in marks):
            part += _LEVELLED
        elif e.drops[i] >= _APART:
            marks = (*marks, height)
        if wrap >= part:
            score, join, marks = wrap, Join.WRAP, r.marks
        else:
            score, join = part, Join.PARAGRAPH
        if self._better(key := (c, r.resumed, r.torn), score):
            last, bottoms = _put(r.last, c, i), _put(r.bottoms, c, height)
            self._found[key] = Reading(score, *key, last, height, marks, bottoms, r.above, join, False, r)

    def _move(self, r: Reading, i: int) -> None:
        """The readings in which line `i` stands in a cell further right."""
        e, c = self.e, r.column
        out = r.score + (self.torn_gaps if r.torn else self.gaps[Join.CELL])[e.gaps[i]]
        if r.resumed:
            out += e.ending(i - 1, c, torn=r.torn)
        else:
            out += self.ends[c] + (e.torn if r.torn else e.cell)[i][c] + self.empty[c + 1]
        for d in range(c + 1, self.count):
            if r.resumed:
                score, join = self._resumes(r, r.above, i, d)
                score += out - self._skipped(r, r.above, c + 1, d)
            else:
                score, join = out + self.begins[i][d] - self.empty[d], Join.CELL
            if self._better(key := (d, r.resumed, r.torn), score):
                last = _put(r.last, d, i)
                self._found[key] = Reading(score, *key, last, 0.0, r.marks, r.bottoms, r.above, join, False, r)

    def _turn(self, r: Reading, i: int) -> None:
        """The readings in which line `i`, the first of a page, goes on in the row."""
        marks = (_EARLIER,) if r.marks else ()
        never = 0.0 if r.resumed else self.empty[-1] - self.empty[r.column + 1]
        for d in range(self.count):
            score, join = self._resumes(r, r.bottoms, i, d)
            score += r.score - never - self._skipped(r, r.bottoms, 0, d)
            last = _put(r.last, d, i)
            for torn in (False, True) if self.e.turns[i] else (False,):
                new = score - _TORN_AGAIN * torn
                if self._better(key := (d, True, torn), new):
                    self._found[key] = Reading(new, *key, last, 0.0, marks, self._zero, r.bottoms, join, False, r)

    def _resumes(self, r: Reading, above: tuple[float, ...], i: int, d: int) -> tuple[float, Join]:
        """How well line `i` goes on in a cell that the page break cut; a break cuts all cells at one height."""
        j = r.last[d]
        if j < 0:
            return self.begins[i][d] - _LATE, Join.CELL
        wrap, part = self._goes_on(j, i, d)
        drop = self.e.tops[i] if self.e.lines[i].cut else self.e.drops[i]
        short = min(_SHORT * max(max(above) - above[d] - 1, 0.0), _MOST_SHORT) if drop < _SPACED else 0.0
        wrap -= short
        part -= 0.0 if r.marks else short  # paragraphs side by side are parted by the page break as well
        return (wrap, Join.WRAP) if wrap >= part else (part, Join.PARAGRAPH)

    def _skipped(self, r: Reading, above: tuple[float, ...], a: int, b: int) -> float:
        """What it costs that cells from `a` to `b`, which reach the page's bottom, do not go on behind the break."""
        bottom = max(above) - _NEAR
        return sum(self.e.undone[r.last[k]] + _FULL for k in range(a, b) if r.last[k] >= 0 and above[k] >= bottom)

    def _goes_on(self, j: int, i: int, c: int) -> tuple[float, float]:
        """How well line `i` stands in the cell whose last line is `j`: wrapped from it, or as a new paragraph."""
        if (found := self._within.get((j, i, c))) is None:
            e, near = self.e, j == i - 1
            look = _INSIDE * max(min(e.looks[i][c], 1.0), -1.0)
            wrap = self._wraps(j, i, c) + (e.wrap[i][c] if near else e.wraps(j, i, c)) + look
            part = e.part[i][c] if near else e.follows(j, i, c, Join.PARAGRAPH)
            part += self.ends[c] - paragraph_cost(e.roles[c])
            found = self._within[j, i, c] = wrap + self.fits[i][c], part + self.fits[i][c]
        return found

    @staticmethod
    def _fit(length: float, width: float) -> float:
        """How well a line has room in a column."""
        over = (length - width * _LOOSE) / EM
        return -min(_WIDER[0] * over, _WIDER[1]) if over > 0 else 0.0

    def _wraps(self, j: int, i: int, c: int) -> float:
        """How well line `j` breaks where it does in a column, if line `i` goes on from it."""
        slack = (self.widths[c] * _TIGHT - self.e.lengths[j] - self.e.heads[i]) / EM
        return -min(_ROOMY[0] + _ROOMY[1] * slack, _ROOMY[2]) if slack > 0 else _WRAPPED
