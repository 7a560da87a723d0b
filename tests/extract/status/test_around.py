"""States that stand round a statement: in headings, ticks, words before it and asides behind it."""

import pytest

from pipeline.extract.sections import find_sections
from pipeline.extract.statements.model import Kind, Statement
from pipeline.extract.status import find_legend
from pipeline.extract.status.around import StatusAround
from pipeline.ingest.assemble import Draft
from schemas.states import Status
from tests.extract.specimens import heading, item, paper, para


def around(*drafts: Draft | str, words: str, key: tuple[str, ...] = ()) -> tuple[StatusAround, Statement]:
    made = paper(*drafts)
    start = made.text.index(words)
    block = max(i for i in made.leaves if made.blocks[i].start <= start)
    statement = Statement(Kind.ACTION, start, start + len(words), block, "list.action")
    return StatusAround(made, find_sections(made), find_legend(key)), statement


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("Shipped", Status.COMPLETED),
        ("Our main achievements this year", Status.COMPLETED),
        ("What we did in 2022/23", Status.COMPLETED),
        ("Now", Status.IN_PROGRESS),
        ("Work in progress", Status.IN_PROGRESS),
        ("Next steps", Status.NOT_STARTED),
        ("What we will do next", Status.NOT_STARTED),
        ("Later", Status.NOT_STARTED),
        ("Not yet delivered", Status.BEHIND),
        ("Promises not kept", Status.BEHIND),
        ("Stopped", Status.STOPPED),
        ("Things we are not going to do", Status.STOPPED),
        ("Parks and gardens", None),
        ("Now that the lamps are lit", None),
    ],
)
def test_headings_that_tell_how_far_what_is_below_has_got(title: str, status: Status | None) -> None:
    states, action = around(
        heading(title), item("Ponds", "-"), item("Lamps for the quay", "-"), words="Lamps for the quay"
    )
    found = states.heading(action.block)
    assert (found.status if found else None) is status


def test_a_short_line_tells_it_too_and_a_paragraph_between_ends_it() -> None:
    states, action = around(para("Done"), item("Lamps", "-"), words="Lamps")
    assert states.heading(action.block) is not None
    long = "The board was told that the lamps had been bought from the harbour fund in the spring."
    states, action = around(para("Done"), long, item("Ropes", "-"), words="Ropes")
    assert states.heading(action.block) is None


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("[x] Lamps on the quay", "Lamps on the quay", Status.COMPLETED),
        ("[ ] Lamps on the quay", "Lamps on the quay", None),
        ("Done! The quay is lit.", "The quay is lit.", Status.COMPLETED),
        ("Not yet. The quay has two lamps.", "The quay has two lamps.", Status.NOT_STARTED),
        ("Harbour fund: The quay is lit.", "The quay is lit.", None),
    ],
)
def test_what_stands_before_a_statement(text: str, words: str, status: Status | None) -> None:
    states, action = around(para(text), words=words)
    found = states.before(action)
    assert (found.status if found else None) is status


def test_a_rating_behind_a_statement_means_what_the_key_says_and_nothing_without_one() -> None:
    text = "Light the quay (Harbour Office) AMBER"
    states, action = around(para(text), words="Light the quay")
    found = states.rating(action)
    assert found is not None
    assert found.status is Status.UNCLEAR
    key = ("Green: on track", "Amber: behind schedule")
    states, action = around(para(text), words="Light the quay", key=key)
    found = states.rating(action)
    assert found is not None
    assert found.status is Status.BEHIND


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Light the quay (this was finished in May)", Status.COMPLETED),
        ("Light the quay – the first four lamps are being fitted now", Status.IN_PROGRESS),
        ("Light the quay (Harbour Office)", None),
        ("Light the quay. The mayor was pleased.", None),
    ],
)
def test_asides_behind_an_action(text: str, status: Status | None) -> None:
    states, action = around(para(text), words="Light the quay")
    found = states.aside(action)
    assert (found.status if found else None) is status
