"""The roles of a table's columns where their names leave them open: by what the columns hold and where they stand."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.columns import date_rank, field_role
from pipeline.dates import find_dates, parse_date
from pipeline.extract.statements.grid import Grid
from pipeline.extract.statements.row_cells import ROLE_HOLDER, WHEN
from pipeline.extract.status import Certainty, status_of
from pipeline.extract.vocabulary import fold
from schemas.states import Status

_OUTCOMES = frozenset({"outcome", "outcomes", "intended outcome", "intended outcomes", "change outcome"})
_PHRASE = 3  # words of an aim
_LEAST_AGAIN = 4  # cells that say what another says
_LEAST_TOLD = 2  # cells
_PROMISED = re.compile(r"\b(?:commitments?|pledges?|promises?|undertakings?|deliverables?)\b", re.IGNORECASE)
_DATABLE = re.compile(r"\b(?:targets?|milestones?|deadlines?|key dates?|when)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_NOW = re.compile(r"(?:now|today|currently|at present)\b", re.IGNORECASE)
_QUARTER = re.compile(r"\bQ[1-4]\b")
_MEETING = frozenset({"date", "meeting", "meeting date", "date of meeting", "meeting of"})
_SHORT = 8  # words of a cell that says when
_DATED = 0.6  # share of the cells
_DATE_WORDS = 4  # of a cell that holds a date and nothing else
_LEAST_NAMED = 3  # cells by which a column is known that its name does not tell
_BEGINNING = 2  # of the ranks of date columns: starts and reviews


def roles_by_content(grid: Grid, above: Grid | None) -> Grid:
    """The table with the roles that its columns' names leave open or that their place shows.

    An outcome behind the action is what the action is to bring about, no aim that it stands under. A column without a
    name has that of the same column in the table above; else it holds the aims, where few of them recur in words.
    """
    roles = list(grid.roles)
    action = roles.index("action") if "action" in roles else grid.columns
    rated = [c for c in range(grid.columns) if roles[c] is None and c > action and grid.rated(c)]
    if rated and "status" not in roles:
        roles[rated[-1]] = "status"  # of several, the last is the latest
    for c in range(grid.columns):
        if roles[c] == "priority" and c > action and fold(grid.headers[c]) in _OUTCOMES:
            roles[c] = "measure"
        if roles[c] is None and not grid.headers[c] and grid.body and c > action:
            if above is not None and above.columns == grid.columns and above.roles[:c] == grid.roles[:c]:
                roles[c] = above.roles[c]
            elif _recurs(grid, c):
                roles[c] = "priority" if "priority" not in roles else None
            elif "progress" not in roles and _tells(grid, c):
                roles[c] = "progress"
    _settle_actions(grid, roles)
    _unset_raised(grid, roles, action)
    _settle_by(grid, roles)
    _date_by_content(grid, roles)
    _lead_by_content(grid, roles)
    _report_by_content(grid, roles, action)
    return grid if tuple(roles) == grid.roles else grid.with_roles(tuple(roles))


def _report_by_content(grid: Grid, roles: list[str | None], action: int) -> None:
    """In a plan that says who or when, the last column by an unknown name holds reports where its cells are such."""
    if "progress" in roles or "action" not in roles or not {"lead", "due"} & set(roles):
        return
    for c in range(grid.columns - 1, action, -1):
        if roles[c] is None and grid.headers[c] and _reports(grid, c):
            roles[c] = "progress"
            return


def _reports(grid: Grid, column: int) -> bool:
    """Whether most rows have words in a column, and most of these say how some work fares."""
    told = _told(grid, column)
    found = [status_of(cell, kind="progress") for cell in told]
    known = [one for one in found if one.status is not Status.UNCLEAR]
    stated = sum(one.certainty is Certainty.STATED for one in known)  # outcomes hoped for ("Improved access") imply
    return bool(told) and 3 * len(known) >= 2 * len(told) and 3 * stated >= len(told)


def _tells(grid: Grid, column: int) -> bool:
    """Whether most rows have words in a column that has no name: what has become of their action."""
    return column == grid.columns - 1 and bool(_told(grid, column))


def _told(grid: Grid, column: int) -> list[str]:
    """The cells of a column that hold words, where most rows have such a cell; else none."""
    rows = [r for r in range(grid.body, grid.rows) if grid.full_row(r) is None]
    told = [cell for r in rows if len((cell := grid.text(r, column)).split()) >= _PHRASE]
    return told if len(told) >= _LEAST_TOLD and 2 * len(told) > len(rows) else []


def _recurs(grid: Grid, column: int) -> bool:
    """Whether a column's cells are phrases of which most come again."""
    cells = [fold(grid.text(r, column)) for r in range(grid.body, grid.rows) if grid.full_row(r) is None]
    phrases = Counter(cell for cell in cells if len(cell.split()) >= _PHRASE)
    again = sum(n for n in phrases.values() if n > 1)
    return again >= _LEAST_AGAIN and again * 2 > len(cells)


