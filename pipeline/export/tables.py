"""Rows to CSV: UTF-8, RFC 4180, a header row, columns in the order of the model, an empty cell for "not stated"."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from enum import Enum
from functools import cache
from math import isfinite
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.export.files import settle, whole_file
from schemas.records import Row
from schemas.tables import columns

DECIMALS = {
    **dict.fromkeys(("x0", "y0", "x1", "y1"), 2),
    **dict.fromkeys(("confidence", "seconds", "per_1000_words"), 3),
    **dict.fromkeys(("share", "share_low", "share_high", "similarity"), 4),
}
_FORMS = {column: f".{digits}f" for column, digits in DECIMALS.items()}
_OTHER_FORM = ".6f"


def cell(column: str, value: object) -> str:
    """One value as it stands in a cell: None empty, booleans true/false, numbers rounded by their column.

    Raises:
        ValueError: a number that is not finite.
    """
    if value is None:
        return ""
    if type(value) is str:  # nearly all are; an Enum may be one, too
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return decimal(column, value)
    return str(value)


def decimal(column: str, value: float) -> str:
    """A number as it stands in the cells of a column.

    Raises:
        ValueError: it is not finite.
    """
    if not isfinite(value):
        raise ValueError(f"{column}: {value} is no finite number")
    text = format(value, _FORMS.get(column, _OTHER_FORM)).rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def header(model: type[Row]) -> str:
    """The header row of a table."""
    return record_lines([columns(model)])


def lines(rows: Iterable[Row]) -> str:
    """Rows (of one model) as CSV text, without header."""
    return record_lines(map(_cells, rows))


def _cells(row: Row) -> list[str]:
    names, values = _reader(type(row))
    return list(map(cell, names, values(row)))


@cache
def _reader(model: type[Row]) -> tuple[list[str], Callable[[Row], Iterable[object]]]:
    """The columns of a model, and what reads a row's values at once."""
    names = columns(model)
    return names, attrgetter(*names)


def record_lines(records: Iterable[Iterable[str | None]]) -> str:
    """Cells as CSV text; None is an empty one."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(records)
    return buffer.getvalue()


class TableWriter:
    """A table written row by row; it takes its place when the `with` block ends well.

    Attributes:
        rows: number of rows written so far.
        sha256: hash of the bytes written so far.
    """

    def __init__(self, path: Path, model: type[Row]) -> None:
        self.path = path
        self.model = model
        self.rows = 0
        self._hash = hashlib.sha256()
        self._stack = ExitStack()

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def __enter__(self) -> Self:
        self._stream = self._stack.enter_context(whole_file(self.path))
        self._put(header(self.model))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def settle(self) -> None:
        """See all rows so far to the disk.

        Raises:
            OSError: there is no room for them.
        """
        settle(self._stream)

    def write(self, row: Row) -> None:
        """Append one row.

        Raises:
            TypeError: the row is of another table.
        """
        if type(row) is not self.model:
            raise TypeError(f"{self.path.name} holds {self.model.__name__}, not {type(row).__name__}")
        self.write_lines(lines([row]), 1)

    def write_lines(self, text: str, rows: int) -> None:
        """Append rows that `lines` has formatted already."""
        self._put(text)
        self.rows += rows

    def _put(self, text: str) -> None:
        data = text.encode("utf-8")
        self._hash.update(data)
        self._stream.write(data)


def write_table(path: Path, model: type[Row], rows: Iterable[Row]) -> str:
    """Write a whole table; returns the SHA-256 of its bytes."""
    with TableWriter(path, model) as table:
        for row in rows:
            table.write(row)
    return table.sha256
