"""Records of labelled lines, as forms that vary from council to council."""

import pytest

from pipeline.config import IngestSettings
from pipeline.extract.statements.model import Statement
from pipeline.extract.statements.records import LabelledRecords
from pipeline.ingest.source import Source
from pipeline.ingest.text import read_text
from schemas.paper import Paper
from tests.extract.statements.reading import cells, shown


def records(text: str) -> tuple[Paper, list[Statement]]:
    (paper,) = read_text(Source("paper.txt", text.encode()), IngestSettings())
    made = LabelledRecords(paper, frozenset())
    for i in range(len(paper.blocks)):
        made.meet(i, None)
    return paper, made.statements([], 0)[0]


CARDS = """2. Homes

Sheet 7
What: Insulate the flats at Tannery Row
Lead: Asset Manager
Finish: May 2024
Q1: Survey done
Q2: Half of the walls are filled.
Sailing

Sheet 8
What: A warden for the almshouses
Lead: Housing Trust
Finish: June 2024
Q1: Nobody applied
Q2: Nobody applied again.
Becalmed

Sheet 9
What: New boilers in Mill Lane
Lead: Asset Manager
Finish: July 2024
Q1: Ordered
Q2: Three are in.
Sailing
"""


def test_what_finish_and_quarters_before_colons_and_a_bare_rating_that_recurs() -> None:
    paper, found = records(CARDS)
    assert shown(paper, found[:3]) == [
        ("action", "Insulate the flats at Tannery Row"),
        ("progress", "Survey done"),
        ("progress", "Half of the walls are filled."),
    ]
    assert cells(paper, found[0]) == {"lead": "Asset Manager", "due": "May 2024", "status": "Sailing"}
    assert "status" not in cells(paper, found[3])  # it comes but once: it might be anything
    assert len(found) == 9


def test_a_number_is_no_value_of_the_label_that_it_belongs_to() -> None:
    paper, found = records(
        "RECOMMENDATION 1\nThat a register of ponds be kept.\nLeader’s response: Agreed\nOwner: Ecologist        "
        "Target: Immediate\nUpdate: The register was opened in May.\nAssessment: Met\n\nRECOMMENDATION 2\nThat "
        "newts be counted.\nLeader’s response: Agreed\nOwner: Ecologist        Target: May 2023\nUpdate: Not begun.\n"
        "Assessment: Not met\n"
    )
    actions = [s for s in found if s.kind == "action"]
    assert shown(paper, actions) == [
        ("action", "That a register of ponds be kept."),
        ("action", "That newts be counted."),
    ]
    assert cells(paper, actions[1])["due"] == "May 2023"


@pytest.mark.parametrize(("rating", "reports"), [("Rating         Green\n", 2), ("", 0)])
def test_evidence_reports_where_a_record_is_rated_and_nothing_else_does(rating: str, reports: int) -> None:
    row = "Action {0}     Open a clinic in {1}\nWho            Head of Health\nWhen           May 2024\n"
    row += "Evidence       {2} people were seen by June.\n" + rating + "\n"
    paper, found = records("Part two\n\n" + row.format("1.1", "Ashby", "Forty") + row.format("1.2", "Selby", "Sixty"))
    actions = [s for s in found if s.kind == "action"]
    assert [text for _, text in shown(paper, actions)] == ["Open a clinic in Ashby", "Open a clinic in Selby"]
    assert len(found) - len(actions) == reports


def test_of_several_dates_the_revised_one_counts_and_a_dated_response_reports() -> None:
    paper, found = records(
        "Finding 1\nLeavers are paid too long.\nAgreed action: Stop their pay.\nOwner: Payroll Manager\nOriginal date: "
        "31/05/2023\nRevised date: 31/12/2023\nManagement response at September: The form has gone out since June.\n"
    )
    assert [kind for kind, _ in shown(paper, found)] == ["action", "progress"]
    assert cells(paper, found[0])["due"] == "31/12/2023"


def test_fields_in_square_brackets_behind_their_action() -> None:
    paper, found = records(
        "Harbour plan\n\n1. Dredge the inner basin [Lead: Harbour Master] [Due: June 2024] [Status: Complete]\n"
        "2. Replace the fish quay lights [Lead: Property Services] [Due: May 2025] [Status: On track]\n"
    )
    actions = [s for s in found if s.kind == "action"]
    assert [text for _, text in shown(paper, actions)] == ["Dredge the inner basin", "Replace the fish quay lights"]
    assert cells(paper, actions[1]) == {"lead": "Property Services", "due": "May 2025", "status": "On track"}
