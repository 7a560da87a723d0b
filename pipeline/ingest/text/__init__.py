"""Plain text and Markdown, as an earlier extraction left it, to a Paper."""

from pipeline.config import IngestSettings
from pipeline.ingest.assemble import Draft, assemble
from pipeline.ingest.source import ReadError, Source
from pipeline.ingest.text.blocks import draft_blocks
from pipeline.ingest.text.decode import decode
from pipeline.ingest.text.flattened import split_cells
from pipeline.ingest.text.furniture import sweep
from pipeline.ingest.text.glued import unglue
from pipeline.ingest.text.layout import close_up, measure
from pipeline.ingest.text.lettered import join_letters
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.markup import read_lines
from pipeline.ingest.text.unmarked import mark_items
from schemas.paper import Paper
from schemas.states import State

__all__ = ["read_text"]

_SAMPLE = 1000  # lines that show how extraction left the ends of paragraphs


def read_text(source: Source, settings: IngestSettings) -> list[Paper]:
    """Read a text file into one Paper, without pages.

    Raises:
        ReadError: `empty` where there are no words.
    """
    text, warnings = decode(source.data)
    lines, furniture = sweep(read_lines(text))
    drafts, repeated = _draft(lines)
    if furniture and not any(draft.text for draft in drafts):  # nothing but running lines: they are the text
        (drafts, repeated), furniture = _draft(read_lines(text)), ()
    paper = assemble(
        source,
        drafts,
        "text/plain",
        furniture=tuple(dict.fromkeys((*furniture, *repeated))),
        warnings=warnings,
    )
    if not paper.text.strip():
        raise ReadError(State.EMPTY, "The file holds no words. Fetch it again from where it was published.")
    return [paper]


def _draft(lines: list[TextLine]) -> tuple[list[Draft], list[str]]:
    close_up(lines)
    mark_items(lines)
    double_ended = measure(lines[:_SAMPLE]).double_ended
    lines = unglue(lines, double_ended=double_ended)
    lines = join_letters(lines)
    return draft_blocks(split_cells(lines) if double_ended else lines)
