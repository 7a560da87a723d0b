"""The manifest: what it may say, and which input it says it of."""

from pathlib import Path

import pytest

from pipeline.batch import Input, ManifestError, read_manifest
from schemas.records import FRONT_MATTER, PaperRow


def manifest(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "m.csv"
    path.write_bytes(text.encode(encoding))
    return path


def inputs(*names: str) -> list[Input]:
    return [Input(name, Path(name)) for name in names]


def test_columns_are_the_front_matter_of_the_papers_table() -> None:
    own = list(PaperRow.model_fields)
    assert list(FRONT_MATTER) == [name for name in own if name in FRONT_MATTER]
    assert own[own.index("ocr") + 1 : own.index("warnings")] == list(FRONT_MATTER)
    assert not any(PaperRow.model_fields[name].is_required() for name in FRONT_MATTER)


def test_values_reach_the_input_by_path_or_by_the_end_of_it(tmp_path: Path) -> None:
    read = read_manifest(
        manifest(tmp_path, "file,authority,meeting_date\r\nin/a.pdf,Hartsmere,2020-01\r\nb.pdf,Marlshire,\r\n")
    )
    values, unused = read.assign(inputs("in/a.pdf", "in/deep/b.pdf"))
    assert values == {
        "in/a.pdf": {"authority": "Hartsmere", "meeting_date": "2020-01"},
        "in/deep/b.pdf": {"authority": "Marlshire"},
    }
    assert unused == []


def test_a_row_that_fits_no_input_is_told(tmp_path: Path) -> None:
    read = read_manifest(manifest(tmp_path, "file,title\nother.pdf,T\npdf,T\n"))
    assert read.assign(inputs("in/a.pdf")) == ({}, ["other.pdf", "pdf"])


def test_a_spreadsheets_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    assert read_manifest(manifest(tmp_path, "file,title\na,T\n", "utf-8-sig")).rows == {"a": {"title": "T"}}


def test_a_row_that_fits_several_inputs_is_an_error(tmp_path: Path) -> None:
    read = read_manifest(manifest(tmp_path, "file,title\na.pdf,T\n"))
    with pytest.raises(ManifestError, match="fits several inputs"):
        read.assign(inputs("x/a.pdf", "y/a.pdf"))


def test_two_rows_for_one_input_are_an_error(tmp_path: Path) -> None:
    read = read_manifest(manifest(tmp_path, "file,title\na.pdf,T\nx/a.pdf,U\n"))
    with pytest.raises(ManifestError, match="are one input"):
        read.assign(inputs("x/a.pdf"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("file,authorty\na,b\n", "unknown column 'authorty'. Known are: file, authority"),
        ("path,title\na,b\n", "no column `file`"),
        ("", "no column `file`"),
        ("file,title,title\na,b,c\n", "twice"),
        ("file,title\n,b\n", "line 2: the column `file` is empty"),
        ("file,title\na,b\na,c\n", "line 3: a has a row already"),
        ("file,title\na,b,c\n", "more cells than columns"),
        ("file,meeting_date\na,7/12/2011\n", "meeting_date cannot be '7/12/2011'"),
        ("file,meeting_date\na,2011-13-01\n", "line 2: meeting_date is '2011-13-01'"),
        ("file,report_type\na,memo\n", "report_type cannot be 'memo'"),
        ('file,title\na,"b\n', "quotes"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_reason(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ManifestError, match=says):
        read_manifest(manifest(tmp_path, text))


def test_another_encoding_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="CSV UTF-8"):
        read_manifest(manifest(tmp_path, "file,title\na,Café\n", "latin-1"))
