"""Patterns, lists and manifests that name inputs."""

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.batch import InputError, find_inputs, read_list, read_manifest


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("in/a.txt", "in/b.pdf", "in/deep/er/c.pdf", "in/.hidden.pdf", "in/odd [1].pdf", "out/old.pdf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def names(*named: str | Path) -> list[str]:
    return [one.name for one in find_inputs(named, Path("out"))]


def test_a_pattern_names_what_fits_it() -> None:
    assert names("in/*.pdf") == ["in/b.pdf", "in/odd [1].pdf"]
    assert names("in/**/*.pdf") == ["in/b.pdf", "in/deep/er/c.pdf", "in/odd [1].pdf"]
    assert not any(one.walked for one in find_inputs(["in/*.pdf"]))


def test_a_pattern_may_name_folders() -> None:
    assert names("in/d*") == ["in/deep/er/c.pdf"]
    assert names("in/**") == names("in")


def test_a_pattern_leaves_out_the_output() -> None:
    assert "out/old.pdf" not in names("**/*.pdf")


def test_a_path_that_is_there_is_no_pattern() -> None:
    assert names("in/odd [1].pdf") == ["in/odd [1].pdf"]


def test_a_pattern_that_nothing_fits_is_an_input_that_is_not_found() -> None:
    assert [(one.name, one.found) for one in find_inputs(["in/*.docx", "in/a.txt"])] == [
        ("in/*.docx", False),
        ("in/a.txt", True),
    ]


def test_a_list_names_paths_folders_and_patterns_with_remarks(folder: Path) -> None:
    (folder / "list.txt").write_bytes("\ufeff# of May\r\n\r\n  in/a.txt  \r\nin/deep\r\nin/b*\r\n".encode())
    assert names("@list.txt") == ["in/a.txt", "in/b.pdf", "in/deep/er/c.pdf"]


def test_a_file_whose_name_begins_like_a_list_is_a_file(folder: Path) -> None:
    (folder / "@a.txt").write_text("We will mend the lane.")
    assert names("@a.txt") == ["@a.txt"]


def test_a_list_that_names_itself_does_not_go_round_for_ever(folder: Path) -> None:
    (folder / "list.txt").write_text("@list.txt\nin/a.txt\n")
    assert [(one.name, one.found) for one in find_inputs(["@list.txt"])] == [("@list.txt", False), ("in/a.txt", True)]


def test_a_list_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"in/a.txt\n")))
    assert read_list("-") == ["in/a.txt"]


@pytest.mark.parametrize(
    ("data", "says"), [(None, "one input a line"), (b"caf\xe9.txt", "UTF-8"), (b"# none\n", "names no input")]
)
def test_a_list_that_cannot_be_used_says_what_to_do(folder: Path, data: bytes | None, says: str) -> None:
    if data is not None:
        (folder / "list.txt").write_bytes(data)
    with pytest.raises(InputError, match=says):
        find_inputs(["@list.txt"])


def test_a_file_address_is_a_path(folder: Path) -> None:
    address = (folder / "in/odd [1].pdf").as_uri()
    (one,) = find_inputs([address])
    assert (one.path, one.address) == (folder / "in/odd [1].pdf", "")


def test_the_files_of_a_manifest_lie_beside_it(folder: Path) -> None:
    (folder / "in/m.csv").write_text("file,title\nb.pdf,One\ndeep/er/c.pdf,Two\nhttps://example.org/d.pdf,Three\n")
    manifest = read_manifest(Path("in/m.csv"))
    inputs = find_inputs(manifest.places())
    assert [one.name for one in inputs] == ["https://example.org/d.pdf", "in/b.pdf", "in/deep/er/c.pdf"]
    values, unused = manifest.assign(inputs)
    assert ({name: value["title"] for name, value in values.items()}, unused) == (
        {"in/b.pdf": "One", "in/deep/er/c.pdf": "Two", "https://example.org/d.pdf": "Three"},
        [],
    )


def test_a_manifests_file_beside_it_is_meant_before_one_deeper_down(folder: Path) -> None:
    (folder / "in/deep/b.pdf").write_text("other")
    (folder / "in/m.csv").write_text("file,title\nb.pdf,One\ndeep/b.pdf,Two\n")
    values, _ = read_manifest(Path("in/m.csv")).assign(find_inputs(["in"]))
    assert {name: value["title"] for name, value in values.items()} == {"in/b.pdf": "One", "in/deep/b.pdf": "Two"}
