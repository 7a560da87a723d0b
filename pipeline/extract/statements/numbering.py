"""Numbers before blocks: whether a block is an item of a list or the next paragraph of a numbered report."""

from __future__ import annotations

from schemas.paper import Block, BlockKind

_SPELT = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {word: number for number, word in enumerate(_SPELT, start=2)}
"""Numbers by their words."""
_PAIRED = {"twin": 2, "dual": 2, "both": 2}

_LONGEST_ITEM = 30  # words of a numbered list item; more is a paragraph of a report


def number_told(words: str | None) -> int:
    """A number in words or figures; 0 where none is told.

    Raises:
        ValueError: the words are no such number.
    """
    if not words:
        return 0
    lower = words.lower()
    return NUMBERS.get(lower) or _PAIRED.get(lower) or int(lower)


def continues(lead: Block, block: Block, text: str = "", before: str = "") -> bool:
    """Whether a block goes on in the numbering of its lead-in (paragraph 4 after paragraph 3), and is no list of it.

    Args:
        text: the words of the block; sentences go on, where both would fit.
        before: number of the item right above it in a list of the lead-in, which may count from 1 again.
    """
    number, led = block.number.strip("()."), lead.number.strip("().")
    if number == "1" != led:
        return False
    if _is_next(number, before.strip("().")) and not (_is_next(number, led) and text.rstrip().endswith(".")):
        return False
    return (
        bool(lead.number)
        and bool(block.number)
        and lead.number.count(".") == block.number.count(".")
        and _form(lead) == _form(block)
    )


def is_numbered_paragraph(block: Block, text: str) -> bool:
    """Whether a list item is one of a report's numbered paragraphs: a number, and more than a line of prose."""
    numbered = block.kind is BlockKind.LIST_ITEM and block.number.strip("()")[:1].isdigit()
    return numbered and (len(text.split()) > _LONGEST_ITEM or ". " in text)


def _form(block: Block) -> str:
    """The shape of a marker: digits and letters made alike."""
    return "".join("9" if c.isdigit() else "a" if c.isalpha() else c for c in block.marker).replace("99", "9")


def _is_next(number: str, before: str) -> bool:
    return number.isdigit() and before.isdigit() and int(number) == int(before) + 1
