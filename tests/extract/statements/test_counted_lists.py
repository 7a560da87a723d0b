"""Lists that are announced by their count."""

import pytest

from pipeline.extract.statements.counted_lists import counted_lead_in
from pipeline.ingest.assemble import BlockKind, Draft, Piece
from tests.extract.specimens import paper


def _items(*texts: str) -> list[Draft]:
    return [
        Draft(BlockKind.LIST_ITEM, [Piece(text)], number=letter, marker=letter)
        for letter, text in zip("ABCDEF", texts, strict=False)
    ]


@pytest.mark.parametrize(
    ("announced", "found"),
    [
        ("The strategy has three aims, which were put to residents in May.", "The strategy has three aims"),
        ("We have set 3 clear priorities for the years ahead.", "We have set 3 clear priorities"),
        ("The strategy has four aims, which were put to residents in May.", None),
        ("Residents named their three worst roads.", None),
        ("It met. The strategy has three aims.", None),
    ],
)
def test_as_many_items_follow_as_are_announced(announced: str, found: str | None) -> None:
    made = paper(
        Draft(BlockKind.PARAGRAPH, [Piece(announced)]), *_items("Warm homes", "Clean air", "Safe roads"),
        Draft(BlockKind.PARAGRAPH, [Piece("They are looked at each year.")]),
    )  # fmt: skip
    assert counted_lead_in(made, 0) == found
