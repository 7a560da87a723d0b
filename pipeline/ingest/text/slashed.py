"""Tables whose cells are written with slashes between: "Indicator / Target / Result", row below row."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.wording import ends_sentence

_SLASH = re.compile(r"\s+/\s+")
_LEAST_CELLS = 3
_LEAST_LINES = 3
_NAME_WORDS = 8


def part_slashed(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, those that are rows of such tables cut into cells.

    Three lines below one another have as many slashes, two at least, and the first of them holds names.
    """
    out = list(lines)
    i = 0
    while i < len(out):
        end = _end(out, i)
        if end - i >= _LEAST_LINES:
            for k in range(i, end):
                cells = tuple((cell,) for cell in _SLASH.split(out[k].text))
                out[k] = replace(out[k], text="\t".join(cell[0] for cell in cells), cells=cells)
            i = end
        else:
            i += 1
    return out


def _end(lines: Sequence[TextLine], at: int) -> int:
    """The line behind the last row of a table that begins at a line; the same line where none begins there."""
    text = lines[at].text
    if " / " not in text or lines[at].cells or lines[at].level or ends_sentence(text):
        return at
    names = _SLASH.split(text)
    if len(names) < _LEAST_CELLS or any(len(name.split()) > _NAME_WORDS or name[:1].islower() for name in names):
        return at
    end = at + 1
    while (
        end < len(lines)
        and not lines[end].gap
        and not lines[end].cells
        and " / " in lines[end].text
        and len(_SLASH.split(lines[end].text)) == len(names)
    ):
        end += 1
    return end
