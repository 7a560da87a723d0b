"""Sections, their nesting and their roles."""

import pytest

from pipeline.extract.sections import CONTENT, find_sections, role_of
from tests.extract.specimens import heading, item, paper, para, table


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Purpose of the Report", "purpose"),
        ("2. RECOMMENDATIONS", "recommendations"),
        ("Recommendation(s)", "recommendations"),
        ("7.3 Financial Implications:", "implications"),
        ("Comments of the Section 151 Officer", "implications"),
        ("(b) Background", "background"),
        ("Background Papers", "background_papers"),
        ("Appendix A", None),
        ("Other options considered and rejected", "options"),
        ("Our priorities", "priorities"),
        ("Next steps", "next_steps"),
        ("Progress to date", "progress"),
        ("iv. Wards affected", "wards"),
        ("What we’ve done so far", "progress"),
        ("Chair's announcements", "attendance"),
        ("Ward(s) affected", "wards"),
        ("Quay Street bridge", None),
        ("", None),
        ("***", None),
        ("Progress " * 30, None),
    ],
)
def test_role_of_a_heading(title: str, role: str | None) -> None:
    assert role_of(title) == role


def test_a_section_holds_what_stands_below_it_and_takes_on_the_role_above() -> None:
    made = paper(
        "The paper begins.",
        heading("Legal implications"),
        "There are none.",
        heading("Leases", level=2),
        "One lease ends.",
        heading("Lamp posts"),
        "They are old.",
    )
    sections = find_sections(made)
    before, legal, leases, lamps = sections.all
    assert (before.role, before.heading, before.title) == (CONTENT, -1, "")
    assert (legal.role, legal.named) == ("implications", True)
    assert (leases.role, leases.named, leases.parent) == ("implications", False, 1)
    assert (lamps.role, lamps.named, lamps.parent) == (CONTENT, False, -1)
    assert (legal.first, legal.last) == (1, 5)
    assert made.text[legal.start : legal.end].endswith("One lease ends.")
    assert [s.title for s in sections.path(4)] == ["Leases", "Legal implications"]
    assert sections.at(0) is before


def test_dots_of_the_printed_number_nest_headings_that_look_alike() -> None:
    made = paper(heading("Roads", number="3"), heading("Verges", number="3.1"), "Cut.", heading("Trees", number="4"))
    _, roads, verges, trees = find_sections(made).all
    assert verges.parent == 1
    assert roads.parent == trees.parent == -1
    assert (roads.first, roads.last) == (0, 3)


def test_labels_that_alternate_open_no_section() -> None:
    labels = [heading("Action", 3), para("Mend."), heading("Progress", 3), para("Mended.")]
    sections = find_sections(paper(heading("Homes"), *labels, *labels))
    assert [s.title for s in sections.all] == ["", "Homes"]
    assert len(find_sections(paper(heading("Homes"), heading("Progress"), "Mended.")).all) == 3


def test_headings_inside_tables_open_no_section() -> None:
    made = paper(heading("Homes"), table([heading("Action"), heading("Lead")], ["Mend roofs", "Ms Ash"]), item("End"))
    assert [s.title for s in find_sections(made).all] == ["", "Homes"]


def test_every_block_has_one_section_and_lies_within_it() -> None:
    made = paper("A", heading("B"), "C", heading("D", 2), table(["E", "F"], ["G", "H"]), heading("I"))
    sections = find_sections(made)
    assert len(sections.of_block) == len(made.blocks)
    for i, block in enumerate(made.blocks):
        for section in sections.path(i):
            assert section.start <= block.start
            assert block.end <= section.end
            assert section.first <= i < section.last


def test_a_paper_without_blocks_has_one_empty_section() -> None:
    sections = find_sections(paper())
    assert [(s.start, s.end, s.first, s.last) for s in sections.all] == [(0, 0, 0, 0)]


def test_a_heading_that_was_read_as_an_item_of_a_list() -> None:
    made = paper(
        heading("Recommendations", number="2.0"),
        item("approve the plan", "(a)"),
        item("Background", "3.0"),
        item("Damp was found in 1988.", "3.1"),
    )
    assert [find_sections(made).at(i).role for i in range(4)] == ["recommendations"] * 2 + ["background"] * 2


def test_titles_in_a_list_of_contents_are_no_headings() -> None:
    made = paper(heading("Contents"), item("Background", "1"), item("Options", "2"), item("Next steps", "3"))
    assert {find_sections(made).at(i).role for i in range(4)} == {"content"}


def test_a_heading_between_two_whose_numbers_it_joins() -> None:
    made = paper(
        heading("Introduction", number="1"),
        para("The pledge was rewritten last year."),
        item("“Find us a home”", "2."),
        para("Nine homes were found."),
        heading("Next steps", number="3"),
    )
    sections = find_sections(made)
    assert [sections.at(i).title for i in (1, 3)] == ["Introduction", "“Find us a home”"]


def test_colons_that_end_most_headings_are_no_part_of_their_titles() -> None:
    heads = [heading(f"{name}:", number=f"{n}.") for n, name in enumerate(("Lanes", "Barns", "Ponds"), start=1)]
    made = paper(*(part for head in heads for part in (head, "It is looked after.")))
    assert [s.title for s in find_sections(made).all[1:]] == ["Lanes", "Barns", "Ponds"]


def test_a_colon_that_ends_one_heading_of_many_leads_in() -> None:
    made = paper(
        heading("Lanes"), "They are wide.", heading("Barns"), "They are old.", heading("We will:"), item("mow")
    )
    assert [s.title for s in find_sections(made).all[1:]] == ["Lanes", "Barns", "We will:"]
