"""Tables of a cell in each run of lines, tables whose cells end in two blanks, and what pages leave between rows."""

from pipeline.config import IngestSettings
from pipeline.ingest.source import Source
from pipeline.ingest.text import read_text
from schemas.paper import BlockKind, Paper


def _read(text: str) -> Paper:
    (paper,) = read_text(Source("paper.txt", text.encode()), IngestSettings())
    return paper


def rows(text: str) -> list[list[str]]:
    """The rows of all tables of a text: for each column its words, "" where it has none."""
    paper = _read(text)
    found: dict[tuple[int, int], dict[int, str]] = {}
    for block in paper.blocks:
        if block.kind is BlockKind.CELL:
            found.setdefault((block.parent, block.row), {})[block.column] = " ".join(
                paper.text[block.start : block.end].split()
            )
    return [[cells.get(c, "") for c in range(max(cells) + 1)] for _, cells in sorted(found.items())]


def test_cells_with_blank_lines_between_of_which_some_are_left_out() -> None:
    found = rows(
        """Estates plan

Owner  Pledge  Progress this quarter  What next  RAG

Strand 1: Dry buildings

Property Manager

1.1 Mend the roofs of the two day centres before the winter

• Slates have been ordered

• Put up the scaffolding, October

Amber

Caretaking Lead

1.2 Clear the gutters of every school twice a year

No report



Green

Strand 2: Warm buildings

Energy Officer

2.1 Fit new boilers at the depot

• Two of three are in

• Fit the third

Green
"""
    )
    assert found[2] == [
        "Property Manager",
        "1.1 Mend the roofs of the two day centres before the winter",
        "• Slates have been ordered",
        "• Put up the scaffolding, October",
        "Amber",
    ]
    assert found[3] == ["Caretaking Lead", found[3][1], "No report", "", "Green"]
    assert [row for row in found if len(row) == 1] == [["Strand 1: Dry buildings"], ["Strand 2: Warm buildings"]]


def test_names_of_columns_one_below_the_other_with_blank_lines_between() -> None:
    found = rows(
        """Part B. The year ahead

Aim

Task

Milestones

Who

Fewer crashes near schools

Paint new crossings at six
primary schools

Two by June

Road Safety Officer

Train forty walking bus leaders

Every term

School Travel
Adviser

Quieter lanes

Trial a lorry ban on Mill Lane

Order made Q3

Traffic Engineer

Minutes of the last meeting are not part of this plan, and the group will look at them when it meets in the spring.
"""
    )
    assert found[0] == ["Aim", "Task", "Milestones", "Who"]
    assert found[1][:2] == ["Fewer crashes near schools", "Paint new crossings at six primary schools"]
    assert found[2] == ["", "Train forty walking bus leaders", "Every term", "School Travel Adviser"]
    assert found[-1] == ["Quieter lanes", "Trial a lorry ban on Mill Lane", "Order made Q3", "Traffic Engineer"]


def test_labels_of_single_statements_are_no_names_of_columns() -> None:
    text = "Goal\n\nAction\n\nProgress\n\nLet the sheds\n\nAction\n\nPaint the hall\n\nProgress\n\nDone in May\n"
    assert rows(text) == []


