"""How far labelled priorities reach, whose titles are not the headings of sections."""

from pipeline.extract.links.series import number_of, series
from pipeline.extract.statements.model import Kind, Statement
from pipeline.ingest.assemble import Draft
from schemas.paper import BlockKind, Paper
from tests.extract.specimens import heading, item, paper

NAMES = ("Dry homes", "Quiet roads", "Clean air")


def reached(made: Paper, titles: tuple[str, ...] = NAMES) -> dict[str, str]:
    """The title under which each list item stands."""
    priorities = []
    for n, title in enumerate(titles, start=1):
        blocks = [(i, b) for i, b in enumerate(made.blocks) if made.body(b) == title]
        block, at = blocks[-1]
        priorities.append(Statement(Kind.PRIORITY, at.body, at.end, block, "label.priority", label=f"Promise {n}"))
    records = [b.body for b in made.blocks if b.kind is BlockKind.LIST_ITEM]
    found = series(made, priorities, records)
    reach = {}
    for block in made.blocks:
        for start, end, priority in found:
            if block.kind is BlockKind.LIST_ITEM and start <= block.body < end:
                reach[made.body(block)] = made.text[priority.start : priority.end]
    return reach


def test_each_reaches_to_the_next_over_headings_of_its_own_level() -> None:
    blocks: list[Draft | str] = []
    for n, name in enumerate(NAMES, start=1):
        blocks += [heading(f"Promise {n}", 2), name, heading("What this means", 2), "More of it."]
        blocks += [heading("What we will do", 2), item(f"Begin {n}")]
    made = paper(*blocks, heading("How we check", 2), item("Ask each spring"))
    assert reached(made) == {"Begin 1": "Dry homes", "Begin 2": "Quiet roads", "Begin 3": "Clean air"}


def test_a_mere_list_of_priorities_heads_nothing() -> None:
    made = paper(*NAMES, item("Begin 1"), item("Begin 2"))
    assert reached(made) == {}


def test_numbers_of_labels() -> None:
    assert [number_of(label) for label in ("Promise two", "Aim 3", "Theme C", "Vision")] == ["2", "3", "c", ""]
