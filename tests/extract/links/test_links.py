"""Links between statements: by row, heading, code, number and words."""

import pytest

from pipeline.extract.links import find_links
from pipeline.extract.links.logic import number_of
from pipeline.extract.sections import find_sections
from pipeline.extract.statements import find_statements
from pipeline.extract.statements.classifier import Weights
from pipeline.extract.statements.model import Kind
from pipeline.ingest.assemble import Draft
from tests.extract.specimens import heading, item, paper, para, table

SILENT = Weights(kinds=(Kind.PRIORITY, Kind.ACTION, Kind.PROGRESS), bias=(-9.0,) * 3, threshold=(0.5,) * 3, features={})
"""A classifier that takes no sentence for anything: what is found, the layout gave."""
WILLING = SILENT.model_copy(update={"features": {"will_do": (0.0, 20.0, 0.0)}})


def links(*drafts: Draft | str, weights: Weights = SILENT) -> list[tuple[str, str, str, str]]:
    """Words, relation, words and basis of each link."""
    made = paper(*drafts)
    sections = find_sections(made)
    statements = find_statements(made, sections, None, (), weights)
    return [
        (made.text[k.source.start : k.source.end], str(k.relation), made.text[k.target.start : k.target.end], k.basis)
        for k in find_links(made, sections, statements)
    ]


def test_by_the_row_of_a_table() -> None:
    assert links(
        table(
            ["Priority", "Action", "Progress"],
            ["Dry homes", "Mend roofs", "Half are mended"],
            [None, "Clear gutters", ""],
        )
    ) == [
        ("Mend roofs", "serves", "Dry homes", "table row"),
        ("Clear gutters", "serves", "Dry homes", "table row"),
        ("Half are mended", "reports_on", "Mend roofs", "stands beside it"),
        ("Half are mended", "serves", "Dry homes", "by its action"),
    ]


def test_by_the_heading_over_it() -> None:
    assert links(
        heading("Priority 1: Dry homes"),
        "The Council will introduce a new repairs service by March 2024.",
        heading("Priority 2: Warm homes"),
        "The Council will introduce a new boiler scheme by June 2025.",
        heading("Costs"),
        "We will pay.",
        weights=WILLING,
    ) == [
        ("The Council will introduce a new repairs service by March 2024.", "serves", "Dry homes", "heading"),
        ("The Council will introduce a new boiler scheme by June 2025.", "serves", "Warm homes", "heading"),
    ]


def test_by_the_innermost_heading() -> None:
    assert links(
        heading("Theme 1: Sound homes"),
        heading("Priority 1: Dry homes", level=2),
        "The Council will introduce a new repairs service by March 2024.",
        weights=WILLING,
    ) == [("The Council will introduce a new repairs service by March 2024.", "serves", "Dry homes", "heading")]


def test_a_priority_stated_in_a_list_and_again_over_its_actions_is_one() -> None:
    assert links(
        "Our priorities are:",
        item("Dry homes for all who live here"),
        item("Warm homes"),
        heading("Priority 1: Dry homes for all who live here"),
        "The Council will introduce a new repairs service by March 2024.",
        weights=WILLING,
    ) == [
        (
            "The Council will introduce a new repairs service by March 2024.",
            "serves",
            "Dry homes for all who live here",
            "heading",
        )
    ]


def test_by_codes_of_the_row() -> None:
    assert links(
        table(["No", "Strategic objective"], ["SO1", "Dry homes"], ["SO2", "Warm homes"]),
        "The plan follows.",
        table(["Objective", "Action", "Lead"], ["SO1, SO2", "Mend roofs", "Ms Ash"], ["SO9", "Paint", "Ms Ash"]),
    ) == [
        ("Mend roofs", "serves", "Dry homes", "code in its row"),
        ("Mend roofs", "serves", "Warm homes", "code in its row"),
    ]


def test_by_codes_that_are_the_numbers_of_labels() -> None:
    assert links(
        heading("Aim 1: Dry homes"),
        heading("Aim 2: Warm homes"),
        heading("Timetable"),
        table(
            ["Aim", "What", "Who", "When"],
            ["1", "Mend roofs", "Ms Ash", "2031"],
            ["2 and 1", "Fill gaps", "Ms Ash", "2032"],
        ),
    ) == [
        ("Mend roofs", "serves", "Dry homes", "code in its row"),
        ("Fill gaps", "serves", "Dry homes", "code in its row"),
        ("Fill gaps", "serves", "Warm homes", "code in its row"),
    ]


def test_by_the_reference_number_of_the_row() -> None:
    assert links(
        "Our priorities:",
        heading("Priority 1: Dry homes"),
        heading("Priority 2: Warm homes"),
        heading("Plan"),
        table(["Ref", "Action", "Lead"], ["2.1", "Mend boilers", "Ms Ash"], ["7.1", "Paint", "Ms Ash"]),
    ) == [("Mend boilers", "serves", "Warm homes", "reference number")]


def test_by_the_number_in_its_words() -> None:
    assert links(
        heading("Priority 2: Warm homes"),
        heading("Plan"),
        "We will mend boilers under priority two.",
        "We will mend roofs under priority 3.",
        weights=WILLING,
    ) == [("We will mend boilers under priority two.", "serves", "Warm homes", "named in its words")]


def test_columns_of_priorities_are_aligned() -> None:
    assert links(table(["Our aims", "Objectives of the region"], ["Dry homes", "Sound buildings"])) == [
        ("Dry homes", "aligned_with", "Sound buildings", "table row")
    ]


def test_reports_of_an_action_report_on_it() -> None:
    action, progress = heading("Action", 3), heading("Progress", 3)
    assert links(action, para("Mend"), progress, item("Half mended"), item("More to do"), action, para("Paint")) == [
        ("Half mended", "reports_on", "Mend", "stands beside it"),
        ("More to do", "reports_on", "Mend", "stands beside it"),
    ]


def test_a_completed_action_is_reported_by_its_own_words() -> None:
    assert links("Key actions completed include:", item("Two roofs were mended")) == [
        ("Two roofs were mended", "reports_on", "Two roofs were mended", "same words")
    ]


def test_nothing_is_linked_that_the_paper_does_not_link() -> None:
    assert not links(
        "Our priorities are:", item("Dry homes"), item("Warm homes"), heading("Plan"),
        "The Council will introduce a new repairs service by March 2024.",
        weights=WILLING,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("Priority Objective 3", "3"),
        ("Theme two", "2"),
        ("Priority 1.2", "1.2"),
        ("Objective B", "b"),
        ("SO1", "1"),
        ("7", "7"),
        ("Our aim", ""),
        ("", ""),
    ],
)
def test_number_of_a_label(label: str, number: str) -> None:
    assert number_of(label) == number


def test_a_page_about_one_labelled_aim_is_about_it_below_all_its_headings() -> None:
    page = (heading("Objective 4: A lit town"), heading("What we have done"), item("The old lamps were sold"))
    assert ("The old lamps were sold", "serves", "A lit town", "heading") in links(*page)
    assert not [link for link in links(heading("Town plan"), *page) if link[1] == "serves"]
