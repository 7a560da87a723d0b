"""Units and tables to drafts: what is a heading, a list item, a paragraph; how deep a list is nested."""

from collections.abc import Iterator, Sequence

from pipeline.columns import named_role
from pipeline.ingest.assemble import BlockKind, Draft, Piece
from pipeline.ingest.markers import MarkerKind
from pipeline.ingest.text.flattened import rebuild
from pipeline.ingest.text.forms import is_when
from pipeline.ingest.text.headed import headed_runs
from pipeline.ingest.text.headings import find_headings
from pipeline.ingest.text.joining import Unit, join
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.plans import rebuild_plans
from pipeline.ingest.text.rows import rebuild_rows
from pipeline.ingest.text.slashed import part_slashed
from pipeline.ingest.text.tables import build_table, is_table
from pipeline.ingest.text.wording import ends_sentence
from pipeline.ingest.text.wrapped import mend_runs

_BAND_WORDS = 10
_FULL_LINE = 60  # characters of a row whose last cell may go on below it
_LEAST_BANDED = 2  # columns


def draft_blocks(lines: Sequence[TextLine]) -> tuple[list[Draft], list[str]]:
    """Drafts in reading order, and the furniture found in tables."""
    units: list[Unit | None] = []
    tables: list[Draft] = []
    furniture: list[str] = []
    plain: list[TextLine] = []

    def close() -> None:
        for part in _tables(plain):
            for found in [part] if isinstance(part, Draft) else rebuild(join(part)):
                units.append(None if isinstance(found, Draft) else found)
                if isinstance(found, Draft):
                    tables.append(found)
        plain.clear()

    for run in headed_runs(mend_runs(_runs(part_slashed(lines)))):
        if run[0].cells and is_table(run):
            close()
            table = build_table(run)
            units.append(None)
            tables.append(table.draft)
            furniture += table.furniture
        else:
            plain += [line for line in run if line.text]
    close()
    return _drafts(units, tables, find_headings(units)), furniture


def _tables(lines: Sequence[TextLine]) -> Iterator[list[TextLine] | Draft]:
    """The tables among lines whose borders are lost, and the runs of other lines."""
    for part in rebuild_plans(lines, narrow=True):
        for run in [part] if isinstance(part, Draft) else rebuild_rows(part):
            yield from [run] if isinstance(run, Draft) else rebuild_plans(run)


def _runs(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Stretches of table rows and of other lines; a table goes on over a page break."""
    runs: list[list[TextLine]] = []
    for i, line in enumerate(lines):
        if runs and _heads_rows(lines, i):
            line.cells = ((line.text,), *((),) * (len(lines[i + 1].cells) - 1))
        row = bool(line.cells) or line.rule
        last = runs[-1][-1] if runs else None
        same = last is not None and row == (bool(last.cells) or last.rule)
        if same and row and last is not None and line.gap and len(line.cells) != len(last.cells):
            same = False
        if same:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _heads_rows(lines: Sequence[TextLine], i: int) -> bool:
    """Whether a few words between two rows of a table, which have as many cells, head the rows below them."""
    line, around = lines[i], (*lines[i - 1 : i], *lines[i + 1 : i + 2])
    rows = len(around) > 1 and not any(row.rule for row in around) and not line.cells and not line.level
    if not rows or not line.text or len(line.text.split()) > _BAND_WORDS or ends_sentence(line.text):
        return False
    above, below = around
    wraps = is_when(line.text) or (len(above.text) > _FULL_LINE and not ends_sentence(above.text))
    if wraps or sum(named_role(" ".join(cell)) is not None for cell in below.cells if cell) > 1:  # another table begins
        return False
    return _LEAST_BANDED <= len(above.cells) == len(below.cells) and line.text[0].isupper() and line.gap == below.gap


def _drafts(units: Sequence[Unit | None], tables: Sequence[Draft], levels: dict[int, int]) -> list[Draft]:
    drafts: list[Draft] = []
    waiting = iter(tables)
    styles: list[tuple[str, int]] = []
    for i, unit in enumerate(units):
        if unit is None:
            drafts.append(next(waiting))
            styles = []
            continue
        marker = unit.marker
        if not unit.pieces and not marker.number:  # a bullet without words, or a letter that was none
            if any(map(str.isalnum, unit.first.text)):
                drafts.append(Draft(BlockKind.PARAGRAPH, [Piece(unit.first.text)]))
            continue
        draft = Draft(BlockKind.PARAGRAPH, unit.pieces, bold=unit.first.bold)
        if i in levels:
            draft.kind, draft.level = BlockKind.HEADING, levels[i]
            styles = []
        elif marker.marker:
            draft.kind, draft.level = BlockKind.LIST_ITEM, _depth(styles, unit)
        else:  # words between items end a list of bullets, not one of numbers
            styles = [style for style in styles if not style[0].startswith(MarkerKind.BULLET.value)]
        draft.number, draft.marker = marker.number, marker.marker
        drafts.append(draft)
    return drafts


def _depth(styles: list[tuple[str, int]], unit: Unit) -> int:
    """Nesting depth from 0: a style of marker seen further out closes the lists within, a new one opens a list."""
    marker = unit.marker
    number, printed = marker.number.split("(")[0], marker.marker
    if number != marker.number:  # of "1. (1)" the outer number counts
        printed = printed.split("(")[0].rstrip()
    shape = printed.replace(number, "#") if number else printed
    if marker.kind is MarkerKind.NUMBER:
        shape += "." * marker.number.count(".")
    style = (f"{marker.kind.value}{shape}", unit.first.indent if marker.kind is MarkerKind.BULLET else 0)
    for depth, known in enumerate(styles):
        if known == style or (known[0] == style[0] and abs(known[1] - style[1]) < 2):
            del styles[depth + 1 :]
            return depth
    styles.append(style)
    return len(styles) - 1
