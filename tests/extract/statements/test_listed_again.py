"""Short lists of priorities, put at length under their labels."""

from pipeline.extract.sections import find_sections
from pipeline.extract.statements import find_statements
from pipeline.extract.statements.model import Kind
from schemas.paper import Paper
from tests.extract.specimens import heading, item, paper
from tests.extract.statements.reading import words


def priorities(made: Paper) -> list[tuple[str, str]]:
    found = find_statements(made, find_sections(made), None, ())
    return [(s.label, words(made, s)) for s in found if s.kind is Kind.PRIORITY]


def test_the_fuller_wording_under_the_label_is_the_record() -> None:
    made = paper(
        "Our priorities are:", item("Lonely elders", "1."), item("Litter", "2."), item("Noise at night", "3."),
        heading("Priority 1: Nobody over seventy is lonely for want of a lift"), "A minibus runs on Tuesdays.",
        heading("Priority 2: Verges and lanes that are free of litter"), "Bins have been mended.",
        heading("Priority 3: Everyone can sleep with the window open"), "Two wardens walk the quay.",
    )  # fmt: skip
    assert priorities(made) == [
        ("Priority 1", "Nobody over seventy is lonely for want of a lift"),
        ("Priority 2", "Verges and lanes that are free of litter"),
        ("Priority 3", "Everyone can sleep with the window open"),
    ]


def test_the_priorities_of_another_plan_stay_apart() -> None:
    made = paper(
        "The corporate priorities are:", item("Warm homes", "1."), item("Good roads", "2."),
        heading("Priority 1: Orchards in each parish"), "Trees were planted.",
        heading("Priority 2: Ponds dug anew"), "Two were dug.",
    )  # fmt: skip
    assert len(priorities(made)) == 4
