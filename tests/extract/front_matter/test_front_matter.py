"""Front matter of invented papers, template by template."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.authorities import Authority, Register
from pipeline.authorities.records import Alias
from pipeline.extract.front_matter import FrontMatter, ManifestError, field_rows, front_matter, paper_row
from pipeline.extract.front_matter.by_records import type_by_records
from pipeline.extract.front_matter.model import FieldValue
from pipeline.extract.sections import find_sections
from pipeline.ingest.assemble import Draft, Piece, assemble
from pipeline.ingest.source import Source
from schemas.paper import BlockKind, Paper
from schemas.states import FieldSource

REGISTER = Register(
    [
        Authority(id="HSM", name="Hartsmere Borough Council", short_name="Hartsmere", type="unitary", code="X99000101"),
        Authority(id="MRL", name="Marlshire County Council", short_name="Marlshire", type="county", code="X99000102"),
        Authority(
            id="PLW",
            name="Pellworth District Council",
            short_name="Pellworth",
            type="non_metropolitan_district",
            code="X99000103",
        ),
    ]
)


def draft(line: str | list[list[str]]) -> Draft:
    """A heading ("# x"), a paragraph, or a table (rows of cells)."""
    if isinstance(line, list):
        cells = [
            Draft(BlockKind.CELL, row=r, column=c, children=[Draft(BlockKind.PARAGRAPH, [Piece(words)])])
            for r, row in enumerate(line)
            for c, words in enumerate(row)
            if words
        ]
        return Draft(BlockKind.TABLE, children=cells)
    if line.startswith("# "):
        return Draft(BlockKind.HEADING, [Piece(line[2:])], level=1)
    return Draft(BlockKind.PARAGRAPH, [Piece(line)])


def paper(*lines: str | list[list[str]], file: str = "paper.txt", furniture: tuple[str, ...] = ()) -> Paper:
    return assemble(
        Source(file, repr(lines).encode()), [draft(line) for line in lines], "text/plain", furniture=furniture
    )


def read(*lines: str | list[list[str]], file: str = "paper.txt", furniture: tuple[str, ...] = ()) -> FrontMatter:
    made = paper(*lines, file=file, furniture=furniture)
    found = front_matter(made, find_sections(made), REGISTER)
    for value in found.values:
        if value.start is not None:
            assert made.text[value.start : value.end] == value.words
    return found


def test_label_lines_in_any_order() -> None:
    found = read(
        "From: Ann Example, Director of Homes",
        "To: Housing Scrutiny Committee – 5 December 2011",
        "Subject: DAMP AND MOULD: A REVIEW OF THE PLAN",
        "Classification: Unrestricted",
        "# Recommendations",
        "That the report be noted.",
    )
    assert found.get("committee") == "Housing Scrutiny Committee"
    assert found.get("committee_kind") == "scrutiny"
    assert found.get("meeting_date") == "2011-12-05"
    assert found.get("title") == "Damp and Mould: A Review of the Plan"
    assert found.get("classification") == "Unrestricted"
    assert found.get("decision_sought") == "note"


def test_value_on_the_next_lines_of_a_numbered_label() -> None:
    found = read(
        "# 1. Meeting:",
        "Corporate Parenting Panel",
        "# 2. Date:",
        "21 st October, 2014",
        "# 3. Title:",
        "Care Strategy Progress Report",
        "September 2014",
        "# 4. Directorate:",
        "Families",
    )
    assert found.get("committee") == "Corporate Parenting Panel"
    assert found.get("committee_kind") == "corporate_parenting"
    assert found.get("meeting_date") == "2014-10-21"
    assert found.get("title") == "Care Strategy Progress Report September 2014"


def test_two_pairs_a_row_with_values_below() -> None:
    found = read(
        [
            ["Item No.", "Classification:", "Date:", "Meeting Name:"],
            ["9", "Open", "May 20 2008", "Executive"],
            ["Report title:", "Care of the Council's Trees"],
            ["Ward(s) or groups affected:", "All"],
        ],
        "# RECOMMENDATIONS",
        "That the executive approves the programme.",
    )
    assert found.get("agenda_item") == "9"
    assert found.get("classification") == "Open"
    assert found.get("meeting_date") == "2008-05-20"
    assert found.get("committee") == "Executive"
    assert found.get("title") == "Care of the Council's Trees"
    assert found.get("wards") == "All"
    assert found.get("decision_sought") == "approve"


def test_header_of_a_long_table_is_no_agenda_item() -> None:
    found = read(
        "# PENSIONS PANEL", [["Item No", "Item"], ["1", "Apologies"], ["2", "Minutes"], ["3", "Matters arising"]]
    )
    assert found.get("agenda_item") is None


def test_blocks_without_labels() -> None:
    found = read(
        "22 September 2014",
        "Agenda Item: 6",
        "# REPORT OF THE SERVICE DIRECTOR, CHILDREN'S SERVICES",
        "# SPARE ROOMS STRATEGY UPDATE",
        "# Purpose of the Report",
        "To update the Corporate Parenting Sub-Committee on spare rooms.",
        "# Recommendation",
        "That the update be noted.",
    )
    assert found.get("meeting_date") == "2014-09-22"
    assert found.get("agenda_item") == "6"
    assert found.get("report_of") == "Service Director, Children's Services"
    assert found.get("title") == "Spare Rooms Strategy Update"
    assert found.get("committee") == "Corporate Parenting Sub-Committee"
    assert found.get("report_type") == "progress_update"


def test_letterhead_then_body_then_date_then_title() -> None:
    found = read(
        "# Hartsmere Borough Council", "Executive", "9 February 2021", "Local Bus Routes: Delivery", "# Purpose"
    )
    assert found.get("authority") == "Hartsmere Borough Council"
    assert found.get("authority_code") == "X99000101"
    assert found.get("committee") == "Executive"
    assert found.get("title") == "Local Bus Routes: Delivery"


def test_body_and_month_in_one_heading() -> None:
    found = read("# CORPORATE PARENTING BOARD – NOVEMBER 2018", [["Title of paper:", "A Plan for Homes 2018 – 2020"]])
    assert found.get("committee") == "Corporate Parenting Board"
    assert found.get("meeting_date") == "2018-11"


def test_web_page_of_an_agenda_item() -> None:
    found = read(
        "Agenda item",
        "River Paths and Towpaths",
        "Meeting of Overview and Scrutiny Committee, Monday, 6th January, 2025 4.00 pm (Item OS.130)",
        "# Recommendation",
        "That the Committee notes the repairs and agrees any recommendations to Cabinet.",
        "# Minutes:",
        "The report provided the Committee with an update.",
    )
    assert found.get("committee") == "Overview and Scrutiny Committee"
    assert found.get("meeting_date") == "2025-01-06"
    assert found.get("agenda_item") == "OS.130"
    assert found.get("title") == "River Paths and Towpaths"
    assert found.get("report_type") == "minutes"
    assert found.get("decision_sought") == "note"


def test_web_page_of_a_decision() -> None:
    found = read(
        "Decision details",
        "Allotments Policy 2019-2021",
        "Decision Maker: Cabinet",
        "Is Key decision?: Yes",
        "Decision:",
        "That the Allotments Policy be approved.",
        "Date of decision: 16/04/2019",
    )
    assert found.get("committee") == "Cabinet"
    assert found.get("title") == "Allotments Policy 2019-2021"
    assert found.get("meeting_date") == "2019-04-16"
    assert found.get("key_decision") == "Yes"
    assert (found.get("report_type"), found.get("decision_sought")) == ("decision", "approve")


def test_minutes_of_a_whole_meeting_seek_nothing() -> None:
    found = read(
        "# HARTSMERE BOROUGH COUNCIL",
        "MINUTES of the meeting of the Housing Scrutiny Committee held in the Town Hall on Tuesday 4 March 2025",
        "PRESENT: Councillors A Example and B Example",
        "(Item 1)",
        "RESOLVED that the minutes of 10 November 2024 be signed.",
    )
    assert found.get("authority") == "Hartsmere Borough Council"
    assert found.get("committee") == "Housing Scrutiny Committee"
    assert found.get("meeting_date") == "2025-03-04"
    assert found.get("agenda_item") is None
    assert (found.get("report_type"), found.get("decision_sought")) == ("minutes", None)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("☐ Yes ☒ No", "No"), ("Yes ☒ No ☐", "Yes"), ("[x] Yes [ ] No", "Yes"), ("☐ Yes ☐ No", None)],
)
def test_tick_boxes(words: str, expected: str | None) -> None:
    assert read(f"Is this a key decision? {words}", "# Summary").get("key_decision") == expected


def test_running_header_names_body_day_and_item() -> None:
    header = "Pellworth District Council – Housing and Homes Committee, 21 June 2023 – Agenda Item 9, Appendix B"
    found = read("# Warm Homes: Action Plan", "Position at 31 May.", furniture=(header,))
    assert found.get("authority_id") == "PLW"
    assert found.get("committee") == "Housing and Homes Committee"
    assert found.get("meeting_date") == "2023-06-21"
    assert found.get("agenda_item") == "9"


def test_another_tier_named_in_passing_is_not_the_authority() -> None:
    found = read(
        "# Bus Shelters", "The Borough is served by ten routes.", "The grant came from Marlshire County Council."
    )
    assert found.get("authority") is None
    assert "no authority stated" in found.warnings


def test_two_authorities_named_alike_often_are_none() -> None:
    line = "Hartsmere Borough Council and Pellworth District Council share the depot."
    found = read("# Depots", line, line, line)
    assert found.get("authority") is None
    assert any(warning.startswith("authority unclear") for warning in found.warnings)


def test_place_name_counts_only_with_the_file_name() -> None:
    lines = ("# Warm Homes", "Homes in Pellworth are old.")
    assert read(*lines).get("authority") is None
    assert read(*lines, file="pellworth-2021-warm-homes.txt").get("authority") == "Pellworth District Council"
    assert read("# Warm Homes", "Homes are old.", file="pellworth-2021.txt").get("authority") is None


def test_missing_fields_are_empty_and_warned_of() -> None:
    found = read(
        "The Leader of the Council presented a report of the Chief Executive that set out the quarter's results."
    )
    assert found.get("title") is None
    assert set(found.warnings) >= {"no authority stated", "no committee stated", "no meeting date stated"}


def test_manifest_replaces_what_the_paper_says() -> None:
    made = paper("To: Cabinet – 5 December 2011", "Subject: Homes", "# Summary", "Words.")
    stated = {"authority": "Marlshire County Council", "meeting_date": "6 December 2011", "title": "", "note": "mine"}
    found = front_matter(made, find_sections(made), REGISTER, stated)
    assert found.get("meeting_date") == "2011-12-06"
    assert found.first("meeting_date").source is FieldSource.MANIFEST  # type: ignore[union-attr]
    assert (found.get("authority_id"), found.get("authority_type")) == ("MRL", "county")
    assert found.get("title") == "Homes"
    with pytest.raises(ManifestError, match="YYYY-MM-DD"):
        front_matter(made, find_sections(made), REGISTER, {"meeting_date": "soon"})
    with pytest.raises(ManifestError, match="report_type"):
        front_matter(made, find_sections(made), REGISTER, {"report_type": "novel"})


def test_rows() -> None:
    made = paper("To: Cabinet – 5 December 2011", "Subject: Homes", "# Summary", "Words.")
    found = front_matter(made, find_sections(made), REGISTER)
    row = paper_row(made, found)
    assert (row.committee, row.meeting_date, row.meeting_date_text) == ("Cabinet", "2011-12-05", "5 December 2011")
    assert row.warnings == "no authority stated"
    fields = field_rows(made, found)
    assert [f.field for f in fields][:2] == ["committee", "committee_kind"]
    assert all(f.start is None or made.text[f.start : f.end] == f.words for f in fields)


PIECES = [
    "To: Cabinet",
    "Date:",
    "# Title:",
    "REPORT OF THE DIRECTOR",
    "Agenda item",
    "14. Homes PDF 171 KB",
    "Minutes:",
    "RESOLVED",
    "5 May 2020",
    "Hartsmere Borough Council",
    "Cabinet is asked to:",
    "Appendix 3:",
    "☐ Yes ☒ No",
]
LINE = st.one_of(
    st.sampled_from(PIECES), st.text(max_size=40), st.lists(st.lists(st.text(max_size=10), max_size=3), max_size=3)
)


@settings(deadline=None)
@given(st.lists(LINE, max_size=12))
def test_every_value_is_a_range_of_the_text(lines: list[str | list[list[str]]]) -> None:
    read(*lines)


@pytest.mark.parametrize("stated", [{"authority_id": "MRL"}, {"authority_code": "X99000102"}])
def test_manifest_may_name_the_authority_by_id_or_code(stated: dict[str, str]) -> None:
    made = paper("# Hartsmere Borough Council", "To: Cabinet – 5 December 2011", "Subject: Homes", "# Summary")
    found = front_matter(made, find_sections(made), REGISTER, stated)
    assert found.get("authority") == "Marlshire County Council"
    assert (found.get("authority_id"), found.get("authority_code")) == ("MRL", "X99000102")
    assert len([value for value in found.values if value.field == "authority_id"]) == 1


def test_manifest_that_contradicts_itself_is_warned_of() -> None:
    made = paper("To: Cabinet – 5 December 2011", "Subject: Homes", "# Summary")
    found = front_matter(
        made, find_sections(made), REGISTER, {"authority": "Hartsmere Borough Council", "authority_id": "MRL"}
    )
    assert "the manifest's authority_id 'MRL' is not that of Hartsmere Borough Council (HSM)" in found.warnings
    found = front_matter(made, find_sections(made), REGISTER, {"authority_id": "ZZZ"})
    assert "the manifest's authority_id 'ZZZ' is not in the register" in found.warnings


def test_manifest_may_give_the_date_as_written() -> None:
    made = paper("To: Cabinet", "Subject: Homes", "# Summary")
    found = front_matter(made, find_sections(made), REGISTER, {"meeting_date_text": "21 st October, 2014"})
    assert found.get("meeting_date") == "2014-10-21"
    assert paper_row(made, found).meeting_date_text == "21 st October, 2014"


def test_joint_letterhead_names_several_authorities() -> None:
    for line in ("Hartsmere Borough Council and Pellworth District Council", "Hartsmere and Pellworth Councils"):
        register = Register(
            REGISTER.authorities.values(),
            aliases=[Alias(alias="Hartsmere and Pellworth Councils", id=i, kind="joint") for i in ("HSM", "PLW")],
        )
        made = paper(f"# {line}", "Joint Waste Committee", "5 May 2020", "# Summary")
        found = front_matter(made, find_sections(made), register)
        assert [v.value for v in found.values if v.field == "authority_id"] == ["HSM", "PLW"], line
        assert found.get("committee") == "Joint Waste Committee"


SHEET = """Hartsmere Borough Council
AGENDA
HOUSING BOARD
Tuesday 4 March 2025 at 6 pm
1. Apologies for absence
2. Minutes of the meeting held on 4 February 2025"""


def in_pack(*lines: str) -> Paper:
    """An item of a pack whose front sheet is SHEET."""
    meta = (("agenda_item", "7"), ("front_sheet", SHEET))
    return dataclasses.replace(paper(*lines), part_of="p-000", meta=meta)


def test_items_of_a_pack_take_body_and_day_from_its_front_sheet() -> None:
    made = in_pack("# Warm Homes", "# Recommendations", "That Cabinet be asked to note the report.")
    found = front_matter(made, find_sections(made), REGISTER)
    assert found.get("committee") == "Housing Board"
    assert found.get("committee_kind") == "housing"
    assert found.get("meeting_date") == "2025-03-04"
    assert found.get("authority_id") == "HSM"
    assert found.get("agenda_item") == "7"
    for name in ("committee", "meeting_date", "authority", "agenda_item"):
        value = found.first(name)
        assert value is not None
        assert (value.source, value.start) == (FieldSource.PACK, None)
    assert not {"no committee stated", "no meeting date stated"} & set(found.warnings)


def test_items_of_a_pack_that_name_another_meeting_keep_it() -> None:
    made = in_pack("Report to: Cabinet", "Date: 11 March 2025", "Subject: Warm Homes", "# Summary")
    found = front_matter(made, find_sections(made), REGISTER)
    assert (found.get("committee"), found.get("meeting_date")) == ("Cabinet", "2025-03-11")
    assert found.first("committee").source is FieldSource.PAPER  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("rule", "actions", "reports", "expected"),
    [
        ("type:sought", 4, 3, "progress_update"),
        ("type:sought", 0, 2, "progress_update"),
        ("type:sought", 1, 1, "other"),
        ("type:sought", 9, 3, "other"),
        ("type:opening", 4, 3, "other"),
    ],
)
def test_a_paper_that_says_of_no_type_and_mostly_reports_is_a_progress_update(
    rule: str, actions: int, reports: int, expected: str
) -> None:
    front = FrontMatter((FieldValue("report_type", "other", None, FieldSource.PAPER, rule),))
    assert type_by_records(front, actions, reports).get("report_type") == expected
