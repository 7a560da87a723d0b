"""Papers in other forms keep their words."""

import pytest

from bench.variants.lines import Kind, lines_of
from bench.variants.rendered import as_docx, as_html, as_pdf, parts_of
from bench.variants.typed import VARIANTS
from pipeline.ingest import Source, read

PAPER = """Pellmoor Parish Council

Background

The lanes of the parish were swept in the spring, and the ditches along the two
longest of them were dug out by the farms that they drain. No money was spent on
either of these, and the parish thanked all who had come to help with the work on
those two days. More is to be done in the autumn, when the leaves are down, and it
is hoped that the school and the chapel will each be able to send some people then
to the lanes that lead to their own doors, as they did in the year of the flood. In
that year the mill lane was under water for as long as a month, and those who lived
beyond the mill came and went by boat, which a few of them still do when it is mild
and the river is high, though the lane has long been dry and the ford has a bridge.

The parish will:

• sweep the chapel lane in October
• dig out the mill ditch, which has not been touched since the year of the flood
• mend the two gates
"""
HEADINGS = ["Background"]


def words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in text).casefold().split()


def test_what_the_lines_of_a_text_are() -> None:
    kinds = [line.kind for line in lines_of(PAPER, HEADINGS)]
    assert kinds == [Kind.WORDS, Kind.HEADING, Kind.WORDS, Kind.WORDS, Kind.BULLET, Kind.BULLET, Kind.BULLET]


KEPT = ["set again", "bullets -", "bullets indented only", "headings in capitals", "wrapped at 60", "unwrapped", "CRLF"]


@pytest.mark.parametrize("name", KEPT)
def test_a_typed_variant_has_the_same_words(name: str) -> None:
    made = VARIANTS[name](PAPER, HEADINGS)
    assert made is not None
    assert words(made) == words(PAPER)
    assert (made == PAPER) == (name == "set again")


def test_a_variant_without_anything_to_change_does_not_apply() -> None:
    assert VARIANTS["bullets -"]("The lanes were swept.\n", []) is None


@pytest.mark.parametrize(("ending", "render"), [(".html", as_html), (".docx", as_docx), (".pdf", as_pdf)])
def test_a_paper_that_is_set_anew_is_read_with_the_same_words(ending: str, render: object) -> None:
    [paper] = read(Source("paper.txt", PAPER.encode()))
    assert callable(render)
    [again] = read(Source(f"paper{ending}", render(parts_of(paper))))
    assert [word for word in words(again.text) if word not in ("hartsmere", "borough")][-40:] == words(paper.text)[-40:]
