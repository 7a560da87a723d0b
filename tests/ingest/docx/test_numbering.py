"""Automatic numbers and bullets."""

import pytest

from schemas.paper import BlockKind
from tests.ingest.docx.word import level, listed, package, para, read, shown


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def test_levels_count_on_and_start_again_below_a_new_number() -> None:
    lists = numbering(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)"))
    depths = [0, 1, 1, 2, 2, 1, 0, 1, 2]
    body = "".join(listed(f"Words of item {i}.", 1, depth) for i, depth in enumerate(depths))
    paper = read(package(body, numbering=lists))
    blocks = [paper.blocks[i] for i in paper.leaves]
    assert [b.marker for b in blocks] == ["1.", "1.1", "1.2", "(a)", "(b)", "1.3", "2.", "2.1", "(a)"]
    assert [b.number for b in blocks] == ["1", "1.1", "1.2", "a", "b", "1.3", "2", "2.1", "a"]
    assert [b.level for b in blocks] == depths
    assert {b.kind for b in blocks} == {BlockKind.LIST_ITEM}


@pytest.mark.parametrize(
    ("form", "text", "markers"),
    [
        ("decimal", "%1)", ["1)", "2)", "3)"]),
        ("upperLetter", "%1.", ["A.", "B.", "C."]),
        ("lowerRoman", "(%1)", ["(i)", "(ii)", "(iii)"]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("decimal", "%1", ["1", "2", "3"]),
        ("bullet", "\uf0b7", ["•", "•", "•"]),
        ("bullet", "–", ["–", "–", "–"]),
        ("bullet", "o", ["o", "o", "o"]),
        ("none", "", ["", "", ""]),
    ],
)
def test_forms_of_numbers(form: str, text: str, markers: list[str]) -> None:
    body = "".join(listed(f"The {word} of these items is done.", 1) for word in ("first", "second", "third"))
    paper = read(package(body, numbering=numbering(level(0, form, text))))
    assert [paper.blocks[i].marker for i in paper.leaves] == markers


def test_words_in_the_place_of_a_number_are_text() -> None:
    lists = numbering(level(0, "decimal", "Priority %1:"))
    paper = read(package(listed("warm homes for all", 1) + listed("clean air in every street", 1), numbering=lists))
    assert shown(paper) == ["Priority 1: warm homes for all", "Priority 2: clean air in every street"]


def test_lists_that_share_an_abstract_one_count_on_unless_they_override_the_start() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    lists = numbering(level(0, "decimal", "%1."), nums=nums)
    body = "".join(listed("Something was said.", num) for num in (1, 1, 2, 3, 3, 1))
    paper = read(package(body, numbering=lists))
    assert [paper.blocks[i].number for i in paper.leaves] == ["1", "2", "3", "7", "8", "9"]


def test_a_level_that_never_restarts() -> None:
    lists = numbering(level(0, "upperLetter", "%1."), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'))
    body = "".join(listed("Something was said.", 1, at) for at in (0, 1, 1, 0, 1))
    paper = read(package(body, numbering=lists))
    assert [paper.blocks[i].marker for i in paper.leaves] == ["A.", "1.", "2.", "B.", "3."]


def test_legal_numbering_prints_roman_levels_as_figures() -> None:
    lists = numbering(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    paper = read(package(listed("Part of it.", 1) + listed("More of it.", 1, 1), numbering=lists))
    assert [paper.blocks[i].marker for i in paper.leaves] == ["I.", "1.1"]


def test_numbering_linked_to_heading_styles() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/>'
        f'<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>'
        for n in (1, 2)
    )
    lists = numbering(
        level(0, "decimal", "%1", '<w:pStyle w:val="H1"/>'), level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>')
    )
    body = "".join(
        para(text, f'<w:pStyle w:val="{style}"/>')
        for style, text in (("H1", "Purpose"), ("H1", "Background"), ("H2", "What was done"), ("H2", "What is next"))
    )
    paper = read(package(body, styles=styles, numbering=lists))
    blocks = [paper.blocks[i] for i in paper.leaves]
    assert [(b.kind, b.level, b.number) for b in blocks] == [
        (BlockKind.HEADING, 1, "1"),
        (BlockKind.HEADING, 1, "2"),
        (BlockKind.HEADING, 2, "2.1"),
        (BlockKind.HEADING, 2, "2.2"),
    ]


def test_list_number_zero_switches_a_styles_numbering_off() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="List Number"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    off = '<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = para("The first was done.", '<w:pStyle w:val="L"/>') + para("This has no number.", off)
    paper = read(package(body, styles=styles, numbering=numbering(level(0, "decimal", "%1."))))
    assert shown(paper) == ["1. The first was done.", "This has no number."]


def test_a_bullet_of_words_between_two_numbers_leaves_the_count_alone() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
    )
    bullets = f'<w:abstractNum w:abstractNumId="5">{level(0, "bullet", "•")}</w:abstractNum>'
    lists = bullets + numbering(level(0, "decimal", "%1."), nums=nums)
    body = listed("First the roads.", 1) + listed("which are worn", 2) + listed("Then the bridges.", 1)
    paper = read(package(body, numbering=lists))
    assert shown(paper) == ["1. First the roads.", "• which are worn", "2. Then the bridges."]
    assert [paper.blocks[i].level for i in paper.leaves] == [0, 1, 0]
