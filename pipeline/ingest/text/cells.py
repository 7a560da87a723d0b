"""The words of one row of a flattened table to its columns, where the cells follow one another.

Every cell is a run of words; what decides is whether the words are such as the column holds (a date, money, a rating,
a name), and where lines, blank lines, wide gaps and sentences end. The best cut is found by dynamic programming over
the columns; the scores are hand-set.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from pipeline.dates import find_dates
from pipeline.ingest.text.forms import is_grade, is_money, is_name, is_state, is_when, opens_with_state
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.vocabulary import WORDS
from pipeline.ingest.text.wording import ends_sentence

_WORD = re.compile(r"\S+")
_WIDE = 2  # blanks from which a gap parts cells
_FIGURE = re.compile(r"\d{1,3}\s?%?")
_SHORT = 9  # words of a cell that holds a value
_NEVER = -1e9
_FREE = frozenset({"action", "progress", "measure", "priority", "partners", "recommendation", "risk", None})
"""Roles of columns that may hold sentences; the others hold values."""
_EMPTY = {"action": 9.0, "reference": 3.0, "lead": 1.2, "progress": 0.5, "measure": 0.9, "due": 1.0, "status": 0.9}
_EMPTY_ELSE = 0.8
_LEAST_ACTION = 2  # words
_RECURS = 1.0  # for a value that the column holds in another row
_CUT_DATE = 1.2  # what it costs to begin in the middle of a date
_ROOMY = 0.8  # what a line costs that was broken though the next word had room
_MISFIT = -3.0  # of a value that is none


class Break(IntEnum):
    """What stands before a word."""

    NONE = 0
    WIDE = 1
    LINE = 2
    BLANK = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a row: itself, what stands before, the number of its line among the row's, and its place in that."""

    text: str
    before: Break
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Manner:
    """How the cells of a table are set.

    `stacked`: every cell begins a line of its own. `parted`: wide gaps part the cells of a line.
    """

    stacked: bool = False
    parted: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """For each column, the half-open range of the row's words in its cell; and how well they fit."""

    cells: tuple[tuple[int, int], ...]
    score: float


def words_of(lines: Sequence[TextLine]) -> list[Word]:
    """The words of a row's lines."""
    found: list[Word] = []
    for number, line in enumerate(lines):
        end = -1
        for m in _WORD.finditer(line.text):
            if end < 0:
                before = Break.NONE if not found else Break.BLANK if line.gap else Break.LINE
            else:
                before = Break.WIDE if m.start() - end >= _WIDE else Break.NONE
            end = m.end()
            found.append(Word(m.group(), before, number, m.start(), m.end()))
    return found


def _joint(before: Word, word: Word, manner: Manner) -> float:
    """How much speaks for a cell's end between two words."""
    score = {Break.NONE: 0.0, Break.WIDE: 2.0, Break.LINE: 0.6, Break.BLANK: 1.8}[word.before]
    if manner.stacked:
        score = {Break.NONE: -6.0, Break.WIDE: 1.0, Break.LINE: 1.5, Break.BLANK: 1.8}[word.before]
    elif manner.parted and word.before is Break.NONE:
        score = -2.0
    if word.text[0].islower() or word.text[0] in "&(/,;":
        score -= 1.5
    if before.text[-1] in ",-/&(" or before.text.lower() in WORDS.connecting:
        score -= 2.5
    elif ends_sentence(before.text):
        score += 0.5
    return score


def _inside(words: Sequence[Word], start: int, end: int, joints: Sequence[float], manner: Manner) -> float:
    """What the breaks cost that a cell runs over; in a narrow column most where the next word had room before."""
    breaks = [k for k in range(start + 1, end) if words[k].before is not Break.NONE]
    cost = -0.5 * sum(max(joints[k], 0.0) for k in breaks)
    if not manner.stacked or not breaks:
        return cost
    lines = [start, *breaks, end]
    lengths = [words[b - 1].end - words[a].start for a, b in pairwise(lines)]
    width = max(lengths)
    roomy = sum(length + 1 + len(words[k].text) <= width for length, k in zip(lengths, breaks, strict=False))
    return cost - _ROOMY * roomy


