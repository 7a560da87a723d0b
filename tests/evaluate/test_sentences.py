"""Labelled sentences as papers with answers."""

from pathlib import Path

import pytest

from pipeline.evaluate.sentences import Fragment, SentenceFileError, read_fragments
from pipeline.extract.statements.model import Kind
from schemas.paper import BlockKind

FILE = """\
= progress report | homes
# Roofs
> [AG] Two roofs were mended.
  [N] It rained.
* lead=We will:| [A] mend  the roof
* lead=We will:| [A?] mend the roof

= minutes | roads
> [PAG?] The plan\u00adned works aim at dry homes.
"""


def fragments(folder: Path, text: str) -> list[Fragment]:
    path = folder / "invented.txt"
    path.write_text(text, encoding="utf-8")
    return list(read_fragments(path))


def test_a_fragment_is_a_paper_of_headings_paragraphs_and_lists(tmp_path: Path) -> None:
    first, second = fragments(tmp_path, FILE)
    assert first.paper.text == "Roofs\nTwo roofs were mended. It rained.\nWe will:\n• mend the roof\n• mend the roof"
    assert [b.kind for b in first.paper.blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM,
    ]
    assert first.genre == second.genre == "invented"
    assert first.paper.paper_id != second.paper.paper_id


def test_each_sentence_stands_at_its_own_place_with_its_answers(tmp_path: Path) -> None:
    first, second = fragments(tmp_path, FILE)
    shown = [
        (first.paper.text[s.start : s.end], tuple(s.answers[kind] for kind in Kind), s.start) for s in first.sentences
    ]
    assert [(text, answers) for text, answers, _ in shown] == [
        ("Two roofs were mended.", (0, 1, 1)),
        ("It rained.", (0, 0, 0)),
        ("mend the roof", (0, 1, 0)),
        ("mend the roof", (0, None, 0)),
    ]
    assert shown[2][2] < shown[3][2]
    assert [tuple(s.answers.values()) for s in second.sentences] == [(1, 1, None)]


def test_a_list_after_a_paragraph_names_its_lead_in_again(tmp_path: Path) -> None:
    text = "= x | y\n* lead=We will:| [A] mend\n> [N] It rained.\n* lead=We will:| [A] paint\n* [A] wash\n"
    [only] = fragments(tmp_path, text)
    assert only.paper.text == "We will:\n• mend\nIt rained.\nWe will:\n• paint\n• wash"


@pytest.mark.parametrize("line", ["Two roofs.", "> Two roofs.", "> [X] Two roofs.", "> [NA] Two roofs.", "> [A]"])
def test_a_line_of_another_form_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    with pytest.raises(SentenceFileError, match=r"invented\.txt, line 3"):
        fragments(tmp_path, f"= x | y\n# Homes\n{line}\n")


def test_an_empty_file_has_no_fragment(tmp_path: Path) -> None:
    assert fragments(tmp_path, "\n\n") == []


def test_the_sentences_of_the_project_can_be_read(corpus: Path) -> None:
    for path in sorted((corpus / "sentences").glob("*.txt")):
        for fragment in read_fragments(path):
            assert fragment.sentences
            assert all(a.end <= b.start for a, b in zip(fragment.sentences, fragment.sentences[1:], strict=False))
