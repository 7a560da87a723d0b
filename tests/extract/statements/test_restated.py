"""Priorities that come up again, and items that say what is done for them."""

from pipeline.extract.statements.model import Kind, Statement
from pipeline.extract.statements.restated import is_form, name_in_item, stated_before
from tests.extract.specimens import paper

SPECIMEN = paper("Goal 1: Plant more trees", "Objective: Keep the rivers clean")


def stated(words: str, label: str) -> Statement:
    start = SPECIMEN.text.index(words)
    return Statement(Kind.PRIORITY, start, start + len(words), 0, "label.priority", label=label)


STATED = [stated("Plant more trees", "Goal 1"), stated("Keep the rivers clean", "Objective")]


def test_a_label_with_other_words_names_the_priority_stated_before() -> None:
    assert stated_before(SPECIMEN, "GOAL 1", "", STATED) is STATED[0]
    assert stated_before(SPECIMEN, "Goal 1", "Four hundred oaks went in last winter.", STATED) is STATED[0]


def test_the_same_words_or_another_number_or_none_name_no_other() -> None:
    assert stated_before(SPECIMEN, "Goal 1", "Plant more trees", STATED) is None
    assert stated_before(SPECIMEN, "Goal 2", "Four hundred oaks went in.", STATED) is None
    assert stated_before(SPECIMEN, "Objective", "Mend the roads", STATED) is None


def test_the_name_in_an_item_of_several_sentences() -> None:
    assert name_in_item("Dry homes. Roofs will be mended by June.") == len("Dry homes")
    assert name_in_item("Homes are dry. Roofs will be mended.") == 0
    assert name_in_item("Dry homes for all by June") == 0


def test_boxes_to_tick_are_a_form() -> None:
    assert is_form("Priority 1 - Dry homes [x] Priority 2 - Quiet roads [ ]")
    assert not is_form("Priority 1 - Dry homes [1]")
