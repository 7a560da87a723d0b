"""Headers of flattened tables: the names of columns, line below line or side by side on one line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.columns import COLOURS, column_role, field_role, named_role, opens_name
from pipeline.columns.work import with_work
from pipeline.dates import find_dates
from pipeline.ingest.text.forms import is_state
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.wording import ends_name
from pipeline.vocabulary import fold

_NAME_LINES = 4  # of a column's name that is known as a whole
_NAME_WORDS = 6  # of one of its lines
_UNKNOWN = 7  # lines of a name behind those that are known
_UNKNOWN_WORDS = 4  # of a name that is not known
_LEAST_TOLD = 3  # different things that a plan tells, from which the line above their names is a name
_LONGEST = 45  # lines of a header
_ROLES = 4  # of columns, different ones, from which stacked names are a plan's
TOLD = frozenset({"lead", "due", "progress", "status"})
"""What a plan tells of its actions."""
_SEPARATED = re.compile(r"\s+[/|]\s+")
_SPREAD = re.compile(r"\s{2,}|\t")
_WORD = re.compile(r"\S+")
_LEAST_SIDE = 3  # columns on one line
_LEAST_PLAIN = 4  # known columns on one line that nothing parts
_WORDS_SIDE = 8  # of a name on a line that parts the names
_WORDS_PLAIN = 7  # of a name on a line that does not
_LINE_WORDS = 30
_SINCE = re.compile(
    r"(?:\s+(?:as|at|to|in|for|since|on|of|by|during|the|end|and|up|from|date|year|quarter|month)\b)*\W*$", re.I
)


@dataclass(frozen=True, slots=True)
class Name:
    """A column's name: its role, and its lines."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Header:
    """The names of columns on one line: their roles, None where unknown, their words, and where each begins.

    `parted`: separators or wide gaps stand between them.
    """

    roles: tuple[str | None, ...]
    names: tuple[str, ...]
    starts: tuple[int, ...]
    parted: bool


def _name_at(lines: Sequence[TextLine], at: int) -> tuple[int, str] | None:
    """How many lines from `at` on are the name of one column, and its role; the longest name that is known.

    "Action" and "Lead" on two lines are two columns, though there is an action lead; "Lead" and "Officer" are one.
    """
    return _named(tuple([line.text for line in lines[at : at + _NAME_LINES]]))


@lru_cache(maxsize=4096)  # a line is looked at by several readers of tables
def _named(texts: tuple[str, ...]) -> tuple[int, str] | None:
    alone = named_role(texts[0])
    for n in range(len(texts), 1, -1):
        role = named_role(" ".join(texts[:n]))
        if role and (alone in (None, role) or texts[1][0].islower()) and not _is_other(alone, texts[n - 1], role):
            return n, role
    return (1, alone) if alone else None


def _is_other(alone: str | None, last: str, role: str) -> bool:
    """Whether the last line of what may be one name is that of another column ("Target" below "Action")."""
    return alone is not None and last[0].isupper() and named_role(last) not in (None, role)


def stacked_names(lines: Sequence[TextLine], at: int, least: int = _ROLES) -> list[Name]:
    """The names of columns in the lines from `at` on, one below the other; empty where they are not those of a plan.

    Args:
        least: different roles from which they are a plan's.
    """
    found: list[tuple[str | None, int]] = []
    known = i = at
    while i < len(lines) and i - at < _LONGEST and i - known <= _UNKNOWN:
        line = lines[i]
        if line.cells or line.part or len(line.text.split()) > _NAME_WORDS:
            break
        named = _name_at(lines, i)
        if named is None and not found and not _opens_names(lines, at):
            return []
        if named and is_state(line.text) and any(role == named[1] for role, _ in found):
            break  # "Complete" below "Status" is what a row says
        if named is None and line.gap and found:  # a blank line stands within no name
            break
        if named is not None and line.text[0].isupper():
            found.append((named[1], i))
        elif named is None and known == i and _may_name(line.text) and all(role for role, _ in found):
            found.append((None, i))
        i += named[0] if named else 1
        known = i if named else known
    roles = _roles(found, known)
    if len({role for role in roles if role}) < least:
        return []
    while (
        known < len(lines)
        and not lines[known].gap
        and (lines[known].text[0].islower() or lines[known].text.endswith("?"))
    ):
        known += 1
    named_lines = [(role, start) for role, (_, start) in zip(roles, found, strict=False) if role]
    starts = [start for _, start in named_lines[1:]] + [known]
    return [Name(role, start, end) for (role, start), end in zip(named_lines, starts, strict=True)]