def _settle_actions(grid: Grid, roles: list[str | None]) -> None:
    """Of several columns of actions, those of next steps and of milestones are not what the row is about.

    Where next steps are the only actions and a column names what was promised, the promises are the actions.
    """
    actions = [c for c, role in enumerate(roles) if role == "action"]
    ahead = [c for c in actions if field_role(_ASIDE.sub("", grid.headers[c]), loose=False) == "next"]
    if ahead and len(ahead) == len(actions) and {"lead", "status"} & set(roles):
        promised = [c for c, role in enumerate(roles) if role == "priority" and _PROMISED.search(grid.headers[c])]
        if promised and promised[0] < ahead[0]:
            roles[promised[0]] = "action"
            actions = [*promised[:1], *actions]
    if len(ahead) < len(actions):
        for c in ahead:
            roles[c] = "next"
            if "progress" not in roles and c and roles[c - 1] is None and _NOW.match(grid.headers[c - 1]):
                roles[c - 1] = "progress"  # "Now", "Next", "Later"


def _unset_raised(grid: Grid, roles: list[str | None], action: int) -> None:
    """In a log of actions with their updates, a date ahead of the action is that of the meeting which asked for it."""
    if not {"progress", "status"} & set(roles):
        return
    for c in range(min(action, grid.columns)):
        if action < grid.columns and roles[c] == "due" and fold(grid.headers[c]) in _MEETING:
            roles[c] = None


def _date_by_content(grid: Grid, roles: list[str | None]) -> None:
    """A column of targets, or of milestones beside the actions, says when where its cells are dates."""
    if "due" in roles:
        return
    actions = [c for c, role in enumerate(roles) if role == "action"]
    for c, role in enumerate(roles):
        beside = role == "action" and len(actions) > 1 and c != actions[0]
        if (role == "measure" or role is None or beside) and _DATABLE.search(grid.headers[c]) and _says_when(grid, c):
            roles[c] = "due"
            return
    behind = range(actions[0] + 1, grid.columns) if actions else ()
    dated = [c for c in behind if roles[c] is None and _gives_dates(grid, c)]
    if len(dated) == 1 and date_rank(grid.headers[dated[0]]) < _BEGINNING:
        roles[dated[0]] = "due"


def _settle_by(grid: Grid, roles: list[str | None]) -> None:
    """ "Delivered by", "To be done by": whom or when, as the cells have it."""
    for c, role in enumerate(roles):
        if role == "due" and "lead" not in roles and not _gives_dates(grid, c) and _names_holders(grid, c):
            roles[c] = "lead"
        elif role == "lead" and "due" not in roles and _gives_dates(grid, c):
            roles[c] = "due"


def _lead_by_content(grid: Grid, roles: list[str | None]) -> None:
    """A column by an unknown name says who leads where its cells name jobs, teams or bodies."""
    if "lead" in roles or "action" not in roles:
        return
    for c, role in enumerate(roles):
        if role is None and grid.headers[c] and _names_holders(grid, c):
            roles[c] = "lead"
            return


def _names_holders(grid: Grid, column: int) -> bool:
    told = _cells(grid, column)
    named = [cell for cell in told if len(cell.split()) <= _SHORT and cell[0].isupper() and ROLE_HOLDER.search(cell)]
    return len(named) >= _LEAST_NAMED and len(named) >= _DATED * len(told)


def _gives_dates(grid: Grid, column: int) -> bool:
    """Whether a column has a name, and most of its cells nothing but a date."""
    told = _cells(grid, column) if grid.headers[column] else []
    dated = [cell for cell in told if len(cell.split()) <= _DATE_WORDS and find_dates(cell)]
    return len(dated) >= _LEAST_NAMED and len(dated) >= _DATED * len(told)


def _cells(grid: Grid, column: int) -> list[str]:
    """The cells of a column that say anything."""
    cells = [grid.text(r, column) for r in range(grid.body, grid.rows) if grid.full_row(r) is None]
    return [cell for cell in cells if any(map(str.isalnum, cell))]


def _says_when(grid: Grid, column: int) -> bool:
    told = _cells(grid, column)
    dated = [
        cell
        for cell in told
        if len(cell.split()) <= _SHORT
        and (find_dates(cell) or parse_date(cell) or WHEN.match(cell) or _QUARTER.search(cell))
    ]
    return len(dated) >= _LEAST_TOLD and len(dated) >= _DATED * len(told)
