"""Tables whose cells stand one below the other with blank lines between, some left out, headings among the rows.

The names of the columns stand over them, on one line or likewise one below the other. Which run of lines is which cell
is found by dynamic programming over the columns: by what columns hold (`cells.suitability`), by references, and by what
an empty cell costs. Runs that fit no column end the table.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.columns import column_role, field_role, named_role
from pipeline.columns.work import with_work
from pipeline.ingest.assemble import BlockKind, Draft
from pipeline.ingest.markers import MarkerKind
from pipeline.ingest.text.cells import suitability
from pipeline.ingest.text.drafts import heading_of, lines_cell, name_cell, words_cell
from pipeline.ingest.text.forms import begins_with_state, is_money
from pipeline.ingest.text.headers import TOLD, settled_roles, side_by_side
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.run_rows import rows_of_runs
from pipeline.ingest.text.vocabulary import WORDS
from pipeline.ingest.text.wording import ends_name, ends_sentence, opens_division

_REFERENCE = re.compile(r"(?:(?:[A-Z]{1,4}[ .-]?)?\d{1,3}(?:[./-]\d{1,3}){1,2}[a-z]?|[A-Z]{1,3}\d{1,3})[.):]?\s+\S")
_BARE = re.compile(r"(?:[A-Z]{1,4}[ .-]?)?\d{1,3}(?:[./-]\d{1,3}){0,2}[a-z]?[.):]?$")
_ORDERED = re.compile(r"(?:[ivx]{1,4}|[a-h]|[A-H]|\d{1,2})[.)]\s+[A-Z]")
_IN_YEAR = re.compile(r"\s+(?:in|for|during|by|as at|at|to|as of)\s+(?:\w+\s+)?(?:19|20)\d{2}\b.*$")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_EVENT = re.compile(r"(?:when|after|once|following|subject to|to follow|on|upon|before|until|pending)\b", re.IGNORECASE)
_SHORT_EVENT = 8  # words
_SHORT_LIST = 12  # words
_NAME_LINES = 6
_NAME_WORDS = 11
_UNKNOWN_WORDS = 5  # of a name that is not known
_LEAST_COLUMNS = 3
_KNOWN = 2  # names that are known as a whole
_MOST_COLUMNS = 9
_FEWEST_ROWS = 2
_MOST_CHUNKS = 400
_LONGEST = 120  # words of a cell
_LONG_ROW = 12  # cells
_HEADING_WORDS = 16
_EMPTY = {"action": 9.0, "reference": 3.0, "lead": 1.2, "progress": 0.9, "priority": 0.4, "due": 0.9, "status": 0.9}
_EMPTY_ELSE = 0.8
_BLANKS = 1.2  # for leaving out a cell where more blank lines stand than elsewhere
_NEVER = -1e9
_PLAIN = frozenset({"action", "progress", "measure", "next", "risk", "partners", None})
"""Roles of columns that may hold lists."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A run of lines without a blank line between: its lines, its words, and the blank lines before.

    `again`: it says what the run before says, as where a heading over rows is their first cell too.
    """

    lines: tuple[TextLine, ...]
    text: str
    gap: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Columns whose names stand above runs of lines.

    Attributes:
        chunks: the runs below the names; start: the first line of these.
        stacked: the names stand one below the other.
    """

    names: Sequence[str]
    roles: Sequence[str | None]
    chunks: Sequence[_Chunk]
    start: int
    stacked: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """How a chunk was read: column, or -1 for a heading; whether it opens a row; the state before."""

    column: int
    opens: bool
    before: int


def chunked_table(named: Named) -> tuple[Draft, int] | None:
    """The table whose cells are runs each, and the line behind it; None where there is none."""
    names, roles, chunks, start = named.names, named.roles, named.chunks, named.start
    steps = _read(chunks, roles)
    rows = sum(step.opens for step in steps)
    filled = sum(step.column >= 0 for step in steps)
    if rows < _FEWEST_ROWS or 2 * filled < rows * len(roles):
        return None
    end = start + sum(len(chunk.lines) for chunk in chunks[: len(steps)])
    return _draft(names, roles, chunks, steps), end


