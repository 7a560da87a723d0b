"""The readers read the specimens: quotes stand together, no word is lost and none is added."""

import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.ingest import Source, read
from schemas.annotation import Annotation
from schemas.ids import fold
from schemas.paper import Paper

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
SPECIMENS = sorted((CORPUS / "papers").iterdir())
TEXT_FORMS = sorted((CORPUS / "forms").glob("*.txt"))
PACK = CORPUS / "forms" / "marlshire-2022-10-reports-pack.pdf"

PACKED = ("marlshire-2022-10-advocacy-contract", "marlshire-2022-10-children-in-our-care-update")


def only_paper(path: Path) -> Paper:
    (paper,) = read(Source(path.name, path.read_bytes()))
    return paper


def words(text: str) -> Counter[str]:
    return Counter(fold(text.replace("8 th", "8th").replace("9 th", "9th")).split())


@pytest.fixture(scope="module")
def markup() -> ModuleType:
    """The module that parses the sources of specimens; they are scripts beside the papers and no package."""
    sys.path.insert(0, str(CORPUS))
    try:
        import markup
    finally:
        sys.path.remove(str(CORPUS))
    return markup


@pytest.mark.parametrize("path", [*SPECIMENS, *TEXT_FORMS], ids=lambda path: path.name)
def test_what_annotations_quote_stands_together_in_the_text(path: Path) -> None:
    gold = Annotation.model_validate_json((CORPUS / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
    text = f" {fold(only_paper(path).text)} "
    quotes = [*gold.recommendations, *(r.text for r in (*gold.priorities, *gold.actions, *gold.progress))]
    assert [quote for quote in quotes if f" {fold(quote)} " not in text] == []


@pytest.mark.parametrize("path", [p for p in SPECIMENS if p.suffix == ".pdf"], ids=lambda path: path.name)
def test_no_word_of_a_pdf_is_lost_and_none_is_added(path: Path, markup: ModuleType) -> None:
    specimen = markup.parse(CORPUS / "source" / f"{path.stem}.md")
    written: Counter[str] = Counter()
    for block in specimen.blocks:
        written += words(block.label)
        for text in (block.text, *(cell.text for row in block.rows for cell in row)):
            written += words(text.replace("^", ""))
    paper = only_paper(path)
    lost = written - words(paper.text)
    assert not lost
    added = words(paper.text) - written
    assert {word for word in added if not word.isdigit()} == set()  # the number of a single page may stay


@pytest.mark.parametrize("path", TEXT_FORMS, ids=lambda path: path.name)
def test_a_paper_reads_the_same_as_text_and_as_pdf(path: Path) -> None:
    as_text, as_pdf = only_paper(path), only_paper(CORPUS / "papers" / f"{path.stem}.pdf")
    assert words(as_text.text) == words(as_pdf.text)


def test_a_pack_holds_its_papers() -> None:
    front, *held = read(Source(PACK.name, PACK.read_bytes()))
    assert [paper.first_page for paper in held] == [3, 4]
    assert {paper.part_of for paper in held} == {front.paper_id}
    for paper, stem in zip(held, PACKED, strict=True):
        alone = only_paper(CORPUS / "papers" / f"{stem}.pdf")
        assert words(paper.text) - words(alone.text) == Counter()
        assert paper.text_id == alone.text_id
