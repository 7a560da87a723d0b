"""Copies for spreadsheet programs: no cell of words is a formula, and nothing else is changed."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export.spreadsheets import safe, write_spreadsheets
from pipeline.export.tables import write_table
from schemas.records import LedgerRow, MeasureRow
from schemas.states import State


@pytest.mark.parametrize("cell", ["=1+1", "+44 20 7946 0000", "- two officers", "@SUM(A1)", "\t=1", "＝1"])
def test_what_begins_like_a_formula_stands_behind_an_apostrophe(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@given(st.text())
def test_a_safe_cell_begins_like_no_formula_and_keeps_its_words(cell: str) -> None:
    assert not safe(cell).startswith(("=", "+", "-", "@"))
    assert safe(cell).endswith(cell)
    assert len(safe(cell)) - len(cell) in (0, 1)


def test_the_tables_stay_verbatim_and_the_copies_are_marked_as_utf8(tmp_path: Path) -> None:
    write_table(tmp_path / "ledger.csv", LedgerRow, [LedgerRow(input="=A1, “x”\n.txt", state=State.OK)])
    before = (tmp_path / "ledger.csv").read_bytes()
    folder = write_spreadsheets(tmp_path)
    assert (tmp_path / "ledger.csv").read_bytes() == before
    copy = (folder / "ledger.csv").read_bytes()
    assert copy == b"\xef\xbb\xbf" + before.replace(b"=A1", b"'=A1")


def test_a_number_stays_a_number(tmp_path: Path) -> None:
    row = MeasureRow(paper_id="p", measure_id="m", text="-3 %", value=-3, start=0, end=4)
    write_table(tmp_path / "measures.csv", MeasureRow, [row])
    with (write_spreadsheets(tmp_path) / "measures.csv").open(encoding="utf-8-sig", newline="") as stream:
        (copied,) = csv.DictReader(stream)
    assert (copied["value"], copied["text"]) == ("-3", "'-3 %")


def test_a_folder_without_tables_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_spreadsheets(tmp_path)