def named_chunks(lines: Sequence[TextLine], at: int) -> Named | None:
    """The names of columns that begin at a line, and the runs below them; None where there are none."""
    found = _names(lines, at)
    if found is None:
        return None
    names, roles, start = found
    if start >= len(lines) or not lines[start].gap:
        return None
    chunks = _chunks(lines, start)
    if not {chunk.text for chunk in chunks}.isdisjoint(names):  # labels of single statements
        return None
    return Named(names, roles, chunks, start, stacked=side_by_side(lines[at]) is None)


def run_table(named: Named) -> tuple[Draft, int] | None:
    """The table whose rows are each a run, and the line behind it; None where there is none, or the runs are cells."""
    if not named.stacked:
        return None
    names, roles, chunks, start = named.names, named.roles, named.chunks, named.start
    runs = [chunk.lines for chunk in chunks]
    rows = rows_of_runs(runs, roles)
    if any(
        row and (_BARE.match(run[0].text) or _REFERENCE.match(run[0].text)) for row, run in zip(rows, runs, strict=True)
    ):
        return None  # references tell rows more surely
    heads = [found is None and _heading_fit(chunk) > _NEVER for found, chunk in zip(rows, chunks, strict=True)]
    if roles[0] == "priority" and any(head and row for head, row in zip(heads, rows[1:], strict=False)):
        rows = rows_of_runs(runs, roles, empty=1)  # the headings are what its cells would say
    cells = [name_cell(c, [name]) for c, name in enumerate(names)]
    read, waiting, end = 0, 0, start
    for n, (chunk, found) in enumerate(zip(chunks, rows, strict=True), 1):
        if found is not None:
            cells += [words_cell(n, c, texts) for c, texts in found.items()]
            read += 1
            end, waiting = end + waiting + len(chunk.lines), 0
        elif heads[n - 1] and any(rows[n : n + 1]):
            cells.append(heading_of(chunk.lines, n, len(names)))
            waiting = len(chunk.lines)
        else:
            break
    return (Draft(BlockKind.TABLE, children=cells), end) if read >= _FEWEST_ROWS else None


def leads_chunks(lines: Sequence[TextLine], at: int) -> bool:
    """Whether a line holds names of which the first is of no column that opens rows with references."""
    side = side_by_side(lines[at])
    return side is not None and side.parted and side.roles[0] in ("lead", "due", "status", "partners")


def _names(lines: Sequence[TextLine], at: int) -> tuple[list[str], list[str | None], int] | None:
    """The names of the columns from a line on, their roles, and the line behind them."""
    side = side_by_side(lines[at])
    if side is not None and side.parted:
        return list(side.names), settled_roles(side.names, side.roles), at + 1
    if at and not (lines[at].gap or lines[at].cut):
        return None
    if named_role(lines[at].text) == "reference":
        return _names_above_references(lines, at)
    names: list[str] = []
    roles: list[str | None] = []
    starts: list[int] = []
    i = at
    while i < len(lines) and len(names) < _MOST_COLUMNS:
        end = i + 1
        while end < len(lines) and not lines[end].gap and not lines[end].cut:
            end += 1
        text = " ".join(line.text for line in lines[i:end])
        role = _role(text)
        if end - i > _NAME_LINES or any(line.level or line.cells for line in lines[i:end]):
            break
        if role is None and (None in roles or "action" in roles or not _may_name(text)):
            break
        names.append(text)
        roles.append(role)
        starts.append(i)
        i = end
    if roles and roles[-1] is None:  # the first cell
        i = starts[-1]
        del names[-1], roles[-1]
    if roles and roles[0] is None and {"action", "priority"} & set(roles):  # a title above the names
        return None
    settled = with_work(roles)
    if len(names) < _LEAST_COLUMNS or len(set(roles)) < _LEAST_COLUMNS or settled is None:
        return None
    if sum(_is_whole(name) for name in names) < _KNOWN or sum(_is_whole(name) for name in names) * 2 < len(names):
        return None
    return names, settled_roles(names, settled), i


def _may_name(text: str) -> bool:
    """Whether a run of lines may be a column's name that is not known."""
    return len(text.split()) <= _UNKNOWN_WORDS and text[0].isupper() and not ends_name(text) and text[-1] != ":"


