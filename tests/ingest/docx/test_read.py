"""What is read of a Word file, and what is left out."""

import difflib
import io
from collections import Counter
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ingest.read import read as read_any
from pipeline.ingest.source import Source
from schemas.ids import fold
from schemas.paper import BlockKind, Paper
from tests.ingest.docx.word import cell, kinds, level, listed, package, para, read, row, run, shown, table

PLACEHOLDER = "<w:showingPlcHdr/>"


def saved(document: "docx.document.Document") -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def cells(paper: Paper) -> list[tuple[int, int, int, int, bool, str]]:
    return [
        (b.row, b.column, b.row_span, b.column_span, b.header, paper.text[b.start : b.end])
        for b in paper.blocks
        if b.kind is BlockKind.CELL
    ]


def test_headings_lists_and_tables_of_a_document_written_by_a_library() -> None:
    document = docx.Document()
    document.add_heading("Hartsmere Borough Council", 0)
    document.add_heading("Purpose of the Report", 1)
    document.add_paragraph("To tell members how the flood plan has gone.")
    document.add_paragraph("Clear the culverts", style="List Bullet")
    document.add_paragraph("Below the weir", style="List Bullet 2")
    document.add_paragraph("Buy the pumps", style="List Number")
    document.add_paragraph().add_run("Next Steps").bold = True
    document.add_paragraph("The team will report again in spring.")
    grid = document.add_table(rows=2, cols=2)
    for at, text in zip(
        ((0, 0), (0, 1), (1, 0), (1, 1)), ("Action", "Lead", "Mend the sluice", "Head of Rivers"), strict=True
    ):
        grid.cell(*at).text = text
    document.sections[0].header.paragraphs[0].text = "Hartsmere Borough Council, open session"
    document.core_properties.title = "Flood plan"
    paper = read(saved(document))
    assert kinds(paper) == [
        (BlockKind.HEADING, 1, "Hartsmere Borough Council"),
        (BlockKind.HEADING, 1, "Purpose of the Report"),
        (BlockKind.PARAGRAPH, 0, "To tell members how the flood plan has gone."),
        (BlockKind.LIST_ITEM, 0, "• Clear the culverts"),
        (BlockKind.LIST_ITEM, 1, "• Below the weir"),
        (BlockKind.LIST_ITEM, 0, "1. Buy the pumps"),
        (BlockKind.HEADING, 2, "Next Steps"),
        (BlockKind.PARAGRAPH, 0, "The team will report again in spring."),
        (BlockKind.PARAGRAPH, 0, "Action"),
        (BlockKind.PARAGRAPH, 0, "Lead"),
        (BlockKind.PARAGRAPH, 0, "Mend the sluice"),
        (BlockKind.PARAGRAPH, 0, "Head of Rivers"),
    ]
    assert [c[4] for c in cells(paper)] == [True, True, False, False]
    assert paper.furniture == ("Hartsmere Borough Council, open session",)
    assert ("title", "Flood plan") in paper.meta
    assert (paper.pages, paper.first_page) == ((), 0)


def test_tracked_changes_are_read_as_accepted() -> None:
    inner = (
        run("The panel ") + f"<w:del>{run('rejects').replace('w:t', 'w:delText')}</w:del>"
        f"<w:ins>{run('approves')}</w:ins>"
        + run(" the plan")
        + f"<w:moveFrom>{run(' at once')}</w:moveFrom>"
        + run(" and asks for news")
        + f"<w:moveTo>{run(' at once')}</w:moveTo>"
        + run(".")
    )
    assert shown(read(package(para(inner)))) == ["The panel approves the plan and asks for news at once."]


def test_a_paragraph_whose_mark_was_deleted_is_one_with_the_next() -> None:
    body = para("The bridge will be", "<w:rPr><w:del/></w:rPr>") + para(" closed in May.") + para("It opens in June.")
    assert shown(read(package(body))) == ["The bridge will be closed in May.", "It opens in June."]


def test_deleted_rows_of_a_table_are_gone() -> None:
    body = table(row("Kept", "one"), row("Dropped", "two", properties="<w:del/>"), row("Also kept", "three"))
    assert shown(read(package(body))) == ["Kept", "one", "Also kept", "three"]


