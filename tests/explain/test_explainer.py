"""What explanations tell of records and sentences is what extraction found."""

from functools import cache
from pathlib import Path

import pytest

from pipeline.authorities import load_register
from pipeline.explain import Explainer, RecordExplanation, SentenceExplanation
from pipeline.explain.vocabulary import vocabulary
from pipeline.extract.extractor import Extractor
from pipeline.extract.statements.features import Context, context_features, language_features
from pipeline.ingest import Source, read
from pipeline.ingest.assemble import Draft
from tests.extract.specimens import heading, item, paper, table

ROOT = Path(__file__).parents[2]
SPECIMENS = sorted((ROOT / "corpus/papers").iterdir())[::3]


@cache
def extractor() -> Extractor:
    return Extractor(register=load_register([ROOT / "corpus/authorities.csv"]))


def explainer(*drafts: Draft | str) -> Explainer:
    return Explainer(extractor(), paper(*drafts))


def of_kind(asked: Explainer, kind: str) -> list[RecordExplanation]:
    return [told for told in map(asked.record, asked.ids) if told.kind == kind]


def sentences(asked: Explainer, words: str) -> list[SentenceExplanation]:
    return [told for told in asked.passage(words) if isinstance(told, SentenceExplanation)]


PLAN = table(
    ["Objective", "Action", "Lead officer", "By when", "RAG", "Update"],
    ["Safer lanes", "Cut back the hedges on Mill Lane", "Head of Highways", "June 2024", "Green", "Two are cut."],
    [None, "Mark the crossing by the school", "Road safety team", "", "Amber", "Ordered; not yet begun."],
)


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_every_record_and_sentence_of_a_specimen_is_explained_as_it_was_extracted(path: Path) -> None:
    for one in read(Source(path.name, path.read_bytes()), extractor().settings.ingest):
        asked = Explainer(extractor(), one)
        for identity in asked.ids:
            told = asked.record(identity)
            assert one.text[told.start : told.end] == told.text
            assert told.rule in vocabulary().rules, "a rule that has no words in vocabulary.toml"
            words = [told.cue, *(field.words for field in told.fields)]
            assert all(one.text[w.start : w.end] == w.text for w in words if w and w.start is not None)
            statement = asked.statements.get(identity)
            if statement is not None and statement.score is not None:
                own = next(score for score in told.scores if score.kind == told.kind)
                assert own.probability == pytest.approx(statement.score)
                assert own.passed or statement.rule in ("sentence.planned", "sentence.stated")
        for start, end, block in asked.passages.sentences(0, len(one.text)):
            sentence = asked.sentence(start, end, block)
            assert sentence.reasons, sentence.text
            if not sentence.records and sentence.asked:
                assert all(score.refused or not score.passed for score in sentence.scores) or "again" in str(
                    sentence.reasons
                )


def test_the_fields_of_a_row_name_the_cells_that_decided() -> None:
    asked = explainer(heading("Action plan"), "Green means done. Amber means under way.", PLAN)
    first, _ = of_kind(asked, "action")
    fields = {field.field: field for field in first.fields}
    assert first.rule == "table.action"
    assert first.cue is not None
    assert (first.cue.text, first.cue.start) == ("Action", asked.paper.text.rindex("Action", 0, first.start))
    assert fields["lead"].words is not None
    assert fields["lead"].words.text == "Head of Highways"
    assert fields["due"].words is not None
    assert (fields["due"].value, fields["due"].words.text) == ("2024-06", "June 2024")
    assert fields["commitment"].value == "committed"
    assert "report" in fields
    assert [(link.relation, link.outgoing, link.kind) for link in first.links] == [
        ("serves", True, "priority"),
        ("reports_on", False, "progress"),
    ]
    assert not first.asked
    assert len(first.scores) == 3, "what the classifier would have said"


def test_the_sections_of_a_record_run_from_the_innermost_up() -> None:
    asked = explainer(heading("Recreation"), heading("Next steps", 2), "We will resurface two tennis courts by May.")
    (action,) = of_kind(asked, "action")
    assert [h.title for h in action.path] == ["Next steps", "Recreation"]
    assert (action.path[0].role, action.path[0].named) == ("next_steps", True)
    assert action.asked


def test_a_sentence_below_the_thresholds_tells_what_it_missed_and_by_what() -> None:
    asked = explainer(heading("Background"), "The harbour was busy in those years because herring was cheap.")
    (told,) = asked.passage("herring was")
    assert isinstance(told, SentenceExplanation)
    assert not told.records
    assert told.asked
    assert "Below the threshold" in told.reasons[0]
    assert all(s.probability < s.threshold for s in told.scores)
    assert all(w.weight > 0 for s in told.scores for w in s.speaks_for)
    assert all(w.weight < 0 for s in told.scores for w in s.speaks_against)


@pytest.mark.parametrize(
    ("drafts", "words", "reason"),
    [
        ([heading("Recommendation"), "That the Committee notes the report on allotments."], "allotments", "recommend"),
        ([heading("Contact officer"), "Jo Bream will answer all questions on the lido."], "lido", "role is contact"),
        ([heading("Report on pools"), heading("The lido and its future", 2)], "lido", "a heading"),
        (["Lido reopened."], "Lido", "fewer than 4 words"),
        ([heading("Summary"), "Appendix 2 sets out the cost of each lido in full."], "lido", "speaks of the paper"),
        (
            [heading("Agenda"), "Apologies for absence", "Declarations of interest", "Repair of the lido by May."],
            "lido",
            "of the form “agenda”",
        ),
        ([heading("Action plan"), PLAN], "Road safety team", "the row's lead"),
        ([heading("Action plan"), PLAN], "By when", "name of a table's column"),
    ],
)
def test_a_sentence_that_was_not_judged_tells_why(drafts: list[Draft | str], words: str, reason: str) -> None:
    told = sentences(explainer(*drafts), words)[0]
    assert reason in " ".join(told.reasons)
    assert not told.asked


def test_a_list_that_announces_something_else_is_told_where_the_classifier_heard_an_action() -> None:
    asked = explainer(
        heading("Consultation"),
        "Residents made the following comments:",
        item("The Council will plant a hundred trees along the ring road by March 2025."),
        item("The Council will mend the slipway by March 2025."),
    )
    told = sentences(asked, "hundred trees")[0]
    assert not told.records
    assert "the list's lead-in announces something else" in " ".join(told.reasons)


def test_words_are_found_whatever_their_case_white_space_and_quotes() -> None:
    asked = explainer(heading("Next steps"), "We will renew the town's “Green\nRing” of footpaths by 2030.")
    assert sentences(asked, 'the TOWN’S "green ring" of')


def test_a_priority_stated_again_is_known_as_the_record_that_stands_elsewhere() -> None:
    asked = explainer(
        heading("Our priorities"),
        "Our priorities are:",
        item("A town that is good to grow old in"),
        item("Work within reach of everybody"),
        heading("Priority 1: A town that is good to grow old in"),
        "The days are long in winter for many people here.",
    )
    told = sentences(asked, "good to grow old in")
    assert len(told) == 2
    assert sum("again" in " ".join(one.reasons) for one in told) + sum(bool(one.records) for one in told) == 2


def test_features_of_form_and_place_have_words() -> None:
    context = Context("background", True, ("background", "content"), "list_item", True, True, None, 1)
    for name in [*context_features(context), *language_features("MEND IT")]:
        if ":" not in name and ">" not in name:
            known = name in vocabulary().form
            assert known or name.islower(), name
    assert {"meaning", "lower_start", "no_stop", "capitals", "title_case", "role_named", "cell", "nested"} == set(
        vocabulary().form
    )
