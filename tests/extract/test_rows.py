"""Records as rows: ids, places, statuses put together, measures once."""

import pytest

from pipeline.extract.extractor import Extractor
from pipeline.ingest.assemble import Box, Draft, Piece, assemble
from pipeline.ingest.source import Source
from schemas.dataset import Records
from schemas.paper import BlockKind, Page, Paper
from schemas.states import Status
from tests.extract.specimens import heading, item, paper, para, table


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def statuses(records: Records) -> dict[str, str]:
    return {a.text: str(a.status) for a in records.actions}


def test_the_same_words_twice_are_two_records(extractor: Extractor) -> None:
    plan = table(["Action", "Lead"], ["Mend roofs", "Ms Ash"], ["Mend roofs", "Mr Birch"])
    records = extractor.extract(paper(plan))
    assert [a.text for a in records.actions] == ["Mend roofs"] * 2
    assert len({a.action_id for a in records.actions}) == 2


def test_ids_outlive_what_is_found_besides(extractor: Extractor) -> None:
    silent = extractor.weights.model_copy(update={"threshold": (2.0,) * 3, "features": {}, "reach": (), "glance": None})
    made = paper("We will replace four doors.", "Key actions completed include:", item("Two roofs were mended"))
    eager = extractor.weights.model_copy(update={"threshold": (0.01,) * 3, "reach": (), "glance": None})
    few, many = Extractor(weights=silent).extract(made), Extractor(weights=eager).extract(made)
    assert {a.action_id for a in few.actions} < {a.action_id for a in many.actions}


def test_ids_of_a_pack_tell_its_papers_apart(extractor: Extractor) -> None:
    source = Source("pack.txt", b"pack")
    drafts = [para("Key actions completed include:"), item("Two roofs were mended")]
    pack = assemble(source, drafts, "text/plain")
    parts = [assemble(source, drafts, "text/plain", pack=pack, pages=[Page(n, "", 600, 800)]) for n in (1, 2)]
    found = [extractor.extract(part) for part in parts]
    assert found[0].actions[0].action_id != found[1].actions[0].action_id
    assert found[0].actions[0].text == found[1].actions[0].text


def test_an_action_is_as_far_as_all_its_reports(extractor: Extractor) -> None:
    action, progress = heading("Action", 3), heading("Progress", 3)
    made = paper(
        action, para("Mend the roofs"), progress, item("The roofs have been mended."),
        action, para("Paint the doors"), progress, item("Four doors have been painted."), item("More is under way."),
        action, para("Wash the walls"),
    )  # fmt: skip
    assert statuses(extractor.extract(made)) == {
        "Mend the roofs": "completed",
        "Paint the doors": "in_progress",
        "Wash the walls": "not_started",
    }


def test_of_columns_with_dates_the_latest_decides(extractor: Extractor) -> None:
    made = paper(
        table(
            ["Action", "Lead", "Progress December 2019", "Progress June 2019"],
            ["Mend the roofs", "Ms Ash", "All roofs have been completed.", "Work is under way."],
        )
    )
    records = extractor.extract(made)
    assert statuses(records) == {"Mend the roofs": "completed"}
    assert [(p.as_of_text, p.as_of) for p in records.progress] == [
        ("December 2019", "2019-12"),
        ("June 2019", "2019-06"),
    ]


def test_a_status_cell_speaks_for_the_row_where_it_is_explained(extractor: Extractor) -> None:
    rows = table(["Action", "Lead", "RAG"], ["Mend the roofs", "Ms Ash", "Amber"], ["Paint doors", "Ms Ash", "Green"])
    bare = extractor.extract(paper(rows))
    assert statuses(bare) == {"Mend the roofs": "not_started", "Paint doors": "not_started"}
    assert [a.status_text for a in bare.actions] == ["Amber", "Green"]
    told = extractor.extract(paper("Key: Green = complete; Amber = behind schedule; Red = not started", rows))
    assert statuses(told) == {"Mend the roofs": "behind", "Paint doors": "completed"}


def test_lead_partners_and_due_by_the_row(extractor: Extractor) -> None:
    made = paper(
        table(
            ["Action", "Lead", "Partners", "By when"],
            ["Mend the roofs", "Head of Housing", "Elm  Court\u00a0Trust", "31 May 2021"],
        )
    )
    [action] = extractor.extract(made).actions
    assert (action.lead, action.partners, action.due_text) == ("Head of Housing", "Elm Court Trust", "31 May 2021")
    assert (action.due_date, action.due_to) == ("2021-05-31", "2021-05-31")


