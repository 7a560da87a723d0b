"""Frozen papers: the same bytes for the same paper, and back."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.export.frozen import FrozenPaperError, freeze, read_papers, thaw, write_paper
from schemas.paper import Block, BlockKind, Line, Page, Paper

PAPER = Paper(
    paper_id="0123456789abcdef",
    source_id="s",
    text_id="t",
    file="in/a.pdf",
    media_type="application/pdf",
    text="• We will — mend the lane",
    blocks=(Block(BlockKind.LIST_ITEM, 0, 25, 2, marker="•"),),
    pages=(Page(1, "i", 595.0, 842.0),),
    lines=(Line(0, 25, 1, 72.0, 72.0, 300.5, 84.0),),
    meta=(("title", "A"),),
)


def test_a_paper_comes_back_equal_and_its_bytes_are_stable() -> None:
    data = freeze(PAPER)
    assert thaw(data) == PAPER
    assert data == freeze(thaw(data))
    assert data[4:8] == b"\0\0\0\0", "no time stamp"
    assert data[9] == 255, "no name of the system, which differed between versions of Python"


def test_a_paper_stands_under_its_id(tmp_path: Path) -> None:
    assert write_paper(tmp_path, PAPER).name == "0123456789abcdef.json.gz"
    assert read_papers(tmp_path / "0123456789abcdef.json.gz") == [PAPER]


def test_json_lines_of_a_pack_are_several_papers(tmp_path: Path) -> None:
    line = gzip.decompress(freeze(PAPER))
    (tmp_path / "pack.jsonl").write_bytes(line + b"\n" + line + b"\n")
    assert read_papers(tmp_path / "pack.jsonl") == [PAPER, PAPER]


def test_the_bytes_are_those_of_json() -> None:
    odd = replace(PAPER, file='a "b" \\ \u2028\x07é😀.pdf', warnings=("line\none\ttwo",))
    plain = json.dumps(odd.to_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert gzip.decompress(freeze(odd)).decode("utf-8") == plain


@pytest.mark.parametrize("data", [b"", b"no json", b"{}", b"[1]", b"\x1f\x8b torn", freeze(PAPER)[:-9]])
def test_other_bytes_are_refused_with_what_to_do(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.json").write_bytes(data)
    with pytest.raises(FrozenPaperError, match="Name a papers/"):
        read_papers(tmp_path / "x.json")