def _names_above_references(lines: Sequence[TextLine], at: int) -> tuple[list[str], list[str | None], int] | None:
    """The same where a column of references comes first: all runs of lines up to the first reference are names."""
    runs: list[list[TextLine]] = []
    i = at
    while i < len(lines) and len(runs) <= _MOST_COLUMNS and not (lines[i].level or lines[i].cells):
        if runs and not lines[i].gap and not lines[i].cut:
            runs[-1].append(lines[i])
        elif runs and _BARE.match(lines[i].text):
            break
        else:
            runs.append([lines[i]])
        i += 1
    names = [" ".join(line.text for line in run) for run in runs]
    if not _LEAST_COLUMNS <= len(names) <= _MOST_COLUMNS or i >= len(lines) or not _BARE.match(lines[i].text):
        return None
    if any(len(name.split()) > _NAME_WORDS or ends_name(name) or not name[0].isupper() for name in names):
        return None
    roles = [column_role(name) for name in names]
    if len({role for role in roles if role}) < _LEAST_COLUMNS - 1:
        return None
    if "action" not in roles:
        free = [c for c, role in enumerate(roles) if role in (None, "priority", "recommendation")]
        if not free:
            return None
        roles[free[0]] = "action"
    return (names, settled_roles(names, roles), i) if TOLD & set(roles) else None


def _is_whole(name: str) -> bool:
    """Whether the whole of a name is known, rather than a word in it."""
    plain = _IN_YEAR.sub("", name)
    return named_role(plain) is not None or field_role(plain, loose=False) is not None


def _role(text: str) -> str | None:
    """The role of a column by its name; None where the words can be no name."""
    if len(text.split()) > _NAME_WORDS or not text[0].isupper() or ends_name(text) or text[-1] == ":":
        return None
    plain = _IN_YEAR.sub("", text)
    known = named_role(plain) or column_role(plain)
    label = field_role(plain, loose=False)
    return label if label in ("next", "action", "progress") and known is None else known


def _chunks(lines: Sequence[TextLine], start: int) -> list[_Chunk]:
    """The runs of lines from one on, up to a marked heading, a table or another header."""
    found: list[list[TextLine]] = []
    for line in lines[start:]:
        if line.level or line.cells or len(found) > _MOST_CHUNKS:
            break
        if found and _same(found[-1], line):
            found[-1].append(line)
        elif line.gap and _names(lines, start + sum(map(len, found))) is not None:
            break
        else:
            found.append([line])
    texts = [" ".join(line.text for line in some) for some in found]
    return [
        _Chunk(tuple(some), text, some[0].gap, again=text == before)
        for some, text, before in zip(found, texts, ["", *texts], strict=False)
    ]


def _same(run: Sequence[TextLine], line: TextLine) -> bool:
    """Whether a line belongs to the run above: no blank line between, or but a page break within a sentence."""
    if line.cut:
        before = run[-1].text
        open_ended = before[-1] in ",–-&/:" or before.rsplit(maxsplit=1)[-1].lower() in WORDS.connecting
        return open_ended or (not ends_sentence(before) and line.text[0].islower())
    return not line.gap


def _fit(role: str | None, chunk: _Chunk, *, referenced: bool) -> float:
    text = chunk.text
    count = len(text.split())
    if count > _LONGEST:
        return _NEVER / 2
    if referenced and role not in ("action", "reference") and _REFERENCE.match(text):
        return -2.0
    if role == "reference":
        return 2.5 if _BARE.match(text) else -4.0
    bullet = chunk.lines[0].marker.kind is MarkerKind.BULLET and any(map(str.isalnum, text))
    if role == "due" and count < _SHORT_EVENT and _EVENT.match(text):
        return 1.0
    if bullet:
        return 0.7 if role in _PLAIN else -3.0
    if text[0] == "£" or is_money(text):
        return 1.8 if role == "resources" else -2.0 if role in ("priority", "lead", "partners", "action") else 0.0
    if role == "priority" and chunk.again:
        return 2.0
    if role == "partners" and count > _SHORT_LIST:
        return -1.5
    if role == "status" and count <= _SHORT_LIST and begins_with_state(text):
        return 1.2
    score = suitability(role, _ASIDE.sub("", text) if role == "lead" else text, count)
    if role == "action" and referenced:
        score += 1.5 if _REFERENCE.match(text) else -0.5
    return score


