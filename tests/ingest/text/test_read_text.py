import re
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.config import IngestSettings
from pipeline.ingest.source import ReadError, Source
from pipeline.ingest.text import read_text
from pipeline.ingest.text.decode import decode
from schemas.ids import fold
from schemas.paper import CONTAINERS, BlockKind, Paper
from schemas.states import State


def read(text: str | bytes) -> Paper:
    data = text.encode() if isinstance(text, str) else text
    [paper] = read_text(Source("paper.txt", data), IngestSettings())
    return paper


def outline(paper: Paper) -> list[tuple[str, str, str]]:
    """Kind, marker and words of every block that holds words."""
    return [(b.kind.value, b.marker, paper.body(b)) for b in (paper.blocks[i] for i in paper.leaves)]


def cells(paper: Paper) -> list[tuple[int, int, int, int, str]]:
    """Row, column, rows and columns spanned, words of every cell."""
    return [
        (b.row, b.column, b.row_span, b.column_span, paper.text[b.start : b.end])
        for b in paper.blocks
        if b.kind is BlockKind.CELL
    ]


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\x00\x00 \x00", "\ufeff \u200b\n".encode(), b"---\n\n***\n"])
def test_a_file_without_words_is_empty(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.state is State.EMPTY


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_that_say_so(encoding: str) -> None:
    assert read("Hartsmere’s plan – agreed".encode(encoding)).text == "Hartsmere’s plan – agreed"


def test_other_bytes_are_read_as_windows_text_with_a_warning() -> None:
    paper = read("Hartsmere’s plan – £5".encode("cp1252"))
    assert paper.text == "Hartsmere’s plan – £5"
    assert "1252" in paper.warnings[0]


def test_unseen_characters_and_line_ends() -> None:
    paper = read("The plan\x00 is\u200b agreed.\r\n\r\nThe mana\xadger\x07 reports.\r")
    assert outline(paper) == [("paragraph", "", "The plan is agreed."), ("paragraph", "", "The manager reports.")]


def test_bold_runs_typed_together_are_blocks_of_their_own() -> None:
    paper = read(
        "3 March 2021**Agenda Item: 4****REPORT OF THE HEAD OF ROADS****GRITTING PLAN****Purpose of the Report**\n\n"
        "1. To note **Appendix 1** of the plan.\n"
    )
    assert outline(paper) == [
        ("paragraph", "", "3 March 2021"),
        ("paragraph", "", "Agenda Item: 4"),
        ("heading", "", "REPORT OF THE HEAD OF ROADS"),
        ("heading", "", "GRITTING PLAN"),
        ("heading", "", "Purpose of the Report"),
        ("list_item", "1.", "To note Appendix 1 of the plan."),
    ]


def test_markdown_headings_emphasis_links_and_escapes() -> None:
    paper = read("## **Warm homes** ##\n\nSee *the plan* at [the site](https://example.org/a_b_c), item 1\\. of 2.\n")
    assert outline(paper) == [
        ("heading", "", "Warm homes"),
        ("paragraph", "", "See the plan at the site (https://example.org/a_b_c), item 1. of 2."),
    ]
    assert paper.blocks[0].level == 2
    assert paper.blocks[0].bold


def test_html_fragments_check_boxes_and_entities() -> None:
    paper = read('<p>Roads &amp; paths</p> <input type="checkbox" checked> Parks <input type="checkbox"/> cost <5 %\n')
    assert paper.text == "Roads & paths\n☒ Parks ☐ cost <5 %"


def test_a_bold_title_over_several_lines_is_one_block() -> None:
    paper = read(
        "**REPORT OF THE HEAD OF ROADS AND  \nTHE HEAD OF PARKS**\n\n**Purpose**\n\nThe plan is set out below.\n"
    )
    assert outline(paper)[0] == ("heading", "", "REPORT OF THE HEAD OF ROADS AND THE HEAD OF PARKS")


def test_wrapped_lines_become_paragraphs() -> None:
    paper = read(
        "The service will review every route before the winter. The\n"
        "review will be led by the depot and will report to members in\n"
        "the spring. Officers will then set out the cost of each\n"
        "route.\n"
        "The second paragraph begins here.\n"
    )
    assert [words for _, _, words in outline(paper)] == [
        "The service will review every route before the winter. The review will be led by the depot and will report to "
        "members in the spring. Officers will then set out the cost of each route.",
        "The second paragraph begins here.",
    ]


def test_a_sentence_cut_by_a_blank_line_is_joined() -> None:
    paper = read(
        "5. The plan was made with partners across the district. Over 40 partners\n\nattended a day in May 2012.\n"
    )
    assert outline(paper) == [
        (
            "list_item",
            "5.",
            "The plan was made with partners across the district. Over 40 partners attended a day in May 2012.",
        )
    ]


def test_lines_of_an_address_stay_apart() -> None:
    paper = read("Contact:\n\nAnna Reed\nHead of Roads, Depots and Fleet\nT: 01632 960001\nE: anna@example.org\n")
    assert [words for _, _, words in outline(paper)][1:] == [
        "Anna Reed",
        "Head of Roads, Depots and Fleet",
        "T: 01632 960001",
        "E: anna@example.org",
    ]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            "The gritters have been in-\nspected and the inspected routes",
            "The gritters have been inspected and the inspected routes",
        ),
        ("The partners agreed on a multi-\nagency plan for all", "The partners agreed on a multi-agency plan for all"),
        ("The officers have recom-\nmended a plan for the roads", "The officers have recommended a plan for the roads"),
    ],
)
def test_hyphens_at_line_ends(typed: str, words: str) -> None:
    assert read(typed).text == words


