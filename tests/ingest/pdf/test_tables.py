"""Ruled tables: merged cells, page breaks, headers, shading."""

from schemas.paper import BlockKind

COLUMNS = [50.0, 250.0, 350.0, 550.0]


def cells(paper):
    return {
        (b.row, b.column, b.row_span, b.column_span): " ".join(paper.text[b.start : b.end].split())
        for b in paper.blocks
        if b.kind is BlockKind.CELL
    }


def put(canvas, x, y, *lines, font="Helvetica"):
    canvas.setFont(font, 10)
    for n, line in enumerate(lines):
        canvas.drawString(x + 4, y - 13 - 12 * n, line)


def header(canvas, y):
    for x, words in zip(COLUMNS, ("What we will do", "Lead", "Measure"), strict=False):
        put(canvas, x, y, words, font="Helvetica-Bold")


def test_rows_come_out_with_header_and_wrapped_cells(read, ruled):
    def draw(canvas):
        ruled(canvas, COLUMNS, [700, 680, 650, 620])
        header(canvas, 700)
        put(canvas, 50, 680, "Recruit twelve carers from every", "part of the borough")
        put(canvas, 250, 680, "Head of Fostering")
        put(canvas, 350, 680, "Number of carers")
        put(canvas, 50, 650, "Open a contact centre")
        put(canvas, 250, 650, "Robin Vale")
        put(canvas, 350, 650, "Centre is open")

    paper = read(draw)
    assert cells(paper) == {
        (0, 0, 1, 1): "What we will do",
        (0, 1, 1, 1): "Lead",
        (0, 2, 1, 1): "Measure",
        (1, 0, 1, 1): "Recruit twelve carers from every part of the borough",
        (1, 1, 1, 1): "Head of Fostering",
        (1, 2, 1, 1): "Number of carers",
        (2, 0, 1, 1): "Open a contact centre",
        (2, 1, 1, 1): "Robin Vale",
        (2, 2, 1, 1): "Centre is open",
    }
    assert [b.header for b in paper.blocks if b.kind is BlockKind.CELL] == [True] * 3 + [False] * 6


def test_merged_cell_cut_by_a_page_break_is_one(read, ruled):
    def draw(canvas):
        ruled(canvas, COLUMNS, [200, 180, 140, 100], skip=((1, 2),))
        header(canvas, 200)
        put(canvas, 50, 180, "1. Find homes")
        put(canvas, 50, 140, "2. Keep them")
        put(canvas, 250, 180, "Dana Reeve")
        put(canvas, 250, 140, "Dana Reeve")
        put(canvas, 350, 180, "We will work with landlords and", "housing partners so that young", "people and")
        canvas.showPage()
        ruled(canvas, COLUMNS, [780, 740, 700], skip=((0, 2),))
        put(canvas, 50, 780, "3. Help with rent")
        put(canvas, 250, 780, "Lee Marsh")
        put(canvas, 350, 780, "their families can stay.")
        put(canvas, 50, 740, "4. Advice")
        put(canvas, 250, 740, "Lee Marsh")

    found = cells(read(draw))
    assert found[(1, 2, 4, 1)] == (
        "We will work with landlords and housing partners so that young people and their families can stay."
    )
    assert found[(3, 0, 1, 1)] == "3. Help with rent"
    assert found[(4, 0, 1, 1)] == "4. Advice"


def test_row_cut_by_a_page_break_is_one_and_its_header_is_not_repeated(read, ruled):
    def draw(canvas):
        ruled(canvas, COLUMNS, [200, 180, 100])
        header(canvas, 200)
        put(canvas, 50, 180, "Open a contact centre")
        put(canvas, 250, 180, "Robin Vale")
        put(canvas, 350, 180, "Families say that they can meet", "in a place that feels like")
        canvas.showPage()
        ruled(canvas, COLUMNS, [780, 760, 720, 690])
        header(canvas, 780)
        put(canvas, 350, 760, "home. A survey is made each year.")
        put(canvas, 50, 720, "Train mentors")
        put(canvas, 250, 720, "Sam Orr")
        put(canvas, 350, 720, "Ten mentors")

    paper = read(draw)
    found = cells(paper)
    assert found[(1, 2, 1, 1)] == (
        "Families say that they can meet in a place that feels like home. A survey is made each year."
    )
    assert found[(2, 0, 1, 1)] == "Train mentors"
    assert paper.text.count("What we will do") == 1
    assert "What we will do | Lead | Measure" in paper.furniture


def test_new_row_on_the_next_page_is_not_joined_to_the_last_one(read, ruled):
    """A last cell without full stop swallowed the first row of the next page."""

    def draw(canvas):
        ruled(canvas, COLUMNS, [200, 180, 150])
        header(canvas, 200)
        put(canvas, 50, 180, "Open a contact centre")
        put(canvas, 250, 180, "-")
        put(canvas, 350, 180, "Families say that they can meet there")
        canvas.showPage()
        ruled(canvas, COLUMNS, [780, 750])
        put(canvas, 50, 780, "Train mentors")
        put(canvas, 250, 780, "-")
        put(canvas, 350, 780, "Ten mentors")

    found = cells(read(draw))
    assert found[(2, 0, 1, 1)] == "Train mentors"
    assert found[(2, 1, 1, 1)] == "-"


