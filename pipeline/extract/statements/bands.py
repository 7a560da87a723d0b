"""Plans on a page: tables set in bands, each under (or behind) a few words that say what its cells are.

"Priorities" stands over a row of three aims, "In the first year" over a row of what is to be done for each, "Our
values" over what is neither. What stands in a column serves the aim at its head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from pipeline.columns import column_role
from pipeline.dates import find_dates
from pipeline.extract.statements.cells import items, says, whole, without_number
from pipeline.extract.statements.grid import Grid
from pipeline.extract.statements.model import Kind, Span, Statement
from pipeline.extract.vocabulary import fold, load

_LONGEST_NAME = 8  # words of what names a band
_LEAST_COLUMNS = 2  # aims that stand side by side
_LEAST_BANDS = 2
_CATCHWORDS = 3  # words of a cell that names a way of working rather than some work
_WORK = ("work", "how", "done")


class _Kind(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    patterns: tuple[re.Pattern[str], ...]


class _Kinds(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: tuple[_Kind, ...]


@lru_cache(maxsize=1)
def _kinds() -> tuple[_Kind, ...]:
    return load(__package__, "bands.toml", _Kinds).kind


@dataclass(frozen=True, slots=True)
class _Band:
    """What a band is called, the cell that calls it so, of what kind it is, and its rows."""

    name: str
    cell: int
    kind: str
    rows: tuple[int, ...]


def _kind(name: str) -> str:
    """What the cells of a band hold by its name: one of the kinds of the vocabulary, or ""."""
    if len(name.split()) > _LONGEST_NAME:
        return ""
    folded = fold(name)
    return next((k.name for k in _kinds() if any(p.search(folded) for p in k.patterns)), "")


def _under(grid: Grid) -> list[_Band]:
    """Bands whose names fill the row above them."""
    heads = [r for r in range(grid.rows) if grid.full_row(r) is not None]
    if not heads or heads[0] != 0:
        return []
    bands = []
    for n, r in enumerate(heads):
        following = heads[n + 1] if n + 1 < len(heads) else grid.rows
        name = grid.text(r, 0)
        bands.append(_Band(name, grid.cells[r, 0], _kind(name), tuple(range(r + 1, following))))
    return bands


def _behind(grid: Grid) -> list[_Band]:
    """Bands whose names stand in the first column; of a row with nothing there, those of the row above."""
    bands: list[_Band] = []
    for r in range(grid.rows):
        name, index = grid.text(r, 0), grid.cells.get((r, 0))
        if name and index is not None and (not bands or bands[-1].cell != index):
            bands.append(_Band(name, index, _kind(name), (r,)))
        elif bands:
            last = bands[-1]
            bands[-1] = _Band(last.name, last.cell, last.kind, (*last.rows, r))
    return bands if sum(bool(band.kind) for band in bands) * 3 >= len(bands) * 2 else []


def _cells(grid: Grid, band: _Band, first: int) -> Iterator[tuple[int, int]]:
    """Column and index of each cell of a band that says anything, a merged cell once."""
    seen = set()
    for r in band.rows:
        for c in range(first, grid.columns):
            index = grid.cells.get((r, c))
            if index is not None and index not in seen and says(grid.text(r, c)):
                seen.add(index)
                yield c, index


def _are_bands(grid: Grid, bands: list[_Band], first: int) -> bool:
    """Whether a table is set in bands, one of aims side by side and another of something else."""
    aims = [b for b in bands if b.kind == "priority" and len(b.rows) and len(list(_cells(grid, b, first))) > 1]
    known = [b for b in bands if b.kind and b.rows]
    named = any(  # a row that names columns is the header of another kind of table
        sum(column_role(grid.text(r, c)) is not None for c in range(first, grid.columns)) > 1
        for b in bands
        for r in b.rows
    )
    return bool(aims) and len(known) >= _LEAST_BANDS and not named


def read_bands(grid: Grid, first_group: int) -> list[Statement] | None:
    """The statements of a table that is set in bands; None where it is not.

    Args:
        first_group: the number of the first group of statements that are linked to one another.
    """
    if grid.columns < _LEAST_COLUMNS:
        return None
    for first, bands in ((0, _under(grid)), (1, _behind(grid))):
        if bands and _are_bands(grid, bands, first):
            return list(_read(grid, bands, first, first_group))
    return None


def _read(grid: Grid, bands: list[_Band], first: int, group: int) -> Iterator[Statement]:
    heads: dict[int, Statement] = {}
    for band in bands:
        if band.kind in ("priority", "vision") and not (band.kind == "priority" and heads):
            for column, cell in _cells(grid, band, first):
                for statement in _stated(grid, Kind.PRIORITY, band, cell):
                    if band.kind == "priority":
                        block = grid.paper.blocks[cell]
                        heads.update(dict.fromkeys(range(column, column + block.column_span), statement))
                    yield statement
        elif band.kind in _WORK and not (band.kind == "how" and _catchwords(grid, band, first)):
            for column, cell in _cells(grid, band, first):
                for statement in _stated(grid, Kind.ACTION, band, cell):
                    group += 1
                    made = [statement]
                    if band.kind == "done":
                        made.append(Statement(Kind.PROGRESS, *_at(statement), "table.progress", band.name))
                    for one in made:
                        one.group = group
                        _fill(grid, one, band, heads.get(column))
                        yield one


def _at(statement: Statement) -> tuple[int, int, int]:
    return statement.start, statement.end, statement.block


def _fill(grid: Grid, statement: Statement, band: _Band, head: Statement | None) -> None:
    """Tell a statement what its band and its column say of it."""
    if head is not None:
        statement.cells["priority"] = Span(head.start, head.end)
    if statement.kind is Kind.ACTION and band.kind != "done" and find_dates(band.name):
        statement.cells["due"] = whole(grid.paper, band.cell)


def _catchwords(grid: Grid, band: _Band, first: int) -> bool:
    """Whether a band's cells are but a word or two each: ways of working, not work."""
    lengths = [
        len(grid.paper.text[s.start : s.end].split())
        for _, i in _cells(grid, band, first)
        for s in [whole(grid.paper, i)]
    ]
    return sum(length <= _CATCHWORDS for length in lengths) * 2 > len(lengths)


def _stated(grid: Grid, kind: Kind, band: _Band, cell: int) -> Iterator[Statement]:
    """The statements of one cell of a band."""
    paper = grid.paper
    parts = items(paper, cell) if kind is Kind.ACTION else [(cell, whole(paper, cell))]
    for block, span in parts:
        label, words = without_number(paper, span)
        if says(paper.text[words.start : words.end]):
            rule = "table.action" if kind is Kind.ACTION else "table.priority"
            yield Statement(kind, words.start, words.end, block, rule, band.name, label=label)
