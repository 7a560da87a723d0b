"""What the reader of text makes of invented tables, in a form that is easy to compare."""

from pipeline.config import IngestSettings
from pipeline.ingest.source import Source
from pipeline.ingest.text import read_text
from schemas.paper import BlockKind


def rows(text: str) -> list[list[str]]:
    """The rows of all tables of a text, each its cells; a row over all columns is one cell."""
    (paper,) = read_text(Source("paper.txt", text.encode()), IngestSettings())
    found: dict[tuple[int, int], list[str]] = {}
    for block in paper.blocks:
        if block.kind is BlockKind.CELL:
            found.setdefault((block.parent, block.row), []).append(
                " ".join(paper.text[block.start : block.end].split())
            )
    return [found[at] for at in sorted(found)]


def outline(text: str) -> list[tuple[str, str, str]]:
    """Kind, marker and words of every block that holds words."""
    (paper,) = read_text(Source("paper.txt", text.encode()), IngestSettings())
    return [(b.kind.value, b.marker, paper.body(b)) for b in (paper.blocks[i] for i in paper.leaves)]
