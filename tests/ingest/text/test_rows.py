"""Tables that lost their borders and whose rows can be told apart: by references, or by blank lines."""

import pytest

from pipeline.columns import named_role
from pipeline.config import IngestSettings
from pipeline.ingest.source import Source
from pipeline.ingest.text import read_text
from pipeline.ingest.text.cells import Manner, cut_row, words_of
from pipeline.ingest.text.forms import is_money, is_name, is_state, is_when
from pipeline.ingest.text.headers import side_by_side
from pipeline.ingest.text.lines import TextLine
from schemas.paper import BlockKind, Paper


def rows(text: str) -> list[list[str]]:
    """The rows of all tables of a text, each its cells; a row over all columns is one cell."""
    paper = _read(text)
    found: dict[tuple[int, int], list[str]] = {}
    for i, block in enumerate(paper.blocks):
        if block.kind is BlockKind.CELL:
            found.setdefault((block.parent, block.row), []).append(
                " ".join(paper.text[block.start : block.end].split()) if i else ""
            )
    return [found[at] for at in sorted(found)]


def _read(text: str) -> Paper:
    (paper,) = read_text(Source("paper.txt", text.encode()), IngestSettings())
    return paper


def test_a_cell_on_every_line_with_references_that_look_like_dates() -> None:
    found = rows(
        """Matters arising

No
Task
Who
Position

19/07
Price a new roof for the boat shed
TB
Done. Two quotes

19/08
Ask the tenants about bin stores
KL/TB
Not started

19/09
Write to the bus company
MR
c/f

3. Any other business

None was raised at the meeting by anybody there.
"""
    )
    assert found == [
        ["No", "Task", "Who", "Position"],
        ["19/07", "Price a new roof for the boat shed", "TB", "Done. Two quotes"],
        ["19/08", "Ask the tenants about bin stores", "KL/TB", "Not started"],
        ["19/09", "Write to the bus company", "MR", "c/f"],
    ]


def test_rows_run_together_are_cut_at_the_next_number() -> None:
    found = rows(
        """Theme A

Ref Task Deadline Funding Update to May 2021

1 Plant 400 trees along the ring road March 2022 £12k Half are in
the ground. 2 Draw up a map of 3 wildlife sites 2023 Nil 3 Open the
meadow at Copley to schools Ongoing £ Four visits so far.

Ends
"""
    )
    assert found[1:] == [
        ["1", "Plant 400 trees along the ring road", "March 2022", "£12k", "Half are in the ground."],
        ["2", "Draw up a map of 3 wildlife sites", "2023", "Nil"],
        ["3", "Open the meadow at Copley to schools", "Ongoing", "£", "Four visits so far."],
    ]


def test_rows_of_two_lines_with_a_letter_at_the_end_and_headings_between() -> None:
    found = rows(
        """TASK / WHERE WE ARE AT 31 MAY / R-A-G

Aim 1  Safe streets

1.1  Light the canal path
     Columns are up. The power company will
     join them in June.    A

1.2  Mend the river steps
     Done in April.   G

Aim 2  Clean air

2.1  Fit monitors at four schools
     Three fitted    G

COMMENTARY

Much has been done.
"""
    )
    assert found == [
        ["TASK", "WHERE WE ARE AT 31 MAY", "R-A-G"],
        ["Aim 1 Safe streets"],
        ["1.1", "Light the canal path", "Columns are up. The power company will join them in June.", "A"],
        ["1.2", "Mend the river steps", "Done in April.", "G"],
        ["Aim 2 Clean air"],
        ["2.1", "Fit monitors at four schools", "Three fitted", "G"],
    ]


def test_blank_lines_part_rows_without_references() -> None:
    found = rows(
        """What we promised

Action
Lead
By when
How it is going

Paint every bus shelter in the borough
Estates Manager
June 2020
Done

Replace the swings at Fairlea
Parks Officer
By spring 2021
Delayed. The maker is in
administration

The promises were made in 2019 after a survey of two thousand people, of whom most wanted cleaner streets.
"""
    )
    assert [row[-1] for row in found] == ["How it is going", "Done", "Delayed. The maker is in administration"]
    assert found[2][:3] == ["Replace the swings at Fairlea", "Parks Officer", "By spring 2021"]


@pytest.mark.parametrize(
    "text",
    [
        "The action plan has a lead officer, a target date and a status for each project.",
        "Lead Officer Report Contact Date",
        "Action was taken by the Lead Member and Progress was good",
        "Actions / Comments",
    ],
)
def test_prose_is_no_header(text: str) -> None:
    assert side_by_side(TextLine(text)) is None


def test_numbered_paragraphs_below_labels_stay_paragraphs() -> None:
    text = """Action Lead Update

1.1 The committee has met four times since its last report to the council and has
heard from officers and from residents on each occasion about the services they want.

1.2 The next meeting is in the town hall, and members of the public may attend it and
speak for three minutes each at the discretion of the chair.
"""
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "roles", "cells"),
    [
        ("Build a ramp Head of Estates June 2024 Green", ["action", "lead", "due", "status"], [3, 3, 2, 1]),
        ("Build a ramp Ongoing Amber", ["action", "lead", "due", "status"], [3, 0, 1, 1]),
        ("Teach 30 more people to swim AB 2025 £5k 24 taught", ["action", "lead", "due", "resources", "progress"],
         [6, 1, 1, 1, 2]),
    ],
)  # fmt: skip
def test_cells_of_one_line(text: str, roles: list[str], cells: list[int]) -> None:
    cut = cut_row(words_of([TextLine(text)]), roles, Manner())
    assert [b - a for a, b in cut.cells] == cells


