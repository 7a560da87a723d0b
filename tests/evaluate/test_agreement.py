"""Agreement against the worked examples of its sources."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.agreement import agreement, alpha, span_counts
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


@given(LABELS)
def test_alpha_is_one_exactly_where_all_agree(units: list[tuple[str, str]]) -> None:
    found = alpha(units)
    if found is not None:
        assert found <= 1
        assert (found == 1) == all(a == b for a, b in units)
    else:
        assert len({label for unit in units for label in unit}) == 1


def test_spans_agree_exactly_or_by_overlap() -> None:
    one, other = [(0, 10), (20, 30), (40, 50)], [(0, 10), (22, 31), (60, 70)]
    exact, half = span_counts(one, other), span_counts(one, other, overlap=0.5)
    assert (exact.tp, exact.fp, exact.fn, exact.f1) == (1, 2, 2, 0.333)
    assert (half.tp, half.f1) == (2, 0.667)


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda s: (s[0], s[0] + s[1])), max_size=8)


@given(SPANS, SPANS, st.sampled_from([0.3, 0.5, 1.0]))
def test_span_agreement_is_the_same_either_way_and_whole_with_itself(
    one: list[tuple[int, int]], other: list[tuple[int, int]], overlap: float
) -> None:
    assert span_counts(one, one, overlap).tp == len(set(one))
    if overlap == 1.0:
        assert span_counts(one, other).tp == span_counts(other, one).tp == len(set(one) & set(other))


def test_a_span_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        span_counts([(3, 3)], [])


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
    assert found.status == {"actions": 1.0, "progress": None}
    assert found.themes == 1.0


def test_annotators_without_a_paper_in_common_are_refused() -> None:
    with pytest.raises(EvaluationError, match="no paper in common"):
        agreement([annotation("a.txt")], [annotation("b.txt")])