def _opens_names(lines: Sequence[TextLine], at: int) -> bool:
    """Whether a line that says nothing known may be the first name: what a plan tells of its actions stands below."""
    below = _name_at(lines, at + 1) if _may_name(lines[at].text) and at + 1 < len(lines) else None
    return below is not None and below[1] in TOLD


def _may_name(text: str) -> bool:
    return len(text.split()) <= _UNKNOWN_WORDS and text[0].isupper() and text[-1].isalpha()


def _roles(found: Sequence[tuple[str | None, int]], known: int) -> list[str | None]:
    """The roles of a plan's names, None for one that is none; [] where they are not a plan's."""
    roles = [role for role, start in found if start < known]
    named = set(roles)
    if roles and roles[0] is None and ({"action", "priority"} & named or len(TOLD & named) < _LEAST_TOLD):
        return []  # a title above the names, or what a row says
    return with_work(roles) or []


def side_by_side(line: TextLine) -> Header | None:
    """The names of a plan's columns on one line; None where it holds anything else."""
    return None if line.cells or line.level else _beside(line.text)


@lru_cache(maxsize=4096)  # as above
def _beside(text: str) -> Header | None:
    if text[0].islower() or ends_name(text) or len(text.split()) > _LINE_WORDS:
        return None
    for separator in (_SEPARATED, _SPREAD):
        parts = _parts(text, separator)
        if len(parts) >= _LEAST_SIDE:
            break
    else:
        return _unparted(text)
    if any(len(words.split()) > _WORDS_SIDE or words[0].islower() for _, words in parts):
        return None
    roles = with_work([_role(words) for _, words in parts])
    if roles is None or not any(named_role(words) for _, words in parts):
        return None
    return Header(tuple(roles), tuple(words for _, words in parts), tuple(at for at, _ in parts), parted=True)


def _parts(text: str, separator: re.Pattern[str]) -> list[tuple[int, str]]:
    found, at = [], 0
    for gap in separator.finditer(text):
        found.append((at, text[at : gap.start()]))
        at = gap.end()
    found.append((at, text[at:]))
    return [(at, words) for at, words in found if words]


def _role(words: str) -> str | None:
    """The role of a name on a line that holds nothing but names; letters of colours are a rating."""
    return named_role(words) or (column_role(words) if fold(words) not in COLOURS else None)


def _unparted(text: str) -> Header | None:
    """Names with nothing but single blanks between: all are known, up to the date of a report on progress."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    roles: list[str | None] = []
    cuts: list[int] = []
    i = 0
    while i < len(words):
        if not text[words[i][0]].isupper():
            return None
        for n in range(min(_WORDS_PLAIN, len(words) - i), 0, -1):
            name = text[words[i][0] : words[i + n - 1][1]]
            role = named_role(name) or (_role(name) if n == 1 and not name.isalnum() else None) or _dated(name)
            if role and not (n > 1 and _two(name, role)):
                roles.append(role)
                cuts.append(words[i][0])
                i += n
                break
        else:
            return None
    known = with_work(roles)
    if known is None or len(set(roles)) < _LEAST_PLAIN or len(set(roles)) < len(roles) - 1:
        return None
    names = tuple(text[a:b].rstrip() for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True))
    return Header(tuple(known), names, tuple(cuts), parted=False)


def _two(name: str, role: str) -> bool:
    """Whether a name is rather those of two columns ("Cost Benefit"): its end has another role than the whole."""
    words = name.split()
    return any(
        (head := named_role(" ".join(words[:k]))) is not None
        and (tail := named_role(" ".join(words[k:]))) is not None
        and tail != head
        and (tail != role or head == "action")
        for k in range(1, len(words))
    )


def _dated(name: str) -> str | None:
    """The role of a report with its date ("Progress to April 2019")."""
    if not opens_name(name):
        return None
    dates = find_dates(name)
    if not dates or dates[0].start == 0 or name[dates[-1].end :].strip():
        return None
    tail = _SINCE.search(name[: dates[0].start])
    role = named_role(name[: tail.start()]) if tail else None
    return role if role in ("progress", "status") else None


def settled_roles(names: Sequence[str], roles: Sequence[str | None]) -> list[str | None]:
    """Roles with one column of actions: milestones and next steps beside another are what that holds besides."""
    settled = list(roles)
    actions = [c for c, role in enumerate(roles) if role == "action"]
    own = [c for c in actions if field_role(names[c], loose=False) != "next" and "milestone" not in names[c].lower()]
    if not own and actions and "priority" in roles:
        settled[roles.index("priority")] = "action"
        own = [roles.index("priority")]
    for c in actions:
        if own and c != own[0]:
            settled[c] = "measure" if "milestone" in names[c].lower() else None
    return settled
