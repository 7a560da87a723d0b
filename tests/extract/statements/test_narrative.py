"""Statements in running text, judged by a classifier of a few known weights."""

import pytest

from pipeline.extract.sections import find_sections
from pipeline.extract.statements.candidates import candidates
from pipeline.extract.statements.classifier import Weights
from pipeline.extract.statements.features import Context, all_features, cue_words, shows
from pipeline.extract.statements.model import Kind, Statement
from pipeline.extract.statements.narrative import read_narrative
from pipeline.extract.statements.structure import read_structure
from pipeline.ingest.assemble import Draft
from schemas.paper import Paper
from tests.extract.specimens import heading, item, paper, table
from tests.extract.statements.reading import shown, words

WEIGHTS = Weights(
    kinds=(Kind.PRIORITY, Kind.ACTION, Kind.PROGRESS),
    bias=(-4.0, -4.0, -4.0),
    threshold=(0.5, 0.5, 0.5),
    features={"will_do": (0.0, 5.0, 0.0), "have_been_done": (0.0, 0.0, 5.0), "priority_word": (5.0, 0.0, 0.0)},
)
"""A bare "will" is an action, "has been ..." a report, a word for priorities a priority."""


def read(*drafts: Draft | str, excluded: frozenset[int] = frozenset()) -> tuple[Paper, list[Statement]]:
    made = paper(*drafts)
    sections = find_sections(made)
    reading = read_structure(made, sections, excluded)
    return made, read_narrative(made, sections, reading, excluded, WEIGHTS)


def found(*drafts: Draft | str) -> list[tuple[str, str]]:
    return shown(*read(*drafts))


def test_sentences_at_or_above_the_threshold_are_statements() -> None:
    made, statements = read("We will mend roofs. The roofs are old. Two roofs have been mended.")
    assert shown(made, statements) == [("action", "We will mend roofs."), ("progress", "Two roofs have been mended.")]
    action, report = statements
    assert (action.rule, action.cue) == ("sentence.action", "will")
    assert action.score is not None
    assert action.score >= 0.5
    assert action.group != report.group


def test_a_threshold_that_is_met_exactly_is_met() -> None:
    even = WEIGHTS.model_copy(update={"features": {"will_do": (0.0, 4.0, 0.0)}})
    made = paper("We will mend roofs.")
    sections = find_sections(made)
    reading = read_structure(made, sections, frozenset())
    assert len(read_narrative(made, sections, reading, frozenset(), even)) == 1


def test_a_sentence_may_be_action_and_report_of_one_group() -> None:
    _, statements = read("The roof has been mended and we will mend the next.")
    assert [s.kind for s in statements] == [Kind.ACTION, Kind.PROGRESS]
    assert statements[0].group == statements[1].group >= 0


def test_an_action_that_is_done_and_nearly_a_report_is_one() -> None:
    def rules(text: str, bias: float) -> list[str]:
        near = WEIGHTS.model_copy(
            update={"bias": (-4.0, 4.0, bias), "features": {}}  # every sentence is an action
        )
        made = paper(text)
        reading = read_structure(made, find_sections(made), frozenset())
        return [s.rule for s in read_narrative(made, find_sections(made), reading, frozenset(), near)]

    done = "Contracts have been signed with three mooring firms."
    assert rules(done, -0.5) == ["sentence.action", "action.reports_itself"]
    assert rules(done, -2.0) == ["sentence.action"]
    assert rules("Contracts will be signed with three mooring firms.", -0.5) == ["sentence.action"]
    assert rules("The harbour office will continue to be staffed on Sundays.", -0.5) == ["sentence.action"]


def test_a_report_that_goes_on_is_joined_to_the_one_before() -> None:
    assert found("Two roofs have been mended. They have been painted. Four doors have been painted.") == [
        ("progress", "Two roofs have been mended. They have been painted."),
        ("progress", "Four doors have been painted."),
    ]
    counted = "Two roofs have been mended. Nine have been painted."
    assert found(counted) == [("progress", counted)]


@pytest.mark.parametrize(
    "drafts",
    [
        ("Two roofs have been mended.", "They have been painted."),
        ("Two roofs have been mended. It rained all day. They have been painted.",),
    ],
)
def test_reports_apart_are_not_joined(drafts: tuple[str, ...]) -> None:
    assert len(found(*drafts)) == 2


