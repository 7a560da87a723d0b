"""Rows to CSV: UTF-8, RFC 4180, a header row, columns in the order of the model, an empty cell for "not stated"."""

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from enum import Enum
from math import isfinite
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
_OTHER_DECIMALS = 6


def cell(column: str, value: object) -> str:
    """One value as it stands in a cell: None empty, booleans true/false, numbers rounded by their column.

    Raises:
        ValueError: a number that is not finite.
    """
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return decimals(column, (value,))[0]
    return str(value)


def decimals(column: str, values: Sequence[float]) -> list[str]:
    """Numbers as they stand in the cells of a column.

    Raises:
        ValueError: one is not finite.
    """
    form = f".{DECIMALS.get(column, _OTHER_DECIMALS)}f"
    texts = [format(value, form) for value in values]
    if "".join(texts).strip("-0123456789."):
        wrong = next(value for value in values if not isfinite(value))
        raise ValueError(f"{column}: {wrong} is no finite number")
    short = [text.rstrip("0").rstrip(".") for text in texts]
    return ["0" if text == "-0" else text for text in short]


def header(model: type[Row]) -> str:
    """The header row of a table."""
    return record_lines([columns(model)])


def lines(rows: Iterable[Row]) -> str:
    """Rows (of one model) as CSV text, without header."""
    return record_lines([cell(name, value) for name, value in row] for row in rows)


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