def test_numbers_and_nested_lists() -> None:
    paper = read(
        "1. (1) The first point is made here.\n\n(2) The second has these parts:\n\n- roads\n- paths\n\n"
        "(3) The third point is made here.\n\n2. The next point is made here.\n"
    )
    assert [(b.number, b.level, paper.body(b)[:9]) for b in paper.blocks] == [
        ("1(1)", 0, "The first"),
        ("2", 1, "The secon"),
        ("", 2, "roads"),
        ("", 2, "paths"),
        ("3", 1, "The third"),
        ("2", 0, "The next "),
    ]


def test_a_bullet_or_number_on_its_own_line_takes_the_next() -> None:
    paper = read("●\nGrit the hills\n●\nGrit the bridges\n1.1\nBuy more salt\n")
    assert outline(paper) == [
        ("list_item", "●", "Grit the hills"),
        ("list_item", "●", "Grit the bridges"),
        ("list_item", "1.1", "Buy more salt"),
    ]


def test_labels_are_headings() -> None:
    paper = read(
        "Priority Aim 1:\n\nTo keep the roads open.\n\nAction\n\n\uf0b7 Buy more salt\n\nProgress:\n\nCompleted\n"
    )
    assert outline(paper)[2:] == [
        ("heading", "", "Action"),
        ("list_item", "•", "Buy more salt"),
        ("heading", "", "Progress:"),
        ("paragraph", "", "Completed"),
    ]


def test_numbered_headings_and_their_levels() -> None:
    paper = read(
        "5. Summary\n\nThe plan is on course.\n\n7.1 Work done so far\n\nThe depot has moved to its new site.\n\n"
        "7.2 Note the progress made with the plan for all of the roads in the district of Hartsmere this winter\n"
    )
    assert [(b.kind.value, b.number, b.level) for b in paper.blocks] == [
        ("heading", "5", 1),
        ("paragraph", "", 0),
        ("heading", "7.1", 2),
        ("paragraph", "", 0),
        ("list_item", "7.2", 0),
    ]


def test_a_list_of_contents_holds_no_headings() -> None:
    paper = read("1. Introduction\n2. Our Vision\n3. Our Plan\n3.1 Roads\n3.2 Paths\n4. Conclusions\n")
    assert {b.kind for b in paper.blocks} == {BlockKind.LIST_ITEM}


def test_the_first_words_of_a_list_are_no_heading() -> None:
    paper = read("It is recommended that the Board:\n\n(a) note the plan.\n")
    assert outline(paper)[0] == ("paragraph", "", "It is recommended that the Board:")


PAGES = "\f".join(
    f"Hartsmere Borough Council – Winter Plan\n\n{page}\n\nPage {n} of 3\n"
    for n, page in enumerate(
        [
            "The depot will keep enough salt in store for all of the",
            "routes of the district. Members agreed.",
            "The end came.",
        ],
        1,
    )
)


