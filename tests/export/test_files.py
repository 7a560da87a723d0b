"""Files: digests see what counts, and what a killed process left is found."""

from pathlib import Path

from pipeline.export.files import digest_folder, sweep_parts


def test_the_digest_of_a_folder_sees_names_and_bytes_but_no_compiled_files(tmp_path: Path) -> None:
    def digest() -> str:
        digest_folder.cache_clear()
        return digest_folder(tmp_path)

    (tmp_path / "a").write_text("x")
    first = digest()
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/a.pyc").write_text("y")
    assert digest() == first
    (tmp_path / "a").rename(tmp_path / "b")
    second = digest()
    assert second != first
    (tmp_path / "b").write_text("z")
    assert digest() != second


def test_what_a_killed_process_left_is_removed_from_folders_below_but_not_from_hidden_ones(tmp_path: Path) -> None:
    left = [tmp_path / "comparison" / "charts" / ".a.png.12.part", tmp_path / ".b.csv.12.part"]
    kept = [tmp_path / ".cache" / ".c.csv.12.part", tmp_path / "comparison" / "d.part"]
    for path in (*left, *kept):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    sweep_parts(tmp_path)
    assert [path.exists() for path in (*left, *kept)] == [False, False, True, True]
