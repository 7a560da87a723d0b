"""Tables drawn with signs: boxes of `+`, `-` and `|`, and rows whose cells `|` parts without any at their ends.

Their rows are put into the form of the usual table, a row on a line that begins and ends in `|`.
"""

import re
from collections.abc import Sequence

from pipeline.columns import column_role

_RULE = re.compile(r"\s*[+|](?:\s*[-=]{2,}\s*[+|])+\s*$")
_BOXED = re.compile(r"\s*\|.*\|\s*$")
_PART = re.compile(r"(?:^|\s)\|(?=\s|$)")
_LEAST_COLUMNS = 3
_LEAST_KNOWN = 2  # columns by whose names a line without rules is a header
_NAME_WORDS = 8
_FULL_LINE = 60  # characters of a line that may have been wrapped


def draw_rows(raws: Sequence[str]) -> list[str]:
    """The typed lines of a page, the rows of drawn tables on a line each."""
    out: list[str] = []
    i = 0
    while i < len(raws):
        end, rows = _box(raws, i) or _open_rows(raws, i) or (i + 1, [raws[i]])
        out.extend(rows)
        i = end
    return out


def _box(raws: Sequence[str], at: int) -> tuple[int, list[str]] | None:
    """The rows of a box whose upper edge is a line, and the line behind it; the lines between two edges are a row."""
    if "+" not in raws[at] or not _RULE.match(raws[at]):
        return None
    rows: list[list[str]] = []
    cells: list[str] = []
    i = at
    while i < len(raws) and (_RULE.match(raws[i]) or _BOXED.match(raws[i])):
        if _RULE.match(raws[i]):
            rows += [cells] if cells else []
            cells = []
        else:
            parts = raws[i].strip().strip("|").split("|")
            if cells and len(parts) != len(cells):
                return None
            cells = [f"{a} {b}".strip() for a, b in zip(cells or [""] * len(parts), map(str.strip, parts), strict=True)]
        i += 1
    rows += [cells] if cells else []
    return (i, [_row(row) for row in rows]) if len(rows) > 1 else None


def _open_rows(raws: Sequence[str], at: int) -> tuple[int, list[str]] | None:
    """The rows below a line of names that `|` parts, and the line behind them; wrapped rows are put together."""
    if "|" not in raws[at] or raws[at].lstrip().startswith("|"):
        return None
    names = _cells(raws[at])
    if len(names) < _LEAST_COLUMNS or not all(name and len(name.split()) <= _NAME_WORDS for name in names):
        return None
    if len({role for name in names if (role := column_role(name))}) < _LEAST_KNOWN:
        return None
    rows = [names]
    i = at + 1
    while i < len(raws):
        taken = _wrapped(raws, i, len(names))
        if taken is not None:
            i, row = taken
            rows.append(row)
        elif not raws[i].strip() and i + 1 < len(raws) and _wrapped(raws, i + 1, len(names)):
            i += 1
        elif len(rows) > 1 and _goes_on(raws[i - 1], raws[i]):
            rows[-1][-1] = f"{rows[-1][-1]} {raws[i].strip()}"
            i += 1
        else:
            break
    return (i, [_row(row) for row in rows]) if len(rows) > 1 else None


def _wrapped(raws: Sequence[str], at: int, width: int) -> tuple[int, list[str]] | None:
    """The row of so many cells that begins with a line and may go on in the next, and the line behind it."""
    text = ""
    for i in range(at, len(raws)):
        if not raws[i].strip() or (i > at and "|" in text and len(raws[i - 1].rstrip()) < _FULL_LINE):
            return None
        text = f"{text} {raws[i].strip()}" if text else raws[i].rstrip()
        count = len(_cells(text))
        if count == width:
            return i + 1, _cells(text)
        if count > width or count == 1:
            return None
    return None


def _goes_on(above: str, line: str) -> bool:
    """Whether a line is the rest of the last cell of the row above."""
    text = line.strip()
    return bool(text) and "|" not in text and len(above.rstrip()) >= _FULL_LINE and text[0].islower()


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in _PART.split(text)]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