def test_running_headers_and_page_numbers_go_to_the_furniture() -> None:
    paper = read(PAGES)
    assert paper.furniture == ("Hartsmere Borough Council – Winter Plan", "Page 1 of 3", "Page 2 of 3", "Page 3 of 3")
    assert [words for _, _, words in outline(paper)] == [
        "The depot will keep enough salt in store for all of the routes of the district. Members agreed.",
        "The end came.",
    ]


def test_a_text_of_page_numbers_alone_keeps_them() -> None:
    assert read("Page 1 of 2\n\nPage 2 of 2\n").text == "Page 1 of 2\nPage 2 of 2"


def test_repeated_words_of_the_text_are_no_furniture() -> None:
    paper = read("\n\n".join(["Progress\n\nCompleted"] * 5))
    assert paper.furniture == ()
    assert len(paper.leaves) == 10


def test_a_cell_cut_by_a_page_break_stands_once() -> None:
    paper = read(
        "Our Aim\tThe Service's Aim\n"
        "1. Open roads\t1. We will keep every road of the district open.\n"
        "2. Safe paths\t\n"
        "3. Warm depots\t2. We will look after the depots and the people\n"
        "\n"
        "<p>4. Good maps</p>\t<p>who work in them.</p>\n"
        "<p>5. Clean drains</p>\t\n"
        "<p>6. New signs</p>\t<p>3. We will put up signs.</p>\n"
    )
    assert [cell for cell in cells(paper) if cell[1] == 1] == [
        (0, 1, 1, 1, "The Service's Aim"),
        (1, 1, 2, 1, "1. We will keep every road of the district open."),
        (3, 1, 3, 1, "2. We will look after the depots and the people who work in them."),
        (6, 1, 1, 1, "3. We will put up signs."),
    ]
    assert [b.header for b in paper.blocks if b.kind is BlockKind.CELL][:3] == [True, True, False]


def test_a_cell_in_small_letters_is_not_taken_for_the_rest_of_the_one_above() -> None:
    paper = read("Action\tState\nBuy salt\tto be agreed by the panel\nHire drivers\tin hand with the agency\n")
    assert [words for row, column, _, _, words in cells(paper) if column == 1] == [
        "State",
        "to be agreed by the panel",
        "in hand with the agency",
    ]


def test_an_empty_cell_below_a_cut_one_is_not_merged_with_it() -> None:
    paper = read(
        "Action\tReport\nBuy salt\tThe salt has been bought and\n\n"
        "at the depot\tis stored there.\nHire drivers\t\nSweep\tDone.\n"
    )
    assert (1, 1, 2, 1, "The salt has been bought and is stored there.") in cells(paper)


def test_a_left_cell_spans_the_rows_whose_left_cell_is_empty() -> None:
    paper = read("Aim\tAction\tLead\nOpen roads\tBuy salt\tDepot\n\tHire drivers\tFleet\nSafe paths\tSweep\tParks\n")
    assert [(row, span, words) for row, column, span, _, words in cells(paper) if column == 0] == [
        (0, 1, "Aim"),
        (1, 2, "Open roads"),
        (3, 1, "Safe paths"),
    ]


def test_an_empty_value_does_not_take_the_value_above() -> None:
    paper = read("Title of paper:\tWinter plan\nReport author(s):\tAnna Reed\nDate of consultation:\t\n")
    assert (1, 1, 1, 1, "Anna Reed") in cells(paper)


def test_a_value_on_the_row_below_its_label_joins_that_row() -> None:
    paper = read("1.\tMeeting:\t\n\t\tRoads Panel\n2.\tDate:\t\n\t\t21 st May, 2014\n")
    assert [cell[:2] + cell[4:] for cell in cells(paper)] == [
        (0, 0, "1."),
        (0, 1, "Meeting:"),
        (0, 2, "Roads Panel"),
        (1, 0, "2."),
        (1, 1, "Date:"),
        (1, 2, "21 st May, 2014"),
    ]


