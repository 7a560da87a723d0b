"""Rows of tables written with tabs that lost a tab, or were cut in two, where their lines were wrapped."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.columns import column_role
from pipeline.ingest.text.cells import Manner, cut_row, words_of
from pipeline.ingest.text.forms import is_when
from pipeline.ingest.text.lines import TextLine

_MOST_LINES = 4  # of one row
_VALUES = frozenset({"due", "lead", "status", "resources"})


def mend_runs(runs: Sequence[list[TextLine]]) -> list[list[TextLine]]:
    """Put lines without tabs that stand between the rows of one table, with no blank line around, in their cells."""
    out: list[list[TextLine]] = []
    for run in runs:
        if len(out) > 1 and _is_between(out[-2], out[-1], run):
            lines = out.pop()
            row = _row(out[-1], lines)
            out[-1] = [*out[-1], row] if row else [*out[-1][:-1], _longer(out[-1][-1], lines)]
            out[-1] = [*out[-1], *run]
        else:
            out.append(list(run))
    return out


def _is_between(above: Sequence[TextLine], lines: Sequence[TextLine], below: Sequence[TextLine]) -> bool:
    width = len(above[-1].cells)
    return (
        width > 1
        and len(below[0].cells) == width
        and not below[0].gap
        and len(lines) <= _MOST_LINES
        and not any(line.gap or line.level or line.cells or line.rule for line in lines)
    )


def _row(above: Sequence[TextLine], lines: Sequence[TextLine]) -> TextLine | None:
    """The lines as a row, its cells told by what the columns of the table hold; None where they are none."""
    roles = [column_role(" ".join(cell)) for cell in above[0].cells]
    if _VALUES.isdisjoint({role for role in roles if role}):
        return None
    if is_when(" ".join(line.text for line in lines)):
        return None
    words = words_of(lines)
    cut = cut_row(words, roles, Manner())
    if cut.score < 0 or not all(b > a for a, b in cut.cells):
        return None
    cells = tuple((" ".join(word.text for word in words[a:b]),) for a, b in cut.cells)
    return TextLine("\t".join(cell[0] for cell in cells), cells=cells)


def _longer(row: TextLine, lines: Sequence[TextLine]) -> TextLine:
    """A row whose last cell goes on in the lines."""
    *cells, last = row.cells
    rest = " ".join(line.text for line in lines)
    joined = (*last[:-1], f"{last[-1]} {rest}") if last else (rest,)
    return replace(row, text=f"{row.text} {rest}", cells=(*cells, joined))
