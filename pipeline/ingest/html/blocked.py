"""Pages that a site sends in the place of a document: refusals, errors, questions whether one is human."""

from __future__ import annotations

from pipeline.ingest.html.vocabulary import WORDS
from schemas.paper import BlockKind, Paper

_SHORT = 150  # words; a longer page is read, whatever it says
_OPENING = 400  # characters in which it says what it is


def is_block_page(paper: Paper, title: str) -> bool:
    """Whether a page says in its title, a heading or its first lines that it is not the document."""
    if paper.words > _SHORT:
        return False
    headings = [paper.text[b.start : b.end] for b in paper.blocks if b.kind is BlockKind.HEADING]
    said = " ".join(" ".join([title, *headings, paper.text[:_OPENING]]).lower().split())
    return any(phrase in said for phrase in WORDS.blocked)
