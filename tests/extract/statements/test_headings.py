"""Headings that are priorities since the paper tells their number, or sets out its work under them."""

import pytest

from pipeline.extract.sections import find_sections
from pipeline.extract.statements.headings import counted_headings, heads_of_work
from pipeline.extract.statements.model import Kind, Statement
from pipeline.ingest.assemble import Draft
from schemas.paper import BlockKind, Paper
from tests.extract.specimens import heading, item, paper
from tests.extract.statements.reading import shown

NAMES = ("Dry homes", "Quiet roads", "Clean air")
LINES = ("Nobody lives with damp", "Streets where children can play", "Air that is fit to breathe everywhere")


def made(told: str, *, lines: bool = False, names: tuple[str, ...] = NAMES) -> Paper:
    blocks: list[Draft | str] = [heading("Plan"), told]
    for n, name in enumerate(names):
        blocks.append(heading(name, number=f"{n + 1}."))
        blocks += [LINES[n]] if lines else []
        blocks.append(item(f"Begin the work on {name}"))
    return paper(*blocks, heading("Money"), "There is little.")


def priorities(made_paper: Paper, *more: Statement) -> list[Statement]:
    items = [i for i, b in enumerate(made_paper.blocks) if b.kind is BlockKind.LIST_ITEM]
    blocks = [made_paper.blocks[i] for i in items]
    actions = [Statement(Kind.ACTION, b.body, b.end, i, "list.action") for i, b in zip(items, blocks, strict=True)]
    return counted_headings(made_paper, find_sections(made_paper), [*actions, *more])


def test_as_many_headings_as_the_paper_says() -> None:
    specimen = made("The strategy has three themes.")
    found = priorities(specimen)
    assert shown(specimen, found) == [("priority", name) for name in NAMES]
    assert [s.label for s in found] == ["1", "2", "3"]


def test_the_line_below_each_heading_says_what_is_to_come_about() -> None:
    specimen = made("The strategy has three outcomes.", lines=True)
    found = priorities(specimen)
    assert shown(specimen, found) == [("priority", line) for line in LINES]
    assert [s.mentions[0].text(specimen) for s in found] == list(NAMES)


@pytest.mark.parametrize("told", ["The strategy has four themes.", "There are 3 ways to pay.", "It cost £3 per theme."])
def test_with_another_number_they_are_headings_and_no_more(told: str) -> None:
    assert priorities(made(told)) == []


def test_questions_about_the_plan_are_no_priorities() -> None:
    specimen = made("It has three themes.", names=("What we heard", "How we chose", "Why it matters"))
    assert priorities(specimen) == []


def test_nothing_is_sought_where_as_many_are_stated() -> None:
    specimen = made("The strategy has three themes.")
    stated = [Statement(Kind.PRIORITY, 0, 4, 0, "list.priority") for _ in range(3)]
    assert priorities(specimen, *stated) == []


def heads(*titles: str, rule: str = "table.action", works: int = 1) -> list[tuple[str, str, str]]:
    """Label and words of the priorities among headings that hold so many actions each."""
    blocks: list[Draft | str] = []
    for title in titles:
        blocks += [heading(title), *(item(f"Mend {title} {n}") for n in range(works))]
    specimen = paper(heading("Plan"), *blocks)
    actions = [
        Statement(Kind.ACTION, b.body, b.end, i, rule)
        for i, b in enumerate(specimen.blocks)
        if b.kind is BlockKind.LIST_ITEM
    ]
    found = heads_of_work(specimen, find_sections(specimen), actions)
    return [(s.rule, s.label, specimen.text[s.start : s.end]) for s in found]


def test_headings_alike_that_hold_tables_of_actions_are_priorities() -> None:
    assert heads(*NAMES) == [("heading.work", "", name) for name in NAMES]
    assert heads(*NAMES[:2]) == []
    assert heads(*NAMES, rule="sentence.action") == []


def test_parts_of_a_plan_are_priorities_without_their_label_where_sentences_are_its_actions() -> None:
    parts = [f"Section {letter}. {name}" for letter, name in zip("ABC", NAMES, strict=True)]
    expected = [("heading.work", f"Section {letter}", name) for letter, name in zip("ABC", NAMES, strict=True)]
    assert heads(*parts, rule="sentence.action", works=2) == expected
    assert heads(*parts, rule="sentence.action", works=1) == []


def test_recommendations_followed_up_one_by_one_are_no_priorities() -> None:
    assert heads("Recommendation 1", "Recommendation 2", "Recommendation 3") == []
    assert heads("What we heard", "How we chose", "Why it matters") == []


def test_headings_in_the_words_of_those_for_whom_the_plan_is() -> None:
    words = ("Listen to us", "Find us a home", "Do not drop us at eighteen")
    blocks: list[Draft | str] = [heading("Introduction"), "A pledge was made."]
    for name in words:
        blocks += [heading(f"“{name}”"), f"Work on it was begun in May: {name}."]
    specimen = paper(*blocks)
    reports = [
        Statement(Kind.PROGRESS, b.body, b.end, i, "sentence.progress")
        for i, b in enumerate(specimen.blocks)
        if specimen.body(b).startswith("Work")
    ]
    found = heads_of_work(specimen, find_sections(specimen), reports)
    assert shown(specimen, found) == [("priority", name) for name in words]


def test_numbered_headings_below_the_names_of_columns_are_the_priorities_of_the_first() -> None:
    blocks: list[Draft | str] = [heading("Plan"), "Theme", "Position at the end of May", "Planned to December"]
    for n, name in enumerate(NAMES):
        blocks += [heading(name, number=f"{n + 1}."), f"Work on {name} has begun.", "It cost little."]
    paper_made = paper(*blocks, heading("Money"), "There is little.")
    reports = [
        Statement(Kind.PROGRESS, b.body, b.end, i, "sentence.progress")
        for i, b in enumerate(paper_made.blocks)
        if paper_made.body(b).startswith("Work on")
    ]
    found = heads_of_work(paper_made, find_sections(paper_made), reports)
    assert [paper_made.text[s.start : s.end] for s in found] == list(NAMES)


@pytest.mark.parametrize("colon", ["", ":"])
def test_headings_with_their_number_at_the_end_are_told_apart_from_others(colon: str) -> None:
    others = [part for name in ("Risks", "Reports", "Thanks") for part in (heading(name), "There are some.")]
    areas = [
        part
        for n, line in enumerate(LINES[:2], start=1)
        for part in (heading(f"AREA OF FOCUS {n}{colon}"), line, item(f"Begin on {n}"))
    ]
    specimen = paper(*areas, *others)
    blocks = [(i, b) for i, b in enumerate(specimen.blocks) if b.kind is BlockKind.LIST_ITEM]
    actions = [Statement(Kind.ACTION, b.body, b.end, i, "row.action") for i, b in blocks]
    found = heads_of_work(specimen, find_sections(specimen), actions)
    assert shown(specimen, found) == [("priority", line) for line in LINES[:2]]
