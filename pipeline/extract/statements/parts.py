"""What a paper consists of that may be labelled records: the parts of its blocks, and of the tables that are forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.columns import named_role
from pipeline.extract.statements.bare import bare_labels
from pipeline.extract.statements.cells import items, says, whole
from pipeline.extract.statements.fields import Break, Field, Part, Plain, label_role, leaf_parts, number_of
from schemas.paper import BlockKind, Paper

_LONGEST_LABEL = 7  # words of a cell that is a label
_KINDS = frozenset(("lead", "due", "status", "progress"))
_LEAST_KINDS = 2
_REFERENCE = re.compile(r"[A-Za-z]{0,4}[ .-]?\d{1,3}(?:[./]\d{1,3})*[a-z]?[.)]?")
_KEYED = 0.7  # share of the cells of a column that are labels where a table is a form


def parts_of(paper: Paper) -> Iterator[Part]:
    """The fields, plain blocks and breaks of a paper, in reading order."""
    bare = bare_labels(paper)
    for i, block in enumerate(paper.blocks):
        if block.parent >= 0:
            continue
        if block.kind is BlockKind.TABLE:
            yield from form_table(paper, i) or card_table(paper, i) or [Break(i)]
        elif block.end > block.body:
            yield from leaf_parts(paper, i, bare.get(i))


def form_table(paper: Paper, table: int) -> list[Part]:
    """The fields of a table whose left cells are labels for the cells to their right; [] where it is none."""
    cells: dict[tuple[int, int], int] = {}
    for index in paper.children(table):
        block = paper.blocks[index]
        cells[block.row, block.column] = index
    rows = max((row for row, _ in cells), default=-1) + 1
    columns = max((column for _, column in cells), default=-1) + 1
    if rows < 2 or columns < 2 or columns > 4:
        return []
    texts = {at: " ".join(paper.text[paper.blocks[i].start : paper.blocks[i].end].split()) for at, i in cells.items()}
    roles = {at: _cell_role(text) for at, text in texts.items()}
    keys = [c for c in range(0, columns, 2) if _is_key(c, rows, texts, roles)]
    if 0 not in keys or len({roles.get((r, 0)) for r in range(rows)} - {None}) < 2:
        return []
    if any(roles.get((r, 1)) for r in range(min(rows, 2))) and 1 not in [k + 1 for k in keys]:
        return []
    if all(roles.get((0, c)) for c in range(columns) if texts.get((0, c))) and 2 not in keys:
        return []  # the first row names columns
    parts: list[Part] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in cells or not texts[row, column]:
                continue
            index = cells[row, column]
            if column in keys and (role := roles.get((row, column))):
                label = texts[row, column]
                parts.append(Field(role, label, table, number_of(label.rstrip(": ")), blocks=[index]))
            elif column in keys:
                parts.append(Plain(index, whole(paper, index), partial=True))
            elif parts and isinstance(parts[-1], Field) and says(texts[row, column]):
                found = items(paper, index)
                parts[-1].values.extend(found)
                parts[-1].listed = len(found) > 1
                parts[-1].blocks.append(index)
    return parts


def card_table(paper: Paper, table: int) -> list[Part]:
    """The parts of a table whose cells bring their labels along ("Owner: Clerk", "Date: May"); [] where it is none.

    Half of its cells at the least have labels, of two kinds or more, and no row names columns.
    """
    cells = [i for i in paper.children(table) if says(paper.text[paper.blocks[i].start : paper.blocks[i].end])]
    parts: list[Part] = []
    labelled = 0
    for index in cells:
        found = list(_cell_parts(paper, table, index))
        labelled += any(isinstance(part, Field) for part in found)
        parts.extend(found)
    kinds = {part.role for part in parts if isinstance(part, Field)}
    if 2 * labelled < len(cells) or len(kinds & _KINDS) < _LEAST_KINDS:
        return []
    names = [i for i in cells if named_role(paper.text[paper.blocks[i].start : paper.blocks[i].end])]
    return parts if len(names) < _LEAST_KINDS else []


def _cell_parts(paper: Paper, table: int, cell: int) -> Iterator[Part]:
    """The fields and plain words of a cell; a reference by itself is neither."""
    for leaf in paper.children(cell) or [cell]:
        block = paper.blocks[leaf]
        if _REFERENCE.fullmatch(paper.text[block.start : block.end].strip()):
            continue
        for part in leaf_parts(paper, leaf, None, card=True):
            if isinstance(part, Field):
                part.block, part.blocks = table, [cell, leaf]
                yield part
            elif isinstance(part, Plain):
                yield Plain(part.block, part.span, partial=True)


def _cell_role(text: str) -> str | None:
    return label_role(text.rstrip(": "), loose=True) if text and len(text.split()) <= _LONGEST_LABEL else None


def _is_key(
    column: int, rows: int, texts: dict[tuple[int, int], str], roles: dict[tuple[int, int], str | None]
) -> bool:
    filled = [r for r in range(rows) if texts.get((r, column)) and texts.get((r, column + 1)) is not None]
    return bool(filled) and sum(roles[r, column] is not None for r in filled) >= _KEYED * len(filled)


__all__ = ["card_table", "form_table", "parts_of"]