def test_whole_values_are_told_from_sentences() -> None:
    assert all(map(is_when, ["By end of March 2025", "2024/25", "Ongoing", "Q3 2021", "From 2020", "Sept. 2023"]))
    assert not any(map(is_when, ["March of the tenants", "2024 trees", "of the", "Long Lane"]))
    assert all(map(is_money, ["££", "£20k", "Within existing budgets", "£3,500 p.a."]))
    assert not is_money("£20k was spent")
    assert all(map(is_state, ["Green", "On track", "G", "75%", "☺", "Completed."]))
    assert not is_state("Green spaces")
    assert is_name("RV/SI") == is_name("Head of Parks") == is_name("Housing Renewal Manager") == 1.5
    assert is_name("the manager") == 0.0 == is_name("Done by us")


def test_narrow_columns_keep_a_word_that_had_no_room_on_the_line_before() -> None:
    found = rows(
        """No
Action
Owner
Complete by
Status

3.1
Turn the disused quarry at Far
Down
Land Agent
2027
Live. Survey let

3.2
Open a skate park
Land Agent
May 2024
Done

4. Water

4.1
Clear the weir
Rivers Team
–
Dropped. No money
"""
    )
    assert found[1] == ["3.1", "Turn the disused quarry at Far Down", "Land Agent", "2027", "Live. Survey let"]
    assert found[3:] == [["4. Water"], ["4.1", "Clear the weir", "Rivers Team", "–", "Dropped. No money"]]


def test_a_running_title_whose_number_counts_on_is_no_row() -> None:
    page = "Fenmoor Council | Play Plan | {}\n"
    body = "Ref Task Deadline Funding Update\n\n{0} Dig a den June 2024 £5k Done\n{1} Fix a swing May 2024 £2k Shut\n\n"
    text = "".join(
        f"Outcome {n}\n\nChildren like it\n\n"
        + body.format(2 * n - 1, 2 * n)
        + "\n".join(["Words."] * 6)
        + "\n"
        + page.format(n)
        for n in (1, 2, 3)
    )
    paper = _read(text)
    assert "Play Plan" not in paper.text
    assert all(f"Outcome {n}" in paper.text for n in (1, 2, 3))


def test_a_numbered_theme_without_a_colon_is_a_heading_where_a_blank_line_stands_before() -> None:
    paper = _read(
        "2 The tables\n\nTheme 1 Cleaner streets\nResponsible: Head of Depots\n\nWe sweep every road twice a month "
        "and\nTheme 2 Brighter parks is the name of another plan that we do not describe.\n"
    )
    headings = [paper.body(b) for b in paper.blocks if b.kind is BlockKind.HEADING]
    assert "Theme 1 Cleaner streets" in headings
    assert not any("Brighter" in heading for heading in headings)


@pytest.mark.parametrize(("name", "role"), [("What we'll do", "action"), ("Who’s responsible", "lead")])
def test_contracted_names_of_columns(name: str, role: str) -> None:
    assert named_role(name) == role


def test_a_row_whose_tab_was_lost_by_wrapping_and_a_cell_that_goes_on() -> None:
    assert rows(
        "Stage\tDate\nTenders invited for the new bridge 4 March\n2021\nContract let\tMay 2021\nBuilding work\tJune "
        "2021 to\nMay 2022\nBridge opens\tJuly 2022\n"
    ) == [
        ["Stage", "Date"],
        ["Tenders invited for the new bridge", "4 March 2021"],
        ["Contract let", "May 2021"],
        ["Building work", "June 2021 to May 2022"],
        ["Bridge opens", "July 2022"],
    ]


def test_rows_with_slashes_between_their_cells() -> None:
    assert rows(
        "Measure / 2010 / Target\nBins missed / 41 / 30\nRent collected / 97.1% / 98%\n\nEither / or / neither is "
        "a matter of taste.\n"
    ) == [["Measure", "2010", "Target"], ["Bins missed", "41", "30"], ["Rent collected", "97.1%", "98%"]]


def test_names_side_by_side_over_rows_with_a_cell_on_every_line() -> None:
    found = rows(
        """PLAY PLAN, YEAR 2

Task / Who / When / Where we have got to

Aim 1: Somewhere to play within reach of every home

1.1
Open a play area at Fen End
TB
May 2021
Open since April. Well used after school.

1.2
Mend the swings at Mill Lane
Parks
June 2021
Done.

Aim 2: Play for children of all abilities

2.1
Buy two roundabouts for wheelchairs
KL / Parks
2022
Ordered
"""
    )
    assert found[0] == ["Task", "Who", "When", "Where we have got to"]
    assert found[1] == ["Aim 1: Somewhere to play within reach of every home"]
    assert found[2] == [
        "1.1",
        "Open a play area at Fen End",
        "TB",
        "May 2021",
        "Open since April. Well used after school.",
    ]
    assert found[-1] == ["2.1", "Buy two roundabouts for wheelchairs", "KL / Parks", "2022", "Ordered"]
