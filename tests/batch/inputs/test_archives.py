"""Zip archives: every file in one is an input, within limits, and a bad one costs itself alone."""

import io
import stat
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch import find_inputs, run
from pipeline.batch.inputs import Input, Stage, Taken
from pipeline.batch.inputs.archives import entries
from pipeline.batch.ledger import read_ledger
from pipeline.batch.worker import Job, process
from pipeline.config import Settings
from pipeline.ingest import ReadError
from schemas.states import State

sys.path.insert(0, str(Path(__file__).parents[1]))
from stand_in import InProcess, load

GOOD = b"Report to Cabinet\n\n1. We will mend the lane.\n"
DEFAULT = Settings()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    return tmp_path


def packed(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def locked(data: bytes) -> bytes:
    """The archive with all of its entries marked as encrypted."""
    made = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(signature)
        while at >= 0:
            made[at + offset] |= 1
            at = made.find(signature, at + 1)
    return bytes(made)


def states(settings: Settings = DEFAULT) -> dict[str, str]:
    """What the files in `in` come to, read in this process."""
    found = {}
    with Stage(Path("stage"), settings) as stage:
        for index, one, taken in stage.each(find_inputs(["in"], settings=settings)):
            if isinstance(taken, Taken):
                assert taken.path
                outcome, _ = process(Job(index, one.name, taken.path), settings, load(settings))
                found[one.name] = outcome.ledger.state.value
                stage.give_back(taken)
            else:
                assert isinstance(taken, ReadError)
                assert taken.reason
                found[one.name] = taken.state.value
    assert not Path("stage").exists()
    return found


def test_every_file_in_an_archive_is_an_input(folder: Path) -> None:
    files = {"b/two.txt": GOOD, "one.txt": GOOD + b"2", "b/": b"", "__MACOSX/._one.txt": b"x", ".DS_Store": b"x"}
    (folder / "in/pack.ZIP").write_bytes(packed(files))
    (folder / "in/z.txt").write_bytes(GOOD + b"3")
    run([Path("in")], Path("out"), load=load, engine=InProcess)
    rows = {row.input: row.state.value for row in read_ledger(Path("out"))}
    assert rows == {"in/pack.ZIP/b/two.txt": "ok", "in/pack.ZIP/one.txt": "ok", "in/z.txt": "ok"}
    assert not list(folder.glob("out/.unfinished/**/*"))


def test_an_archives_paper_is_that_of_its_file(folder: Path) -> None:
    (folder / "in/pack.zip").write_bytes(packed({"a/one.txt": GOOD}))
    (folder / "one.txt").write_bytes(GOOD)
    with Stage(Path("stage"), DEFAULT) as stage:
        taken = [taken for _, _, taken in stage.each(find_inputs(["in/pack.zip", "one.txt"]))]
    inside, outside = (result for result in taken if isinstance(result, Taken))
    assert (inside.sha256, inside.size) == (outside.sha256, outside.size)


def test_a_word_file_is_no_archive(folder: Path) -> None:
    data = packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
    for name in ("a.docx", "b.zip", "c"):
        (folder / "in" / name).write_bytes(data)
    assert [(one.name, one.entry) for one in find_inputs(["in"])] == [
        (f"in/{x}", None) for x in ("a.docx", "b.zip", "c")
    ]


def test_a_broken_archive_costs_one_row(folder: Path) -> None:
    whole = packed({f"{i}.txt": GOOD for i in range(50)})
    (folder / "in/cut.zip").write_bytes(whole[: len(whole) // 2])
    (folder / "in/empty.zip").write_bytes(packed({}))
    (folder / "in/fine.zip").write_bytes(packed({"a.txt": GOOD}))
    assert states() == {"in/cut.zip": "corrupt", "in/empty.zip": "empty", "in/fine.zip/a.txt": "ok"}


def test_a_damaged_file_in_an_archive_costs_itself_alone(folder: Path) -> None:
    data = packed({"a.txt": GOOD, "b.txt": b"We will plant trees. " * 9, "c.txt": GOOD + b"3"}, zipfile.ZIP_STORED)
    (folder / "in/pack.zip").write_bytes(data.replace(b"We will plant", b"We shall sow "))
    assert states() == {
        "in/pack.zip/a.txt": "ok",
        "in/pack.zip/b.txt": "corrupt",
        "in/pack.zip/c.txt": "ok",
    }


def test_locked_files_are_encrypted(folder: Path) -> None:
    (folder / "in/pack.zip").write_bytes(locked(packed({"a.txt": GOOD, "b.txt": GOOD})))
    assert states() == {"in/pack.zip/a.txt": "encrypted", "in/pack.zip/b.txt": "encrypted"}


@pytest.mark.parametrize(
    "name", ["../a.txt", "a/../../b.txt", "/etc/a.txt", "C:/a.txt", "..\\a.txt", "\\\\host\\a.txt"]
)
def test_a_name_that_leads_outside_is_refused(folder: Path, name: str) -> None:
    (folder / "in/pack.zip").write_bytes(packed({"z.txt": GOOD, name.replace("\\", "|"): GOOD}).replace(b"|", b"\\"))
    found = states()
    assert sorted(found.values()) == ["corrupt", "ok"]
    assert found["in/pack.zip/z.txt"] == "ok"
    assert sorted(path.name for path in folder.iterdir()) == ["in"]


def test_links_and_archives_in_archives_are_not_followed_and_count_as_failures(folder: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(folder / "in/pack.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("inner.zip", packed({"a.txt": GOOD}))
        archive.writestr("a.txt", GOOD)
        archive.writestr("picture.png", b"\x89PNG\r\n\x1a\n....")
    summary = run(["in"], Path("out"), load=load, engine=InProcess)
    assert [(row.input, row.state) for row in summary.failures] == [
        ("in/pack.zip/inner.zip", State.UNSUPPORTED),
        ("in/pack.zip/link.txt", State.UNSUPPORTED),
    ]
    assert summary.states[State.UNSUPPORTED] == 3, "a picture is met, as on a walk"


def test_bombs_are_too_large(folder: Path) -> None:
    (folder / "in/bomb.zip").write_bytes(packed({"a.txt": b" " * 3_000_000, "b.txt": GOOD}))
    assert states() == {"in/bomb.zip/a.txt": "too_large", "in/bomb.zip/b.txt": "ok"}


@pytest.mark.parametrize("limit", ["archive_entries", "archive_bytes"])
def test_too_large_an_archive_is_one_row(folder: Path, limit: str) -> None:
    (folder / "in/many.zip").write_bytes(packed({f"{i}.txt": GOOD for i in range(5)}))
    assert states(Settings.model_validate({"inputs": {limit: 4}})) == {"in/many.zip": "too_large"}


def test_too_large_a_file_in_an_archive_is_not_unpacked(folder: Path) -> None:
    (folder / "in/pack.zip").write_bytes(packed({"a.txt": GOOD * 9, "b.txt": GOOD}))
    settings = Settings.model_validate({"ingest": {"max_bytes": len(GOOD)}})
    (big, _) = find_inputs(["in/pack.zip"], settings=settings)
    assert big.fault
    assert big.fault.state is State.TOO_LARGE


def test_a_directory_that_lies_of_a_size_unpacks_no_more(folder: Path) -> None:
    data = packed({"a.txt": b" " * 500_000})
    lie = data.replace((500_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lie != data
    (folder / "in/lie.zip").write_bytes(lie)
    (one,) = find_inputs(["in/lie.zip"])
    with Stage(folder / "stage", DEFAULT) as stage:
        ((_, _, taken),) = stage.each([one])
    assert isinstance(taken, ReadError), "its checksum cannot be right"
    assert taken.state is State.CORRUPT


def test_two_entries_of_one_name_are_two_inputs(folder: Path) -> None:
    with zipfile.ZipFile(folder / "in/twice.zip", "w") as archive:
        archive.writestr("a.txt", GOOD)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", GOOD + b"2")
    assert states() == {"in/twice.zip/a.txt": "ok", "in/twice.zip/a.txt (2)": "ok"}


def test_control_characters_of_a_name_are_escaped_in_the_ledger(folder: Path) -> None:
    (folder / "in/odd.zip").write_bytes(packed({"a\nb\x1b[31m.txt": GOOD}))
    assert list(states()) == ["in/odd.zip/a\\nb\\x1b[31m.txt"]


def test_a_file_that_needs_no_work_is_given_back(folder: Path) -> None:
    (folder / "in/pack.zip").write_bytes(packed({"a.txt": GOOD}))
    with Stage(folder / "stage", DEFAULT) as stage:
        ((_, _, taken),) = stage.each(find_inputs(["in"]))
        assert isinstance(taken, Taken)
        assert taken.path
        assert taken.path.read_bytes() == GOOD
        stage.give_back(taken)
        assert not taken.path.exists()


@given(cut=st.integers(0, 400), at=st.integers(0, 400), byte=st.integers(0, 255))
def test_any_damage_ends_in_inputs_with_states(
    tmp_path_factory: pytest.TempPathFactory, cut: int, at: int, byte: int
) -> None:
    data = bytearray(packed({"a.txt": GOOD, "deep/b.txt": GOOD * 3}))
    data[at % len(data)] = byte
    place = tmp_path_factory.mktemp("damaged")
    (place / "x.zip").write_bytes(data[: max(len(data) - cut, 0)])
    archive = Input("x.zip", place / "x.zip")
    found = list(entries(archive, DEFAULT))
    assert found
    assert len({one.name for one in found}) == len(found)
    with Stage(place / "stage", DEFAULT) as stage:
        for _, one, taken in stage.each(found):
            assert isinstance(taken, (Taken, ReadError)), one
