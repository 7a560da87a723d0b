"""Published papers: nothing lost, annotations found, tables row by row (needs the shared folder)."""

import difflib
import json
from collections import Counter
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest

from pipeline.config import IngestSettings
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.source import Source
from schemas.ids import fold
from schemas.paper import BlockKind, Paper

FORMS = (
    "kent-2011-12-lac-strategy",
    "nottinghamshire-2012-lac-strategy-2012-15",
    "nottinghamshire-2014-09-lac-strategy-update",
    "rotherham-2014-10-lac-strategy-progress",
)
COMMITMENTS = ("kent-2025-01-ics-priorities-and-actions", "kent-2025-01-ics-priorities-workforce-adult-care")


def load(path: Path) -> Paper:
    (paper,) = read_pdf(Source(path.name, path.read_bytes()), IngestSettings())
    return paper


@pytest.mark.parametrize("name", FORMS)
def test_words_are_those_of_the_text_form_in_the_same_order(shared, name):
    paper = load(shared / "papers" / "forms" / f"{name}.pdf")
    expected = fold((shared / "papers" / f"{name}.txt").read_text(encoding="utf-8")).split()
    found = fold(paper.text).split()
    one, other = ([word for word in words if not word.isdigit()] for words in (expected, found))
    assert difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.98


@pytest.mark.parametrize("name", [*FORMS, "nottingham-city-2018-11-cic-strategy"])
def test_annotated_priorities_and_actions_stand_whole_in_the_text(shared, name):
    words = " ".join(load(shared / "papers" / "forms" / f"{name}.pdf").text.split())
    gold = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    texts = [record["text"] for kind in ("priorities", "actions", "progress") for record in gold[kind]]
    assert texts
    assert [text for text in texts if " ".join(text.split()) not in words] == []


@pytest.mark.parametrize("name", COMMITMENTS)
def test_rows_of_ruled_tables_are_those_pdfplumber_finds(shared, name):
    path = shared / "papers" / "more" / f"{name}.pdf"
    paper = load(path)
    rows: Counter[tuple[str, ...]] = Counter()
    for index, block in enumerate(paper.blocks):
        if block.kind is BlockKind.TABLE:
            cells = [paper.blocks[i] for i in paper.children(index)]
            for row in sorted({cell.row for cell in cells}):
                rows[
                    tuple(squeeze(paper.text[c.start : c.end]) for c in cells if c.row == row and c.end > c.start)
                ] += 1
    with pdfplumber.open(path) as document:
        expected = Counter(
            tuple(squeeze(cell) for cell in row if cell and cell.strip())
            for page in document.pages
            for table in page.extract_tables()
            for row in table
            if any(row)
        )
    assert expected
    assert expected == rows


def squeeze(text: str) -> str:
    return fold(text).replace(" ", "")


def letters(text: str) -> Counter[str]:
    return Counter(c for c in fold(text) if c.isalnum())


@pytest.mark.parametrize("name", ["southwark-2008-05-corporate-property", "kent-2025-01-ics-current-activity"])
def test_no_letter_is_lost_or_doubled(shared, name):
    path = shared / "papers" / "more" / f"{name}.pdf"
    paper = load(path)
    document = pypdfium2.PdfDocument(path)
    raw = "".join(document[i].get_textpage().get_text_range() for i in range(len(document)))
    document.close()
    assert letters(paper.text + " ".join(paper.furniture)) == letters(raw)
