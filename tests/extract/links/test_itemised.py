"""Items of a list that take up listed priorities in their order."""

from pipeline.extract.links.itemised import itemised
from pipeline.extract.sections import find_sections
from pipeline.extract.statements.model import Kind, Statement
from tests.extract.specimens import item, paper, para

AIMS = ("clean water in every harbour", "safe moorings for small boats", "fewer gulls on the promenade")


def taken_up(*items: str) -> list[str]:
    """The priority that each item takes up, or ""."""
    made = paper(
        para("Our priorities are:"), *(item(a, "•") for a in AIMS), para("This year:"), *(item(i, "-") for i in items)
    )

    def at(words: str) -> Statement:
        start = made.text.index(words)
        block = max(i for i in made.leaves if made.blocks[i].start <= start)
        return Statement(Kind.PRIORITY, start, start + len(words), block, "list.priority")

    listed = [at(words) for words in AIMS]
    found = itemised(made, find_sections(made), listed, [listed])
    blocks = [max(i for i in made.leaves if made.blocks[i].start <= made.text.index(words)) for words in items]
    return [made.text[p.start : p.end] if (p := found.get(b)) else "" for b in blocks]


def test_items_in_the_order_of_the_priorities_take_them_up() -> None:
    assert taken_up(
        "The water was tested twice", "Forty moorings have new chains", "A hawk was hired to see off the gulls"
    ) == list(AIMS)


def test_an_item_without_a_word_of_any_takes_up_none() -> None:
    assert taken_up(
        "The water was tested twice", "A new warden began", "Forty moorings have new chains", "Two gulls were moved"
    ) == [AIMS[0], "", AIMS[1], AIMS[2]]


def test_items_in_another_order_say_nothing() -> None:
    items = ("A hawk was hired to see off the gulls", "Forty moorings have new chains", "The water was tested twice")
    assert taken_up(*items) == [""] * len(items)


def test_too_few_shared_words_say_nothing() -> None:
    items = ("The water was tested twice", "A new warden began", "Fees went up", "The kiosk was painted")
    assert taken_up(*items) == [""] * len(items)
