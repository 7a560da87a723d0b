"""Packs are split by general signs, and a single paper never is."""

import io
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.config import IngestSettings
from pipeline.ingest.packs.agenda import read_entries
from pipeline.ingest.packs.vocabulary import split_label
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.source import ReadError, Source
from schemas.ids import paper_id
from schemas.paper import Paper
from schemas.states import State

FRONT = [
    "Hartsmere Borough Council",
    "AGENDA",
    "CABINET",
    "Tuesday 4 March 2025 at 6 pm",
    "1. Apologies for absence",
    "2. Minutes of the meeting held on 4 February 2025 (Page 2)",
    "3. Lantern Lane flood wall: progress on the actions that members asked for in July (Pages",
    "3 - 4)",
    "4. Allotment strategy (Pages 5 - 6)",
]
PAGES = [
    ["MINUTES of the meeting of Cabinet", "The minutes of the last meeting were agreed."],
    ["Report to Cabinet", "Subject: Lantern Lane flood wall", "We will raise the wall by a foot."],
    ["Appendix: drawings of the wall", "The drawings show the new height."],
    ["Report to Cabinet", "Subject: Allotment strategy", "We will open forty new allotments."],
    ["The plots will be let by the parish.", "The Council keeps the water pipes."],
]
Page = Sequence[str]


