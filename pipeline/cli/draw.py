"""A page as it is printed, with the blocks that the program sees outlined on it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from schemas.paper import BlockKind, Paper, Place

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

COLOURS = {
    BlockKind.HEADING: "#c62828",
    BlockKind.PARAGRAPH: "#1565c0",
    BlockKind.LIST_ITEM: "#2e7d32",
    BlockKind.TABLE: "#6a1b9a",
    BlockKind.CELL: "#ef6c00",
}
"""Outline of each kind of block."""
_SCALE = 2.0  # pixels a point
_WIDTHS = {BlockKind.TABLE: 4, BlockKind.CELL: 1}  # pixels; of other blocks 2
_MARGINS = {BlockKind.TABLE: 4.0, BlockKind.CELL: 2.0}  # points between outline and words; of other blocks 0.5


class PageError(ValueError):
    """A page that cannot be drawn; the message says what to do."""


def draw_page(data: bytes, papers: Sequence[Paper], page: int) -> bytes:
    """Page `page` (from 1) of a PDF as PNG bytes, its blocks outlined by kind, each with its index in `Paper.blocks`.

    Args:
        data: the PDF's bytes.
        papers: the papers read from it; of a pack, the one that holds the page is drawn.

    Raises:
        PageError: no paper has such a page.
    """
    import pypdfium2 as pypdfium
    from PIL import ImageDraw, ImageFont

    holding = [paper for paper in papers if any(own.number == page for own in paper.pages)]
    if not holding:
        pages = [own.number for paper in papers for own in paper.pages]
        there = f"it has pages {min(pages)} to {max(pages)}" if pages else "it has no pages"
        raise PageError(f"There is no page {page} to draw: {there}. Only PDF files can be drawn.")
    document = pypdfium.PdfDocument(data)
    try:
        drawn = document[page - 1]
        image = drawn.render(scale=_SCALE).to_pil().convert("RGB")
        drawn.close()
    finally:
        document.close()
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=8 * _SCALE)
    paper = holding[0]
    for index, block in enumerate(paper.blocks):
        places = [place for place in paper.places(block.start, block.end) if place.page == page]
        if block.kind is BlockKind.TABLE and places:
            places = [_around(places)]
        for n, place in enumerate(places):
            _outline(pen, place, block.kind)
            if not n and block.kind is not BlockKind.CELL:
                _name(pen, place, block.kind, str(index), font)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _around(places: Sequence[Place]) -> Place:
    return Place(
        places[0].page,
        places[0].page_label,
        min(place.x0 for place in places),
        min(place.y0 for place in places),
        max(place.x1 for place in places),
        max(place.y1 for place in places),
    )


def _outline(pen: ImageDraw, place: Place, kind: BlockKind) -> None:
    margin = _MARGINS.get(kind, 0.5)
    box = (place.x0 - margin, place.y0 - margin, place.x1 + margin, place.y1 + margin)
    pen.rectangle([value * _SCALE for value in box], outline=COLOURS[kind], width=_WIDTHS.get(kind, 2))


def _name(pen: ImageDraw, place: Place, kind: BlockKind, name: str, font: object) -> None:
    """The block's index left of its outline; a table's, over its corner."""
    at, anchor = ((place.x0 - 3) * _SCALE, place.y0 * _SCALE), "rt"
    if kind is BlockKind.TABLE:
        at, anchor = ((place.x0 - 3) * _SCALE, (place.y0 - 3) * _SCALE), "rb"
    left = pen.textlength(name, font=font)  # type: ignore[arg-type]  # Pillow's two kinds of font have no name in common
    pen.text((max(at[0], left + 1), at[1]), name, fill=COLOURS[kind], font=font, anchor=anchor)  # type: ignore[arg-type]