def test_lines_that_end_in_two_blanks_end_a_cell() -> None:
    found = rows(
        "Plan for the parks  \n"
        "position at May  \n"
        " \n"
        "This plan was agreed by the committee in the spring and is looked at by \n"
        "members four times a year. The friends of each park were asked what they \n"
        "thought of it and most of them wrote back to say that the lights came \n"
        "first, that the beds were next, and that fairs \n"
        "should not be held on wet ground.  \n"
        " \n"
        " No.  Outcome and steps  Who  When  How will we know  Latest position  \n"
        "Outcome 1 – Parks are cared for, by day and, if they can be, by \n"
        "night  \n"
        "1.1  Mend the lights in the four \n"
        "town parks  Parks \n"
        "Engineer  Mar 24  Lamps lit at a \n"
        "check  Two parks done. The lamps for \n"
        "the others are on order.  \n"
        "1.2  Train stewards for the \n"
        "summer fairs  Events \n"
        "Team   Stewards \n"
        "trained  Held in May. See \n"
        "1.1 for the lights.  \n"
        "1.3  Plant a hedge at Mill \n"
        "Field  Rangers  Nov 23  Metres  Planted.  \n"
        " \n"
        "The group meets again in the autumn and will look at the plan once more then.  \n"
    )
    assert found[1] == ["Outcome 1 – Parks are cared for, by day and, if they can be, by night"]
    assert found[2][:4] == ["1.1", "Mend the lights in the four town parks", "Parks Engineer", "Mar 24"]
    assert found[3] == [
        "1.2",
        "Train stewards for the summer fairs",
        "Events Team",
        "",
        "Stewards trained",
        "Held in May. See 1.1 for the lights.",
    ]
    assert found[4][0] == "1.3"


_HEADER = "ID   Deliverable   Portfolio   %   RAG   Was   Commentary\n"


def test_a_counted_title_above_a_header_that_comes_again_is_no_row() -> None:
    found = rows(
        "Quarterly dashboard\n\n"
        + _HEADER
        + "\n1a\nPaint the bandstand\nLeisure\n70\nG\nG ◄►\nPrimer is on.\n"
        + "1b\nMend the pier rail\nTransport\n20\nR\n\nHarbour dashboard Q2 – 1\n"
        + _HEADER
        + "\nA ▼\nThe contractor has left the site and the rail has been fenced off until he is back.\n"
        + "2a\nOpen the ice rink\nLeisure\n100\nB\nG ▲\nOpened in May.\n\nHarbour dashboard Q2 – 2\n"
        + _HEADER
    )
    assert found[2] == [
        "1b",
        "Mend the pier rail",
        "Transport",
        "20",
        "R",
        "A ▼",
        "The contractor has left the site and the rail has been fenced off until he is back.",
    ]
    assert found[3][:2] == ["2a", "Open the ice rink"]


def test_a_header_printed_above_the_title_of_its_page_names_the_rows_below() -> None:
    header = "Ref  By when  Owner  Action  Update  BRAG\n"
    found = rows(
        header
        + "\n\nAppendix 2 – Delivery plan\n\nBRAG: Blue – finished. Green – going to plan.\n\n"
        + header
        + "\nSTAYING SAFE  Everybody in the valley is able to feel safe at home and in the street\n"
        + "\nH1  Mar 2026  Trading Standards Manager\nStop rogue roofers\nThree were fined in May 2025.\nGreen\n"
        + "\nH2  Sept 2026  Lighting Engineer\nLight the river path\nPosts are in. Lamps come in July 2025.\nGreen\n"
        + "\nH3    \nSlower traffic\n"
        + "\nH4  TBC  Community Warden\nWalk the estates at dusk\nEight walks were held.\nBlue\n"
    )
    assert found[2][:4] == ["H1", "Mar 2026", "Trading Standards Manager", "Stop rogue roofers"]
    assert [row[0] for row in found[2:]] == ["H1", "H2", "H3", "H4"]


def test_names_of_columns_that_are_cut_short() -> None:
    found = rows(
        "Flood plan\n\n"
        "No.     Pri.   Corrective action                   Owner     Due       St.\n\n"
        "FP-01   H      Oil the sluice gates                Works     Apr 24    C\n"
        "FP-02   L      Number the sandbag stores           Works     May 24    O\n"
        "                                                              Page 1 of 2\n"
        "FP-03   M      Test the sirens                     Wardens   Jun 24    O\n"
    )
    assert found[-1] == ["FP-03", "M", "Test the sirens", "Wardens", "Jun 24", "O"]
    assert len(found) == 4


