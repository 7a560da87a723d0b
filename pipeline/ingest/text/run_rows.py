"""Rows of flattened tables that are each a run of lines: their cells one below the other, blank lines between rows."""

from collections.abc import Sequence

from pipeline.ingest.text.cells import Cut, Manner, Word, cut_rows, suitability, words_of
from pipeline.ingest.text.lines import TextLine

_LEAST_LINES = 3
_TELLING = frozenset({"due", "status", "lead", "resources"})
"""Roles of columns whose cells are told by what they say."""
_LEAST_TOLD = 2
_TOLD = 1.0  # suitability from which a cell is told


def rows_of_runs(
    runs: Sequence[Sequence[TextLine]], roles: Sequence[str | None], *, empty: int = 0
) -> list[dict[int, list[str]] | None]:
    """For each run, the lines of its cells by column; None where it is no row of such a table.

    Args:
        runs: lines without a blank line between.
        roles: of the columns from left to right, None where unknown.
        empty: how many columns at the left have no cells.
    """
    long = [n for n, run in enumerate(runs) if len(run) >= _LEAST_LINES]
    words = [words_of(runs[n]) for n in long]
    found: list[dict[int, list[str]] | None] = [None] * len(runs)
    for n, row, cut in zip(long, words, cut_rows(words, roles[empty:], Manner(stacked=True)), strict=True):
        if _is_row(row, cut, roles[empty:]):
            found[n] = {c: _lines(row[start:end]) for c, (start, end) in enumerate(cut.cells, empty) if end > start}
    return found


def _is_row(words: Sequence[Word], cut: Cut, roles: Sequence[str | None]) -> bool:
    told = 0
    for role, (start, end) in zip(roles, cut.cells, strict=True):
        if role == "action" and start == end:
            return False
        if role in _TELLING and end > start:
            told += suitability(role, " ".join(word.text for word in words[start:end]), end - start) >= _TOLD
    return told >= _LEAST_TOLD


def _lines(words: Sequence[Word]) -> list[str]:
    lines: dict[int, list[str]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word.text)
    return [" ".join(line) for line in lines.values()]
