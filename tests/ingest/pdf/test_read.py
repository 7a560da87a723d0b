"""Paragraphs, headings, lists and furniture of drawn PDFs."""

from schemas.paper import BlockKind


def kinds(paper):
    return [(block.kind, paper.body(block)) for block in paper.blocks]


def bodies(paper, kind):
    return [paper.body(block) for block in paper.blocks if block.kind is kind]


def test_paragraph_over_a_page_break_is_one(read, writer):
    def draw(canvas):
        write = writer(canvas)
        for n in range(12):
            write.lines(f"Paragraph {n} says what the Hartsmere board was told about its fostering service.")
        write.y = 110
        write.lines("The panel heard that carers had asked for more support at weekends and that the")
        write.canvas.showPage()
        write.y = write.top
        write.lines("service would report on this in spring.")
        write.lines("Another paragraph stands below it.")

    paper = read(draw)
    whole = (
        "The panel heard that carers had asked for more support at weekends and that the service would report on this "
        "in spring."
    )
    assert whole in bodies(paper, BlockKind.PARAGRAPH)
    start = paper.text.index(whole)
    assert [place.page for place in paper.places(start, start + len(whole))] == [1, 2]


def test_finished_paragraph_before_a_page_break_stays_apart(read, writer):
    def draw(canvas):
        write = writer(canvas)
        write.lines("The first paragraph ends here.")
        canvas.showPage()
        write.y = write.top
        write.lines("The second one begins a page.")

    assert bodies(read(draw), BlockKind.PARAGRAPH) == [
        "The first paragraph ends here.",
        "The second one begins a page.",
    ]


def test_hyphen_at_a_line_end_goes_or_stays_as_the_paper_writes_elsewhere(read, writer):
    def draw(canvas):
        write = writer(canvas)
        write.lines(
            "Partners in this multi-agency board met and the sufficiency of homes was discussed at some length."
        )
        write.lines(
            "The board welcomed the sufficien-",
            "cy plan and asked every multi-",
            "agency partner to plan for long-",
            "term care.",
        )

    text = read(draw).text
    assert "the sufficiency plan and asked every multi-agency partner to plan for long-term care." in text


def test_running_lines_and_page_numbers_become_furniture(read, writer):
    def draw(canvas):
        for page in range(1, 5):
            write = writer(canvas)
            canvas.setFont("Helvetica", 9)
            canvas.drawString(72, 810, "Hartsmere Borough Council")
            canvas.drawCentredString(297, 30, f"Page {page + 6} of 10")
            write.lines(f"Section {page} of the report has words of its own that stay where they are.")
            canvas.showPage()

    paper = read(draw)
    assert "Hartsmere Borough Council" in paper.furniture
    assert "Hartsmere" not in paper.text
    assert "Page" not in paper.text
    assert [page.label for page in paper.pages] == ["7", "8", "9", "10"]


def test_words_of_the_body_at_the_edge_of_pages_are_no_furniture(read, writer):
    """Answers such as "Not applicable" that happen to open several pages were taken for running headers."""

    def draw(canvas):
        for _ in range(3):
            write = writer(canvas, top=800)
            for _ in range(4):
                write.lines("Not applicable")
                write.lines("Is there an impact on this group of residents?", font="Helvetica-Bold")
            canvas.showPage()

    assert read(draw).text.count("Not applicable") == 12


def test_two_columns_are_read_one_after_the_other(read, writer):
    left = [f"left column line {n} with words enough to fill it" for n in range(12)]
    right = [f"right column line {n} with words enough to fill it" for n in range(12)]

    def draw(canvas):
        write = writer(canvas)
        write.line("A title over both columns of the newsletter of Hartsmere", font="Helvetica-Bold", size=16)
        for n, (one, other) in enumerate(zip(left, right, strict=True)):
            canvas.setFont("Helvetica", 10)
            canvas.drawString(60, 700 - 12 * n, one)
            canvas.drawString(320, 700 - 12 * n, other)

    paper = read(draw)
    assert " ".join(left) in " ".join(paper.text.split())
    assert " ".join(right) in " ".join(paper.text.split())
    assert paper.text.index("left column line 11") < paper.text.index("right column line 0")


