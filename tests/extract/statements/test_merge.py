"""One record for a priority stated several times."""

from pipeline.extract.statements.merge import merge_priorities
from pipeline.extract.statements.model import Kind, Span, Statement
from schemas.paper import Paper
from tests.extract.specimens import paper
from tests.extract.statements.reading import words


def merged(made: Paper, *kinds: Kind, labels: tuple[str, ...] = ()) -> list[Statement]:
    statements = [
        Statement(kind, b.body, b.end, i, f"rule {i}", label=labels[i] if labels else "")
        for i, (b, kind) in enumerate(zip(made.blocks, kinds, strict=True))
    ]
    return merge_priorities(made, statements)


def test_the_fullest_wording_keeps_the_record_and_the_others_are_mentions() -> None:
    made = paper(
        "To keep all homes in the town dry",
        "To mend roads",
        "To keep all the homes in the town dry",
        "To keep all homes in the town dry!",
    )
    first, other = merged(made, *[Kind.PRIORITY] * 4, labels=("", "2", "Priority 1", "3"))
    assert words(made, first) == "To keep all the homes in the town dry"
    assert (first.block, first.rule, first.label) == (2, "rule 2", "Priority 1")
    assert [m.text(made) for m in first.mentions] == [
        "To keep all homes in the town dry",
        "To keep all homes in the town dry!",
    ]
    assert (words(made, other), other.mentions) == ("To mend roads", [])


def test_the_first_of_equals_keeps_the_record() -> None:
    made = paper("Dry homes", "DRY HOMES")
    [only] = merged(made, Kind.PRIORITY, Kind.PRIORITY)
    assert (only.block, only.mentions) == (0, [Span(10, 19)])


def test_actions_and_reports_are_never_merged() -> None:
    made = paper("Mend roofs", "Mend roofs", "Mend roofs")
    assert len(merged(made, Kind.ACTION, Kind.ACTION, Kind.PROGRESS)) == 3


def test_priorities_that_share_some_words_stay_apart() -> None:
    made = paper("Children in care are safe", "Children in care are well", "Children in care are heard")
    assert len(merged(made, *[Kind.PRIORITY] * 3)) == 3


def test_a_short_form_under_the_same_label_is_the_priority_stated_in_full() -> None:
    made = paper("Act early: stop damp before it starts", "Mend the roads", "ACT EARLY", "Roads")
    kept = merged(made, *[Kind.PRIORITY] * 4, labels=("Priority 1", "Priority 2", "PRIORITY 1", "Priority 3"))
    assert [words(made, s) for s in kept] == ["Act early: stop damp before it starts", "Mend the roads", "Roads"]


def test_words_over_the_rows_of_a_table_stand_for_the_priorities_listed_before_in_that_order() -> None:
    made = paper(
        "Greening the parks", "Mending what is broken in parks", "Opening up places", "GREENING", "PARKS", "PLACES"
    )
    rules = ["aim.listed"] * 3 + ["table.heading"] * 3
    statements = [
        Statement(Kind.PRIORITY, b.body, b.end, i, rule)
        for i, (b, rule) in enumerate(zip(made.blocks, rules, strict=True))
    ]
    kept = merge_priorities(made, statements)
    assert [[m.text(made) for m in s.mentions] for s in kept] == [["GREENING"], ["PARKS"], ["PLACES"]]