def test_pipe_tables() -> None:
    paper = read("| Action | Lead |\n|:---|---:|\n| Buy salt<br>Buy grit | Depot |\n")
    assert cells(paper) == [
        (0, 0, 1, 1, "Action"),
        (0, 1, 1, 1, "Lead"),
        (1, 0, 1, 1, "Buy salt\nBuy grit"),
        (1, 1, 1, 1, "Depot"),
    ]


def test_a_list_typed_with_tabs_is_no_table() -> None:
    paper = read("1.\tBuy more salt for the hills.\n2.\tHire more drivers for the hills.\n")
    assert [b.number for b in paper.blocks] == ["1", "2"]


def test_references_begin_items_and_glued_ones_are_cut_off() -> None:
    paper = read("1.1\nBuy more salt\nKeep the hills open1.2\nHire more drivers\nKeep the hills open\n")
    assert [(b.number, paper.body(b)) for b in paper.blocks if b.number] == [
        ("1.1", "Buy more salt"),
        ("1.2", "Hire more drivers"),
    ]


SEQUENTIAL = """Theme 1: Open roads
Ref.
Actions of the depot and all its teams
Key aim
1.1
Buy more salt for the hills and the bridges of the district and store it where it is \nneeded most
Keep the hills open
1.2
Hire more drivers for the winter
Keep the hills open1.3
Choose new routes, such as:
●
the hills
●
the bridges
Make roads safe for
all who use them
Actions for neighbouring districts and partner bodies
Key aim
1.4
Talk with all of the neighbouring boroughs each year
Make roads safe for
all who use them
1.5
Print a map of the routes that are gritted each night
Help people
1.6
Print a plan of the depots that are open each night
Help people
"""


def test_cells_on_lines_of_their_own_become_a_table_again() -> None:
    paper = read(SEQUENTIAL)
    assert [(row, column, words) for row, column, _, _, words in cells(paper)] == [
        (0, 0, "Ref."),
        (0, 1, "Actions of the depot and all its teams"),
        (0, 2, "Key aim"),
        (1, 0, "1.1"),
        (1, 1, "Buy more salt for the hills and the bridges of the district and store it where it is needed most"),
        (1, 2, "Keep the hills open"),
        (2, 0, "1.2"),
        (2, 1, "Hire more drivers for the winter"),
        (2, 2, "Keep the hills open"),
        (3, 0, "1.3"),
        (3, 1, "Choose new routes, such as:\n● the hills\n● the bridges"),
        (3, 2, "Make roads safe for all who use them"),
        (0, 1, "Actions for neighbouring districts and partner bodies"),
        (0, 2, "Key aim"),
        (1, 0, "1.4"),
        (1, 1, "Talk with all of the neighbouring boroughs each year"),
        (1, 2, "Make roads safe for all who use them"),
        (2, 0, "1.5"),
        (2, 1, "Print a map of the routes that are gritted each night"),
        (2, 2, "Help people"),
        (3, 0, "1.6"),
        (3, 1, "Print a plan of the depots that are open each night"),
        (3, 2, "Help people"),
    ]


ROW = (
    "{n} Buy more salt for the hills and \nthe bridges  March 2023 Depot \nteam  GREEN  Roads that are safe. \n"
    "Drivers who are happy.  \nFewer crashes.  Roads \nServices  1 \n"
)
FLATTENED = "Reference  Action Description  Timescale  Resources  Status  Outputs  Lead  Priority \n" + "".join(
    ROW.format(n=f"1.{n}") for n in range(1, 6)
)


def test_cells_that_follow_each_other_on_wrapped_lines_are_told_apart() -> None:
    paper = read(FLATTENED)
    assert [words for _, _, words in outline(paper)][8:15] == [
        "Buy more salt for the hills and the bridges",
        "March 2023 Depot team",
        "GREEN",
        "Roads that are safe. Drivers who are happy.",
        "Fewer crashes.",
        "Roads Services",
        "1",
    ]
    assert [b.number for b in paper.blocks if b.kind is BlockKind.LIST_ITEM] == ["1.1", "1.2", "1.3", "1.4", "1.5"]


LINES = st.sampled_from(
    ["Ref", "Action", "Aim", "Buy salt", "●", "hills and", "all of it", "Theme 2: Roads", "Keep it open", "x1.3"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(LINES, st.integers(1, 9).map("1.{}".format)), min_size=1, max_size=60))