def draw(
    pages: Sequence[Page],
    *,
    footer: str = "Page {}",
    stamps: dict[int, str] | None = None,
    marks: Sequence[tuple[str, int, int]] = (),
) -> bytes:
    """A PDF of pages (lists of lines); `footer` and `stamps` (by index) as a pack's maker puts them on; bookmarks."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    for i, lines in enumerate(pages):
        for n, (title, page, level) in enumerate(marks):
            if page == i:
                canvas.bookmarkPage(f"mark {n}")
                canvas.addOutlineEntry(title, f"mark {n}", level)
        canvas.setFont("Helvetica", 11)
        for n, line in enumerate(lines):
            canvas.drawString(72, 740 - 24 * n, line)
        if footer:
            canvas.drawCentredString(297, 30, footer.format(i + 1))
        if stamps and i in stamps:
            canvas.drawRightString(560, 815, stamps[i])
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def papers(data: bytes) -> list[Paper]:
    return read_pdf(Source("pack.pdf", data), IngestSettings())


def ranges(found: Sequence[Paper]) -> list[tuple[int, int]]:
    return [(paper.first_page, paper.last_page) for paper in found]


def test_front_sheet_with_page_ranges() -> None:
    found = papers(draw([FRONT, *PAGES]))
    assert ranges(found) == [(1, 1), (2, 2), (3, 4), (5, 6)]
    front, minutes, wall, allotments = found
    assert front.part_of == ""
    assert front.paper_id == paper_id(front.source_id)
    assert {paper.part_of for paper in found[1:]} == {front.paper_id}
    assert wall.paper_id == paper_id(front.source_id, 3, 4)
    assert ("agenda_item", "3") in wall.meta
    assert dict(wall.meta)["title"].startswith("Lantern Lane flood wall: progress")
    assert [page.label for page in allotments.pages] == ["5", "6"]
    assert "Page" not in minutes.text
    assert minutes.furniture == ("Page 2",)


def test_front_sheet_that_begins_at_another_number() -> None:
    """Supplements go on with the numbers of the pack before them, and their front sheet bears none."""
    front = [line.replace("(Page 2)", "(Page 102)").replace("5 - 6", "105 - 106") for line in FRONT]
    front = [line.replace("3 - 4)", "103 - 104)") for line in front]
    found = papers(draw([front, *PAGES], footer="Page 10{}"))
    assert ranges(found) == [(1, 1), (2, 2), (3, 4), (5, 6)]
    assert [page.label for page in found[-1].pages] == ["105", "106"]


def test_the_same_words_alone_and_in_a_pack_have_the_same_text_id() -> None:
    pack = papers(draw([FRONT, *PAGES], stamps={1: "Agenda Item 2", 2: "Agenda Item 3", 4: "Agenda Item 4"}))
    for paper, pages in zip(pack[1:], (PAGES[:1], PAGES[1:3], PAGES[3:]), strict=True):
        (alone,) = papers(draw(pages, footer="{}"))
        assert paper.text_id == alone.text_id
        assert paper.text == alone.text


def test_blank_pages_put_in_are_furniture() -> None:
    front = [line.replace("Page 2", "Pages 2 - 3") for line in FRONT[:6]] + ["3. Flood wall (Pages 4 - 5)"]
    blank = ["This page is intentionally left blank"]
    minutes = papers(draw([front, PAGES[0], blank, *PAGES[1:3]]))[1]
    assert (minutes.first_page, minutes.last_page) == (2, 3)
    assert "blank" not in minutes.text
    assert "This page is intentionally left blank" in minutes.furniture
    assert minutes.complete


@pytest.mark.parametrize("stamps", [{}, {1: "Agenda Item 2", 2: "Agenda Item 3", 4: "Agenda Item 4"}])
def test_the_item_is_known_by_its_stamp_or_by_the_front_sheet(stamps: dict[int, str]) -> None:
    from pipeline.authorities import load_register
    from pipeline.extract.front_matter import front_matter
    from pipeline.extract.sections import find_sections

    found = papers(draw([FRONT, *PAGES], stamps=stamps))
    items = [front_matter(paper, find_sections(paper), load_register()).get("agenda_item") for paper in found]
    assert items == [None, "2", "3", "4"]


def test_stamps_alone() -> None:
    found = papers(draw(PAGES, stamps={0: "Agenda Item 2", 1: "Agenda Item 3", 3: "Agenda Item 4"}))
    assert ranges(found) == [(1, 1), (2, 3), (4, 5)]
    assert [dict(paper.meta)["agenda_item"] for paper in found] == ["2", "3", "4"]
    assert {paper.part_of for paper in found} == {paper_id(found[0].source_id)}
    assert "Agenda Item" not in "".join(paper.text for paper in found)


def test_bookmarks_alone() -> None:
    marks = [("Agenda", 0, 0), ("2 Minutes", 1, 0), ("3 Flood wall", 2, 0), ("Appendix A", 3, 0), ("4 Plots", 4, 0)]
    found = papers(draw([FRONT[:5], *PAGES], marks=marks))
    assert ranges(found) == [(1, 1), (2, 2), (3, 4), (5, 6)]
    assert [dict(paper.meta).get("title") for paper in found[1:]] == ["Minutes", "Flood wall", "Plots"]


def test_bookmarks_below_a_single_one() -> None:
    marks = [("Reports", 0, 0), ("Agenda", 0, 1), ("2 Minutes", 1, 1), ("3 Flood wall", 2, 1)]
    assert ranges(papers(draw([FRONT[:5], *PAGES], marks=marks))) == [(1, 1), (2, 2), (3, 6)]


def report(subject: str, date: str = "4 March 2025") -> Page:
    return ["Report to: Cabinet", f"Date: {date}", f"Subject: {subject}", "Report of: Head of Parks", "We will act."]


def test_opening_lines_of_reports_alone() -> None:
    pages = [report("Flood wall"), PAGES[4], report("Allotments"), PAGES[4]]
    assert ranges(papers(draw(pages))) == [(1, 2), (3, 4)]


def test_scanned_items_are_named_and_lose_no_other() -> None:
    picture = ImageReader(Image.new("L", (60, 80), 200))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    for i, lines in enumerate([FRONT, *PAGES]):
        for n, line in enumerate(lines if i not in (2, 3) else ()):
            canvas.drawString(72, 740 - 24 * n, line)
        if i in (2, 3):
            canvas.drawImage(picture, 0, 0, 595, 842)
        canvas.drawCentredString(297, 30, f"Page {i + 1}")
        canvas.showPage()
    canvas.save()
    found = read_pdf(Source("pack.pdf", buffer.getvalue()), IngestSettings.model_validate({"ocr": "never"}))
    assert ranges(found) == [(1, 1), (2, 2), (5, 6)]
    assert not found[0].complete
    assert "Item 3" in found[0].warnings[0]
    assert "pages 3-4" in found[0].warnings[0]
    assert all(paper.complete for paper in found[1:])


SINGLE: dict[str, Sequence[Page]] = {
    "front sheet alone": [FRONT, ["Other business"], ["Notes"], ["How to find us"]],
    "contents, no agenda": [["Contents", *FRONT[4:]], *PAGES],
    "earlier report appended": [report("Wall"), ["Appendix 1", *report("Plots")], PAGES[4]],
    "report of another meeting appended": [
        ["Report to: Cabinet", *report("Wall")[1:]],
        ["Report to: Planning Committee", *report("Plots", "5 May 2020")[1:]],
    ],
    "cover sheet and report": [report("Wall"), report("Wall"), PAGES[4]],
    "minutes that go through items": [
        ["Agenda Item 1", "Agreed."],
        ["Noted.", "Agenda Item 2", "Noted."],
        ["Agenda Item 3", "Agreed."],
    ],
}


@pytest.mark.parametrize("name", SINGLE)
def test_a_single_paper_is_not_split(name: str) -> None:
    assert len(papers(draw(SINGLE[name]))) == 1


def test_bookmarked_chapters_are_one_paper() -> None:
    assert len(papers(draw(PAGES, marks=[("Introduction", 0, 0), ("2 Minutes", 1, 0), ("3 Wall", 2, 0)]))) == 1


def test_one_item_number_on_every_page_is_one_paper() -> None:
    assert len(papers(draw(PAGES, stamps=dict.fromkeys(range(len(PAGES)), "Agenda Item 6")))) == 1


def test_real_papers_are_not_split(shared: Path) -> None:
    split, states = [], set()
    for path in sorted((shared / "papers").rglob("*.pdf")):
        try:
            found = read_pdf(Source(path.name, path.read_bytes()), IngestSettings.model_validate({"ocr": "never"}))
        except ReadError as error:
            states.add(error.state)
            continue
        if len(found) > 1:
            split.append(path.name)
    assert not split
    assert states <= {State.NEEDS_OCR, State.ENCRYPTED, State.CORRUPT}


def test_every_page_of_a_pack_is_in_one_paper() -> None:
    found = papers(draw([FRONT, *PAGES]))
    assert [page.number for paper in found for page in paper.pages] == list(range(1, 7))
    for one, other in pairwise(found):
        assert other.first_page == one.last_page + 1
    for paper in found:
        assert {line.page for line in paper.lines} <= {page.number for page in paper.pages}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["5 Annual report (Pages 11 - 24)"], [("5", "Annual report", 11, 24)]),
        (["5. Annual report", "of the Panel (Page 11)"], [("5", "Annual report of the Panel", 11, 11)]),
        (["7\tFlood wall\t4 - 5"], [("7", "Flood wall", 4, 5)]),
        (["7a Flood wall ........ 12"], [("7a", "Flood wall", 12, 12)]),
        (["3 Minutes of the meeting of 4 March 2025"], []),
        (["See pages 3 to 4 of the plan for more."], []),
    ],
)
def test_entries(lines: list[str], expected: list[tuple[str, str, int, int]]) -> None:
    assert [(e.number, e.title, e.first, e.last) for e in read_entries(lines)] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Report to:\tCabinet", ("meeting", "Cabinet")),
        ("DATE: 4 March 2025", ("date", "4 March 2025")),
        ("Subject", ("subject", "")),
        ("To note the report", None),
        ("Date of birth", None),
    ],
)
def test_labels(line: str, expected: tuple[str, str] | None) -> None:
    assert split_label(line) == expected


def test_a_number_that_runs_along_the_side_of_a_turned_page_is_furniture() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    for i, lines in enumerate([FRONT, *PAGES]):
        for n, line in enumerate(lines):
            canvas.drawString(72, 740 - 24 * n, line)
        if i == 3:
            canvas.translate(575, 400)
            canvas.rotate(90)
            canvas.drawString(0, 0, "Page 4")
        else:
            canvas.drawCentredString(297, 30, f"Page {i + 1}")
        canvas.showPage()
    canvas.save()
    wall = papers(buffer.getvalue())[2]
    assert [page.label for page in wall.pages] == ["3", "4"]
    assert "Page 4" not in wall.text
    assert "Page 4" in wall.furniture


def test_items_know_the_front_sheet_of_their_pack() -> None:
    sheet, *items = papers(draw([FRONT, *PAGES]))
    assert "front_sheet" not in dict(sheet.meta)
    for item in items:
        lines = dict(item.meta)["front_sheet"].split("\n")
        assert lines[:4] == FRONT[:4]
