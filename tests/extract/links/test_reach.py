"""How far priorities reach that stand as titles, in headings and out of them."""

from pipeline.extract.links.reach import find_reaches
from pipeline.extract.sections import find_sections
from pipeline.extract.statements.model import Kind, Statement
from pipeline.ingest.assemble import Draft
from tests.extract.specimens import heading, item, paper, para, table


def under(*drafts: Draft | str, titles: dict[str, str], records: tuple[str, ...]) -> dict[str, str]:
    """The number of the innermost title over each record; `titles` are the priorities' words by their number."""
    made = paper(*drafts)

    def statement(kind: Kind, words: str, label: str = "") -> Statement:
        start = made.text.index(words)
        block = max(i for i in made.leaves if made.blocks[i].start <= start)
        return Statement(kind, start, start + len(words), block, "label.priority", label=label)

    priorities = {number: statement(Kind.PRIORITY, words, f"Aim {number}") for number, words in titles.items()}
    actions = {words: statement(Kind.ACTION, words) for words in records}
    reaches = find_reaches(made, find_sections(made), [*priorities.values(), *actions.values()], priorities)
    return {
        words: next((r.priority.label for r in reversed(reaches) if r.start <= a.start < r.end), "")
        for words, a in actions.items()
    }


def test_headings_that_come_again_under_each_title_end_none() -> None:
    assert under(
        heading("Aim 1", 2),
        "Clean water",
        heading("What it means", 2),
        item("Test the wells", "–"),
        heading("Aim 2", 2),
        "Safe roads",
        heading("What it means", 2),
        item("Light the crossings", "–"),
        heading("Money", 2),
        item("Ask for a grant", "–"),
        titles={"1": "Clean water", "2": "Safe roads"},
        records=("Test the wells", "Light the crossings", "Ask for a grant"),
    ) == {"Test the wells": "Aim 1", "Light the crossings": "Aim 2", "Ask for a grant": ""}


def test_titles_set_as_text_reach_to_the_next_and_the_last_to_an_unlike_title() -> None:
    assert under(
        para("Aim one – Clean water"),
        para("Our wells were tested twice."),
        para("Aim two – Safe roads"),
        para("The crossings were lit."),
        para("How the plan is paid for"),
        para("We have put aside forty thousand pounds for all of the work in this year and the next."),
        titles={"1": "Clean water", "2": "Safe roads"},
        records=("Our wells were tested twice", "The crossings were lit", "We have put aside"),
    ) == {
        "Our wells were tested twice": "Aim 1",
        "The crossings were lit": "Aim 2",
        "We have put aside": "",
    }


def test_titles_that_name_by_number_what_is_stated_elsewhere() -> None:
    assert under(
        para("There are two aims: (1) Clean water and (2) Safe roads."),
        item("Aim 1 – Water", "2.0"),
        item("Wells are dug", "-"),
        item("Aim 2 – Roads", "3.0"),
        item("Lamps are lit", "-"),
        item("Costs", "4.0"),
        item("Money is found", "-"),
        titles={"1": "Clean water", "2": "Safe roads"},
        records=("Wells are dug", "Lamps are lit", "Money is found"),
    ) == {"Wells are dug": "Aim 1", "Lamps are lit": "Aim 2", "Money is found": ""}


def test_a_row_that_holds_a_priority_alone() -> None:
    assert under(
        para("There are two aims: (1) Clean water and (2) Safe roads."),
        table(["Ref", "Task"], ["Aim 1", None], ["a", "Dig wells"], ["Aim 2", None], ["b", "Light lamps"]),
        "It was reported that the mayor had opened the fair in the market place.",
        titles={"1": "Clean water", "2": "Safe roads"},
        records=("Dig wells", "Light lamps", "the mayor had opened"),
    ) == {"Dig wells": "Aim 1", "Light lamps": "Aim 2", "the mayor had opened": ""}


def test_a_list_of_priorities_reaches_over_nothing() -> None:
    assert under(
        item("Clean water", "1."),
        item("Safe roads", "2."),
        "The wells were tested.",
        titles={"1": "Clean water", "2": "Safe roads"},
        records=("The wells were tested",),
    ) == {"The wells were tested": ""}


def test_lines_that_repeat_listed_priorities_stand_over_what_is_told_of_each() -> None:
    assert under(
        para("The plan has two priorities:"),
        item("Clean water for every home in the parish, at a fair price", "i."),
        item("Safe roads", "ii."),
        para("Clean water for every home"),
        para("Our wells were tested twice."),
        para("Safe roads"),
        para("The crossings were lit."),
        titles={"1": "Clean water for every home in the parish, at a fair price", "2": "Safe roads"},
        records=("Our wells were tested twice", "The crossings were lit"),
    ) == {"Our wells were tested twice": "Aim 1", "The crossings were lit": "Aim 2"}