def test_a_quantity_in_an_action_that_is_its_own_report_is_one_measure(extractor: Extractor) -> None:
    made = paper("Key actions completed include:", item("The number of dry homes rose from 40 to 65"))
    records = extractor.extract(made)
    assert (len(records.actions), len(records.progress), len(records.measures)) == (1, 1, 1)
    [measure] = records.measures
    assert (measure.value, measure.baseline, measure.record_id) == (65, 40, records.actions[0].action_id)
    assert made.text[measure.start : measure.end] == measure.text


def boxed(text: str, page: int, y: float) -> Piece:
    return Piece(text, Box(page, 70, y, 500.004, y + 12))


def test_places_of_a_record_over_two_pages() -> None:
    extractor = Extractor()
    drafts = [
        Draft(BlockKind.PARAGRAPH, [boxed("Key actions completed include:", 1, 60)]),
        Draft(
            BlockKind.LIST_ITEM,
            [boxed("Two roofs of Elm Court", 1, 740), boxed("were mended", 2, 60)],
            marker="•",
        ),
    ]
    made = assemble(
        Source("paper.pdf", b"paper"), drafts, "application/pdf", pages=[Page(1, "5", 600, 800), Page(2, "", 600, 800)]
    )
    records = extractor.extract(made)
    [action] = records.actions
    assert (action.text, action.page) == ("Two roofs of Elm Court were mended", 1)
    places = [(p.n, p.page, p.page_label, p.y0, p.x1) for p in records.places if p.record_id == action.action_id]
    assert places == [(1, 1, "5", 740, 500), (2, 2, None, 60, 500)]


def test_records_without_pages_have_no_place(extractor: Extractor) -> None:
    records = extractor.extract(paper("Key actions completed include:", item("Two roofs were mended")))
    assert not records.places
    assert records.actions[0].page is None


def test_section_is_the_heading_over_a_record_in_a_table_too(extractor: Extractor) -> None:
    made = paper(heading("Plan for homes"), table(["Action", "Lead"], ["Mend roofs", "Ms Ash"]))
    assert [a.section for a in extractor.extract(made).actions] == ["Plan for homes"]


def test_links_name_records_and_the_first_stands_in_the_row(extractor: Extractor) -> None:
    made = paper(table(["Priority", "Action", "Progress"], ["Dry homes", "Mend roofs", "Half are mended."]))
    records = extractor.extract(made)
    [priority], [action], [report] = records.priorities, records.actions, records.progress
    assert action.priority_id == report.priority_id == priority.priority_id
    assert report.action_id == action.action_id
    assert {(k.from_id, str(k.relation), k.to_id) for k in records.record_links} == {
        (action.action_id, "serves", priority.priority_id),
        (report.progress_id, "reports_on", action.action_id),
        (report.progress_id, "serves", priority.priority_id),
    }


def test_a_status_is_always_said(extractor: Extractor) -> None:
    records = extractor.extract(paper(table(["Action", "Progress"], ["Mend roofs", "Amber"])))
    assert [r.status for r in records.progress] == [Status.UNCLEAR]


def test_an_empty_paper_yields_its_front_matter_alone(extractor: Extractor) -> None:
    made: Paper = paper()
    records = extractor.extract(made)
    assert records.count == 0
    assert records.paper.paper_id == made.paper_id


def test_records_from_a_page_read_by_ocr_say_so(extractor: Extractor) -> None:
    scanned, printed = (Box(page, 50, 50, 300, 62) for page in (1, 2))
    drafts = [para("Key actions completed include:"), item("Two roofs were mended"), item("Four doors were painted")]
    drafts[1].pieces = [Piece("Two roofs were mended", scanned)]
    drafts[2].pieces = [Piece("Four doors were painted", printed)]
    pages = [Page(1, "", 600, 800, ocr=True), Page(2, "", 600, 800)]
    made = assemble(Source("scan.pdf", b"scan"), drafts, "application/pdf", pages=pages)
    records = extractor.extract(made)
    assert {a.text: a.ocr for a in records.actions} == {"Two roofs were mended": True, "Four doors were painted": False}
    assert [p.ocr for p in records.progress] == [True, False]
