"""What the lines of a flattened table say of how they belong together (`joints.toml`), whatever its columns' widths."""

import re
import tomllib
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from math import exp, log
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from pipeline.ingest.markers import MarkerKind
from pipeline.ingest.text.forms import Form, forms_of
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.measure import SPACE, wide
from pipeline.ingest.text.vocabulary import WORDS
from pipeline.ingest.text.wording import ends_sentence


class Join(StrEnum):
    """How a line stands to the one before: wrapped, in a new paragraph, in another cell, in a new row."""

    WRAP = "wrap"
    PARAGRAPH = "paragraph"
    CELL = "cell"
    ROW = "row"


class End(StrEnum):
    """How a line ends."""

    PLAIN = "plain"
    NAME = "name"
    STOP = "stop"
    OPEN = "open"


class Start(StrEnum):
    """How a line begins."""

    LOWER = "lower"
    UPPER = "upper"
    OTHER = "other"
    BULLET = "bullet"


class _Joints(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    forms: dict[str, dict[str, float]]
    empty: dict[str, float]
    paragraph: dict[str, float]
    gaps: dict[Join, tuple[float, float, float, float, float]]
    ends: dict[str, dict[End, float]]
    wrap_ends: dict[str, dict[End, float]]
    starts: dict[Join, dict[Start, float]]
    wrap_starts: dict[str, dict[Start, float]]
    wrap_starts_behind: dict[End, dict[Start, float]]


_JOINTS = _Joints.model_validate(tomllib.loads(Path(__file__).with_name("joints.toml").read_text(encoding="utf-8")))
_ADDRESS_PART = re.compile(r"[^\sA-Z]\S*|\S*[/._=?\d-]\S*")
_PATH = re.compile(r"\S*/\S*[/_=?]\S*")
_OTHER = "other"
_NONE = "none"
_GAPS = 5
_USUAL_GAPS = 12.0  # joints of each kind that a table's own must outweigh
_MOST_LOWER = 0.5  # of a form in small letters: "in 2021" is rather a sentence's end than a date by itself
_JOB_DONE = 0.6  # for a cell's end where the name of a job ends
_ADDRESS = 2.0  # for a line that goes on in an address
_TOGETHER = 1.5  # for a line that goes on in words that stand together elsewhere
_HALVES = 2.5  # for one that goes on in the second half of a word
_CUT = 1 / 3  # share of the cells of a row that a page break cuts which go on behind it
_UNDONE = {End.OPEN: 2.0, End.STOP: 0.1, End.PLAIN: 0.7, End.NAME: 0.7}
_SUNK = 3  # blank lines more above a page's first line than above others


def empty_cost(role: str) -> float:
    """What an empty cell of a column costs."""
    return _JOINTS.empty.get(role, _JOINTS.empty[_OTHER])


def paragraph_cost(role: str) -> float:
    """What a further paragraph in a cell of a column costs."""
    return _JOINTS.paragraph.get(role, _JOINTS.paragraph[_OTHER])


def gap_scores(joints: Sequence[tuple[Join, int]], *, apart: bool) -> dict[Join, list[float]]:
    """Logarithms of how often each distance stands at each joint.

    Args:
        joints: those that were seen, with the distance at each (`Evidence.gaps`).
        apart: whether a line that stands close was broken in mid-word.
    """
    counts = {join: [0] * _GAPS for join in Join}
    for join, gap in joints:
        counts[join][gap] += 1
    found = {}
    for join, shares in _JOINTS.gaps.items():
        usual = list(shares) if apart else [0.0, shares[0] + shares[1], *shares[2:]]
        total = sum(counts[join]) + _USUAL_GAPS
        found[join] = [
            log((n + _USUAL_GAPS * max(share, 0.001)) / total) for n, share in zip(counts[join], usual, strict=True)
        ]
    return found


def cut_or_whole(whole: float, goes_on: float) -> float:
    """How well a cell of a row ends that a page break cuts: most of its cells are whole, others go on behind it."""
    return log((1 - _CUT) * exp(whole) + _CUT * exp(goes_on))


class Evidence:
    """The lines of a table, and what each says by itself and to the one before.

    Attributes:
        double: whether lines are spaced doubly.
        apart: whether some stand close all the same, because they were broken in mid-word.
        lengths: of the lines in print.
        heads: the room that the beginning of each line would have taken at the end of the line before.
        gaps: kinds of distance from the line before.
        drops: that distance in lines.
        tops: of the first line of a page, how far below others that are so it stands, in lines, and one more.
        sunk: whether white space stands above a page's first line, as it does within a cell rather than above a row.
        turns: whether a page break follows somewhere.
        looks: for each line and column, how much it looks like the beginning of a cell there.
        undone: what it costs that the words end with a line.
        wrap, part, cell, torn: for each line and column, how well it follows the line before in these ways; `torn`: in
            another cell, while the one before may go on behind a page break.
    """

    def __init__(self, lines: Sequence[TextLine], roles: Sequence[str]) -> None:
        self.lines = lines
        self.roles = roles
        self.double = 2 * sum(line.closed for line in lines) > len(lines)
        self.apart = self.double and not all(line.closed for line in lines)
        self.lengths = [wide(line.text) for line in lines]
        self.heads = heads(lines, double=self.double)
        self.gaps = [0 if self.double and not line.closed else min(line.gap, 3) + 1 for line in lines]
        self.drops = [1 + line.gap / (2 if self.double else 1) for line in lines]
        top = min((line.gap for line in lines if line.cut), default=0)
        self.tops = [1 + (line.gap - top) / (2 if self.double else 1) if line.cut else 0.0 for line in lines]
        self.sunk = [line.cut and line.gap > top + _SUNK for line in lines]
        self.turns = [False] * len(lines)
        for i in range(len(lines) - 2, -1, -1):
            self.turns[i] = lines[i + 1].cut or self.turns[i + 1]
        self._forms = forms_of(lines)
        self._starts = [_start(line, forms) for line, forms in zip(lines, self._forms, strict=True)]
        self._ends = [_end(line.text) for line in lines]
        self._addresses = _addresses(lines)
        self._firsts = [_bare(line.text.split(maxsplit=1)[0]) for line in lines]
        self._lasts = [_bare(line.text.rsplit(maxsplit=1)[-1]) for line in lines]
        self._words, self._runs = _seen(lines)
        self.undone = [_UNDONE[end] for end in self._ends]
        self.looks = [[self._look(i, role) for role in roles] for i in range(len(lines))]
        pairs = [(max(i - 1, 0), i) for i in range(len(lines))]
        columns = range(len(roles))
        self.wrap = [[self.wraps(j, i, c) for c in columns] for j, i in pairs]
        self.part = [[self.follows(j, i, c, Join.PARAGRAPH) for c in columns] for j, i in pairs]
        self.cell = [[self.follows(j, i, c, Join.CELL) for c in columns] for j, i in pairs]
        self.torn = [[self.follows(j, i, c, Join.CELL, torn=True) for c in columns] for j, i in pairs]

    def wraps(self, j: int, i: int, c: int) -> float:
        """How well line `i` goes on from line `j` in a column."""
        if self._addresses[j] and self._addresses[i]:
            return _ADDRESS
        role, end = self.roles[c], self._ends[j]
        ends = _JOINTS.wrap_ends.get(role, _JOINTS.wrap_ends[_OTHER])
        starts = _JOINTS.wrap_starts.get(role, _JOINTS.wrap_starts_behind[end])
        done = _JOB_DONE if role == "lead" and self._job_ends(j, i) else 0.0
        return ends[end] + starts[self._starts[i]] + self._known_together(j, i) - done

    def follows(self, j: int, i: int, c: int, join: Join, *, torn: bool = False) -> float:
        """How well line `i` begins a paragraph or another cell behind line `j`, which stands in a column."""
        start = self._starts[i]
        done = _JOB_DONE if start is Start.UPPER and self.roles[c] == "lead" and self._job_ends(j, i) else 0.0
        return self.ending(j, c, torn=torn) + _JOINTS.starts[join][start] + done

    def ending(self, j: int, c: int, *, torn: bool) -> float:
        """How well a cell of a column ends with line `j`; `torn`: it may go on behind a page break."""
        role, end = self.roles[c], self._ends[j]
        whole = _JOINTS.ends.get(role, _JOINTS.ends[_OTHER])[end]
        if not torn:
            return whole
        goes_on = _JOINTS.wrap_ends.get(role, _JOINTS.wrap_ends[_OTHER])[end]
        return cut_or_whole(whole, goes_on)

    def _job_ends(self, j: int, i: int) -> bool:
        return Form.JOB_ENDS in self._forms[j] and Form.JOB not in self._forms[i]

    def _look(self, i: int, role: str) -> float:
        if self._addresses[i]:
            return 0.0
        known = _JOINTS.forms.get(role, {})
        told = [known[form] for form in sorted(self._forms[i]) if form in known]
        look = sum(told) if told else known.get(_NONE, 0.0)
        return min(look, _MOST_LOWER) if self._starts[i] is Start.LOWER else look

    def _known_together(self, j: int, i: int) -> float:
        """How much speaks for a line that goes on: words, or halves of a word, that stand together elsewhere."""
        last, first = self._lasts[j], self._firsts[i]
        if not last or not first:
            return 0.0
        if (last, first) in self._runs:
            return _TOGETHER
        whole = last + first in self._words and (last not in self._words or first not in self._words)
        return _HALVES if whole else 0.0


def heads(lines: Sequence[TextLine], *, double: bool) -> list[float]:
    """The room that the beginning of each line would have taken at the end of the line before."""
    return [wide(line.text[0]) if double and not line.closed else SPACE + wide(_head(line.text)) for line in lines]


def _head(text: str) -> str:
    """The first word, or as much of it as may stand at a line's end."""
    word = text.split(maxsplit=1)[0]
    hyphen = word.find("-", 1)
    return word[: hyphen + 1] if 0 < hyphen < len(word) - 1 else word


def _bare(word: str) -> str:
    """A word as it is compared: its letters and figures in lower case."""
    return "".join(filter(str.isalnum, word)).lower()


def _seen(lines: Sequence[TextLine]) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """The words within the lines, where no wrapping has cut them, and the pairs that stand together in a line."""
    words: set[str] = set()
    runs: set[tuple[str, str]] = set()
    for line in lines:
        some = [_bare(word) for word in line.text.split()]
        words.update(some[1:-1])
        runs.update((a, b) for a, b in pairwise(some) if a and b)
    return frozenset(words), frozenset(runs)


def _start(line: TextLine, forms: frozenset[Form]) -> Start:
    first = line.text[0]
    if line.marker.kind is MarkerKind.BULLET:
        return Start.BULLET
    if first.islower() or first in "(&":
        return Start.LOWER
    return Start.UPPER if first.isupper() or first in '£“"' or Form.REFERENCE in forms else Start.OTHER


def _end(text: str) -> End:
    last = text.rsplit(maxsplit=1)[-1]
    if text[-1] in ",-–/&(" or last.lower() in WORDS.connecting:
        return End.OPEN
    if ends_sentence(text) and not text.endswith(":"):
        return End.STOP
    return End.NAME if last[0].isupper() else End.PLAIN


def _addresses(lines: Sequence[TextLine]) -> list[bool]:
    """Lines of an address on the web, which goes on in lines without blanks, broken wherever the column ends."""
    found: list[bool] = []
    for line in lines:
        text = line.text
        goes_on = bool(found) and found[-1] and not line.gap and _ADDRESS_PART.fullmatch(text) is not None
        found.append(goes_on or "://" in text or text.startswith("www.") or _PATH.fullmatch(text) is not None)
    return found
