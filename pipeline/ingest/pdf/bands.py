"""Lines across all columns of a table, which head the rows below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.ingest.pdf.column_names import Line
from pipeline.ingest.pdf.model import BBox, Row

_BAND_WORDS = 25
_BAND_HEIGHT = 3.5  # of the type size: what is filled behind a band is no higher
_SHADE = 4.0  # points by which shading may fall short of what stands in it


def band_lines(lines: Sequence[Line], shades: Sequence[BBox]) -> dict[int, bool]:
    """Numbers of the lines that may head the rows below them, and whether shading tells: words alone on their line,
    bold or with a filled box of their own, and below them others beside each other, or the page's end."""
    found: dict[int, bool] = {}
    rows = [row for line in lines for row in line]
    for at, line in enumerate(lines):
        row, below = line[0], lines[at + 1 : at + 4]
        if len(line) > 1 or len(row.printed.split()) > _BAND_WORDS or (below and not any(map(_is_parted, below))):
            continue
        shaded = any(within(row.box, shade) and _alone_in(shade, row, rows) for shade in shades)
        if row.bold or shaded:
            found[at] = shaded
    return found


def without_bands(
    body: Sequence[Line], bands: Mapping[int, bool], lines: Sequence[Line]
) -> tuple[list[Line], list[Row]]:
    """The lines of a table less those that are bands by their dress alone, and these: lines that are shaded, or bold in
    the first column where its other words are not.

    Args:
        bands: what `band_lines` says of `lines`.
    """
    firsts = [line[0] for line in body if len(line) > 1]
    left = min((row.x0 for row in firsts), default=0.0)
    bold = sum(1 if row.bold else -1 for row in firsts if row.x0 < left + row.size)
    shaded_at = {lines[at][0].base: shaded for at, shaded in bands.items()}

    def is_band(row: Row) -> bool:
        shaded = shaded_at.get(row.base)
        return shaded is not None and (shaded or (bold < 0 and row.x0 < left + row.size))

    return [line for line in body if not is_band(line[0])], [line[0] for line in body if is_band(line[0])]


def _alone_in(shade: BBox, row: Row, rows: Sequence[Row]) -> bool:
    """Whether all that stands in a filled box of few lines stands above or below a line's words."""
    if shade[3] - shade[1] > _BAND_HEIGHT * row.size:
        return False
    return all(other.x0 < row.x1 and row.x0 < other.x1 for other in rows if within(other.box, shade))


def _is_parted(line: Line) -> bool:
    return len(line) > 1 or bool(line[0].seams)


def within(box: BBox, shade: BBox) -> bool:
    """Whether a box stands in a filled one, but for its margins."""
    low = shade[0] <= box[0] + _SHADE and shade[1] <= box[1] + _SHADE
    return low and shade[2] >= box[2] - _SHADE and shade[3] >= box[3] - _SHADE