def test_rebuilding_tables_keeps_the_words_in_order(typed: list[str]) -> None:
    text = "\n".join(["Ref", "Action", "Aim", *typed])
    paper = read(text)
    assert re.findall(r"[^\W_]+", paper.text) == re.findall(
        r"[^\W_]+", text.replace("x1.3", "x 1.3" if "x 1.3" in paper.text else "x1.3")
    ) or (re.sub(r"\W", "", paper.text) == re.sub(r"\W", "", text))


def test_the_number_of_a_line_taken_for_the_name_of_a_column_is_kept() -> None:
    typed = ["Ref", "1.1", "Ref", "Ref", "hills and", "1.1", "Ref", "Ref", "1.1", "Theme 2: Roads", "x1.3", "Ref"]
    text = "\n".join(["Ref", "Action", "Aim", *typed])
    assert re.sub(r"\W", "", read(text).text) == re.sub(r"\W", "", text)


def test_a_line_that_goes_on_in_a_row_of_cells_loses_no_word() -> None:
    assert read("1.\tmend\nold\nroads\t").text.split() == ["1.", "mend", "old", "roads"]


WORDS = st.sampled_from(
    [
        "roads",
        "The",
        "depot",
        "will",
        "Action",
        "1.",
        "(a)",
        "1.1",
        "\uf0b7",
        "-",
        "plan.",
        "REPORT",
        "Progress:",
        "30",
        "o",
    ]
)
GAPS = st.sampled_from([" ", " ", " ", "  ", "\n", "\n\n", " \n", "  \n", "\t", "    ", "\f"])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=80))
@example([("30", "\n"), ("roads", "\n")])
def test_no_word_is_lost_or_doubled_and_offsets_hold(typed: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in typed)
    words = re.findall(r"[^\W_]+", text.lower())
    if not fold(text):
        return
    paper = read(text)
    taken = " ".join(paper.furniture).lower()
    kept = re.findall(r"[^\W_]+", paper.text.lower())
    furniture = set(re.findall(r"[^\W_]+", taken))
    if any(b.kind is BlockKind.TABLE for b in paper.blocks):  # a cell cut by a page break is put together
        assert Counter(kept) <= Counter(words)
        assert set(Counter(words) - Counter(kept)) <= furniture
    else:
        rest = iter(kept)
        left = next(rest, None)
        for word in words:  # the text is the input without furniture, in order
            if word == left:
                left = next(rest, None)
            else:
                assert word in furniture
        assert left is None
    for block in paper.blocks:
        assert 0 <= block.start <= block.body <= block.end <= len(paper.text)
        assert block.kind in CONTAINERS or paper.text[block.start : block.body].strip() == block.marker


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_called_empty(data: bytes) -> None:
    text, _ = decode(data)
    if fold(text):
        paper = read(data)
        assert paper.text == paper.text.strip()
        assert fold(paper.text) or paper.furniture
        paper.text.encode("utf-8")


def test_rows_of_a_table_that_say_the_same_are_not_taken_for_its_header() -> None:
    row = "Homes  Keep them dry.  3 Mar 2023  \n"
    rows = "".join(f"Mend roof {n} of the town hall yard and the \n{row}" for n in "abcd")
    assert read("Action  Aim  Outcome  By when  \n" + rows).text.count("Keep them dry") == 4


def test_a_value_that_stands_in_other_rows_is_parted_from_the_words_before_it() -> None:
    plan = "Ref.\nActions\nKey objective\n"
    for n in range(1, 6):
        street = f"Mend the roofs of the homes in street number {n} and in the yards behind them that need"
        plan += f"1.{n}\n{street}\nKeep homes\ndry\n"
    plan = plan.replace("street number 3 and in the yards behind them that need", "street number 3")
    paper = read(plan)
    assert [c[4] for c in cells(paper) if c[1] == 2 and c[0]] == ["Keep homes dry"] * 5


def test_a_line_with_its_page_number_set_apart_is_running_even_once() -> None:
    paper = read("The fence was mended in May.\n\nParks Working Group          Page 2\n\nThe gate was painted.\n")
    assert paper.furniture == ("Parks Working Group          Page 2",)
    contents = read(
        "Contents\n\nIntroduction          Page 2\nWhat was done          Page 3\n\nThe gate was painted.\n"
    )
    assert not contents.furniture


