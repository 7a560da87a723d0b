"""Recommendations and resolutions of invented papers."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.recommendations import RECOMMENDED, RESOLVED, find_recommendations, recommendation_ranges
from pipeline.extract.sections import find_sections
from pipeline.ingest.assemble import Draft, Piece, assemble
from pipeline.ingest.source import Source
from schemas.paper import BlockKind, Paper

MARKER = re.compile(r"(\((?:\w{1,2})\)|\d+(?:\.\d+)*[.)]?|[a-z][.)]|•)\s+")


def draft(line: str) -> Draft:
    """A heading ("# x"), a list item ("1. x", "(a) x", "• x"), or a paragraph."""
    if line.startswith("# "):
        return Draft(BlockKind.HEADING, [Piece(line[2:])], level=1)
    marker = MARKER.match(line)
    if marker:
        number = marker[1].strip("().•")
        return Draft(BlockKind.LIST_ITEM, [Piece(line[marker.end() :])], number=number, marker=marker[1])
    return Draft(BlockKind.PARAGRAPH, [Piece(line)])


def paper(*lines: str | Draft) -> Paper:
    drafts = [draft(line) if isinstance(line, str) else line for line in lines]
    return assemble(Source("paper.txt", repr(lines).encode()), drafts, "text/plain")


def found(*lines: str | Draft) -> list[tuple[str | None, str, str]]:
    made = paper(*lines)
    return [(r.number, r.decision, made.text[r.start : r.end]) for r in find_recommendations(made, find_sections(made))]


def row(*cells: str) -> Draft:
    return Draft(
        BlockKind.TABLE,
        children=[
            Draft(BlockKind.CELL, row=n // 2, column=n % 2, children=[Draft(BlockKind.PARAGRAPH, [Piece(words)])])
            for n, words in enumerate(cells)
            if words
        ],
    )


def test_section_with_lead_in_and_list() -> None:
    assert found(
        "# Recommendations",
        "The Housing Board is recommended to:",
        "(a) note the report; and",
        "(b) agree the plan.",
        "# Reasons",
        "(c) The plan is good.",
    ) == [("a", RECOMMENDED, "note the report; and"), ("b", RECOMMENDED, "agree the plan.")]


def test_items_below_an_item_belong_to_it() -> None:
    texts = found(
        "That Cabinet:", "1. Approved the next steps:", "a. to mend roofs;", "b. to paint doors.", "2. Noted the costs."
    )
    assert [(n, d) for n, d, _ in texts] == [("1", RESOLVED), ("2", RESOLVED)]
    assert texts[0][2].endswith("b. to paint doors.") or texts[0][2].endswith("to paint doors.")


def test_label_with_its_text_behind() -> None:
    assert found("Recommendation: Cabinet is asked to endorse the plan.", "Introduction") == [
        (None, RECOMMENDED, "Cabinet is asked to endorse the plan.")
    ]


def test_stated_twice_is_kept_once_the_later() -> None:
    made = paper(
        "Recommendations: Cabinet is asked to endorse the multi- agency plan for homes.",
        "# Recommendations",
        "13. Cabinet is asked to endorse the multi-agency plan for homes.",
        "# Contact",
    )
    kept = find_recommendations(made, find_sections(made))
    assert [made.text[r.start : r.end] for r in kept] == [
        "Cabinet is asked to endorse the multi-agency plan for homes."
    ]
    covered = recommendation_ranges(made, find_sections(made))
    assert any(start < kept[0].start - 60 for start, _ in covered), "the first statement is covered too"


def test_resolutions_alike_are_two() -> None:
    line = "RESOLVED that the update be noted."
    assert [d for _, d, _ in found(line, "The Director spoke on trees.", line)] == [RESOLVED, RESOLVED]


def test_resolution_replaces_its_recommendation() -> None:
    assert found(
        "# Recommendations:",
        "1. To note the repairs made to the towpath.",
        "# Resolved:-",
        "That Cabinet note the repairs made to the towpath.",
    ) == [(None, RESOLVED, "That Cabinet note the repairs made to the towpath.")]


def test_narrative_before_a_resolution_is_none() -> None:
    assert found(
        "Decisions:", "The Officer presented the report.", "RESOLVED – That the report be referred to Council."
    ) == [(None, RESOLVED, "That the report be referred to Council.")]


def test_agreement_in_running_text_is_none() -> None:
    assert (
        found("# Minutes:", "It was agreed that a paper be brought to the June meeting.", "Agreed to meet again.") == []
    )


def test_sentence_in_passing_is_none_where_there_is_a_list() -> None:
    assert (
        len(
            found(
                "# Recommendation",
                "That the plan be noted.",
                "# Background",
                "It is recommended that roofs be looked at yearly.",
                "• mend roofs",
            )
        )
        == 1
    )


def test_statutory_duty_is_none() -> None:
    assert found("# Introduction", "The Council is required to prepare a scheme.") == []


def test_note_is_a_verb_and_no_end() -> None:
    assert [t for _, _, t in found("# Recommendations", "Members are asked to:", "1. Note the report")] == [
        "Note the report"
    ]


def test_numbers_in_cells_below_a_label_with_a_row_to_itself() -> None:
    assert found(row("Recommendation(s):", "", "1", "To agree the aims.", "2", "To endorse the plan.")) == [
        ("1", RECOMMENDED, "To agree the aims."),
        ("2", RECOMMENDED, "To endorse the plan."),
    ]


def test_purpose_line_of_an_agenda_item() -> None:
    lines = (
        "# Warm Homes Report",
        "To consider the work done on warm homes.",
        "# Minutes:",
        "The Head of Homes spoke.",
    )
    assert [t for _, _, t in found(*lines)] == ["To consider the work done on warm homes."]
    assert found("# Warm Homes", "To consider a presentation on warm homes.") == []


PIECE = st.sampled_from(
    [
        "# Recommendations", "Recommendation:", "RESOLVED", "RESOLVED that the plan be noted.", "That Cabinet:",
        "1. Note it", "a. and that", "• more", "Cabinet is asked to:", "# Reasons", "Contact: Ann", "Plain words.",
        "Members are asked to agree.", "Agreed:",
    ]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.one_of(PIECE, st.text(max_size=20)), max_size=14))
def test_ranges_are_in_order_and_covered(lines: list[str]) -> None:
    made = paper(*lines)
    sections = find_sections(made)
    kept = find_recommendations(made, sections)
    covered = recommendation_ranges(made, sections)
    ends = [0, *(r.end for r in kept)]
    for item, before in zip(kept, ends, strict=False):
        assert before <= item.start < item.end <= len(made.text)
        inside = [(s, e) for s, e in covered if s < item.end and item.start < e]
        assert inside
        assert min(s for s, _ in inside) <= item.start
        assert item.end <= max(e for _, e in inside)
