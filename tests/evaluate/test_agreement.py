"""Agreement against the worked examples of its sources."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.evaluate.agreement import agreement, alpha, coincidences
from pipeline.evaluate.sources import EvaluationError
from schemas.annotation import Annotation

# K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011, sections A to C; "." is a missing value
BINARY = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
FOUR_OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


@pytest.mark.parametrize(("observers", "published"), [(BINARY, 0.095), (NOMINAL, 0.692), (FOUR_OBSERVERS, 0.743)])
def test_alpha_as_krippendorff_computes_it(observers: tuple[str, ...], published: float) -> None:
    units = [[value for value in unit if value != "."] for unit in zip(*observers, strict=True)]
    assert alpha(units) == pytest.approx(published, abs=5e-4)


def test_alpha_of_nothing_to_agree_on_is_none() -> None:
    assert alpha([]) is None
    assert alpha([["a"], ["b"]]) is None
    assert alpha([["a", "a"], ["a", "a"]]) is None


LABELS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=20)


@settings(deadline=None)  # the first call imports
@given(LABELS)
def test_alpha_is_one_exactly_where_all_agree(units: list[tuple[str, str]]) -> None:
    found = alpha(units)
    if found is not None:
        assert found <= 1
        assert (found == 1) == all(a == b for a, b in units)
    else:
        assert len({label for unit in units for label in unit}) == 1


def annotation(paper: str, *statuses: str) -> Annotation:
    texts = ["Open two new homes by the summer", "Visit every child within five days", "Write to all foster carers"]
    actions = [
        {"id": f"A{n}", "text": text, "status": [status], "themes": ["health"] if n else []}
        for n, (text, status) in enumerate(zip(texts, statuses, strict=False))
    ]
    return Annotation.model_validate({"paper": paper, "actions": actions})


def test_agreement_of_two_annotators() -> None:
    one = [annotation("a.txt", "completed", "behind", "behind"), annotation("b.txt", "behind")]
    other = [annotation("a.txt", "completed", "behind"), annotation("c.txt", "behind")]
    found = agreement(one, other)
    assert found.papers == ("a.txt",)
    assert found.only_one == ("b.txt", "c.txt")
    actions = found.records["actions"]["relaxed"]
    assert (actions.tp, actions.fp, actions.fn, actions.f1) == (2, 0, 1, 0.8)
    assert {name: found.value(f"alpha of {name}") for name in ("kind", "status", "themes")} == {
        "kind": None,  # one kind throughout: nothing to agree on
        "status": 1.0,
        "themes": 1.0,
    }
    assert found.value("actions relaxed") == 0.8


def test_annotators_without_a_paper_in_common_are_refused() -> None:
    with pytest.raises(EvaluationError, match="no paper in common"):
        agreement([annotation("a.txt")], [annotation("b.txt")])


def test_the_kind_of_record_is_a_label() -> None:
    texts = [f"{verb} the {thing} of every home" for verb in ("Mend", "Paint") for thing in ("roof", "door", "gate")]
    as_actions = [{"id": f"A{n}", "text": text} for n, text in enumerate(texts)]
    one = Annotation.model_validate({"paper": "a.txt", "actions": as_actions[:4], "progress": as_actions[4:]})
    two = Annotation.model_validate({"paper": "a.txt", "actions": as_actions[:5], "progress": as_actions[5:]})
    found = agreement([one], [two])
    pairs = [("a", "a")] * 4 + [("g", "a"), ("g", "g")]
    assert found.value("alpha of kind") == pytest.approx(alpha(pairs), abs=5e-4)
    assert found.value("actions relaxed") == 0.889


def test_the_same_words_as_action_and_report_are_two_labels_and_agree() -> None:
    both = {"actions": [{"id": "A1", "text": "A second worker was appointed"}]}
    both["progress"] = [{"id": "G1", "text": "A second worker was appointed"}]
    own = Annotation.model_validate({"paper": "a.txt", **both})
    assert agreement([own], [own]).value("alpha of kind") == 1.0


def test_agreement_by_paper_and_with_intervals_that_the_seed_decides() -> None:
    one = [annotation(f"{n}.txt", "completed", "behind") for n in range(6)]
    other = [annotation(f"{n}.txt", "completed", "behind" if n % 2 else "completed") for n in range(6)]
    found, same = agreement(one, other, draws=100, seed=3), agreement(one, other, draws=100, seed=3)
    assert found == same
    (status,) = (f for f in found.figures if f.name == "alpha of status")
    assert status.interval
    assert status.value is not None
    assert status.interval.low < status.value < status.interval.high
    assert (status.of, len(found.per_paper)) == (12, 6)
    alphas = {p: f.value for p, figures in found.per_paper.items() for f in figures if f.name == "alpha of status"}
    assert alphas["1.txt"] == 1.0
    assert alphas["2.txt"] == 0.0


def test_spans_are_compared_in_the_text_where_it_is_known() -> None:
    text = "1. Open two new homes by the summer. 2. Visit every child\nwithin five days, please."
    one, other = annotation("a.txt", "behind", "behind"), annotation("a.txt", "behind", "behind")
    longer = other.model_copy(
        update={"actions": (other.actions[0], other.actions[1].model_copy(update={"text": "Visit every child within"}))}
    )
    assert agreement([one], [other], {"a.txt": text}).value("actions same span") == 1.0
    assert agreement([one], [longer], {"a.txt": text}).value("actions same span") == 0.5
    assert agreement([one], [longer]).value("actions same span") is None


@settings(deadline=None)  # the first call imports
@given(LABELS, LABELS)
def test_coincidences_of_papers_add_up(one: list[tuple[str, str]], other: list[tuple[str, str]]) -> None:
    together = coincidences(one + other, "abc")
    assert together == pytest.approx(coincidences(one, "abc") + coincidences(other, "abc"))
    assert together.sum() == pytest.approx(2 * len(one + other))