def test_a_label_with_a_dash_begins_a_block_behind_a_full_line() -> None:
    paper = read(
        "The steering group has met on three occasions since the last report and the work is now going\n"
        "very well indeed, with all of the parishes taking part and nearly all of the money now spent.\n"
        "Owner – Head of Parks\nTarget date – May 2019\n"
    )
    assert [text for _, _, text in outline(paper)][1:] == ["Owner – Head of Parks", "Target date – May 2019"]


FILLER = "\n".join(
    f"Line {n} of what was said about the harbour wall and the boats behind it, at some length." for n in range(9)
)


@pytest.mark.parametrize("foot", ["{n} | Report of the Harbour Trust", "Report of the Harbour Trust          {n} of 3"])
def test_a_running_title_with_its_number_before_it_or_of_all_pages_is_furniture(foot: str) -> None:
    made = read("\n".join(f"{FILLER}\n\n{foot.format(n=n)}\n" for n in (1, 2, 3)))
    assert "Trust" not in made.text


@pytest.mark.parametrize("title", ["What we are doing now", "A pier that lasts", "RNLI", "Narrative"])
def test_a_few_words_set_off_over_prose_are_a_heading(title: str) -> None:
    prose = "In May the trust had the wall looked at by divers, who found it sound but for two of the lower courses."
    made = read(f"HARBOUR TRUST\n\n{prose}\n\n{title}\n\n{prose.replace('May', 'June')}\n")
    assert ("heading", "", title) in outline(made)


def test_a_colon_within_brackets_at_a_line_s_end_parts_nothing() -> None:
    made = read(
        "The harbour master has charge of 300 moorings in the basin and of the two cranes\n"
        "that stand on the quay, which are tested every other year by men from the mill,\n"
        "and of all those who kept a boat there some 94% had paid by last May (2020/21:\n"
        "91%). He has written to those who had not, and two of them have paid since then.\n"
        "The others will be asked again when the moorings are laid out in the new year,\n"
        "and those who have left the basin by then will be asked to pay for the summer.\n"
    )
    assert len(outline(made)) == 1


def test_brackets_that_a_line_leaves_open_go_on_in_the_next() -> None:
    made = read("Actions\n\n1. Paint the lighthouse before the summer (Head of\nHarbours, June)\n2. Count the seals\n")
    assert ("list_item", "1.", "Paint the lighthouse before the summer (Head of\nHarbours, June)") in [
        (kind, marker, words) for kind, marker, words in outline(made)
    ] or "Head of Harbours, June)" in " ".join(outline(made)[1][2].split())


def test_codes_with_a_dash_behind_them_number_items() -> None:
    made = read(
        "Aims\n\nA1 – Dredge the basin\nA2 – Paint the lighthouse\nA3 – Count the seals\n\n"
        "B1 – Mend nets\nB2 – Sell fish\n"
    )
    assert [words for kind, _, words in outline(made) if kind == "list_item"] == [
        "Dredge the basin",
        "Paint the lighthouse",
        "Count the seals",
        "Mend nets",
        "Sell fish",
    ]


def test_an_owner_set_at_the_right_ends_its_paragraph() -> None:
    text = """The wardens reported that the windows of the hall had been broken by hail in the spring, that
two firms had been asked for a price, and that the insurers would pay for all but the first ten
pounds of it, as they had done when the roof was mended after the gales of the year before last.

Resolved that the offer of the firm of glaziers be accepted and the windows be put in before
Michaelmas.   ACTION: Clerk
Resolved that a notice about the works be put on the door of the hall and in the window of the
shop.   ACTION: Warden
Resolved that the key of the hall be kept by the Treasurer until a new one has been cut.
"""
    assert [words for _, _, words in outline(read(text))][1:] == [
        "Resolved that the offer of the firm of glaziers be accepted and the windows be put in before Michaelmas. "
        "ACTION: Clerk",
        "Resolved that a notice about the works be put on the door of the hall and in the window of the shop. "
        "ACTION: Warden",
        "Resolved that the key of the hall be kept by the Treasurer until a new one has been cut.",
    ]
