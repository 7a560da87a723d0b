"""Tables: RFC 4180, one form a value, whole or not there."""

import csv
import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export.tables import TableWriter, cell, header, lines, write_table
from schemas.records import LedgerRow, PlaceRow, TimingRow
from schemas.states import State


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("title", None, ""),
        ("ocr", True, "true"),
        ("ocr", False, "false"),
        ("state", State.NEEDS_OCR, "needs_ocr"),
        ("n", 12, "12"),
        ("x0", 71.99999, "72"),
        ("x0", 10.126, "10.13"),
        ("confidence", 0.123456, "0.123"),
        ("value", 1234567.5, "1234567.5"),
        ("value", 1e15, "1000000000000000"),
        ("value", -0.0000001, "0"),
        ("value", 100.0, "100"),
        ("text", "=1+1", "=1+1"),
    ],
)
def test_a_value_has_one_form(column: str, value: object, text: str) -> None:
    assert cell(column, value) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_not_finite_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        cell("value", value)


def test_lines_end_in_cr_lf_and_awkward_cells_are_quoted() -> None:
    row = LedgerRow(input='a "b", c.txt', state=State.FAILED, reason="one\ntwo")
    assert lines([row]) == '"a ""b"", c.txt",,failed,"one\ntwo",,,0,0,false\r\n'
    assert header(LedgerRow) == "input,source_id,state,reason,pages,bytes,papers,records,cached\r\n"


printable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1)


@given(st.lists(st.tuples(printable, printable), max_size=5))
def test_a_csv_reader_reads_back_what_was_written(cells: list[tuple[str, str]]) -> None:
    rows = [LedgerRow(input=a, state=State.FAILED, reason=b) for a, b in cells]
    read = list(csv.DictReader(io.StringIO(header(LedgerRow) + lines(rows), newline="")))
    assert [(row["input"], row["reason"]) for row in read] == cells


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_a_number_is_read_back_to_the_decimals_of_its_column(value: float) -> None:
    row = PlaceRow(record_id="r", n=1, page=1, x0=value, y0=0, x1=0, y1=0)
    assert float(lines([row]).split(",")[4]) == pytest.approx(round(value, 2), abs=1e-9)


def test_the_hash_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "timings.csv"
    digest = write_table(path, TimingRow, [TimingRow(input="a", stage="read", seconds=0.5)])
    assert digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert path.read_bytes() == b"input,stage,seconds\r\na,read,0.5\r\n"


def test_a_table_that_fails_leaves_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "timings.csv"
    path.write_text("before")
    rows = (TimingRow(input="a", stage="read", seconds=seconds) for seconds in (1.0, float("nan")))
    with pytest.raises(ValueError, match="finite"):
        write_table(path, TimingRow, rows)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_row_of_another_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="holds TimingRow"), TableWriter(tmp_path / "t.csv", TimingRow) as table:
        table.write(LedgerRow(input="a", state=State.OK))
