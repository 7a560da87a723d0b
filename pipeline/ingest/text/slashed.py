"""Tables whose cells are written with slashes or semicolons between, row below row: "Indicator / Target / Result"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.columns import named_role
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.wording import ends_sentence

_SLASH = re.compile(r"\s+/\s+")
_SEMICOLON = re.compile(r"\s*;\s+")
_LEAST_NAMED = 3  # columns whose names are known, where semicolons stand between
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
        mark = _mark(out[i])
        end = _end(out, i, mark) if mark else i
        if mark and end - i >= _LEAST_LINES:
            for k in range(i, end):
                cells = tuple((cell,) for cell in mark.split(out[k].text))
                out[k] = replace(out[k], text="\t".join(cell[0] for cell in cells), cells=cells)
            i = end
        else:
            i += 1
    return out


def _mark(line: TextLine) -> re.Pattern[str] | None:
    """What stands between the names of columns on a line; None where it holds no such names."""
    text = line.text
    if line.cells or line.level or ends_sentence(text):
        return None
    for mark, sign in ((_SLASH, " / "), (_SEMICOLON, ";")):
        names = mark.split(text) if sign in text else []
        if len(names) < _LEAST_CELLS or any(
            len(name.split()) > _NAME_WORDS or not name or name[0].islower() for name in names
        ):
            continue
        if mark is _SLASH or sum(named_role(name) is not None for name in names) >= _LEAST_NAMED:
            return mark
    return None


def _end(lines: Sequence[TextLine], at: int, mark: re.Pattern[str]) -> int:
    """The line behind the last row of a table whose names stand on a line."""
    count = len(mark.split(lines[at].text))
    end = at + 1
    while (
        end < len(lines) and not lines[end].gap and not lines[end].cells and len(mark.split(lines[end].text)) == count
    ):
        end += 1
    return end
