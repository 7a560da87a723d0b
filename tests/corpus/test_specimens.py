"""The specimen papers are what their sources make, and their annotations quote them."""

import csv
import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.annotation import Annotation
from schemas.ids import fold

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
PAPERS = {path.stem: path for path in sorted((CORPUS / "papers").iterdir())}
SOURCES = {path.stem: path for path in sorted((CORPUS / "source").glob("*.md"))}
PACKS = {path.stem: path for path in sorted((CORPUS / "source" / "packs").glob("*.md"))}
GOLD = {path.stem: path for path in sorted((CORPUS / "gold").glob("*.json"))}
LENGTH_OF_A_COPIED_RUN = 8  # words; shorter runs are the set phrases of committee papers


def annotation(stem: str) -> Annotation:
    return Annotation.model_validate_json(GOLD[stem].read_text(encoding="utf-8"))


def quotes(gold: Annotation) -> Iterator[str]:
    yield from gold.recommendations
    for record in (*gold.priorities, *gold.actions, *gold.progress, *gold.measures):
        yield record.text
    for action in gold.actions:
        if action.lead:
            yield action.lead


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Folded words of each specimen as its author wrote it: paragraphs in order, then each table column."""
    sys.path.insert(0, str(CORPUS))
    try:
        import markup
        import plain
    finally:
        sys.path.remove(str(CORPUS))
    found = {stem: fold(path.read_text(encoding="utf-8")) for stem, path in PAPERS.items() if path.suffix == ".txt"}
    for stem, path in SOURCES.items():
        specimen = markup.parse(path)
        parts = [plain.render(specimen)]
        for column in range(max((len(block.widths) for block in specimen.blocks), default=0)):
            rows = [row for block in specimen.blocks for row in block.rows if column < len(row)]
            parts.append(" ".join(row[column].text for row in rows))
        found[stem] = fold(" ".join(parts))
    return found


def test_every_specimen_has_an_annotation_and_every_annotation_a_specimen() -> None:
    assert PAPERS.keys() == GOLD.keys()
    assert len(PAPERS) >= 10


@pytest.mark.skipif(importlib.util.find_spec("reportlab") is None, reason="reportlab is not installed (extra dev)")
def test_making_the_specimens_again_gives_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, CORPUS / "make.py", "--out", tmp_path], check=True, capture_output=True, timeout=60)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert {path.stem for path in made} == {*SOURCES, *PACKS}
    differing = [str(path) for path in made if (tmp_path / path).read_bytes() != (CORPUS / path).read_bytes()]
    assert not differing, "Run `python corpus/make.py` and commit what it writes."


@pytest.mark.parametrize("stem", GOLD)
def test_annotations_name_their_paper_and_link_to_records_that_are_there(stem: str) -> None:
    gold = annotation(stem)
    assert gold.paper == PAPERS[stem].name
    priorities = {record.id for record in gold.priorities}
    actions = {record.id for record in gold.actions}
    assert len(priorities) == len(gold.priorities)
    assert len(actions) == len(gold.actions)
    for record in (*gold.actions, *gold.progress):
        assert record.priority is None or record.priority in priorities
        assert record.status, record.id
    assert {record.action for record in gold.progress} <= actions | {None}
    assert {end for pair in gold.alignments for end in pair} <= priorities


@pytest.mark.parametrize("stem", GOLD)
def test_annotations_quote_their_paper_word_for_word(stem: str, texts: dict[str, str]) -> None:
    missing = [quote for quote in quotes(annotation(stem)) if f" {fold(quote)} " not in f" {texts[stem]} "]
    assert not missing


def test_the_paper_with_nothing_in_it_has_no_records() -> None:
    gold = annotation("thornley-vale-2023-02-tree-preservation-orders")
    assert (gold.priorities, gold.actions, gold.progress) == ((), (), ())


def test_alignments_name_priorities_that_are_there() -> None:
    with (CORPUS / "gold" / "alignments.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        known = {record.id for record in annotation(Path(row["gold_file"]).stem).priorities}
        assert row["priority_id"] in known, row
        assert row["sure"] in {"yes", "maybe"}


def test_no_sentence_of_a_real_paper_is_in_a_specimen(shared: Path, texts: dict[str, str]) -> None:
    real: set[str] = set()
    for path in sorted((shared / "papers").rglob("*.txt")):
        real |= _runs(fold(path.read_text(encoding="utf-8", errors="replace")))
    assert real
    for stem, text in texts.items():
        assert not _runs(text) & real, stem


def _runs(text: str) -> set[str]:
    words = re.split(r"\s+", text)
    return {" ".join(words[i : i + LENGTH_OF_A_COPIED_RUN]) for i in range(len(words) - LENGTH_OF_A_COPIED_RUN + 1)}