def suitability(role: str | None, text: str, count: int) -> float:
    """How well words suit a column."""
    if not any(map(str.isalnum, text)) and role not in ("action", "status", "resources"):
        return 1.0  # a dash: there is nothing to say
    if role == "action":
        value = is_when(text) or is_money(text) or is_state(text)
        return 1.0 if count > _LEAST_ACTION and not value else -2.0 if value else 0.0
    if role in _FREE:
        if count > _SHORT:
            return 0.4
        if role == "progress":
            return 1.5 if is_state(text) else 0.4
        if is_grade(text) or is_money(text) or (role is None and (is_state(text) or _FIGURE.fullmatch(text))):
            return 2.0
        return -1.0 if is_when(text) and role != "measure" else 0.3
    if role == "due":
        return 2.5 + 0.1 * count if is_when(text) else 0.3 if find_dates(text) else _MISFIT
    if role == "resources":
        return 2.2 if is_money(text) else 1.2 if is_grade(text) else 0.0 if "£" in text else -1.0
    if role == "status":
        return 2.5 if is_state(text) or is_grade(text) else 1.2 if opens_with_state(text) else _MISFIT
    if role == "lead":
        return 0.2 + is_name(text) if is_name(text) and not is_when(text) and not is_state(text) else -1.5
    return 0.0


def suits(role: str | None, text: str) -> bool:
    """Whether words may be the whole of a cell of a column."""
    return suitability(role, text, len(text.split())) > (-1.0 if role in _FREE else 0.0)


def cut_rows(rows: Sequence[Sequence[Word]], roles: Sequence[str | None], manner: Manner) -> list[Cut]:
    """The most likely cells of all rows of a table: a value that recurs in a column speaks for itself."""
    cuts = [cut_row(words, roles, manner) for words in rows]
    known: list[frozenset[str]] = []
    for c, role in enumerate(roles):
        texts = [" ".join(w.text for w in words[slice(*cut.cells[c])]) for words, cut in zip(rows, cuts, strict=True)]
        counts = Counter(texts if role != "action" else ())
        known.append(frozenset(text for text, n in counts.items() if text and n > 1))
    if not any(known):
        return cuts
    return [cut_row(words, roles, manner, known) for words in rows]


def cut_row(
    words: Sequence[Word], roles: Sequence[str | None], manner: Manner, known: Sequence[frozenset[str]] = ()
) -> Cut:
    """The most likely cells of a row.

    Args:
        words: of the row, at least one.
        roles: of the columns from left to right, None where unknown.
        known: of each column, what recurs in it.
    """
    count = len(words)
    joints = [0.0] + [_joint(a, b, manner) for a, b in pairwise(words)]
    starts = [0] + [
        i for i in range(1, count) if words[i].before is not Break.NONE or not words[i].text[0].islower()
    ] + [count]  # fmt: skip
    best: dict[int, float] = {0: 0.0}
    trail: list[dict[int, int]] = []
    texts = [word.text for word in words]
    for c, role in enumerate(roles):
        reached: dict[int, float] = {}
        came: dict[int, int] = {}
        for a, score in best.items():
            reached_empty = score - _EMPTY.get(role or "", _EMPTY_ELSE)
            if reached_empty > reached.get(a, _NEVER):
                reached[a], came[a] = reached_empty, a
        free = role in _FREE
        last = c == len(roles) - 1
        for a, score in best.items():
            if a == count:
                continue
            for b in [count] if last else starts:
                if b <= a or (not free and b - a > _SHORT and not manner.stacked):
                    continue
                text = " ".join(texts[a:b])
                fit = suitability(role, text, b - a) + (_RECURS if known and text in known[c] else 0.0)
                if role == "due" and a and is_when(f"{texts[a - 1]} {text}"):
                    fit -= _CUT_DATE
                total = score + fit + (joints[b] if b < count else 0.0) + _inside(words, a, b, joints, manner)
                if total > reached.get(b, _NEVER):
                    reached[b], came[b] = total, a
        best = reached
        trail.append(came)
    cells: list[tuple[int, int]] = []
    end = count
    for came in reversed(trail):
        start = came[end]
        cells.append((start, end))
        end = start
    return Cut(tuple(reversed(cells)), best[count])
