"""Confidence: a probability for every record, whatever made it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import ConfigError, Settings
from pipeline.extract.confidence import Calibration, Curve, Rate, confidence_of, load_calibration
from pipeline.extract.extractor import Extractor
from pipeline.extract.statements.model import Kind, Statement
from tests.extract.specimens import heading, item, paper

MADE = Calibration(
    classifier="none",
    strength=4,
    overall=Rate(right=8, made=10, probability=0.8),
    families={"list": Rate(right=3, made=6, probability=0.6)},
    rules={"action list.action": Rate(right=3, made=3, probability=0.9)},
    pooled=Curve(intercept=-1, slope=0.5, records=9),
    curves={Kind.ACTION: Curve(intercept=0, slope=1, records=7)},
)


@pytest.mark.parametrize(
    ("kind", "rule", "score", "expected", "says"),
    [
        (Kind.ACTION, "list.action", None, 0.9, "3 of 3 records of this rule"),
        (Kind.PROGRESS, "list.action", None, 0.6, "3 of 6 records of its family"),
        (Kind.ACTION, "list.new_rule", None, 0.6, "the rule was not measured"),
        (Kind.ACTION, "unheard.of", None, 0.8, "neither rule nor family"),
        (Kind.ACTION, "", None, 0.8, "neither rule nor family"),
        (Kind.ACTION, "sentence.action", 0.7, 0.7, "the classifier's 0.70, by 7 annotated records"),
        (Kind.PROGRESS, "sentence.progress", 0.5, 0.2689, "by 9 annotated records"),
        (Kind.ACTION, "sentence.planned", 0.3, 0.8, "neither rule nor family"),
    ],
)
def test_a_rule_that_was_not_measured_has_its_familys_figure_else_that_of_all(
    kind: Kind, rule: str, score: float | None, expected: float, says: str
) -> None:
    assert MADE.confidence(kind, rule, score) == pytest.approx(expected, abs=1e-4)
    assert says in MADE.basis(kind, rule, score)


@given(st.sampled_from(Kind), st.text(max_size=20), st.none() | st.floats(0, 1))
def test_confidence_lies_between_0_and_1_whatever_made_a_record(kind: Kind, rule: str, score: float | None) -> None:
    for name in (rule, f"sentence.{kind}"):
        assert 0 < load_calibration().confidence(kind, name, score) < 1


@given(st.sampled_from(Kind), st.floats(0, 1), st.floats(0, 1))
def test_a_higher_score_of_the_classifier_never_means_less_confidence(kind: Kind, one: float, other: float) -> None:
    low, high = sorted((one, other))
    made = load_calibration()
    assert made.confidence(kind, f"sentence.{kind}", low) <= made.confidence(kind, f"sentence.{kind}", high)


def test_every_record_of_a_paper_carries_its_confidence() -> None:
    made = paper(
        heading("Next steps"),
        "The following actions will be taken:",
        item("Mend the slipway before the summer"),
        item("Paint the boathouse"),
        heading("Background"),
        "We will write to every household on the quay by June 2030.",
    )
    extractor = Extractor()
    records = extractor.extract(made)
    rows = (*records.priorities, *records.actions, *records.progress)
    assert len(rows) >= 3
    known = extractor.calibration
    for row in records.actions:
        assert row.confidence is not None
        if not row.rule.startswith("sentence."):
            assert row.confidence == confidence_of(Statement(Kind.ACTION, row.start, row.end, 0, row.rule), known)


def test_a_calibration_of_ones_own_is_used_and_one_that_is_none_is_told(tmp_path: Path) -> None:
    own = tmp_path / "mine.json"
    own.write_text(MADE.model_dump_json(), encoding="utf-8")
    extractor = Extractor(Settings.model_validate({"extract": {"confidence": own.as_posix()}}))
    records = extractor.extract(paper("We will:", item("mend the slipway before the summer")))
    assert [row.confidence for row in records.actions] == [0.9]
    for wrong, says in (("{}", "papers train --calibrate"), (json.dumps({"a": 1}), "papers train --calibrate")):
        (tmp_path / "wrong.json").write_text(wrong, encoding="utf-8")
        with pytest.raises(ConfigError, match=says):
            Extractor(Settings.model_validate({"extract": {"confidence": (tmp_path / "wrong.json").as_posix()}}))
    with pytest.raises(ConfigError, match="papers train --calibrate"):
        load_calibration((tmp_path / "absent.json").as_posix())


def test_the_shipped_rates_hold_no_more_right_than_made() -> None:
    made = load_calibration()
    for rate in (made.overall, *made.families.values(), *made.rules.values()):
        assert 0 <= rate.right <= rate.made
    assert set(made.families) == {key.split()[1].partition(".")[0] for key in made.rules}