def test_a_line_that_comes_again_within_sentences_is_a_running_line() -> None:
    page = "The bridge will be shut while the bearings\n\nAppendix C to the works report\n\nare mended.\n\n"
    between = "".join(f"Notice {i} was sent to the shops in the high street.\n\n" for i in range(6))
    again = "We ask the members\n\nAppendix C to the works report\n\nto note this.\n\n"
    paper = _read(page + between + again + between * 2 + "Appendix C to the works report\n")
    assert "Appendix C" not in paper.text
    assert "while the bearings are mended." in paper.text


def test_all_names_between_the_reference_and_the_first_row_are_columns() -> None:
    found = rows(
        "Ref\n\nWhat we intend to do\n\nCommissioner\n\nHow we will buy it\n\nStart of new service\n\n"
        "B1\n\nBuy a night sitting service for the whole of the vale\n\nHome Care\nCommissioner\n\nOpen tender\n\n"
        "May 2026\n\n"
        "B2\n\nEnd the contract for the old day centre\n\nHome Care\nCommissioner\n\nn/a\n\nWhen lease ends\n\n"
        "6. Oversight\n\nThe board will look at the plan twice a year.\n"
    )
    assert found[1] == [
        "B1",
        "Buy a night sitting service for the whole of the vale",
        "Home Care Commissioner",
        "Open tender",
        "May 2026",
    ]
    assert found[2][-1] == "When lease ends"
    assert len(found) == 3


def test_lines_and_cells_that_are_spaced_apart() -> None:
    def cell(*lines: str) -> str:
        return "\n \n".join(lines) + "\n \n\n"

    found = rows(
        cell("Theme") + cell("Our action") + cell("Stage (Begun /", "Planned / Dropped)") + cell("By when")
        + cell("Lead", "officer") + cell("Cost")
        + cell("Roads") + cell("Roads") + cell("Patch the worst", "lanes in the", "upper valley")
        + cell("Begun: nine", "done")
        + cell("June", "2027") + cell("Highways", "Engineer") + cell("£40k", "revenue")
        + cell("Paint the lines", "outside schools") + cell("Planned") + cell("May 2027")
        + cell("Highways", "Engineer")
        + cell("-")
        + cell("Rivers") + cell("Rivers") + cell("Clear the weir", "of fallen trees")
        + cell("Dropped", "after a", "survey")
        + cell("2028") + cell("Rivers", "Warden") + cell("Nil")
    )  # fmt: skip
    assert found[2] == [
        "Roads",
        "Patch the worst lanes in the upper valley",
        "Begun: nine done",
        "June 2027",
        "Highways Engineer",
        "£40k revenue",
    ]
    assert found[3] == ["", "Paint the lines outside schools", "Planned", "May 2027", "Highways Engineer", "-"]
    assert found[5][2] == "Dropped after a survey"


def test_a_label_at_the_end_of_every_row_is_a_column_and_divisions_stand_with_their_names() -> None:
    found = rows(
        "WELLBEING OBJECTIVE 1\n\nClean rivers\n\nStep\nWhat we did this year\nJudgement\nWhat comes next\n\n"
        "1.1 Mend the weir at Upper Mill before the spring floods\nIt was mended in March.\nAchieved\n–\n"
        "Responsible: River Warden\n\n"
        "1.2 Test the water at all of the bathing places every week in the summer\n"
        "Nine of ten places were tested each week.\nPartly\nBuy a second boat\nResponsible: Bathing Officer\n\n"
        "WELLBEING OBJECTIVE 2\n\nQuiet streets\n\nOur overall judgement: Partly\n\n"
        "2.1 Slow the traffic in Church Lane\nThe humps were laid.\nAchieved\nCount the cars\n"
        "Responsible: Road Engineer\n\n"
        "4.0 HOW WELL ARE WE RUN?\n\n4.1 Our auditors found that accounts were late and said so in their letter.\n"
    )
    assert found[0] == ["", "Step", "What we did this year", "Judgement", "What comes next", "Responsible"]
    assert [row[5] for row in found[1:] if len(row) == 6] == ["River Warden", "Bathing Officer", "Road Engineer"]
    assert ["WELLBEING OBJECTIVE 2 Quiet streets"] in found
    assert found[-1][:2] == ["2.1", "Slow the traffic in Church Lane"]


