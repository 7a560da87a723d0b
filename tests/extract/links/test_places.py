"""Priorities named by their place in the list."""

import pytest

from pipeline.extract.links.places import Places
from pipeline.extract.statements.model import Kind, Statement

OBJECTIVES = [Statement(Kind.PRIORITY, n, n + 1, n, "list.priority", "They are:") for n in range(3)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Two sluices were built, which goes towards the second objective.", 1),
        ("For the third objective a flood store is planned.", 2),
        ("Less has been done on the third, because the land is wet.", 2),
        ("The first flood store was opened in May.", None),
        ("Work on the ninth objective has begun.", None),
    ],
)
def test_places(text: str, place: int | None) -> None:
    paragraph = f"Sluices were built, which serves the first objective. {text}"
    found = Places(OBJECTIVES).named(text, paragraph)
    assert (OBJECTIVES.index(found) if found else None) == place


def test_a_place_alone_is_none_where_no_priorities_are_spoken_of() -> None:
    text = "Less was done on the third, because the land is wet."
    assert Places(OBJECTIVES).named(text, text) is None
    assert Places([]).named("This serves the second objective.", "") is None
