"""Listed priorities that prose takes up one after another."""

from pipeline.extract.links.in_turn import taken_in_turn
from pipeline.extract.sections import find_sections
from pipeline.extract.statements.model import Kind, Statement
from pipeline.ingest.assemble import Draft
from tests.extract.specimens import heading, item, paper, para

AIMS = ("keeping the harbour clean", "mending the moorings", "better pay for crews")
LISTED = f"The trust has three aims: {AIMS[0]}, {AIMS[1]} and {AIMS[2]}."


def about(*drafts: Draft | str) -> list[tuple[str, str]]:
    """The stretches of the paper that take up an aim, with the aim, in the paper's words."""
    made = paper(*drafts)
    listed = []
    for words in AIMS:
        start = made.text.index(words)
        block = max(i for i in made.leaves if made.blocks[i].start <= start)
        listed.append(Statement(Kind.PRIORITY, start, start + len(words), block, "aim.listed"))
    reaches = taken_in_turn(made, find_sections(made), [listed], frozenset())
    return [(made.text[r.start : r.end], made.text[r.priority.start : r.priority.end]) for r in reaches]


def test_sentences_with_a_word_of_one_aim_alone_are_about_it_to_the_end_of_the_paragraph() -> None:
    text = "The harbour had been a worry. Nets were hauled out. Old moorings went next. Chains were cut."
    assert about(LISTED, para(text)) == [
        ("The harbour had been a worry. Nets were hauled out.", AIMS[0]),
        ("Old moorings went next. Chains were cut.", AIMS[1]),
    ]


def test_a_paragraph_that_takes_up_nothing_is_about_nothing() -> None:
    drafts = (para("The harbour was dredged."), para("Mr Lowe spoke."), para("Crews were paid more."))
    assert about(LISTED, *drafts) == [("The harbour was dredged.", AIMS[0]), ("Crews were paid more.", AIMS[2])]


def test_what_does_not_follow_the_order_is_not_believed() -> None:
    drafts = (para("Crews were paid more."), para("The harbour was dredged."), para("Moorings were let."))
    assert [aim for _, aim in about(LISTED, *drafts)] == [AIMS[0], AIMS[1]]


def test_one_aim_of_a_list_says_too_little() -> None:
    assert about(LISTED, para("The harbour was dredged."), para("Mr Lowe spoke.")) == []


def test_items_of_lists_and_other_sections_of_officers_comments_are_left_out() -> None:
    assert about(LISTED, item("The harbour was dredged"), item("Crews were paid more")) == []
    drafts = (heading("Financial implications"), para("The harbour costs more."), para("Crews cost less."))
    assert about(LISTED, *drafts) == []


def test_words_that_stand_in_any_aim_tell_nothing() -> None:
    assert about(LISTED, para("Two sheds were kept open."), para("Better weather helped.")) == []