def test_letters_on_lines_of_their_own_go_with_the_words_below() -> None:
    paper = _read(
        "There are three aims.\n\nA\n\nWarm rooms for all\n\nB\n\nQuiet nights\n\nC\n\nSafe paths to school\n"
    )
    items = [b for b in paper.blocks if b.kind is BlockKind.LIST_ITEM]
    assert [(b.number, paper.body(b)) for b in items] == [
        ("A", "Warm rooms for all"),
        ("B", "Quiet nights"),
        ("C", "Safe paths to school"),
    ]
    ratings = _read("A\n\nA\n\nB\n\nGreen lights were mended\n")
    assert not any(b.kind is BlockKind.LIST_ITEM for b in ratings.blocks)


def test_columns_below_one_another_with_their_references() -> None:
    found = rows(
        "Ref.\n\nW-i\nW-ii\nW-iii\n\nAction\n\nDredge the mill race and the two\nponds above it\n"
        "Teach forty children to row on the\nlower lake\nPut up a board at each landing stage\n\n"
        "Year\n\n2026\neach summer\n2027\n\nLead\n\nRiver Warden\nFriends of the\nLake\nParks, with Harbour Trust\n\n"
        "Why rivers?\n\nA river keeps a town cool, and in dry years it is all that the herons have.\n"
    )
    assert found[1:] == [
        ["W-i", "Dredge the mill race and the two ponds above it", "2026", "River Warden"],
        ["W-ii", "Teach forty children to row on the lower lake", "each summer", "Friends of the Lake"],
        ["W-iii", "Put up a board at each landing stage", "2027", "Parks, with Harbour Trust"],
    ]


def test_ratings_at_the_ends_of_rows_without_a_name_are_a_column() -> None:
    found = rows(
        "Ref  Action  Owner  Due  Progress to date\n\n"
        "A1\nMend the weir\nRiver Warden\nMar 2027\nThe stone has been ordered from the quarry.\nAmber\n\n"
        "A2\nTest the ponds\nBathing Officer\nMay 2027\nAll six were tested in June.\nGreen\n\n"
        "A3\nDredge the mill race\nRiver Warden\nJune 2027\nNothing has been done yet.\nRed\n"
    )
    assert [row[4:] for row in found[1:]] == [
        ["The stone has been ordered from the quarry.", "Amber"],
        ["All six were tested in June.", "Green"],
        ["Nothing has been done yet.", "Red"],
    ]


_ROADMAP = (
    "Aim\tProject\tNOW (to May)\tNEXT (June to December)\tLATER\n\n"
    "Boats can land at any tide and in any weather\n\n"
    "P1\tNew pontoon\tPiles are in\tLay the deck\t\nP2\tLit channel\t\tBuy lamps\tFit them\n\n"
    "Nobody waits for a berth\n\n"
    "P3\tOne list of berths\tList is kept by hand\tPut it on line\t\n"
)


def test_rows_with_tabs_go_on_under_headings_without() -> None:
    found = rows(_ROADMAP + "\nWhy a harbour?\n\nIt has been here since the wool trade.\n")
    assert [row for row in found if len(row) == 1] == [
        ["Boats can land at any tide and in any weather"],
        ["Nobody waits for a berth"],
    ]
    assert found[-1] == ["P3", "One list of berths", "List is kept by hand", "Put it on line"]


def test_another_table_below_a_heading_stays_another() -> None:
    paper = _read(
        _ROADMAP + "\nWho we are\n\nRef\tAction\tLead\tBy when\tStatus\nX1\tOil the crane\tMr Elm\tMay\tDone\n"
    )
    assert sum(block.kind is BlockKind.TABLE for block in paper.blocks) == 2