def test_a_priority_needs_more_than_the_classifier() -> None:
    assert found("Dry homes are a priority for the town.") == []
    eager = WEIGHTS.model_copy(update={"bias": (4.0, -4.0, -4.0)})
    made = paper("The roofs of the town are old.")
    sections = find_sections(made)
    reading = read_structure(made, sections, frozenset())
    assert not read_narrative(made, sections, reading, frozenset(), eager)


def test_aims_are_found_whatever_the_classifier_says_but_not_in_standard_comments() -> None:
    aim = "The strategy aims to keep every home dry."
    assert found(aim) == [("priority", aim)]
    assert not found(heading("Legal implications"), aim)


def test_where_no_sentence_is_judged() -> None:
    made, statements = read(
        heading("We will mend roofs now"),
        "We will.",
        heading("Background papers"),
        "We will mend all roofs.",
        heading("Homes"),
        "We will mend all doors.",
        excluded=frozenset({5}),
    )
    assert not shown(made, statements)


def test_list_items_under_a_lead_in_to_nothing_are_no_statements() -> None:
    assert not found("The main risks are:", item("we will mend no roof"), item("two roofs have been lost"))


def test_cells_of_tables_that_were_not_understood_are_judged_as_prose() -> None:
    made, statements = read(table(["Year", "Words"], ["2019", "We will mend roofs. It rained."]))
    assert shown(made, statements) == [("action", "We will mend roofs.")]


def test_an_undertaking_is_an_action_and_no_report_whatever_the_classifier_says() -> None:
    made, [taken] = read("Ms Ash undertook to mend what has been broken.")
    assert (taken.kind, taken.rule, taken.cue) == (Kind.ACTION, "sentence.undertaking", "undertook to")
    assert words(made, taken) == "Ms Ash undertook to mend what has been broken."


def test_the_place_of_a_sentence() -> None:
    made = paper(heading("Next steps"), "We will mend. The roofs are old.", item("the walls are old too"))
    sections = find_sections(made)
    known = candidates(made, sections, read_structure(made, sections, frozenset()), frozenset())
    assert [words(made, Statement(Kind.ACTION, s.start, s.end, s.block, "")) for s in known] == [
        "The roofs are old.",
        "the walls are old too",
    ]
    first = known[0].context
    assert (first.role, first.named, first.block) == ("next_steps", True, "paragraph")
    assert not first.cell


def test_features_of_neighbours_count_within_a_block_alone() -> None:
    context = Context(
        role="content",
        named=False,
        roles=("content",),
        block="paragraph",
        cell=False,
        listed=False,
        lead_kind=None,
        depth=0,
    )
    rows = all_features(["We will mend.", "It rains.", "It rains."], [context] * 3, [0, 0, 1], frozenset({"w:rains"}))
    assert "before:will_do" in rows[1]
    assert not [name for name in rows[2] if name.startswith(("before:", "after:"))]
    assert "w:rains" in rows[1]
    assert "w:it" not in rows[1]


def test_cues_are_shown_in_the_words_as_written() -> None:
    assert cue_words("We SHALL mend roofs.", "will_do") == "SHALL"
    assert cue_words("It rains.", "will_do") == ""
    assert cue_words("It rains.", "no_such_cue") == ""
    with pytest.raises(KeyError):
        shows("It rains.", "no_such_cue")


def test_a_running_title_is_not_judged() -> None:
    title = "We will open the harbour to all"
    made = paper("A plan.", title, "We will dredge the quay.", title, "Much is to be done here.", title)
    reading = read_structure(made, find_sections(made), frozenset())
    sentences = candidates(made, find_sections(made), reading, frozenset())
    assert [made.text[s.start : s.end] for s in sentences] == ["We will dredge the quay.", "Much is to be done here."]


def test_a_sentence_that_tells_more_of_the_work_before_it_is_one_with_it() -> None:
    training = "We will mend the boats with our own crew. These repairs will take two weeks."
    assert found(training) == [("action", training)]
    apart = "We will mend the boats. This will cost less. This Council will also paint the pier."
    assert found(apart) == [
        ("action", "We will mend the boats."),
        ("action", "This will cost less."),
        ("action", "This Council will also paint the pier."),
    ]
