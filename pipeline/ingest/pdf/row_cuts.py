"""Where the rows of a table without upright rules part: at level rules, at the edges of shading, at white space that is
wider than between the lines of a cell, or where references stand."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise

from pipeline.ingest.pdf.model import BBox, Edge, Row

_OVER = 0.5  # of the table's width: a rule or shade that parts its rows is at least so wide
_APART = 4.0  # points: rules nearer to each other are one
_ABOVE, _BELOW = 0.75, 0.22  # of the type size: how far letters reach from the baseline
_LEADING = 1.2  # of the type size: baselines within a cell, where none show it
_MOST_LEADING = 1.6
_WIDER, _WIDER_POINTS = 0.12, 1.2  # of the type size, and points: what white space between rows is wider by
_LEAST = 2  # rules, or edges of shading, that part rows by themselves
_FRAME = 2.5  # of the type size: what is drawn round a band is no farther from its words
_FEW = 0.25  # quantile of the steps from baseline to baseline that is the leading

Placed = tuple[int, Row]
"""A printed line with its column."""


def row_cuts(
    placed: Sequence[Placed],
    bands: Sequence[Sequence[Row]],
    rules: Sequence[Edge],
    shades: Sequence[BBox],
    box: BBox,
    roles: Sequence[str | None],
) -> list[float]:
    """The ordinates that part the rows of a table, from top to bottom, its own edges not among them.

    Args:
        placed: the printed lines of its body; bands: those across all columns, each a row of its own.
        rules, shades: level rules and filled boxes of the page.
        roles: what its columns hold.
    """
    ruled = [edge.y0 for edge in rules if _covers(edge.x0, edge.x1, box)]
    filled = [y for s in shades if _covers(s[0], s[2], box) for y in (s[1], s[3])]
    drawn = next((own for own in (_drawn(ruled, box, bands), _drawn(filled, box, bands)) if len(own) >= _LEAST), None)
    cuts = _at_gaps(placed, roles) if drawn is None else drawn
    lines = [row for _, row in placed]
    for band in bands:
        cuts = [*cuts, *_around(band, [*lines, *(row for other in bands if other is not band for row in other)])]
    return _distinct(cuts, [*lines, *(row for band in bands for row in band)])


def _covers(x0: float, x1: float, box: BBox) -> bool:
    return min(x1, box[2]) - max(x0, box[0]) >= _OVER * (box[2] - box[0])


def _drawn(ordinates: Sequence[float], box: BBox, bands: Sequence[Sequence[Row]]) -> list[float]:
    """Distinct ordinates within a table; the edges of what is drawn round a band tell nothing of other rows."""
    found: list[float] = []
    for y in sorted(ordinates):
        within = box[1] + _APART < y < box[3] - _APART
        if within and (not found or y - found[-1] >= _APART) and not any(_frames(y, band) for band in bands):
            found.append(y)
    return found


def _frames(y: float, band: Sequence[Row]) -> bool:
    first, last = band[0], band[-1]
    return first.base - _FRAME * first.size < y < last.base + (_FRAME - 1) * last.size


def _at_gaps(placed: Sequence[Placed], roles: Sequence[str | None]) -> list[float]:
    """Where white space runs through all columns, wider than between two lines of a cell."""
    size = max(row.size for _, row in placed)
    inner = _leading(placed, size) - (_ABOVE + _BELOW) * size
    wide = inner + max(_WIDER * size, _WIDER_POINTS)

    def wide_gaps(columns: Container[int]) -> list[float]:
        gaps = _gaps([row for column, row in placed if column in columns])
        return [(bottom + top) / 2 for bottom, top in gaps if top - bottom > wide]

    everywhere = range(len(roles))
    without = [c for c in everywhere if roles[c] != "priority"]  # one may stand for several rows, in their middle
    cuts = max(wide_gaps(everywhere), wide_gaps(without), key=len)
    if roles[0] == "reference":
        opened = sorted(row.base - _ABOVE * row.size - 1 for column, row in placed if column == 0)
        if len(opened) > len(cuts) + 1:
            return opened[1:]
    return cuts


def _leading(placed: Sequence[Placed], size: float) -> float:
    """The usual step between baselines of one cell; the common one where all cells are of one line."""
    steps: list[float] = []
    for column in {column for column, _ in placed}:
        bases = sorted(row.base for own, row in placed if own == column)
        steps += [below - above for above, below in pairwise(bases) if below - above > size / 2]
    steps.sort()
    leading = steps[int(_FEW * (len(steps) - 1))] if steps else 0.0
    return leading if 0 < leading <= _MOST_LEADING * size else _LEADING * size


def _gaps(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """White space between lines, from top to bottom, each as its upper and lower edge."""
    gaps: list[tuple[float, float]] = []
    bottom: float | None = None
    for top, end in sorted((row.base - _ABOVE * row.size, row.base + _BELOW * row.size) for row in rows):
        if bottom is not None and top > bottom:
            gaps.append((bottom, top))
        bottom = end if bottom is None else max(bottom, end)
    return gaps


def _around(band: Sequence[Row], others: Sequence[Row]) -> list[float]:
    """The cuts above and below lines that are a row of their own."""
    first, last = band[0], band[-1]
    above = max((row.base for row in others if row.base < first.base), default=None)
    below = min((row.base for row in others if row.base > last.base), default=None)
    cuts = [] if above is None else [(above + first.base - _ABOVE * first.size) / 2]
    return cuts if below is None else [*cuts, (last.base + below - _ABOVE * last.size) / 2]


def _distinct(cuts: Sequence[float], rows: Sequence[Row]) -> list[float]:
    """Cuts in order, one where no line stands between two of them."""
    bases = sorted(row.base - row.size / 3 for row in rows)
    kept: list[float] = []
    for cut in sorted(cuts):
        above = kept[-1] if kept else float("-inf")
        if any(above < base < cut for base in bases) and any(base > cut for base in bases):
            kept.append(cut)
    return kept