def test_bullets_in_a_cell_are_list_items(read, ruled):
    def draw(canvas):
        ruled(canvas, COLUMNS, [700, 680, 620])
        header(canvas, 700)
        put(canvas, 50, 680, "Offer every care leaver:")
        for n, words in enumerate(("a mentor", "a home")):
            put(canvas, 54, 668 - 12 * n, "•")
            put(canvas, 66, 668 - 12 * n, words)
        put(canvas, 250, 680, "Robin Vale")
        put(canvas, 350, 680, "Take-up")

    paper = read(draw)
    items = [(b.marker, paper.body(b)) for b in paper.blocks if b.kind is BlockKind.LIST_ITEM]
    assert items == [("•", "a mentor"), ("•", "a home")]
    assert all(paper.blocks[b.parent].kind is BlockKind.CELL for b in paper.blocks if b.kind is BlockKind.LIST_ITEM)


def test_frame_around_text_is_no_table(read, writer):
    def draw(canvas):
        canvas.rect(60, 600, 400, 100)
        write = writer(canvas, top=680)
        write.lines("A box holds a summary of the report.")
        write.lines("It has two paragraphs and no columns.")

    paper = read(draw)
    assert {block.kind for block in paper.blocks} == {BlockKind.PARAGRAPH}


def test_shading_within_a_cell_does_not_divide_it(read, ruled):
    """Paragraph shading that a word processor paints behind each line made rows and columns of its own."""

    def draw(canvas):
        canvas.setFillGray(0.9)
        canvas.rect(55, 664, 190, 12, stroke=0, fill=1)
        canvas.rect(55, 652, 190, 12, stroke=0, fill=1)
        canvas.setFillGray(0)
        ruled(canvas, [50.0, 250.0, 450.0], [680, 648, 620])
        put(canvas, 50, 680, "Examination in public of the", "plan")
        put(canvas, 250, 680, "March 2031")
        put(canvas, 50, 648, "Adoption")
        put(canvas, 250, 648, "June 2031")

    assert cells(read(draw)) == {
        (0, 0, 1, 1): "Examination in public of the plan",
        (0, 1, 1, 1): "March 2031",
        (1, 0, 1, 1): "Adoption",
        (1, 1, 1, 1): "June 2031",
    }


def test_filled_boxes_without_rules_make_a_table(read):
    def draw(canvas):
        for row in range(3):
            for column, x in enumerate((50, 250)):
                canvas.setFillGray(0.8 if row % 2 else 0.9)
                canvas.rect(x, 660 - 20 * row, 200, 20, stroke=0, fill=1)
                canvas.setFillGray(0)
                put(canvas, x, 680 - 20 * row, f"Cell {row} {column}")

    assert list(cells(read(draw)).values()) == [f"Cell {r} {c}" for r in range(3) for c in range(2)]


def test_words_of_one_text_object_over_two_cells_are_parted(read, ruled):
    def draw(canvas):
        ruled(canvas, [50.0, 150.0, 300.0], [700, 680, 660])
        put(canvas, 50, 700, "Dated                         March 2031")
        put(canvas, 50, 680, "Version                       Final")

    assert list(cells(read(draw)).values()) == ["Dated", "March 2031", "Version", "Final"]


def test_table_with_another_header_on_the_next_page_is_another_table(read, ruled):
    def draw(canvas):
        ruled(canvas, COLUMNS, [200, 180, 150])
        header(canvas, 200)
        put(canvas, 50, 180, "Open a contact centre")
        put(canvas, 250, 180, "Robin Vale")
        put(canvas, 350, 180, "Centre is open")
        canvas.showPage()
        ruled(canvas, COLUMNS, [780, 760, 730])
        for x, words in zip(COLUMNS, ("Risk", "Owner", "Mitigation"), strict=False):
            put(canvas, x, 780, words, font="Helvetica-Bold")
        put(canvas, 50, 760, "Carers leave the service")
        put(canvas, 250, 760, "Sam Orr")
        put(canvas, 350, 760, "Pay award")

    paper = read(draw)
    tables = [i for i, block in enumerate(paper.blocks) if block.kind is BlockKind.TABLE]
    assert [len(paper.children(i)) for i in tables] == [6, 6]


def test_row_without_reference_on_the_next_page_is_the_rest_of_the_last_row(read, ruled):
    def draw(canvas):
        ruled(canvas, COLUMNS, [200, 180, 100])
        header(canvas, 200)
        put(canvas, 50, 180, "Open a contact centre")
        put(canvas, 250, 180, "Robin Vale")
        put(canvas, 350, 180, "The lease has been signed.")
        canvas.showPage()
        ruled(canvas, COLUMNS, [780, 740, 710])
        put(canvas, 350, 780, "Builders start in May.")
        put(canvas, 50, 740, "Train mentors")
        put(canvas, 250, 740, "Sam Orr")
        put(canvas, 350, 740, "Ten mentors")

    found = cells(read(draw))
    assert found[(1, 2, 1, 1)] == "The lease has been signed. Builders start in May."
    assert found[(2, 0, 1, 1)] == "Train mentors"
