"""Tables read column by column whose references are a column of their own: as many cells follow below every name.

"Ref" / "P1" / "P2" / "Action" / "Mend the" / "weir" / "Plant a hedge" / "Year" / "2026" / "2027": where a column has
more lines than there are references, they are cut into as many cells, by capitals, by short lines and by what cannot
end one.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.columns import named_role
from pipeline.ingest.assemble import BlockKind, Draft
from pipeline.ingest.text.drafts import name_cell, words_cell
from pipeline.ingest.text.headers import TOLD
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.vocabulary import WORDS
from pipeline.ingest.text.wording import ends_sentence

_CODE = re.compile(r"(?:[A-Z]{1,4}[ ./-]?)?(?:\d{1,3}(?:[./-]\d{1,3}){0,2}[a-z]?|[ivx]{1,5})[.)]?$")
_FEWEST = 2  # rows
_MOST_LINES = 8  # of a cell
_NAME_WORDS = 6
_SHORT = 0.75  # of the longest line, below which a line ends its cell


def beside_references(lines: Sequence[TextLine], at: int) -> tuple[Draft, int] | None:
    """The table whose column of references is named on a line, and the line behind it; None where there is none."""
    if named_role(lines[at].text) != "reference":
        return None
    i = at + 1
    while i < len(lines) and _CODE.match(lines[i].text) and not lines[i].cells:
        i += 1
    count = i - at - 1
    if count < _FEWEST:
        return None
    names, roles = [lines[at].text], ["reference"]
    columns = [[[line] for line in lines[at + 1 : i]]]
    while i < len(lines) and (role := _role(lines[i])) and role not in roles:
        end = _end(lines, i + 1, count)
        cells = _cut(lines[i + 1 : end], count)
        if cells is None:
            break
        names.append(lines[i].text)
        roles.append(role)
        columns.append(cells)
        i = end
    if "action" not in roles or TOLD.isdisjoint(roles):
        return None
    drafts = [name_cell(c, [name]) for c, name in enumerate(names)]
    for r in range(count):
        drafts += [words_cell(r + 1, c, [line.text for line in cells[r]]) for c, cells in enumerate(columns)]
    return Draft(BlockKind.TABLE, children=drafts), i


def _role(line: TextLine) -> str | None:
    """The role of a column whose name is the whole of a line."""
    if line.cells or line.level or len(line.text.split()) > _NAME_WORDS or not line.text[0].isupper():
        return None
    return named_role(line.text)


def _end(lines: Sequence[TextLine], start: int, count: int) -> int:
    """The line behind a column's cells: where the next name stands, or a blank line behind enough of them."""
    i = start
    while i < len(lines) and i - start < count * _MOST_LINES and not (lines[i].level or lines[i].cells):
        if i - start >= count and (lines[i].gap or lines[i].cut):
            break
        i += 1
    return i


def _cut(lines: Sequence[TextLine], count: int) -> list[list[TextLine]] | None:
    """The lines cut into so many cells; None where they cannot be."""
    if len(lines) <= count:
        return [[line] for line in lines] if len(lines) == count else None
    widest = max(len(line.text) for line in lines)
    opens = [0.0] + [_opens(a, b, widest) for a, b in pairwise(lines)]
    free = sorted(range(1, len(lines)), key=lambda k: (-opens[k], k))[: count - 1]
    if any(opens[k] < 0 for k in free):
        return None
    starts = [0, *sorted(free), len(lines)]
    return [list(lines[a:b]) for a, b in pairwise(starts)]


def _opens(before: TextLine, line: TextLine, widest: int) -> float:
    """How much speaks for a cell's beginning at a line; negative where it cannot."""
    if line.gap:
        return 3.0
    if (
        line.text[0].islower()
        or line.text[0] in "(&/"
        or before.text.rsplit(maxsplit=1)[-1].lower() in WORDS.connecting
    ):
        return -1.0
    score = 1.0 if before.text[-1] not in ",-/&" else 0.0
    room = len(before.text) + 1 + len(line.text.split(maxsplit=1)[0]) <= widest  # it was not wrapped here
    return score + float(room) + (1.0 if ends_sentence(before.text) or len(before.text) < _SHORT * widest else 0.0)