def test_field_codes_and_hidden_text_are_left_out() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _Ref123 \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("paragraph 4.2")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = para(run("See ") + field + run(" of the plan.") + run(" Note to self", "<w:vanish/>"))
    assert shown(read(package(body))) == ["See paragraph 4.2 of the plan."]


def test_a_field_that_never_ends_hides_no_later_paragraph() -> None:
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC </w:instrText></w:r>'
    assert shown(read(package(para(broken) + para("The report begins here.")))) == ["The report begins here."]


def test_tick_boxes() -> None:
    def box(state: str) -> str:
        return (
            f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
            f"<w:sdtContent>{run('?')}</w:sdtContent></w:sdt>"
        )

    old = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData>'
        "</w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    body = para(run("Key decision ") + box("1")) + para(run("Exempt ") + box("0")) + para(run("Open ") + old)
    assert shown(read(package(body + para(run("Urgent ") + sign)))) == [
        "Key decision ☒",
        "Exempt ☐",
        "Open ☒",
        "Urgent ☐",
    ]


def test_prompts_of_empty_content_controls_are_left_out() -> None:
    prompt = f"<w:sdt><w:sdtPr>{PLACEHOLDER}</w:sdtPr><w:sdtContent>{run('Click to enter text')}</w:sdtContent></w:sdt>"
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{para('Wards: all')}</w:sdtContent></w:sdt>"
    assert shown(read(package(para(run("Lead: ") + prompt) + filled))) == ["Lead:", "Wards: all"]


def test_a_text_box_is_read_once_and_not_from_its_fall_back() -> None:
    words = f"<w:txbxContent>{para('Boxed words.')}</w:txbxContent>"
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{words}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{words}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = para(box + run("Words beside it.")) + para("Words below.")
    assert shown(read(package(body))) == ["Words beside it.", "Boxed words.", "Words below."]


def test_footnotes_stand_at_the_end_with_their_raised_numbers() -> None:
    notes = (
        f'<w:footnote w:id="-1">{para("separator")}</w:footnote><w:footnote w:id="5">{para("As of May.")}</w:footnote>'
    )
    body = para(run("All pumps work") + '<w:r><w:footnoteReference w:id="5"/></w:r>' + run(".")) + para("The end.")
    assert shown(read(package(body, footnotes=notes))) == ["All pumps work¹.", "The end.", "¹ As of May."]


def test_soft_hyphens_tabs_breaks_and_links() -> None:
    body = para(
        "<w:r><w:t>Flood</w:t><w:softHyphen/><w:t>plain</w:t><w:noBreakHyphen/><w:t>wide\u00ad</w:t><w:tab/><w:t>work</w:t></w:r>"
        f"<w:hyperlink>{run(' at hartsmere.example')}</w:hyperlink>"
    ) + para("<w:r><w:t>From: Head of Rivers</w:t><w:br/><w:t>To: Cabinet</w:t></w:r>")
    assert shown(read(package(body))) == [
        "Floodplain-wide work at hartsmere.example",
        "From: Head of Rivers",
        "To: Cabinet",
    ]


def test_merged_cells_stand_once_at_their_first_row() -> None:
    def down(kind: str) -> str:
        return f'<w:vMerge w:val="{kind}"/>' if kind else "<w:vMerge/>"

    body = table(
        row("Priority", "Action", "Lead"),
        row(cell("Clean rivers", down("restart")), "Sample the water", "Head of Rivers"),
        row(cell("", down("")), "Fine the polluters", "Head of Law"),
        row(cell("All of this by May", '<w:gridSpan w:val="3"/>')),
    )
    paper = read(package(body))
    assert cells(paper) == [
        (0, 0, 1, 1, True, "Priority"),
        (0, 1, 1, 1, True, "Action"),
        (0, 2, 1, 1, True, "Lead"),
        (1, 0, 2, 1, False, "Clean rivers"),
        (1, 1, 1, 1, False, "Sample the water"),
        (1, 2, 1, 1, False, "Head of Rivers"),
        (2, 1, 1, 1, False, "Fine the polluters"),
        (2, 2, 1, 1, False, "Head of Law"),
        (3, 0, 1, 3, False, "All of this by May"),
    ]