def _heading_fit(chunk: _Chunk) -> float:
    """How well a run of lines reads as the heading of the rows below it."""
    text = chunk.text
    if (
        chunk.again
        or len(text.split()) > _HEADING_WORDS
        or not (text[0].isupper() or _ORDERED.match(text))
        or _REFERENCE.match(text)
    ):
        return _NEVER
    if opens_division(text):
        return 2.5
    if text[0] == "£" or ends_sentence(text):
        return _NEVER
    return 1.2 if _ORDERED.match(text) else -1.2


def _read(chunks: Sequence[_Chunk], roles: Sequence[str | None]) -> list[_Step]:
    """The most likely reading of the runs that are the table's, from the first on."""
    width = len(roles)
    empty = [_EMPTY.get(role or "", _EMPTY_ELSE) for role in roles]
    numbered = sum(_REFERENCE.match(chunk.text) is not None for chunk in chunks)
    referenced = "reference" not in roles and numbered * _LONG_ROW >= len(chunks)
    usual = min((chunk.gap for chunk in chunks[1:] if chunk.gap), default=1)
    closing = [sum(empty[c + 1 :]) for c in range(width)] + [0.0]  # the state `width`: no row is open
    scores = [_NEVER] * width + [0.0]
    trail: list[dict[int, _Step]] = []
    best, whole, last = 0.0, 0, width
    for i, chunk in enumerate(chunks):
        scores, steps = _step(chunk, roles, scores, empty, closing, usual=usual, referenced=referenced)
        trail.append(steps)
        state = max(range(width), key=lambda s: scores[s] - closing[s])
        if scores[state] - closing[state] > best:
            best, whole, last = scores[state] - closing[state], i + 1, state
        if max(scores) < _NEVER / 4:
            break
    found: list[_Step] = []
    for steps in reversed(trail[:whole]):
        found.append(steps[last])
        last = steps[last].before
    found.reverse()
    return found


def _step(
    chunk: _Chunk,
    roles: Sequence[str | None],
    scores: Sequence[float],
    empty: Sequence[float],
    closing: Sequence[float],
    *,
    usual: int,
    referenced: bool,
) -> tuple[list[float], dict[int, _Step]]:
    """The best score of each state behind a run of lines, and how it was reached.

    Args:
        scores: of the states before it: the column filled last, or, as the last state, that no row is open.
    """
    width = len(roles)
    reached = [_NEVER] * (width + 1)
    steps: dict[int, _Step] = {}
    closed = max(range(width + 1), key=lambda s: scores[s] - closing[s])
    done = scores[closed] - closing[closed]
    for d, role in enumerate(roles):
        fit = _fit(role, chunk, referenced=referenced)
        reached[d], steps[d] = done - sum(empty[:d]) + fit, _Step(d, True, closed)
        for c in range(d):
            between = sum(empty[c + 1 : d])
            if between and chunk.gap > usual and not chunk.lines[0].cut:
                between -= _BLANKS
            if scores[c] - between + fit > reached[d]:
                reached[d], steps[d] = scores[c] - between + fit, _Step(d, False, c)
    reached[width], steps[width] = done + _heading_fit(chunk), _Step(-1, False, closed)
    return reached, steps


def _draft(
    names: Sequence[str], roles: Sequence[str | None], chunks: Sequence[_Chunk], steps: Sequence[_Step]
) -> Draft:
    """The table; a priority in the first column stands for the rows below it that have none."""
    cells = [name_cell(c, [name]) for c, name in enumerate(names)]
    row = 0
    serves: Draft | None = None
    for chunk, step in zip(chunks, steps, strict=False):
        row += step.opens or step.column < 0
        if step.column < 0:
            cells.append(heading_of(chunk.lines, row, len(names)))
            serves = None
        else:
            cells.append(lines_cell(chunk.lines, row, step.column))
            serves = cells[-1] if step.column == 0 and roles[0] == "priority" else serves
        if serves is not None:
            serves.row_span = row - serves.row + 1
    return Draft(BlockKind.TABLE, children=cells)
