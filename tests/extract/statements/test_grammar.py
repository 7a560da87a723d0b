"""Tense, voice, mood and subject by the trained pipeline."""

import pytest

from pipeline.config import Settings
from pipeline.extract.statements.grammar import Clause, grammar_features, verb_class
from pipeline.extract.statements.parse import Grammar


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return Grammar(Settings().extract.spacy_model)


@pytest.mark.parametrize(
    ("sentence", "features"),
    [
        ("We will develop a new plan for homes.", {"main.future_active", "main.subject=we", "main.verb=work"}),
        ("A new plan will be developed by the team.", {"main.future_passive", "main.subject=work"}),
        ("The council has reviewed the contract.", {"main.perfect_active", "main.subject=body", "main.verb=work"}),
        ("The contract was reviewed in June.", {"main.past_passive", "main.subject=work"}),
        ("The team is developing a guide.", {"main.progressive_active", "main.subject=body"}),
        ("The government should provide more money.", {"main.modal_active", "main.subject=outsider"}),
        ("The council does not intend to close the hall.", {"main.negated", "main.subject=body"}),
        ("The number of calls increased to 40.", {"main.past_active", "main.subject=quantity", "main.verb=change"}),
        ("The officer said that the team would review the plan.", {"main.verb=say", "any.would_active+body"}),
        ("There are many old roofs in the town.", {"main.subject=there", "main.verb=state"}),
    ],
)
def test_classes_of_a_sentence(grammar: Grammar, sentence: str, features: set[str]) -> None:
    [found] = grammar.features([sentence])
    assert {f"g.{name}" for name in features} <= set(found)


def test_sentences_are_answered_in_order_whatever_stands_beside_them(grammar: Grammar) -> None:
    texts = ["We will develop a plan.", "", "The hall was closed.", "Halls. " * 200]
    together = grammar.features(texts)
    assert together == [grammar.features([text])[0] for text in texts]
    assert together[1] == []


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("planned", "aim"),
        ("identified", "work"),
        ("building", "work"),
        ("held", "work"),
        ("rising", "change"),
        ("risen", "change"),
        ("says", "say"),
        ("were", "state"),
        ("lacks", "state"),
        ("zigzags", "other"),
    ],
)
def test_class_of_a_verb_by_any_of_its_forms(form: str, name: str) -> None:
    assert verb_class(form) == name


def test_features_are_named_once_and_main_apart_from_what_is_added() -> None:
    main = Clause("future", True, False, "work", "we", 0)
    sub = Clause("past", False, True, "say", "body", 1)
    found = grammar_features([main, sub, sub])
    assert len(found) == len(set(found))
    assert {"main.future_passive", "sub.past_active", "any.past_active+say", "sub.negated"} <= set(found)
    assert "main.negated" not in found
    assert grammar_features([]) == []