def test_headings_have_levels_by_size_and_weight(read, writer):
    def draw(canvas):
        write = writer(canvas)
        write.lines("Corporate Parenting Strategy", font="Helvetica-Bold", size=18)
        write.lines("1. Introduction", font="Helvetica-Bold", size=11)
        write.lines("Every child in the care of Hartsmere deserves a safe home and somebody to turn to.")
        write.lines("1.1 Scope", font="Helvetica-Bold", size=11)
        write.lines("This strategy covers the years 2031 to 2034 and every service of the council and its partners.")

    paper = read(draw)
    headings = [(b.level, b.number, paper.body(b)) for b in paper.blocks if b.kind is BlockKind.HEADING]
    assert headings == [(1, "", "Corporate Parenting Strategy"), (2, "1", "Introduction"), (2, "1.1", "Scope")]


def test_lists_nest_by_indent_and_items_run_over_lines(read, writer):
    def draw(canvas):
        write = writer(canvas)
        write.lines("Our priorities for the coming years are set out below for members to consider:")
        write.line("•", indent=18)
        write.y += 13.2
        write.line("homes close to school, family and friends for every child who needs", indent=36)
        write.line("one, whatever their age", indent=36)
        write.line("o", font="Courier", indent=54)
        write.y += 13.2
        write.line("Fostering first", indent=72)
        write.line("•", indent=18)
        write.y += 13.2
        write.line("health checks on time", indent=36)

    paper = read(draw)
    items = [(b.level, b.marker, paper.body(b)) for b in paper.blocks if b.kind is BlockKind.LIST_ITEM]
    assert items == [
        (0, "•", "homes close to school, family and friends for every child who needs one, whatever their age"),
        (1, "o", "Fostering first"),
        (0, "•", "health checks on time"),
    ]


def test_superscript_ordinal_stands_with_its_number(read):
    def draw(canvas):
        text = canvas.beginText(72, 700)
        text.setFont("Helvetica", 12)
        text.textOut("Meeting of the 21")
        text.setRise(4)
        text.setFont("Helvetica", 7)
        text.textOut("st")
        text.setRise(0)
        text.setFont("Helvetica", 12)
        text.textOut(" October in the town hall")
        canvas.drawText(text)

    assert read(draw).text == "Meeting of the 21st October in the town hall"


def test_label_with_its_value_beside_it_is_one_line(read, writer):
    def draw(canvas):
        write = writer(canvas)
        for label, value in (("Report to:", "Cabinet"), ("Date:", "4 March 2031"), ("Report of:", "Avery Quill")):
            canvas.setFont("Helvetica-Bold", 11)
            canvas.drawString(72, write.y, label)
            canvas.setFont("Helvetica", 11)
            canvas.drawString(200, write.y, value)
            write.y -= 20

    assert bodies(read(draw), BlockKind.PARAGRAPH) == [
        "Report to: Cabinet",
        "Date: 4 March 2031",
        "Report of: Avery Quill",
    ]


def test_web_address_over_lines_is_whole(read, writer):
    def draw(canvas):
        write = writer(canvas)
        write.lines(
            "The plan can be read at https://www.hartsmere.example/plans/children/2031/sufficiency_and_",
            "permanence_plan_final.pdf and in libraries.",
        )

    assert "https://www.hartsmere.example/plans/children/2031/sufficiency_and_permanence_plan_final.pdf and" in (
        read(draw).text
    )


def test_boxes_of_a_turned_page_with_crop_box_are_in_points_from_its_top_left(read):
    def draw(canvas):
        canvas.setPageRotation(90)
        canvas.setCropBox((50, 100, 550, 500))
        canvas.saveState()
        canvas.translate(150, 300)
        canvas.rotate(90)
        canvas.setFont("Helvetica", 12)
        canvas.drawString(0, 0, "Landscape words")
        canvas.restoreState()

    paper = read(draw)
    page, line = paper.pages[0], paper.lines[0]
    assert (page.width, page.height) == (400, 500)
    assert paper.text == "Landscape words"
    assert line.x0 == 200  # 300 up the sheet, less the crop box's 100
    assert line.y0 < 150 - 50 < line.y1  # baseline 150 from the left, less the crop box's 50
    assert 80 < line.x1 - line.x0 < 110