def test_header_rows_as_the_file_names_them() -> None:
    body = table(row("Rivers", "Weirs", properties="<w:tblHeader/>"), row("Hart", "Mill Weir"), row("Mere", "Low Weir"))
    assert [c[4] for c in cells(read(package(body)))] == [True, True, False, False, False, False]


def test_a_table_within_a_cell_stands_in_it_in_order() -> None:
    inner = table(row("one", "two"), row("three", "four"))
    paper = read(package(table(row("Label", cell(para("before") + inner + para("after"))), row("Other", "value"))))
    assert shown(paper) == ["Label", "before", "one", "two", "three", "four", "after", "Other", "value"]
    assert sum(b.kind is BlockKind.TABLE for b in paper.blocks) == 1


def test_a_table_of_one_cell_is_a_frame_around_its_contents() -> None:
    paper = read(package(table(row(cell(para("The lead is named below.") + table(row("Lead", "Head of Rivers")))))))
    assert [b.kind for b in paper.blocks][:2] == [BlockKind.PARAGRAPH, BlockKind.TABLE]


def test_bold_headings_stand_below_the_marked_ones() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>'
    prose = "The council will mend the weir and will report on it in the spring."
    body = para("Rivers", '<w:pStyle w:val="H"/>') + para(prose) + para(run("Action", "<w:b/>")) + para(prose)
    body += para(run("Lower Reaches", "<w:b/>")) + para(prose)
    assert [(k, n) for k, n, _ in kinds(read(package(body, styles=styles)))] == [
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.HEADING, 3),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.HEADING, 3),
        (BlockKind.PARAGRAPH, 0),
    ]


WORDS = st.lists(
    st.sampled_from(["weir", "river", "Council", "will", "3", "of", "(a)", "£4m", "co-op"]), min_size=1, max_size=6
)


@st.composite
def blocks(draw: st.DrawFn, depth: int = 0) -> tuple[str, list[str]]:
    """XML of a block and its words in order."""
    kind = draw(st.sampled_from(["para", "list", "table", "control", "inserted"] if depth < 2 else ["para", "list"]))
    if kind == "table":
        rows, words = [], []
        width = draw(st.integers(1, 3))
        for _ in range(draw(st.integers(1, 3))):
            made = [draw(blocks(depth + 1)) for _ in range(width)]
            rows.append(row(*(cell(xml) for xml, _ in made)))
            words += [w for _, own in made for w in own]
        return table(*rows), words
    if kind in ("control", "inserted"):
        xml, words = draw(blocks(depth + 1))
        if kind == "inserted":
            return f"<w:customXml>{xml}</w:customXml>", words
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{xml}</w:sdtContent></w:sdt>", words
    words = [w for part in draw(st.lists(WORDS, min_size=1, max_size=3)) for w in part]
    text = "".join(run(f"{w} ", draw(st.sampled_from(["", "<w:b/>"]))) for w in words)
    return (listed(text, 1) if kind == "list" else para(text)), words


@given(st.lists(blocks(), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_no_word_is_lost_or_doubled(made: list[tuple[str, list[str]]]) -> None:
    lists = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "bullet", "•")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    paper = read(package("".join(xml for xml, _ in made), numbering=lists))
    wanted = Counter(w for _, words in made for w in words)
    assert Counter(w for w in paper.text.split() if w != "•") == wanted
    ends = [(paper.blocks[i].start, paper.blocks[i].end) for i in paper.leaves]
    assert all(a[1] <= b[0] for a, b in pairwise(ends))


@pytest.mark.parametrize("stem", ["nottingham-city-2018-11-cic-strategy", "rotherham-2014-10-lac-strategy-progress"])
def test_same_words_as_the_text_form(shared: Path, stem: str) -> None:
    folder = shared / "papers"
    word = read(folder / "forms" / f"{stem}.docx")
    [text] = read_any(Source(f"{stem}.txt", (folder / f"{stem}.txt").read_bytes()))
    one, other = (
        fold(" ".join(p.text[p.blocks[i].body : p.blocks[i].end] for i in p.leaves)).split() for p in (word, text)
    )
    assert difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.98
