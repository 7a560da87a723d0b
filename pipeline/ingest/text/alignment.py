"""Lines of a flattened table to its columns, by dynamic programming over the cycle of the columns.

Every line goes on in its cell, begins the next cell to the right (some may be empty), begins a new row, or, behind a
page break, goes on in a cell of the row before. What decides is what the line looks like (a date, a job, money), how
wide the column is set, and whether the line before ended where its column ends. The widths are learnt from the
alignment itself, in a few rounds. This is Viterbi's algorithm over columns as states; the scores are hand-set.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.ingest.markers import MarkerKind
from pipeline.ingest.text.forms import Form, forms_of
from pipeline.ingest.text.layout import goes_on
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.vocabulary import WORDS
from pipeline.ingest.text.wording import ends_sentence

_FORMS: Mapping[str, Mapping[Form, float]] = {
    "reference": {Form.REFERENCE: 4},
    "lead": {Form.JOB: 2.5, Form.DEPARTMENT: 0.4, Form.DATE: -2, Form.MONEY: -1.5, Form.STATUS: -1},
    "due": {Form.DATE: 2, Form.WHEN: 2, Form.STATUS: 0.5, Form.MONEY: -1},
    "resources": {Form.MONEY: 2.2},
    "status": {Form.STATUS: 3},
    "progress": {Form.STATUS: 1.8, Form.DATE: 0.8},
    "action": {Form.VERB: 1.2, Form.JOB: -1, Form.DATE: -0.5, Form.MONEY: -0.3},
    "partners": {
        Form.OTHERS: 1.2,
        Form.DEPARTMENT: 0.8,
        Form.JOB: -0.8,
        Form.MONEY: -1,
        Form.DATE: -1.5,
        Form.STATUS: -1,
    },
    "measure": {Form.VERB: 0.3},
    "priority": {Form.JOB: -1.2, Form.OTHERS: -1, Form.DATE: -1, Form.MONEY: -0.6, Form.STATUS: -1},
}
"""How much a form speaks for (or against) a cell of a column that begins with it."""
_PLAIN: Mapping[str, float] = {"reference": -6, "due": -0.8, "resources": -0.3, "status": -2}
"""The same for a line that has none of the forms that its column knows."""
_EMPTY: Mapping[str, float] = {
    "action": 6, "reference": 3, "priority": 1.2, "measure": 1.2, "lead": 1.2, "partners": 0.8, "resources": 0.9
}  # fmt: skip
"""What an empty cell of a column costs; 1 where nothing is said."""
_NEW_ROW = 1.2
_TAIL = 0.7  # share of the cost of empty cells at a row's ends
_WIDE = 24  # characters; in a column as wide as that a cell does not begin with a short line
_ROUNDS = 3
_NARROWEST = 6
_FEWEST = 4  # lines by which a column's width is known
_TYPICAL = 0.9  # quantile of a column's lines that is its width
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Alignment:
    """The rows of a table: for each, the lines of its cells by column; and the mean score of a line."""

    rows: tuple[dict[int, list[int]], ...]
    score: float


def _joints(lines: Sequence[TextLine], forms: Sequence[frozenset[Form]]) -> list[float]:
    """How much speaks for a cell's end before each line, whatever the column."""
    joints = [0.0]
    for i in range(1, len(lines)):
        before, line = lines[i - 1], lines[i]
        score = 1.5 + 0.3 * min(line.gap, 4) if line.gap else 0.0
        if goes_on(line):
            score -= 3
        elif line.text[0].isupper():
            score += 0.6
        if (
            line.text[0].islower()
            or line.text[0] in "(/;&,"
            or (line.text[0].isdigit() and Form.REFERENCE not in forms[i])
        ):
            score -= 1
        if before.text[-1] in ",-/&(" or before.text.rsplit(maxsplit=1)[-1].lower() in WORDS.connecting:
            score -= 2.5
        if ends_sentence(before.text) and not before.text.endswith(":"):
            score += 1
        if Form.JOB_ENDS in forms[i - 1] and Form.JOB not in forms[i] and line.text[0].isupper():
            score += 1.5
        if line.marker.kind is MarkerKind.BULLET:
            score -= 1
        if "://" in line.text:
            score -= 1.5
        elif not line.gap and any("://" in other.text for other in lines[max(i - 2, 0) : i]):
            score -= 1
        joints.append(score)
    return joints


