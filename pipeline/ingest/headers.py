"""Which rows of a table are headers, and which cells head their row: by their words, weight and shading."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, ConfigDict

_SHORT = 9  # words: a header cell has no more
_SHORTER = 5  # words: nor one that neither weight nor shading sets off


class _Headers(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    words: tuple[str, ...]


_WORDS = _Headers.model_validate(
    tomllib.loads(Path(__file__).with_name("headers.toml").read_text(encoding="utf-8"))
).words
_HEADER = re.compile(
    rf"(?:the\s+)?(?:{'|'.join(re.escape(w) for w in sorted(_WORDS, key=len, reverse=True))})(?![^\W_])"
)


class SetPara(Protocol):
    """A paragraph of a cell: whether all of it is set in bold."""

    @property
    def bold(self) -> bool: ...


class SetCell(Protocol):
    """What must be known of a table cell; `filled`: it is shaded."""

    row: int
    column: int
    header: bool
    filled: bool

    @property
    def paras(self) -> Sequence[SetPara]: ...

    @property
    def text(self) -> str: ...


class SetGrid(Protocol):
    """What must be known of a table."""

    @property
    def cells(self) -> Sequence[SetCell]: ...

    @property
    def rows(self) -> int: ...


def mark_headers(grid: SetGrid) -> None:
    """Set `header` on the cells of header rows, and on labels that head their row."""
    for cell in grid.cells:
        cell.header = False
    for row in range(min(2, grid.rows)):
        own = [c for c in grid.cells if c.row == row]
        if _is_header(grid, row):
            for cell in own:
                cell.header = True
            break
        if len([c for c in own if c.text]) > 1:
            break  # only a title may stand over the header row
    mark_labels(grid)


def mark_labels(grid: SetGrid) -> None:
    """Set `header` on cells of the first column that head their row."""
    labels = [c for c in grid.cells if c.column == 0 and c.paras and not c.header]
    others = [c for c in grid.cells if c.column > 0 and c.paras and not c.header]
    if len(labels) < 2 or not others:
        return
    if sum(not is_bold(c) for c in others) < 0.5 * len(others):
        return
    heading = [cell for cell in labels if _is_label(cell)]
    most = len(heading) >= 0.6 * len(labels)
    valued = {c.row for c in others if not is_bold(c)}
    for cell in heading:
        cell.header = most or (cell.text.endswith(":") and cell.row in valued)


def is_bold(cell: SetCell) -> bool:
    """Whether all paragraphs of a cell are set in bold."""
    return bool(cell.paras) and all(para.bold for para in cell.paras)


def _is_label(cell: SetCell) -> bool:
    words = len(cell.text.split())
    return words <= _SHORT and (is_bold(cell) or cell.text.endswith(":"))


def _is_header(grid: SetGrid, row: int) -> bool:
    own = [c for c in grid.cells if c.row == row and c.text]
    if (
        len(own) < 2
        or not any(c.row > row and c.text for c in grid.cells)
        or any(len(c.text.split()) > _SHORT * 2 for c in own)
    ):
        return False
    if names_columns(own):
        return True
    bold, filled = all(map(is_bold, own)), all(c.filled for c in own)
    second = [c for c in grid.cells if c.row == row + 1 and c.text]
    plain = any(not is_bold(c) for c in second) if bold else any(not c.filled for c in second)
    short = all(len(c.text.split()) <= _SHORT for c in own)
    return (bold or filled) and plain and short and len({c.column for c in own}) >= 2


def names_columns(cells: Sequence[SetCell]) -> bool:
    """Whether most cells of a row begin with words that head columns; fewer do where the row is set off."""
    if any(c.text.rstrip().endswith((".", ":")) for c in cells):
        return False
    set_off = all(map(is_bold, cells)) or all(c.filled for c in cells)
    longest = _SHORT if set_off else _SHORTER
    known = sum(len(c.text.split()) <= longest and bool(_HEADER.match(c.text.casefold().lstrip("*•- "))) for c in cells)
    return known > 0.5 * len(cells) or (set_off and known >= 0.5 * len(cells))
