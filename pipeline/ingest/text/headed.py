"""Tables written with tabs whose rows stand under headings without a tab: one table, the headings over all columns."""

from collections.abc import Sequence

from pipeline.columns import named_role
from pipeline.ingest.text.headers import TOLD
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.tables import is_table
from pipeline.ingest.text.wording import ends_sentence

_MOST_HEADINGS = 2  # lines between rows
_LONGEST = 20  # words of a heading
_LEAST_COLUMNS = 3


def headed_runs(runs: Sequence[list[TextLine]]) -> list[list[TextLine]]:
    """Put rows that go on under a heading with the rows above, where these begin with the names of a plan's columns."""
    out: list[list[TextLine]] = []
    for run in runs:
        if len(out) > 1 and _goes_on(out[-2], out[-1], run):
            headings = out.pop()
            out[-1] = [*out[-1], *(_row(line) for line in headings), *run]
        else:
            out.append(list(run))
    return out


def _goes_on(above: Sequence[TextLine], between: Sequence[TextLine], below: Sequence[TextLine]) -> bool:
    width = len(above[0].cells)
    if width < _LEAST_COLUMNS or not below[0].cells or max(len(row.cells) for row in below) != width:
        return False
    roles = [named_role(" ".join(cell)) for cell in above[0].cells]
    plan = "action" in roles and (roles.count("action") > 1 or not TOLD.isdisjoint(filter(None, roles)))
    headings = len(between) <= _MOST_HEADINGS and all(map(_heads, between))
    return plan and headings and is_table(below) and not _names(below[0])


def _names(row: TextLine) -> bool:
    """Whether a row names columns: then another table begins."""
    return sum(named_role(" ".join(cell)) is not None for cell in row.cells if cell) > 1


def _heads(line: TextLine) -> bool:
    text = line.text
    plain = not (line.cells or line.rule or ends_sentence(text))
    return plain and text[0].isupper() and len(text.split()) <= _LONGEST


def _row(line: TextLine) -> TextLine:
    return TextLine(line.text, gap=line.gap, cut=line.cut, cells=((line.text,),))