class _Aligner:
    def __init__(self, lines: Sequence[TextLine], roles: Sequence[str]) -> None:
        self.lines = lines
        self.roles = roles
        self.anchor = roles.index("action")
        self.forms = forms_of(lines)
        self.joints = _joints(lines, self.forms)
        self.empty = [0.0]
        for role in roles:
            self.empty.append(self.empty[-1] + _EMPTY.get(role, 1.0))
        self.looks = [[self.look(role, forms) for role in roles] for forms in self.forms]

    @staticmethod
    def look(role: str, forms: frozenset[Form]) -> float:
        known = _FORMS.get(role, {})
        told = [known[form] for form in sorted(forms) if form in known]
        return sum(told) if told else _PLAIN.get(role, 0.0)

    def room(self, text: str, width: int) -> float:
        """What a line costs that is longer than its column is wide."""
        return -min(0.5 * max(len(text) - width - 1, 0), 5)

    def wrapped(self, i: int, width: int) -> float:
        """How much the line before looks as if line `i` was wrapped from it in a column of this width."""
        before = self.lines[i - 1].text
        left = width - len(before) - 1 - len(self.lines[i].text.split(maxsplit=1)[0])
        return -min(0.25 * left, 2.5) if left >= 2 and not ends_sentence(before) else 0.4

    def run(self, widths: Sequence[int]) -> tuple[list[tuple[int, str]], float]:
        """The best column and step of every line, and the score of all."""
        count = len(self.roles)
        best = [
            self.looks[0][c] + self.room(self.lines[0].text, widths[c]) - 0.6 * self.empty[c]
            if c <= self.anchor
            else _NEVER
            for c in range(count)
        ]
        steps: list[list[tuple[str, int]]] = [[("row", -1)] * count]
        for i in range(1, len(self.lines)):
            found = [self.step(i, c, best, widths) for c in range(count)]
            best = [score for score, _ in found]
            steps.append([step for _, step in found])
        column = max(range(count), key=lambda c: best[c])
        total = best[column]
        path: list[tuple[int, str]] = []
        for at in range(len(self.lines) - 1, -1, -1):
            how, before = steps[at][column]
            path.append((column, how))
            column = before
        return path[::-1], total

    def step(self, i: int, c: int, best: Sequence[float], widths: Sequence[int]) -> tuple[float, tuple[str, int]]:
        """The best way in which line `i` comes to stand in column `c`."""
        line, joint = self.lines[i], self.joints[i] / 2
        room = self.room(line.text, widths[c])
        begins = self.looks[i][c] + room
        if widths[c] >= _WIDE and len(line.text) < 0.45 * widths[c]:
            begins -= 1.5
        inside = 0.35 * max(min(self.looks[i][c], 1), -1) + room
        score, step = best[c] - joint + self.wrapped(i, widths[c]) + inside, ("in", c)
        for p in range(c):
            if (new := best[p] + joint + begins - (self.empty[c] - self.empty[p + 1])) > score:
                score, step = new, ("next", p)
        if c <= self.anchor:
            opens = joint + begins - _TAIL * self.empty[c] - _NEW_ROW + (0.5 if line.gap else -1)
            for p in range(self.anchor, len(self.roles)):
                if (new := best[p] + opens - _TAIL * (self.empty[-1] - self.empty[p + 1])) > score:
                    score, step = new, ("row", p)
        if line.cut:
            again = inside + (0.5 if not line.text[0].isupper() else -1.5)
            for p in range(len(self.roles)):
                if best[p] + again > score:
                    score, step = best[p] + again, ("cut", p)
        return score, step

    def widths(self, path: Sequence[tuple[int, str]], known: Sequence[int]) -> list[int]:
        """The widths of the columns as the lines in them show."""
        lengths: list[list[int]] = [[] for _ in self.roles]
        for line, (column, _) in zip(self.lines, path, strict=True):
            lengths[column].append(len(line.text))
        return [
            max(sorted(some)[int(_TYPICAL * (len(some) - 1))], _NARROWEST) if len(some) >= _FEWEST else known[c]
            for c, some in enumerate(lengths)
        ]


def align(lines: Sequence[TextLine], roles: Sequence[str], widths: Sequence[int]) -> Alignment:
    """Put the lines of a flattened table in its columns.

    Args:
        lines: all lines below the header, at least one.
        roles: of the columns from left to right; one is `action`.
        widths: in characters, as far as the header shows them.
    """
    aligner = _Aligner(lines, roles)
    path, score = aligner.run(widths)
    for _ in range(_ROUNDS - 1):
        widths = aligner.widths(path, widths)
        path, score = aligner.run(widths)
    rows: list[dict[int, list[int]]] = []
    for i, (column, how) in enumerate(path):
        if how == "row":
            rows.append({})
        rows[-1].setdefault(column, []).append(i)
    return Alignment(tuple(rows), score / len(lines))