def test_contacts_side_by_side_are_read_one_after_the_other(read, writer):
    left = ("Report author:", "Avery Quill", "Head of Fostering", "01632 960001")
    right = ("Relevant director:", "Jordan Ashdown", "Director of Children", "01632 960002")

    def draw(canvas):
        write = writer(canvas)
        write.lines("The officers below can answer questions on this report and on the plan that it describes in full.")
        write.y -= 20
        for n, (one, other) in enumerate(zip(left, right, strict=True)):
            canvas.setFont("Helvetica-Bold" if n == 0 else "Helvetica", 11)
            canvas.drawString(72, write.y, one)
            canvas.drawString(320, write.y, other)
            write.y -= 14

    words = " ".join(read(draw).text.split())
    assert " ".join(left) in words
    assert " ".join(right) in words


def test_table_without_rules_has_rows_and_columns(read, writer):
    rows = (
        ("Theme", "Lead", "Due"),
        ("Fostering", "Avery Quill", "May 2031"),
        ("Health", "Robin Vale", "June 2031"),
        ("Leaving care", "Sam Orr", "July 2031"),
    )

    def draw(canvas):
        for n, row in enumerate(rows):
            for x, words in zip((72, 230, 400), row, strict=True):
                canvas.setFont("Helvetica-Bold" if n == 0 else "Helvetica", 11)
                canvas.drawString(x, 700 - 20 * n, words)

    paper = read(draw)
    cells = [b for b in paper.blocks if b.kind is BlockKind.CELL]
    assert [(c.row, c.column, paper.text[c.start : c.end]) for c in cells] == [
        (r, c, words) for r, row in enumerate(rows) for c, words in enumerate(row)
    ]
    assert [c.header for c in cells] == [True] * 3 + [False] * 9


def test_bold_numbered_recommendations_are_no_headings(read, writer):
    """Recommendations set in bold were taken for headings."""

    def draw(canvas):
        write = writer(canvas)
        write.lines("Recommendations", font="Helvetica-Bold")
        write.lines("The board is asked to consider what follows and to agree each of the points set out below:")
        for number, words in enumerate(
            ("To note with thanks the work of the carers of Hartsmere", "To agree the plan for the next three years"), 1
        ):
            write.lines(f"{number}. {words}", font="Helvetica-Bold")
        write.lines("Words of the body follow here so that most of the text is not set in bold type at all.")

    paper = read(draw)
    assert bodies(paper, BlockKind.HEADING) == ["Recommendations"]
    assert [b.number for b in paper.blocks if b.kind is BlockKind.LIST_ITEM] == ["1", "2"]


def test_watermark_set_aslant_is_furniture(read, writer):
    def draw(canvas):
        write = writer(canvas)
        write.lines("Words of the report that stand upright.")
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.setFont("Helvetica", 60)
        canvas.drawString(0, 0, "DRAFT")
        canvas.restoreState()

    paper = read(draw)
    assert paper.text == "Words of the report that stand upright."
    assert paper.furniture == ("DRAFT",)


def test_symbol_font_bullets_are_bullets(read, writer):
    def draw(canvas):
        write = writer(canvas)
        for words in ("a home close to school", "a say in the plan"):
            write.line("n", font="ZapfDingbats", size=9)
            write.y += 10.8
            write.line(words, indent=20)

    paper = read(draw)
    assert [(b.marker, paper.body(b)) for b in paper.blocks] == [
        ("■", "a home close to school"),
        ("■", "a say in the plan"),
    ]


def test_blue_underlined_links_are_no_headings(read, writer):
    """Underlined links in lists of background papers were taken for underlined headings."""

    def draw(canvas):
        write = writer(canvas)
        write.lines("Background papers are listed here for members who wish to read more about the service.")
        write.y -= 20
        canvas.setFillColorRGB(0.02, 0.39, 0.76)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, write.y, "Placement sufficiency plan")
        canvas.rect(72, write.y - 1.5, canvas.stringWidth("Placement sufficiency plan", "Helvetica", 11), 0.6, 0, 1)

    assert not bodies(read(draw), BlockKind.HEADING)


def test_what_is_filled_into_form_fields_is_read(read):
    """The values of form fields are no part of a page's text and were lost."""

    def draw(canvas):
        canvas.drawString(72, 700, "Name:")
        canvas.acroForm.textfield(name="name", value="Avery Quill", x=120, y=690, width=200, height=20)

    assert "Avery Quill" in read(draw).text