def test_names_and_cells_set_apart_by_blank_lines_in_narrow_columns() -> None:
    found = rows(
        """Nature plan

Theme

Tasks

What difference
will it make?

Stage

By when

Lead
officer

Woods

Plant four
hundred oaks
on the
common and
fence them

Shade for
the playing
fields

Started.
Half of the
oaks are in

March 2026

Parks
Manager

Water

Clear the
mill pond of
silt

Newts return

Planned

June 2027

Drainage
Engineer

Water

Fence the
spring at
Long Acre

Clean water
for cattle

Planned

May 2027

Drainage
Engineer
"""
    )
    assert [row[1] for row in found[1:]] == [
        "Plant four hundred oaks on the common and fence them",
        "Clear the mill pond of silt",
        "Fence the spring at Long Acre",
    ]
    assert [row[3] for row in found[1:]] == ["Started. Half of the oaks are in", "Planned", "Planned"]


def test_the_column_of_the_work_by_a_name_of_the_paper_s_own() -> None:
    beside = """Parks plan

Ref  By when  Owner  Lever  Update  RAG

P1  May 2025  Parks Manager  Reopen the bandstand  Roof is on  Amber
P2  June 2025  Tree Officer  Plant a copse at Nab End  Ground is bought  Green
P3  July 2025  Parks Manager  Mend the lido wall  Not begun  Red
"""
    below = """Parks plan

No.
Lever
Owner
Complete by
Status

1.1
Reopen the bandstand
Parks Manager
May 2025
Done

1.2
Plant a copse at Nab End
Tree Officer
June 2025
Paused

1.3
Mend the lido wall
Parks Manager
July 2025
Done
"""
    apart = """Parks plan

Lever

Who leads

By when

Update

Reopen the bandstand before the summer concerts

Parks Manager

May 2025

The roof is on.

Plant a copse at Nab End

Tree Officer

June 2025

Ground is bought.
"""
    for text, column in ((beside, 3), (below, 1), (apart, 0)):
        work = [row[column] for row in rows(text)]
        assert work[0] == "Lever", text
        assert "Reopen the bandstand" in work[1]
        assert "Plant a copse at Nab End" in work[2]


def test_commitments_that_say_who_and_when_are_the_work() -> None:
    found = rows(
        """Commitment
Owner
Complete by
Status

Reopen the bandstand
Parks Manager
May 2025
Done

Plant a copse at Nab End
Tree Officer
June 2025
Paused

Mend the lido wall
Parks Manager
July 2025
Done
"""
    )
    assert [row[0] for row in found] == [
        "Commitment",
        "Reopen the bandstand",
        "Plant a copse at Nab End",
        "Mend the lido wall",
    ]


def test_rows_that_are_runs_of_lines_below_names_with_blank_lines_between() -> None:
    found = rows(
        """Pledge

Action

Owner

By when

What has happened

Rating

1. Dry buildings for those who
work in them

Mend the roofs of the two day centres before
the winter comes
Property Manager
Oct 2024
Slates were late. The scaffolding went up in the second week
of September.
Amber

Clear the gutters of every school
Caretaking Lead
May 2024
Done twice over.
Green

2. Warm buildings

Fit new boilers at the depot and at the two
largest libraries
Energy Officer
Mar 2025
Two of three are in.
Amber

The Board will look at the plan again in the summer, when the accounts of the year are known.
"""
    )
    assert found[1:] == [
        ["1. Dry buildings for those who work in them"],
        [
            *("", "Mend the roofs of the two day centres before the winter comes", "Property Manager", "Oct 2024"),
            *("Slates were late. The scaffolding went up in the second week of September.", "Amber"),
        ],
        ["", "Clear the gutters of every school", "Caretaking Lead", "May 2024", "Done twice over.", "Green"],
        ["2. Warm buildings"],
        [
            *("", "Fit new boilers at the depot and at the two largest libraries", "Energy Officer", "Mar 2025"),
            *("Two of three are in.", "Amber"),
        ],
    ]
