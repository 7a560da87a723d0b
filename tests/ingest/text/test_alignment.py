"""Wide plans whose cells stand one below the other, laid out here as extraction leaves them."""

from textwrap import wrap

from pipeline.config import IngestSettings
from pipeline.ingest.source import Source
from pipeline.ingest.text import read_text
from schemas.paper import BlockKind

NAMES = (
    "Area of focus",
    "Action",
    "Success measure",
    "Progress - Started/Planned/Proposed",
    "Timescale",
    "Lead officer",
)
WIDTHS = (5, 14, 30, 17, 11, 12, 11)
"""Of the column of references, which not every plan has, and of those named."""
TITLE = "Hartsmere Borough Council – Green Plan"
HEATING = (
    "Warm homes",
    "Replace the boilers of all four sheltered housing schemes with ground source heat pumps, beginning with the two "
    "that were built before the war and whose pipes must be renewed in any case",
    "Half as much gas",
    "Tenders invited in the spring, and opened in June",
    "By March 2027",
    "Housing Property Manager",
)
ROWS = (
    HEATING,
    (
        "Town trees",
        "Plant three hundred trees in streets that have none",
        "Each ward has more trees than it had ten years ago",
        "Started",
        "Ongoing",
        "Parks Officer",
    ),
    (
        "Clean air",
        "Publish the readings of the monitors at the schools every month",
        "Parents know what the air is like",
        "Communications plan under way; monitors ordered",
        "June 2026",
        "Environmental Health Manager",
    ),
    (
        "Council fleet",
        "Buy no more diesel vans, and have charging points put in at the depot",
        "A fleet without diesel",
        "Proposed",
        "2028/29",
        "Fleet Manager",
    ),
)
BESIDE = (
    ("Saving water", "", "", "", "", ""),
    ("", "Fit meters in the civic offices", "Leaks are found within a day", "Meters ordered", "May 2026", ""),
    ("", "Collect rain at the nursery", "Mains water is kept for drinking", "Waiting for a quotation", "TBC", ""),
    ("", "", "", "", "", "Estates Surveyor"),
)


def columns(cells: tuple[str, ...]) -> list[list[str]]:
    """The lines of each cell, words broken where they are longer than the column is wide."""
    return [wrap(cell, width) for cell, width in zip(cells, WIDTHS[-len(cells) :], strict=True)]


def lay(cells: list[list[str]], height: int) -> list[str]:
    """A row in lines as they are extracted, cut by a page break at a height if it is taller."""
    lines = [line for cell in cells for line in cell[:height]]
    rest = [cell[height:] for cell in cells]
    return [*lines, *after_break(lay(rest, 99))] if any(rest) else lines


def after_break(lines: list[str]) -> list[str]:
    return ["\f" + lines[0], *lines[1:]]


def side_by_side(rows: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    """One row of several, whose cells begin at the same heights, with white space between."""
    found: list[list[str]] = [[] for _ in NAMES]
    for row in rows:
        cells = columns(row)
        top = max(map(len, found)) + 2 if any(found) and row[1] else 0
        for column, cell in zip(found, cells, strict=True):
            if cell:
                column += [""] * (top - len(column)) + cell
    return found


def table(*rows: list[str], names: tuple[str, ...] = NAMES) -> str:
    header = lay(columns(names), 99)
    return "\n\n".join([TITLE, "Homes and streets", *header, *(line for row in rows for line in row)])


def read(text: str) -> list[dict[int, str]]:
    """The rows of the tables in a text; a cell over several rows stands in each."""
    [paper] = read_text(Source("plan.txt", text.encode()), IngestSettings())
    found: list[dict[int, str]] = []
    for index, block in enumerate(paper.blocks):
        if block.kind is BlockKind.TABLE:
            cells = [paper.blocks[i] for i in paper.children(index)]
            last = max(cell.row for cell in cells)
            found += [
                {
                    c.column: " ".join(paper.text[c.start : c.end].split())
                    for c in cells
                    if c.row <= row < c.row + c.row_span
                }
                for row in range(1, last + 1)
            ]
    return found


def told(cells: tuple[str, ...]) -> dict[int, str]:
    return {c: " ".join(lines) for c, lines in enumerate(columns(cells)) if lines}


def test_cells_below_each_other_are_put_side_by_side() -> None:
    assert read(table(*(lay(columns(row), 99) for row in ROWS))) == [told(row) for row in ROWS]


def test_rows_with_references_are_put_together_by_where_their_lines_break() -> None:
    rows = [(f"4.{n}", *row) for n, row in enumerate(ROWS, 1)]
    assert read(table(*(lay(columns(row), 99) for row in rows), names=("Ref", *NAMES))) == [told(row) for row in rows]


def test_cells_that_a_page_break_cut_go_on_in_turn() -> None:
    first, *others = (columns(row) for row in ROWS)
    text = table(*(lay(cells, 99) for cells in others), lay(first, 3))
    assert read(text)[-1] == told(HEATING)


def test_a_word_that_a_narrow_column_broke_stays_in_its_cell() -> None:
    clean_air = read(table(*(lay(columns(row), 99) for row in ROWS)))[2]
    assert clean_air[3] == "Communicati ons plan under way; monitors ordered"


def test_actions_in_one_cell_stand_beside_their_own_progress() -> None:
    rows = read(table(*(lay(columns(row), 99) for row in ROWS), lay(side_by_side(BESIDE), 99)))
    meters, rain = rows[-2:]
    assert (meters[1], meters[3], meters[4]) == ("Fit meters in the civic offices", "Meters ordered", "May 2026")
    assert (rain[1], rain[3], rain[4]) == ("Collect rain at the nursery", "Waiting for a quotation", "TBC")
    assert meters[5] == rain[5] == "Estates Surveyor"
    assert meters[0] == rain[0] == "Saving water"


def test_names_of_columns_that_a_page_break_cut_are_no_cells() -> None:
    cut = lay(columns(NAMES), 2)
    text = table(*(lay(columns(row), 99) for row in ROWS)) + "\n\n\n\n" + "\n\n".join(["Offices and vans", *cut])
    rows = read(text + "\n\n" + "\n\n".join(line for row in ROWS for line in lay(columns(row), 99)))
    assert rows == [told(row) for row in ROWS] * 2


def test_a_column_may_be_called_what_ends_the_name_of_another() -> None:
    names = (NAMES[0], NAMES[1], "Target", *NAMES[3:])
    assert read(table(*(lay(columns(row), 99) for row in ROWS), names=names)) == [told(row) for row in ROWS]
