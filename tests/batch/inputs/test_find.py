"""Inputs: every file once, in one order, whatever was named."""

import os
from pathlib import Path

import pytest

from pipeline.batch import InputError, find_inputs


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("in/b.txt", "in/a.txt", "in/deep/c.txt", "in/.hidden", "in/.git/d.txt", "out/old.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def test_a_folder_is_walked_to_the_bottom_in_order(folder: Path) -> None:
    inputs = find_inputs([Path("in")])
    assert [one.name for one in inputs] == ["in/a.txt", "in/b.txt", "in/deep/c.txt"]
    assert all(one.walked and one.found for one in inputs)


def test_order_of_arguments_does_not_count(folder: Path) -> None:
    named = [Path("in/deep"), Path("in/b.txt"), Path("nowhere.pdf"), Path("in")]
    assert find_inputs(named) == find_inputs(named[::-1])


def test_a_file_named_and_walked_is_one_input_and_counts_as_named(folder: Path) -> None:
    inputs = find_inputs([Path("in"), Path("in/a.txt"), Path("in/../in/a.txt")])
    assert [(one.name, one.walked) for one in inputs if "a.txt" in one.name] == [("in/../in/a.txt", False)]


def test_a_path_that_leads_nowhere_is_an_input_that_is_not_found(folder: Path) -> None:
    inputs = find_inputs([Path("in/a.txt"), Path("nowhere.pdf")])
    assert [(one.name, one.found) for one in inputs] == [("in/a.txt", True), ("nowhere.pdf", False)]


def test_the_output_folder_is_not_read_as_input(folder: Path) -> None:
    assert "out/old.csv" not in [one.name for one in find_inputs([Path()], leave_out=Path("out"))]
    assert "out/old.csv" in [one.name for one in find_inputs([Path()])]


def test_the_output_cannot_go_among_the_inputs(folder: Path) -> None:
    with pytest.raises(InputError, match="Name another folder"):
        find_inputs([Path("in")], leave_out=Path("in"))


@pytest.mark.parametrize("named", [[], ["nowhere.pdf"], ["empty"]])
def test_nothing_there_at_all_is_an_error(folder: Path, named: list[str]) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(InputError, match="Name files, or folders"):
        find_inputs([Path(name) for name in named])


def test_a_folder_that_cannot_be_read_is_not_passed_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def locked(path: str) -> object:
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", locked)
    with pytest.raises(PermissionError, match="deep"):
        find_inputs([Path("in")])


def test_a_name_that_is_no_utf8_can_stand_in_the_ledger(folder: Path) -> None:
    odd = folder / "in" / b"caf\xe9.txt".decode("utf-8", "surrogateescape")
    try:
        odd.write_text("x")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    names = [one.name for one in find_inputs([Path("in")])]
    assert r"in/caf\xe9.txt" in names
    for name in names:
        name.encode("utf-8")
