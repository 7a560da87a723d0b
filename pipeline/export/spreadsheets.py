"""Copies of the tables for spreadsheet programs, which run a cell that begins like a formula.

The tables themselves hold the papers' words as they stand; only the copies are changed.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from pipeline.export.fields import field
from pipeline.export.files import whole_file
from schemas.codebook import ALL_TABLES

FOLDER = "spreadsheets"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that some spreadsheet program runs. Source: OWASP, "CSV Injection"."""
_NUMBERS = ("integer", "number")
_LARGEST_CELL = 10_000_000


def safe(cell: str) -> str:
    """A cell of words as no spreadsheet program runs it: behind an apostrophe, where it begins like a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def write_spreadsheets(out: Path) -> Path:
    """Write a copy of each table of a run, with safe cells and marked as UTF-8; returns the folder of the copies.

    Cells of number columns stay as they are, so that -3 is a number.

    Raises:
        FileNotFoundError: there is no table.
        OSError: `out` cannot be written.
    """
    tables = [name for name in ALL_TABLES if (out / name).is_file()]
    if not tables:
        raise FileNotFoundError(2, "no tables of a run are there", str(out))
    for name in tables:
        (out / FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        types = {column: field(name, column)["type"] for column in ALL_TABLES[name].model_fields}
        _copy(out / name, out / FOLDER / name, {column for column, kind in types.items() if kind in _NUMBERS})
    return out / FOLDER


def _copy(table: Path, copy: Path, numbers: set[str]) -> None:
    limit = csv.field_size_limit(_LARGEST_CELL)
    try:
        with table.open(encoding="utf-8", newline="") as source, whole_file(copy) as raw:
            stream = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
            reader, writer = csv.reader(source), csv.writer(stream, lineterminator="\r\n")
            head = next(reader, [])
            writer.writerow(head)
            bare = {i for i, name in enumerate(head) if name in numbers}
            writer.writerows([cell if i in bare else safe(cell) for i, cell in enumerate(row)] for row in reader)
            stream.detach()
    finally:
        csv.field_size_limit(limit)
