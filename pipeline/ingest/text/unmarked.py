"""Items of lists that lost their bullets: lines in small letters, one below the other, behind a line with a colon.

So a web page's list comes out where its text alone was taken. A sentence that was wrapped looks alike, but its lines
are full: the next word had no room.
"""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.ingest.text.layout import NARROW, goes_on
from pipeline.ingest.text.lines import TextLine

_REACH = 40  # lines around a list, by which the width of the text is told
_TYPICAL = 0.9  # quantile of their lengths
_RAGGED = 0.9  # of the width; a line with the next word that comes so far may be full
_FEWEST = 2  # items
_LEAST = 0.5  # of the lines of a run that begin an item
_DEEPER = 2  # blanks by which items are indented that need no more to show them


def mark_items(lines: Sequence[TextLine]) -> None:
    """Set `TextLine.item` where a line begins an item without a bullet."""
    for i, lead in enumerate(lines):
        if not lead.text.endswith(":") or lead.cells or lead.level:
            continue
        run = _run(lines, i + 1)
        if len(run) < _FEWEST:
            continue
        deeper = all(line.indent >= lead.indent + _DEEPER for line in run)
        width = _width(lines, i, run)
        if width < NARROW and not deeper:
            continue  # cells of a table, whose lines are short by themselves
        starts = [run[0], *(b for a, b in pairwise(run) if not _is_full(a, b, width))]
        if len(starts) >= max(_FEWEST, _LEAST * len(run)):
            for line in starts:
                line.item = True


def _run(lines: Sequence[TextLine], at: int) -> list[TextLine]:
    """The lines from one on that begin with a small letter and stand equally far apart."""
    run: list[TextLine] = []
    for line in lines[at:]:
        if line.cells or line.level or line.cut or line.gap > 1 or not goes_on(line):
            break
        if len(run) > 1 and line.gap != run[-1].gap:
            break
        run.append(line)
    return run


def _width(lines: Sequence[TextLine], at: int, run: Sequence[TextLine]) -> float:
    """How long the lines around a list are."""
    near = sorted(len(line.text) for line in lines[max(at - _REACH, 0) : at + 1 + len(run) + _REACH] if not line.cells)
    return max(near[round(_TYPICAL * (len(near) - 1))], max(len(line.text) for line in run))


def _is_full(line: TextLine, following: TextLine, width: float) -> bool:
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) > _RAGGED * width
