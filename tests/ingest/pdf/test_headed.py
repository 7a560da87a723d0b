"""Tables without upright rules: what is drawn comes back cell by cell, however rows and priorities are set."""

import io
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from pipeline.config import IngestSettings
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.source import Source
from schemas.paper import BlockKind, Paper

HEADER = ["Ref", "Objective", "Action", "Lead officer", "By when", "Progress"]
WIDTHS = [36, 110, 220, 110, 80, 180]
PLAIN = ParagraphStyle("plain", fontName="Helvetica", fontSize=9, leading=10.8)
BOLD = ParagraphStyle("bold", parent=PLAIN, fontName="Helvetica-Bold")
DRESS = {
    "level rules": [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey)],
    "shaded rows": [("ROWBACKGROUNDS", (0, 0), (-1, -1), (colors.whitesmoke, None))],
    "a rule below the names": [("LINEBELOW", (0, 0), (-1, 0), 1, colors.black)],
    "white space alone": [],
}
WORDS = [
    "mend",
    "harbour",
    "walls",
    "help",
    "tenants",
    "schools",
    "friends",
    "parks",
    "winter",
    "storms",
    "return",
    "lamps",
]


def drawn(rows: Sequence[Sequence[str]], style: Sequence[tuple[Any, ...]], *, repeat: int = 1) -> Paper:
    """The Paper of a plan in landscape whose first row names the columns; words that end with "!" are bold."""
    cells = [
        [Paragraph(text.rstrip("!"), BOLD if n == 0 or text.endswith("!") else PLAIN) for text in row]
        for n, row in enumerate(rows)
    ]
    table = Table(
        cells,
        colWidths=WIDTHS if len(rows[0]) == len(WIDTHS) else [300, 120, 100],
        style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *style],
        repeatRows=repeat,
    )
    buffer = io.BytesIO()
    title = Paragraph("Harbour Plan 2021", ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=16, leading=20))
    SimpleDocTemplate(buffer, pagesize=landscape(A4), leftMargin=40, rightMargin=40, invariant=1).build(
        [title, Spacer(1, 12), table]
    )
    (paper,) = read_pdf(Source("plan.pdf", buffer.getvalue()), IngestSettings())
    return paper


def cells_of(paper: Paper) -> list[list[tuple[int, int, str]]]:
    """Row by row the cells of the paper's one table: rows and columns that they span, and their words."""
    (table,) = [i for i, block in enumerate(paper.blocks) if block.kind is BlockKind.TABLE]
    rows: dict[int, list[tuple[int, int, str]]] = {}
    for i in paper.children(table):
        cell = paper.blocks[i]
        words = " ".join(paper.text[cell.start : cell.end].split())
        rows.setdefault(cell.row, []).append((cell.row_span, cell.column_span, words))
    return [rows[row] for row in sorted(rows)]


def words(most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=most).map(lambda some: " ".join(some).capitalize())


ROW = st.tuples(
    words(8), words(25), words(6), st.sampled_from(["June 2022", "2023", "Spring 2024"]), st.just("") | words(20)
)


@pytest.mark.parametrize("dress", DRESS)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(ROW, min_size=2, max_size=14))
def test_every_cell_comes_back(dress: str, rows: list[tuple[str, ...]]) -> None:
    numbered = [[f"1.{n}", *row] for n, row in enumerate(rows, 1)]
    found = cells_of(drawn([HEADER, *numbered], DRESS[dress]))
    assert [[text for _, _, text in row] for row in found] == [HEADER, *numbered]


@pytest.mark.parametrize("place", ["TOP", "MIDDLE"])
def test_a_priority_stands_for_the_rows_that_it_spans(place: str) -> None:
    rows = [
        ["1.1", "A harbour that is safe in every season of the year", "Mend the wall", "Harbour Master", "2022", ""],
        ["1.2", "", "Light the steps down to the fish quay and its slip", "Harbour Master", "2023", "Lamps ordered"],
        ["1.3", "", "Train six wardens", "Coast Team", "2024", ""],
        ["2.1", "Clean water", "Test the basin", "Coast Team", "2022", "Tested twice"],
        ["2.2", "", "Fence the outfall", "Coast Team", "2023", ""],
    ]
    style = [("SPAN", (1, 1), (1, 3)), ("SPAN", (1, 4), (1, 5)), ("VALIGN", (0, 0), (-1, -1), place)]
    found = cells_of(drawn([HEADER, *rows], style))
    assert [(cell[0], cell[2]) for row in found for cell in row if cell[2] in (rows[0][1], rows[3][1])] == [
        (3, rows[0][1]),
        (2, rows[3][1]),
    ]
    assert [row[-1][2] for row in found[1:]] == ["", "Lamps ordered", "", "Tested twice", ""]


@pytest.mark.parametrize(
    "style",
    [[], [("BACKGROUND", (0, 1), (-1, 1), colors.lightgrey), ("BACKGROUND", (0, 4), (-1, 4), colors.lightgrey)]],
)
def test_a_band_across_all_columns_is_a_cell_of_its_own(style: list[tuple[Any, ...]]) -> None:
    header = ["Action", "Lead officer", "By when"]
    rows = [
        header,
        ["Priority 1: A safe harbour!", "", ""],
        ["Mend the wall where the storm broke it and raise the parapet", "Harbour Master", "2022"],
        ["Light the steps", "Harbour Master", "2023"],
        ["Priority 2: Clean water!", "", ""],
        ["Test the basin", "Coast Team", "2022"],
        ["Fence the outfall", "Coast Team", "2023"],
    ]
    found = cells_of(drawn(rows, style))
    assert [row[0][1] for row in found] == [1, 3, 1, 1, 3, 1, 1]
    assert found[4] == [(1, 3, "Priority 2: Clean water")]


def test_a_table_without_names_on_its_second_page_goes_on() -> None:
    rows = [
        [f"{n}", "Clean water", f"Test basin {n} {'and its outfall ' * 4}".strip(), "Coast Team", "2022", ""]
        for n in range(1, 41)
    ]
    found = cells_of(drawn([HEADER, *rows], [], repeat=0))
    assert [row[0][2] for row in found[1:]] == [str(n) for n in range(1, 41)]


def test_prose_below_a_line_of_known_names_is_no_table() -> None:
    buffer = io.BytesIO()
    said = "Action on the harbour wall was taken in June, and the lead officer will say by when the steps are lit. " * 3
    lines = [
        Paragraph("Action&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;Lead&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;Progress", BOLD),
        Paragraph(said, PLAIN),
    ]
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1).build(lines)
    (paper,) = read_pdf(Source("prose.pdf", buffer.getvalue()), IngestSettings())
    assert not [block for block in paper.blocks if block.kind is BlockKind.TABLE]


def test_the_column_of_the_work_may_have_any_name_where_the_others_say_who_and_when() -> None:
    header = ["Ref", "Objective", "Lever", "Lead officer", "By when", "Benefit"]
    rows = [
        ["1.1", "Dry quays", "Mend the harbour walls", "Harbour Master", "June 2022", "Fewer floods"],
        ["1.2", "Dry quays", "Raise the slipway by a yard", "Harbour Master", "May 2023", "Safer boats"],
        ["1.3", "Lit streets", "Return the lamps to Quay Street", "Head of Streets", "2023", "Fewer falls"],
    ]
    found = cells_of(drawn([header, *rows], DRESS["a rule below the names"]))
    assert [[text for _, _, text in row] for row in found] == [header, *rows]
