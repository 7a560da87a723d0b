"""Files: digests see what counts."""

from pathlib import Path

from pipeline.export.files import digest_folder


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
