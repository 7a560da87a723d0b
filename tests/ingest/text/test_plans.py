"""Plans whose table was flattened line by line."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import IngestSettings
from pipeline.ingest.source import Source
from pipeline.ingest.text import read_text
from pipeline.ingest.text.alignment import align
from pipeline.ingest.text.forms import Form, forms_of
from pipeline.ingest.text.lines import TextLine
from pipeline.ingest.text.plans import rebuild_plans
from schemas.paper import BlockKind

PLAN = """The Homes Plan

Part one

Area of work
Task
Intended outcome
By when
Funding
Responsible
officer

Roofs

Mend the roofs of all homes
that the borough owns in the
old town

No home in the
old town lets
the rain in

March 2026

Capital budget
agreed

Head of
Property

Gutters

Clear the gutters of every
school twice in each year

Playgrounds
stay dry in
autumn

Ongoing

Within existing
resources

Depot
Manager

Part two

Area of work
Task
Intended outcome
By when
Funding
Responsible
officer

Boilers

Replace the boilers of the
civic offices with pumps that
draw heat from the river

Less gas is
burnt

By 2028

£400,000 to be
found

Energy
Manager

Windows

Draw up a list of the windows
that need new glass

Warm rooms for
tenants

June 2026

No cost

Housing
Officer
"""


def rows(text: str) -> list[dict[int, str]]:
    [paper] = read_text(Source("paper.txt", text.encode()), IngestSettings())
    found: list[dict[int, str]] = []
    for index, table in enumerate(paper.blocks):
        if table.kind is not BlockKind.TABLE:
            continue
        cells = [paper.blocks[i] for i in paper.children(index)]
        last = max(cell.row for cell in cells)
        found.extend(
            {c.column: " ".join(paper.text[c.start : c.end].split()) for c in cells if c.row == r}
            for r in range(1, last + 1)
        )
    return found


def test_rows_are_put_together_again_from_lines() -> None:
    roofs, gutters, boilers, windows = rows(PLAN)
    assert roofs == {
        0: "Roofs",
        1: "Mend the roofs of all homes that the borough owns in the old town",
        2: "No home in the old town lets the rain in",
        3: "March 2026",
        4: "Capital budget agreed",
        5: "Head of Property",
    }
    assert (gutters[3], gutters[5]) == ("Ongoing", "Depot Manager")
    assert (boilers[3], boilers[5]) == ("By 2028", "Energy Manager")
    assert (windows[0], windows[5]) == ("Windows", "Housing Officer")


def test_the_title_of_the_next_part_is_no_cell() -> None:
    assert all("Part two" not in cell for row in rows(PLAN) for cell in row.values())


def test_prose_below_the_table_is_left_alone() -> None:
    prose = "Cost\n\nThe plan costs less than the repairs of the last ten years together, and it is paid for by the\n"
    more = "rents that the borough takes from its tenants and by a grant of the county council for two years.\n"
    told = rows(PLAN + "\n" + prose + more)
    assert all("rents that the borough" not in cell for row in told for cell in row.values())


def test_names_of_jobs_are_known_though_a_narrow_column_cuts_them() -> None:
    forms = forms_of([TextLine(t) for t in ("Environm", "ental", "Health", "Officer", "Residents")])
    assert [Form.JOB in found for found in forms] == [True, False, True, True, False]
    assert Form.JOB_ENDS in forms[3]


WORDS = st.sampled_from(
    ["Roofs", "leak", "May 2026", "£40", "Depot Manager", "1.2", "Mend the roofs that leak", "•", "Ongoing."]
)


@given(st.lists(WORDS, min_size=1, max_size=40), st.integers(2, 5))
def test_every_line_stands_in_one_cell_in_order(texts: list[str], columns: int) -> None:
    roles = ["priority", "action", "due", "lead", "status"][:columns]
    [found] = align([[TextLine(text) for text in texts]], roles, [[TextLine(role)] for role in roles])
    placed = sorted(i for row in found.rows for cell in row.values() for i in cell)
    assert placed == list(range(len(texts)))
    assert all(cell == sorted(cell) for row in found.rows for cell in row.values())


@given(st.lists(st.one_of(WORDS, st.sampled_from(["Action", "Lead", "By when", "Progress", "Aim"])), max_size=60))
def test_no_line_is_lost_in_the_search_for_plans(texts: list[str]) -> None:
    lines = [TextLine(text) for text in texts]
    out = rebuild_plans(lines)
    kept = sum(len(part) for part in out if isinstance(part, list))
    tables = [part for part in out if not isinstance(part, list)]
    inside = sum(len(leaf.pieces) for table in tables for cell in table.children for leaf in cell.children)
    bullets = sum(text == "•" for text in texts)
    assert len(texts) - bullets <= kept + inside <= len(texts)
