"""Lines that were wrapped where a dash, a number or a small letter comes first, and lists that lost their bullets."""

import pytest

from tests.ingest.text.reading import outline

WIDE = (
    "The towpath between the two locks was closed in the spring, and the\n"
    "canal trust has since found the money to lay it again, which the people\n"
    "who walk to the station along it have asked for since the flood of last\n"
    "year. Boats went by it all the while.\n\n"
)


def words(text: str) -> list[str]:
    return [body for _, _, body in outline(text)]


def test_a_dash_before_a_capital_that_a_wrapped_line_begins_with() -> None:
    found = words(
        WIDE + "Forty allotments have been dug over and fenced since the spring meeting\n– On course. More follow.\n"
    )
    assert (
        found[-1] == "Forty allotments have been dug over and fenced since the spring meeting – On course. More follow."
    )


def test_dashes_that_begin_several_lines_are_items() -> None:
    found = outline(
        WIDE + "The wardens have looked after these since the trust took on the towpath\n– Locks\n– Bridges\n"
    )
    assert [marker for _, marker, _ in found][-2:] == ["–", "–"]


def test_numbers_in_brackets_that_count_within_a_sentence() -> None:
    text = (
        "The plan has three strands: (1) mending the locks; (2) planting the two\n"
        "banks; and (3) opening the towpath. It is to run for a year. After that\n"
        "come (a) a review by the trust which all who moor there may read; and\n"
        "(b) a second plan.\n"
    )
    assert words(WIDE + text)[-1] == " ".join(text.split())


def test_a_division_whose_name_was_wrapped() -> None:
    text = (
        "Priority 2: The people who live beside the water are safe there, and the\npaths are lit\n\nLamps have come.\n"
    )
    found = words(WIDE + text)
    assert found[-2] == "Priority 2: The people who live beside the water are safe there, and the paths are lit"


ITEMS = ["mend the lock gates", "plant willows along both of the banks", "light the towpath as far as the bridge"]


@pytest.mark.parametrize("between", ["\n", "\n    ", "\n\n"])
def test_a_list_in_small_letters_that_lost_its_bullets(between: str) -> None:
    text = (
        WIDE
        + "In the coming year the trust and its wardens will:"
        + "".join(between + item for item in ITEMS)
        + "\n\nMoney is short.\n"
    )
    assert words(text)[-4:] == [*ITEMS, "Money is short."]


def test_a_sentence_wrapped_behind_a_colon_is_no_list() -> None:
    text = (
        "The wardens put it plainly when they met in the old boathouse in March:\n"
        "the towpath cannot be lit for less than the sum that was set aside, and\n"
        "nobody has found the rest of it, though the trust has looked for it and\n"
        "asked the station.\n"
    )
    assert words(WIDE + text)[-1] == " ".join(text.split())


def test_a_heading_in_sentence_case_over_a_numbered_paragraph() -> None:
    text = (
        "Mooring for visitors\n\n7. Visitors may moor for three nights below the second lock, and for one above it.\n"
    )
    assert outline(WIDE + text)[-2:] == [
        ("heading", "", "Mooring for visitors"),
        ("list_item", "7.", "Visitors may moor for three nights below the second lock, and for one above it."),
    ]


PRINTED = (
    "The ferry across the Wend has run since the middle of the last century. It is\n"
    "worked by a mill of the same age, which fills with silt each time that the weir\n"
    "is lifted. Mr William Mallow, who minds it, would like a new one. Filling it with\n"
    "still more grease will not do. In all its life it has been idle for fifteen weeks,\n"
    "and in most of them ice was the cause. Illness will shut it if it is left to him\n"
    "alone. It is felt that a trial with a little diesel launch will tell if more trips will fill\n"
    "it. Women with prams who come to market from Mowmoor would make most\n"
    "of them. Warmer, wider waiting rooms would move many more. Till then it\n"
    "will still sit idle till half past six.\n"
)


def test_a_line_of_wide_letters_is_full_before_it_has_as_many_as_others() -> None:
    text = "Whoever wants to moor a houseboat below Mowmoor Weir must write to\nWilliam Mallow at the mill.\n"
    assert words(PRINTED + "\n" + text) == [" ".join(PRINTED.split()), " ".join(text.split())]


def test_a_line_of_as_many_letters_that_are_thin_is_not_full() -> None:
    text = "Still idle till half past six: little silt, all trips filled, ill till it lifts\nThe mill\n"
    assert words(PRINTED + "\n" + text)[1:] == text.splitlines()


def test_a_heading_that_ends_in_a_verb_above_its_paragraph() -> None:
    text = "Where we are\nThe ferry has a licence until the autumn, and the mill is sound.\n"
    assert words(PRINTED + "\n" + text)[1:] == text.splitlines()
