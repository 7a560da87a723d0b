"""What the sentences of a paragraph are about."""

from pipeline.extract.links import find_links
from pipeline.extract.sections import find_sections
from pipeline.extract.statements.model import Kind, Statement
from pipeline.ingest.assemble import Draft
from schemas.states import Relation
from tests.extract.specimens import heading, paper, para

AIMS = ("keep the harbour clean", "mend the moorings", "welcome visitors")
LISTED = f"The plan has three priorities: {AIMS[0]}; {AIMS[1]}; and {AIMS[2]}."


def served(*drafts: Draft | str, actions: tuple[str, ...], rule: str = "aim.listed") -> dict[str, str]:
    """The priority of each action, in the paper's words."""
    made = paper(*drafts)

    def statement(kind: Kind, words: str) -> Statement:
        start = made.text.index(words)
        block = max(i for i in made.leaves if made.blocks[i].start <= start)
        return Statement(kind, start, start + len(words), block, rule if kind is Kind.PRIORITY else "sentence.action")

    statements = [statement(Kind.PRIORITY, a) for a in AIMS] + [statement(Kind.ACTION, a) for a in actions]
    return {
        made.text[k.source.start : k.source.end]: made.text[k.target.start : k.target.end]
        for k in find_links(made, find_sections(made), statements)
        if k.relation is Relation.SERVES
    }


def test_numbers_of_a_list_without_numbers_are_its_order() -> None:
    text = "In relation to Priority 1, nets were hauled out. Under Priority 2, buoys are on order and chains were cut."
    assert served(LISTED, para(text), actions=("nets were hauled out", "chains were cut")) == {
        "nets were hauled out": AIMS[0],
        "chains were cut": AIMS[1],
    }


def test_a_paragraph_that_opens_with_a_number_is_about_it_whatever_the_heading() -> None:
    drafts = (LISTED, heading("Goal 3: visitors"), para("Goal 2. The old chains were cut."), para("Tours were led."))
    assert served(*drafts, actions=("The old chains were cut", "Tours were led")) == {
        "The old chains were cut": AIMS[1],
        "Tours were led": AIMS[2],
    }


def test_sentences_go_on_about_what_was_named_last() -> None:
    text = "Most was done towards the third objective. Tours were led. Less was done on the first. Nets were hauled."
    assert served(LISTED, para(text), actions=("Tours were led", "Nets were hauled")) == {
        "Tours were led": AIMS[2],
        "Nets were hauled": AIMS[0],
    }


def test_a_number_of_which_the_paper_has_no_words_ends_what_went_before() -> None:
    text = "Turning to Priority 2, chains were cut. On Priority 7, maps were drawn."
    assert served(LISTED, para(text), actions=("chains were cut", "maps were drawn")) == {"chains were cut": AIMS[1]}


def test_a_turn_at_the_head_of_a_sentence_names_the_priority_that_alone_has_its_words() -> None:
    text = "As to the moorings, progress was slow. Chains were cut. Turning to staff, two left. Mr Lowe was hired."
    assert served(LISTED, para(text), actions=("Chains were cut", "Mr Lowe was hired")) == {"Chains were cut": AIMS[1]}


def test_an_ordinal_at_the_head_of_a_sentence_names_the_priority_of_that_place() -> None:
    text = "Under the third, tours were led. The first boats sailed in May, and for the first time at night."
    assert served(LISTED, para(text), actions=("tours were led",)) == {"tours were led": AIMS[2]}
    apart = "In the second week, chains were cut."
    assert served(LISTED, para(apart), actions=("chains were cut",)) == {}


def test_a_priority_is_called_by_the_words_next_to_its_noun_though_another_article_stands_before() -> None:
    listed = "The strategy has three themes: dredge, moor and welcome."
    text = "Of the money in the second year the whole went to the welcome theme. Tours were led by day and by night."
    made = paper(listed, para(text))
    aims = [
        Statement(Kind.PRIORITY, a := made.text.index(w), a + len(w), 0, "aim.listed") for w in ("dredge", "welcome")
    ]
    tours = made.text.index("Tours")
    statements = [*aims, Statement(Kind.ACTION, tours, len(made.text), 1, "sentence.action")]
    links = find_links(made, find_sections(made), statements)
    assert [made.text[k.target.start : k.target.end] for k in links] == ["welcome"]
