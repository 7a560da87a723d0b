"""Damaged files of every format end in one state each (`make soak` reads hundreds)."""

import time
from pathlib import Path

import pytest

from soak.mutate import mutate
from soak.run import soak, write_damaged
from soak.seeds import FORMATS, as_docx, as_html, seeds

COUNT = 30


def test_the_same_seed_does_the_same_damage() -> None:
    sound = seeds("docx")[0]
    assert mutate(5, sound, b"other bytes") == mutate(5, sound, b"other bytes")
    assert len({mutate(seed, sound, b"other bytes") for seed in range(20)}) > 15


@pytest.mark.parametrize("make", [as_html, as_docx])
def test_sound_files_are_read(make, tmp_path: Path) -> None:
    from pipeline.ingest import Source, read

    (paper,) = read(Source("sound", make(["Report", "We will mend the lane."])))
    assert "We will mend the lane." in paper.text


def test_damaged_files_end_in_one_state_each(tmp_path: Path) -> None:
    paths = [
        path
        for kind in FORMATS
        for path in write_damaged(tmp_path / kind, kind, seeds(kind), COUNT // len(FORMATS) + 1)
    ]
    result = soak(paths, tmp_path / "spool", workers=1)
    assert result.faults == {}
    assert sum(result.states.values()) == len(paths) >= COUNT


@pytest.mark.parametrize("sheet", ["words " * 50_000, "/* " * 100_000, "@media print { " * 20_000])
def test_a_style_element_that_is_never_closed_does_not_hang(sheet: str) -> None:
    """All of the page behind it was taken for one selector, looked for anew at each of its characters."""
    from pipeline.ingest import Source, read

    page = f"<html><body><p>We will mend the lane.</p><style>{sheet}".encode()
    began = time.process_time()
    (paper,) = read(Source("page.html", page))
    assert paper.text == "We will mend the lane."
    assert time.process_time() - began < 3
