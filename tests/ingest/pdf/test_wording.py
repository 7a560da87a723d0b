"""Headings by wording and numbering, on pages whose type tells nothing."""

from dataclasses import replace

import pytest

from pipeline.ingest.markers import split_marker
from pipeline.ingest.pdf import Body
from pipeline.ingest.pdf.headings import find_headings
from pipeline.ingest.pdf.model import Frame, Grid, PageLayout, Para, Row
from pipeline.ingest.pdf.wording import unstyled_pages

SIZE = 11.0
PROSE = "The council keeps two bridges in repair and has asked the county for a third."
FRAME = Frame(0, 0, 595, 842, 0, 0)
TEXT = [
    "7. Proposals",
    "7.1 Introduction",
    PROSE,
    "7.2 Priority Objective 1",
    "To keep the bridges open.",
    "Action",
    "• Paint the iron bridge before the winter.",
    "Progress",
    "• The paint has been bought.",
    "Priority Objective 2:",
    "To light the lanes.",
    "7.3 The lanes of the parish are lit from dusk, and the lamps are now to be replaced in turn.",
]
LEVELS = {"Proposals": 1, "Introduction": 2, "Priority Objective 1": 2, "Action": 4, "Progress": 4}


def row(text: str, n: int, *, page: int = 1) -> Row:
    """A line of type that says nothing, the n-th on its page, with its marker where that is sure."""
    y, marker = 100.0 + 22 * n, split_marker(text)
    if not (marker.sure and marker.marker):
        return Row(page, text, 72, y - 10, 400, y + 2, y, SIZE, body_x0=72)
    return Row(page, marker.rest, 72, y - 10, 400, y + 2, y, SIZE, marker=marker, apart=True, body_x0=90)


def flow_of(lines: list[str], *, page: int = 1) -> list[Para | Grid]:
    """Paragraphs of one line each."""
    rows = [row(text, n, page=page) for n, text in enumerate(lines)]
    return [Para([one], 520, one.marker) for one in rows]


def headings(flow: list[Para | Grid], *pages: int) -> dict[str, int]:
    """Levels of the headings by their words, where the type of `pages` tells nothing."""
    joined, levels = find_headings(flow, Body(SIZE, bold=False, unstyled=frozenset(pages)))
    return {item.text: levels[i] for i, item in enumerate(joined) if isinstance(item, Para) and i in levels}


def test_titles_and_labels_are_headings_where_the_type_tells_nothing() -> None:
    assert headings(flow_of(TEXT), 1) == LEVELS | {"Priority Objective 2:": 2}  # as the one with a number


def test_pages_that_are_set_with_care_keep_to_their_type() -> None:
    assert set(headings(flow_of(TEXT))) == {"Proposals"}  # it opens its section
    both = flow_of(["Action", PROSE]) + flow_of(["Progress", PROSE], page=2)
    assert set(headings(both, 2)) == {"Progress"}


def test_bare_numbers_in_sequence_are_markers() -> None:
    flow = flow_of(["8 Finance", PROSE, "9 Risks and Uncertainties", PROSE])
    assert headings(flow, 1) == {"Finance": 1, "Risks and Uncertainties": 1}
    assert [item.marker.marker for item in flow if isinstance(item, Para) and item.marker] == ["8", "9"]
    alone = flow_of(["12 Lamp Street is let.", PROSE])
    assert headings(alone, 1) == {}
    assert not any(item.marker for item in alone if isinstance(item, Para))


def test_the_value_beside_a_label_is_no_heading() -> None:
    beside = replace(row("Action", 0), parts=2)
    assert headings([Para([beside], 520), *flow_of([PROSE])], 1) == {}


@pytest.mark.parametrize(
    ("ocr", "change", "expected"),
    [
        (True, {"bold": True}, {1}),
        (False, {}, {1, 2}),
        (False, {"bold": True}, set()),
        (False, {"size": 14.0}, set()),
        (False, {"underlined": True}, set()),
    ],
)
def test_type_tells_nothing_on_ocr_pages_and_where_all_is_set_alike(
    ocr: bool, change: dict[str, object], expected: set[int]
) -> None:
    rows = [replace(row("Action", 0), **change), row(PROSE, 1)]
    layouts = [PageLayout(1, FRAME, "1", rows, ocr=ocr), PageLayout(2, FRAME, "2")]
    assert unstyled_pages(layouts, rows, SIZE) == expected
